"""The three passes of a sensitivity study, and what is written and said of them.

Every unmeasured setting over its plausible range (Morris), a closer look at the few that matter
most (Sobol), and each of those at either end of its range (tornado).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.beliefs import Belief
from experiments.of_one_authority import OfOneAuthority
from experiments.sensitivity import design, tornado
from experiments.sensitivity.design_points import figures, jobs_of, long
from experiments.sensitivity.leading_settings import show
from experiments.sensitivity.morris import effects, most_important
from experiments.sensitivity.sobol import COLUMNS, indices
from sim.analyse import tables
from sim.arms.resolve import Arms
from sim.arms.scenarios import KEEP
from sim.measures.catalogue import HEADLINE
from sim.replicate.arm_results import baseline_and_policy
from sim.replicate.progress import Bars
from sim.replicate.replication import Point, point_of
from sim.replicate.runner import Runner, all_jobs
from sim.replicate.threads import Job
from sim.report.document.content import Report
from sim.report.document.render import figures_in
from sim.settings import to_dict
from sim.study.drawn_figures import Drawn
from sim.study.notes import basis_of, failures_words

FEW = 6  # settings in the tornado where there is no closer look to choose them for


class Sensitivity(OfOneAuthority):
    """What drives the headline figures of one policy, or of today's service alone.

    `options` are the values of the command's own words.
    """

    def __init__(
        self, arms: Arms, scenario: str, beliefs: Sequence[Belief], options: Mapping[str, Any]
    ) -> None:
        super().__init__(arms)
        self.scenario = scenario
        self.beliefs = list(beliefs)
        self.options = options
        self.base = point_of(0, arms, scenario)
        self.jobs: dict[str, list[Job]] = {}
        self.screened = self.closer = self.tornado = pd.DataFrame()
        self.few: list[Belief] = []  # what matters most
        self.default: Point | None = None  # all at its default, where the third pass ran it

    def metadata(self) -> Mapping[str, Any]:
        """Return what is varied, and the settings that all else is held at."""
        return {
            "scenario": self.scenario,
            "seed": self.arms.today.seed,
            "settings": to_dict(self.arms.today),
            "policy": dict(self.arms.policy),
            "authority_flags": dict(self.arms.flags),
            "varied": {one.name: [one.low, one.high] for one in self.beliefs},
        }

    def run(self, runner: Runner, bars: Bars) -> None:
        """Run the three passes; the second and third are chosen by what the first found."""
        seed, named = self.how.seed, {one.name: one for one in self.beliefs}
        walks = design.screening(list(named), self.options["trajectories"], seed)
        jobs = jobs_of(walks, self.beliefs, self.base, 0)
        self.screened = effects(walks, self._run(runner, bars, "screening", jobs), seed)
        leading = most_important(self.screened, self.options["sobol"] or FEW)
        self.few = [named[name] for name in leading]
        self.closer = pd.DataFrame(columns=COLUMNS)
        first = len(walks.rows)  # number of the next point
        if self.options["sobol"] and self.few:
            sample = design.closer(leading, self.options["samples"], seed)
            jobs = jobs_of(sample, self.few, self.base, first)
            self.closer = indices(sample, self._run(runner, bars, "closer look", jobs), seed)
            first += len(sample.rows)
        at_ends = tornado.ends_of(self.few, self.base, first) if self.few else []
        self.default = at_ends[0] if at_ends else None
        self._run(runner, bars, "ends", all_jobs(at_ends, range(int(self.how.replications or 0))))
        self.tornado = tornado.tornado(runner, at_ends, self.few)

    def _run(self, runner: Runner, bars: Bars, stage: str, jobs: list[Job]) -> pd.DataFrame:
        """Run the points of a stage, and return their figures, a row each."""
        self.jobs[stage] = jobs
        if jobs:
            runner.run(jobs, bars.start(stage, len(jobs)))
        return figures(runner, jobs)

    def write(self, runner: Runner, part: Path) -> Mapping[str, Any]:
        """Write tables."""
        written = {"morris": self.screened, "sobol": self.closer, "tornado": self.tornado}
        if not self.options["sobol"]:
            del written["sobol"]
        for name, table in written.items():
            named = self.named(table, policy=self.scenario, seed=self.how.seed)
            tables.write_csv(named, part / f"{name}.csv")
        names = [one.name for one in self.beliefs]
        runs = [long(stage, jobs, figures(runner, jobs), names)
                for stage, jobs in self.jobs.items() if jobs]  # fmt: skip
        points = self.named(pd.concat(runs, ignore_index=True), policy=self.scenario)
        tables.write_parquet(points, part / "points.parquet")
        return {"notes": self.notes(), "few": [one.name for one in self.few]}

    def figures(self, runner: Runner) -> Iterator[Drawn]:
        """Give the figures."""
        from experiments.sensitivity.figures import drawn

        return drawn(self.screened, self.closer, self.tornado, scenario=self.scenario,
                     authority=self.authority)  # fmt: skip

    def report(self, runner: Runner, part: Path) -> Report:
        """Return the report."""
        from experiments.sensitivity.sensitivity_report import of_sensitivity

        arms = runner.arms(self.default) if self.default is not None else []
        known = bool(arms) and bool(arms[0].replications)
        basis = replace(
            basis_of(self.arms, self.scenario), varied=tuple(one.name for one in self.beliefs)
        )
        return of_sensitivity(
            basis,
            None if self.scenario == KEEP else self.scenario,
            self.screened, self.closer, self.tornado,
            summary=tables.summary(*baseline_and_policy(arms)) if known else None,
            figures=figures_in(part, "screening", "indices"),
            remarks=[*self.notes(), *failures_words(runner.failures)],
        )  # fmt: skip

    def notes(self) -> list[str]:
        """Say which trajectories and figures are missing."""
        if self.screened.empty:
            return []
        notes = []
        walks, least = self.options["trajectories"], int(self.screened["trajectories"].min())
        if least < walks:
            notes.append(
                f"Of {walks} trajectories {walks - least} are left out of some figures or all, as "
                "a point in them failed or has nothing to count."
            )
        told = self.screened.groupby("measure")["of"].nunique()
        arms = self.screened["of"].nunique()
        missing = [one.id for one in HEADLINE if told.get(one.id, 0) < arms]
        if missing:
            notes.append(f"Left out, as an arm has no value of it: {', '.join(missing)}.")
        return notes

    def print(self, runner: Runner) -> None:
        """Print what matters most."""
        show(
            self.screened, self.closer,
            scenario=self.scenario, authority=self.authority, notes=self.notes(),
        )  # fmt: skip
