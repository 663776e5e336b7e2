"""Make the answers that the page shows at once: `python -m experiments.page_answers`.

Writes into `sim/page/stored/` a compressed file for each scenario in the average authority, over
all plausible worlds: what the page shows, and what it was made by. It takes some minutes; do it
again whenever rules, data or scenarios have changed, for what other rules made is not shown.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from itertools import batched
from pathlib import Path

from experiments.flags_command import OneLineParser
from sim import __version__
from sim.errors import UserError
from sim.page.result import PageResult
from sim.page.stored_answers import FOLDER, Stored, to_store, write
from sim.page.visitor_question import Question
from sim.page.worker import points_of, told_of, understood
from sim.replicate.progress import bars
from sim.replicate.runner import Runner, asked_of

TOGETHER = 4  # policies that share the runs of today's service, as many as fit into memory


def answers(policies: Sequence[str], more: str = "") -> Iterator[tuple[PageResult, int]]:
    """Give what the page shows of each policy, and how many pairs of runs are behind it.

    `more` is further words, as in the page.
    """
    for some in batched(policies, TOGETHER):
        question = Question(policies=tuple(some), more=more)
        asked, most = understood(question)
        points = points_of(asked, most)
        runner, jobs = Runner(asked[0][1].today), asked_of(points, most)
        with bars() as shown:
            runner.run(jobs, shown.start(", ".join(some), len(jobs)))
        if runner.failures:
            raise RuntimeError(f"{runner.failures[0].cause}\n{runner.failures[0].traceback}")
        for told in told_of(question, asked, points, runner, most):
            yield told, most


def answerable() -> list[str]:
    """Return the scenarios that the page can answer for the average authority."""
    found = []
    for policy in to_store():
        try:
            understood(Question(policies=(policy,)))
        except UserError as why:
            print(f"{policy} is left out: {why}", file=sys.stderr)
        else:
            found.append(policy)
    return found


def make(folder: Path, policies: Sequence[str], more: str = "") -> list[Path]:
    """Write the answers into a folder, and return their files."""
    folder.mkdir(exist_ok=True)
    about = {"version": __version__}
    return [write(folder, Stored(told, pairs), about) for told, pairs in answers(policies, more)]


def main() -> None:
    """Make them all."""
    OneLineParser("page_answers", __doc__).asked()
    began = time.perf_counter()
    files = make(FOLDER, answerable())
    for old in set(FOLDER.iterdir()) - set(files):
        old.unlink()
    size = sum(file.stat().st_size for file in files)
    took = time.perf_counter() - began
    print(f"{len(files)} answers, {size / 1e6:.1f} MB, made in {took / 60:.0f} minutes: {FOLDER}")


if __name__ == "__main__":
    main()
