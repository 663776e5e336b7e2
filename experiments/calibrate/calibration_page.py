"""The page that says what calibration did and found: `docs/calibration.md`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.beliefs import DIGITS, Belief
from experiments.calibrate import (
    acceptance,
    bands,
    between,
    effect_of_noticing,
    emulator,
    fresh,
    simulator,
    typical,
)
from experiments.calibrate.search import SearchResults
from experiments.calibrate.set_spread import SURE, movers, thresholds, unevenness, values_of
from experiments.calibrate.standing import PREFIXES, largest_error, left_out
from experiments.markdown import filled
from experiments.order_of_giving_way import ORDER
from experiments.validate.targets import Target
from sim.data.plausible_settings import TRIALS
from sim.measures.catalogue import MEASURES
from sim.settings import Setting

Rows = list[tuple[object, ...]]
PERCENTS = (5, 50, 95)
ENDS = (0, 5, 25, 50, 75, 95, 100)  # percentiles of what noticing does
BOUNDS = (1.25, 1.5, 2.0)  # of the drift ratio, from which is told how many members are
AGAIN = (82.0, 110.0)  # published caseloads told once more, as if they counted both


@dataclass(frozen=True)
class CalibrationResults:
    """All that the page tells."""

    asked: acceptance.Asked
    commands: Sequence[str]  # what found the members, and what has remade the rest since
    listed: Sequence[Setting]
    beliefs: Sequence[Belief]
    targets: Sequence[Target]
    bands: Sequence[bands.Band]
    found: SearchResults
    typical: typical.Typical
    typical_noticing: effect_of_noticing.Noticing  # what noticing does in the typical world
    # the same with every mover at the end that lowers it, and at the one that raises it, all
    # else as in the typical world
    reach: tuple[effect_of_noticing.Noticing, effect_of_noticing.Noticing]
    fresh: fresh.Fresh  # the members' targets in runs by which they were not judged
    policies: Sequence[str]  # whose differences the order of the worlds is chosen by


def page(outcome: CalibrationResults, spreads: between.Spreads | None = None) -> str:
    """Return the page; `spreads` is of authorities, run once the worlds are stored."""
    members, tried = outcome.found.members, outcome.found.tried
    over = acceptance.passed_over(outcome.targets, outcome.asked)
    counted = [place for place, t in enumerate(outcome.targets) if t.measure not in over]
    perhaps, surely = thresholds(len(outcome.beliefs), len(members))
    uneven = {belief.name: unevenness(belief, members) for belief in outcome.beliefs}
    drift = np.array([member.drift_ratio for member in members])
    leaving = np.array([member.leaving_rate_ratio for member in members])
    noticing = outcome.typical_noticing
    constants = dict(
        acceptance=acceptance, between=between, emulator=emulator, fresh=fresh,
        noticing=effect_of_noticing, simulator=simulator, typical=typical,
        caseloads=[f"{caseload:g}" for caseload in bands.CASELOADS],
        children_to_a_case=bands.CHILDREN_TO_A_CASE, digits=DIGITS, sure=SURE, trials=TRIALS,
    )  # fmt: skip
    return filled(
        "calibration",
        outcome=outcome,
        tried=tried.total(),
        run=tried.total() - tried[acceptance.RULED_OUT],
        excused=_excused(outcome),
        dropped=_dropped(outcome),
        targets=_targets(outcome),
        counted=counted,
        fresh_in=lambda allowed: _fresh_in(outcome, counted, allowed),
        told=_told(outcome),
        bands=_bands(outcome),
        converted=_converted(outcome),
        spreads=spreads,
        authorities=_authorities(spreads) if spreads else [],
        standing=_standing(outcome),
        perhaps=perhaps,
        surely=surely,
        settings=_settings(outcome, uneven, perhaps, surely),
        free=[one for one in outcome.listed if uneven.get(one.name, perhaps) < perhaps],
        ratios=[
            _ratio("drift ratio", drift, noticing.drift_ratio),
            _ratio("implied rate ratio", leaving, noticing.leaving_rate_ratio),
        ],
        drift_from=[(bound, np.mean(drift >= bound)) for bound in BOUNDS],
        movers=movers(outcome.beliefs, members),
        **constants,
    )


def shown(value: float) -> str:
    """Return a figure as the tables show it."""
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"


def verdict(value: float, low: float, high: float) -> str:
    """Return whether a value is in its range, as the tables say it."""
    return "in" if low <= value <= high else "**OUT**"


def _excused(outcome: CalibrationResults) -> list[str]:
    each = {t.measure: s for t, s in zip(outcome.targets, outcome.found.alone, strict=True)}
    return [
        f"`{name}`" + (f", which {each[name]:.0%} of the first runs reach" if name in each else "")
        for name in sorted(outcome.asked.excused)
    ]


def _dropped(outcome: CalibrationResults) -> list[str]:
    measures = {target.measure for target in outcome.targets}
    measures |= {band.name for band in outcome.bands}
    return [
        f"{f'`{why}`' if why in measures else why} {times:,}"
        for why, times in outcome.found.tried.most_common()
        if why not in (acceptance.KEPT, acceptance.RULED_OUT)
    ]


def _targets(outcome: CalibrationResults) -> Rows:
    units = {measure.id: measure.unit for measure in MEASURES}
    kept = np.array([member.targets for member in outcome.found.kept])
    rows: Rows = []
    for target, values, reached, alone in zip(
        outcome.targets, kept.T, outcome.typical.targets, outcome.found.alone, strict=True
    ):
        fits = verdict(reached, target.low, target.high) + ", told" * bool(target.told)
        fits += ", excused" * (target.measure in outcome.asked.excused)
        rows.append(
            (target.number, target.measure, units.get(target.measure, ""), target.figure,
             f"{target.low:.4g} to {target.high:.4g}", f"{alone:.0%}",
             *map(shown, np.percentile(values, PERCENTS)), shown(reached), fits)
        )  # fmt: skip
    return rows


def _told(outcome: CalibrationResults) -> Rows:
    """Return the targets that are told only, with the share of members that are in range."""
    kept = np.array([member.targets for member in outcome.found.kept])
    return [
        (target, ((values >= target.low) & (values <= target.high)).mean())
        for values, target in zip(kept.T, outcome.targets, strict=True)
        if target.told
    ]


def _fresh_in(outcome: CalibrationResults, counted: Sequence[int], allowed: float) -> float:
    low, high = (np.array([getattr(t, end) for t in outcome.targets]) for end in ("low", "high"))
    return outcome.fresh.share_in(low, high, counted, allowed)


def _bands(outcome: CalibrationResults) -> Rows:
    kept = np.array([member.bands for member in outcome.found.kept])
    rows: Rows = []
    for band, values, reached in zip(outcome.bands, kept.T, outcome.typical.bands, strict=True):
        excused = ", excused" * (band.name in outcome.asked.excused)
        at = f"{band.caseload:g}" if band.since is None else f"{band.since:g} to {band.caseload:g}"
        ends = np.percentile(values, PERCENTS)
        rows.append(
            (band.measure, at, band.published, f"{band.low:g} to {band.high:g}",
             f"{band.set_low:g} to {band.set_high:g}", *map(shown, ends),
             verdict(ends[1], band.set_low, band.set_high) + excused, shown(reached),
             verdict(reached, band.set_low, band.set_high))
        )  # fmt: skip
    return rows


def _converted(outcome: CalibrationResults) -> Rows:
    """Return caseloads that may count both, their children, and what is made and seen of those."""
    duties = {name: outcome.typical.duties[:, place] for place, name in enumerate(ORDER)}
    return [
        (at, children, np.interp(children, bands.CASELOADS, duties["midway_coverage"]),
         np.interp(children, bands.CASELOADS, duties["child_seen_before_review"]))
        for at, children in ((at, bands.children_of(at)) for at in AGAIN)
    ]  # fmt: skip


def _standing(outcome: CalibrationResults) -> Rows:
    members, policies = outcome.found.members, outcome.policies
    firsts = [first for first in PREFIXES if first < len(members)]
    other = left_out(members, firsts, policies)
    return [
        (first, f"{100 * largest_error(members, first, policies):.1f}", f"{100 * out:.1f}")
        for first, out in zip(firsts, other, strict=True)
    ]


def _authorities(spreads: between.Spreads) -> Rows:
    rows: Rows = []
    for target in between.TARGETS:
        values = spreads.values[target.name]
        median = float(np.nanmedian(values))
        rows.append(
            (target.words, target.published, f"{target.low:.3g} to {target.high:.3g}",
             f"{min(values):.2g}", f"{median:.2g}", f"{max(values):.2g}",
             verdict(median, target.low, target.high))
        )  # fmt: skip
    return rows


def _settings(
    outcome: CalibrationResults, uneven: Mapping[str, float], perhaps: float, surely: float
) -> Rows:
    rows: Rows = []
    for belief in outcome.beliefs:
        far = uneven[belief.name]
        ends = np.percentile(values_of(outcome.found.members, belief.name), PERCENTS)
        rows.append(
            (f"`{belief.name}`", f"{belief.low:g} to {belief.high:g}", *map(shown, ends),
             f"{outcome.typical.values[belief.name]:g}", f"{far:.3f}",
             "yes" if far > surely else "perhaps" if far >= perhaps else "")
        )  # fmt: skip
    return rows


def _ratio(name: str, values: np.ndarray, typical: float) -> tuple[str, ...]:
    return (name, *(f"{end:.2f}" for end in np.percentile(values, ENDS)), f"{typical:.2f}")
