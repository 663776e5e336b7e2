"""One run: replications of today's service and of a policy, to tables, figures and `run.json`."""

import dataclasses
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.report.document.content import Report
from sim.report.document.of_run import of_run
from sim.report.document.rendered import figures_in
from sim.settings import Settings, register
from sim.settings.arms import Arms, flat
from sim.study import tables
from sim.study.announce import authority_words, notes_on, precision_words, show_run
from sim.study.bars import Bars
from sim.study.beliefs import drift_intervals
from sim.study.conduct import Study
from sim.study.enough import Enough, conduct
from sim.study.groups import groups
from sim.study.ledgers import Ledgers, two
from sim.study.point import point_of, with_draws
from sim.study.reporting import basis_of, failures_words
from sim.study.tail import tail
from sim.study.week import week
from sim.study.years import years

TIMELINESS = "reviews_on_time"  # the measure whose difference `precision` is about


class Run:
    """What `python -m sim` studies: one policy, or today's service alone.

    Where beliefs are sampled there are two points: the first with beliefs at their defaults, so
    that a difference in drift can show what is chance alone.
    """

    def __init__(self, arms: Arms, scenario: str) -> None:
        self.arms, self.scenario, self.how = arms, scenario, arms.today
        self.points = with_draws(point_of(0, arms, scenario), arms.fixed)
        self.enough: Enough | None = None

    def about(self) -> Mapping[str, Any]:
        """Return the settings of both arms."""
        return {
            "scenario": self.scenario,
            "seed": self.arms.today.seed,
            "settings": flat(self.arms.today),
            "policy": differing(self.arms.today, self.arms.under_policy),
            "authority_flags": dict(self.arms.flags),
            "beside": [_own(each) for each, _ in self.arms.beside],
            "drawn": self.points[-1].drawn_settings,
        }

    def conduct(self, study: Study, bars: Bars) -> None:
        """Run all replications, or as many as the precision asked for needs."""
        self.enough = conduct(study, bars, self.points, self.how, lambda: self._half_width(study))

    def _half_width(self, study: Study) -> float:
        """Return the half-width of the headline difference; of its level, without a policy.

        With beliefs at their defaults: more replications narrow what is chance, not belief.
        """
        baseline, *policies = study.arms(self.points[0])
        if not baseline.replications:
            return float("nan")
        scenario = policies[0] if policies else None
        row = tables.headline(baseline, scenario).set_index("measure").loc[TIMELINESS]
        what = "difference" if policies else "baseline"
        return float(row[f"{what}_high"] - row[f"{what}_low"]) / 2

    def both(self, study: Study) -> tuple[Ledgers, Ledgers | None]:
        """Return the arms to tell of: where beliefs are sampled, those of the draws."""
        return two(study.arms(self.points[-1]))

    def write(self, study: Study, part: Path) -> Mapping[str, Any]:
        """Write tables and figures."""
        baseline, scenario = self.both(study)
        arms = [baseline] + ([scenario] if scenario else [])
        monthly = tables.monthly(arms)
        tables.write_csv(tables.summary(baseline, scenario), part / "summary.csv")
        tables.write_csv(years(baseline, scenario), part / "years.csv")
        tables.write_csv(groups(baseline, scenario), part / "groups.csv")
        tables.write_csv(tail(baseline, scenario), part / "tail.csv")
        tables.write_csv(week(baseline, scenario), part / "week.csv")
        tables.write_csv(tables.replications(arms), part / "replications.csv")
        tables.write_csv(monthly, part / "monthly.csv")
        if scenario is not None:
            tables.write_csv(self.drift(study), part / "drift.csv")
        self._draw(part, baseline, scenario, monthly)
        found: dict[str, Any] = {"notes": notes_on(baseline, self.arms)}
        if self.enough is not None:
            told = dataclasses.asdict(self.enough)
            known = not math.isnan(self.enough.reached)
            found["precision"] = told | {"reached": self.enough.reached if known else None}
        return found

    def drift(self, study: Study) -> Any:
        """Return each difference in drift with both its intervals."""
        at_default = study.arms(self.points[0])
        drawn = study.arms(self.points[-1]) if len(self.points) > 1 else None
        return drift_intervals(at_default[0], at_default[1], drawn)

    def _draw(self, part: Path, baseline: Ledgers, scenario: Ledgers | None, monthly: Any) -> None:
        from sim.report.differences import differences
        from sim.report.over_time import over_time
        from sim.report.style import save
        from sim.report.week import week as draw_week

        figures = part / "figures"
        figures.mkdir(exist_ok=True)
        named: dict[str, Any] = {
            "authority": authority_words(self.arms), "replications": len(baseline.replications),
            "drawn": bool(baseline.draws),
        }  # fmt: skip
        by_year = years(baseline, scenario)
        save(over_time(monthly, **named, years=by_year), figures, "over_time")
        name = None if scenario is None else scenario.scenario
        drawing = draw_week(week(baseline, scenario), scenario=name, **named)
        save(drawing, figures, "week")
        if scenario is not None:
            headline = tables.headline(baseline, scenario, self.arms.today.matters)
            save(differences(headline, scenario=scenario.scenario, **named), figures, "differences")

    def report(self, study: Study, part: Path) -> Report:
        """Return the report."""
        baseline, scenario = self.both(study)
        remarks = [*notes_on(baseline, self.arms), *failures_words(study.failures)]
        if self.enough is not None:
            remarks.append(precision_words(self.enough))
        return of_run(
            basis_of(self.arms, self.scenario, self.points[-1].drawn_settings),
            None if scenario is None else scenario.scenario,
            tables.headline(baseline, scenario, self.arms.today.matters),
            tables.summary(baseline, scenario),
            replications=len(baseline.replications),
            figures=figures_in(part, "differences", "over_time"),
            drift=None if scenario is None else self.drift(study),
            remarks=remarks,
        )

    def say(self, study: Study) -> None:
        """Print the headline table."""
        baseline, scenario = self.both(study)
        drift = self.drift(study) if scenario is not None else None
        show_run(baseline, scenario, self.arms, drift, self.enough)


def _own(settings: Settings) -> dict[str, Any]:
    """Return the figures that are an authority's own."""
    columns = [setting.name for setting in register(settings) if setting.column]
    all_of_it = flat(settings)
    return {name: all_of_it[name] for name in ("authority.name", *columns)}


def differing(today: Settings, under_policy: Settings | None) -> dict[str, Any]:
    """Return the settings in which the policy's arm differs."""
    if under_policy is None:
        return {}
    now = flat(today)
    return {name: value for name, value in flat(under_policy).items() if value != now[name]}
