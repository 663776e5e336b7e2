"""The policy's first day: posts close and open, work goes to whoever is charged with it now."""

from sim.agents.iro import deal_duties, duty_fte, free_iro, in_quota
from sim.casework.care import has_advocate
from sim.casework.staffing import assign_iro, unassign_iro
from sim.casework.tasks import rehang
from sim.engine.agenda import MORNING, book
from sim.engine.compile import rule
from sim.engine.tally import count
from sim.ledger import Count
from sim.words import Employer, What


@rule
def policy_starts(w, day, fte, from_employer):
    """Put the policy's settings, already in `w.settings`, into force.

    Parameters
    ----------
    fte
        IRO posts under the policy, full-time equivalents; rows for new ones stand at the end.
    from_employer
        Who employed IROs until today.
    """
    move_posts(w, day, fte, from_employer)
    deal_duties(w)
    service = w.service[0]
    service.duty_fte_moved = max(0.0, service.duty_fte_today - duty_fte(w))
    for c in range(service.oldest_row, service.entered_rows):
        child = w.children[c]
        if not child.in_care:
            continue
        advocate = has_advocate(w, child)
        if advocate != child.advocate:
            child.advocate = advocate
            service.with_advocate += 1 if advocate else -1
        if child.iro >= 0 and not w.posts[child.iro].active:
            unassign_iro(w, c)
            p = free_iro(w)
            if p >= 0:
                assign_iro(w, c, p, day)
        rehang(w, c, day)


@rule
def move_posts(w, day, fte, from_employer):
    """Close IRO posts that end today, and open those that must be filled."""
    s = w.settings[0]
    service = w.service[0]
    left = fte
    moved = s.iro_employer == Employer.OUTSIDE and from_employer != Employer.OUTSIDE
    number = 0
    for p in range(service.first_iro, len(w.posts)):
        post = w.posts[p]
        if not post.active:
            continue
        keeps = min(post.fte, max(0.0, left))
        if moved:
            count(w, day, Count.POUNDS_ONCE, keeps * s.cost_post_change)
            if not in_quota(number, s.iro_outside_transfer_share):
                keeps = 0.0
            number += 1
        if keeps < post.fte:
            gone = post.fte - keeps
            if not moved:
                count(w, day, Count.POUNDS_ONCE, gone * s.cost_post_change)
            service.iro_fte -= gone
            post.hours *= keeps / post.fte
            post.fte = keeps
            post.active = keeps > 1e-9
        left -= keeps
    for p in range(service.iro_rows, len(w.posts)):
        post = w.posts[p]
        if left <= 1e-9:
            break
        post.fte = min(1.0, left)
        post.hours = post.fte * s.iro_hours_per_year / service.workdays_per_year
        post.fills = day + s.recruitment_days
        left -= post.fte
        book(w, max(day + 1, post.fills), MORNING, What.POST_FILLED, p, 0, 0)
