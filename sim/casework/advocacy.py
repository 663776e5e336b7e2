"""Advocates: who has one, the visit before a review, and what they notice."""

from sim.agents.social_worker import NONE
from sim.casework.drift import is_troubled
from sim.casework.noticers import draw_for
from sim.casework.noticing import notices
from sim.casework.unsuitable import seen_factor
from sim.engine.chance import uniform
from sim.engine.compile import rule
from sim.vocabulary import DRAWS_PER_ACTION, AdvocacyOffer, Noticer, Purpose, Role


@rule
def wants_advocate(w, child):
    """Whether the child would have an advocate if one is found: more uptake only adds children."""
    return uniform(w.service.seed, child.id, Purpose.ADVOCATE, 0) < share_with_advocate(w)


@rule
def share_with_advocate(w):
    """Return the share of children who are to have an advocate."""
    s = w.settings
    uptake = s.advocate.uptake_opt_in
    if s.advocate.offer == AdvocacyOffer.OPT_OUT:
        uptake = s.advocate.uptake_opt_out
    return uptake * (1.0 - s.advocate.vacancy)


@rule
def has_place(w, child):
    """Whether the advocates in post, each with more children by the stretch, reach to this child.

    While posts are yet to be filled the readiest to ask come first. It is the child's own number
    that decides and not a count of children, which in a small place is now more, now fewer.
    """
    s = w.settings
    due = w.policy_fte[child.authority, Role.ADVOCATE]
    reach = (1.0 + s.advocate.stretch) * w.in_post_of[child.authority, Role.ADVOCATE]
    share = share_with_advocate(w) * reach / max(1e-9, due)
    return uniform(w.service.seed, child.id, Purpose.ADVOCATE, 0) < share


@rule
def free_advocate(w, authority):
    """Return the authority's freest advocate, -1 for none."""
    best = NONE
    lightest = 0.0
    for p in range(w.service.first_iro, len(w.posts)):
        post = w.posts[p]
        if post.role != Role.ADVOCATE or not post.active or post.authority != authority:
            continue
        load = (post.children + 1.0) / post.fte
        if best == NONE or load < lightest:
            best = p
            lightest = load
    return best


@rule
def asks_for_advocate(w, c):
    """The child has an advocate from today, or waits for one, or does without."""
    child = w.children[c]
    child.advocate = NONE
    child.wants_advocate = wants_advocate(w, child)
    if child.wants_advocate:
        w.service.waiting_for_advocate += 1
        try_to_give_advocate(w, c)


@rule
def try_to_give_advocate(w, c):
    """Give a child who waits an advocate, if one can take it."""
    child = w.children[c]
    p = free_advocate(w, child.authority) if has_place(w, child) else NONE
    if p == NONE:
        return
    child.advocate = p
    w.posts[p].children += 1
    w.service.waiting_for_advocate -= 1
    w.service.with_advocate += 1


@rule
def gives_up_advocate(w, c):
    """The child leaves, or is no longer offered an advocate: the place is for one who waits."""
    child = w.children[c]
    service = w.service
    if child.advocate == NONE:
        if child.wants_advocate:
            child.wants_advocate = False
            service.waiting_for_advocate -= 1
        return
    child.wants_advocate = False
    w.posts[child.advocate].children -= 1
    service.with_advocate -= 1
    child.advocate = NONE


@rule
def deal_advocates(w, authority):
    """Give those who wait in an authority the places that there are now."""
    service = w.service
    if service.waiting_for_advocate == 0:
        return
    for c in range(service.oldest_row, service.entered_rows):
        child = w.children[c]
        waits = child.in_care and child.wants_advocate and child.advocate == NONE
        if waits and child.authority == authority:
            try_to_give_advocate(w, c)


@rule
def advocate_looks(w, c, day):
    """Around a review the child's advocate may notice what stalls or drifts, and raise it."""
    s = w.settings
    row = w.children[c].actions
    while row != 0:
        action = w.actions[row]
        after = action.after
        if is_troubled(action) and action.advocate_looks < DRAWS_PER_ACTION - 1:
            action.advocate_looks += 1
            chance = s.challenge.advocate.sees * seen_factor(w, action)
            if draw_for(w, action, Purpose.SEES, Noticer.ADVOCATE) < chance:
                notices(w, row, day, Noticer.ADVOCATE, NONE)
        row = after
