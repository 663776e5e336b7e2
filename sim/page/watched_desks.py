"""What lies on each desk of a service that is watched, today."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.mesa_agents import days_waiting, is_overloaded
from sim.page.watched_model import Watched
from sim.vocabulary import Role

HEADINGS = ("Desk", "Children", "Tasks", "Hours' work", "Days' work", "Cut")
ROLE_HEADINGS = ("Desks of", "Desks", "Tasks", "Hours' work", "Desks cut")
NO_DESK = "-"


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
