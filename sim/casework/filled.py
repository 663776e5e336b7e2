"""Whether a post is filled, stands empty, or is covered by somebody from elsewhere; what counts."""

from sim.agents.post import set_pace
from sim.engine.compile import rule
from sim.vocabulary import Role

NIL = 1e-9  # a full-time equivalent too small to be a post


@rule
def less(whole, part):
    """Return what is left of full-time equivalents; what rounding leaves of a post is nothing."""
    left = whole - part
    return left if left > NIL else 0.0


@rule
def is_covered_now(post):
    """Whether somebody of another place or team works in the post, which is not filled yet."""
    return post.active and post.fills > 0


@rule
def is_in_post(post):
    """Whether a post is filled, and not just covered from elsewhere."""
    return post.active and post.fills == 0


@rule
def cover_begins(w, p):
    """Somebody of another place or team works in the post, which is not filled yet.

    Its holders give those hours back over the years after: vacancies cost small places as many
    hours as they cost large ones, where colleagues cover.
    """
    post = w.posts[p]
    post.active = True
    if post.role == Role.SOCIAL_WORKER:
        w.posts[post.team].team_fte += post.fte


@rule
def cover_ends(w, p):
    """Whoever covered a post from elsewhere no longer does."""
    post = w.posts[p]
    post.active = False
    if post.role == Role.SOCIAL_WORKER:
        team = w.posts[post.team]
        team.team_fte = less(team.team_fte, post.fte)


@rule
def mark_vacant(w, p):
    """Nobody is in the post from today."""
    post = w.posts[p]
    service = w.service
    post.active = False
    if post.role == Role.IRO:
        service.iro_fte = less(service.iro_fte, post.fte)
    elif post.role == Role.ADVOCATE:
        service.advocate_fte = less(service.advocate_fte, post.fte)
        place = w.authorities[post.authority]
        place.advocate_fte = less(place.advocate_fte, post.fte)
    elif post.role == Role.TEAM_MANAGER:
        service.team_manager_fte = less(service.team_manager_fte, post.fte)
        service.reviewing_fte = less(service.reviewing_fte, post.reviewing_fte)
    else:
        team, place = w.posts[post.team], w.authorities[post.authority]
        service.social_worker_fte = less(service.social_worker_fte, post.fte)
        team.team_fte = less(team.team_fte, post.fte)
        place.worker_fte = less(place.worker_fte, post.fte)


@rule
def mark_filled(w, p):
    """Somebody is in the post from today."""
    post = w.posts[p]
    service = w.service
    post.active = True
    set_pace(w, p)
    if post.role == Role.IRO:
        service.iro_fte += post.fte
    elif post.role == Role.ADVOCATE:
        service.advocate_fte += post.fte
        w.authorities[post.authority].advocate_fte += post.fte
    elif post.role == Role.TEAM_MANAGER:
        service.team_manager_fte += post.fte
        service.reviewing_fte += post.reviewing_fte
    else:
        service.social_worker_fte += post.fte
        w.posts[post.team].team_fte += post.fte
        w.authorities[post.authority].worker_fte += post.fte


@rule
def grows(w, p):
    """A post is as large from today as a policy has made it."""
    post = w.posts[p]
    if is_in_post(post):
        mark_vacant(w, p)
        post.fte += post.more
        mark_filled(w, p)
        if post.agency:
            w.authorities[post.authority].agency_fte += post.more
            w.service.agency_fte += post.more
    elif is_covered_now(post):
        cover_ends(w, p)
        post.fte += post.more
        cover_begins(w, p)
    else:
        post.fte += post.more
    post.more = 0.0


@rule
def colleagues_can_cover(w, left):
    """Whether enough of the posts beside one that is left, or may be, are filled to cover it.

    Posts that yet others cover are not filled. They are the authority's own or, of IROs, those of
    all who share a pool.
    """
    post = w.posts[left]
    pooled = w.service.pooled and post.role == Role.IRO
    filled = 0.0
    fte = 0.0
    for p in range(len(w.posts)):
        other = w.posts[p]
        if other.role != post.role or (other.authority != post.authority and not pooled):
            continue
        if other.active or other.fills > 0:
            fte += other.fte
            if other.active and other.fills == 0 and p != left:
                filled += other.fte
    return filled >= w.settings.desk.cover_least * fte
