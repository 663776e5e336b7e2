"""Small worlds: of a few given children in a calm service, or a small authority as it comes.

`SmallWorld` holds given children, and only the process under test acts (calm.py). Dates are real
dates; the first reported day is Tue 1 April 2025. `lived` is a small authority whose children come
and go by chance, under today's service and then under a policy.
"""

import math
from datetime import date
from functools import cache
from types import SimpleNamespace

import numpy as np
from calm import CALM

from sim.agents.child import Child
from sim.arms.records_asked import KINDS
from sim.arms.resolve import Arms, resolve
from sim.arms.scenarios import changes_of
from sim.engine.records import rows
from sim.initialise.build import build, calendar_of, fork_under, run_until
from sim.ledger import Count
from sim.settings import Settings, register, replace_values
from sim.vocabulary import NOTICERS, EventKind, Placement, Route
from sim.world import World

OWN = {  # policies that no file states
    "more_of_both": {
        "social_worker.caseload": 9.0, "iro.caseload": 9.0, "early_help.entries_prevented": 0.1,
        "social_worker.agency_share": 50.0,
    },
    "redeployed": {
        "iro.employer": "none", "review.chair": "team_manager", "redeployment.case_holders": 0.4,
        "redeployment.child_protection": 0.4, "advocate.offer": "opt_out",
    },
    "pool": {"iro.employer": "outside", "iro.caseload": 20.0},
}  # fmt: skip
BESIDE = {"pool": (15, 25)}  # children of authorities beside, who share their IROs from now on


def looked_after(children, moves=0.5):
    """Return the figures of an authority in which such a share of its children moves on a year."""
    return {"authority.children_looked_after": float(children),
            "authority.started_in_year": moves * children,
            "authority.ceased_in_year": moves * children}  # fmt: skip


def today_of(values):
    """Return today's settings with these values, filled in."""
    return resolve(replace_values(Settings(), values), {}).today


def policy(scenario):
    """Return the values that a scenario sets, by dotted name."""
    return OWN[scenario] if scenario in OWN else changes_of(scenario)


def warmed_up(today, seed, **more):
    """Return a world on the evening before its first reported day."""
    when = calendar_of(today)
    return run_until(build(today, seed, **more), when.first, when.start)


def lived_under(world, under, today, **more):
    """Return a warmed-up world at the end of its last year, under a policy's settings."""
    when = calendar_of(today)
    return run_until(fork_under(world, under, today, **more), when.start, when.end)


@cache
def arms(scenario="keep", children=40, years=2, warm_up=1, caseload=15.0) -> Arms:
    """Return the settings of a small authority whose children come and go quickly."""
    today = replace_values(Settings(), {
        **looked_after(children, moves=0.6),
        "iro.caseload": caseload,  # 15 is several IROs, some with extra duties
        "iro.hours_per_year": 300.0,  # and all with more to do than they can
        "years": years, "warm_up_years": warm_up,
        "social_worker.turnover": 40.0,  # so that some of a few workers leave
        "cost.early_help_spending": 1000.0, "cost.retention_spending": 1000.0,
    })  # fmt: skip
    return resolve(today, policy(scenario))


def lived(scenario="keep", seed=7, journal=False, records=(), **asked) -> World:
    """Live a small authority through its warm-up under today's service, then under a scenario."""
    given = arms(scenario, **asked)
    others = [arms(scenario, **{**asked, "children": more}) for more in BESIDE.get(scenario, ())]
    world = warmed_up(given.today, seed, beside=[one.today for one in others],
                      journal=journal, records=records)  # fmt: skip
    (own, _), *beside = [(one.under_policy or one.today, one.today) for one in (given, *others)]
    return lived_under(world, own, given.today, beside=beside, pooled=scenario in BESIDE)


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
    settings = replace_values(Settings(), {
        **CALM, **looked_after(children),
        "iro.caseload": CHILDREN_TO_A_POST, "social_worker.caseload": children / workers,
        "team_manager.workers": min(max(workers, 1), 6),  # so that posts of managers are whole
        **dotted(changes),
    })  # fmt: skip
    per_year = calendar_of(settings).per_year
    hours = {"iro.hours_per_year": iro_hours, "social_worker.hours_per_year": worker_hours}
    return replace_values(settings, {name: each * per_year for name, each in hours.items()})


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
                           children=self._rows(children), journal=True, records=KINDS)  # fmt: skip
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
        return [when for when, detail in self.happened(what, c) if detail % NOTICERS == who]

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
