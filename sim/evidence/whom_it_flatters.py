"""Whom it flatters: what the model leaves out or does for one side only, and who gains by it.

README, report and docs/model.md make their tables from this list. Its order is the maintainers'
judgement of which matter most; the first `LARGEST` stand in the README.
"""

from dataclasses import dataclass

from sim.arms.figures_in_words import with_figures

LARGEST = 6
# who may look better than they are: today's service with IROs among them
SIDES = (
    "IROs", "abolition", "advocates", "strengthening", "relocation", "any change", "neither known",
)  # fmt: skip
UNKNOWN = "unknown"
COLUMNS = ("left out, or one-sided", "flatters", "how big", "shown by")


@dataclass(frozen=True)
class Flattery:
    """One thing that is left out, or done for one side only.

    Attributes
    ----------
    what
        The thing, a sentence.
    flatters
        Who looks better for it, one of `SIDES`, or several of them joined by commas.
    size
        How big it is, with a figure, or that this is unknown; a setting in braces stands for its
        value.
    shown_by
        A command of this program that shows it, or the nearest to it; empty where none does.
    """

    what: str
    flatters: str
    size: str = UNKNOWN
    shown_by: str = ""

    @property
    def sides(self) -> tuple[str, ...]:
        """Who looks better for it."""
        return tuple(self.flatters.split(", "))

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """Its row of a table, under `COLUMNS`."""
        return (self.what, self.flatters, with_figures(self.size, {}), self.shown_by)


ABOLISH = "python -m sim +scenario=abolish"
FLATTERIES = (
    Flattery(
        "Nothing lets a child leave care before the planned day, so whoever has a plan move faster "
        "than planned gains nothing.",
        "abolition",
        "studies abroad of a full-time outsider: children with a plan to leave left 1.0 to 1.5 "
        "times as fast, in the first months",
    ),
    Flattery(
        "Harm is not simulated: nobody is hurt in a placement, and no reviewer finds out.",
        "abolition",
    ),
    Flattery(
        "Work on reviews that the case-holding team does anyway is saved where a manager chairs, "
        "and nothing is noticed less for it.",
        "abolition",
        "{team_manager.duplicated_share} of a chair's work but the meeting, in the typical world",
        f"{ABOLISH} team_manager.duplicated_share=0",
    ),
    Flattery(
        "Hours that reviewing takes from managers' other work slow the team's own noticing; hours "
        "that IROs or advocates take from theirs slow nobody's.",
        "IROs",
        "16 days of drift a child-year where nobody funds the chairs, in the typical world",
        f"{ABOLISH} team_manager.supervision_lost=0",
    ),
    Flattery(
        "Those who chair anew lose hours to learning it; IROs who are told more, backed or capped "
        "learn at once.",
        "IROs, strengthening",
        "{transition.hours_lost} of hours for {transition.days} working days",
        f"{ABOLISH} transition.hours_lost=0",
    ),
    Flattery(
        "Midway checks are an IRO's: a manager who chairs makes none, unless the policy asks for "
        "them.",
        "IROs",
        "5 days of drift a child-year where managers are funded, in the typical world",
        f"{ABOLISH} policy.review.midway_checks=chair",
    ),
    Flattery(
        "Managers' hours that are free for reviewing have no price: what else they could be used "
        "for is left out.",
        "abolition",
        "{team_manager.hours_per_week} hours a week of each manager, in the typical world",
        f"{ABOLISH} team_manager.hours_per_week=0",
    ),
    Flattery(
        "Managers bought for reviewing are in post on the first day, and nobody manages them.",
        "abolition",
        "other posts that a policy adds are filled after {recruitment_days} working days",
        "python -m sim +scenario=abolish_funded",
    ),
    Flattery(
        "Answering a told change is discretionary: a chair without hours lets it lapse, and with "
        "it what would have been agreed.",
        "IROs",
        "3 days of drift a child-year where it took no hours, in the typical world",
        f"{ABOLISH} change.response.hours=0",
    ),
    Flattery(
        "What nobody was prompted to begin for a child who stays to 18 a reviewer or the team "
        "begins on seeing it; an advocate or a guardian must argue it.",
        "IROs",
        shown_by=f"{ABOLISH} plan.unprompted_for_18=0.7",
    ),
    Flattery(
        "Looks at what is stuck or does not fit are independent: whoever missed it once may see it "
        "as well the next time, so many looks see nearly all.",
        "IROs",
        shown_by=f"{ABOLISH} plan.unsuitable.seen=0.3",
    ),
    Flattery(
        "A manager's reviews move with the children when their worker changes, and bought hours "
        "are dealt anew each month; an IRO keeps a child whatever the load.",
        "abolition",
        "with the same hours and chain 1 child more of 100 is seen before the review",
        "python -m sim +scenario=abolish_funded",
    ),
    Flattery(
        "Load drives out IROs, managers and social workers; advocates, whom another body employs, "
        "are always followed by others.",
        "advocates",
    ),
    Flattery(
        "What a manager learns of a child by chairing helps neither supervision nor the team.",
        "IROs",
    ),
    Flattery(
        "What a child gains from being known to one person for years counts only as noticing.",
        "abolition",
        UNKNOWN,
        f"{ABOLISH} challenge.unmet=1",
    ),
    Flattery(
        "Legal status does not drift: no child is accommodated for years who should come to court, "
        "and no order is left that should be revoked.",
        "abolition",
        "unknown; courts found such cases in England in 2012 and 2018",
    ),
    Flattery(
        "Placement moves and changes of school are never avoided because somebody outside looked.",
        "abolition",
        "moves fell by 30% where children had lawyers, in one study abroad",
    ),
    Flattery(
        "What IROs tell the service as a whole, of patterns and of poor practice, changes nothing.",
        "abolition",
    ),
    Flattery(
        "Practice quality is the authority's own in every arrangement: no policy makes practice "
        "better or worse.",
        "neither known",
        UNKNOWN,
        f"{ABOLISH} authority.practice_quality=-1",
    ),
    Flattery(
        "Experienced IROs who go to casework or child protection count there as average workers.",
        "IROs",
        UNKNOWN,
        "python -m sim +scenario=abolish_redeploy",
    ),
    Flattery(
        "Visits left out make the team see later what a child needs and do no other harm, so hours "
        "that a policy gives back to workers show in little else.",
        "IROs",
    ),
    Flattery(
        "Conflicts of interest are an IRO's alone, who makes regulation 44 visits: a manager who "
        "chairs has only the own plans not to see.",
        "abolition",
        "{iro.conflict_penalty} of the will to act of IROs who make such visits",
        f"{ABOLISH} iro.conflict_penalty=0",
    ),
    Flattery(
        "Extra duties are an IRO's alone, and a policy that ends them pays for others to do them.",
        "abolition",
        "{iro.extra_duties.time_share} of the hours of {iro.extra_duties.prevalence} of IROs",
        f"{ABOLISH} iro.extra_duties.prevalence=0",
    ),
    Flattery(
        "Advocates' work beside reviews takes hours and money and brings the child nothing that is "
        "counted.",
        "IROs",
        "{advocate.casework_hours} hours a child-year, in the typical world",
        "python -m sim +scenario=advocates_too",
    ),
    Flattery(
        "An advocate never slows a plan or changes the way out of care, which one study abroad "
        "found of volunteers.",
        "advocates",
        "unknown; lower odds of permanence in 31,754 cases",
    ),
    Flattery(
        "A body outside brings no better training, standards or careers.",
        "IROs",
        UNKNOWN,
        "python -m sim +scenario=relocate iro.outside_influence=1 iro.outside_knowledge=1",
    ),
    Flattery(
        "A body outside has no overheads, and no contract for anybody to manage.",
        "relocation",
    ),
    Flattery(
        "A new arrangement is learned once: that it goes on being learned, or frays, after the "
        "first months is left out.",
        "any change",
        UNKNOWN,
        "python -m sim +scenario=relocate years=5",
    ),
    Flattery(
        "What policies set out to reach they reach, on the first day and for good: telling, "
        "liaison, backing, early help.",
        "strengthening",
        "telling of {social_worker.notification_rate} of changes becomes all",
        "python -m sim +scenario=notify policy.social_worker.notification_rate=0.85",
    ),
    Flattery(
        "IROs, managers and advocates are all as good as each other: no good ones and poor ones.",
        "neither known",
    ),
    Flattery(
        "Who looks never changes the planned way out of care: home, guardianship, adoption or a "
        "stay to 18.",
        "neither known",
    ),
    Flattery(
        "What children and families think of it, of the plan or of one more meeting, is left out: "
        "only whether views are heard.",
        "neither known",
    ),
    Flattery("Children do not come back into care.", "neither known"),
    Flattery(
        "Delays of families, and of courts beyond the length of proceedings, are no one's to move.",
        "neither known",
    ),
    Flattery(
        "Social workers who are behind get hours of other teams; IROs, managers and advocates, who "
        "have no other team of their trade in the authority, do not.",
        "IROs",
        "up to {social_worker.help_share} of a worker's hours; a manager's other work gives way, "
        "an IRO's discretionary work lapses",
        f"{ABOLISH} social_worker.help_share=0",
    ),
    Flattery(
        "A reviewer's tasks are taken up sooner or later by task and by person; workers' and "
        "advocates' lie in the order of their kinds alone.",
        "neither known",
        UNKNOWN,
        f"{ABOLISH} desk.task_spread=0 desk.person_spread=0",
    ),
    Flattery(
        "Workers' hours of telling and answering have a price beside cash, and so has overtime "
        "that they may cause: some are counted twice.",
        "abolition",
    ),
    Flattery(
        "A challenge that is not answered yet when the child's worker changes goes on as if the "
        "next one knew of it.",
        "IROs, advocates",
    ),
)


def largest() -> tuple[Flattery, ...]:
    """Return those that matter most, by the judgement of those who wrote the list."""
    return FLATTERIES[:LARGEST]
