"""IROs: extra duties by quota, and who gets a child."""

from sim.engine.compile import rule
from sim.words import Role


@rule
def in_quota(number, share):
    """Whether the number-th of a row, from 0, is dealt what `share` of them have.

    Of the first n posts, n x share have it, to the nearest whole number.
    """
    return int((number + 1) * share + 0.5) > int(number * share + 0.5)


@rule
def deal_duties(w):
    """Deal extra duties to each authority's IRO posts by quota, in the order of the posts.

    Quotas are of whole posts, so the share of time is then scaled until the duties of all posts
    come to prevalence x share of time; where a quota gives none, the first post has them.
    """
    for authority in range(len(w.authorities)):
        deal_duties_in(w, authority)


@rule
def deal_duties_in(w, authority):
    """Deal extra duties to one authority's IRO posts."""
    s = w.settings[0]
    duties = s.iro_extra_duties_prevalence
    number = 0
    with_duties = 0
    fte = 0.0
    fte_with = 0.0
    first = -1
    for p in range(w.service[0].first_iro, len(w.posts)):
        post = w.posts[p]
        if post.role != Role.IRO or post.authority != authority:
            continue
        post.duty_share = 0.0
        post.conferences = False
        post.regulation_44 = False
        post.training = False
        if not post.active and post.fills == 0:
            continue
        if first < 0:
            first = p
        fte += post.fte
        if in_quota(number, duties):
            deal_kinds(s, post, with_duties)
            fte_with += post.fte
            with_duties += 1
        number += 1
    if with_duties == 0 and first >= 0 and duties > 0.0:
        deal_kinds(s, w.posts[first], 0)
        fte_with = w.posts[first].fte
    for p in range(w.service[0].first_iro, len(w.posts)):
        post = w.posts[p]
        if post.duty_share > 0.0 and post.authority == authority:
            post.duty_share = min(1.0, post.duty_share * duties * fte / fte_with)


@rule
def deal_kinds(s, post, number):
    """Give a post extra duties, of the kinds that the number-th post with duties has."""
    post.duty_share = s.iro_extra_duties_time_share
    post.conferences = in_quota(number, s.iro_extra_duties_conferences)
    post.regulation_44 = in_quota(number, s.iro_extra_duties_regulation_44)
    post.training = in_quota(number, s.iro_extra_duties_training)


@rule
def duty_fte(w):
    """Return the full-time posts' worth of extra duties that IRO posts carry."""
    total = 0.0
    for p in range(w.service[0].first_iro, len(w.posts)):
        post = w.posts[p]
        if post.active or post.fills > 0:
            total += post.fte * post.duty_share
    return total


@rule
def free_iro(w, authority):
    """Return the IRO post with most free capacity, -1 where none is filled.

    It is of the child's authority, unless authorities share a pool of IROs.
    """
    pooled = w.service[0].pooled
    equal = w.settings[0].iro_allocation == 1
    best = -1
    lightest = 0.0
    for p in range(w.service[0].first_iro, len(w.posts)):
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
