"""The policy's first day: posts close and open, work goes to whoever is charged with it now."""

from sim.agents.iro import deal_duties, duty_fte, in_quota
from sim.agents.social_worker import deal_agency
from sim.casework.care import has_advocate
from sim.casework.staffing import hand_over, is_named_iro, unassign_iro
from sim.casework.tasks import find_task, rehang
from sim.casework.timetable import aim_at
from sim.engine.agenda import MORNING, book
from sim.engine.compile import rule
from sim.engine.tally import count
from sim.ledger import Count
from sim.words import Role, What, Work

NIL = 1e-9  # a full-time equivalent too small to be a post


@rule
def policy_starts(w, day):
    """Put the policy's settings, already in `w.settings`, into force.

    Posts become what `w.service` says; blank rows for new ones stand at the end. Unless the policy
    says who has extra duties, each post keeps what it has, and new posts have none.
    """
    service = w.service[0]
    if service.policy_changes_employer:
        change_employer(w, day)
    resize(w, day, Role.IRO, service.policy_iro_fte)
    resize(w, day, Role.SOCIAL_WORKER, service.policy_social_worker_fte)
    if service.policy_changes_duties:
        deal_duties(w)
    deal_agency(w)
    service.duty_fte_moved = max(0.0, service.duty_fte_today - duty_fte(w))
    for c in range(service.oldest_row, service.entered_rows):
        child = w.children[c]
        if not child.in_care:
            continue
        advocate = has_advocate(w, child)
        if advocate != child.advocate:
            child.advocate = advocate
            service.with_advocate += 1 if advocate else -1
        if not w.posts[child.social_worker].active:
            hand_over(w, c, day)
        if child.iro >= 0 and not w.posts[child.iro].active:
            unassign_iro(w, c)
    for c in range(service.oldest_row, service.entered_rows):
        child = w.children[c]
        if child.in_care:
            if child.named and child.iro < 0:
                is_named_iro(w, c, day)
            rehang(w, c, day)
            met = child.named and child.aim < day  # the day of the meeting has passed
            if met and find_task(w, c, Work.MEETING, child.review) == 0:
                aim_at(w, c, day, day + 1)  # it lapsed: it meets once there is a chair


@rule
def change_employer(w, day):
    """Move every IRO post to the outside employer; those who do not go leave it to be filled."""
    s = w.settings[0]
    number = 0
    for p in range(len(w.posts)):
        post = w.posts[p]
        if post.role != Role.IRO or not post.active:
            continue
        count(w, day, Count.POUNDS_ONCE, post.fte * s.cost_post_change)
        if not in_quota(number, s.iro_outside_transfer_share):
            shrink(w, p, 0.0)
        number += 1


@rule
def shrink(w, p, fte):
    """Cut a post to fewer full-time equivalents; one cut to none is closed."""
    post = w.posts[p]
    if post.role == Role.IRO:
        w.service[0].iro_fte -= post.fte - fte
    else:
        w.service[0].social_worker_fte -= post.fte - fte
    post.fte = fte
    if fte <= NIL:
        post.active = False
        post.duty_share = 0.0


@rule
def resize(w, day, role, fte):
    """Close posts of a role from the last, or open blank ones, until there are `fte`."""
    s = w.settings[0]
    left = fte
    whole = 1.0
    for p in range(len(w.posts)):
        post = w.posts[p]
        if post.role != role or not post.active:
            continue
        keeps = min(post.fte, max(0.0, left))
        if keeps < post.fte - NIL:
            count(w, day, Count.POUNDS_ONCE, (post.fte - keeps) * s.cost_post_change)
            shrink(w, p, keeps)
        left -= keeps
    if role == Role.SOCIAL_WORKER and not s.social_worker_dedicated:
        whole = s.social_worker_looked_after_share
    fills = day + s.recruitment_days
    for p in range(w.service[0].posts_today, len(w.posts)):
        post = w.posts[p]
        if left <= NIL:
            break
        if post.role != role:
            continue
        post.fte = min(whole, left)
        post.fills = fills
        left -= post.fte
    book(w, fills, MORNING, What.POSTS_FILLED, 0, 0, 0)
