"""At what caseload does each duty give way? `python -m experiments.giving_way`.

Today's service runs at one caseload after the other, in the same worlds. What comes out is the
share done of each duty at each, and the caseload at which a quarter of what is done at the least
of them is lost: monitoring and contact first, timeliness last, as inspectors describe.
"""

import dataclasses
import itertools
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from experiments.of_one_authority import OfOneAuthority
from experiments.study_command import names_in, refuse_beyond_one_world, study_program
from sim.arms.resolve import Arms
from sim.arms.scenarios import KEEP
from sim.cli.arguments import CommandLine, Option
from sim.cli.command import run
from sim.errors import UserError
from sim.measures.catalogue import MEASURES
from sim.settings import Settings, register, to_dict

if TYPE_CHECKING:
    from sim.replicate.progress import Bars
    from sim.replicate.runner import Study
    from sim.report.document.content import Report

ORDER = (
    "midway_coverage",
    "child_seen_before_review",
    "records_on_time",
    "challenge_followed_up",
    "reviews_on_time",
)
FOUND = 110  # children per IRO: caseloads found in England go so far
USUAL = 70
HELD = 0.92  # of reviews in time that the median authority still holds there
TAIL = 0.02  # of reviews in time lost between the usual caseload and the highest run
ABOVE = math.inf  # above the highest caseload run


def gives_way_at(caseloads: Sequence[float], values: Sequence[float]) -> float:
    """Return the caseload, linear between runs, at which a quarter of the first value is lost."""
    threshold = 0.75 * values[0]
    for place in range(1, len(values)):
        if values[place] <= threshold:
            part = (values[place - 1] - threshold) / (values[place - 1] - values[place])
            return caseloads[place - 1] + part * (caseloads[place] - caseloads[place - 1])
    return ABOVE


def as_described(
    caseloads: Sequence[float], runs: Sequence[Sequence[float]], tolerance: float
) -> bool:
    """Say whether duties give way as inspectors describe, within a tolerance in children.

    Monitoring and contact give way first, within the caseloads found in England; then records,
    then challenge; timeliness hardly: at the highest caseloads found an average authority still
    holds 92% in time, and beyond them some points are lost.

    Parameters
    ----------
    caseloads
        Children per IRO, rising.
    runs
        For each caseload the measures of `ORDER`.
    """
    each = list(zip(*runs, strict=True))
    if any(not values[0] > 0 or any(map(math.isnan, values)) for values in each):
        return False
    lost = [gives_way_at(caseloads, values) for values in each]
    rising = all(early <= late + tolerance for early, late in itertools.pairwise(lost))
    on_time = each[ORDER.index("reviews_on_time")]
    held = np.interp(FOUND, caseloads, on_time) >= HELD
    tail = np.interp(USUAL, caseloads, on_time) - on_time[-1] >= TAIL
    timely = bool(held and tail) and lost[-1] == ABOVE
    return rising and lost[1] < FOUND + tolerance and timely


def read_caseloads(text: str) -> tuple[float, ...]:
    """Return the caseloads of a list as it is typed, [50,70,90], rising.

    Raises
    ------
    UserError
        Where one is no number that `iro.caseload` may be, or there are fewer than two.
    """
    caseload = next(one for one in register(Settings()) if one.name == "iro.caseload")
    refused = (
        f"caseloads={text} is not allowed: it must be two or more different numbers, each "
        f"{caseload.allowed}"
    )
    try:
        found = tuple(sorted({float(word) for word in names_in(text)}))
    except ValueError:
        raise UserError(refused) from None
    low, high = caseload.low or 0.0, caseload.high or math.inf
    if len(found) < 2 or not all(low <= one <= high for one in found):
        raise UserError(refused)
    return found


class GivingWay(OfOneAuthority):
    """What is studied: today's service, resolved at each caseload, rising."""

    def __init__(self, asked: Sequence[Arms]) -> None:
        from sim.replicate.replication import point_of

        super().__init__(asked[0])
        self.asked = asked
        self.points = [
            dataclasses.replace(point_of(place, arms, ""), monthly=False)
            for place, arms in enumerate(asked)
        ]

    def about(self) -> Mapping[str, Any]:
        """Return the settings, and the caseloads."""
        return {
            "settings": to_dict(self.how),
            "caseloads": [float(arms.today.iro.caseload) for arms in self.asked],
            "authority_flags": dict(self.asked[0].flags),
        }

    def conduct(self, study: "Study", bars: "Bars") -> None:
        """Run every caseload."""
        from sim.replicate.stopping_rule import conduct

        conduct(study, bars, self.points, self.how)

    def duties(self, study: "Study") -> pd.DataFrame:
        """Return the share done of each duty at each caseload, a row each, with its interval.

        Columns as `tables.summary` has them of today's service, after `caseload`.
        """
        from sim.analyse import tables

        wanted = [next(m for m in MEASURES if m.id == id) for id in ORDER]
        blocks = []
        for arms, point in zip(self.asked, self.points, strict=True):
            today = study.arms(point)[0]
            if not today.replications:
                continue
            columns = ["policy", "measure", "unit", "today", "today_low", "today_high", "range"]
            block = tables.of_measures(wanted, today)[columns]
            block.insert(0, "caseload", float(arms.today.iro.caseload))
            blocks.append(block)
        return pd.concat(blocks, ignore_index=True)

    def lost(self, duties: pd.DataFrame) -> pd.DataFrame:
        """Return where each duty gives way; infinite where it does not."""
        rows = []
        for id in ORDER:
            of_duty = duties[duties["measure"] == id].dropna(subset=["today"])
            at = math.nan
            if len(of_duty) > 1:
                at = gives_way_at(of_duty["caseload"].tolist(), of_duty["today"].tolist())
            rows.append((id, at))
        return pd.DataFrame(rows, columns=["measure", "gives_way_at"])

    def write(self, study: "Study", part: Path) -> Mapping[str, Any]:
        """Write the tables and the figure."""
        from sim.analyse import tables
        from sim.report.figures.duty_curves import giving_way
        from sim.report.figures.style import save
        from sim.study.notes import runs_words

        duties = self.duties(study)
        lost = self.lost(duties)
        for name, table in (("duties", duties), ("giving_way", lost)):
            named = self.named(table, policy=KEEP, seed=self.how.seed)
            tables.write_csv(named, part / f"{name}.csv")
        runs = runs_words(study.arms(self.points[0])[0])
        drawing = giving_way(duties, lost, authority=self.authority, runs=runs)
        save(drawing, part / "figures", "giving_way")
        return {}

    def report(self, study: "Study", part: Path) -> "Report":
        """Return the report."""
        from sim.analyse import tables
        from sim.report.document.of_duties import of_duties
        from sim.report.document.render import figures_in
        from sim.study.notes import basis_of, failures_words, runs_words

        duties = self.duties(study)
        first = study.arms(self.points[0])[0]
        basis = basis_of(self.asked[0], "")
        return of_duties(
            dataclasses.replace(basis, varied=("iro.caseload",)), duties, self.lost(duties),
            tables.summary(first), runs=runs_words(first),
            figures=figures_in(part, "giving_way"), remarks=failures_words(study.failures),
        )  # fmt: skip

    def say(self, study: "Study") -> None:
        """Print the share of each duty at each caseload, and where each gives way."""
        from sim.report.numbers import label, say

        duties = self.duties(study)
        lost = self.lost(duties).set_index("measure")["gives_way_at"]
        wide = duties.pivot(index="measure", columns="caseload", values="today").loc[list(ORDER)]
        print("Share of each duty done, by children to a full-time IRO")
        print(f"  {'':<26}" + "".join(f"{at:>8g}" for at in wide.columns) + "  a quarter lost at")
        for id, values in wide.iterrows():
            shown = "".join(f"{say(value, 'share'):>8}" for value in values)
            at = lost[id]
            where = f"{at:.0f}" if math.isfinite(at) else "-" if math.isnan(at) else "not lost"
            print(f"  {label(str(id)):<26}{shown}  {where:>17}")


def _begin(line: CommandLine) -> tuple[GivingWay, str]:
    from sim.cli.ask import ask_in_one_world

    if line.scenario is not None or any(word.startswith("policy.") for word in line.overrides):
        raise UserError("a policy is not allowed here: duties give way under today's settings")
    if "iro.caseload" in line.given:
        raise UserError("iro.caseload is not allowed here: write caseloads=[50,70,90]")
    asked = [ask_in_one_world(line, [f"iro.caseload={at:g}"]) for at in line.options["caseloads"]]
    asked = [dataclasses.replace(arms, fixed=arms.fixed | {"iro.caseload"}) for arms in asked]
    refuse_beyond_one_world(asked[0], "say replications")
    return GivingWay(asked), "giving_way"


CASELOADS = Option(
    "caseloads",
    "the caseloads to run, children to a full-time IRO",
    "[50,60,70,80,90,100,110,120,130,140]",
    read_caseloads,
)
EXAMPLES = (
    ("python -m experiments.giving_way", "the average authority from 50 to 140 children"),
    ("python -m experiments.giving_way authority.name=Leeds caseloads=[60,80,100]",
     "Leeds at three caseloads"),
)  # fmt: skip
RESULTS = (
    ("duties.csv", "the share done of each duty at each caseload, with its interval"),
    ("giving_way.csv", "the caseload at which each duty gives way"),
    ("report.html, report.md", "the answer in words, with figures and assumptions"),
    ("dictionary.csv", "what each column is"),
    ("figures/", "caseload against each duty"),
    ("run.json", "every setting that was used"),
)


PROGRAM = study_program(
    "python -m experiments.giving_way", __doc__, _begin, (CASELOADS,), EXAMPLES, RESULTS
)

if __name__ == "__main__":
    sys.exit(run(PROGRAM, sys.argv[1:]))
