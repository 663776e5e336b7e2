"""What has a date, and how much of it is done by then: actions by kind, plans, what is behind."""

from sim.ledger import DUE, IN_TIME, Count, of
from sim.measures.measure import Measure
from sim.vocabulary import Need

GROUP = "Plans in time"
ACTIONS = {
    Need.PERMANENCE: "permanence decisions made",
    Need.HEALTH: "later needs of health met",
    Need.EDUCATION: "needs of education met, personal education plans among them",
    Need.CONTACT: "contact settled",
    Need.PLACEMENT: "later needs of the placement met",
    Need.LEAVING: "steps out of care (return home, match, placing, order) taken",
    Need.INITIAL_HEALTH: "initial health assessments done within 20 working days of entry",
    Need.PLACEMENT_PLAN: "placement plans made",
    Need.CARE_PLAN: "first care plans made",
    Need.LONG_TERM_MATCH: "long-term matches made",
    Need.DELEGATED_AUTHORITY: "authority delegated to carers",
    Need.PATHWAY_PLAN: "pathway plans made",
    Need.PERSONAL_ADVISER: "personal advisers named",
    Need.HOME_AT_18: "homes found for after 18",
    Need.MONEY_AT_18: "savings, bank account and benefits at 18 seen to",
}
"""Kinds of dated actions, and what being done is of each."""
AGAINST_ITS_DAY = "/ those whose day came, or that were done before"


def measures_of_lateness() -> list[Measure]:
    """Return the measures of what is done by its day."""
    due, met = (tuple(of(family, kind) for kind in ACTIONS) for family in (DUE, IN_TIME))
    by_kind = [
        Measure(f"{kind.name.lower()}_on_time", GROUP, f"{words} by their day {AGAINST_ITS_DAY}",
                "share", "higher", (of(IN_TIME, kind),), (of(DUE, kind),))
        for kind, words in ACTIONS.items()
    ]  # fmt: skip
    six_months = (Count.MARCH_IN_CARE_SIX_MONTHS,)
    return [
        Measure("actions_on_time", GROUP, f"actions of care plans done by their day "
                f"{AGAINST_ITS_DAY}", "share", "higher", met, due),
        *by_kind,
        Measure("plan_updates_on_time", GROUP, "care plans updated within 10 working days of a "
                "review or told change / updates whose limit fell in the period", "share",
                "higher", (Count.PLAN_UPDATES_IN_TIME,), (Count.PLAN_UPDATES_DUE,)),
        Measure("health_up_to_date", GROUP, "of children looked after on 31 March for a year or "
                "more, no action of health was past its day", "share", "higher",
                (Count.MARCH_HEALTH_UP_TO_DATE,), (Count.MARCH_IN_CARE_A_YEAR,)),
        Measure("no_progress_in_a_year", GROUP, "of children looked after on 31 March for six "
                "months or more, something of the plan was past its day and nothing of it had been "
                "done in the year before", "share", "lower", (Count.MARCH_NO_PROGRESS,),
                six_months),
        Measure("in_drift_after_six_months", GROUP, "of children looked after on 31 March for six "
                "months or more, an action was in drift", "share", "lower",
                (Count.MARCH_IN_DRIFT,), six_months),
        Measure("leaving_rate", GROUP, "children who leave care by their planned route (home, "
                "guardianship or adoption) / children in care who are to leave by one",
                "per child-year", "higher", (Count.LEFT_BY_PLAN,), (Count.CHILD_DAYS_TO_LEAVE,)),
    ]  # fmt: skip
