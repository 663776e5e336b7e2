"""What tables say they hold, written out again by hand from docs/measures.md and the model's words.

Nothing here is taken from the product's formulas: counts are named as the ledger names them.
"""

A_YEAR = 365.25  # days
_CHALLENGES = "CHALLENGES_INFORMAL CHALLENGES_FORMAL"
_SERVICE = (
    "POUNDS_POSTS_IRO POUNDS_IRO_MANAGERS POUNDS_ADMINISTRATORS POUNDS_MANAGER_POSTS "
    "POUNDS_WORKER_POSTS POUNDS_AGENCY POUNDS_DUTIES POUNDS_ADVOCACY POUNDS_ONCE POUNDS_SPENDING"
)
_HOURS = "POUNDS_MANAGERS_HOURS POUNDS_WORKERS_HOURS POUNDS_HELP POUNDS_OVERTIME"
_ALL = f"{_SERVICE} POUNDS_EXTRA_CARE"
NOTICERS_IN_WORDS = {
    "team": "the team itself",
    "manager": "team managers as reviewers",
    "iro": "IROs",
    "guardian": "children's guardians",
    "advocate": "advocates",
    "manager_formal": "team managers, at the formal step",
    "iro_formal": "IROs, at the formal step",
}
COUNTED = {who: who.upper().replace("MANAGER", "TEAM_MANAGER") for who in NOTICERS_IN_WORDS}
OF_NOTICING = {
    f"{measure}_{who}": (1, f"{above}_{WHO}", f"NOTICED_BY_{WHO}")
    for measure, above in (("moved_for", "MOVED_BY"), ("hours_for", "HOURS_RAISING"))
    for who, WHO in COUNTED.items()
} | {
    f"hours_for_{who}": (1, f"HOURS_RAISING_{WHO} HOURS_RAISING_{WHO}_FORMAL", f"NOTICED_BY_{WHO}")
    for who, WHO in (("manager", "TEAM_MANAGER"), ("iro", "IRO"))
}
DATED = (
    "permanence", "health", "education", "contact", "placement", "leaving", "initial_health",
    "placement_plan", "care_plan", "long_term_match", "delegated_authority", "pathway_plan",
    "personal_adviser", "home_at_18", "money_at_18",
)  # fmt: skip
OF_LATENESS = {
    "actions_on_time": (1, " ".join(f"IN_TIME_{kind.upper()}" for kind in DATED),
                        " ".join(f"DUE_{kind.upper()}" for kind in DATED)),
    **{f"{kind}_on_time": (1, f"IN_TIME_{kind.upper()}", f"DUE_{kind.upper()}") for kind in DATED},
    "plan_updates_on_time": (1, "PLAN_UPDATES_IN_TIME", "PLAN_UPDATES_DUE"),
    "health_up_to_date": (1, "MARCH_HEALTH_UP_TO_DATE", "MARCH_IN_CARE_A_YEAR"),
    "no_progress_in_a_year": (1, "MARCH_NO_PROGRESS", "MARCH_IN_CARE_SIX_MONTHS"),
    "in_drift_after_six_months": (1, "MARCH_IN_DRIFT", "MARCH_IN_CARE_SIX_MONTHS"),
    "leaving_rate": (A_YEAR, "LEFT_BY_PLAN", "CHILD_DAYS_TO_LEAVE"),
}  # fmt: skip
# id: what the ratio is multiplied by, counts above the line, counts below it
MEASURES = {
    "reviews_on_time": (1, "FIRST_ON_TIME SECOND_ON_TIME LATER_ON_TIME",
                        "FIRST_DUE SECOND_DUE LATER_DUE"),
    "first_reviews_on_time": (1, "FIRST_ON_TIME", "FIRST_DUE"),
    "second_reviews_on_time": (1, "SECOND_ON_TIME", "SECOND_DUE"),
    "later_reviews_on_time": (1, "LATER_ON_TIME", "LATER_DUE"),
    "review_days_late": (1, "WORKING_DAYS_LATE", "REVIEWS_LATE"),
    "review_thoroughness": (1, "THOROUGHNESS", "REVIEWS_HELD"),
    "reviews_per_child_year": (A_YEAR, "REVIEWS_HELD", "CHILD_DAYS"),
    "midway_coverage": (1, "LONG_INTERVALS_CHECKED", "LONG_INTERVALS"),
    "records_on_time": (1, "RECORDS_ON_TIME", "RECORDS_DUE"),
    "child_seen_before_review": (1, "SEEN", "REVIEWS_OF_SPEAKING"),
    "child_seen_by_advocate": (1, "SEEN_BY_ADVOCATE", "REVIEWS_OF_SPEAKING"),
    "child_participation": (1, "PARTICIPATED", "REVIEWS_OF_SPEAKING"),
    "child_attendance": (1, "ATTENDED", "REVIEWS_OF_SPEAKING"),
    "views_heard_independently": (1, "VIEWS_INDEPENDENT", "REVIEWS_HELD"),
    "care_plan_up_to_date": (1, "CHILD_DAYS_PLAN_CURRENT", "CHILD_DAYS"),
    "drift_days_per_child_year": (A_YEAR, "ACTION_DAYS_IN_DRIFT", "CHILD_DAYS"),
    "children_in_drift": (1, "CHILD_DAYS_IN_DRIFT", "CHILD_DAYS"),
    "children_in_long_drift": (1, "CHILD_DAYS_IN_LONG_DRIFT", "CHILD_DAYS"),
    "drift_waiting_days_per_child_year": (A_YEAR, "DRIFT_DAYS_WAITING", "CHILD_DAYS"),
    "drift_at_desk_days_per_child_year": (A_YEAR, "DRIFT_DAYS_AT_DESK", "CHILD_DAYS"),
    "drift_outside_days_per_child_year": (A_YEAR, "DRIFT_DAYS_OUTSIDE", "CHILD_DAYS"),
    "drift_unnoticed_days_per_child_year": (A_YEAR, "DRIFT_DAYS_UNNOTICED", "CHILD_DAYS"),
    "drift_argued_days_per_child_year": (A_YEAR, "DRIFT_DAYS_ARGUED", "CHILD_DAYS"),
    "extra_care_days_per_child_year": (A_YEAR, "EXTRA_CARE_DAYS", "CHILD_DAYS"),
    "unsuitable_days_per_child_year": (A_YEAR, "UNSUITABLE_DAYS", "CHILD_DAYS"),
    "ready_at_18": (1, "READY_AT_18", "LEFT_AT_18"),
    "permanence_plan_by_second_review": (1, "PERMANENCE_BY_SECOND", "SECOND_REVIEWS"),
    "adoption_months": (12 / A_YEAR, "ADOPTION_DAYS_TO_PLACED", "ADOPTIONS"),
    "adoption_order_months": (12 / A_YEAR, "ADOPTION_DAYS_PLACED_TO_ORDER", "ADOPTIONS"),
    "proceedings_weeks": (1 / 7, "PROCEEDINGS_DAYS", "PROCEEDINGS_ENDED"),
    "days_to_notice": (1, "STALL_WORKING_DAYS_UNNOTICED", "STALLS_NOTICED"),
    "changes_notified": (1, "CHANGES_TOLD", "CHANGES"),
    **OF_LATENESS,
    "challenges_informal": (100 * A_YEAR, "CHALLENGES_INFORMAL", "CHILD_DAYS"),
    "challenges_formal": (100 * A_YEAR, "CHALLENGES_FORMAL", "CHILD_DAYS"),
    "cafcass_referrals": (100 * A_YEAR, "CAFCASS_REFERRALS", "CHILD_DAYS"),
    "informal_share": (1, "CHALLENGES_INFORMAL", _CHALLENGES),
    "settled_by_team_manager": (1, "ENDED_BY_TEAM_MANAGER", "CHALLENGES_ENDED"),
    "challenges_conceded": (1, "CHALLENGES_CONCEDED", "CHALLENGES_ENDED"),
    "challenges_resolved": (1, "CHALLENGES_MOVED", "CHALLENGES_ENDED"),
    "challenge_followed_up": (1, "STALLS_FOLLOWED_UP", "STALLS_IRO_NOTICED"),
    **OF_NOTICING,
    "iro_caseload": (1, "CHILD_DAYS_WITH_IRO", "FTE_DAYS_IRO"),
    "iro_load": (1, "HOURS_AROSE_IRO", "HOURS_PRESENT_IRO"),
    "chair_load": (1, "HOURS_AROSE_CHAIR", "HOURS_PRESENT_CHAIR"),
    "chair_hours_needed": (7, "HOURS_AROSE_CHAIR", "FTE_DAYS_CHAIR"),
    "chair_hours_least": (7, "HOURS_LEAST_CHAIR", "FTE_DAYS_CHAIR"),
    "chair_hours_there": (7, "HOURS_PRESENT_CHAIR", "FTE_DAYS_CHAIR"),
    "chair_hours_found": (7, "HOURS_FOUND_CHAIR", "FTE_DAYS_CHAIR"),
    "sw_caseload": (1, "CHILD_DAYS", "FTE_DAYS_SOCIAL_WORKER"),
    "sw_load": (1, "HOURS_AROSE_SOCIAL_WORKER", "HOURS_PRESENT_SOCIAL_WORKER"),
    "visits_on_time": (1, "VISITS_IN_TIME", "VISITS_DUE"),
    "manager_load": (1, "HOURS_AROSE_TEAM_MANAGER", "HOURS_PRESENT_TEAM_MANAGER"),
    "advocate_caseload": (1, "CHILD_DAYS_WITH_ADVOCATE", "FTE_DAYS_ADVOCATE"),
    "advocate_load": (1, "HOURS_AROSE_ADVOCATE", "HOURS_PRESENT_ADVOCATE"),
    "sw_turnover": (A_YEAR, "FTE_LEFT_AUTHORITY", "FTE_DAYS_PERMANENT"),
    "agency_share": (1, "FTE_DAYS_AGENCY", "FTE_DAYS_SOCIAL_WORKER"),
    "three_plus_social_workers": (1, "MARCH_THREE_WORKERS", "MARCH_CHILDREN"),
    "three_plus_placements": (1, "MARCH_THREE_PLACEMENTS", "MARCH_CHILDREN"),
    "long_term_stability": (1, "MARCH_LONG_TERM_STABLE", "MARCH_LONG_TERM"),
    "children_knowing_iro": (1, "CHILD_DAYS_KNOWING_IRO", "CHILD_DAYS"),
    "iro_changes": (A_YEAR, "IRO_CHANGES", "CHILD_DAYS_WITH_IRO"),
    "children_looked_after": (1, "CHILD_DAYS", "DAYS"),
    "entries_per_child_year": (A_YEAR, "ENTRIES", "CHILD_DAYS"),
    "mean_stay_years": (1 / A_YEAR, "CHILD_DAYS", "EXITS"),
    "service_cost": (A_YEAR, _SERVICE, "CHILD_DAYS"),
    "hours_cost": (A_YEAR, _HOURS, "CHILD_DAYS"),
    "extra_care_cost": (A_YEAR, "POUNDS_EXTRA_CARE", "CHILD_DAYS"),
    "total_cost": (A_YEAR, _ALL, "CHILD_DAYS"),
    "service_cost_authority": (A_YEAR, _SERVICE, "DAYS"),
    "hours_cost_authority": (A_YEAR, _HOURS, "DAYS"),
    "extra_care_cost_authority": (A_YEAR, "POUNDS_EXTRA_CARE", "DAYS"),
    "total_cost_authority": (A_YEAR, _ALL, "DAYS"),
    "hours_taken_manager_per_child_year": (A_YEAR, "HOURS_OVERTIME_TEAM_MANAGER", "CHILD_DAYS"),
    "hours_free_manager_per_child_year": (A_YEAR, "HOURS_FREE_MANAGER", "CHILD_DAYS"),
    "hours_answering_per_child_year": (A_YEAR, "HOURS_ANSWERING", "CHILD_DAYS"),
    "hours_helped_per_child_year": (A_YEAR, "HOURS_HELPED", "CHILD_DAYS"),
    "hours_overtime_per_child_year": (A_YEAR, "HOURS_OVERTIME", "CHILD_DAYS"),
    "posts_iro": (1, "FTE_DAYS_IRO", "DAYS"),
    "posts_social_worker": (1, "FTE_DAYS_SOCIAL_WORKER", "DAYS"),
    "posts_team_manager": (1, "FTE_DAYS_TEAM_MANAGER", "DAYS"),
    "posts_reviewing": (1, "FTE_DAYS_REVIEWING", "DAYS"),
    "posts_advocate": (1, "FTE_DAYS_ADVOCATE", "DAYS"),
    "children_with_advocate": (1, "CHILD_DAYS_WITH_ADVOCATE", "DAYS"),
}  # fmt: skip

# headline measure: the better direction, the smallest difference that matters, its name in words
HEADLINE = {
    "reviews_on_time": ("higher", 0.01, "reviews on time"),
    "review_thoroughness": ("higher", 0.02, "review thoroughness"),
    "midway_coverage": ("higher", 0.02, "midway coverage"),
    "child_seen_before_review": ("higher", 0.02, "child seen before review"),
    "views_heard_independently": ("higher", 0.02, "views heard independently"),
    "drift_days_per_child_year": ("lower", 2.0, "drift days per child-year"),
    "children_in_drift": ("lower", 0.01, "children in drift"),
    "extra_care_days_per_child_year": ("lower", 1.0, "extra care days per child-year"),
    "unsuitable_days_per_child_year": ("lower", 2.0, "unsuitable days per child-year"),
    "ready_at_18": ("higher", 0.02, "ready at 18"),
    "chair_load": ("lower", 0.05, "load of whoever chairs"),
    "sw_load": ("lower", 0.02, "social worker load"),
    "service_cost": ("lower", 25.0, "service cost per child-year"),
}
NOT_BY_GROUP = ("unsuitable_days_per_child_year", "ready_at_18", "chair_load", "sw_load",
                "service_cost")  # fmt: skip
OF_CHILDREN = [one for one in HEADLINE if one not in NOT_BY_GROUP]
OF_DRIFT = ["drift_days_per_child_year", "children_in_drift", "children_in_long_drift",
            "extra_care_days_per_child_year"]  # fmt: skip
CAUSES = {
    "waiting to be agreed": "drift_waiting_days_per_child_year",
    "at the worker's desk": "drift_at_desk_days_per_child_year",
    "with an outside body": "drift_outside_days_per_child_year",
    "stalled and unnoticed": "drift_unnoticed_days_per_child_year",
    "stalled and argued over": "drift_argued_days_per_child_year",
}

GROUPS = {
    ("age", "under 1"): "AGE_UNDER_1",
    ("age", "1 to 4"): "AGE_1_TO_4",
    ("age", "5 to 9"): "AGE_5_TO_9",
    ("age", "10 to 15"): "AGE_10_TO_15",
    ("age", "16 and over"): "AGE_16_AND_OVER",
    ("placement", "foster care or placed for adoption"): "PLACED_FOSTER",
    ("placement", "children's or secure home"): "PLACED_RESIDENTIAL",
    ("placement", "other"): "PLACED_OTHER",
    ("legal status", "no order (section 20)"): "LEGAL_VOLUNTARY",
    ("legal status", "in proceedings, interim order"): "LEGAL_IN_PROCEEDINGS",
    ("legal status", "care or placement order"): "LEGAL_ORDER",
    ("standing", "settled in long-term foster care"): "SETTLED",
    ("standing", "in proceedings"): "IN_PROCEEDINGS",
    ("standing", "neither"): "NEITHER",
}

# part of the cost: its kind, the pounds it is
CASH, CARE = "cash", "extra care, average, not marginal"
HOURS = "hours taken from other work or own time"
COSTS = {
    "IRO posts": (CASH, "POUNDS_POSTS_IRO"),
    "IROs' managers": (CASH, "POUNDS_IRO_MANAGERS"),
    "review administrators": (CASH, "POUNDS_ADMINISTRATORS"),
    "team manager posts": (CASH, "POUNDS_MANAGER_POSTS"),
    "other posts": (CASH, "POUNDS_WORKER_POSTS"),
    "agency workers": (CASH, "POUNDS_AGENCY"),
    "duties moved from IROs": (CASH, "POUNDS_DUTIES"),
    "advocacy": (CASH, "POUNDS_ADVOCACY"),
    "one-off": (CASH, "POUNDS_ONCE"),
    "early help and retention": (CASH, "POUNDS_SPENDING"),
    "managers' hours": (HOURS, "POUNDS_MANAGERS_HOURS"),
    "social workers' hours": (HOURS, "POUNDS_WORKERS_HOURS"),
    "other teams' hours": (HOURS, "POUNDS_HELP"),
    "overtime": (HOURS, "POUNDS_OVERTIME"),
    "extra care": (CARE, "POUNDS_EXTRA_CARE"),
}
TOTALS = {
    "cash": [CASH],
    "hours": [HOURS],
    "cash with extra care": [CASH, CARE],
}

_IRO_WEEK = {
    "preparing reviews": "PREPARATION",
    "seeing the child": "CHILD_CONTACT",
    "meeting the social worker": "SOCIAL_WORKER_MEETING",
    "review meetings": "MEETING",
    "decisions and records": "DECISIONS RECORD",
    "midway checks": "MIDWAY_CHECK",
    "answering told changes": "CHANGE_RESPONSE",
    "challenge": "INFORMAL FORMAL",
    "extra duties": "OTHER_DUTIES",
    "sick": "SICK",
    "hours unused": "UNUSED",
    "hours owed from days before": "OWED",
}
ROLES = {"IROs": "IRO", "social workers": "SOCIAL_WORKER", "team managers": "TEAM_MANAGER",
         "advocates": "ADVOCATE"}  # fmt: skip


def week_of(role, duty):
    """Return what a row of the week is: scale, counts above the line (less some), and below."""
    who = ROLES[role]
    post = f"FTE_DAYS_{who}"
    if duty == "posts":
        return 1, post, "", "DAYS"
    if duty == "hours arisen, not done":
        return 7, f"HOURS_AROSE_{who}", f"HOURS_WORKED_{who}", post
    if duty == "hours worked":
        return 7, f"HOURS_WORKED_{who}", "", post
    if duty == "of these beyond their hours":
        return 7, f"HOURS_OVERTIME_{who}", "", post
    every = " ".join(_IRO_WEEK.values()) if duty == "whole week" else _IRO_WEEK[duty]
    return 7, " ".join(f"HOURS_IRO_{one}" for one in every.split()), "", post
