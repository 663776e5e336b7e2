"""What every authority comes to, stored for the page: `python -m experiments.strip`.

Runs today's service and a policy in every English authority, in few plausible worlds, and writes
the median and the 90% band of each headline measure, and of what authorities publish of themselves
beside it, to `sim/data/authority_bands.csv`. The view Authorities of the page draws it.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
from rich.console import Console
from rich.progress import Progress

from experiments.flags_command import THREADS, OneLineParser
from experiments.validate.published import BETWEEN
from sim.analyse.headline import headline
from sim.analyse.tables import of_measures
from sim.cli.arguments import read
from sim.cli.ask import of_england
from sim.data import authorities
from sim.data.bands_of_authorities import MADE, NUMBERS, STORED
from sim.measures.catalogue import MEASURES
from sim.replicate.arm_results import baseline_and_policy
from sim.replicate.fingerprint import decided_by
from sim.replicate.runner import Runner, asked_of
from sim.study.england import england
from sim.study.notes import stock_words

WORLDS, POLICY = 20, "abolish"
OWN = {between.measure: between.column for between in BETWEEN if between.column}
BESIDE = tuple(measure for measure in MEASURES if measure.id in OWN and not measure.headline)
COLUMNS = ["authority", "measure", *NUMBERS, "caution"]
FEW_DIGITS = "%.5g"


def words_of(worlds: int) -> list[str]:
    """Return the words of the command that runs the same."""
    return ["authority.scope=england", f"+scenario={POLICY}", f"replications={worlds}"]


def bands(
    names: Sequence[str],
    worlds: int,
    workers: int = 0,
    tell: Callable[[int, int], None] = lambda done, of: None,
) -> pd.DataFrame:
    """Return the rows of some authorities; each has its own chance, whichever others are run.

    Raises
    ------
    RuntimeError
        Where a run failed.
    """
    words = [*words_of(worlds), *([f"compute.workers={workers}"] if workers else [])]
    every = of_england(read(words, sweeps=False))
    points = england(every, POLICY).points
    wanted = [(arms, point) for arms, point in zip(every, points, strict=True)
              if arms.today.authority.name in names]  # fmt: skip
    jobs = asked_of([point for _, point in wanted])
    runner, done = Runner(every[0].today), iter(range(1, len(jobs) + 1))
    runner.run(jobs, lambda: tell(next(done), len(jobs)))
    if runner.failures:
        raise RuntimeError(runner.failures[0].traceback)
    blocks = []
    for arms, point in wanted:
        name = arms.today.authority.name
        today, policy = baseline_and_policy(runner.arms(point))
        found = [headline(today, policy), of_measures(BESIDE, today, policy)]
        block = pd.concat(found, ignore_index=True).sort_values("measure", kind="stable")
        block["authority"] = name
        block["published"] = block["measure"].map(OWN).map(authorities.own(name)) / 100
        block["caution"] = stock_words(today, arms, len(every))
        blocks.append(block[COLUMNS])
    return pd.concat(blocks, ignore_index=True)


def store(rows: pd.DataFrame, worlds: int, folder: Path) -> None:
    """Write the rows, and how they were made."""
    made = {
        "command": f"python -m experiments.strip --worlds {worlds}",
        "same_runs": " ".join(["python -m sim", *words_of(worlds)]),
        "worlds": worlds,
        "policy": POLICY,
        "rules": decided_by(),
    }
    rows.to_csv(folder / STORED.name, index=False, lineterminator="\n", float_format=FEW_DIGITS)
    text = json.dumps(made, indent=1, ensure_ascii=False) + "\n"
    (folder / MADE.name).write_text(text, encoding="utf-8")


def main() -> None:
    """Run every authority and store what comes of it."""
    parser = OneLineParser("strip", __doc__)
    parser.whole("worlds", WORLDS, 2, "plausible worlds of each authority")
    parser.whole("workers", 0, 0, THREADS)
    asked = parser.asked()
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("every authority")
        found = bands(authorities.names(), asked.worlds, asked.workers,
                      lambda done, of: bar.update(task, completed=done, total=of))  # fmt: skip
    store(found, asked.worlds, STORED.parent)
    print(STORED)


if __name__ == "__main__":
    main()
