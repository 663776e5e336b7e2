"""Whom it flatters: what the model leaves out or does for one side only, and who gains by it.

`whom_it_flatters.yaml` says it; README, report and docs/model.md make their tables from that list,
whose first `LARGEST` stand in the README.
"""

from dataclasses import dataclass
from pathlib import Path

import yaml

from sim.arms.figures_in_words import with_figures

LARGEST = 6
# who may look better than they are: today's service with IROs among them
SIDES = (
    "IROs", "abolition", "advocates", "strengthening", "relocation", "any change", "neither known",
)  # fmt: skip
UNKNOWN = "unknown"
COLUMNS = ("left out, or one-sided", "flatters", "how big", "shown by")


@dataclass(frozen=True)
class Flattery:
    """One thing that is left out, or done for one side only."""

    what: str  # the thing, a sentence
    flatters: str  # who looks better for it, one of `SIDES`, or several of them joined by commas
    # how big it is, with a figure, or that this is unknown; a setting in braces stands for its
    # value
    size: str = UNKNOWN
    # a command of this program that shows it, or the nearest to it; empty where none does
    shown_by: str = ""

    @property
    def sides(self) -> tuple[str, ...]:
        """Who looks better for it."""
        return tuple(self.flatters.split(", "))

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """Its row of a table, under `COLUMNS`."""
        return (self.what, self.flatters, with_figures(self.size, {}), self.shown_by)


_STATED = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
FLATTERIES = tuple(Flattery(**one) for one in yaml.safe_load(_STATED))


def largest() -> tuple[Flattery, ...]:
    """Return those that matter most, by the judgement of those who wrote the list."""
    return FLATTERIES[:LARGEST]
