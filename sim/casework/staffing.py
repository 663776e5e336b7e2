"""People come and go: sickness, leaving, posts that stand empty, agency cover, posts filled."""

from sim.agents.load import drives_out, most_driven_out, nobody_supervises
from sim.agents.social_worker import NONE
from sim.casework.advocacy import deal_advocates
from sim.casework.agency import agency_is_due, mark_agency, owe_agency
from sim.casework.allocation import (
    assign_iro,
    forgets_iro,
    hand_over_all,
    level_caseloads,
    name_iro,
    next_iro,
)  # fmt: skip
from sim.casework.filled import (
    colleagues_can_cover,
    cover_begins,
    cover_ends,
    grows,
    is_covered_now,
    mark_filled,
    mark_vacant,
)  # fmt: skip
from sim.casework.handover import WEEK, begin_reading_in
from sim.casework.leaving import days_empty, leavers_a_year, repaid_over
from sim.engine.agenda import MORNING, book
from sim.engine.chance import exponential, uniform
from sim.engine.compile import rule
from sim.engine.tally import count
from sim.ledger import Count
from sim.vocabulary import EventKind, Purpose, Role


@rule
def book_sickness(w, p, day):
    """Book a worker's next sickness spell."""
    post = w.posts[p]
    rate = w.settings.desk.spells_per_year
    if rate > 0.0:
        gap = exponential(w.service.seed, post.id, Purpose.SICKNESS, post.sick_spells,
                          w.service.workdays_per_year / rate)  # fmt: skip
        book(w, day + 1 + int(gap), MORNING, EventKind.SICKNESS, p, 0, 0)


@rule
def falls_ill(w, p, day):
    """A sickness spell begins; one that falls in a time when nobody is in post is nobody's."""
    post = w.posts[p]
    extra = max(0.0, w.settings.desk.spell_days - 1.0)
    days = 1 + int(0.5 + exponential(w.service.seed, post.id, Purpose.SICK_DAYS,
                                     post.sick_spells, extra))  # fmt: skip
    if post.active:
        post.sick_until = day + days
    post.sick_spells += 1
    book_sickness(w, p, day + days - 1)


@rule
def people_leave(w, day):
    """Let people leave their posts: a chance of its own for each and each day.

    Advocates, whom another body employs, are always followed by others. Whoever covers a post that
    stands empty stays until it is filled.
    """
    service = w.service
    for authority in range(len(w.authorities)):
        owe_agency(w, authority)
    most = most_driven_out(w)
    for p in range(len(w.posts)):
        post = w.posts[p]
        if is_covered_now(post):
            post.repays += 1.0 / repaid_over(w)
        elif post.active and post.repays > 0.0:
            post.repays *= 1.0 - 1.0 / repaid_over(w)
        if post.role == Role.TEAM_MANAGER and not post.active:
            nobody_supervises(w, p)
        if not post.active or post.fills > 0 or w.roles[post.role].always_followed:
            continue
        leave = leavers_a_year(w, p)
        moves = 0.0
        if post.role == Role.SOCIAL_WORKER and not post.agency:
            moves = w.authorities[post.authority].internal_moves
        u = uniform(service.seed, post.id, Purpose.LEAVING, day) * service.workdays_per_year
        if u >= most * leave + moves:
            continue  # as nearly always: nobody could be driven out by so much
        if not post.agency:
            leave *= drives_out(w, p)
        if u < leave + moves:
            if u < leave and post.role == Role.SOCIAL_WORKER and not post.agency:
                count(w, day, Count.FTE_LEFT_AUTHORITY, post.fte)
            leaves_post(w, p, day, u < leave)


@rule
def leaves_post(w, p, day, leaves_authority):
    """Somebody leaves a post: a successor takes over, or others if it stands empty for long.

    Colleagues take the children over at once. Where too few of them are left, as in small places,
    somebody from elsewhere covers the post; a manager's post too, but not before it has stood
    empty for as long as others' children wait.
    """
    post = w.posts[p]
    date = w.days[day].date
    post.people += 1
    post.left_day = day
    empty = days_empty(w, post)
    post.gone = post.agency or (leaves_authority and empty > 0)
    if post.agency:
        post.agency = False
        w.authorities[post.authority].agency_fte -= post.fte
        w.service.agency_fte -= post.fte
    if empty == 0:
        post.left_before = post.left_last
        post.left_last = date
        takes_post(w, p, day)
        return
    mark_vacant(w, p)
    post.fills = day + empty
    book(w, post.fills, MORNING, EventKind.POSTS_FILLED, 0, 0, 0)
    if post.role == Role.IRO:
        forget_leaver(w, p)
    long = empty > w.settings.desk.cover_days
    if post.role == Role.TEAM_MANAGER:
        if long:
            covered = day + w.settings.desk.cover_days
            book(w, max(day + 1, covered), MORNING, EventKind.POST_COVERED, p, post.people, 0)
    elif long and colleagues_can_cover(w, p):
        if post.role == Role.IRO:
            pass_on_children(w, p, day)
        else:
            hand_over_all(w, p, day)
    elif long:
        post.left_before = post.left_last
        post.left_last = date
        cover_post(w, p, day)
        return
    post.left_before = post.left_last
    post.left_last = date


@rule
def cover_post(w, p, day):
    """Somebody of another place or team takes over a post that stands empty."""
    cover_begins(w, p)
    takes_over(w, p, day)


@rule
def forget_leaver(w, p):
    """The children of an IRO who has left have not met whoever comes next."""
    service = w.service
    for c in range(service.oldest_row, service.entered_rows):
        if w.children[c].in_care and w.children[c].iro == p:
            forgets_iro(w, w.children[c])


@rule
def pass_on_children(w, p, day):
    """Deal an IRO's children to colleagues; where there are none they wait for the successor."""
    service = w.service
    for c in range(service.oldest_row, service.entered_rows):
        child = w.children[c]
        if child.in_care and child.iro == p:
            to = next_iro(w, c)
            if to >= 0:
                assign_iro(w, c, to, day)


@rule
def takes_post(w, p, day):
    """Somebody comes into a post, and takes over the desk and the children who wait there.

    The social worker who covered a post from elsewhere is the one who comes into it.
    """
    post = w.posts[p]
    covered = is_covered_now(post)
    if covered:
        cover_ends(w, p)
    if not post.active:
        post.fills = 0
        mark_filled(w, p)
    if post.role == Role.SOCIAL_WORKER and agency_is_due(w, p):
        mark_agency(w, p)
    if covered and post.role == Role.SOCIAL_WORKER:
        return
    if covered:
        post.people += 1
    takes_over(w, p, day)


@rule
def takes_over(w, p, day):
    """Somebody new takes over the desk and the children of a post."""
    post = w.posts[p]
    service = w.service
    weeks = (w.days[day].date - w.days[post.left_day].date) / WEEK if post.people > 0 else 0.0
    post.since = day
    post.sick_until = min(post.sick_until, day)
    if post.role == Role.SOCIAL_WORKER:
        c = post.first_child
        while c != NONE:
            begin_reading_in(w, c, day, post.gone, weeks)
            c = w.children[c].next_of_worker
    elif post.role == Role.IRO and post.people > 0:
        for c in range(service.oldest_row, service.entered_rows):
            child = w.children[c]
            if child.in_care and child.iro == p:
                forgets_iro(w, child)
                count(w, day, Count.IRO_CHANGES, 1.0)


@rule
def posts_filled(w, day):
    """Posts that were to be filled by today are: children are dealt to them."""
    for authority in range(len(w.authorities)):
        posts_filled_in(w, day, authority)


@rule
def posts_filled_in(w, day, authority):
    """Fill one authority's posts; its children, or all who share a pool, are dealt to them."""
    service = w.service
    new_iro = False
    new_advocate = False
    for p in range(len(w.posts)):
        post = w.posts[p]
        if post.authority != authority:
            continue
        if post.more > 0.0 and post.more_on <= day:
            grows(w, p)
        if post.fills == 0 or post.fills > day:
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
            name_iro(w, c, day)
    if w.settings.iro.levels_caseloads:
        level_caseloads(w, day, authority)
