"""Mesa agents: the faces of the records that compiled rules work on.

Importing Mesa takes a second that a run from the command line does not need, so the faces stand
here, apart from records and rules.
"""

import datetime
from typing import Any, ClassVar

from sim.agents import child as child_rules
from sim.agents import load as load_rules
from sim.agents import post as post_rules
from sim.agents import social_worker as social_worker_rules
from sim.agents.child import Child as ChildRecord
from sim.agents.post import Post as PostRecord
from sim.engine.compile import called_from_python
from sim.mesa_face import Face, Instead, read_only, shows

age_of = called_from_python(child_rules.age)
telling = called_from_python(social_worker_rules.chance_of_telling)
days_waiting = called_from_python(load_rules.days_waiting)
is_overloaded = called_from_python(load_rules.is_overloaded)
contracted_hours = called_from_python(post_rules.contracted_hours)

EPOCH = datetime.date(1970, 1, 1)
DUTIES = ("iro.extra_duties.prevalence", "iro.extra_duties.time_share")


@shows(ChildRecord)
class Child(Face):
    """One looked-after child; fields are those of `sim.agents.child.Child`.

    What can be written is what has been done for the review under way.
    """

    rows = "children"
    writable: ClassVar[dict[str, type]] = dict.fromkeys(
        ("report_done", "prepared", "seen", "worker_met", "advocate_visited", "midway_done"), bool
    )
    instead: ClassVar[Instead] = {
        **dict.fromkeys(("limit", "aim", "opens"), ("review.timetable",)),
        **dict.fromkeys(("born_date", "eighteenth", "age"), ("care.age_at_start",)),
        **dict.fromkeys(("wants_advocate", "advocate"), ("advocate.offer", "advocate.vacancy")),
        **dict.fromkeys(("in_care", "left"), ("authority.ceased_in_year",)),
        "route": ("care.routes",), "planned": ("care.routes",), "placement": ("care.placement",),
        "legal": ("court",), "unsettled": ("placement_moves.unsettled_share",),
        "moves": ("placement_moves",), "iro": ("iro.caseload", "iro.allocation"),
        "social_worker": ("social_worker.reallocations", "social_worker.turnover"),
    }  # fmt: skip

    def __repr__(self) -> str:
        child, world = self._row, self.model.world
        if not child.in_care:
            return f"Child({self.row}, left care)"
        due = EPOCH + datetime.timedelta(days=int(world.days[child.limit].date))
        return (
            f"Child({self.row}, aged {self.age:.1f}, {self.placement.name.lower()}, "
            f"review {child.review} due by {due})"
        )

    @property
    def age(self) -> float:
        """Age in years."""
        return float(age_of(self._row, self.model.date_number))

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
            found.append(read_only(world.actions, row))
            row = int(world.actions[row].after)
        return found

    def chance_of_being_told_of(self) -> float:
        """Return the chance that a significant change today would be told to an IRO."""
        return float(telling(self.model.world, self._row, self.model.day, True))


@shows(PostRecord)
class Post(Face):
    """A post and who holds it; fields are those of `sim.agents.post.Post`.

    What can be written is `sick_until`, the working day on which its holder is back at work.
    """

    rows = "posts"
    writable: ClassVar[dict[str, type]] = {"sick_until": int}

    def __repr__(self) -> str:
        post, who = self._row, type(self).__name__
        if not post.active:
            return f"{who}({self.row}, nobody in post)"
        return (
            f"{who}({self.row}, {post.fte:.2f} FTE, {post.children} children, "
            f"{self.tasks_waiting} tasks waiting)"
        )

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
        return float(contracted_hours(self.model.world, self._row))

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

    instead: ClassVar[Instead] = {
        **dict.fromkeys(("fte", "children", "caseload"), ("iro.caseload",)),
        **dict.fromkeys(("active", "fills", "since"), ("iro.turnover", "iro.vacant_days")),
        **dict.fromkeys(("duty_share", "conferences", "regulation_44", "training"), DUTIES),
        **dict.fromkeys(("hours", "contracted", "pace"), ("iro.hours_per_year",)),
    }

    @property
    def caseload(self) -> float:
        """Children per full-time equivalent."""
        return float(self._row.children / self._row.fte)


class SocialWorker(Post):
    """A case-holding social worker."""

    instead: ClassVar[Instead] = {
        **dict.fromkeys(("fte", "children", "caseload"), ("social_worker.caseload",)),
        **dict.fromkeys(
            ("active", "fills", "since"), ("social_worker.turnover", "social_worker.vacancy")
        ),
        **dict.fromkeys(("hours", "contracted", "pace"), ("social_worker.hours_per_year",)),
        "agency": ("social_worker.agency_share",),
    }

    @property
    def caseload(self) -> float:
        """Looked-after children per full-time equivalent."""
        return float(self._row.children / self._row.fte)


class TeamManager(Post):
    """A team manager; `children` are those of the team's social workers."""

    instead: ClassVar[Instead] = {
        **dict.fromkeys(("fte", "team_fte", "children"), ("team_manager.workers",)),
        **dict.fromkeys(
            ("active", "fills", "since"), ("team_manager.turnover", "team_manager.vacant_days")
        ),
        **dict.fromkeys(("hours", "contracted", "pace"), ("team_manager.hours_per_week",)),
    }


class Advocate(Post):
    """An advocate."""

    instead: ClassVar[Instead] = {
        **dict.fromkeys(("fte", "children"), ("advocate.caseload", "advocate.offer")),
        **dict.fromkeys(("hours", "contracted", "pace"), ("advocate.hours_per_year",)),
    }
