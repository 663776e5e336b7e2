"""Headline measures in a director's words, as `measures.yaml` has them, with their size."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from sim.report.numbers import label


def amount(number: float) -> str:
    """Return a size without sign, in two digits or whole: "43", "2.4", "0.5"."""
    size = abs(number)
    return f"{size:,.0f}" if size >= 9.95 else f"{size:.1f}".removesuffix(".0")


@dataclass(frozen=True)
class Said:
    """A measure in words."""

    noun: str  # what rises or falls, in the singular
    # more, less: what it is when it rises, and when it falls
    more: str
    less: str
    # sized, size_alone: the same with places for its size, and the size alone
    sized: str
    size_alone: str

    def size(self, row: Any) -> str:
        """Return what it is with its size, from a row of a headline table."""
        return self._filled(self.sized, row)

    def size_by_itself(self, row: Any) -> str:
        """Return the size alone, to follow in how many worlds it is so: "by 29 days"."""
        return self._filled(self.size_alone, row)

    def _filled(self, words: str, row: Any) -> str:
        rises = row.difference > 0
        return words.format(
            way=self.more if rises else self.less,
            points=amount(100 * row.difference),
            number=amount(row.difference),
            pounds=f"£{abs(row.difference):,.0f}",
            under_policy=amount(row.under_policy),
            today=amount(row.today),
            fewer="more" if rises else "fewer",
            less="more" if rises else "less",
        )


_WORDS = yaml.safe_load(Path(__file__).with_name("measures.yaml").read_text(encoding="utf-8"))
SAID = {measure: Said(*words.values()) for measure, words in _WORDS.items()}


def said(measure: str) -> Said:
    """Return a measure in words; plainly where it has none of its own."""
    if measure in SAID:
        return SAID[measure]
    name = f"the {label(measure)}"
    return Said(name, f"{name} rises", f"{name} falls", "{way} by {number}", "by {number}")


def way(measure: str, better: str, worse: bool) -> str:
    """Return what a measure does where it gets worse, or better: "plans drift more"."""
    rises = worse == (better == "lower")
    return said(measure).more if rises else said(measure).less
