"""The page that says what calibration did and found: `docs/calibration.md`."""

from collections.abc import Sequence
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

PERCENTS = (5, 50, 95)
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
    kept, typical_world = outcome.found.kept, outcome.typical
    over = acceptance.passed_over(outcome.targets, outcome.asked)
    counted = [place for place, t in enumerate(outcome.targets) if t.measure not in over]
    perhaps, surely = thresholds(len(outcome.beliefs), len(members))
    uneven = {belief.name: unevenness(belief, members) for belief in outcome.beliefs}
    drift = np.array([member.drift_ratio for member in members])
    firsts = [first for first in PREFIXES if first < len(members)]
    low, high = (np.array([getattr(t, end) for t in outcome.targets]) for end in ("low", "high"))
    constants = dict(
        acceptance=acceptance, between=between, emulator=emulator, fresh=fresh,
        noticing=effect_of_noticing, simulator=simulator, typical=typical,
        caseloads=[f"{caseload:g}" for caseload in bands.CASELOADS], again=AGAIN,
        children_of=bands.children_of, children_to_a_case=bands.CHILDREN_TO_A_CASE, digits=DIGITS,
        sure=SURE, trials=TRIALS, units={measure.id: measure.unit for measure in MEASURES},
    )  # fmt: skip
    return filled(
        "calibration",
        outcome=outcome,
        spreads=spreads,
        tried=tried.total(),
        run=tried.total() - tried[acceptance.RULED_OUT],
        alone=dict(zip((t.measure for t in outcome.targets), outcome.found.alone, strict=True)),
        dropped=[one for one in tried.most_common()
                 if one[0] not in (acceptance.KEPT, acceptance.RULED_OUT)],
        names={t.measure for t in outcome.targets} | {band.name for band in outcome.bands},
        targets=list(zip(outcome.targets, np.array([one.targets for one in kept]).T,
                         typical_world.targets, strict=True)),
        bands=list(zip(outcome.bands, np.array([one.bands for one in kept]).T,
                       typical_world.bands, strict=True)),
        counted=counted,
        fresh_in=lambda allowed: outcome.fresh.share_in(low, high, counted, allowed),
        done_at=lambda children, duty: np.interp(
            children, bands.CASELOADS, typical_world.duties[:, ORDER.index(duty)]
        ),
        firsts=firsts,
        errors=[largest_error(members, first, outcome.policies) for first in firsts],
        others=left_out(members, firsts, outcome.policies),
        perhaps=perhaps,
        surely=surely,
        uneven=uneven,
        values_of=lambda name: values_of(members, name),
        free=[one for one in outcome.listed if uneven.get(one.name, perhaps) < perhaps],
        drift=drift,
        leaving=np.array([member.leaving_rate_ratio for member in members]),
        drift_from=[(bound, np.mean(drift >= bound)) for bound in BOUNDS],
        movers=movers(outcome.beliefs, members),
        percentiles=percentiles,
        median=lambda values: float(np.nanmedian(values)),
        share_in=lambda values, one: ((values >= one.low) & (values <= one.high)).mean(),
        **constants,
    )  # fmt: skip


def percentiles(values: np.ndarray, at: Sequence[float] = PERCENTS) -> list[float]:
    """Return percentiles, the tables' three where no others are asked for."""
    return np.percentile(values, at).tolist()
