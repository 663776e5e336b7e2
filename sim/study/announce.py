"""What a run prints once its results are written: the table, and what to know of it."""

import math

import pandas as pd

from sim.measures import MEASURES
from sim.settings.arms import Arms
from sim.study import tables
from sim.study.coverage import until_sure
from sim.study.enough import Enough
from sim.study.estimate import ratio, residuals
from sim.study.interval import LEVEL, of_mean
from sim.study.ledgers import Ledgers
from sim.study.tables import parts_of

STOCK_TOLERANCE = 0.05  # of the authority's own number of children
CHILDREN = tuple(measure for measure in MEASURES if measure.id == "children_looked_after")


def show_run(
    baseline: Ledgers,
    scenario: Ledgers | None,
    asked: Arms,
    drift: pd.DataFrame | None,
    enough: Enough | None,
) -> None:
    """Print the headline table, and what it may and may not be taken to say."""
    from sim.report.table import show

    for note in notes_on(baseline, asked):
        print(note)
    show(
        tables.headline(baseline, scenario, asked.today.matters),
        tables.summary(baseline, scenario),
        authority=authority_words(asked),
        scenario=None if scenario is None else scenario.scenario,
        replications=len(baseline.replications),
        drift=drift,
    )
    if enough is not None:
        print(precision_words(enough, "level" if scenario is None else "difference"))


def precision_words(enough: Enough, of: str = "difference") -> str:
    """Return what running until sure did, and how often that was found to hold the truth."""
    coverage, studies = until_sure()
    looks = "look" if enough.looks == 1 else "looks"
    done = "reached" if enough.met else "not reached, ask for more replications"
    half = "no interval" if math.isnan(enough.reached) else f"{100 * enough.reached:.2f} points"
    return (
        f"Precision {100 * enough.asked:.2f} points asked of the headline {of} in reviews on "
        f"time: {done}, with {half} after {enough.replications} replications and {enough.looks} "
        f"{looks}."
    ) + (
        f" Of {studies} small studies of a difference that stopped so, {coverage:.1%} held the "
        "truth in their 95% interval."
        if enough.met
        else ""
    )


def notes_on(baseline: Ledgers, asked: Arms) -> list[str]:
    """Say what a reader must know of today's simulated service."""
    return [*_on_time(baseline, asked), *stock_notes(baseline, asked)]


def _on_time(baseline: Ledgers, asked: Arms) -> list[str]:
    """Compare with a council's own share of reviews in time."""
    if asked.reviews_on_time is None or not baseline.replications:
        return []
    row = tables.summary(baseline).set_index("measure").loc["reviews_on_time"]
    return [
        f"Reviews on time today: simulated {100 * row['baseline']:.1f}%, by your own figures "
        f"{100 * asked.reviews_on_time:.1f}%."
    ]


def stock_notes(baseline: Ledgers, asked: Arms) -> list[str]:
    """Say where today's simulated service surely does not keep the authority's children."""
    if not out_of_stock(baseline, asked):
        return []
    children = float(ratio(parts_of(CHILDREN, baseline.counts.sum(axis=1)))[0])
    return [
        f"Note: today's simulated service looks after {children:,.1f} children on a mean day, the "
        f"authority {_own_children(asked):,.1f}: its stays do not come out as its own figures say, "
        "so do not read its levels as the authority's."
    ]


def out_of_stock(
    baseline: Ledgers, asked: Arms, level: float = LEVEL, far: float = math.inf
) -> bool:
    """Whether the simulated children surely are more or fewer than the authority's own by 5%.

    Parameters
    ----------
    baseline
        Today's service.
    asked
        Its resolved settings.
    level
        How sure.
    far
        A share of its own number by which their mean may not be off, sure or not.
    """
    own = _own_children(asked)
    if not baseline.replications or own <= 0:
        return False
    parts = parts_of(CHILDREN, baseline.counts.sum(axis=1))
    if abs(ratio(parts)[0] / own - 1) > far:
        return True
    found = of_mean(ratio(parts), residuals(parts), level)
    low, high = found.low[0] / own - 1, found.high[0] / own - 1
    # nan, with one run, says nothing
    return bool(low > STOCK_TOLERANCE or high < -STOCK_TOLERANCE)


def _own_children(asked: Arms) -> float:
    every = [asked.today, *(today for today, _ in asked.beside)]
    return sum(float(each.authority.children_looked_after or 0) for each in every)


def authority_words(asked: Arms) -> str:
    """Return the authority's name as titles give it; those of a pool together."""
    every = [asked.today, *(today for today, _ in asked.beside)]
    names = [each.authority.name for each in every]
    words = ["average English authority" if name == "average" else name for name in names]
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} and {words[-1]}"
