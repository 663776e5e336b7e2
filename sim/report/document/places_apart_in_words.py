"""What is said of the places whose answer differs in kind from England's, and of cautions."""

from collections import Counter

import pandas as pd

from sim.report.numbers import label, say_difference
from sim.report.table_words import BEYOND

MOST = 3  # measures, and figures that go with it, that the sentence names
ROWS = 40  # of the report's table
CORRECTED = (
    "Corrected for chance: each place is held against an ordinary one of its size, with England's "
    "own difference in every world, the chance of so few children on top, and what a place usually "
    "moves by between worlds; all places and measures at once (Benjamini-Hochberg), so of the rows "
    "that stand about 1 in 20 may still be luck"
)


def apart_words(apart: pd.DataFrame, many: int) -> str:
    """Return one sentence on the places that differ in kind.

    Parameters
    ----------
    apart
        As `analyse.places_apart.places_apart` makes it.
    many
        How many authorities there are.
    """
    stands = apart[apart["beyond_chance"] == BEYOND]
    places = stands["authority"].nunique()
    luck = apart["authority"].nunique() - places
    left = f"; {luck} more may be chance" if luck else ""
    if not places:
        return (
            f"Of {many} authorities none answers otherwise in kind than England by more than chance"
            f"{left}{' (places_apart.csv)' if luck else ''}."
        )
    many_places = stands.groupby(["measure", "unit"], sort=False)["authority"].nunique()
    by_measure = [
        f"{label(*measure)} in {some}"
        for measure, some in many_places.sort_values(ascending=False, kind="stable")[:MOST].items()
    ]
    figures = Counter(one for cell in stands["goes_with"] if cell for one in cell.split("; "))
    going = [f"{words} ({times})" for words, times in figures.most_common(MOST)]
    which = f"; what goes with it most often: {', '.join(going)}" if going else ""
    without = int((stands["goes_with"] == "").sum())
    none = f"; for {without} of {len(stands)} rows no published figure does" if without else ""
    do = "answers" if places == 1 else "answer"
    return (
        f"Of {many} authorities {places} {do} otherwise in kind than England, beyond chance: "
        f"{', '.join(by_measure)}{which}{none}{left}; places_apart.csv has each, and why."
    )


def apart_cells(apart: pd.DataFrame) -> pd.DataFrame:
    """Return the cells of the report's table: the rows that stand, the furthest off first."""
    stands = apart[apart["beyond_chance"] == BEYOND].head(ROWS)
    columns = ["authority", "measure", "how it differs", "changes by", "England's", "goes with",
               "rests on"]  # fmt: skip
    rows = [
        (row.authority, label(row.measure, row.unit), row.in_kind,
         say_difference(row.difference, row.unit), say_difference(row.england_difference, row.unit),
         row.why, row.rests_on)
        for row in stands.itertuples()
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def apart_caption(apart: pd.DataFrame) -> str:
    """Return what stands over the report's table."""
    stands = int((apart["beyond_chance"] == BEYOND).sum())
    more = f"; {stands - ROWS} more in places_apart.csv" if stands > ROWS else ""
    return (
        f"Places whose answer differs in kind from England's, and the published figures that go "
        f"with it over all places and lie furthest from the middle place's{more}. {CORRECTED}. "
        "This is no ranking of councils"
    )


def cautions(authorities: pd.DataFrame) -> list[str]:
    """Return lines on the places that are in all sums but not to be read by themselves."""
    told = []
    rows = authorities[authorities["caution"] != ""].drop_duplicates("authority")
    if len(rows):
        each = "; ".join(f"{row.authority} ({row.caution})" for row in rows.itertuples())
        told.append(f"In all sums, but not to be read by themselves: {each}.")
    unstaffed = authorities["reading"].str.startswith("cannot be staffed")
    if many := authorities.loc[unstaffed, "authority"].nunique():
        told.append(
            f"The arrangement cannot be staffed in {many} of {authorities['authority'].nunique()} "
            "authorities (authorities.csv says what it needs); they are in all sums as simulated."
        )
    return told
