"""The study of flip points: sampled worlds, then values along single settings, then the map."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.beliefs import AUTO, varied
from experiments.flip_points import NO_MAP, flip_map, flip_sentences, outcome, sampled_worlds
from experiments.flip_points.numbered_points import Points
from experiments.flip_points.outcome import Outcome
from experiments.flip_points.questions import QUESTIONS, bars_to_beat, gains
from experiments.flip_points.thresholds import Threshold, thresholds
from experiments.of_one_authority import OfOneAuthority
from sim.analyse.estimate import Estimate
from sim.analyse.tables import write_csv, write_parquet
from sim.arms.resolve import Arms
from sim.arms.scenarios import KEEP
from sim.replicate.progress import Bars
from sim.replicate.runner import Runner, all_jobs
from sim.report.document.content import Report
from sim.report.document.render import figures_in
from sim.settings import register, to_dict
from sim.settings.register import Value
from sim.study.drawn_figures import Drawn
from sim.study.notes import basis_of, failures_words


class FlipPoints(OfOneAuthority):
    """What `python -m experiments.flip_points` studies.

    `policies` says what each scenario changes; `options` are the values of the command's own words.
    """

    def __init__(
        self, arms: Arms, policies: Mapping[str, Mapping[str, Value]], options: Mapping[str, Any]
    ) -> None:
        super().__init__(arms)
        self.options = options
        self.settings = {setting.name: setting for setting in register(arms.today)}
        self.varied = varied(arms, "settings", options["settings"])
        over = options["map"] if isinstance(options["map"], tuple) else ()
        every = dict.fromkeys([*self.varied, *varied(arms, "map", over)])
        self.points = Points(arms.today, policies, list(every), options["samples"], options["grid"])
        self.values = sampled_worlds.spread(self.varied, options["samples"], arms.today.seed)
        self.least = bars_to_beat(options["beats"], arms.today.matters)
        self.worlds = pd.DataFrame()  # who wins in each sampled world
        self.outcomes: list[Outcome] = []
        # by scenario, question, and the setting along which it is followed
        self.thresholds: dict[tuple[str, str, str], list[Threshold]] = {}
        self.over: tuple[str, str] | None = None  # the settings of the map, where there is one
        self.map = pd.DataFrame()

    def metadata(self) -> Mapping[str, Any]:
        """Return the settings, the policies, and what varies between worlds."""
        return {
            "seed": self.how.seed,
            "settings": to_dict(self.how),
            "policies": {name: dict(changes) for name, changes in self.points.policies.items()},
            "authority_flags": dict(self.arms.flags),
            "options": dict(self.options),
            "varied": [belief.name for belief in self.varied],
        }

    def run(self, runner: Runner, bars: Bars) -> None:
        """Run the worlds; with what they show, the values along settings and the map."""
        self._worlds(runner, bars)
        self._along(runner, bars)
        self._map(runner, bars)

    def _worlds(self, runner: Runner, bars: Bars) -> None:
        points = [self.points.world(n, values) for n, values in enumerate(self.values)]
        jobs = all_jobs(points, range(self.options["world_replications"]))
        runner.run(jobs, bars.start("sampled worlds", len(jobs)))
        won = [gains(runner, point) for point in points]
        self.worlds = sampled_worlds.table(self.values, won, self.least)
        names = [belief.name for belief in self.varied]
        asked = [(scenario, one) for scenario in self.points.policies for one in QUESTIONS]
        advance = bars.start("boxes of beliefs", len(asked))
        for scenario, question in asked:
            self.outcomes.append(outcome.outcome_of(self.worlds, scenario, question, names))
            advance()

    def _followed(self, one: Outcome) -> Sequence[str]:
        """Return the settings that a policy's gain is followed along: as asked, or of its box."""
        if self.options["settings"] is not None:
            return self.options["settings"]
        return [limit.setting for limit in one.box.limits] if one.box else []

    def _along(self, runner: Runner, bars: Bars) -> None:
        needed = {name for one in self.outcomes for name in self._followed(one)}
        along = {one.name: self.points.along(one) for one in self.varied if one.name in needed}
        points = [point for line in along.values() for point in line.values()]
        jobs = all_jobs(points, range(int(self.how.replications or 0)))
        if jobs:
            runner.run(jobs, bars.start("values along single settings", len(jobs)))
        each = {name: [gains(runner, point) for point in line.values()]
                for name, line in along.items()}  # fmt: skip
        for one in self.outcomes:
            for name in self._followed(one):
                beyond = [_beyond(found.get(one.scenario), self.least) for found in each[name]]
                found = thresholds(list(along[name]), beyond, QUESTIONS.index(one.question))
                self.thresholds[one.scenario, one.question.name, name] = found

    def _map(self, runner: Runner, bars: Bars) -> None:
        asked = self.options["map"]
        if asked == NO_MAP:
            return
        self.over = outcome.most_restricted(self.outcomes) if asked == AUTO else asked
        if self.over is None:
            return
        by_name = {belief.name: belief for belief in self.points.every}
        points = self.points.cells(*(by_name[name] for name in self.over))
        jobs = all_jobs(points.values(), range(int(self.how.replications or 0)))
        runner.run(jobs, bars.start("cells of the map", len(jobs)))
        cells = {values: runner.arms(point) for values, point in points.items()}
        self.map = flip_map.table(self.over, cells)

    def write(self, runner: Runner, part: Path) -> Mapping[str, Any]:
        """Write tables, and return the sentences."""
        write_parquet(self._tidy(self.worlds, with_unit=True), part / "samples.parquet")
        write_csv(self._tidy(self._boxes()), part / "boxes.csv")
        write_csv(self._tidy(self._thresholds()), part / "thresholds.csv")
        if self.over is not None:
            write_csv(self._tidy(self.map, with_unit=True), part / "map.csv")
        return {"findings": self.findings()}

    def _tidy(self, table: pd.DataFrame, with_unit: bool = False) -> pd.DataFrame:
        """Return a table as it is written: whose it is, and what each question is asked of."""
        named = self.named(table, seed=self.how.seed)
        asked = {one.name: one.measure for one in QUESTIONS}
        place = named.columns.get_loc("question") + 1
        named.insert(place, "measure", [asked[name].id for name in named["question"]])
        if with_unit:
            named.insert(place + 1, "unit", [asked[name].unit for name in named["question"]])
        return named

    def _boxes(self) -> pd.DataFrame:
        ranges = {belief.name: (belief.low, belief.high) for belief in self.points.every}
        return outcome.table(self.outcomes, ranges)

    def _thresholds(self) -> pd.DataFrame:
        rows = [
            (*line, one.flips_at, one.low, one.high, one.direction)
            for line, found in self.thresholds.items()
            for one in found
        ]
        names = ["policy", "question", "setting", "flips_at", "low", "high", "direction"]
        return pd.DataFrame(rows, columns=names)

    def report(self, runner: Runner, part: Path) -> Report:
        """Return the report."""
        from experiments.flip_points import flip_report

        policies = tuple(self.points.policies.items())
        varied = tuple(belief.name for belief in self.varied)
        worlds = range(len(self.values))
        return flip_report.of_flips(
            replace(basis_of(self.arms, ""), policies=policies, varied=varied),
            self.findings(), self._boxes(), self._thresholds(), heading=self._heading(),
            glossary=self._glossary(), worlds=len(worlds),
            posts=flip_report.posts(runner, self.points, worlds), figures=figures_in(part),
            remarks=failures_words(runner.failures),
        )  # fmt: skip

    def figures(self, runner: Runner) -> Iterator[Drawn]:
        """Give the map of each question, where one was asked for."""
        from experiments.flip_points.map_figure import flip_map as draw

        if self.over is None:
            return
        for question in QUESTIONS:
            drawing = partial(
                draw,
                self.map,
                question.name,
                [self.settings[name] for name in self.over],
                [KEEP, *self.points.policies],
                authority=self.authority,
                runs=f"{self.how.replications} runs of each cell",
            )
            yield f"flip_map_{question.name}", drawing

    def findings(self) -> list[str]:
        """Return what was found, a sentence each: by question, the worlds, thresholds, the map."""
        said = []
        for question in QUESTIONS:
            for one in (each for each in self.outcomes if each.question == question):
                said.append(flip_sentences.of_outcome(one))
                found = {name: self.thresholds[one.scenario, question.name, name]
                         for name in self._followed(one)}  # fmt: skip
                said += flip_sentences.of_thresholds(
                    question.does, one.scenario, found, self.settings
                )
            if self.over is not None:
                rows = self.map[self.map["question"] == question.name]
                told = flip_sentences.of_map(rows, *self.over)
                said.append(f"{question.name.capitalize()}: {told}")
        return said

    def print(self, runner: Runner) -> None:
        """Print the sentences, and what the settings in them are."""
        flip_sentences.show(self.findings(), self._glossary(), self._heading())

    def _heading(self) -> str:
        return flip_sentences.heading(self.authority, self.options["beats"], len(self.varied))

    def _glossary(self) -> Mapping[str, str]:
        along = [setting for _, _, setting in self.thresholds]
        return flip_sentences.glossary([*along, *(self.over or ())], self.settings)


def _beyond(found: Estimate | None, least: np.ndarray) -> Estimate:
    """Return a gain less what is to be beaten; without a value where nothing finished."""
    if found is None:
        return Estimate(*(np.full(len(QUESTIONS), np.nan),) * 3)
    return Estimate(found.value - least, found.low - least, found.high - least)
