"""One child's journey: what happens to the same child under today's service and under policies.

A replication is lived again day by day with its journal kept; it comes out as it did without. What
the journal does not hold, the limits of reviews and who the workers are, is read off the child's
record at each day's end.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from sim.arms.scenarios import KEEP
from sim.engine.journal import JOURNAL
from sim.errors import UserError
from sim.initialise.build import build, calendar_of, fork_under, run_until
from sim.mesa_agents import EPOCH
from sim.replicate.replication import Point
from sim.report.table_words import NOBODY
from sim.vocabulary import NOTICERS, ChangeKind, EventKind, Need, Noticer
from sim.world import World

CHANGES = {int(kind): kind.name.lower().replace("_", " ") for kind in ChangeKind}
COLUMNS = ["policy", "lane", "event", "begins", "ends", "detail"]
# what is raised with the team, at once or by a formal step, by who noticed
RAISED: dict[tuple[int, int], str] = {
    (EventKind.RAISED, Noticer.TEAM_MANAGER): "the manager takes it up",
    (EventKind.RAISED, Noticer.IRO): "informal challenge",
    (EventKind.RAISED, Noticer.GUARDIAN): "the guardian takes it up",
    (EventKind.RAISED, Noticer.ADVOCATE): "the advocate takes it up",
    (EventKind.RAISED_FORMALLY, Noticer.TEAM_MANAGER): "the manager's formal step",
    (EventKind.RAISED_FORMALLY, Noticer.IRO): "formal challenge",
}


@dataclass
class _Action:
    arose: int
    kind: str = "action"
    drift_from: int = -1
    done: int = -1


@dataclass
class _Seen:
    """What was seen of one child so far; days are working-day indices."""

    limits: dict[int, int] = field(default_factory=dict)
    held: dict[int, int] = field(default_factory=dict)
    changes: list[list[Any]] = field(default_factory=list)  # day, kind, told
    challenges: list[tuple[int, str]] = field(default_factory=list)
    actions: dict[int, _Action] = field(default_factory=dict)
    workers: dict[str, list[list[Any]]] = field(default_factory=dict)  # role: from, to, who
    left: int = -1


def in_care_on_first_day(world: World) -> np.ndarray:
    """Return the rows of the children in care, in order of entry."""
    children: Any = world.children
    return np.flatnonzero(children["in_care"])


def journeys(point: Point, replication: int, child: int) -> pd.DataFrame:
    """Return what happens to a child from the first reported day, under each arrangement.

    Parameters
    ----------
    replication
        The number of the replication to live again.
    child
        The child's number among those in care on the first reported day, from 1, by entry.

    Returns
    -------
    pandas.DataFrame
        A row for each thing: `policy`; `lane` (reviews, changes, actions, challenge, social
        worker, IRO); `event`; `begins` and `ends`, dates, `ends` empty where it is a moment or
        lasts beyond the reported time; `detail` in words.

    Raises
    ------
    UserError
        Where fewer children are in care.
    """
    today, *policies = (arm[0] for arm in point.settings(replication))
    when = calendar_of(today)
    world = build(today, point.seed(replication), journal=True)
    world = run_until(world, when.first, when.start)
    rows = in_care_on_first_day(world)
    if not 1 <= child <= len(rows):
        raise UserError(
            f"child={child} is not allowed: it must be a whole number from 1 to {len(rows)}, the "
            "children in care on the first reported day"
        )
    return pd.concat([
        _of_arm(name, fork_under(world, under, today), int(rows[child - 1]), when)
        for name, under in zip([KEEP, *point.policies], [today, *policies], strict=True)
    ], ignore_index=True)  # fmt: skip


def _of_arm(scenario: str, world: World, c: int, when: Any) -> pd.DataFrame:
    """Live one arm and return its rows."""
    seen = _Seen()
    entries = int(world.pools[JOURNAL].used)
    _look(seen, world, c, when.start)
    for day in range(when.start, when.end):
        world = run_until(world, day, day + 1)
        for row in range(1 + entries, 1 + int(world.pools[JOURNAL].used)):
            entry = world.journal[row]
            if entry.subject == c:
                _take(seen, day, int(entry.what), int(entry.detail))
        entries = int(world.pools[JOURNAL].used)
        if seen.left >= 0:
            break
        _look(seen, world, c, day)
    last = seen.left if seen.left >= 0 else when.end - 1
    return pd.DataFrame(list(_rows(scenario, seen, world, last)), columns=COLUMNS)


def _take(seen: _Seen, day: int, what: int, detail: int) -> None:
    """Take down an entry of the journal."""
    if what == EventKind.REVIEW_MEETS:
        seen.held[detail] = day
    elif what == EventKind.CHANGE:
        seen.changes.append([day, CHANGES[detail], False])
    elif what == EventKind.CHANGE_TOLD:
        seen.changes[-1][2] = True
    elif what == EventKind.NEED_LATER:
        seen.actions[detail] = _Action(day)
    elif what == EventKind.DRIFT and detail in seen.actions:
        seen.actions[detail].drift_from = day
    elif what == EventKind.OUTSIDE_DONE and detail in seen.actions:
        seen.actions[detail].done = day
    elif (what, detail % NOTICERS) in RAISED:
        seen.challenges.append((day, RAISED[what, detail % NOTICERS]))
    elif what == EventKind.PLANNED_EXIT:
        seen.left = day


def _look(seen: _Seen, world: World, c: int, day: int) -> None:
    """Read off the child's record: the limit of the next review, actions and workers."""
    child = world.children[c]
    seen.limits[int(child.review)] = int(child.limit)
    row = int(child.actions)
    while row:
        action = world.actions[row]
        known = seen.actions.setdefault(int(action.address), _Action(day))
        known.kind = Need(int(action.kind)).name.lower()
        if action.in_drift and known.drift_from < 0:
            known.drift_from = day
        row = int(action.after)
    for role, post in (("social worker", int(child.social_worker)), ("IRO", int(child.iro))):
        who = (post, int(world.posts[post].people)) if post >= 0 else (-1, 0)
        spans = seen.workers.setdefault(role, [])
        if not spans or spans[-1][2] != who:
            spans.append([day, day, who])
        spans[-1][1] = day


def _rows(scenario: str, seen: _Seen, world: World, last: int) -> Iterator[tuple[Any, ...]]:
    """Give the rows of what was seen."""

    def date(day: int) -> str:
        return (EPOCH + datetime.timedelta(days=int(world.days[day].date))).isoformat()

    for number, limit in sorted(seen.limits.items()):
        held = seen.held.get(number)
        if limit <= last or held is not None:
            yield scenario, "reviews", "due", date(limit), "", f"review {number}"
        if held is not None:
            event = "held late" if held > limit else "held"
            yield scenario, "reviews", event, date(held), "", f"review {number}"
    for day, kind, told in seen.changes:
        yield scenario, "changes", "told" if told else "not told", date(day), "", kind
    for day, kind in seen.challenges:
        yield scenario, "challenge", kind, date(day), "", ""
    for number, action in enumerate(seen.actions.values(), start=1):
        ends = date(action.done) if action.done >= 0 else ""
        detail = f"{number}: {action.kind}"
        yield scenario, "actions", "open", date(action.arose), ends or date(last), detail
        if action.drift_from >= 0:
            yield scenario, "actions", "drift", date(action.drift_from), ends or date(last), detail
        if ends:
            yield scenario, "actions", "done", ends, "", detail
    for role, spans in seen.workers.items():
        people: dict[Any, str] = {}
        for begins, ends, who in spans:
            name = NOBODY if who[0] < 0 else people.setdefault(who, str(len(people) + 1))
            yield scenario, role, "charged", date(begins), date(ends), name
    leaves = "leaves care" if seen.left >= 0 else "still in care"
    yield scenario, "care", leaves, date(last), "", ""
