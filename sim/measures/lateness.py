"""What has a date, and how much of it is done by then: actions by kind, plans, what is behind."""

from sim.ledger import Count
from sim.measures.measure import YEAR, Measure

GROUP = "Plans in time"
ACTIONS = {
    "permanence": "permanence decisions made",
    "health": "later needs of health met",
    "education": "needs of education met, personal education plans among them",
    "contact": "contact settled",
    "placement": "later needs of the placement met",
    "leaving": "steps out of care (return home, match, placing, order) taken",
    "initial_health": "initial health assessments done within 20 working days of entry",
    "placement_plan": "placement plans made",
    "care_plan": "first care plans made",
    "long_term_match": "long-term matches made",
    "delegated_authority": "authority delegated to carers",
    "pathway_plan": "pathway plans made",
    "personal_adviser": "personal advisers named",
    "home_at_18": "homes found for after 18",
    "money_at_18": "savings, bank account and benefits at 18 seen to",
}
"""Kinds of dated actions in the order of `Need`, and what being done is of each."""
AGAINST_ITS_DAY = "/ those whose day came, or that were done before"


def measures_of_lateness() -> list[Measure]:
    """Return the measures of what is done by its day."""
    due = tuple(Count(Count.DUE_PERMANENCE + place) for place in range(len(ACTIONS)))
    met = tuple(Count(Count.IN_TIME_PERMANENCE + place) for place in range(len(ACTIONS)))
    by_kind = [
        Measure(f"{name}_on_time", GROUP, f"{words} by their day {AGAINST_ITS_DAY}", "share",
                "higher", met[place : place + 1], due[place : place + 1])
        for place, (name, words) in enumerate(ACTIONS.items())
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
                "per child-year", "higher", (Count.LEFT_BY_PLAN,), (Count.CHILD_DAYS_TO_LEAVE,),
                YEAR),
    ]  # fmt: skip
