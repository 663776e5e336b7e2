"""Placement moves: frequent after entry, rarer as a child settles; some children go on moving.

They come to the child whatever the policy; each is a significant change (changes.py).
"""

import math

from sim.engine.agenda import MORNING, book
from sim.engine.chance import exponential, uniform
from sim.engine.compile import rule
from sim.engine.working_days import day_on_or_after
from sim.vocabulary import EventKind, Placement, Purpose


@rule
def moves_a_year(w, child, date):
    """Return the rate of a child's placement moves on a date."""
    s = w.settings
    place = w.authorities[child.authority]
    settled = s.placement_moves.settled * place.settled_moves
    years = (date - child.entered_date) / 365.25
    early = s.placement_moves.at_entry * place.early_moves - settled
    early *= math.exp(-years / s.placement_moves.settling_years)
    return factor_of(s, child) * (settled + early)


@rule
def factor_of(s, child):
    """Return what multiplies a child's rate of moves."""
    return s.placement_moves.unsettled_factor if child.unsettled else 1.0


@rule
def next_move_date(w, child, date):
    """Return the date of the child's next placement move after a date, -1 for none.

    Candidates come at the highest rate, and each is a move with the chance that the day's rate
    is of it; so a move hangs on the child and the day alone.
    """
    s = w.settings
    seed = w.service.seed
    place = w.authorities[child.authority]
    highest = max(s.placement_moves.at_entry * place.early_moves,
                  s.placement_moves.settled * place.settled_moves)  # fmt: skip
    highest *= factor_of(s, child)
    if highest <= 0.0:
        return -1
    last = w.days[len(w.days) - 1].date
    while date < last:
        gap = exponential(seed, child.id, Purpose.MOVE_GAP, child.move_candidates, 365.25 / highest)
        chance = uniform(seed, child.id, Purpose.MOVE, child.move_candidates)
        child.move_candidates += 1
        date += 1 + int(gap)
        if chance * highest < moves_a_year(w, child, date):
            return date
    return -1


@rule
def book_next_move(w, c, date, day):
    """Book the child's next placement move after a date, on a later day than `day`."""
    when = next_move_date(w, w.children[c], date)
    if when >= 0:
        book(
            w, max(day + 1, day_on_or_after(w, when)), MORNING, EventKind.PLACEMENT_MOVE, c, 0, when
        )


@rule
def book_moves_from(w, c, day):
    """Book the child's first move after a day; take down those since entry that came before."""
    child = w.children[c]
    s = w.settings
    u = uniform(w.service.seed, child.id, Purpose.UNSETTLED, 0)
    child.unsettled = u < s.placement_moves.unsettled_share
    date = child.entered_date
    while True:
        when = next_move_date(w, child, date)
        if when < 0 or day_on_or_after(w, when) > day:
            break
        record_move(w, child, when)
        date = when
    if when >= 0:
        book(w, day_on_or_after(w, when), MORNING, EventKind.PLACEMENT_MOVE, c, 0, when)


@rule
def kind_of_placement(s, u):
    """Return the kind of placement that a number from 0 to 1 stands for."""
    if u < s.care.placement.foster:
        return Placement.FOSTER
    if u < s.care.placement.foster + s.care.placement.residential:
        return Placement.RESIDENTIAL
    return Placement.OTHER


@rule
def care_pounds_a_week(w, child):
    """Return the average cost of a week in the child's placement."""
    s = w.settings
    if child.placement == Placement.FOSTER:
        return s.cost.foster_week
    if child.placement == Placement.RESIDENTIAL:
        return s.cost.residential_week
    return s.cost.other_week


@rule
def record_move(w, child, date):
    """Take down that the child moves to another placement, of the same kind or another."""
    s = w.settings
    seed = w.service.seed
    if child.overstays:
        w.service.overstay_pounds_a_week -= care_pounds_a_week(w, child)
    if uniform(seed, child.id, Purpose.MOVE_SAME_KIND, child.moves) >= s.placement_moves.same_kind:
        u = uniform(seed, child.id, Purpose.MOVE_KIND, child.moves)
        child.placement = kind_of_placement(s, u)
    if child.overstays:
        w.service.overstay_pounds_a_week += care_pounds_a_week(w, child)
    child.moves += 1
    child.move_before = child.last_move
    child.last_move = date
