"""IROs: extra duties by quota, and who gets a child."""

import numpy as np

from sim.engine.chance import uniform
from sim.engine.compile import rule
from sim.vocabulary import Allocation, Purpose, Role

DUTIES, CONFERENCES, REGULATION_44, TRAINING = 0, 1, 2, 3  # what is dealt by a quota of its own


@rule
def in_quota(number, share, start):
    """Whether the number-th of a row, from 0, is dealt what `share` of them have.

    Of any n in a row, n x share have it, rounded up or down; from a random start (0 to 1) each has
    it with a chance of `share`, however short the row is.
    """
    return int((number + 1) * share + start) > int(number * share + start)


@rule
def quota_start(w, authority, purpose, of):
    """Return where an authority's quota starts, from 0 to 1."""
    return uniform(w.service.seed, np.uint64(authority), purpose, of)


@rule
def deal_duties(w):
    """Deal extra duties to each authority's IRO posts by quota, in the order of the posts.

    Quotas are of whole posts, so the share of time is then scaled until the duties of all posts
    come to prevalence x share of time. Where the posts that a quota gives cannot bear them, as
    where there is one post, all have them.
    """
    for authority in range(len(w.authorities)):
        deal_duties_in(w, authority)


@rule
def deal_duties_in(w, authority):
    """Deal extra duties to one authority's IRO posts."""
    s = w.settings
    duties = s.iro.extra_duties.prevalence
    start = quota_start(w, authority, Purpose.DUTIES, DUTIES)
    number = 0
    fte = 0.0
    fte_with = 0.0
    for p in range(w.service.first_iro, len(w.posts)):
        post = w.posts[p]
        if post.role != Role.IRO or post.authority != authority:
            continue
        post.duty_share = 0.0
        post.conferences = False
        post.regulation_44 = False
        post.training = False
        if not post.active and post.fills == 0:
            continue
        fte += post.fte
        if in_quota(number, duties, start):
            post.duty_share = s.iro.extra_duties.time_share
            fte_with += post.fte
        number += 1
    hours = duties * s.iro.extra_duties.time_share * fte
    if hours <= 0.0:
        return
    by_all = hours > fte_with
    if by_all:
        fte_with = fte
    for p in range(w.service.first_iro, len(w.posts)):
        post = w.posts[p]
        if post.role != Role.IRO or post.authority != authority:
            continue
        if post.duty_share > 0.0 or (by_all and (post.active or post.fills > 0)):
            post.duty_share = hours / fte_with
    deal_kinds(w, authority, conflicted(s, hours, fte, fte_with))


@rule
def conflicted(s, hours, fte, fte_with):
    """Return the share of posts with duties that make regulation 44 visits.

    In a long row of posts it is as the setting says. IROs with duties have fewer children; where
    few posts bear the duties they have more or fewer of the children than in a long row, and the
    share is such that as many children have an IRO who makes these visits at any size.
    """
    prevalence = s.iro.extra_duties.prevalence
    usual = prevalence
    here = fte_with / fte
    if s.iro.allocation == Allocation.CAPACITY:
        time = s.iro.extra_duties.time_share
        usual = prevalence * (1.0 - time) / max(1e-9, 1.0 - prevalence * time)
        here = (fte_with - hours) / max(1e-9, fte - hours)
    return min(1.0, s.iro.extra_duties.regulation_44 * usual / max(1e-9, here))


@rule
def deal_kinds(w, authority, regulation_44):
    """Say of what kinds the extra duties are of an authority's posts that have them."""
    s = w.settings
    number = 0
    conferences = quota_start(w, authority, Purpose.DUTIES, CONFERENCES)
    visits = quota_start(w, authority, Purpose.DUTIES, REGULATION_44)
    training = quota_start(w, authority, Purpose.DUTIES, TRAINING)
    for p in range(w.service.first_iro, len(w.posts)):
        post = w.posts[p]
        if post.role != Role.IRO or post.authority != authority or post.duty_share <= 0.0:
            continue
        post.conferences = in_quota(number, s.iro.extra_duties.conferences, conferences)
        post.regulation_44 = in_quota(number, regulation_44, visits)
        post.training = in_quota(number, s.iro.extra_duties.training, training)
        number += 1


@rule
def duty_fte(w):
    """Return the full-time posts' worth of extra duties that IRO posts carry."""
    total = 0.0
    for p in range(w.service.first_iro, len(w.posts)):
        post = w.posts[p]
        if post.active or post.fills > 0:
            total += post.fte * post.duty_share
    return total


@rule
def least_loaded_iro(w, authority):
    """Return the IRO post with most free capacity, -1 where none is filled.

    It is of the child's authority, unless authorities share a pool of IROs.
    """
    pooled = w.service.pooled
    equal = w.settings.iro.allocation == Allocation.EQUAL
    best = -1
    lightest = 0.0
    for p in range(w.service.first_iro, len(w.posts)):
        post = w.posts[p]
        if not post.active or post.role != Role.IRO:
            continue
        if post.authority != authority and not pooled:
            continue
        capacity = post.fte if equal else post.fte * (1.0 - post.duty_share)
        load = (post.children + 1.0) / max(capacity, 1e-6)
        if best < 0 or load < lightest:
            best = p
            lightest = load
    return best
