"""Mesa agents: the faces of the records that compiled rules work on.

A face holds no state: each field of its record reads and writes the world of its model, so what
rules do shows at once, and what is written holds for the rules. Importing Mesa takes a second that
a run from the command line does not need, so the faces stand here, apart from records and rules.
"""

import datetime
import typing
from typing import Any

import mesa

from sim.agents import child as child_rules
from sim.agents import load as load_rules
from sim.agents import post as post_rules
from sim.agents import social_worker as social_worker_rules
from sim.agents.child import Child as ChildRecord
from sim.agents.post import Post as PostRecord
from sim.engine.compile import called_from_python
from sim.vocabulary import LegalStatus, Placement, Route

age_of = called_from_python(child_rules.age)
telling = called_from_python(social_worker_rules.chance_of_telling)
days_waiting = called_from_python(load_rules.days_waiting)
is_overloaded = called_from_python(load_rules.is_overloaded)
contracted_hours = called_from_python(post_rules.contracted_hours)

WORDS = {"route": Route, "placement": Placement, "legal": LegalStatus}
EPOCH = datetime.date(1970, 1, 1)


def _field(name: str) -> property:
    """Return a property that reads and writes a field of the face's record."""
    words = WORDS.get(name, lambda value: value)

    def read(self: Any) -> Any:
        return words(getattr(self.record, name))

    def write(self: Any, value: Any) -> None:
        setattr(self.record, name, value)

    return property(read, write)


def shows[Face: type](record: type) -> typing.Callable[[Face], Face]:
    """Give a face a property for each field of a record class."""

    def with_fields(face: Face) -> Face:
        for name in typing.get_type_hints(record):
            if not hasattr(face, name):
                setattr(face, name, _field(name))
        return face

    return with_fields


class Face(mesa.Agent):
    """A Mesa agent that shows one row of a world's array `rows`."""

    rows = ""

    def __init__(self, model: Any, row: int) -> None:
        super().__init__(model)
        self.row = row

    @property
    def record(self) -> Any:
        """The record, as rules see it."""
        return getattr(self.model.world, self.rows)[self.row]


@shows(ChildRecord)
class Child(Face):
    """One looked-after child; fields are those of `sim.agents.child.Child`."""

    rows = "children"

    @property
    def age(self) -> float:
        """Age in years."""
        return float(age_of(self.record, self.model.date_number))

    @property
    def entered_on(self) -> datetime.date:
        """The date of entry to care."""
        return EPOCH + datetime.timedelta(days=int(self.record.entered_date))

    @property
    def review_overdue(self) -> bool:
        """Whether the limit of the review to be held next has passed."""
        return bool(self.record.limit < self.model.day)

    @property
    def open_actions(self) -> list[Any]:
        """The records of the open actions of the care plan, newest first."""
        world, row, found = self.model.world, int(self.record.actions), []
        while row:
            found.append(world.actions[row])
            row = int(world.actions[row].after)
        return found

    def chance_of_being_told_of(self) -> float:
        """Return the chance that a significant change today would be told to an IRO."""
        return float(telling(self.model.world, self.record, self.model.day, True))


@shows(PostRecord)
class Post(Face):
    """A post and who holds it; fields are those of `sim.agents.post.Post`."""

    rows = "posts"

    @property
    def tasks_waiting(self) -> int:
        """Tasks on the desk."""
        return int(self.model.world.desks[self.row].tasks)

    @property
    def hours_waiting(self) -> float:
        """Full hours of work on the desk."""
        return float(self.model.world.desks[self.row].waiting)

    @property
    def hours(self) -> float:
        """Contracted productive hours a working day, for looked-after children."""
        return float(contracted_hours(self.model.world, self.record))

    @property
    def days_waiting(self) -> float:
        """Days' work on the desk."""
        return float(days_waiting(self.model.world, self.row))

    @property
    def is_overloaded(self) -> bool:
        """Whether more lies on the desk than the days' work from which work is cut."""
        return bool(is_overloaded(self.model.world, self.row))


class IRO(Post):
    """An independent reviewing officer."""

    @property
    def caseload(self) -> float:
        """Children per full-time equivalent."""
        return float(self.record.children / self.record.fte)


class SocialWorker(Post):
    """A case-holding social worker."""

    @property
    def caseload(self) -> float:
        """Looked-after children per full-time equivalent."""
        return float(self.record.children / self.record.fte)


class TeamManager(Post):
    """A team manager; `children` are those of the team's social workers."""


class Advocate(Post):
    """An advocate."""
