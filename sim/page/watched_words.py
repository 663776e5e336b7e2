"""What is watched, in words and as rows: reviews, drift, and the work on each desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.mesa_agents import days_waiting, is_overloaded
from sim.page.watched_arms import Day, Watched, WatchedArms
from sim.report.numbers import listed
from sim.vocabulary import Role

COLUMNS = ("What", "Today's service", "{policy}", "Difference")
NOTHING_YET = "Nothing has been lived yet: play or step."
LABELS = (
    "reviews held", "reviews whose limit has passed", "of these, not held by it",
    "children in care now", "children in drift now", "hours' work waiting on all desks now",
)  # fmt: skip
HEADINGS = ("Desk", "Children", "Tasks", "Hours' work", "Days' work", "Cut")
ROLE_HEADINGS = ("Desks of", "Desks", "Tasks", "Hours' work", "Desks cut")
NO_DESK = "-"


def _so_far(days: Sequence[Day]) -> tuple[float, ...]:
    last = days[-1]
    due = sum(day.due for day in days)
    return (
        sum(day.held for day in days), due, due - sum(day.on_time for day in days),
        last.in_care, last.in_drift, round(last.hours_waiting, 1),
    )  # fmt: skip


def rows(arms: WatchedArms) -> list[list[str]]:
    """Return a row for each thing that is counted: today's, the policy's, the difference."""
    if not arms.lived:
        return []
    both = zip(LABELS, _so_far(arms.today.days), _so_far(arms.policy.days), strict=True)
    return [[label, _number(today), _number(policy), _signed(policy - today)]
            for label, today, policy in both]  # fmt: skip


def day_words(arms: WatchedArms, authority: str) -> str:
    """Return where and on what day the services are."""
    date, many = arms.today.date, arms.lived
    lived = "the first reported day, which has not been lived"
    if many:
        lived = f"after {many} working {'day' if many == 1 else 'days'}"
    return f"{authority}, {date.strftime('%A')} {date.isoformat()}, {lived}."


def difference_words(arms: WatchedArms, policy: str) -> str:
    """Return in a sentence what the policy has changed so far."""
    if not arms.lived:
        return NOTHING_YET
    today, under = _so_far(arms.today.days), _so_far(arms.policy.days)
    if today == under and arms.today.days == arms.policy.days:
        return f"Under {policy} so far nothing that is counted here differs from today's service."
    said = [
        _more(today[0], under[0], "review held", "reviews held"),
        _more(today[2], under[2], "review past its limit", "reviews past their limit"),
        _more(today[4], under[4], "child in drift", "children in drift"),
        _more(today[5], under[5], "hour's work waiting", "hours' work waiting"),
    ]
    return f"So far, under {policy} against today's service: {listed(said)}."


def _more(today: float, policy: float, one: str, many: str) -> str:
    by = round(abs(policy - today), 1)
    if by == 0:
        return f"as many {many} ({_number(today)})"
    word = "more" if policy > today else "fewer"
    kind = one if by == 1 else many
    return f"{_number(by)} {word} {kind} ({_number(policy)}, today {_number(today)})"


def _number(value: float) -> str:
    return f"{value:,.1f}".removesuffix(".0")


def _signed(by: float) -> str:
    by = round(by, 1)
    return f"{'+' if by > 0 else '-' if by < 0 else ''}{_number(abs(by))}"


@dataclass(frozen=True)
class DeskNow:
    """One filled post's desk."""

    row: int  # the post
    role: Role
    children: int  # for whom its holder works
    tasks: int  # waiting
    # hours, days: of work waiting, in full, and in days of its holder
    hours: float
    days: float
    is_cut: bool  # whether so much waits that work is cut


def desks_of(model: Watched) -> list[DeskNow]:
    """Return the desks of all filled posts, in the order of their rows."""
    world: Any = model.world
    roles = list(Role)
    return [
        DeskNow(
            int(row), roles[world.posts[row].role], int(world.posts[row].children),
            int(world.desks[row].tasks), float(world.desks[row].waiting),
            float(days_waiting(world, int(row))), bool(is_overloaded(world, int(row))),
        )
        for row in np.flatnonzero(world.posts["active"])
    ]  # fmt: skip


def iro_name(model: Watched, row: int) -> str:
    """Return what an IRO's post is called: its number among the IROs' posts."""
    return f"IRO {row - int(model.world.service.first_iro) + 1}"


def iro_rows(
    model: Watched, today: Sequence[DeskNow], policy: Sequence[DeskNow]
) -> list[list[str]]:
    """Return a row for each IRO in post under either arrangement: today's desk, the policy's."""
    each = [{desk.row: desk for desk in desks if desk.role == Role.IRO}
            for desks in (today, policy)]  # fmt: skip
    rows = sorted({row for desks in each for row in desks})
    return [
        [iro_name(model, row), *(cell for desks in each for cell in _cells(desks.get(row)))]
        for row in rows
    ]


def _cells(desk: DeskNow | None) -> list[str]:
    if desk is None:
        return [NO_DESK] * (len(HEADINGS) - 1)
    return [str(desk.children), str(desk.tasks), f"{desk.hours:.1f}", f"{desk.days:.1f}",
            "yes" if desk.is_cut else "no"]  # fmt: skip


def role_rows(today: Sequence[DeskNow], policy: Sequence[DeskNow]) -> list[list[str]]:
    """Return a row for each role: its desks together, today's and the policy's."""
    made = []
    for role in Role:
        cells = [role.words]
        for desks in (today, policy):
            own = [desk for desk in desks if desk.role == role]
            cells += [
                str(len(own)), str(sum(desk.tasks for desk in own)),
                f"{sum(desk.hours for desk in own):,.1f}", str(sum(desk.is_cut for desk in own)),
            ]  # fmt: skip
        made.append(cells)
    return made
