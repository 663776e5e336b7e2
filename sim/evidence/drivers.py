"""Which settings drive which headline figures; `weakest_source.py` says what these rest on.

Each list names settings, or rooms of settings by the beginning of their names. On it stands what,
at the ends of its plausible range, moves the figure or what a policy does to it by about as much as
matters, and what the policies themselves move it by. Through everyone's workload nearly every
setting moves nearly every figure a little; those are left out.
"""

# how many children there are
CHILDREN = (
    "authority.children_looked_after", "authority.started_in_year", "authority.ceased_in_year",
    "early_help.entries_prevented",
)  # fmt: skip
# the hours that IROs have, and what takes them: the statutory work on reviews first
IROS_TIME = (
    "iro.caseload", "iro.hours_per_year", "iro.overtime_share", "iro.allocation",
    "iro.extra_duties.prevalence", "iro.extra_duties.time_share", "iro.outside_transfer_share",
    "iro.outside_travel_hours", "recruitment_days", "desk.cut_from_days", "care.delay_days",
    "review.timetable.later_months", "review.timetable.long_interval_months",
    "review.timetable.opens_days", "review.timetable.aim_later_days",
    "review.timetable.midway_opens_share", "review.timetable.record_days",
    "review.brought_forward_share", "review.requested_share", "review.tasks.meeting.hours",
    "review.tasks.record.hours", "review.tasks.child_contact", "review.tasks.midway_check",
    "change.response.hours", "social_worker.notification_rate",
    "plan.stalls",  # what stalls is noticed and challenged, which takes time
    "challenge.team.sees_days", "challenge.iro.acts",
)  # fmt: skip
# the same of team managers, where they chair
MANAGERS_TIME = (
    "team_manager.workers", "team_manager.hours_per_week",
    "team_manager.gives_way_hours_per_week",
    "team_manager.hours_per_year",  # of posts bought
    "reinvestment.team_managers", "team_manager.duplicated_share",
    "social_worker.caseload",  # and so how many managers there are
    "social_worker.vacancy", "social_worker.agency_share", "desk.cut_per_day",
    "review.tasks.meeting.least", "challenge.team_manager.acts",
)  # fmt: skip
ON_TIME = (
    *CHILDREN, *MANAGERS_TIME, "iro.caseload", "iro.extra_duties.prevalence",
    "iro.extra_duties.time_share", "iro.allocation", "review.timetable.first_days",
    "review.timetable.later_months", "review.timetable.aim_first_days",
    "review.timetable.aim_later_days", "review.frictions.report_missing",
    "review.frictions.party_cancels", "review.frictions.chair_ill",
    "review.frictions.known_late", "review.frictions.known_late_days",
    "review.frictions.rearranged_days", "review.frictions.diary_share",
    "review.frictions.adjourn_share", "review.frictions.adjourned_days", "authority.frictions",
    "review.tasks.meeting.hours",
    "social_worker.casework_hours",  # the report waits on the worker's desk
    "social_worker.dedicated", "desk.spell_days",
)  # fmt: skip
SEEN = (*CHILDREN, *IROS_TIME, *MANAGERS_TIME)
THOROUGHNESS = (*SEEN, "review.timetable.met_before_days")
MIDWAY = (
    *CHILDREN, *IROS_TIME, "review.timetable.midway_lapses_days",
    "review.tasks.preparation.hours", "review.tasks.social_worker_meeting.hours",
)  # fmt: skip
VIEWS = (
    *CHILDREN, *IROS_TIME, "review.voice.speaks_from_age", "advocate.offer",
    "advocate.uptake_opt_in", "advocate.uptake_opt_out", "advocate.vacancy",
    "advocate.brings_views",
)  # fmt: skip
DRIFT = (
    *CHILDREN,
    # what there is to do, and how often it stalls
    "plan.needs_at_entry", "plan.needs_per_year", "plan.actions", "plan.unprompted",
    "plan.outside_wait", "plan.stalls", "plan.watched", "plan.new_worker_factor",
    "plan.agency_factor", "plan.drift_after_days",
    # how often the child's worker changes, and what that stalls
    "plan.handover_stalls", "plan.gone_factor", "plan.uncovered_stalls",
    "social_worker.turnover", "social_worker.internal_moves", "social_worker.leavers_kept",
    "social_worker.agency_share", "social_worker.agency_replaced",
    "social_worker.agency_stay_days", "social_worker.vacancy", "social_worker.transfer_share",
    "social_worker.reallocations", "change.raises_need", "authority.practice_quality",
    "authority.quality_on_stalling", "authority.quality_on_challenge",
    # the social workers' hours
    "social_worker.caseload", "social_worker.dedicated", "social_worker.hours_per_year",
    "social_worker.casework_hours", "social_worker.visit_hours", "social_worker.handover_hours",
    "social_worker.help_share", "social_worker.undone_unseen", "desk.standing_gives",
    "court.hearing_days", "court.hearing_hours",
    # who notices, and gets it moving again: the same links for everybody
    "challenge.team", "challenge.team_manager", "challenge.iro", "challenge.guardian",
    "challenge.advocate", "challenge.unmet", "challenge.employment_penalty",
    "review.timetable.later_months", "iro.caseload", "iro.extra_duties.prevalence",
    "iro.extra_duties.time_share", "iro.outside_influence", "iro.outside_knowledge",
    "iro.outside_notification_odds", "social_worker.notification_rate", "team_manager",
    "desk.cut_per_day",
)  # fmt: skip
READY = (*DRIFT, "plan.to_18", "plan.unprompted_for_18")
UNSUITABLE = (*DRIFT, "plan.unsuitable", "placement_moves",
              "authority.early_moves", "authority.settled_moves")  # fmt: skip
EXTRA_CARE = (
    *CHILDREN, "care.delay_days", "care.age_at_start", "care.routes", "care.adoption",
    "plan.actions.leaving", "plan.unprompted", "plan.outside_wait", "plan.stalls",
    "plan.new_worker_factor", "plan.handover_stalls", "challenge.team.sees_days",
    "authority.practice_quality", "authority.quality_on_stalling", "social_worker.caseload",
    "social_worker.dedicated", "social_worker.casework_hours", "review.timetable.later_months",
    "iro.caseload", "challenge.team.kept", "challenge.iro.acts", "challenge.iro.kept",
    "challenge.team_manager.acts", "challenge.team_manager.kept", "team_manager.objectivity",
)  # fmt: skip
CHAIR_LOAD = (*CHILDREN, *IROS_TIME, *MANAGERS_TIME)
WORKERS_LOAD = (
    *CHILDREN, "care.delay_days", "social_worker.caseload", "social_worker.hours_per_year",
    "social_worker.casework_hours", "social_worker.visits_per_year",
    "social_worker.visit_hours", "social_worker.handover_hours", "court.hearing_days",
    "court.hearing_hours", "review.timetable.later_months", "review.tasks.report.hours",
    "review.tasks.plan_update.hours", "review.tasks.attendance_hours", "change.handling.hours",
    "plan.needs_per_year", "plan.actions.contact.hours", "plan.actions.placement.hours",
    "plan.actions.placement.outside", "plan.actions.permanence.hours", "desk.spell_days",
    "iro.caseload",  # so many may hold cases once their posts are closed
    "redeployment",
)  # fmt: skip
SERVICE_COST = (
    *CHILDREN, "care.delay_days", "iro.caseload", "iro.extra_duties.prevalence",
    "iro.extra_duties.time_share", "iro.outside_transfer_share", "recruitment_days",
    "social_worker.caseload", "social_worker.dedicated", "social_worker.vacancy",
    "social_worker.agency_share", "iro.iros_per_manager", "iro.iros_per_administrator",
    "team_manager.administration_kept", "advocate.offer", "advocate.uptake_opt_in",
    "advocate.uptake_opt_out", "advocate.vacancy", "redeployment", "reinvestment",
    "cost.iro_post", "cost.iro_manager_post", "cost.administrator_post",
    "cost.social_worker_post", "cost.team_manager_post", "cost.agency_premium",
    "cost.early_help_spending", "cost.retention_spending", "cost.advocacy", "cost.post_change",
)  # fmt: skip
