"""Agency workers: how many are due, who of those that come into a post is one."""

from sim.agents.iro import in_quota, quota_start
from sim.engine.compile import rule
from sim.vocabulary import Purpose, Role


@rule
def owe_agency(w, authority):
    """Take down a day's agency workers that are due to the share, less those there are."""
    place = w.authorities[authority]
    workers = w.in_post_of[authority, Role.SOCIAL_WORKER]
    place.agency_owed += place.agency_share * workers - place.agency_fte


@rule
def agency_is_due(w, p):
    """Whether an agency worker comes into a post just filled, so that in time their share is right.

    Where posts are many, it is whenever fewer than the share are there. Where they are few, what
    was owed over time decides: an agency worker for a while, then permanent ones for longer.
    """
    authority = w.posts[p].authority
    place = w.authorities[authority]
    workers = w.in_post_of[authority, Role.SOCIAL_WORKER]
    short = place.agency_share * workers - place.agency_fte - 0.5 * w.posts[p].fte
    stay = w.settings.social_worker.agency_stay_days
    return place.agency_share > 0.0 and place.agency_owed + stay * short > 0.0


@rule
def mark_agency(w, p):
    """The post is held by an agency worker."""
    post = w.posts[p]
    post.agency = True
    w.authorities[post.authority].agency_fte += post.fte
    w.service.agency_fte += post.fte


@rule
def deal_agency(w):
    """Deal agency workers to each authority's posts by quota, in the order of the posts.

    What is owed begins anywhere within half the stay of one of them.
    """
    for authority in range(len(w.authorities)):
        place = w.authorities[authority]
        start = quota_start(w, authority, Purpose.AGENCY, 0)
        for number in range(place.workers):
            if in_quota(number, place.agency_share, start):
                mark_agency(w, place.first_worker + number)
        stay = w.settings.social_worker.agency_stay_days
        phase = quota_start(w, authority, Purpose.AGENCY, 1) - 0.5
        place.agency_owed = phase * stay * w.posts[place.first_worker].fte
