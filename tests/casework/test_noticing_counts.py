"""What the ledger counts of each one's noticing is what the journal of some 60 children says."""

import functools
from collections import Counter

import pytest
from worlds import lived_under, looked_after, policy, today_of, warmed_up

from sim.arms.resolve import resolve
from sim.ledger import (
    HOURS_RAISING,
    HOURS_RAISING_FORMAL,
    MOVED_BY,
    MOVED_FORMAL,
    NOTICED_BY,
    NOTICED_FORMAL,
    of,
)  # fmt: skip
from sim.vocabulary import NOTICERS, EventKind, Noticer

STUCK = {
    **looked_after(60), "iro.caseload": 20, "social_worker.caseload": 15,
    "warm_up_years": 1, "years": 4, "plan.stalls": 0.5, "plan.needs_per_year": 6,
    "advocate.uptake_opt_in": 0.5, "challenge.iro.grave": 0.1,
    "plan.handover_stalls": 0, "plan.uncovered_stalls": 0,  # so that nothing is noticed twice
}  # fmt: skip
REVIEWERS = (Noticer.TEAM_MANAGER, Noticer.IRO)


@functools.cache
def lived(scenario):
    """Return today's settings and a world lived to its end under a scenario."""
    today = today_of(STUCK)
    under = resolve(today, policy(scenario)).under_policy or today
    return today, lived_under(warmed_up(today, 5, journal=True), under, today)


def told(world, what):
    """Return (child, address, day, kind of noticing) of each journal entry of a kind."""
    kept = world.journal[1 : world.pools[3].used + 1]
    return [
        (int(e.subject), int(e.detail) // NOTICERS, int(e.day), int(e.detail) % NOTICERS)
        for e in kept[kept["what"] == what]
    ]


FORMAL = 4  # here so much is added to a reviewer's number for the formal step


def counted(world, at_once, formal):
    """Return a count of each kind of noticing."""
    found = {int(who): float(world.ledger[:, of(at_once, who)].sum()) for who in Noticer}
    for who in REVIEWERS:
        found[FORMAL + who] = float(world.ledger[:, of(formal, who)].sum())
    return found


@pytest.mark.slow
@pytest.mark.parametrize("scenario", ["keep", "abolish"])
def test_what_each_notices_moves_and_takes_is_what_the_journal_says(scenario):
    today, world = lived(scenario)
    noticed, raised = told(world, EventKind.NOTICED), told(world, EventKind.RAISED)
    raised += [(*rest, FORMAL + who) for *rest, who in told(world, EventKind.RAISED_FORMALLY)]
    raised.sort(key=lambda one: one[2])
    first = {}
    for child, address, day, who in noticed:
        assert (child, address, who) not in first  # the first time alone is taken down
        first[child, address, who] = day
    found = Counter(who for _, _, _, who in noticed)
    steps = Counter(who for _, _, _, who in raised)
    found.update({who: steps[who] for who in (FORMAL + each for each in REVIEWERS)})
    assert counted(world, NOTICED_BY, NOTICED_FORMAL) == {who: found[who] for who in range(7)}

    within = today.challenge.moves_within_days
    moved = Counter()
    for child, address, day, who in told(world, EventKind.MOVED):
        since = first.get((child, address, who), 0)
        if since and day - since <= within:
            moved[who] += 1
        # a reviewer's success is the formal step's where that was what was last raised
        last = [(on, step) for one, of, on, step in raised
                if (one, of) == (child, address) and step % FORMAL in REVIEWERS
                and on <= day]  # fmt: skip
        if who in REVIEWERS and last and last[-1][1] > FORMAL and day - last[-1][0] <= within:
            moved[last[-1][1]] += 1
    assert counted(world, MOVED_BY, MOVED_FORMAL) == {who: moved[who] for who in range(7)}
    assert sum(moved.values()) > 20

    each = today.challenge
    hours = {
        Noticer.TEAM: each.team.raises_hours, Noticer.TEAM_MANAGER: each.team_manager.raises_hours,
        Noticer.IRO: each.iro.raises_hours, Noticer.GUARDIAN: 0,
        Noticer.ADVOCATE: each.advocate.raises_hours,
    }  # fmt: skip
    takes = {who: own + each.answer_hours for who, own in hours.items()}
    for who, own in ((Noticer.TEAM_MANAGER, each.team_manager), (Noticer.IRO, each.iro)):
        takes[FORMAL + who] = own.formal_hours + each.formal_answer_hours
    spent = {who: steps[who] * takes[who] for who in range(7)}
    assert counted(world, HOURS_RAISING, HOURS_RAISING_FORMAL) == pytest.approx(spent)
    assert all(steps[who] > 0 for who in (Noticer.TEAM, Noticer.GUARDIAN, Noticer.ADVOCATE))
    assert steps[Noticer.IRO] > 0 and (steps[Noticer.TEAM_MANAGER] > 0) == (scenario == "abolish")
