"""What stands at the end of a day, counted for the days until the next working day."""

from sim.agents.child import age
from sim.casework.allocation import record_leavers
from sim.casework.causes import count_drift_of_all
from sim.casework.groups import count_days_of_all
from sim.casework.lateness import count_what_is_behind
from sim.engine.compile import rule
from sim.engine.tally import count
from sim.ledger import FTE_DAYS, NONE, POUNDS_POSTS, Count
from sim.vocabulary import Chair, Role

# long-term stability as the Department for Education defines it: children under 16 in care for
# two and a half years or more, who have lived in the same placement for two years or more
LONG_TERM_DAYS = 913
LONG_TERM_UNDER = 16.0
STABLE_DAYS = 730


@rule
def count_stocks(w, day):
    """Count children, drift, posts and pounds that stand until the next working day."""
    service = w.service
    days = float(w.days[day].span)
    years = days / 365.25
    count(w, day, Count.DAYS, days)
    count(w, day, Count.CHILD_DAYS, days * service.in_care)
    count(w, day, Count.CHILD_DAYS_TO_LEAVE, days * service.to_leave)
    count_visits(w, day)
    count(w, day, Count.CHILD_DAYS_WITH_IRO, days * service.with_iro)
    count(w, day, Count.CHILD_DAYS_WITH_ADVOCATE, days * service.with_advocate)
    count(w, day, Count.CHILD_DAYS_IN_DRIFT, days * service.children_in_drift)
    count(w, day, Count.CHILD_DAYS_PLAN_CURRENT, days * (service.in_care - service.plans_overdue))
    count(w, day, Count.CHILD_DAYS_KNOWING_IRO, days * service.children_knowing_iro)
    count(w, day, Count.CHILD_DAYS_IN_LONG_DRIFT, days * service.children_in_long_drift)
    count(w, day, Count.ACTION_DAYS_IN_DRIFT, days * service.actions_in_drift)
    count(w, day, Count.UNSUITABLE_DAYS, days * service.parts_unsuitable)
    count(w, day, Count.EXTRA_CARE_DAYS, days * service.overstaying)
    count(w, day, Count.STALL_WORKING_DAYS_UNNOTICED, float(service.stalls_unnoticed))
    for role in range(len(w.in_post)):
        count(w, day, FTE_DAYS[role], days * w.in_post[role])
    count(w, day, Count.FTE_DAYS_REVIEWING, days * service.reviewing_fte)
    chairs = w.in_post[Role.IRO]
    if w.settings.review.chair == Chair.TEAM_MANAGER:
        chairs = w.in_post[Role.TEAM_MANAGER] + service.reviewing_fte
    count(w, day, Count.FTE_DAYS_CHAIR, days * chairs)
    count(w, day, Count.FTE_DAYS_AGENCY, days * service.agency_fte)
    permanent = w.in_post[Role.SOCIAL_WORKER] - service.agency_fte
    count(w, day, Count.FTE_DAYS_PERMANENT, days * permanent)
    count_pounds(w, day, years)
    if w.days[day].march:
        count_31_march(w, day)
    if w.days[day].month_ends:
        count_days_of_all(w, day)
        count_drift_of_all(w, day)


@rule
def count_visits(w, day):
    """Count the day's statutory visits that are due, and those in time.

    A child whose social worker's post stands empty has none.
    """
    service = w.service
    s = w.settings
    visits = s.social_worker.visits_per_year / service.workdays_per_year
    count(w, day, Count.VISITS_DUE, visits * service.in_care)
    in_time = visits * service.visited * (1.0 - s.social_worker.visits_missed)
    count(w, day, Count.VISITS_IN_TIME, in_time)
    service.visited = 0.0


@rule
def count_pounds(w, day, years):
    """Count what posts and care cost for some years, beside what was counted as it came."""
    service = w.service
    s = w.settings
    for role in range(len(w.in_post)):
        if POUNDS_POSTS[role] != NONE:
            price = w.roles[role].post_price
            count(w, day, POUNDS_POSTS[role], years * w.in_post[role] * price)
    count(w, day, Count.POUNDS_IRO_MANAGERS,
          years * service.iro_manager_fte * s.cost.iro_manager_post)  # fmt: skip
    count(w, day, Count.POUNDS_ADMINISTRATORS,
          years * service.administrator_fte * s.cost.administrator_post)  # fmt: skip
    count(w, day, Count.POUNDS_MANAGER_POSTS,
          years * service.reviewing_fte * s.cost.team_manager_post)  # fmt: skip
    added = service.posts_added_fte + service.practitioner_fte
    count(w, day, Count.POUNDS_WORKER_POSTS, years * added * s.cost.social_worker_post)
    count(w, day, Count.POUNDS_DUTIES, years * service.duty_fte_moved * s.cost.iro_post)
    advocacy = service.with_advocate * s.cost.advocacy + service.bought_advocacy
    count(w, day, Count.POUNDS_ADVOCACY, years * advocacy)
    count(w, day, Count.POUNDS_EXTRA_CARE, years * 365.25 / 7.0 * service.overstay_pounds_a_week)
    agency = service.agency_fte - service.agency_fte_today
    premium = s.cost.social_worker_post * s.cost.agency_premium
    count(w, day, Count.POUNDS_AGENCY, years * agency * premium)
    spending = service.bought_early_help
    if service.spends_on_early_help:
        spending += s.cost.early_help_spending
    if service.spends_on_retention:
        spending += s.cost.retention_spending
    count(w, day, Count.POUNDS_SPENDING, years * spending)


@rule
def count_placements(w, child, day):
    """Count a child's placements on 31 March as the Department for Education does."""
    date = w.days[day].date
    if child.move_before > date - 365:
        count(w, day, Count.MARCH_THREE_PLACEMENTS, 1.0)
    long_term = date - child.entered_date >= LONG_TERM_DAYS
    if long_term and age(child, date) < LONG_TERM_UNDER:
        count(w, day, Count.MARCH_LONG_TERM, 1.0)
        if child.last_move <= date - STABLE_DAYS:
            count(w, day, Count.MARCH_LONG_TERM_STABLE, 1.0)


@rule
def count_31_march(w, day):
    """Count children looked after on 31 March, and those with three workers in the year."""
    year_ago = w.days[day].date - 365
    service = w.service
    for c in range(service.oldest_row, service.entered_rows):
        child = w.children[c]
        if child.in_care:
            count(w, day, Count.MARCH_CHILDREN, 1.0)
            record_leavers(w, child)
            if child.worker_change_before > year_ago:
                count(w, day, Count.MARCH_THREE_WORKERS, 1.0)
            count_placements(w, child, day)
            count_what_is_behind(w, child, day)
