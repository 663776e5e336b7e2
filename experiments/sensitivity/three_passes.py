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
SCREENING, CLOSER, ENDS = "screening", "closer look", "ends"


class Sensitivity(OfOneAuthority):
    """What drives the headline figures of one policy, or of today's service alone."""

    def __init__(
        self, arms: Arms, scenario: str, beliefs: Sequence[Belief], options: Mapping[str, Any]
    ) -> None:
        super().__init__(arms)
        self.scenario = scenario
        self.beliefs = list(beliefs)
        self.trajectories: int = options["trajectories"]
        self.few: int = options["sobol"]
        self.samples: int = options["samples"]
        self.base = point_of(0, arms, scenario)
        self.jobs: dict[str, list[Job]] = {}
        self.screened = self.closer = self.tornado = pd.DataFrame()
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
        seed = self.arms.today.seed
        walks = design.screening([one.name for one in self.beliefs], self.trajectories, seed)
        self.screened = effects(walks, self._run(runner, bars, SCREENING, walks), seed)
        few = self._few(self.few or FEW)
        self.closer = pd.DataFrame(columns=COLUMNS)
        if self.few and few:
            sample = design.closer([one.name for one in few], self.samples, seed)
            self.closer = indices(sample, self._run(runner, bars, CLOSER, sample, few), seed)
        at_ends = tornado.ends_of(few, self.base, self._next())
        self.default = at_ends[0] if few else None
        jobs = all_jobs(at_ends, range(int(self.how.replications or 0))) if few else []
        self._conduct(runner, bars, ENDS, jobs)
        self.tornado = tornado.tornado(runner, at_ends, few)

    def _few(self, number: int) -> list[Belief]:
        """Return the settings that matter most."""
        named = {one.name: one for one in self.beliefs}
        return [named[name] for name in most_important(self.screened, number)]

    def _next(self) -> int:
        """Return the number of the next point."""
        return 1 + max((job[0].number for jobs in self.jobs.values() for job in jobs), default=-1)

    def _run(
        self,
        runner: Runner,
        bars: Bars,
        stage: str,
        rows: design.Design,
        beliefs: Sequence[Belief] | None = None,
    ) -> pd.DataFrame:
        """Run a design, and return its figures, a row a point."""
        jobs = jobs_of(rows, beliefs or self.beliefs, self.base, self._next())
        self._conduct(runner, bars, stage, jobs)
        return figures(runner, jobs)

    def _conduct(self, runner: Runner, bars: Bars, stage: str, jobs: list[Job]) -> None:
        self.jobs[stage] = jobs
        if jobs:
            runner.run(jobs, bars.start(stage, len(jobs)))

    def write(self, runner: Runner, part: Path) -> Mapping[str, Any]:
        """Write tables."""
        written = {"morris": self.screened, "sobol": self.closer, "tornado": self.tornado}
        if not self.few:
            del written["sobol"]
        for name, table in written.items():
            named = self.named(table, policy=self.policy, seed=self.how.seed)
            tables.write_csv(named, part / f"{name}.csv")
        names = [one.name for one in self.beliefs]
        runs = [long(stage, jobs, figures(runner, jobs), names)
                for stage, jobs in self.jobs.items() if jobs]  # fmt: skip
        points = self.named(pd.concat(runs, ignore_index=True), policy=self.policy)
        tables.write_parquet(points, part / "points.parquet")
        return {"notes": self.notes(), "few": [one.name for one in self._few(self.few or FEW)]}

    def figures(self, runner: Runner) -> Iterator[Drawn]:
        """Give the figures."""
        from experiments.sensitivity.figures import drawn

        return drawn(self.screened, self.closer, self.tornado, scenario=self.scenario,
                     authority=self.authority)  # fmt: skip

    @property
    def policy(self) -> str:
        """The policy's name; keep for today's service alone."""
        return KEEP if self.arms.under_policy is None else self.scenario

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
            None if self.arms.under_policy is None else self.scenario,
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
        least = int(self.screened["trajectories"].min())
        if least < self.trajectories:
            notes.append(
                f"Of {self.trajectories} trajectories {self.trajectories - least} are left out of "
                "some figures or all, as a point in them failed or has nothing to count."
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
