"""All that the calibration's page tells."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.beliefs import Belief
from experiments.calibrate.acceptance import Asked
from experiments.calibrate.bands import Band
from experiments.calibrate.effect_of_noticing import Noticing
from experiments.calibrate.fresh import Fresh
from experiments.calibrate.search import SearchResults
from experiments.calibrate.typical import Typical
from experiments.validate.targets import Target
from sim.settings import Setting

PERCENTS = (5, 50, 95)


@dataclass(frozen=True)
class CalibrationResults:
    """All that the page tells."""

    asked: Asked
    commands: Sequence[str]  # what found the members, and what has remade the rest since
    listed: Sequence[Setting]
    beliefs: Sequence[Belief]
    targets: Sequence[Target]
    bands: Sequence[Band]
    found: SearchResults
    typical: Typical
    typical_noticing: Noticing  # what noticing does in the typical world
    # the same with every mover at the end that lowers it, and at the one that raises it, all
    # else as in the typical world
    reach: tuple[Noticing, Noticing]
    fresh: Fresh  # the members' targets in runs by which they were not judged
    policies: Sequence[str]  # whose differences the order of the worlds is chosen by


def shown(value: float) -> str:
    """Return a figure as the tables show it."""
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"
