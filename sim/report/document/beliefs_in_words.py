"""Beliefs as a director hears them: "a manager has fewer than 5 hours a week free for reviewing".

The register's words stand beside a name in a table; in a sentence many lack a subject. Here are
clauses for the beliefs on which answers hang most often; the others are named as the register does.
"""

import functools

from sim.report.document.belief import Belief
from sim.report.document.chain_in_words import chain_said
from sim.report.numbers import say_setting
from sim.settings import Setting, Settings, register

SAID = {
    **chain_said(),
    "recruitment_days": Belief(
        "how long a new post takes to fill", "a new post takes {many} working days to fill"
    ),
    "iro.hours_per_year": Belief(
        "an IRO's productive hours", "an IRO has {many} productive hours a year"
    ),
    "iro.overtime_share": Belief(
        "the overtime of IROs who are behind", "IROs who are behind add {much} to their day"
    ),
    "iro.vacant_days": Belief(
        "how long an IRO's post stands empty", "an IRO's post stands empty for {many} working days"
    ),
    "iro.outside_influence": Belief(
        "how much influence an outside IRO keeps",
        "an outside IRO keeps {much} of the success of informal challenge",
    ),
    "iro.outside_knowledge": Belief(
        "how much an outside IRO notices", "an outside IRO keeps {much} of an IRO's noticing"
    ),
    "iro.outside_notification_odds": Belief(
        "how readily workers tell an outside IRO of changes",
        "the odds that workers tell an outside IRO of a change are {much} of today's",
    ),
    "iro.outside_travel_hours": Belief(
        "an outside IRO's travel", "each meeting takes an outside IRO {many} hours of travel"
    ),
    "iro.outside_transfer_share": Belief(
        "how many IROs move to an outside employer",
        "{of} IROs move with their post to an outside employer",
    ),
    "social_worker.notification_rate": Belief(
        "how often social workers tell the IRO of changes",
        "a settled social worker tells the IRO of {of} significant changes",
    ),
    "team_manager.workers": Belief(
        "how many social workers a manager has", "a manager has {many} social workers"
    ),
    "team_manager.hours_per_week": Belief(
        "the hours a manager has free for reviewing",
        "a manager has {many} hours a week free for reviewing",
    ),
    "team_manager.gives_way_hours_per_week": Belief(
        "the hours reviewing may take from a manager's other work",
        "reviewing may take {many} hours a week from a manager's other work",
    ),
    "team_manager.hours_per_year": Belief(
        "the productive hours of a manager's post bought for reviewing",
        "a manager's post bought for reviewing has {many} productive hours a year",
    ),
    "team_manager.administration_kept": Belief(
        "how much administration of reviews goes on where managers chair",
        "{much} of the administration of reviews goes on where managers chair",
    ),
    "iro.iros_per_manager": Belief(
        "how many IROs a manager of theirs has", "a manager of IROs has {many} of them"
    ),
    "iro.iros_per_administrator": Belief(
        "how many IROs an administrator serves", "an administrator of reviews serves {many} IROs"
    ),
    "team_manager.duplicated_share": Belief(
        "how much of a chair's work the team does anyway",
        "the team does {much} of a chair's work on a review anyway",
    ),
    "team_manager.objectivity": Belief(
        "how much a manager notices in own plans",
        "a manager who reviews own plans keeps {much} of an independent chair's noticing",
    ),
    "team_manager.supervision_lost": Belief(
        "how much lost supervision slows the team's own noticing",
        "the loss of a tenth of a manager's hours slows the team's own noticing by {tenth}",
    ),
    "advocate.uptake_opt_out": Belief(
        "how many children accept an advocate", "{of} children offered an advocate accept one"
    ),
    "advocate.vacancy": Belief(
        "how many children find no advocate", "{of} children who would have an advocate find none"
    ),
    "advocate.brings_views": Belief(
        "how often an advocate brings a child's views",
        "an advocate brings the views of {of} children seen to the review",
    ),
    "review.brought_forward_share": Belief(
        "how many changes bring a review forward",
        "{of} significant changes told bring the next review forward",
    ),
    "review.requested_share": Belief(
        "how many moves the reviewer answers with an early review",
        "after {of} placement moves told the reviewer requires an early review",
    ),
    "plan.unprompted_for_18": Belief(
        "how much of what matters for staying to 18 workers begin unprompted",
        "workers begin {of} actions that matter for staying to 18 unprompted",
    ),
    "review.frictions.party_cancels": Belief(
        "how many meetings a party cancels", "a party cancels {of} meetings"
    ),
    "authority.practice_quality": Belief(
        "the place's practice quality",
        "practice quality is {many} standard deviations from the average authority's",
    ),
    "authority.frictions": Belief(
        "how often something keeps reviews from their day in this place",
        "reviews are kept from their day {many} times as often as in the average authority",
    ),
    "authority.handovers": Belief(
        "how often children are handed over in this place",
        "children are handed over {many} times as often as in the average authority",
    ),
    "authority.early_moves": Belief(
        "how often children new in care move in this place",
        "children new in care move {many} times as often as in the average authority",
    ),
    "authority.settled_moves": Belief(
        "how often settled children move in this place",
        "settled children move {many} times as often as in the average authority",
    ),
    "plan.stalls": Belief(
        "how many actions stall", "{of} actions stall with a settled worker at ordinary load"
    ),
    "plan.unprompted": Belief(
        "how often workers act before a review agrees it",
        "workers act on {of} needs before a review agrees them",
    ),
    "plan.watched": Belief(
        "how much less actions stall while an outsider is due to look",
        "actions stall {much} as often while an outsider is due to look",
    ),
    "plan.unsuitable.per_year": Belief(
        "how often parts of plans turn unsuitable",
        "{many} parts of a child's plan turn unsuitable in a year",
    ),
    "plan.unsuitable.at_entry": Belief(
        "how many plans do not fit from the first day",
        "{of} plans made at entry have an unsuitable part",
    ),
    "plan.unsuitable.seen": Belief(
        "how hard it is to see that a plan does not fit",
        "an unsuitable part is noticed with {much} of the chance of a stall",
    ),
    "team_manager.told": Belief(
        "how often a manager who chairs is told of changes",
        "a manager who chairs is told of {of} significant changes",
    ),
    "iro.conflict_penalty": Belief(
        "what regulation 44 visits cost an IRO's will to act",
        "regulation 44 visits cost the IROs who make them {much} of the will to act",
    ),
    "care.delay_days": Belief(
        "how long stays last past their plan", "stays last {many} days past their plan today"
    ),
    "transition.days": Belief(
        "how long a new arrangement takes to learn",
        "a new arrangement takes {many} working days to learn",
    ),
    "transition.hours_lost": Belief(
        "the hours lost to learning a new arrangement",
        "learning a new arrangement costs {much} of working hours",
    ),
    "iro.turnover": Belief("how many IROs leave in a year", "{many} of 100 IROs leave in a year"),
    "social_worker.hours_per_year": Belief(
        "a social worker's productive hours", "a social worker has {many} productive hours a year"
    ),
    "social_worker.casework_hours": Belief(
        "the hours of standing casework for a child",
        "standing casework for a child takes {many} hours a year",
    ),
    "advocate.caseload": Belief(
        "how many children a full-time advocate has", "a full-time advocate has {many} children"
    ),
    "plan.overload_factor": Belief(
        "how much more often actions stall on an overloaded desk",
        "overload multiplies the chance of a stall by {many}",
    ),
    "plan.handover_stalls": Belief(
        "how often a change of worker stalls what was under way",
        "{of} actions under way stall when the worker changes",
    ),
    "plan.gone_factor": Belief(
        "how much more often it does where nobody hands over",
        "a worker gone before the next comes multiplies that chance by {many}",
    ),
    "plan.uncovered_stalls": Belief(
        "how often a week without a worker stalls what was under way",
        "in each week without a worker {of} actions under way stall",
    ),
    "plan.new_worker_factor": Belief(
        "how much more often actions stall with a new worker",
        "a new worker multiplies the chance of a stall by {many}",
    ),
    "plan.agency_factor": Belief(
        "how much more often actions stall with an agency worker",
        "an agency worker multiplies the chance of a stall by {many}",
    ),
    "court.hearing_hours": Belief(
        "a social worker's hours for a hearing", "a hearing takes {many} hours of the social worker"
    ),
}


@functools.cache
def _known() -> dict[str, Setting]:
    return {setting.name: setting for setting in register(Settings())}


def subject(belief: str) -> str:
    """Return what a belief is about; for one without own words, its name as words.

    Raises
    ------
    KeyError
        If no setting has that dotted name.
    """
    said = SAID.get(belief)
    return said.subject if said else f"{_named(_known()[belief].name)} ({belief})"


def _named(belief: str) -> str:
    """Return a setting's name as words: "social worker turnover"."""
    words = belief.replace(".", " ").replace("_", " ")
    return words.replace("iro ", "IRO ") if words.startswith("iro ") else words


def clause(belief: str, value: float, below: bool) -> str:
    """Return that a belief is below a value, or that value or more.

    Parameters
    ----------
    belief
        The dotted name of the setting.
    value
        In the unit of the setting.
    below
        Whether it is below it.
    """
    said = SAID.get(belief)
    fewer, less = ("fewer than", "less than") if below else ("at least", "at least")
    if said is None:
        unit = _known()[belief].unit
        amount = f"{_of_hundred(value)}%" if unit == "share" else f"{say_setting(value)} {unit}"
        return f"{subject(belief)} is {'below' if below else 'at least'} {amount}"
    return said.clause.format(
        of=f"{fewer} {_of_hundred(value)} of 100",
        many=f"{fewer} {say_setting(value)}",
        much=f"{less} {_of_hundred(value)}%",
        tenth=f"{less} {_of_hundred(value / 10)}%",
    )


def _of_hundred(share: float) -> str:
    return f"{100 * share:.10g}"
