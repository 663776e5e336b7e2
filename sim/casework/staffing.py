"""Who works with the child: assignment, handover, sickness, leavers, vacant posts filled."""

from sim.agents.iro import free_iro
from sim.agents.social_worker import free_social_worker
from sim.casework.tasks import rehang
from sim.engine.agenda import MORNING, book
from sim.engine.chance import exponential, uniform
from sim.engine.compile import rule
from sim.engine.tally import count
from sim.ledger import Count
from sim.words import Purpose, Role, What


@rule
def assign_worker(w, c, p, day):
    """Give a child entering care its first social worker."""
    child = w.children[c]
    child.social_worker = p
    child.worker_since = day
    w.posts[p].children += 1


@rule
def take_down_change(child, date):
    """Take down a change of the child's worker, unless it or two later ones are known."""
    if date > child.last_worker_change:
        child.worker_change_before = child.last_worker_change
        child.last_worker_change = date
    elif child.worker_change_before < date < child.last_worker_change:
        child.worker_change_before = date


@rule
def take_down_leavers(w, child):
    """Take down the changes that came by people leaving the post of the child's worker."""
    post = w.posts[child.social_worker]
    came = w.days[child.worker_since].date
    for left in (post.left_before, post.left_last):
        if left > came:
            take_down_change(child, left)


@rule
def hand_over(w, c, day):
    """Hand a child to the social worker with most free capacity; open tasks go along."""
    child = w.children[c]
    p = free_social_worker(w, child.social_worker)
    if p == child.social_worker:
        return
    take_down_leavers(w, child)
    take_down_change(child, w.days[day].date)
    w.posts[child.social_worker].children -= 1
    w.posts[p].children += 1
    child.social_worker = p
    child.worker_since = day
    rehang(w, c, day)


@rule
def book_handovers(w, c, day):
    """Book the handover from the first team, and the first reallocation for other reasons."""
    child = w.children[c]
    s = w.settings[0]
    seed = w.service[0].seed
    if uniform(seed, child.id, Purpose.TRANSFER, 0) < s.social_worker_transfer_share:
        u = uniform(seed, child.id, Purpose.TRANSFER_DAYS, 0)
        spread = s.social_worker_transfer_spread * (2.0 * u - 1.0)
        on = child.entered + int(s.social_worker_transfer_days * (1.0 + spread))
        if on > day:
            book(w, on, MORNING, What.TRANSFER, c, 0, 0)
    book_reallocation(w, c, day)


@rule
def book_reallocation(w, c, day):
    """Book the child's next handover for other reasons."""
    child = w.children[c]
    rate = w.settings[0].social_worker_reallocations
    if rate > 0.0:
        gap = exponential(w.service[0].seed, child.id, Purpose.REALLOCATION, child.reallocations,
                          w.service[0].workdays_per_year / rate)  # fmt: skip
        child.reallocations += 1
        book(w, day + 1 + int(gap), MORNING, What.REALLOCATION, c, 0, 0)


@rule
def book_sickness(w, p, day):
    """Book a worker's next sickness spell."""
    post = w.posts[p]
    rate = w.settings[0].desk_spells_per_year
    if rate > 0.0:
        gap = exponential(w.service[0].seed, post.id, Purpose.SICKNESS, post.sick_spells,
                          w.service[0].workdays_per_year / rate)  # fmt: skip
        book(w, day + 1 + int(gap), MORNING, What.SICKNESS, p, 0, 0)


@rule
def falls_ill(w, p, day):
    """A sickness spell begins."""
    post = w.posts[p]
    extra = max(0.0, w.settings[0].desk_spell_days - 1.0)
    days = 1 + int(0.5 + exponential(w.service[0].seed, post.id, Purpose.SICK_DAYS,
                                     post.sick_spells, extra))  # fmt: skip
    post.sick_until = day + days
    post.sick_spells += 1
    book_sickness(w, p, post.sick_until - 1)


@rule
def book_leaving(w, p, day):
    """Book the day on which the person in a social worker's post leaves it."""
    post = w.posts[p]
    s = w.settings[0]
    service = w.service[0]
    if post.agency:
        rate = service.workdays_per_year / s.social_worker_agency_stay_days
    else:
        rate = 0.01 * s.social_worker_turnover * service.quality_on_turnover
        rate += s.social_worker_internal_moves
    if rate > 0.0:
        gap = exponential(service.seed, post.id, Purpose.LEAVING, post.people,
                          service.workdays_per_year / rate)  # fmt: skip
        book(w, day + 1 + int(gap), MORNING, What.WORKER_LEAVES, p, 0, 0)


@rule
def worker_leaves(w, p, day):
    """A social worker leaves; another takes over the desk and the children the same day."""
    post = w.posts[p]
    post.people += 1
    post.since = day
    post.left_before = post.left_last
    post.left_last = w.days[day].date
    book_leaving(w, p, day)


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
    w.service[0].with_iro += 1
    rehang(w, c, day)


@rule
def unassign_iro(w, c):
    """The child's IRO is no longer the child's."""
    child = w.children[c]
    if child.iro >= 0:
        w.posts[child.iro].children -= 1
        w.service[0].with_iro -= 1
        child.iro = -1
    if child.met_iro:
        child.met_iro = False
        w.service[0].children_knowing_iro -= 1


@rule
def is_named_iro(w, c, day):
    """An IRO is named for the child: that of a sibling, or the one with most free capacity."""
    child = w.children[c]
    child.named = True
    sibling = w.children[child.family]
    p = sibling.iro if sibling.in_care else -1
    if p < 0 or not w.posts[p].active:
        p = free_iro(w)
    if p >= 0:
        assign_iro(w, c, p, day)


@rule
def posts_filled(w, day):
    """Posts that were to be filled by today are: children are dealt to them."""
    service = w.service[0]
    filled = False
    for p in range(len(w.posts)):
        post = w.posts[p]
        if post.fills == 0 or post.fills > day:
            continue
        filled = True
        post.fills = 0
        post.active = True
        post.since = day
        book_sickness(w, p, day)
        if post.role == Role.IRO:
            service.iro_fte += post.fte
        else:
            service.social_worker_fte += post.fte
            book_leaving(w, p, day)
    if not filled:
        return
    for c in range(service.oldest_row, service.entered_rows):
        child = w.children[c]
        if child.in_care and child.named and child.iro < 0:
            is_named_iro(w, c, day)
    if w.settings[0].iro_levels_caseloads:
        level_caseloads(w, day)


@rule
def load_with(w, p, more):
    """Return an IRO's children, and some more, per full-time post left after extra duties."""
    post = w.posts[p]
    return (post.children + more) / max(post.fte * (1.0 - post.duty_share), 1e-6)


@rule
def level_caseloads(w, day):
    """Move the newest children from the fullest IROs to the freest, siblings together."""
    service = w.service[0]
    for back in range(service.entered_rows - service.oldest_row):
        c = service.entered_rows - 1 - back
        child = w.children[c]
        to = free_iro(w)
        if to < 0 or not child.in_care or child.iro < 0 or child.iro == to:
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
