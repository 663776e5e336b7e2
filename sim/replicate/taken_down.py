"""What a world took down of its reviews and plan actions, a row each, in dates and words."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from sim.casework.action_rows import ACTION_ROWS
from sim.casework.review_rows import REVIEW_ROWS
from sim.engine.working_days import Calendar
from sim.vocabulary import Need, Noticer, Role, WaitsFor
from sim.world import World

ROLES = [role.words.removesuffix("s") for role in Role]
NOTICERS = [who.name if who == Noticer.IRO else who.name.lower().replace("_", " ")
            for who in Noticer]  # fmt: skip
NEEDS = [need.name.lower() for need in Need]
WAITS = [one.words for one in WaitsFor]
VIEWS = ("chair", "advocate", "child at the meeting", "child in writing")
"""Who may bring the child's views to a review."""
SETS_OF_VIEWS = [
    ", ".join(words for place, words in enumerate(VIEWS) if ways >> place & 1) or "nobody"
    for ways in range(1 << len(VIEWS))
]


def taken_down(
    world: World, when: Calendar, kinds: Collection[str], places: Sequence[str]
) -> dict[str, pa.Table]:
    """Return what a world took down in reported time, a row a review or plan action, by kind.

    Parameters
    ----------
    world, when
        A world that has lived to the end of its calendar.
    kinds
        Of `reviews` and `actions` those that it kept.
    places
        The names of its authorities.
    """
    made = {}
    for kind in kinds:
        rows, columns = OF_KIND[kind](world, when)
        children: Any = np.asarray(world.children)
        whose = {
            "place": _words(places, children["authority"][rows["child"]]),
            "child": pa.array(rows["child"] + 1),
        }
        made[kind] = pa.table(whose | dict(columns))
    return made


def _reviews(world: World, when: Calendar) -> tuple[Any, Mapping[str, pa.Array]]:
    """Return each review whose limit came, or that was held, in reported time."""
    rows: Any = np.asarray(world.review_rows)[1 : 1 + int(world.pools[REVIEW_ROWS].used)]
    rows = rows[(rows["due"] >= when.start) | (rows["held"] >= when.start)]
    held, due = rows["held"] > 0, rows["due"] >= when.start
    late = held & (rows["held"] > rows["limit"])
    speaks = held & rows["speaks"]
    ways = sum(rows[way].astype(int) << place for place, way in
               enumerate(("seen", "spoken_for", "attends", "sends_views")))  # fmt: skip
    independent = rows["spoken_for"] | (rows["seen"] & rows["outside_team"])
    return rows, {
        "number": pa.array(rows["number"]),
        "limit": _dates(when, rows["limit"]),
        "limit_counts": pa.array(due),
        "on_time": _where(due, held & (rows["held"] <= rows["due"])),
        "held": _dates(when, rows["held"]),
        "held_counts": pa.array(rows["held"] >= when.start),
        "working_days_late": _where(held, np.maximum(0, rows["held"] - rows["limit"])),
        "why_late": _words(WAITS, rows["waited_for"], (rows["due"] > 0) & (late | ~held)),
        "chair": _words(ROLES, rows["chair_role"], held),
        "chair_post": _where(held, rows["chair"] + 1),
        "chair_person": _where(held, rows["chair_person"] + 1),
        "thoroughness": _where(held, rows["thoroughness"]),
        "time_given": _where(held, rows["time_given"]),
        "prepared": _where(held, rows["prepared"]),
        "worker_met": _where(held, rows["worker_met"]),
        "child_seen": _where(speaks, rows["seen"]),
        "views_by": _words(SETS_OF_VIEWS, np.asarray(ways), held),
        "views_independent": _where(held, independent),
        "attended": _where(speaks, rows["attends"]),
        "advocate_visited": _where(held, rows["advocate_visited"]),
    }


def _actions(world: World, when: Calendar) -> tuple[Any, Mapping[str, pa.Array]]:
    """Return each plan action that was open in reported time."""
    rows: Any = np.asarray(world.action_rows)[1 : 1 + int(world.pools[ACTION_ROWS].used)]
    rows = rows[(rows["closed"] >= when.start) | (rows["closed"] == 0)]
    dates = when.days["date"]
    until = np.where(rows["closed"] > 0, rows["closed"], when.end)
    days = dates[until] - dates[np.maximum(rows["drift_from"], when.start)]
    return rows, {
        "kind": _words(NEEDS, rows["kind"]),
        "arose": _dates(when, rows["arose"]),
        "agreed": _dates(when, rows["agreed"]),
        "stalled": _dates(when, rows["stalled"]),
        "stalls": pa.array(rows["stalls"]),
        "noticed": _dates(when, rows["noticed"]),
        "noticed_by": _words(NOTICERS, rows["noticed_by"], rows["noticed"] > 0),
        "raised": _dates(when, rows["raised"]),
        "raised_by": _words(NOTICERS, rows["raised_by"], rows["raised"] > 0),
        "raised_formally": _dates(when, rows["raised_formally"]),
        "drift_from": _dates(when, rows["drift_from"]),
        "days_in_drift": pa.array(np.where(rows["drift_from"] > 0, days, 0)),
        "done": _dates(when, rows["done"]),
        "closed": _dates(when, rows["closed"]),
    }


OF_KIND: dict[str, Callable[[World, Calendar], tuple[Any, Mapping[str, pa.Array]]]] = {
    "reviews": _reviews, "actions": _actions,
}  # fmt: skip


def _where(there: np.ndarray, values: np.ndarray) -> pa.Array:
    """Return values, empty where there are none."""
    return pa.array(values, mask=~there)


def _dates(when: Calendar, days: np.ndarray) -> pa.Array:
    """Return the dates of working days, empty where there is none yet."""
    return _where(days > 0, when.days["date"][days].astype("datetime64[D]"))


def _words(words: Sequence[str], places: np.ndarray, there: Any = True) -> pa.Array:
    """Return the words at places of a list, empty where there are none."""
    found = np.array(words, dtype=object)[places]
    return pa.array(found, pa.string(), mask=~np.broadcast_to(there, found.shape))
