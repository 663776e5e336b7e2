"""One child's journey so far, in words: where the child stands, and what the journal holds."""

import datetime
from typing import Any

import numpy as np

from sim.engine.journal import JOURNAL
from sim.mesa_agents import EPOCH, Child
from sim.page.watched_model import Watched
from sim.study.one_child import CHANGES, RAISED
from sim.vocabulary import NOTICERS, EventKind, LegalStatus, Placement, Route

HAPPENED = {
    EventKind.ENTRY: "comes into care",
    EventKind.CHANGE_TOLD: "someone outside the team is told of the change",
    EventKind.NEED_LATER: "a need arises: an action of the care plan",
    EventKind.TEAM_NOTICES: "an action stalls, unnoticed",
    EventKind.UNSUITABLE: "a part of the plan is unsuitable from today",
    EventKind.DRIFT: "an action is in drift",
    EventKind.OUTSIDE_DONE: "an action is done",
    EventKind.NOTICED: "somebody notices that an action is stuck",
    EventKind.MOVED: "the action gets moving",
    EventKind.PLANNED_EXIT: "leaves care",
}
ROUTES = {Route.HOME: "home", Route.GUARDIANSHIP: "guardianship", Route.ADOPTION: "adoption",
          Route.TO_18: "in care to 18", Route.OTHER: "other"}  # fmt: skip
PLACED = {Placement.FOSTER: "foster care", Placement.RESIDENTIAL: "residential care",
          Placement.OTHER: "another placement"}  # fmt: skip
FOOTING = {LegalStatus.VOLUNTARY: "by agreement", LegalStatus.IN_PROCEEDINGS: "in care proceedings",
           LegalStatus.ORDER: "under an order"}  # fmt: skip


def date_of(model: Watched, day: int) -> datetime.date:
    """Return the date of a working day."""
    return EPOCH + datetime.timedelta(days=int(model.world.days[day].date))


def events(model: Watched, row: int) -> list[tuple[str, str]]:
    """Return what happened to a child, oldest first: dates and words."""
    used = int(model.world.pools[JOURNAL].used)
    world: Any = model.world
    written = world.journal[1 : used + 1]
    found = written[written["subject"] == row]
    return [(date_of(model, int(one.day)).isoformat(), _words(one)) for one in found]


def _words(entry: Any) -> str:
    if entry.what == EventKind.REVIEW_MEETS:
        return f"review {int(entry.detail)} is held"
    if entry.what == EventKind.CHANGE:
        return f"a significant change: {CHANGES[int(entry.detail)]}"
    if entry.what in (EventKind.RAISED, EventKind.RAISED_FORMALLY):
        who = int(entry.detail) % NOTICERS
        return RAISED.get((int(entry.what), who), "the team takes a stuck action up")
    return HAPPENED[EventKind(int(entry.what))]


def standing(model: Watched, row: int) -> list[tuple[str, str]]:
    """Return how a child who has come into care stands now: headings and words."""
    record: Any = model.world.children[row]
    if not record.in_care:
        return [("Now", "has left care")]
    child = next(one for one in model.agents_by_type[Child] if one.row == row)
    limit = date_of(model, int(record.limit)).isoformat()
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


def iro_name(model: Watched, row: int) -> str:
    """Return what an IRO's post is called: its number among the IROs' posts."""
    return f"IRO {row - int(model.world.service.first_iro) + 1}"


def worth_opening(model: Watched, number: int) -> list[tuple[int, str]]:
    """Return children in care to choose from: most actions in drift first, then longest in care.

    Parameters
    ----------
    model
        The service.
    number
        How many at most.
    """
    children: Any = model.world.children
    rows = np.flatnonzero(children["in_care"])
    order = np.lexsort((rows, -children["actions_in_drift"][rows]))[:number]
    date, listed = model.date_number, []
    for row in rows[order]:
        age = (date - int(children[row].born_date)) // 365.25
        drift = int(children[row].actions_in_drift)
        listed.append((int(row), f"Child {row}, aged {age:.0f}, {drift} actions in drift"))
    return listed
