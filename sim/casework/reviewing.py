"""The hours that a policy buys for reviewing alone, dealt to managers as the children are."""

from sim.agents.social_worker import reviewer_of_team
from sim.casework.filled import is_in_post
from sim.engine.compile import rule


@rule
def deal_reviewing_hours(w, authority):
    """Share what the policy buys among an authority's managers by the children each reviews.

    It is there on the first day, for the hours of IROs whose posts close are theirs at once, and is
    dealt anew each month. Like the posts of the managers it goes with, it may stand empty, and is
    then not paid for.
    """
    place = w.authorities[authority]
    if place.reviewing_fte == 0.0:
        return
    service = w.service
    children = 0
    for p in range(place.first_manager, place.first_manager + place.managers):
        children += w.posts[p].children
    for p in range(place.first_manager, place.first_manager + place.managers):
        if is_in_post(w.posts[p]):
            service.reviewing_fte -= w.posts[p].reviewing_fte
        w.posts[p].reviewing_fte = 0.0
    for team in range(place.first_manager, place.first_manager + place.managers):
        part = w.posts[team].children / children if children > 0 else 1.0 / place.managers
        w.posts[reviewer_of_team(w, team)].reviewing_fte += part * place.reviewing_fte
    for p in range(place.first_manager, place.first_manager + place.managers):
        if is_in_post(w.posts[p]):
            service.reviewing_fte += w.posts[p].reviewing_fte
