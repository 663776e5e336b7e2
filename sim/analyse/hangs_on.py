"""What an answer hangs on: the beliefs that decide a measure, and where each of them turns it.

Made from a study's own worlds, without further runs, for each headline measure that is not settled.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.analyse.ranks_of_beliefs import among, shuffled, that_move
from sim.analyse.readings import BETTER, SAME, WORSE, Counts, kinds, of_hundred
from sim.analyse.splits_of_worlds import Part, Split, best_splits, cuts, settling_parts

ENOUGH = 100  # worlds from which it is asked
SHUFFLES = 419  # of which 21 may come to as much as the study
WORDS_OF_KIND = {WORSE: "worse", SAME: "about the same", BETTER: "better"}
DIGITS = 4  # of correlations and shares, so that a table is the same on every machine
COLUMNS = (
    "measure", "belief", "correlation", "share", "threshold", "best_split",
    "below_worlds", "below_worse", "below_same", "below_better",
    "above_worlds", "above_worse", "above_same", "above_better",
    "settles_from", "settles_to", "settles_below", "settles_as", "settles_worlds",
)  # fmt: skip
SIGNS = ("best_split", "settles_below")


@dataclass(frozen=True)
class Finding:
    """A belief that a measure hangs on."""

    measure: str  # the measure's id
    belief: str  # the dotted name of the setting
    # Spearman's rank correlation of the belief with the paired difference over the worlds
    correlation: float
    # of the variance of the difference's ranks, what the belief adds to those found before it
    share: float
    # where it parts the worlds best; None where no value parts them better than chance
    split: Split | None
    best_split: bool  # whether of all the measure's beliefs this one parts the worlds best
    # the end of its range where the measure would be settled; None where there is none
    settles: Part | None
    # low, high: the belief's range: what is plausible, or what the worlds hold
    low: float
    high: float

    @property
    def settled_range(self) -> tuple[float, float]:
        """From where to where the measure would be settled; NaN where it would nowhere."""
        if self.settles is None:
            return np.nan, np.nan
        at = self.settles.threshold
        return (min(self.low, at), at) if self.settles.is_below else (at, max(self.high, at))


def hangs_on(
    beliefs: pd.DataFrame,
    headline: pd.DataFrame,
    differences: pd.DataFrame,
    seed: int,
    ranges: Mapping[str, tuple[float, float]] | None = None,
) -> list[Finding]:
    """Return what each headline measure that is not settled hangs on.

    By measure in the order of the headline, those beliefs first that move it most. Nothing is found
    where worlds are too few, or alike in all beliefs; a measure without findings hangs on nothing
    that can be told from noise.

    Parameters
    ----------
    beliefs
        A row a world, a column a belief by dotted setting name.
    headline
        One policy's headline table: `measure`, `better`, `matters`, `settled`, `fixed`.
    differences
        A row a world, in the order of `beliefs`, a column a measure's id; NaN where there is none.
    seed
        Of the shuffles.
    ranges
        Plausible ranges by setting name; of a belief without one, what the worlds hold.
    """
    varied = beliefs.loc[:, beliefs.nunique() > 1].astype(float)
    is_open = ~(headline["settled"].astype(bool) | headline["fixed"].astype(bool))
    unsettled = headline[is_open & (headline["better"] != "neither")]
    known = differences.notna().sum() >= ENOUGH
    unsettled = unsettled[unsettled["measure"].isin(known[known].index)]
    if len(beliefs) < ENOUGH or varied.empty or unsettled.empty:
        return []
    values = differences[[*unsettled["measure"]]].to_numpy(float)
    orders = shuffled(len(varied), SHUFFLES, seed)
    ends = dict(zip(varied, zip(varied.min(), varied.max(), strict=True), strict=True))
    ends |= ranges or {}
    findings: list[Finding] = []
    moved_by = that_move(varied.to_numpy(), values, orders)
    for row, difference, moved in zip(unsettled.itertuples(), values.T, moved_by, strict=True):
        there = ~np.isnan(difference)
        kind = kinds(difference[there], str(row.better), float(row.matters))
        where = cuts(varied[there].to_numpy()[:, [one.column for one in moved]])
        known_orders = among(orders, there)
        splits = best_splits(where, kind, known_orders)
        settles = settling_parts(where, kind, known_orders)
        best = max(splits, key=lambda at: splits[at].gain, default=None)
        for at, one in enumerate(moved):
            name = str(varied.columns[one.column])
            low, high = map(float, ends[name])
            findings.append(Finding(
                measure=str(row.measure), belief=name, correlation=round(one.correlation, DIGITS),
                share=round(one.share, DIGITS), split=splits.get(at), best_split=at == best,
                settles=settles.get(at), low=low, high=high,
            ))  # fmt: skip
    return findings


def hangs_on_table(findings: Sequence[Finding]) -> pd.DataFrame:
    """Return findings as a table, a row a belief of a measure.

    `below_worse` and the like are worlds of 100 on that side of `threshold`, below it or from it
    on; `best_split` marks the belief that parts a measure's worlds best. Where the belief is from
    `settles_from` to `settles_to`, the measure is `settles_as` in at least 95 of 100 worlds;
    `settles_below` says that this is the lower end of the belief's range.
    """
    table = pd.DataFrame([_row(finding) for finding in findings], columns=list(COLUMNS))
    whole = [name for name in COLUMNS if name.startswith(("below", "above"))]
    whole.append("settles_worlds")
    return table.astype(dict.fromkeys(whole, "Int64") | dict.fromkeys(SIGNS, bool))


def _row(finding: Finding) -> dict[str, object]:
    split, settles = finding.split, finding.settles
    start, end = finding.settled_range
    return {
        "measure": finding.measure,
        "belief": finding.belief,
        "correlation": finding.correlation,
        "share": finding.share,
        "threshold": split.threshold if split else np.nan,
        "best_split": finding.best_split,
        **(_of_side("below", split.below) | _of_side("above", split.above) if split else {}),
        "settles_from": start,
        "settles_to": end,
        "settles_below": bool(settles and settles.is_below),
        "settles_as": WORDS_OF_KIND[settles.kind] if settles else "",
        "settles_worlds": settles.side.worlds if settles else pd.NA,
    }


def _of_side(name: str, side: Counts) -> dict[str, int]:
    """Return a side's worlds and, of 100 of these, its kinds."""
    kinds_of = {f"{name}_{kind}": many for kind, many in of_hundred(side)._asdict().items()}
    return {f"{name}_worlds": side.worlds, **kinds_of}
