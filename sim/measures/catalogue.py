"""What is measured: each measure once, as a ratio of counts in the ledger.

Tables, help and docs are made from `MEASURES`. A value is scale x numerator / denominator; with
nothing in the denominator it is empty (NaN).
"""

from sim.evidence import drivers
from sim.ledger import FTE_DAYS, HOURS_AROSE, HOURS_OVERTIME, HOURS_PRESENT, Count, of
from sim.measures.cost_parts import CARE, CASH, HOURS, PARTS
from sim.measures.dated_actions import measures_of_lateness
from sim.measures.measure import Measure
from sim.measures.noticers_measured import measures_of_noticing
from sim.vocabulary import Role

DRIFT_CAUSES = (
    ("waiting", "waiting to be agreed", Count.DRIFT_DAYS_WAITING),
    ("at_desk", "at the worker's desk", Count.DRIFT_DAYS_AT_DESK),
    ("outside", "with an outside body", Count.DRIFT_DAYS_OUTSIDE),
    ("unnoticed", "stalled and unnoticed", Count.DRIFT_DAYS_UNNOTICED),
    ("argued", "stalled and argued over", Count.DRIFT_DAYS_ARGUED),
)
"""The causes of drift: the middle of the measure's id, what it is, and its count."""


def _reviews() -> list[Measure]:
    due = (Count.FIRST_DUE, Count.SECOND_DUE, Count.LATER_DUE)
    held = (Count.FIRST_ON_TIME, Count.SECOND_ON_TIME, Count.LATER_ON_TIME)
    by_limit = "reviews held by their limit / reviews whose limit fell in the period"
    group = "Reviews"
    spoken = (Count.REVIEWS_OF_SPEAKING,)
    return [
        Measure("reviews_on_time", group, by_limit + ", the child in care at the end of that day",
                "share", "higher", held, due, driven_by=drivers.ON_TIME),
        Measure("first_reviews_on_time", group, "of first reviews: " + by_limit, "share",
                "higher", held[:1], due[:1]),
        Measure("second_reviews_on_time", group, "of second reviews: " + by_limit, "share",
                "higher", held[1:2], due[1:2]),
        Measure("later_reviews_on_time", group, "of later reviews: " + by_limit, "share",
                "higher", held[2:], due[2:]),
        Measure("review_days_late", group, "mean lateness of reviews held late; a review not held "
                "by the end is not in it, so under lasting overload it grows with the years "
                "reported", "working days", "lower",
                (Count.WORKING_DAYS_LATE,), (Count.REVIEWS_LATE,)),
        Measure("review_thoroughness", group, "share of full practice (preparation, child seen, "
                "social worker met, time given) really done, mean over reviews held", "share",
                "higher", (Count.THOROUGHNESS,), (Count.REVIEWS_HELD,),
                driven_by=drivers.THOROUGHNESS),
        Measure("reviews_per_child_year", group, "reviews held", "per child-year", "neither",
                (Count.REVIEWS_HELD,), (Count.CHILD_DAYS,)),
        Measure("midway_coverage", group, "intervals between reviews of over 4 months with a "
                "midway check done", "share", "higher", (Count.LONG_INTERVALS_CHECKED,),
                (Count.LONG_INTERVALS,), driven_by=drivers.MIDWAY),
        Measure("records_on_time", group, "records written within 15 working days", "share",
                "higher", (Count.RECORDS_ON_TIME,), (Count.RECORDS_DUE,)),
        Measure("child_seen_before_review", "Child's voice", "of reviews of children aged 4 and "
                "over, the chair spoke with the child before", "share", "higher", (Count.SEEN,),
                spoken, driven_by=drivers.SEEN),
        Measure("child_seen_by_advocate", "Child's voice", "of reviews of children aged 4 and "
                "over, an advocate spoke with the child before", "share", "higher",
                (Count.SEEN_BY_ADVOCATE,), spoken),
        Measure("child_participation", "Child's voice", "of reviews of children aged 4 and over, "
                "the child took part in some way", "share", "higher", (Count.PARTICIPATED,),
                spoken),
        Measure("child_attendance", "Child's voice", "of reviews of children aged 4 and over, "
                "the child attended", "share", "higher", (Count.ATTENDED,), spoken),
        Measure("views_heard_independently", "Child's voice", "of reviews held, someone "
                "outside the case-holding team brought the child's views", "share",
                "higher", (Count.VIEWS_INDEPENDENT,), (Count.REVIEWS_HELD,),
                driven_by=drivers.VIEWS),
    ]  # fmt: skip


def _plans() -> list[Measure]:
    days = (Count.CHILD_DAYS,)
    group = "Plans and drift"
    return [
        Measure("care_plan_up_to_date", group, "children whose plan was updated within 10 working "
                "days of each review and told change, on a mean day", "share", "higher",
                (Count.CHILD_DAYS_PLAN_CURRENT,), days),
        Measure("drift_days_per_child_year", group, "days in drift, summed over actions; drift "
                "is from the 21st working day past the agreed day until done", "calendar days per "
                "child-year", "lower", (Count.ACTION_DAYS_IN_DRIFT,), days,
                driven_by=drivers.DRIFT),
        Measure("children_in_drift", group, "children with an action in drift, on a mean day",
                "share", "lower", (Count.CHILD_DAYS_IN_DRIFT,), days,
                driven_by=drivers.DRIFT),
        Measure("children_in_long_drift", group, "children with an action in drift for over six "
                "months, on a mean day", "share", "lower", (Count.CHILD_DAYS_IN_LONG_DRIFT,), days),
        *(Measure(f"drift_{id}_days_per_child_year", group, f"days in drift owed to time {words}; "
                  "an action's are shared among causes by its days in each since it arose",
                  "calendar days per child-year", "lower", (of_cause,), days)
          for id, words, of_cause in DRIFT_CAUSES),
        Measure("extra_care_days_per_child_year", group, "days in care after the planned day",
                "calendar days per child-year", "lower", (Count.EXTRA_CARE_DAYS,), days,
                driven_by=drivers.EXTRA_CARE),
        Measure("unsuitable_days_per_child_year", group, "days that parts of plans (placement, "
                "contact, route) stood unsuitable, summed over parts, until changed", "calendar "
                "days per child-year", "lower", (Count.UNSUITABLE_DAYS,), days,
                driven_by=drivers.UNSUITABLE),
        Measure("ready_at_18", group, "of children planned to stay to 18 who leave then, all that "
                "was to be done for it is done: match, delegated authority, pathway plan, personal "
                "adviser, home and money", "share", "higher", (Count.READY_AT_18,),
                (Count.LEFT_AT_18,),
                driven_by=drivers.READY),
        Measure("permanence_plan_by_second_review", group, "of children reaching a second review, "
                "the permanence decision was made", "share", "higher",
                (Count.PERMANENCE_BY_SECOND,), (Count.SECOND_REVIEWS,)),
        Measure("adoption_months", group, "of children adopted, from entry to placed for adoption",
                "months", "lower", (Count.ADOPTION_DAYS_TO_PLACED,), (Count.ADOPTIONS,)),
        Measure("adoption_order_months", group, "of children adopted, from placed to the order",
                "months", "lower", (Count.ADOPTION_DAYS_PLACED_TO_ORDER,), (Count.ADOPTIONS,)),
        Measure("proceedings_weeks", group, "mean length of care proceedings that ended, with an "
                "order or because the child left care", "weeks", "lower",
                (Count.PROCEEDINGS_DAYS,), (Count.PROCEEDINGS_ENDED,)),
        Measure("days_to_notice", group, "days that actions stood stalled and unnoticed / stalls "
                "noticed", "working days", "lower", (Count.STALL_WORKING_DAYS_UNNOTICED,),
                (Count.STALLS_NOTICED,)),
        Measure("changes_notified", group, "significant changes told to someone outside the "
                "case-holding team who is charged with the plan", "share", "higher",
                (Count.CHANGES_TOLD,), (Count.CHANGES,)),
    ]  # fmt: skip


def _challenge() -> list[Measure]:
    days = (Count.CHILD_DAYS,)
    group = "Challenge"
    both = (Count.CHALLENGES_INFORMAL, Count.CHALLENGES_FORMAL)
    ended = (Count.CHALLENGES_ENDED,)
    per = "per 100 child-years"
    return [
        Measure("challenges_informal", group, "informal challenges raised by an IRO", per,
                "neither", both[:1], days),
        Measure("challenges_formal", group, "formal challenges raised by an IRO", per, "neither",
                both[1:], days),
        Measure("cafcass_referrals", group, "referrals to Cafcass by an IRO", per, "neither",
                (Count.CAFCASS_REFERRALS,), days),
        Measure("informal_share", group, "of challenges, informal", "share", "neither", both[:1],
                both),
        Measure("settled_by_team_manager", group, "of challenges ended, at or below team manager",
                "share", "neither", (Count.ENDED_BY_TEAM_MANAGER,), ended),
        Measure("challenges_conceded", group, "of challenges ended, conceded: some of it stays a "
                "promise", "share", "higher", (Count.CHALLENGES_CONCEDED,), ended),
        Measure("challenges_resolved", group, "of challenges ended, with the action moving",
                "share", "higher", (Count.CHALLENGES_MOVED,), ended),
        Measure("challenge_followed_up", group, "of stalls the IRO noticed, acted on within 20 "
                "working days", "share", "higher", (Count.STALLS_FOLLOWED_UP,),
                (Count.STALLS_IRO_NOTICED,)),
    ]  # fmt: skip


def _people() -> list[Measure]:
    group = "People"
    loads = "hours that arose at full practice / hours present without overtime, "
    return [
        Measure("iro_caseload", group, "children to a full-time IRO", "children per FTE", "lower",
                (Count.CHILD_DAYS_WITH_IRO,), (of(FTE_DAYS, Role.IRO),)),
        Measure("iro_load", group, loads + "IROs", "ratio", "lower", (of(HOURS_AROSE, Role.IRO),),
                (of(HOURS_PRESENT, Role.IRO),)),
        Measure("chair_load", group, loads + "whoever chairs reviews: IROs, or team managers in "
                "the hours free for reviewing before other work gives way", "ratio", "lower",
                (Count.HOURS_AROSE_CHAIR,), (Count.HOURS_PRESENT_CHAIR,),
                driven_by=drivers.CHAIR_LOAD),
        Measure("chair_hours_needed", group, "hours of reviewing that arose for whoever chairs, at "
                "full practice, to a full-time post of theirs", "hours a week", "neither",
                (Count.HOURS_AROSE_CHAIR,), (Count.FTE_DAYS_CHAIR,)),
        Measure("chair_hours_least", group, "hours of reviewing that the law asks of whoever "
                "chairs, at their least, to a full-time post of theirs", "hours a week", "neither",
                (Count.HOURS_LEAST_CHAIR,), (Count.FTE_DAYS_CHAIR,)),
        Measure("chair_hours_there", group, "hours there for reviewing before other work gives "
                "way, to a full-time post of whoever chairs", "hours a week", "neither",
                (Count.HOURS_PRESENT_CHAIR,), (Count.FTE_DAYS_CHAIR,)),
        Measure("chair_hours_found", group, "hours found on the day for what the law asks and owed "
                "from then on, to a full-time post of whoever chairs", "hours a week", "lower",
                (Count.HOURS_FOUND_CHAIR,), (Count.FTE_DAYS_CHAIR,)),
        Measure("sw_caseload", group, "looked-after children to a full-time social worker post",
                "children per FTE", "lower", (Count.CHILD_DAYS,),
                (of(FTE_DAYS, Role.SOCIAL_WORKER),)),
        Measure("sw_load", group, loads + "social workers", "ratio", "lower",
                (of(HOURS_AROSE, Role.SOCIAL_WORKER),), (of(HOURS_PRESENT, Role.SOCIAL_WORKER),),
                driven_by=drivers.WORKERS_LOAD),
        Measure("visits_on_time", group, "statutory visits made in time / statutory visits due",
                "share", "higher", (Count.VISITS_IN_TIME,), (Count.VISITS_DUE,)),
        Measure("manager_load", group, "hours of reviewing and challenge that arose / hours free "
                "for them before other work gives way", "ratio", "lower",
                (of(HOURS_AROSE, Role.TEAM_MANAGER),), (of(HOURS_PRESENT, Role.TEAM_MANAGER),)),
        Measure("advocate_caseload", group, "children to a full-time advocate", "children per FTE",
                "lower", (Count.CHILD_DAYS_WITH_ADVOCATE,), (of(FTE_DAYS, Role.ADVOCATE),)),
        Measure("advocate_load", group, loads + "advocates", "ratio", "lower",
                (of(HOURS_AROSE, Role.ADVOCATE),), (of(HOURS_PRESENT, Role.ADVOCATE),)),
        Measure("sw_turnover", group, "permanent social workers who leave the authority in a year "
                "/ those in post", "per FTE-year", "lower", (Count.FTE_LEFT_AUTHORITY,),
                (Count.FTE_DAYS_PERMANENT,)),
        Measure("agency_share", group, "of social workers in post, agency workers", "share",
                "lower", (Count.FTE_DAYS_AGENCY,), (of(FTE_DAYS, Role.SOCIAL_WORKER),)),
        Measure("three_plus_social_workers", group, "of children looked after on 31 March, with "
                "three or more social workers in the year before", "share", "lower",
                (Count.MARCH_THREE_WORKERS,), (Count.MARCH_CHILDREN,)),
        Measure("three_plus_placements", group, "of children looked after on 31 March, with three "
                "or more placements in the year before", "share", "lower",
                (Count.MARCH_THREE_PLACEMENTS,), (Count.MARCH_CHILDREN,)),
        Measure("long_term_stability", group, "of children under 16 looked after for 2.5 years or "
                "more on 31 March, in the same placement for 2 years or more", "share", "higher",
                (Count.MARCH_LONG_TERM_STABLE,), (Count.MARCH_LONG_TERM,)),
        Measure("children_knowing_iro", group, "children met by their present IRO, on a mean day",
                "share", "higher", (Count.CHILD_DAYS_KNOWING_IRO,), (Count.CHILD_DAYS,)),
        Measure("iro_changes", group, "changes of a child's IRO", "per child-year", "lower",
                (Count.IRO_CHANGES,), (Count.CHILD_DAYS_WITH_IRO,)),
        Measure("children_looked_after", group, "children in care on a mean day", "children",
                "neither", (Count.CHILD_DAYS,), (Count.DAYS,)),
        Measure("entries_per_child_year", group, "entries to care", "per child-year", "neither",
                (Count.ENTRIES,), (Count.CHILD_DAYS,)),
        Measure("mean_stay_years", group, "child-years in care / exits", "years", "neither",
                (Count.CHILD_DAYS,), (Count.EXITS,)),
    ]  # fmt: skip


def _cost() -> list[Measure]:
    group = "Cost and posts"
    service = tuple(part.pounds for part in PARTS if part.kind == CASH)
    care = tuple(part.pounds for part in PARTS if part.kind == CARE)
    hours = tuple(part.pounds for part in PARTS if part.kind == HOURS)
    parts = [
        ("service_cost", "cash alone: IRO posts with their managers and administrators, team "
         "managers' posts bought for reviewing, worker posts added or removed, agency workers "
         "beyond today's share, duties moved from IROs, advocacy, one-off costs, and what is "
         "spent on early help or retention", service),
        ("hours_cost", "beside cash, what the hours would cost that reviewing and challenge take "
         "from managers' and social workers' other work, that other teams give workers who are "
         "behind, and of overtime; no money is paid for them", hours),
        ("extra_care_cost", "care after the planned day, average, not marginal", care),
        ("total_cost", "service cost, in cash, and extra care, average, not marginal",
         service + care),
    ]  # fmt: skip
    costs = [
        Measure(id + of_what, group, words, unit, "lower", pounds, (days,),
                driven_by=drivers.SERVICE_COST if id + of_what == "service_cost" else ())
        for of_what, unit, days in (("", "GBP per child-year", Count.CHILD_DAYS),
                                    ("_authority", "GBP a year", Count.DAYS))
        for id, words, pounds in parts
    ]  # fmt: skip
    worked = [
        Measure(f"hours_{id}_per_child_year", group, words, "hours per child-year", better,
                (count,), (Count.CHILD_DAYS,))
        for id, words, better, count in (
            ("taken_manager", "team managers' hours on reviewing and challenge beyond those free "
             "for it, taken from other work, supervision first", "lower",
             of(HOURS_OVERTIME, Role.TEAM_MANAGER)),
            ("free_manager", "team managers' hours on reviewing and challenge that were free for "
             "it; no other work gives way, so they have no price", "neither",
             Count.HOURS_FREE_MANAGER),
            ("answering", "social workers' hours of telling of changes and answering challenges",
             "lower", Count.HOURS_ANSWERING),
            ("helped", "hours that other teams give to social workers who are behind", "lower",
             Count.HOURS_HELPED),
            ("overtime", "overtime of social workers, IROs and advocates", "lower",
             Count.HOURS_OVERTIME),
        )
    ]  # fmt: skip
    in_post = {role.name.lower(): (role.words, of(FTE_DAYS, role)) for role in Role}
    in_post["social_worker"] = ("social workers, their time for looked-after children",
                                of(FTE_DAYS, Role.SOCIAL_WORKER))  # fmt: skip
    in_post["reviewing"] = ("team managers bought for reviewing alone", Count.FTE_DAYS_REVIEWING)
    in_post["advocate"] = in_post.pop("advocate")  # told after all who are the authority's
    posts = [
        Measure(f"posts_{who}", group, f"{words} in post", "FTE", "neither", (count,),
                (Count.DAYS,))
        for who, (words, count) in in_post.items()
    ]  # fmt: skip
    advocated = Measure("children_with_advocate", group, "children who have an advocate",
                        "children", "neither", (Count.CHILD_DAYS_WITH_ADVOCATE,),
                        (Count.DAYS,))  # fmt: skip
    return [*costs, *worked, *posts, advocated]


MEASURES: tuple[Measure, ...] = (
    *_reviews(), *_plans(), *measures_of_lateness(), *_challenge(), *measures_of_noticing(),
    *_people(), *_cost(),
)  # fmt: skip
HEADLINE: tuple[Measure, ...] = tuple(m for m in MEASURES if m.headline)
BY_ID = {measure.id: measure for measure in MEASURES}
# what arrangements are weighed on against each other: timeliness, drift, the child's voice, cost
TRADED = ("reviews_on_time", "drift_days_per_child_year", "views_heard_independently",
          "service_cost")  # fmt: skip
