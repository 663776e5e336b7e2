"""One world: its records, agenda, desks and ledger, held together and forked as one."""

from typing import Any, NamedTuple

import numpy as np

from sim.agents.authority import Authority
from sim.agents.child import Child
from sim.agents.post import Post, RoleStandard
from sim.casework.action import Action, NeedStandard
from sim.casework.action_rows import ActionRow
from sim.casework.noticers import Chain
from sim.casework.review_rows import ReviewRow
from sim.casework.tasks import TaskStandard
from sim.engine.agenda import Event
from sim.engine.desk import Desk, Task
from sim.engine.free_rows import Pool
from sim.engine.handle import by_address
from sim.engine.journal import Entry
from sim.engine.records import Records
from sim.engine.working_days import Day


class Service:
    """What one authority's service is, and the stocks that stand at any moment."""

    seed: np.uint64
    earliest: int  # days: where the stream of entrants begins
    first: int  # first simulated
    start: int  # first reported
    end: int  # the one after the last
    workdays_per_year: float
    # posts, by row: social workers, team managers, IROs, advocates
    first_iro: int
    posts_today: int  # rows of today's posts; those of posts that a policy adds come after
    posts_added_fte: float  # social workers' posts that the policy adds, less those it closes
    agency_fte: float
    agency_fte_today: float  # of today's quota
    iro_manager_fte: float  # managers of IROs and administrators of reviews, who are only paid for
    administrator_fte: float
    reviewing_fte: float  # of managers in post for reviewing alone, whom the policy buys
    bought_advocacy: float  # pounds a year that it spends on more advocates for the same children,
    bought_early_help: float  # and on early help, out of the money of IRO posts
    practitioner_fte: float  # redeployed IROs who protect children, not looked after alone
    duty_fte_today: float
    duty_fte_moved: float
    is_new: bool  # to be settled in before its first day is lived
    policy_due: bool  # to be put into force before the next day is lived
    policy_changes_employer: bool
    policy_changes_duties: bool
    pooled: bool  # authorities share their IROs
    iros_change: bool  # whose work the policy changes, so that they lose hours to it at first
    managers_change: bool
    transition_until: int  # day
    spends_on_early_help: bool  # the policy does, at a price that may be unset: NaN
    spends_on_retention: bool
    # stocks of children and actions
    entered_rows: int  # children's rows stand in order of entry; so many have entered
    oldest_row: int  # every child in an earlier row has left
    in_care: int
    to_leave: int  # of these with a planned route that has steps out of care
    visited: float  # of them, on the day under way, those whose visits are not left out
    with_iro: int
    with_advocate: int
    children_knowing_iro: int
    waiting_for_advocate: int
    children_in_drift: int
    children_in_long_drift: int
    actions_in_drift: int
    overstaying: int
    overstay_pounds_a_week: float
    plans_overdue: int
    stalls_unnoticed: int
    parts_unsuitable: int


@by_address
class World(NamedTuple):
    """All records and arrays of one world; `fork` copies them."""

    settings: Any  # one record, fields by the settings' own names
    service: Service
    authorities: Records[Authority]
    roles: Records[RoleStandard]
    in_post: np.ndarray  # full-time equivalents by role,
    in_post_of: np.ndarray  # by authority and role,
    policy_fte: np.ndarray  # and what a policy is to have of each
    days: Records[Day]
    on_or_after: np.ndarray
    second_limits: np.ndarray  # the day of the second review's limit, by that of the first,
    later_limits: np.ndarray  # and of each later review's, by that of the one before
    ages: np.ndarray
    routes: np.ndarray
    stays: np.ndarray
    kinds: Records[TaskStandard]
    chains: Records[Chain]
    needs: Records[NeedStandard]
    drawn: Child  # an entrant who is being drawn
    children: Records[Child]
    posts: Records[Post]
    desks: Records[Desk]
    trays: np.ndarray
    tasks: Records[Task]
    subject_tasks: np.ndarray
    actions: Records[Action]
    events: Records[Event]
    day_first: np.ndarray
    day_last: np.ndarray
    pools: Records[Pool]
    journal: Records[Entry]
    review_rows: Records[ReviewRow]  # of size 1 where none are kept
    action_rows: Records[ActionRow]
    ledger: np.ndarray
    groups: np.ndarray
    drift_lengths: np.ndarray

    def fork(self) -> "World":
        """Return a copy that shares nothing that changes."""
        fixed = ("days", "on_or_after", "second_limits", "later_limits", "ages", "routes", "stays")
        by_day = {"trays": 1, "day_first": 0, "day_last": 0}
        first = self._earliest_day()
        copies: dict[str, Any] = {}
        for name, array in self._asdict().items():
            if name in by_day:
                copies[name] = _copy_from(array, first, by_day[name])
            elif name not in fixed:
                copies[name] = array.copy()
        return self._replace(**copies)

    def _earliest_day(self) -> int:
        """Return a day before which no tray holds a task and nothing is booked.

        Urgency brings tasks forward to trays from before the first day, where they may wait.
        """
        desks: Any = self.desks
        waiting = desks["first"][desks["tasks"] > 0]
        return int(min(self.service.first, waiting.min(initial=self.service.first)))


def _copy_from(array: np.ndarray, first: int, axis: int) -> np.ndarray:
    """Copy an array by day: the long blank stretch before the first day is never touched."""
    copy = np.zeros_like(array)
    lived = (slice(None),) * axis + (slice(first, None),)
    copy[lived] = array[lived]
    return copy


POOLED = ("events", "tasks", "actions", "journal", "review_rows", "action_rows")
"""What is taken row by row, in the order of `pools`."""
