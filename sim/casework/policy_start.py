"""The policy's first day: posts close and open, work goes to whoever is charged with it now."""

import math

from sim.agents.iro import deal_duties, duty_fte, in_quota, quota_start
from sim.agents.social_worker import NONE
from sim.casework.advocacy import deal_advocates, gives_up_advocate, wants_advocate
from sim.casework.allocation import hand_over, level_caseloads, name_iro, unassign_iro
from sim.casework.filled import (
    NIL,
    cover_begins,
    cover_ends,
    is_covered_now,
    is_in_post,
    mark_filled,
    mark_vacant,
)  # fmt: skip
from sim.casework.review_dates import aim_at
from sim.casework.reviewing import deal_reviewing_hours
from sim.casework.staffing import book_sickness, takes_over
from sim.casework.tasks import find_task, reassign_tasks
from sim.engine.agenda import MORNING, book
from sim.engine.compile import rule
from sim.engine.tally import count
from sim.ledger import HOURS_LAPSED, Count
from sim.task_kinds import TaskKind
from sim.vocabulary import EventKind, Purpose, Role


@rule
def policy_starts(w, day):
    """Put the policy's settings, already in `w.settings`, into force.

    Posts become what `w.policy_fte` says; blank rows for new ones stand at the end. Unless the
    policy says who has extra duties, each post keeps what it has, and new posts have none.
    """
    service = w.service
    for authority in range(len(w.authorities)):
        if service.policy_changes_employer:
            change_employer(w, day, authority)
        for role in range(len(w.in_post)):
            resize(w, day, authority, role, w.policy_fte[authority, role])
        deal_reviewing_hours(w, authority)
    if service.policy_changes_duties:
        deal_duties(w)
    service.duty_fte_moved = max(0.0, service.duty_fte_today - duty_fte(w))
    for c in range(service.oldest_row, service.entered_rows):
        child = w.children[c]
        if child.in_care:
            drop_closed_posts(w, c, day)
    for authority in range(len(w.authorities)):
        deal_advocates(w, authority)
    for c in range(service.oldest_row, service.entered_rows):
        child = w.children[c]
        if child.in_care:
            if child.named and child.iro < 0:
                name_iro(w, c, day)
            reassign_tasks(w, c, day)
            met = child.named and child.aim < day  # the day of the meeting has passed
            if met and find_task(w, c, TaskKind.MEETING, child.review) == 0:
                aim_at(w, c, day, day + 1)  # it lapsed: it meets once there is a chair
    if service.pooled and w.settings.iro.levels_caseloads:
        level_caseloads(w, day, 0)


@rule
def drop_closed_posts(w, c, day):
    """Take from the child whoever the policy does without, and put it down for an advocate."""
    child = w.children[c]
    if not wants_advocate(w, child):
        gives_up_advocate(w, c)
    elif not child.wants_advocate:
        child.wants_advocate = True
        w.service.waiting_for_advocate += 1
    if child.advocate != NONE and not w.posts[child.advocate].active:
        gives_up_advocate(w, c)
        child.wants_advocate = True
        w.service.waiting_for_advocate += 1
    if not is_kept(w.posts[child.social_worker]):
        hand_over(w, c, day)
    if child.iro >= 0 and not is_kept(w.posts[child.iro]):
        unassign_iro(w, c)


@rule
def is_kept(post):
    """Whether a post is there still: filled, or empty until its day."""
    return post.active or post.fills > 0


@rule
def change_employer(w, day, authority):
    """Move an authority's IRO posts to the outside employer; those who do not go leave.

    Their children have another IRO from today. The hours that are lost until new ones are
    recruited are the same share of every post, so that an authority of any size loses as much.
    """
    s = w.settings
    start = quota_start(w, authority, Purpose.EMPLOYER, 0)
    number = 0
    for p in range(len(w.posts)):
        post = w.posts[p]
        if post.role != Role.IRO or post.authority != authority or not is_in_post(post):
            continue
        count(w, day, Count.POUNDS_ONCE, post.fte * s.cost.post_change)
        if not in_quota(number, s.iro.outside_transfer_share, start):
            post.people += 1
            takes_over(w, p, day)
        number += 1
        lost = post.fte * (1.0 - s.iro.outside_transfer_share)
        shrink(w, p, day, post.fte - lost)
        if post.fte > NIL:
            grows_later(w, p, day, lost)


@rule
def grows_later(w, p, day, fte):
    """Enlarge a post by so many full-time equivalents once people are recruited."""
    post = w.posts[p]
    post.more += fte
    post.more_on = day + w.settings.recruitment_days
    book(w, post.more_on, MORNING, EventKind.POSTS_FILLED, 0, 0, 0)


@rule
def shrink(w, p, day, fte):
    """Cut a post to fewer full-time equivalents; one cut to none is closed, and owes no more."""
    post = w.posts[p]
    if fte <= NIL:
        count(w, day, HOURS_LAPSED[post.role], post.owed)
        post.owed = 0.0
    if is_in_post(post):
        mark_vacant(w, p)
        if post.agency:
            w.service.agency_fte -= post.fte - fte
            w.authorities[post.authority].agency_fte -= post.fte - fte
        post.fte = fte
        if fte > NIL:
            mark_filled(w, p)
        else:
            post.agency = False
            post.duty_share = 0.0
    else:
        covered = is_covered_now(post)
        if covered:
            cover_ends(w, p)
        post.fte = fte
        if covered and fte > NIL:
            cover_begins(w, p)
        if fte <= NIL:
            post.fills = 0
            post.duty_share = 0.0
    if fte <= NIL:
        post.more = 0.0


@rule
def resize(w, day, authority, role, fte):
    """Close an authority's posts of a role from the last, or open blank ones, until `fte` are left.

    What is less than half a post makes the others larger.
    Whoever loses a post is paid off, but for those who become social workers or child protection
    practitioners, and advocates, whom another body employs.
    """
    s = w.settings
    service = w.service
    left = fte
    whole = 1.0
    here = 0.0
    for p in range(len(w.posts)):
        post = w.posts[p]
        if post.role != role or post.authority != authority or not is_kept(post):
            continue
        post.more = min(post.more, max(0.0, left - post.fte))
        keeps = min(post.fte, max(0.0, left))
        if keeps < post.fte - NIL:
            if is_in_post(post):
                leave = (post.fte - keeps) * (1.0 - share_redeployed(s, role))
                if not w.roles[role].always_followed:
                    count(w, day, Count.POUNDS_ONCE, leave * s.cost.post_change)
            if role == Role.SOCIAL_WORKER:
                service.posts_added_fte -= post.fte - keeps
            shrink(w, p, day, keeps)
        left -= keeps + post.more
        here += keeps
    if role == Role.SOCIAL_WORKER and not s.social_worker.dedicated:
        whole = s.social_worker.looked_after_share
    at_once = w.authorities[authority].redeployed_fte if role == Role.SOCIAL_WORKER else 0.0
    if NIL < left < 0.5 * whole and at_once <= NIL and here > NIL:
        enlarge(w, day, authority, role, left / here)
        if role == Role.SOCIAL_WORKER:
            service.posts_added_fte += left
        return
    if at_once <= NIL:
        whole = left / max(1, math.ceil(left / whole - NIL))
    for p in range(service.posts_today, len(w.posts)):
        post = w.posts[p]
        if left <= NIL:
            break
        if post.role != role or post.authority != authority:
            continue
        post.fte = min(whole, left)
        if at_once > NIL:
            post.fte = min(post.fte, at_once)
            at_once -= post.fte
            start_redeployed(w, p, day)
        else:
            post.fills = day + s.recruitment_days
            book(w, post.fills, MORNING, EventKind.POSTS_FILLED, 0, 0, 0)
        left -= post.fte
        if role == Role.SOCIAL_WORKER:
            service.posts_added_fte += post.fte


@rule
def enlarge(w, day, authority, role, share):
    """Make each of an authority's posts of a role larger by a share of it, once that is filled."""
    for p in range(len(w.posts)):
        post = w.posts[p]
        if post.role == role and post.authority == authority and is_kept(post):
            grows_later(w, p, day, share * post.fte)


@rule
def start_redeployed(w, p, day):
    """An IRO whose post has closed comes into a new post at once."""
    w.posts[p].since = day
    mark_filled(w, p)
    book_sickness(w, p, day)


@rule
def share_redeployed(s, role):
    """Return the share of IROs whose posts close who stay on in other work."""
    if role != Role.IRO:
        return 0.0
    return min(1.0, s.redeployment.case_holders + s.redeployment.child_protection)
