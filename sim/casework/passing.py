"""Children who pass through: unaccompanied, handed on to other authorities within weeks.

An authority where many arrive by sea looks after them until the transfer scheme has found another,
which is then theirs. They are visited, and reviewed if they stay so long, like any child; but only
what is due on arrival is done for them, and no permanence is planned, for that is the other
authority's.
"""

from sim.agents.child import ADULT_DAYS
from sim.agents.post import charge_hours
from sim.casework.action import address_of
from sim.casework.care_plan import arise
from sim.engine.agenda import MORNING, book
from sim.engine.chance import exponential, poisson, uniform
from sim.engine.compile import rule
from sim.engine.working_days import day_on_or_after, day_on_or_before
from sim.vocabulary import EventKind, Need, NeedCause, Placement, Purpose, Route

PLACES = 8192  # children's addresses apart for each date,
FIRST_PLACE = 4096  # of which those who pass through have the upper half


@rule
def number_arriving(w, authority, date):
    """Return how many who will pass through arrive in an authority on a working day."""
    mean = w.authorities[authority].passing_a_year / w.service.workdays_per_year
    if mean <= 0.0:
        return 0
    return min(FIRST_PLACE - 1, poisson(w.service.seed, date, Purpose.PASSING, 0, mean))


@rule
def draw_passing(w, child, identity, day, authority):
    """Draw a child who passes through: a boy or girl nearly grown up, alone, under no order."""
    s = w.settings
    seed = w.service.seed
    date = w.days[day].date
    child.id = identity
    child.authority = authority
    child.entered = day
    child.entered_date = date
    child.passes_through = True
    youngest = s.care.transfer_scheme.youngest
    years = youngest + (s.care.transfer_scheme.oldest - youngest) * uniform(
        seed, identity, Purpose.AGE, 0
    )
    child.born_date = date - int(years * 365.25)
    adult = child.born_date + ADULT_DAYS
    child.eighteenth = max(day + 1, day_on_or_before(w, adult))
    child.route = Route.OTHER
    child.placement = Placement.OTHER
    stay = exponential(seed, identity, Purpose.STAY, 0, s.care.transfer_scheme.stay_days)
    leaves = day_on_or_after(w, date + int(stay))
    child.planned = max(day + 1, min(child.eighteenth, leaves))
    child.proceedings_from = 0
    child.proceedings_to = 0


@rule
def book_arrival(w, c, day):
    """Book what is due for a child who is to pass through, on the day of arrival."""
    if w.children[c].entered >= day:
        book(w, day, MORNING, EventKind.NEED_AT_ENTRY, c, 0, 0)


@rule
def receive_arrival(w, c, day):
    """The child arrives, is received and put forward for transfer; a placement plan is due."""
    hours = w.settings.care.transfer_scheme.hours
    charge_hours(w, w.children[c].social_worker, day, hours)
    kind = Need.PLACEMENT_PLAN
    arise(w, c, day, kind, address_of(NeedCause.ENTRY, 0), w.needs[kind].usual, False)
