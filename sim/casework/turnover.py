"""People come and go: sickness, leaving, posts that stand empty, agency cover, posts filled."""

from sim.agents.iro import in_quota
from sim.agents.social_worker import NONE
from sim.casework.advocacy import deal_advocates
from sim.casework.staffing import (
    assign_iro,
    forgets_iro,
    hand_over_all,
    is_named_iro,
    is_taken_over,
    level_caseloads,
    next_iro,
)  # fmt: skip
from sim.engine.agenda import MORNING, book
from sim.engine.chance import exponential, uniform
from sim.engine.compile import rule
from sim.engine.tally import count
from sim.ledger import Count
from sim.words import Purpose, Role, What

NIL = 1e-9  # a full-time equivalent too small to be a post


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
    """A sickness spell begins; one that falls in a time when nobody is in post is nobody's."""
    post = w.posts[p]
    extra = max(0.0, w.settings[0].desk_spell_days - 1.0)
    days = 1 + int(0.5 + exponential(w.service[0].seed, post.id, Purpose.SICK_DAYS,
                                     post.sick_spells, extra))  # fmt: skip
    if post.active:
        post.sick_until = day + days
    post.sick_spells += 1
    book_sickness(w, p, day + days - 1)


@rule
def leavers_a_year(w, post):
    """Return the rate at which the holder of a post leaves the authority, or ends an agency job."""
    service = w.service[0]
    if post.role == Role.IRO:
        return 0.01 * w.settings[0].iro_turnover * service.quality_on_turnover
    if post.agency:
        return service.workdays_per_year / w.settings[0].social_worker_agency_stay_days
    return 0.01 * w.authorities[post.authority].turnover * service.quality_on_turnover


@rule
def people_leave(w, day):
    """Let social workers and IROs leave their posts: a chance of its own for each and each day."""
    service = w.service[0]
    for p in range(len(w.posts)):
        post = w.posts[p]
        if not post.active or (post.role != Role.SOCIAL_WORKER and post.role != Role.IRO):
            continue
        chance = leavers_a_year(w, post) / service.workdays_per_year
        moves = 0.0
        if post.role == Role.SOCIAL_WORKER and not post.agency:
            moves = w.authorities[post.authority].internal_moves / service.workdays_per_year
        u = uniform(service.seed, post.id, Purpose.LEAVING, day)
        if u < chance + moves:
            if u < chance and post.role == Role.SOCIAL_WORKER and not post.agency:
                count(w, day, Count.FTE_LEFT_AUTHORITY, post.fte)
            leaves_post(w, p, day)


@rule
def days_empty(w, post):
    """Draw for how many working days a post that is left stands empty."""
    mean = w.authorities[post.authority].uncovered_days
    if post.role == Role.IRO:
        mean = w.settings[0].iro_vacant_days
    return int(0.5 + exponential(w.service[0].seed, post.id, Purpose.VACANCY, post.people, mean))


@rule
def leaves_post(w, p, day):
    """Somebody leaves a post: a successor takes over, or colleagues if it stands empty for long."""
    post = w.posts[p]
    date = w.days[day].date
    post.people += 1
    if post.agency:
        post.agency = False
        w.authorities[post.authority].agency_fte -= post.fte
        w.service[0].agency_fte -= post.fte
    empty = days_empty(w, post)
    if empty == 0:
        post.left_before = post.left_last
        post.left_last = date
        takes_post(w, p, day)
        return
    stands_empty(w, p)
    post.fills = day + empty
    book(w, post.fills, MORNING, What.POSTS_FILLED, 0, 0, 0)
    if empty > w.settings[0].desk_cover_days:
        if post.role == Role.IRO:
            pass_on_children(w, p, day)
        else:
            hand_over_all(w, p, day)
    if post.role == Role.IRO:
        is_missed(w, p)
    post.left_before = post.left_last
    post.left_last = date


@rule
def is_missed(w, p):
    """The children of an IRO who has left have not met whoever comes next."""
    service = w.service[0]
    for c in range(service.oldest_row, service.entered_rows):
        if w.children[c].in_care and w.children[c].iro == p:
            forgets_iro(w, w.children[c])


@rule
def less(whole, part):
    """Return what is left of full-time equivalents; what rounding leaves of a post is nothing."""
    left = whole - part
    return left if left > NIL else 0.0


@rule
def stands_empty(w, p):
    """Nobody is in the post from today."""
    post = w.posts[p]
    service = w.service[0]
    post.active = False
    if post.role == Role.IRO:
        service.iro_fte = less(service.iro_fte, post.fte)
    elif post.role == Role.ADVOCATE:
        service.advocate_fte = less(service.advocate_fte, post.fte)
    else:
        team, place = w.posts[post.team], w.authorities[post.authority]
        service.social_worker_fte = less(service.social_worker_fte, post.fte)
        team.team_fte = less(team.team_fte, post.fte)
        place.worker_fte = less(place.worker_fte, post.fte)


@rule
def is_filled(w, p):
    """Somebody is in the post from today."""
    post = w.posts[p]
    service = w.service[0]
    post.active = True
    if post.role == Role.IRO:
        service.iro_fte += post.fte
    elif post.role == Role.ADVOCATE:
        service.advocate_fte += post.fte
    else:
        service.social_worker_fte += post.fte
        w.posts[post.team].team_fte += post.fte
        w.authorities[post.authority].worker_fte += post.fte


@rule
def pass_on_children(w, p, day):
    """Deal an IRO's children to colleagues; where there are none they wait for the successor."""
    service = w.service[0]
    for c in range(service.oldest_row, service.entered_rows):
        child = w.children[c]
        if child.in_care and child.iro == p:
            to = next_iro(w, c)
            if to >= 0:
                assign_iro(w, c, to, day)


@rule
def takes_post(w, p, day):
    """Somebody comes into a post, and takes over the desk and the children who wait there."""
    post = w.posts[p]
    service = w.service[0]
    post.since = day
    post.sick_until = min(post.sick_until, day)
    if not post.active:
        post.fills = 0
        is_filled(w, p)
    if post.role == Role.SOCIAL_WORKER:
        place = w.authorities[post.authority]
        if place.agency_fte + 0.5 * post.fte < place.agency_share * place.worker_fte:
            is_agency(w, p)
        c = post.first_child
        while c != NONE:
            is_taken_over(w, c, day)
            c = w.children[c].next_of_worker
    elif post.role == Role.IRO and post.people > 0:
        for c in range(service.oldest_row, service.entered_rows):
            child = w.children[c]
            if child.in_care and child.iro == p:
                forgets_iro(w, child)
                count(w, day, Count.IRO_CHANGES, 1.0)


@rule
def is_agency(w, p):
    """The post is held by an agency worker."""
    post = w.posts[p]
    post.agency = True
    w.authorities[post.authority].agency_fte += post.fte
    w.service[0].agency_fte += post.fte


@rule
def posts_filled(w, day):
    """Posts that were to be filled by today are: children are dealt to them."""
    for authority in range(len(w.authorities)):
        posts_filled_in(w, day, authority)


@rule
def posts_filled_in(w, day, authority):
    """Fill one authority's posts; its children, or all who share a pool, are dealt to them."""
    service = w.service[0]
    new_iro = False
    new_advocate = False
    for p in range(len(w.posts)):
        post = w.posts[p]
        if post.fills == 0 or post.fills > day or post.authority != authority:
            continue
        new_iro = new_iro or post.role == Role.IRO
        new_advocate = new_advocate or post.role == Role.ADVOCATE
        if post.people == 0:
            book_sickness(w, p, day)
        takes_post(w, p, day)
    if new_advocate:
        deal_advocates(w, authority)
    if not new_iro:
        return
    for c in range(service.oldest_row, service.entered_rows):
        child = w.children[c]
        theirs = child.authority == authority or service.pooled
        if theirs and child.in_care and child.named and child.iro < 0:
            is_named_iro(w, c, day)
    if w.settings[0].iro_levels_caseloads:
        level_caseloads(w, day, authority)


@rule
def deal_agency(w):
    """Deal agency workers to each authority's posts by quota, in the order of the posts."""
    for authority in range(len(w.authorities)):
        place = w.authorities[authority]
        for number in range(place.workers):
            if in_quota(number, place.agency_share):
                is_agency(w, place.first_worker + number)
