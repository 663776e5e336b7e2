"""The report's words and tables on cost: by part, cash beside hours, early and later years."""

import math
from collections.abc import Iterator

import pandas as pd

from sim.measures.cost_parts import A_CHILD, A_YEAR, CASH, HOURS, PARTS, POUNDS, TOTAL
from sim.measures.reported_years import ALL_YEARS, SETTLED
from sim.report.document.content import Block, Table, Words
from sim.report.document.cost_in_words import payer
from sim.report.numbers import KEEP, policy_name, say, say_difference, say_range

FIGURES = 3  # of pounds in a sentence; tables hold them whole
CASH_PARTS = tuple(part.name for part in PARTS if part.kind == CASH)
HOURS_PARTS = tuple(part.name for part in PARTS if part.kind == HOURS)
ROWS = {
    **{name: name for name in CASH_PARTS},
    "cash": "all cash",
    "extra care": "extra care (average, not marginal)",
    "cash with extra care": "cash and extra care",
    **{name: f"{name}, not paid for" for name in HOURS_PARTS},
    "hours": f"all {HOURS}",
}
"""What the table of parts holds, in its order, each total after its parts; in words."""
SUMMED = ("cash", "hours")


def of_costs(costs: pd.DataFrame, counted: str = "") -> tuple[Block, ...]:
    """Return the report's blocks on cost: sentences, the parts, and years added up.

    Parameters
    ----------
    costs
        Of one policy, or of today's service alone, as `analyse.costs.costs` makes it.
    counted
        In how many worlds it costs more and less in cash, as `counts_of_cost` says it.
    """
    return (Words(tuple(sentences(costs, counted))), parts_table(costs), *years_table(costs))


def sentences(costs: pd.DataFrame, counted: str = "") -> Iterator[str]:
    """Say what it costs in cash and in hours, by which parts, when, and discounted."""
    told = _Told(costs)
    yield _cash(told, counted)
    if told.known("cash"):
        parts = [part for part in CASH_PARTS if round(told.at(part)) != 0]
        parts.sort(key=lambda part: -abs(told.at(part)))
        by_part = [f"{part} {told.say(told.at(part))}" for part in parts]
        yield f"By part, a year: {', '.join(by_part) or 'none differs'}."
    yield _hours(told)
    if told.several:
        first, later = (told.at("cash", A_YEAR, year) for year in (told.first, SETTLED))
        if told.known("cash"):
            yield (
                f"Cash in the first year: {told.say(first)}; in each later year: {told.say(later)}."
            )
        yield from _discounted(told)


class _Told:
    """One policy's costs, looked up: differences, or today's values where there is no policy."""

    def __init__(self, costs: pd.DataFrame) -> None:
        self.policy = str(costs["policy"].iloc[0])
        self.whose = payer(str(costs["authority"].iloc[0]))
        self.alone = bool(costs["mean_under_policy"].isna().all())
        self.column = "mean_today" if self.alone else "mean_difference"
        self.first = str(costs["year"].iloc[0])
        self.several = SETTLED in set(costs["year"])
        self.over = str(costs["range"].iloc[0])
        self.rate = float(costs["discount_rate"].max())
        self.rows = costs.set_index(["part", "unit", "year", "discounted"]).sort_index()

    def row(
        self, part: str, unit: str = A_YEAR, year: str = ALL_YEARS, discounted: bool = False
    ) -> pd.Series:
        """Return a row of the table."""
        return self.rows.loc[(part, unit, year, "yes" if discounted else "no")]

    def at(self, *which: object) -> float:
        """Return the figure of a row that is told, as `row` finds it."""
        return float(self.row(*which)[self.column])  # type: ignore[arg-type]

    def known(self, part: str) -> bool:
        """Say whether there is a figure."""
        return not math.isnan(self.at(part))

    def say(self, value: float) -> str:
        """Return pounds in round numbers, with a sign where they are a difference."""
        if math.isnan(value):
            return "not included"
        value = rounded(value)
        return say(value, A_YEAR) if self.alone else say_difference(value, A_YEAR)

    @property
    def ends(self) -> str:
        """What the mean is over, in words."""
        return "mean of plausible worlds" if "worlds" in self.over else "mean of runs of one world"


def rounded(pounds: float) -> float:
    """Return pounds to three figures, for sentences."""
    if pounds == 0 or math.isnan(pounds):
        return pounds
    return round(pounds, FIGURES - 1 - math.floor(math.log10(abs(pounds))))


def _cash(told: _Told, counted: str) -> str:
    row, child = told.row("cash"), told.at("cash", A_CHILD)
    if told.alone:
        return (
            f"Today's service costs {told.whose} {told.say(told.at('cash'))} a year in cash, "
            f"{told.say(child)} for each child-year in care ({told.ends})."
        )
    name = policy_name(told.policy)
    if not told.known("cash"):
        return (
            f"What {name} costs in cash is not included: nobody has set what it would spend "
            "(cost.early_help_spending, cost.retention_spending)."
        )
    value = told.at("cash")
    if round(value) == 0:
        return f"In cash {name} costs {told.whose} the same as today's service."
    verb, more = ("saves", "") if value < 0 else ("costs", " more than today")
    worlds = f"; it costs {counted}" * bool(counted)
    # where it is about nil the two may have different signs, for arms differ in children
    each = f", {_size(child)} for each child-year in care" if child * value > 0 else ""
    return (
        f"In cash {name} {verb} {told.whose} {_size(value)} a year{more}{each} "
        f"({told.ends}{_ends(row, value)}{worlds})."
    )


def _size(pounds: float) -> str:
    """Return pounds in round numbers without their sign, which the verb beside them gives."""
    return say(rounded(abs(pounds)), A_YEAR)


def _ends(row: pd.Series, value: float) -> str:
    """Return between which ends a saving, or a cost, lies; nothing where there are none."""
    low, high = float(row["difference_low"]), float(row["difference_high"])
    if math.isnan(low):
        return ""
    if low * high < 0:
        return f"; {row['range']}: from {_size(low)} saved to {_size(high)} more"
    ends = (low, high) if value > 0 else (high, low)
    return f"; {row['range']}: {' to '.join(_size(end) for end in ends)}"


def _hours(told: _Told) -> str:
    value = told.at("hours")
    if math.isnan(value):
        return "What hours taken from other work are worth has no value here."
    hours = f"hours of team managers and social workers worth {_size(value)} a year"
    if told.alone:
        return f"Apart from cash, it takes {hours} from other work."
    if round(value) == 0:
        return "It takes no more and no fewer hours from other work."
    if value < 0:
        return f"Apart from cash, it gives {hours} back to other work."
    return f"Apart from cash, it takes {hours} from their other work, for which no money is paid."


def _discounted(told: _Told) -> Iterator[str]:
    """Say what all years cost in today's money."""
    if not told.rate:
        return
    said = []
    for part in filter(told.known, SUMMED):
        now, plain = (told.at(part, POUNDS, ALL_YEARS, each) for each in (True, False))
        said.append(f"{part} {told.say(now)} (undiscounted {told.say(plain)})")
    yield (
        f"Over all years together, discounted at {100 * told.rate:g}% a year to the first: "
        f"{' and '.join(said)}."
    )


def parts_table(costs: pd.DataFrame) -> Table:
    """Return the parts of a year's cost, the parts that are nought in both arms left out."""
    told = _Told(costs)
    rows = []
    for part, words in ROWS.items():
        row = told.row(part)
        nil = row["mean_today"] == 0 and (told.alone or row["mean_under_policy"] == 0)
        if nil and row["kind"] != TOTAL:
            continue
        cells = {"part": words, "today": _cell(row["mean_today"], row)}
        if not told.alone:
            cells |= {
                "under the policy": _cell(row["mean_under_policy"], row),
                "difference": _cell(row["mean_difference"], row, signed=True),
                f"difference, {told.over}": say_range(
                    row["difference_low"], row["difference_high"], A_YEAR, signed=True
                ),
            }
        child = told.row(part, A_CHILD)
        which = "per child-year" if told.alone else "difference per child-year"
        cells[which] = _cell(child[told.column], child, signed=not told.alone)
        rows.append(cells)
    name = "Today's service" if told.policy == KEEP else policy_name(told.policy).capitalize()
    caption = f"{name}: cost a year for {told.whose} by part, {told.ends}"
    return Table(caption, pd.DataFrame(rows))


def years_table(costs: pd.DataFrame) -> tuple[Table, ...]:
    """Return the table of the years, none for a single one."""
    told = _Told(costs)
    if not told.several:
        return ()
    years = [year for year in costs["year"].unique() if year not in (SETTLED, ALL_YEARS)]
    rows = [
        *((year, POUNDS, year) for year in years),
        ("all years together", POUNDS, ALL_YEARS),
        ("level sum a year", A_YEAR, ALL_YEARS),
    ]
    made = []
    for words, unit, year in rows:
        cells = {"year": words}
        for discounted in (False, True):
            for part in SUMMED:
                row = told.row(part, unit, year, discounted)
                name = f"{part}, discounted" if discounted else part
                cells[name] = _cell(row[told.column], row, signed=not told.alone)
        made.append(cells)
    what = "cost" if told.alone else "difference in cost"
    caption = (
        f"The {what} by year: cash, and beside it hours taken from other work; discounted at "
        f"{100 * told.rate:g}% a year to the first year"
    )
    return (Table(caption, pd.DataFrame(made)),)


def _cell(value: float, row: pd.Series, signed: bool = False) -> str:
    if math.isnan(value):
        return str(row["empty"] or "-")
    return say_difference(value, A_YEAR) if signed else say(value, A_YEAR)
