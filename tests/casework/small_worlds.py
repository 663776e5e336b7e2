"""Worlds of a few people, in which only the process under test acts.

`CALM` is a service in which nothing happens by chance: no friction, no change, no stall, nobody
ill, nobody leaving, and no need but the permanence decision. A test turns on what it is about.
Dates are real dates; the first reported day is Tue 1 April 2025.
"""

import math
from datetime import date
from types import SimpleNamespace

import numpy as np
from usual import USUAL

from sim.agents.child import Child
from sim.arms.resolve import resolve
from sim.engine.records import rows
from sim.initialise.build import build, calendar_of, fork_under, run_until
from sim.ledger import Count
from sim.settings import Settings, register, replace_values
from sim.vocabulary import NOTICERS as NOTICERS_APART
from sim.vocabulary import EventKind, Placement, Route

NOTICERS = ("team", "team_manager", "iro", "guardian", "advocate")
LOOKS_OF_REVIEWERS = (
    "sees.at_thin_review", "sees.at_full_review", "sees.at_midway_check", "sees.at_told_change",
)  # fmt: skip
NEVER = dict.fromkeys(
    (
        "social_worker.turnover", "social_worker.agency_share", "social_worker.internal_moves",
        "social_worker.transfer_share", "social_worker.reallocations",
        "social_worker.visits_per_year", "social_worker.casework_hours",
        "social_worker.vacancy", "social_worker.handover_hours", "social_worker.help_share",
        "desk.standing_gives",
        "social_worker.handover_delay_days", "iro.turnover", "team_manager.turnover",
        "desk.own_from_children", "desk.cover_least", "desk.load_on_leaving",
        "desk.task_spread", "desk.person_spread",
        "iro.extra_duties.prevalence",
        "challenge.employment_penalty", "advocate.uptake_opt_in", "advocate.casework_hours",
        "court.home", "court.guardianship", "court.adoption", "court.to_18", "court.other",
        "review.frictions.update_missed", "transition.days",
        "desk.spells_per_year", "review.requested_share",
        "review.brought_forward_share", "review.frictions.report_missing",
        "review.frictions.party_cancels", "review.frictions.chair_ill",
        "review.frictions.known_late", "review.voice.attends", "review.voice.sends_views",
        "placement_moves.at_entry", "placement_moves.settled",
        "placement_moves.unsettled_share", "change.missing", "change.school_or_health",
        "change.allegation",
        "change.contact", "change.plan_proposed", "change.raises_need", "plan.needs_at_entry",
        "plan.needs_per_year", "plan.unsuitable.per_year", "plan.unsuitable.at_entry",
        "plan.unsuitable.outside", "plan.stalls", "plan.handover_stalls",
        "plan.uncovered_stalls", "plan.actions.health.outside",
        "plan.actions.education.outside", "plan.actions.placement.outside",
        "plan.actions.leaving.outside", "plan.actions.initial_health.outside",
        "plan.actions.long_term_match.outside", "plan.actions.delegated_authority.outside",
        "plan.actions.personal_adviser.outside", "plan.actions.home_at_18.outside",
        "plan.actions.money_at_18.outside", "review.frictions.rearranging_hours",
        "review.frictions.prepared_again",
        *(
            f"challenge.{who}.{link}"
            for who in ("iro", "team_manager")
            for link in (*LOOKS_OF_REVIEWERS, "grave", "days", "formal_days")
        ),
        "challenge.team.days", "challenge.guardian.days", "challenge.advocate.days",
    ),
    0,
)  # fmt: skip
CALM = {
    **USUAL,
    **NEVER,
    "warm_up_years": 0,
    "years": 3,
    "social_worker.notification_rate": 1,
    "team_manager.told": 1,
    "challenge.unmet": 1,
    **{f"challenge.{who}.{link}": 1 for who in NOTICERS for link in ("acts", "kept")},
    "challenge.iro.formal_kept": 1,
    "challenge.team_manager.formal_kept": 1,
    "challenge.team.succeeds": 1,
    "placement_moves.same_kind": 1,
    "plan.unprompted": 1,
    "plan.unprompted_for_18": 1,
    "plan.watched": 1,
    "challenge.team.sees_days": 5000,
}
AT_REVIEW = {  # a reviewer of either kind sees all at a review
    f"challenge__{who}__sees__{look}": 1
    for who in ("iro", "team_manager")
    for look in ("at_thin_review", "at_full_review")
}
CHILDREN_TO_A_POST = 100
KNOWN = {setting.name for setting in register(Settings())}
assert CALM.keys() <= KNOWN, f"no such setting: {CALM.keys() - KNOWN}"


def service(iros=1, workers=1, iro_hours=6.0, worker_hours=7.5, **changes):
    """Return a calm service's settings: so many posts, so many productive hours a working day.

    `changes` are settings with `__` for the dot; caseloads only set the number of posts here.
    """
    children = CHILDREN_TO_A_POST * max(iros, 1)
    settings = replace_values(
        Settings(),
        {
            **CALM,
            "authority.children_looked_after": children,
            "authority.started_in_year": children / 2,
            "authority.ceased_in_year": children / 2,
            "iro.caseload": CHILDREN_TO_A_POST,
            "social_worker.caseload": children / workers,
            "team_manager.workers": min(max(workers, 1), 6),  # so that posts of managers are whole
            **dotted(changes),
        },
    )
    per_year = calendar_of(settings).per_year
    hours = {"iro": iro_hours, "social_worker": worker_hours}
    return replace_values(
        settings, {f"{role}.hours_per_year": each * per_year for role, each in hours.items()}
    )


def dotted(changes):
    values = {name.replace("__", "."): value for name, value in changes.items()}
    assert values.keys() <= KNOWN, f"no such setting: {values.keys() - KNOWN}"
    return values


def child(entered, *, planned="2030-01-02", age=10.0, route=Route.OTHER,
          placement=Placement.FOSTER, eighteenth=None, sibling=False, proceedings=None,
          authority=0):  # fmt: skip
    """Return a child who enters on a date; a `sibling` is one of the child listed before.

    `proceedings` are the dates on which care proceedings begin and end.
    """
    return SimpleNamespace(
        entered=entered, planned=planned, age=age, route=route, placement=placement,
        eighteenth=eighteenth, sibling=sibling, proceedings=proceedings, authority=authority,
    )  # fmt: skip


class SmallWorld:
    """A world of given children, lived up to any date.

    Parameters
    ----------
    settings
        As `service` makes them.
    children
        As `child` makes them, in order of entry.
    seed
        The world's seed, where the process under test draws at all.
    beside
        Settings of further authorities in the same world.
    """

    def __init__(self, settings, *children, seed=1, beside=()):
        self.settings = resolve(settings, {}).today
        self.beside = [resolve(each, {}).today for each in beside]
        self.calendar = calendar_of(self.settings)
        self.dates = self.calendar.days["date"].astype("datetime64[D]")
        self.now = self.calendar.first
        self.world = build(self.settings, seed, beside=self.beside,
                           children=self._rows(children), journal=True)  # fmt: skip
        self.world.authorities["shared"] = 0.0  # a few children are not fewer than usual

    def _rows(self, children):
        found = rows(Child, len(children))
        for c, given in enumerate(children):
            row = found[c]
            row.id = 1000 + c
            row.family = found[c - 1].family if given.sibling else c
            row.entered = self.day(given.entered)
            row.entered_date = self.dates[row.entered].astype(int)
            row.born_date = row.entered_date - round(365.25 * given.age)
            adult = np.datetime64(int(row.born_date) + math.ceil(18 * 365.25), "D")
            row.eighteenth = self.day_before(given.eighteenth or adult)
            row.planned = min(self.day(given.planned), row.eighteenth)
            row.route, row.placement = given.route, given.placement
            if given.proceedings:
                begin, end = given.proceedings
                row.proceedings_from, row.proceedings_to = self.day(begin), self.day(end)
            row.authority = given.authority
            row.iro = row.social_worker = row.advocate = -1
        return found

    def day(self, when):
        """Return the working day on or after a date."""
        return int(np.searchsorted(self.dates, np.datetime64(when)))

    def day_before(self, when):
        """Return the working day on or before a date."""
        return int(np.searchsorted(self.dates, np.datetime64(when), side="right")) - 1

    def date(self, day):
        """Return the date of a working day, ISO."""
        return str(self.dates[day])

    def until(self, when):
        """Live all days before a date; it is the next to be lived."""
        day = self.day(when)
        self.world = run_until(self.world, self.now, day)
        self.now = day
        return self

    def through(self, when):
        """Live all days up to and including a date."""
        return self.until(np.datetime64(when, "D") + np.timedelta64(1, "D"))

    def under(self, *, pooled=False, **policy):
        """Put a policy into force today, which is the first reported day."""
        assert self.now == self.calendar.start
        both = [(self._changed(each, policy), each) for each in (self.settings, *self.beside)]
        self.world = fork_under(self.world, *both[0], beside=both[1:], pooled=pooled)
        self.settings, self.beside = both[0][0], [under for under, _ in both[1:]]
        return self

    def _changed(self, today, policy):
        return resolve(today, dotted(policy)).under_policy or today

    def day_by_day(self, when):
        """Live all days up to and including a date; stop after each and say which it was."""
        last = self.day_before(when)
        while self.now <= last:
            today = self.date(self.now)
            self.through(today)
            yield today

    @property
    def children(self):
        return self.world.children

    @property
    def service(self):
        return self.world.service

    @property
    def in_post(self):
        return self.world.in_post

    def count(self, what):
        """Return one count of the whole ledger, the warm-up included."""
        return float(self.world.ledger[:, what].sum())

    def counts(self):
        return {what: self.count(what) for what in Count}

    def happened(self, what, c=0):
        """Return (date, detail) of each journal entry of a kind about a child."""
        kept = self.world.journal[1 : self.world.pools[3].used + 1]
        return [
            (self.date(e.day), int(e.detail)) for e in kept if e.what == what and e.subject == c
        ]

    def dates_of(self, what, c=0):
        """Return the dates of each journal entry of a kind about a child."""
        return [when for when, _ in self.happened(what, c)]

    def of_noticer(self, what, who, c=0):
        """Return the dates on which a noticer noticed, raised or got moving a child's actions."""
        return [when for when, detail in self.happened(what, c) if detail % NOTICERS_APART == who]

    def raised(self, who, c=0, *, formally=False):
        """Return the dates on which a noticer raised a child's actions, or took the formal step."""
        what = EventKind.RAISED_FORMALLY if formally else EventKind.RAISED
        return self.of_noticer(what, who, c)

    def held(self, c=0):
        """Return the dates on which a child's reviews were held."""
        return self.dates_of(EventKind.REVIEW_MEETS, c)

    def done(self, c=0):
        """Return the dates on which a child's plan actions were done."""
        return self.dates_of(EventKind.OUTSIDE_DONE, c)

    def tasks(self, c=0):
        """Return a child's open tasks, by kind."""
        found = {}
        row = self.world.subject_tasks[c]
        while row:
            found.setdefault(int(self.world.tasks[row].kind), []).append(self.world.tasks[row])
            row = self.world.tasks[row].subject_next
        return found

    def actions(self, c=0):
        """Return a child's open plan actions."""
        found = []
        row = self.world.children[c].actions
        while row:
            found.append(self.world.actions[row])
            row = self.world.actions[row].after
        return found

    def posts(self, role):
        """Return the posts of a role."""
        return self.world.posts[self.world.posts["role"] == role]

    def rows(self, role):
        """Return the rows of the posts of a role."""
        return [int(p) for p in np.flatnonzero(self.world.posts["role"] == role)]


def days_between(first, last):
    """Return calendar days from one date to another."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
