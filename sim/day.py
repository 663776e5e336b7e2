"""The order of a working day.

1. Children due to enter come into care; neighbouring places lend each other hours.
2. Social workers, team managers and IROs who leave leave their posts.
3. The morning's events happen: changes, needs, reviews opening and meeting, answers, posts filled.
4. Every desk is worked: social workers, team managers, IROs, advocates.
5. Children whose planned day has come, or whose last critical action is done, leave.
6. The evening's limits are looked at: were reviews, records and plans in time?
7. The stocks that stand at the day's end are counted, for the days until the next working day.
8. On a month's last day free advocates and bought hours of reviewing are dealt for the next.
"""

from sim.agents.day_at_desk import hours_left, start_day, work_hours
from sim.agents.iro import deal_duties, duty_fte
from sim.agents.load import share_of_full_hours
from sim.agents.post import set_pace
from sim.answers import finish, happen
from sim.casework.advocacy import deal_advocates
from sim.casework.agency import deal_agency
from sim.casework.duties import duty_due
from sim.casework.entrants import entrants, is_kept_out
from sim.casework.entry_and_exit import enters, start_in_care
from sim.casework.leaving import begin_repaying_cover
from sim.casework.policy_start import policy_starts
from sim.casework.reviewing import deal_reviewing_hours
from sim.casework.sharing import share_between_places
from sim.casework.staffing import book_sickness, people_leave
from sim.casework.stocks import count_stocks
from sim.engine.agenda import EVENING, LEAVING, MORNING
from sim.engine.compile import kernel, rule
from sim.engine.desk import most_urgent, work
from sim.engine.free_rows import is_tight
from sim.engine.tally import count
from sim.ledger import HOURS_IRO, Count
from sim.vocabulary import Role


@rule
def one_day(w, day):
    """Live one working day, in the order above."""
    children_enter(w, day)
    share_between_places(w, day)
    people_leave(w, day)
    happen(w, day, MORNING)
    work_desks(w, day)
    happen(w, day, LEAVING)
    happen(w, day, EVENING)
    count_stocks(w, day)
    if w.days[day].month_ends:
        deal_for_next_month(w)


@rule
def children_enter(w, day):
    """Let the day's entrants come into care; rows stand in order of entry."""
    service = w.service
    while service.entered_rows < len(w.children):
        c = service.entered_rows
        if w.children[c].entered > day:
            return
        service.entered_rows += 1
        if not is_kept_out(w, w.children[c]):
            enters(w, c, day)


@rule
def work_desks(w, day):
    """Work every desk while its day lasts."""
    for p in range(len(w.posts)):
        post = w.posts[p]
        if not post.active:
            continue
        start_day(w, p, day)
        is_iro = post.role == Role.IRO
        while True:
            hours = hours_left(post)
            kind = w.tasks[most_urgent(w, p)].kind if is_iro else 0
            row, left = work(w, p, hours, share_of_full_hours(w, p))
            work_hours(w, p, day, hours - left)
            if is_iro:
                count(w, day, HOURS_IRO[kind], hours - left)
            if row == 0:
                break
            finish(w, row, day)
        if (is_iro or post.role == Role.TEAM_MANAGER) and day >= post.sick_until:
            meet_duties(w, p, day)
        if is_iro:
            count(w, day, Count.HOURS_IRO_UNUSED, post.left_today)


@rule
def meet_duties(w, p, day):
    """Meet thinly, rather than not, what the law asks by today and no hours were left for.

    The hours are found on the day, the least or as thin as the desk works, and are owed.
    """
    while True:
        row = duty_due(w, p, day)
        if row == 0:
            return
        task = w.tasks[row]
        needed = max(0.0, task.hours * max(task.least, share_of_full_hours(w, p)) - task.worked)
        task.worked += needed
        w.desks[p].waiting -= needed
        w.posts[p].owed += needed
        count(w, day, Count.HOURS_FOUND_CHAIR, needed)
        finish(w, row, day)


@rule
def deal_for_next_month(w):
    """Deal free advocates and bought hours of reviewing, and pass over rows of those who left."""
    for authority in range(len(w.authorities)):
        deal_advocates(w, authority)
        deal_reviewing_hours(w, authority)
    service = w.service
    while service.oldest_row < service.entered_rows and not w.children[service.oldest_row].in_care:
        service.oldest_row += 1


@kernel
def advance(w, day, until):
    """Live working days from `day` up to, not including, `until`.

    What is due before the first of them comes first: a new world is settled in, a policy put into
    force. One kernel does it all, for each is compiled and optimised with every rule it can reach.
    Returns the day reached: earlier than `until` where a pool must grow first.
    """
    service = w.service
    if service.is_new:
        service.is_new = False
        settle_in(w)
    if service.policy_due:
        service.policy_due = False
        policy_starts(w, day)
    while day < until:
        if (
            is_tight(w.pools[0], w.events)
            or is_tight(w.pools[1], w.tasks)
            or is_tight(w.pools[2], w.actions)
            or is_tight(w.pools[3], w.journal)
            or is_tight(w.pools[4], w.review_rows)
            or is_tight(w.pools[5], w.action_rows)
        ):
            return day
        one_day(w, day)
        day += 1
    return day


@rule
def settle_in(w):
    """Deal duties, and set the children in care on the first day amid their care and reviews."""
    service = w.service
    day = service.first
    deal_duties(w)
    deal_agency(w)
    service.duty_fte_today = duty_fte(w)
    for p in range(len(w.posts)):
        book_sickness(w, p, day)
    begin_repaying_cover(w)
    for p in range(len(w.posts)):
        set_pace(w, p)
    for c in range(len(w.children)):
        if w.children[c].entered >= day:
            break
        service.entered_rows += 1
        start_in_care(w, c, day)


@kernel
def draw_entrants(w, write):
    """Return how many children the authority's stream brings; `write` them or only count them."""
    return entrants(w, write)
