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
    w.in_post[post.role] = less(w.in_post[post.role], post.fte)
    here = w.in_post_of[post.authority, post.role]
    w.in_post_of[post.authority, post.role] = less(here, post.fte)
    service.reviewing_fte = less(service.reviewing_fte, post.reviewing_fte)
    if post.role == Role.SOCIAL_WORKER:
        team = w.posts[post.team]
        team.team_fte = less(team.team_fte, post.fte)


@rule
def mark_filled(w, p):
    """Somebody is in the post from today."""
    post = w.posts[p]
    post.active = True
    set_pace(w, p)
    w.in_post[post.role] += post.fte
    w.in_post_of[post.authority, post.role] += post.fte
    w.service.reviewing_fte += post.reviewing_fte
    if post.role == Role.SOCIAL_WORKER:
        w.posts[post.team].team_fte += post.fte


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
