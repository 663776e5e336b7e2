"""A whole service of sixty children: what goes in comes out, and every stock is what it counts.

Recounted from the children, actions, tasks and posts themselves, on days under today's service and
under policies that move posts and work.
"""

import functools
import math

import numpy as np
import pytest
from worlds import looked_after, policy, today_of

from sim.arms.resolve import resolve
from sim.arms.scenarios import scenarios
from sim.initialise.build import build, calendar_of, fork_under, run_until
from sim.ledger import (
    HOURS_OVERTIME,
    HOURS_PRESENT,
    HOURS_WORKED,
    MOVED_BY,
    MOVED_FORMAL,
    NOTICED_BY,
    NOTICED_FORMAL,
    Count,
    of,
)  # fmt: skip
from sim.task_kinds import TaskKind
from sim.vocabulary import (
    REVIEWERS,
    ActionState,
    Chair,
    EventKind,
    Need,
    Noticer,
    Placement,
    Role,
)

SIXTY = {
    **looked_after(60), "iro.caseload": 20, "social_worker.caseload": 15,
    "warm_up_years": 1, "years": 2,
}  # fmt: skip
SEED = 7
POLICIES = ["keep", "relocate", "abolish", "caseload_cap"]


def today_s(**changes):
    return today_of({**SIXTY, **changes})


def policy_of(scenario):
    lower = {"iro.caseload": 12} if scenario == "caseload_cap" else {}  # from 20 here
    return policy(scenario) | lower


@functools.cache
def worlds_under(scenario):
    """Return the settings and the worlds at the ends of some days of a run under a scenario."""
    today = today_s()
    policy = policy_of(scenario)
    under = resolve(today, policy).under_policy or today
    when = calendar_of(today)
    world = build(today, SEED, journal=True)
    worlds = [(today, when.first - 1, world.fork())]
    for day in (when.first + 20, when.first + 130, when.start):
        reached = worlds[-1][1] + 1
        world = run_until(world, reached, day)
        worlds.append((today, day - 1, world.fork()))
    world = fork_under(world, under, today)
    worlds.append((under, when.start - 1, world.fork()))
    for day in (when.start + 1, when.start + 60, when.start + 131, when.start + 300, when.end):
        world = run_until(world, worlds[-1][1] + 1, day)
        worlds.append((under, day - 1, world.fork()))
    return worlds


def each_world(test):
    """Run a test on every world, under every policy."""

    @pytest.mark.parametrize("scenario", POLICIES)
    @functools.wraps(test)
    def on_all(scenario):
        for settings, day, world in worlds_under(scenario):
            test(settings, day, world)

    del on_all.__wrapped__  # pytest would read the signature from it
    return on_all


def present(world):
    return world.children[world.children["in_care"]]


def is_kept(post):
    """Whether a post is filled, or empty until somebody comes."""
    return post.active or post.fills > 0


def open_actions(world):
    """Return the open actions of each child, from its own list."""
    found = {}
    for c in range(len(world.children)):
        row, mine = world.children[c].actions, []
        while row:
            mine.append(world.actions[row])
            row = world.actions[row].after
        found[c] = mine
    return found


def tasks_on_desks(world):
    """Return the tasks that lie on each desk, from its trays."""
    found = {}
    for d in range(len(world.desks)):
        mine = []
        for tray in np.flatnonzero(world.trays[d]):
            row = head = world.trays[d, tray]
            while True:
                assert world.tasks[row].tray == tray
                mine.append(int(row))
                row = world.tasks[row].next
                if row == head:
                    break
        found[d] = mine
    return found


def counted(world, what):
    return float(world.ledger[:, what].sum())


@each_world
def test_children_who_came_are_those_who_left_and_those_who_are_here(settings, day, world):
    service, here = world.service, present(world)
    found = sum(world.children["entered"] < service.first)
    entered = sum((world.children["entered"] >= service.first) & (world.children["entered"] <= day))
    assert counted(world, Count.ENTRIES) == entered
    assert found + entered == counted(world, Count.EXITS) + len(here)
    assert service.entered_rows == found + entered
    assert service.in_care == len(here)
    assert (here["eighteenth"] > day).all()  # at 18 at the latest
    assert (here["overstays"] == (here["planned"] <= day)).all()


@each_world
def test_stocks_of_children_are_what_they_count(settings, day, world):
    service, here = world.service, present(world)
    assert service.with_iro == (here["iro"] >= 0).sum()
    assert service.with_advocate == (here["advocate"] >= 0).sum()
    waiting = here["wants_advocate"] & (here["advocate"] < 0)
    assert service.waiting_for_advocate == waiting.sum()
    assert not ((here["advocate"] >= 0) & ~here["wants_advocate"]).any()
    assert service.children_knowing_iro == here["met_iro"].sum()
    assert service.children_in_drift == (here["actions_in_drift"] > 0).sum()
    assert service.children_in_long_drift == (here["long_drifts"] > 0).sum()
    assert service.overstaying == here["overstays"].sum()
    assert service.plans_overdue == (here["plans_overdue"] > 0).sum()
    cost = settings.cost
    prices = {Placement.FOSTER: cost.foster_week, Placement.RESIDENTIAL: cost.residential_week,
              Placement.OTHER: cost.other_week}  # fmt: skip
    pounds = sum(prices[place] for place in here["placement"][here["overstays"]])
    assert service.overstay_pounds_a_week == pytest.approx(pounds)
    assert not (here["met_iro"] & (here["iro"] < 0)).any()


@each_world
def test_stocks_of_actions_are_what_they_count(settings, day, world):
    service = world.service
    actions = open_actions(world)
    everything = [action for mine in actions.values() for action in mine]
    assert len(everything) == world.pools[2].used
    assert service.parts_unsuitable == sum(a.kind == Need.UNSUITABLE for a in everything)
    everything = [a for a in everything if a.kind != Need.UNSUITABLE]  # never late, nor a stall
    assert service.actions_in_drift == sum(a.in_drift for a in everything)
    unnoticed = [a for a in everything if a.state == ActionState.STALLED and not a.noticed]
    assert service.stalls_unnoticed == len(unnoticed)
    for c, mine in actions.items():
        child = world.children[c]
        assert child.in_care or not mine
        if child.in_care:
            assert child.actions_in_drift == sum(a.in_drift for a in mine)
            assert child.long_drifts == sum(a.long_drift for a in mine)
            assert child.critical_open == sum(a.critical for a in mine)
            # from the 21st working day past the agreed day, counted in the morning
            late = [day >= a.due + 21 and a.kind != Need.UNSUITABLE for a in mine]
            assert [a.in_drift for a in mine] == late
    left = counted(world, Count.NEEDS) - counted(world, Count.ACTIONS_DONE) - len(everything)
    assert 0 <= left <= 12 * counted(world, Count.EXITS)  # closed as the child left


@each_world
def test_tasks_put_are_done_lapsed_withdrawn_or_on_a_desk(settings, day, world):
    desks = tasks_on_desks(world)
    lying = [row for mine in desks.values() for row in mine]
    assert len(lying) == len(set(lying)) == world.pools[1].used
    gone = (Count.TASKS_DONE, Count.TASKS_LAPSED, Count.TASKS_WITHDRAWN)
    assert counted(world, Count.TASKS_PUT) == sum(counted(world, c) for c in gone) + len(lying)
    for d, mine in desks.items():
        assert world.desks[d].tasks == len(mine)
        waiting = math.fsum(world.tasks[row].hours - world.tasks[row].worked for row in mine)
        assert world.desks[d].waiting == pytest.approx(waiting, abs=1e-6)
    by_child = []
    for c in range(len(world.children)):
        row = world.subject_tasks[c]
        while row:
            assert world.children[c].in_care
            by_child.append(int(row))
            row = world.tasks[row].subject_next
    assert sorted(by_child) == sorted(lying)


CHAIRS = (TaskKind.PREPARATION, TaskKind.CHILD_CONTACT, TaskKind.SOCIAL_WORKER_MEETING,
          TaskKind.MEETING, TaskKind.DECISIONS, TaskKind.RECORD)  # fmt: skip


@each_world
def test_every_task_lies_with_whoever_is_charged_with_it(settings, day, world):
    managers_chair = settings.review.chair == Chair.TEAM_MANAGER.name.lower()
    role = world.posts["role"]
    for d, mine in tasks_on_desks(world).items():
        assert is_kept(world.posts[d]) or not mine  # an empty post's work waits for the successor
        for row in mine:
            task = world.tasks[row]
            child = world.children[task.subject]
            kind = TaskKind(int(task.kind))
            chairs = kind in CHAIRS
            raises = task.kind in (TaskKind.INFORMAL, TaskKind.FORMAL)
            by_manager = raises and world.actions[task.about].raiser == Noticer.TEAM_MANAGER
            if task.kind == TaskKind.FORMAL_ANSWER or (chairs and managers_chair) or by_manager:
                assert role[d] == Role.TEAM_MANAGER
            elif (task.kind == TaskKind.CHANGE_RESPONSE or raises) and child.iro < 0:
                assert managers_chair
                assert role[d] == Role.TEAM_MANAGER
            elif kind in (TaskKind.MIDWAY_CHECK, TaskKind.CHANGE_RESPONSE) or chairs or raises:
                assert d == child.iro
            elif kind in (TaskKind.ADVOCATE_VISIT, TaskKind.ADVOCATE_RAISES):
                assert d == child.advocate
            else:
                assert d == child.social_worker


@each_world
def test_posts_hold_the_children_who_are_theirs(settings, day, world):
    here = present(world)
    held = {Role.IRO: "iro", Role.SOCIAL_WORKER: "social_worker", Role.ADVOCATE: "advocate"}
    for p, post in enumerate(world.posts):
        if post.role in held:
            assert post.children == (here[held[post.role]] == p).sum()
        else:  # a manager's are those of the team
            assert post.children == sum(
                own.children for own in world.posts if own.role == Role.SOCIAL_WORKER
                and own.team == p
            )  # fmt: skip
        assert is_kept(post) or post.children == 0
        assert not post.fills or post.fills > day  # empty, or covered, until somebody comes
    for c, child in enumerate(world.children):
        assert (child.iro >= 0) <= child.in_care
        assert (child.advocate >= 0) <= child.in_care
        first = world.posts[child.social_worker].first_child
        if child.in_care and child.before_of_worker < 0:
            assert first == c


@each_world
def test_full_time_equivalents_are_those_of_posts_that_are_filled(settings, day, world):
    service, posts = world.service, world.posts
    filled = posts[posts["active"] & (posts["fills"] == 0)]  # nobody is paid for cover
    for role in Role:
        fte = filled["fte"][filled["role"] == role].sum()
        assert world.in_post[role] == pytest.approx(fte, abs=1e-9)
        assert world.in_post_of[:, role] == pytest.approx([fte], abs=1e-9)
    workers = filled[filled["role"] == Role.SOCIAL_WORKER]
    assert service.agency_fte == pytest.approx(workers["fte"][workers["agency"]].sum(), abs=1e-9)
    (place,) = world.authorities
    assert place.agency_fte == pytest.approx(service.agency_fte, abs=1e-9)
    assert not posts["agency"][~posts["active"]].any()
    for p in np.flatnonzero(posts["role"] == Role.TEAM_MANAGER):
        here = posts["active"] & (posts["role"] == Role.SOCIAL_WORKER) & (posts["team"] == p)
        mine = posts["fte"][here].sum()  # whoever covers is supervised too
        assert posts[p].team_fte == pytest.approx(mine, abs=1e-9)
    if settings.iro.employer == "none":
        assert not (filled["role"] == Role.IRO).any()
        # not a trace of them is left, else nobody's caseload would be a number
        assert world.in_post[Role.IRO] == 0


@each_world
def test_nobody_works_more_than_present_and_overtime(settings, day, world):
    allowed = {Role.IRO: settings.iro.overtime_share,
               Role.SOCIAL_WORKER: settings.social_worker.overtime_share}  # fmt: skip
    for role in Role:
        worked = counted(world, of(HOURS_WORKED, role))
        at_work = counted(world, of(HOURS_PRESENT, role))
        overtime = counted(world, of(HOURS_OVERTIME, role))
        helped = counted(world, Count.HOURS_HELPED) if role == Role.SOCIAL_WORKER else 0.0
        assert worked <= at_work + overtime + helped + 1e-6
        if role in allowed:
            assert overtime <= allowed[role] * at_work + 1e-6
    managers = (world.posts["role"] == Role.TEAM_MANAGER).sum()
    days = day + 1 - world.service.first
    # what gives way, or for what the law asks the whole week
    manager = settings.team_manager
    rest = manager.contract_hours_per_week - manager.hours_per_week
    most = managers * days * max(rest, manager.gives_way_hours_per_week) / 5
    assert counted(world, Count.HOURS_OVERTIME_TEAM_MANAGER) <= most + 1e-6


@each_world
def test_parts_are_no_more_than_their_whole(settings, day, world):
    parts = [
        (Count.FIRST_ON_TIME, Count.FIRST_DUE), (Count.SECOND_ON_TIME, Count.SECOND_DUE),
        (Count.LATER_ON_TIME, Count.LATER_DUE), (Count.REVIEWS_LATE, Count.REVIEWS_HELD),
        (Count.THOROUGHNESS, Count.REVIEWS_HELD), (Count.SEEN, Count.REVIEWS_OF_SPEAKING),
        (Count.LONG_INTERVALS_CHECKED, Count.LONG_INTERVALS),
        (Count.RECORDS_ON_TIME, Count.RECORDS_DUE), (Count.CHANGES_TOLD, Count.CHANGES),
        (Count.PERMANENCE_BY_SECOND, Count.SECOND_REVIEWS),
        (Count.STALLS_NOTICED, Count.STALLS), (Count.STALLS_IRO_NOTICED, Count.STALLS_NOTICED),
        (Count.STALLS_FOLLOWED_UP, Count.STALLS_IRO_NOTICED),
        (Count.CHALLENGES_CONCEDED, Count.CHALLENGES_ENDED),
        (Count.CHALLENGES_MOVED, Count.CHALLENGES_CONCEDED),
        *((of(MOVED_BY, who), of(NOTICED_BY, who)) for who in Noticer),
        *((of(MOVED_FORMAL, who), of(NOTICED_FORMAL, who)) for who in REVIEWERS),
        (Count.CHILD_DAYS_WITH_IRO, Count.CHILD_DAYS),
        (Count.CHILD_DAYS_KNOWING_IRO, Count.CHILD_DAYS_WITH_IRO),
        (Count.CHILD_DAYS_IN_DRIFT, Count.ACTION_DAYS_IN_DRIFT),
        (Count.CHILD_DAYS_IN_LONG_DRIFT, Count.CHILD_DAYS_IN_DRIFT),
        (Count.CHILD_DAYS_WITH_ADVOCATE, Count.CHILD_DAYS),
        (Count.CHILD_DAYS_PLAN_CURRENT, Count.CHILD_DAYS),
        (Count.VIEWS_INDEPENDENT, Count.REVIEWS_HELD),
        (Count.FTE_DAYS_AGENCY, Count.FTE_DAYS_SOCIAL_WORKER),
        (Count.MARCH_THREE_WORKERS, Count.MARCH_CHILDREN),
        (Count.MARCH_LONG_TERM, Count.MARCH_CHILDREN),
        (Count.MARCH_LONG_TERM_STABLE, Count.MARCH_LONG_TERM),
    ]  # fmt: skip
    for part, whole in parts:
        assert 0 <= counted(world, part) <= counted(world, whole) + 1e-9, Count(part).name


FATE = ("id", "entered", "born_date", "route", "planned", "eighteenth", "proceedings_from",
        "proceedings_to")  # fmt: skip


def life(world, row):
    """Return what may not depend on the policy: who the child is, the plan, and proceedings.

    Where a child lives changes with each move while it is in care; moves are compared as changes.
    """
    child = world.children[row]
    return tuple(int(child[name]) for name in FATE)


def changes_by_child(world):
    kept = world.journal[1 : world.pools[3].used + 1]
    found = {}
    for entry in kept[kept["what"] == EventKind.CHANGE]:
        address = int(world.children[entry.subject].id)
        found.setdefault(address, []).append((int(entry.day), int(entry.detail)))
    return found


def last_days(world):
    """Return each child's last day in care, by address; children who never entered have none."""
    entered = world.children[: world.service.entered_rows]
    return {int(c.id): math.inf if c.in_care else int(c.left) for c in entered}


def same_changes(one, other):
    """Compare each child's changes while in care in both; return how many were compared."""
    left, left_too = last_days(one), last_days(other)
    changes, changes_too = changes_by_child(one), changes_by_child(other)
    compared = 0
    for address in left.keys() & left_too.keys():
        until = min(left[address], left_too[address])
        before = [change for change in changes.get(address, []) if change[0] < until]
        assert before == [change for change in changes_too.get(address, []) if change[0] < until]
        compared += len(before)
    return compared


@pytest.mark.slow
@pytest.mark.parametrize("scenario", [name for name in scenarios() if name != "keep"])
def test_a_child_meets_the_same_fate_in_both_arms(scenario):
    keep = worlds_under("keep")[-1][2]
    policy = worlds_under(scenario)[-1][2]
    assert not np.array_equal(keep.ledger, policy.ledger)
    assert [life(keep, c) for c in range(len(keep.children))] == [
        life(policy, c) for c in range(len(policy.children))
    ]
    assert same_changes(keep, policy) > 200


def test_more_entrants_leave_every_other_child_s_fate_alone():
    # a fifth more children, starts and ceases: the mean stay is the same
    more = {"authority.children_looked_after": 72, "authority.started_in_year": 36,
            "authority.ceased_in_year": 36}  # fmt: skip
    few, many = (
        run_until(build(settings, SEED, journal=True), when.first, when.end)
        for settings in (today_s(), today_s(**more))
        for when in [calendar_of(settings)]
    )
    lives = {life(few, c) for c in range(len(few.children))}
    lives_too = {life(many, c) for c in range(len(many.children))}
    assert lives < lives_too
    assert same_changes(few, many) > 200


def test_reviewing_more_often_makes_no_more_needs():
    # as for five children, but with all the chance there is: per child, while in care in both
    runs = []
    for months in (6, 3):
        settings = today_s(**{"review.timetable.later_months": months})
        when = calendar_of(settings)
        world = run_until(build(settings, SEED, journal=True), when.first, when.end)
        kept = world.journal[1 : world.pools[3].used + 1]
        needs = {}
        for entry in kept[kept["what"] == EventKind.NEED_LATER]:
            address = int(world.children[entry.subject].id)
            needs.setdefault(address, []).append((int(entry.day), int(entry.detail)))
        runs.append((world, last_days(world), needs))
    (half, left, needs), (double, left_too, needs_too) = runs
    assert counted(double, Count.REVIEWS_HELD) > 1.4 * counted(half, Count.REVIEWS_HELD)
    compared = 0
    for address in left.keys() & left_too.keys():
        until = min(left[address], left_too[address])
        arose = {need for need in needs.get(address, []) if need[0] < until}
        assert arose == {need for need in needs_too.get(address, []) if need[0] < until}
        compared += len(arose)
    assert compared > 300
