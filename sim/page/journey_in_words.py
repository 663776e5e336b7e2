"""The children to choose from, and how one stands under both arrangements, in words."""

import datetime
from typing import Any

import numpy as np

from sim.mesa_agents import EPOCH, Child
from sim.page.watched_arms import WatchedArms
from sim.page.watched_desks import iro_name
from sim.page.watched_model import Watched
from sim.study.one_child import in_care_on_first_day
from sim.vocabulary import LegalStatus, Placement, Route

HEADINGS = ("What", "How it stands under today's service", "Under {policy}")
LEFT = "has left care"
ROUTES = {Route.HOME: "home", Route.GUARDIANSHIP: "guardianship", Route.ADOPTION: "adoption",
          Route.TO_18: "in care to 18", Route.OTHER: "other"}  # fmt: skip
PLACED = {Placement.FOSTER: "foster care", Placement.RESIDENTIAL: "residential care",
          Placement.OTHER: "another placement"}  # fmt: skip
FOOTING = {LegalStatus.VOLUNTARY: "by agreement", LegalStatus.IN_PROCEEDINGS: "in care proceedings",
           LegalStatus.ORDER: "under an order"}  # fmt: skip


def standing(arms: WatchedArms, child: int) -> list[tuple[str, str, str]]:
    """Return how a child stands now, under today's service and under the policy.

    `child` is its number among those in care on the first reported day, from 1, by entry.
    """
    row = int(in_care_on_first_day(arms.warmed)[child - 1])
    today, policy = dict(_standing(arms.today, row)), dict(_standing(arms.policy, row))
    both = {**today, **policy} or {"Now": LEFT}
    return [(what, today.get(what, LEFT), policy.get(what, LEFT)) for what in both]


def _standing(model: Watched, row: int) -> list[tuple[str, str]]:
    if not model.world.children[row].in_care:
        return []
    child = next(one for one in model.agents_by_type[Child] if one.row == row)
    record: Any = child.record
    limit = EPOCH + datetime.timedelta(days=int(model.world.days[int(record.limit)].date))
    overdue = ", which has passed" if child.review_overdue else ""
    actions = child.open_actions
    drifting = sum(bool(action.in_drift) for action in actions)
    return [
        ("Age", f"{child.age:.1f} years"),
        ("In care since", child.entered_on.isoformat()),
        ("Plan", f"{ROUTES[child.route]}; {PLACED[child.placement]}, {FOOTING[child.legal]}"),
        ("IRO", "none" if record.iro < 0 else iro_name(model, int(record.iro))),
        ("Next review", f"number {int(record.review)}, by {limit}{overdue}"),
        ("Open actions", f"{len(actions)}, of which {drifting} in drift"),
        ("Placement moves", str(int(record.moves))),
    ]


def worth_opening(arms: WatchedArms, number: int) -> list[tuple[int, str]]:
    """Return children to choose from: most actions in drift today first, then longest in care.

    Of those in care on the first reported day, and still under today's service, so many at most;
    each by its number among them, from 1, by entry.
    """
    children: Any = arms.today.world.children
    first = in_care_on_first_day(arms.warmed)
    here = np.flatnonzero(children["in_care"][first])
    drift = children["actions_in_drift"][first]
    date, listed = arms.today.date_number, []
    for place in here[np.lexsort((here, -drift[here]))][:number]:
        age = (date - int(children[first[place]].born_date)) // 365.25
        listed.append((int(place) + 1, f"Child {place + 1}, aged {age:.0f}, "
                                       f"{int(drift[place])} actions in drift"))  # fmt: skip
    return listed
