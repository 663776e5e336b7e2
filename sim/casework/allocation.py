"""Who works with the child: a social worker, an IRO, and handing over from one to the next."""

from sim.agents.authority import at_odds
from sim.agents.child import next_sibling
from sim.agents.iro import least_loaded_iro
from sim.agents.social_worker import NONE, free_social_worker
from sim.casework.handover import begin_reading_in, is_vacant, weeks_uncovered
from sim.casework.tasks import reassign_tasks
from sim.engine.agenda import MORNING, book
from sim.engine.chance import exponential, uniform
from sim.engine.compile import rule
from sim.engine.tally import count
from sim.ledger import Count
from sim.vocabulary import EventKind, Purpose


@rule
def assign_worker(w, c, p, day):
    """The child is a social worker's from today."""
    child = w.children[c]
    post = w.posts[p]
    child.social_worker = p
    child.worker_since = day
    child.before_of_worker = NONE
    child.next_of_worker = post.first_child
    if post.first_child != NONE:
        w.children[post.first_child].before_of_worker = c
    post.first_child = c
    post.children += 1
    w.posts[post.team].children += 1


@rule
def unassign_worker(w, c):
    """The child is its social worker's no more."""
    child = w.children[c]
    post = w.posts[child.social_worker]
    if child.before_of_worker == NONE:
        post.first_child = child.next_of_worker
    else:
        w.children[child.before_of_worker].next_of_worker = child.next_of_worker
    if child.next_of_worker != NONE:
        w.children[child.next_of_worker].before_of_worker = child.before_of_worker
    post.children -= 1
    w.posts[post.team].children -= 1


@rule
def record_worker_change(child, date):
    """Take down a change of the child's worker, unless it or two later ones are known."""
    if date > child.last_worker_change:
        child.worker_change_before = child.last_worker_change
        child.last_worker_change = date
    elif child.worker_change_before < date < child.last_worker_change:
        child.worker_change_before = date


@rule
def record_leavers(w, child):
    """Take down the changes that came by people leaving the post of the child's worker."""
    post = w.posts[child.social_worker]
    came = w.days[child.worker_since].date
    for left in (post.left_before, post.left_last):
        if left > came:
            record_worker_change(child, left)


@rule
def hand_over(w, c, day):
    """Hand a child to the social worker with most free capacity; open tasks go along."""
    child = w.children[c]
    p = free_social_worker(w, child.authority, child.social_worker)
    if p != child.social_worker:
        hand_over_to(w, c, p, day)


@rule
def hand_over_to(w, c, p, day):
    """Hand a child to another social worker, who must read in."""
    child = w.children[c]
    before = w.posts[child.social_worker]
    gone = before.gone and is_vacant(before)
    weeks = weeks_uncovered(w, before, day)
    record_leavers(w, child)
    record_worker_change(child, w.days[day].date)
    unassign_worker(w, c)
    assign_worker(w, c, p, day)
    reassign_tasks(w, c, day)
    begin_reading_in(w, c, day, gone, weeks)


@rule
def hand_over_all(w, p, day):
    """Deal out all children of a social worker who leaves; siblings stay together."""
    while w.posts[p].first_child != NONE:
        c = w.posts[p].first_child
        child = w.children[c]
        to = free_social_worker(w, child.authority, p)
        if to == p:
            return  # nobody else is in post
        while c != NONE:  # the children of a post who came as siblings are dealt as one
            after = w.children[c].next_of_worker
            if w.children[c].family == child.family:
                hand_over_to(w, c, to, day)
            c = after


@rule
def book_handovers(w, c, day):
    """Book the handover from the first team, and the first reallocation for other reasons."""
    child = w.children[c]
    s = w.settings
    seed = w.service.seed
    handovers = w.authorities[child.authority].handovers
    share = at_odds(s.social_worker.transfer_share, handovers)
    if uniform(seed, child.id, Purpose.TRANSFER, 0) < share:
        u = uniform(seed, child.id, Purpose.TRANSFER_DAYS, 0)
        spread = s.social_worker.transfer_spread * (2.0 * u - 1.0)
        on = child.entered + int(s.social_worker.transfer_days * (1.0 + spread))
        if on > day:
            book(w, on, MORNING, EventKind.TRANSFER, c, 0, 0)
    book_reallocation(w, c, day)


@rule
def book_reallocation(w, c, day):
    """Book the child's next handover for other reasons."""
    child = w.children[c]
    rate = w.settings.social_worker.reallocations
    rate *= w.authorities[child.authority].handovers
    if rate > 0.0:
        gap = exponential(w.service.seed, child.id, Purpose.REALLOCATION, child.reallocations,
                          w.service.workdays_per_year / rate)  # fmt: skip
        child.reallocations += 1
        book(w, day + 1 + int(gap), MORNING, EventKind.REALLOCATION, c, 0, 0)


@rule
def assign_iro(w, c, p, day):
    """Name an IRO for a child, who has yet to be met."""
    child = w.children[c]
    unassign_iro(w, c)
    if child.had_iro:
        count(w, day, Count.IRO_CHANGES, 1.0)
    child.had_iro = True
    child.iro = p
    w.posts[p].children += 1
    w.service.with_iro += 1
    reassign_tasks(w, c, day)


@rule
def unassign_iro(w, c):
    """The child's IRO is no longer the child's."""
    child = w.children[c]
    if child.iro >= 0:
        w.posts[child.iro].children -= 1
        w.service.with_iro -= 1
        child.iro = NONE
    forgets_iro(w, child)


@rule
def forgets_iro(w, child):
    """The child has not met whoever is its IRO now."""
    if child.met_iro:
        child.met_iro = False
        w.service.children_knowing_iro -= 1


@rule
def name_iro(w, c, day):
    """An IRO is named for the child: that of a sibling, or the one with most free capacity."""
    w.children[c].named = True
    p = next_iro(w, c)
    if p >= 0:
        assign_iro(w, c, p, day)


@rule
def next_iro(w, c):
    """Return the IRO in post who would have a child: that of siblings, or the freest; or -1."""
    sibling = next_sibling(w, c, -1)
    while sibling >= 0:
        p = w.children[sibling].iro
        if p >= 0 and w.posts[p].active:
            return p
        sibling = next_sibling(w, c, sibling)
    return least_loaded_iro(w, w.children[c].authority)


@rule
def load_with(w, p, more):
    """Return an IRO's children, and some more, per full-time post left after extra duties."""
    post = w.posts[p]
    return (post.children + more) / max(post.fte * (1.0 - post.duty_share), 1e-6)


@rule
def level_caseloads(w, day, authority):
    """Move the newest children from the fullest IROs to the freest, siblings together.

    They are those of one authority, or of all that share a pool of IROs.
    """
    service = w.service
    for back in range(service.entered_rows - service.oldest_row):
        c = service.entered_rows - 1 - back
        child = w.children[c]
        if not child.in_care or child.iro < 0:
            continue
        if child.authority != authority and not service.pooled:
            continue
        to = least_loaded_iro(w, child.authority)
        if to < 0 or child.iro == to or load_with(w, to, 1) >= load_with(w, child.iro, 0):
            continue
        siblings = 0
        for other in range(child.family, c + 1):
            if w.children[other].in_care and w.children[other].iro == child.iro:
                siblings += 1
        source = child.iro
        if load_with(w, to, siblings) < load_with(w, source, 0):
            for other in range(child.family, c + 1):
                if w.children[other].in_care and w.children[other].iro == source:
                    assign_iro(w, other, to, day)
