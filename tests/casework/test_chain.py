"""One chain for everybody who may notice that a plan is stuck: same links, same effects.

Some 300 children enter on Mon 7 Apr 2025 and their permanence decisions stall that day. Work takes
no time here, so that days are those of the chain alone. One noticer sees, the others see nothing.
"""

import functools

import numpy as np
import pytest
from worlds import AT_REVIEW, SmallWorld, child, service

from sim.ledger import MOVED_FORMAL, of
from sim.vocabulary import NOTICERS, EventKind, Noticer

ENTERED, ENDS = "2025-04-07", "2027-03-01"
CHILDREN = 300
BLIND = dict.fromkeys(AT_REVIEW, 0) | {"challenge__guardian__sees": 0, "court__liaison": 0,
                                       "challenge__advocate__sees": 0}  # fmt: skip
NO_TIME = dict.fromkeys(
    (
        *(f"review__tasks__{task}__hours" for task in (
            "meeting", "decisions", "record", "child_contact", "preparation",
            "social_worker_meeting", "midway_check", "report", "plan_update")),
        "review__tasks__attendance_hours", "court__hearing_hours", "advocate__visit__hours",
        "plan__actions__permanence__hours", "challenge__answer_hours",
        "challenge__formal_answer_hours", "challenge__iro__formal_hours",
        "challenge__team_manager__formal_hours",
        *(f"challenge__{who}__raises_hours" for who in ("team", "team_manager", "iro", "advocate")),
    ),
    0,
)  # fmt: skip
# a manager who reviews as an IRO does: so many hours, not the own plans, nothing done already
AS_AN_IRO = {"iro__employer": "none", "review__chair": "team_manager",
             "team_manager__objectivity": 1, "team_manager__duplicated_share": 0,
             "team_manager__hours_per_week": 30}  # fmt: skip
SEES = {  # what lets each see, beside the others' seeing nothing
    Noticer.TEAM: {"challenge__team__sees_days": 200},
    Noticer.TEAM_MANAGER: {**AT_REVIEW, **AS_AN_IRO},
    Noticer.IRO: AT_REVIEW,
    Noticer.GUARDIAN: {"challenge__guardian__sees": 1},
    Noticer.ADVOCATE: {"challenge__advocate__sees": 1, "challenge__advocate__over_plan": 1,
                       "advocate__uptake_opt_in": 1, "advocate__vacancy": 0,
                       "advocate__caseload": 5000},
}  # fmt: skip
REVIEWERS = (Noticer.TEAM_MANAGER, Noticer.IRO)
LINKS = {"acts": 1, "succeeds": 1, "kept": 1, "days": 0}


def chain(who, **links):
    return {f"challenge__{who.name.lower()}__{link}": value for link, value in links.items()}


def stuck(who, children=CHILDREN, seed=1, **more):
    """Return a world in which stuck plans are seen by one noticer."""
    settings = service(iros=4, plan__stalls=1, **{**NO_TIME, **BLIND, **SEES[who], **more})
    in_court = (ENTERED, ENDS) if who == Noticer.GUARDIAN else None
    mine = [child(ENTERED, proceedings=in_court) for _ in range(children)]
    return SmallWorld(settings, *mine, seed=seed)


def entries(world, what):
    """Return (child, day, noticer) of every entry of a kind in the journal."""
    kept = world.world.journal[1 : world.world.pools[3].used + 1]
    kept = kept[kept["what"] == what]
    return list(zip(kept["subject"].tolist(), kept["day"].tolist(),
                    (kept["detail"] % NOTICERS).tolist(), strict=True))  # fmt: skip


def firsts(world, what, who):
    """Return the day on which each child's plan was first noticed, or moved, by a noticer."""
    found = {}
    for c, day, by in entries(world, what):
        if by == who:
            found.setdefault(c, day)
    return found


def waits(world, who, within):
    """Return days from noticing to moving of what moved, and how many had so long to move in."""
    noticed, moved = firsts(world, EventKind.NOTICED, who), firsts(world, EventKind.MOVED, who)
    whole = [c for c, day in noticed.items() if day + within < world.now]
    took = [moved[c] - noticed[c] for c in whole if c in moved]
    return [days for days in took if days <= within], len(whole)


@pytest.mark.parametrize("who", Noticer)
def test_with_certain_links_everyone_gets_all_moving_the_day_after(who):
    world = stuck(who, 20, **chain(who, **LINKS)).until("2026-03-02")
    took, noticed = waits(world, who, 60)
    assert noticed >= (1 if who == Noticer.TEAM else 20)
    assert took == [1] * noticed


ALIKE = {"acts": 0.7, "succeeds": 0.6, "kept": 0.5, "days": 12}
ONE_STEP = {f"challenge__{who}__{step}": 0 for who in ("iro", "team_manager")
            for step in ("grave", "steps_up")}  # fmt: skip


@functools.cache
def with_alike_links(who):
    return stuck(who, **chain(who, **ALIKE), **ONE_STEP).until("2026-03-02")


@pytest.mark.slow
@pytest.mark.parametrize("who", Noticer)
def test_with_the_same_links_as_many_plans_move_in_as_many_days_whoever_notices(who):
    # raised once within 21 working days, the longest that an answer takes: 1 + 12 x 1.67
    took, noticed = waits(with_alike_links(who), who, 21)
    assert noticed > CHILDREN / 2
    share, expected = len(took) / noticed, 0.7 * 0.6 * 0.5
    assert share == pytest.approx(expected, abs=4 * np.sqrt(expected * (1 - expected) / noticed))
    # whole days from 1 + 12 x 0.33 to 1 + 12 x 1.67, evenly: 12.5 on average, deviation 4.6
    assert min(took) >= 4 and max(took) <= 21
    assert np.mean(took) == pytest.approx(12.5, abs=4 * 4.6 / np.sqrt(len(took)))


STRONG = {"acts": 0.9, "succeeds": 0.8, "kept": 0.9, "days": 6, "grave": 0.1, "steps_up": 0.9,
          "formal_succeeds": 0.9, "formal_kept": 0.9, "formal_days": 10,
          "sees__at_thin_review": 0.6, "sees__at_full_review": 0.9,
          "sees__at_midway_check": 0.5}  # fmt: skip
WEAK = {"acts": 0.4, "succeeds": 0.4, "kept": 0.2, "days": 28, "grave": 0.0, "steps_up": 0.3,
        "formal_succeeds": 0.5, "formal_kept": 0.3, "formal_days": 38,
        "sees__at_thin_review": 0.1, "sees__at_full_review": 0.5,
        "sees__at_midway_check": 0.1}  # fmt: skip


def history(iro, manager, chair):
    """Return all that was noticed, raised and moved where one of two chairs, without who it was."""
    both = chain(Noticer.IRO, **iro) | chain(Noticer.TEAM_MANAGER, **manager)
    both |= {"challenge__unmet": 0.8, "review__midway_checks": "chair"}
    world = stuck(chair, **both).until("2027-01-04")
    found = []
    for what in (EventKind.NOTICED, EventKind.RAISED, EventKind.RAISED_FORMALLY, EventKind.MOVED):
        for c, day, by in entries(world, what):
            if by == chair:
                found.append((what, c, day))
    return sorted(found)  # of one day, in whatever order desks are worked


@pytest.mark.slow
def test_exchanging_the_chains_of_iro_and_manager_exchanges_their_effects():
    strong_iro = history(STRONG, WEAK, Noticer.IRO)
    assert strong_iro == history(WEAK, STRONG, Noticer.TEAM_MANAGER)
    weak_iro = history(WEAK, STRONG, Noticer.IRO)
    assert weak_iro == history(STRONG, WEAK, Noticer.TEAM_MANAGER)
    moved = [sum(what == EventKind.MOVED for what, *_ in one) for one in (strong_iro, weak_iro)]
    assert moved[0] > 2 * moved[1] > 0
    formal = [sum(what == EventKind.RAISED_FORMALLY for what, *_ in one)
              for one in (strong_iro, weak_iro)]  # fmt: skip
    assert min(formal) > 0


NOTHING_SEEN = {
    Noticer.TEAM: {"challenge__team__sees_days": 5000},
    Noticer.TEAM_MANAGER: BLIND, Noticer.IRO: BLIND, Noticer.GUARDIAN: BLIND,
    Noticer.ADVOCATE: BLIND,
}  # fmt: skip


@pytest.mark.parametrize("who", Noticer)
@pytest.mark.parametrize("link", ["sees", "acts", "succeeds", "kept"])
def test_each_link_alone_stops_it(who, link):
    broken = NOTHING_SEEN[who] if link == "sees" else chain(who, **{**LINKS, link: 0})
    soon = {"challenge__team__sees_days": 2} if who == Noticer.TEAM else {}
    links = {**chain(who, **LINKS), **ONE_STEP, **soon, **broken}
    world = stuck(who, 5, **links).until("2025-07-01")
    assert not firsts(world, EventKind.MOVED, who)
    assert bool(firsts(world, EventKind.NOTICED, who)) == (link != "sees")
    assert bool(firsts(world, EventKind.RAISED, who)) == (link in ("succeeds", "kept"))


FORMAL_LINKS = {"steps_up": 1, "formal_succeeds": 1, "formal_kept": 1}


@pytest.mark.parametrize("who", REVIEWERS)
@pytest.mark.parametrize("link", [None, *FORMAL_LINKS])
def test_each_link_of_the_formal_step_alone_stops_it(who, link):
    links = {**LINKS, "succeeds": 0, **FORMAL_LINKS} | ({link: 0} if link else {})
    world = stuck(who, 5, challenge__cafcass=0, **chain(who, **links)).until("2025-12-01")
    assert len(firsts(world, EventKind.MOVED, who)) == (0 if link else 5)
    assert world.count(of(MOVED_FORMAL, who)) == (0 if link else 5)
