"""One child's journey, day by day: `python -m experiments.journey`.

The same child, with the same chance, under today's service and under a policy: reviews due and
held, changes told and untold, challenges, plan actions and their drift, and who the workers are.
It shows how the model works; one child of one run says nothing of how often anything happens.
"""

import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.of_one_authority import OfOneAuthority
from experiments.study_command import refuse_beyond_one_world, study_program
from sim.arms.resolve import Arms
from sim.arms.typed_words import whole_number
from sim.cli.arguments import CommandLine, Option
from sim.cli.command import run
from sim.cli.main import scenario_of
from sim.errors import UserError
from sim.settings import to_dict

if TYPE_CHECKING:
    import pandas as pd

    from sim.replicate.progress import Bars
    from sim.replicate.runner import Runner
    from sim.report.document.content import Report
    from sim.study.drawn_figures import Drawn

MOST = 1_000_000


class Journey(OfOneAuthority):
    """What is studied: one child in one replication, lived once more with a journal."""

    def __init__(self, asked: Arms, scenario: str, child: int, replication: int) -> None:
        from sim.replicate.replication import point_of

        super().__init__(asked)
        self.child, self.replication = child, replication
        self.point = point_of(0, asked, scenario)
        self.events: pd.DataFrame  # what happens to the child

    def metadata(self) -> Mapping[str, Any]:
        """Return the settings of both arms, and whose journey it is."""
        from sim.study.policy_study import differing_settings

        return {
            "child": self.child,
            "replication": self.replication,
            "settings": to_dict(self.arms.today),
            "policy": differing_settings(self.arms.today, self.arms.under_policy),
        }

    def run(self, runner: "Runner", bars: "Bars") -> None:
        """Live the replication with its journal, then run it as any other."""
        from sim.study.one_child import journeys

        self.events = journeys(self.point, self.replication, self.child)
        runner.run([(self.point, self.replication)], bars.start("replications", 1))

    def write(self, runner: "Runner", part: Path) -> Mapping[str, Any]:
        """Write the table of events."""
        from sim.analyse.tables import write_csv

        named = self.named(
            self.events, policy=self.events["policy"], replication=self.replication,
            seed=self.point.seed(self.replication), child=self.child,
        )  # fmt: skip
        write_csv(named, part / "journey.csv")
        return {}

    def figures(self, runner: "Runner") -> Iterator["Drawn"]:
        """Give the figure."""
        from sim.report.figures.journey_timeline import journey

        named: dict[str, Any] = {"authority": self.authority, "child": self.child,
                                 "replication": self.replication}  # fmt: skip
        yield "journey", partial(journey, self.events, **named)

    def report(self, runner: "Runner", part: Path) -> "Report":
        """Return the report."""
        from sim.analyse import tables
        from sim.replicate.arm_results import baseline_and_policy
        from sim.report.document.journey_report import of_journey
        from sim.report.document.render import figures_in
        from sim.report.figures.journey_timeline import title
        from sim.study.notes import basis_of

        arms = runner.arms(self.point)
        scenario = arms[1].policy if len(arms) > 1 else None
        return of_journey(
            basis_of(self.arms, scenario or ""), scenario,
            title(self.events, self.child), self.events, tables.summary(*baseline_and_policy(arms)),
            child=self.child, replication=self.replication, figures=figures_in(part, "journey"),
        )  # fmt: skip

    def print(self, runner: "Runner") -> None:
        """Print what happens, arrangement by arrangement."""
        from sim.report.figures.journey_timeline import title

        print(title(self.events, self.child).replace("; ", ";\n"))
        for scenario, rows in self.events.groupby("policy", sort=False):
            print(f"\n{scenario}")
            ordered = rows.sort_values("begins", kind="stable")
            for row in ordered.itertuples():
                until = f" to {row.ends}" if row.ends else ""
                print(f"  {row.begins}{until:<14}  {row.lane:<14}{row.event:<20}{row.detail}")


def _begin(line: CommandLine) -> tuple[Journey, str]:
    from sim.cli.ask import ask_in_one_world

    asked = ask_in_one_world(line)
    refuse_beyond_one_world(asked, "a journey is of one run")
    if asked.beside:
        raise UserError("a journey is of a child of one authority: name it with authority.name")
    options = line.options
    journey = Journey(asked, scenario_of(asked, line), options["child"], options["replication"])
    return journey, "journey"


CHILD = Option("child", "the child, by its number among those in care on the first reported day",
               "1", whole_number("child", 1, MOST))  # fmt: skip
REPLICATION = Option(
    "replication", "the replication, by its number", "0", whole_number("replication", 0, MOST)
)
EXAMPLES = (
    ("python -m experiments.journey authority.name=Rutland", "the child longest in care, today"),
    ("python -m experiments.journey authority.name=Rutland +scenario=abolish child=12",
     "another, side by side with what abolition would change"),
)  # fmt: skip
RESULTS = (
    ("journey.csv", "what happens to the child, a row each, with dates"),
    ("report.html, report.md", "the journey in words, with what it rests on"),
    ("dictionary.csv", "what each column is"),
    ("figures/", "the journey as a timeline"),
    ("run.json", "every setting that was used"),
)


PROGRAM = study_program(
    "python -m experiments.journey", __doc__, _begin, (CHILD, REPLICATION), EXAMPLES, RESULTS
)

if __name__ == "__main__":
    sys.exit(run(PROGRAM, sys.argv[1:]))
