"""One run: replications of today's service and of a policy, to tables, figures and `run.json`."""

import dataclasses
import math
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from sim.analyse import tables
from sim.analyse.closeness import closeness
from sim.analyse.fixed_by_construction import fixed_by_construction
from sim.analyse.parts_of_policy import Part, further_arms, parts_of_policy
from sim.analyse.why_table import why_table
from sim.arms.resolve import Arms
from sim.replicate.arm_results import two
from sim.replicate.progress import Bars
from sim.replicate.replication import point_of
from sim.replicate.runner import Study
from sim.replicate.stopping_rule import Enough, conduct
from sim.report.document.assumptions import Basis
from sim.report.document.content import Report
from sim.report.document.of_run import of_run
from sim.report.document.render import figures_in
from sim.settings import Settings, register, to_dict
from sim.study.changed import changed_words
from sim.study.found_of_policy import Found
from sim.study.funded import funded_beside
from sim.study.notes import (
    authority_words,
    basis_of,
    failures_words,
    notes_on,
    precision_words,
    runs_words,
    show_run,
)


class Run:
    """What `python -m sim` studies: one policy, or today's service alone, over plausible worlds."""

    def __init__(self, arms: Arms, scenario: str) -> None:
        self.arms, self.scenario, self.how = arms, scenario, arms.today
        self.point = point_of(0, arms, scenario)
        self.parts: list[Part] = []
        if self.how.why and arms.under_policy is not None:
            self.parts = parts_of_policy(self.how, arms.policy, scenario)
            together = {**self.point.policies, **further_arms(self.parts, scenario)}
            self.point = dataclasses.replace(self.point, policies=together)
        self.fixed = fixed_by_construction(arms.policy)
        self.enough: Enough | None = None
        self._found: Found | None = None

    def about(self) -> Mapping[str, Any]:
        """Return the settings of both arms."""
        return {
            "scenario": self.scenario,
            "seed": self.arms.today.seed,
            "settings": to_dict(self.arms.today),
            "policy": differing(self.arms.today, self.arms.under_policy),
            "authority_flags": dict(self.arms.flags),
            "beside": [_own(each) for each, _ in self.arms.beside],
            "drawn": self.point.drawn_settings,
        }

    def conduct(self, study: Study, bars: Bars) -> None:
        """Run all replications, or as many as the precision asked for needs."""

        def known(of: str) -> float:
            return closeness(of, *two(study.arms(self.point)[:2]), self.how.matters)

        self.enough = conduct(study, bars, [self.point], self.how, known)

    @cached_property
    def authority(self) -> str:
        """The authority's name, as titles give it."""
        return authority_words(self.arms)

    def found(self, study: Study) -> Found:
        """Return what the replications say, each table made once."""
        if self._found is None:
            arms = study.arms(self.point)
            today, policy = two(arms)
            why = None
            if self.parts:
                why = why_table(self.authority, self.scenario, arms, self.parts, self.how.matters)
            self._found = Found(
                self.authority, today, policy, self.how, self.fixed, self.arms.fixed, why,
                changed_words(self.arms, "" if policy is None else self.scenario),
            )  # fmt: skip
        return self._found

    def write(self, study: Study, part: Path) -> Mapping[str, Any]:
        """Write tables and figures."""
        found = self.found(study)
        for name, table in found.tables().items():
            tables.write_csv(table, part / f"{name}.csv")
        self._draw(part, found)
        told: dict[str, Any] = {"notes": notes_on(found.today, self.arms)}
        if self.enough is not None:
            known = not math.isnan(self.enough.reached)
            reached = {"reached": self.enough.reached if known else None}
            told["precision"] = dataclasses.asdict(self.enough) | reached
        return told

    def _draw(self, part: Path, found: Found) -> None:
        from sim.report.document.causes_in_words import FIGURE as CAUSES
        from sim.report.figures.cost_bars import costs
        from sim.report.figures.drift_cause_bars import causes
        from sim.report.figures.monthly_lines import over_time
        from sim.report.figures.parts_bars import why as draw_why
        from sim.report.figures.style import save
        from sim.report.figures.week_bars import week as draw_week

        figures = part / "figures"
        figures.mkdir(exist_ok=True)
        named: dict[str, Any] = {"authority": self.authority, "runs": self._runs(found)}
        policy = None if found.policy is None else found.policy.policy
        save(over_time(found.monthly, policy=policy, **named), figures, "over_time")
        save(draw_week(found.week, policy=policy, **named), figures, "week")
        save(causes(found.drift_by_cause, policy=policy, **named), figures, CAUSES)
        if policy is None:
            return
        save(costs(found.costs, policy=policy, **named), figures, "costs")
        if found.why is not None:
            save(draw_why(found.why, policy=policy, **named), figures, "why")
        if found.today.worlds:
            from sim.report.figures.world_dots import dots

            drawing = dots(found.headline, found.worlds, policy=policy, **named)
        else:
            from sim.report.figures.paired_differences import differences

            drawing = differences(found.headline, policy=policy, **named)
        save(drawing, figures, "differences")

    def _runs(self, found: Found) -> str:
        return runs_words(found.today, found.policy is not None)

    def report(self, study: Study, part: Path) -> Report:
        """Return the report."""
        found = self.found(study)
        remarks = [*notes_on(found.today, self.arms), *failures_words(study.failures)]
        if self.enough is not None:
            remarks.append(precision_words(self.enough))
        return of_run(
            self._basis(),
            None if found.policy is None else self.scenario,
            found.headline,
            found.summary,
            runs=self._runs(found),
            figures=figures_in(part, "differences", "over_time"),
            drift=found.drift,
            causes=found.drift_by_cause,
            costs=found.costs,
            noticers=found.noticers,
            hanging=found.hanging,
            why=found.why,
            remarks=remarks,
            more=self._beside(),
        )

    def _beside(self) -> tuple[str, ...]:
        """Return what stands beside the answer: of abolition, the same funded."""
        told = funded_beside(self.arms.policy) if self.how.worlds == "plausible" else None
        return (told,) if told else ()

    def _basis(self) -> Basis:
        return basis_of(self.arms, self.scenario, self.point.drawn_settings)

    def say(self, study: Study) -> None:
        """Print the headline table."""
        from sim.report.document.cost_in_words import cost_in_words
        from sim.report.document.sentences import answer_sentences

        found = self.found(study)
        sentences = answer_sentences(
            self._basis(),
            None if found.policy is None else self.scenario,
            found.headline,
            found.hanging,
            cost_in_words(found.summary, found.costs, found.headline),
        )
        show_run(self.arms, found.today, found.policy, found.headline, found.summary,
                 self.enough, (*sentences, *self._beside()))  # fmt: skip


def _own(settings: Settings) -> dict[str, Any]:
    """Return the figures that are an authority's own."""
    columns = [setting.name for setting in register(settings) if setting.column]
    all_of_it = to_dict(settings)
    return {name: all_of_it[name] for name in ("authority.name", *columns)}


def differing(today: Settings, under_policy: Settings | None) -> dict[str, Any]:
    """Return the settings in which the policy's arm differs."""
    if under_policy is None:
        return {}
    now = to_dict(today)
    return {name: value for name, value in to_dict(under_policy).items() if value != now[name]}
