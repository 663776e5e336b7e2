"""Who may notice that a plan is stuck: how likely each sees it, acts on it and prevails.

One chain for everybody: sees, acts, succeeds, is kept, in days, for hours. IROs and team managers
are reviewers, the same in everything but their settings; guardians, advocates and the team itself
have shorter chains of the same links.
"""

from sim.agents.social_worker import reviewing_manager
from sim.engine.chance import uniform
from sim.engine.compile import rule
from sim.vocabulary import DRAWS_PER_ACTION, Chair, Employer, EventKind, Midway, Noticer, Role

STREAMS = 4  # of looks at an action: the reviewer's, the team's, the guardian's, the advocate's
REVIEWER = 0


class Chain:
    """The chain of one who may notice: chances, mean working days, hours."""

    at_thin_review: float  # chances that a reviewer sees a stuck action
    at_full_review: float
    at_midway_check: float
    at_told_change: float
    acts: float
    days: int
    hours: float
    succeeds: float
    kept: float
    grave: float  # of a reviewer: the formal step
    steps_up: float
    formal_days: int
    formal_hours: float
    formal_succeeds: float
    formal_kept: float


@rule
def is_reviewer(who):
    """Whether who notices is a reviewer, who has a formal step too."""
    return who == Noticer.IRO or who == Noticer.TEAM_MANAGER


@rule
def stream_of(who):
    """Return the stream of looks that a noticer's looks are of: reviewers share one."""
    if who == Noticer.TEAM:
        return 1
    if who == Noticer.GUARDIAN:
        return 2
    return 3 if who == Noticer.ADVOCATE else REVIEWER


@rule
def answer_to(who):
    """Return the event of an answer to what a noticer raised with the team."""
    if who == Noticer.TEAM:
        return EventKind.TEAM_ANSWERED
    if who == Noticer.GUARDIAN:
        return EventKind.GUARDIAN_ANSWERED
    return EventKind.ADVOCATE_ANSWERED if who == Noticer.ADVOCATE else EventKind.REVIEWER_ANSWERED


@rule
def draw_for(w, action, purpose, who):
    """Draw for the latest time that a noticer looked at an action."""
    stream = stream_of(who)
    looks = action.looks
    if stream == 1:
        looks = action.team_looks
    elif stream == 2:
        looks = action.guardian_looks
    elif stream == 3:
        looks = action.advocate_looks
    ordinal = (action.address * DRAWS_PER_ACTION + looks) * STREAMS + stream
    return uniform(w.service.seed, w.children[action.child].id, purpose, ordinal)


@rule
def noticer_of(w, p):
    """Return as what kind of noticer the holder of a post reviews."""
    return Noticer.IRO if w.posts[p].role == Role.IRO else Noticer.TEAM_MANAGER


@rule
def chair_of(w, child):
    """Return the post of whoever chairs a child's reviews, -1 for nobody."""
    if w.settings.review.chair == Chair.TEAM_MANAGER:
        return reviewing_manager(w, child.social_worker)
    return child.iro


@rule
def monitor_of(w, child):
    """Return the post that is told of changes and hears from the guardian, -1 for nobody.

    That is the child's IRO or, where there is none, the manager who chairs; a manager takes a child
    on when an IRO would, some days after entry.
    """
    if not child.named:
        return -1
    if child.iro >= 0 or w.settings.review.chair == Chair.IRO:
        return child.iro
    return reviewing_manager(w, child.social_worker)


@rule
def raiser_of(w, action):
    """Return the reviewer who argues an action now: what IROs began, who follows them goes on."""
    if action.raiser == Noticer.IRO and w.settings.iro.employer == Employer.NONE:
        return Noticer.TEAM_MANAGER
    return action.raiser


@rule
def checker_of(w, child):
    """Return the post that makes a child's midway checks, -1 for nobody."""
    if w.settings.review.midway_checks == Midway.CHAIR:
        return chair_of(w, child)
    return child.iro


@rule
def is_outside_team(w, p):
    """Whether a reviewer is outside the case-holding team: an IRO, or another team's manager."""
    return w.posts[p].role == Role.IRO or not w.settings.team_manager.reviews_own_team


@rule
def is_watched(w, child):
    """Whether somebody outside the case-holding team is to review the child's plan."""
    if not child.named:
        return False
    p = chair_of(w, child)
    if p >= 0 and w.posts[p].active and is_outside_team(w, p):
        return True
    return child.iro >= 0 and w.posts[child.iro].active


@rule
def has_met(w, child, p):
    """Whether the child has met the person who holds a reviewer's post."""
    if w.posts[p].role == Role.IRO:
        return child.met_iro
    return child.met_manager == p and child.met_person == w.posts[p].people


@rule
def chance_of_seeing(w, child, p, chance):
    """Return the chance that a reviewer sees a stuck action, less what stands in the way.

    A reviewer sees less of a child not met yet, from outside the authority, or in own plans.
    """
    s = w.settings
    if not has_met(w, child, p):
        chance *= s.challenge.unmet
    if w.posts[p].role == Role.IRO:
        if s.iro.employer == Employer.OUTSIDE:
            chance *= s.iro.outside_knowledge
    elif s.team_manager.reviews_own_team:
        chance *= s.team_manager.objectivity
    return chance


@rule
def chance_of_acting(w, who, p, authority):
    """Return the chance that whoever has noticed raises it; `p` is a reviewer's post.

    Practice quality moves everybody's; reviewers whom the authority employs lose some of it.
    """
    s = w.settings
    chance = w.chains[who].acts * w.authorities[authority].quality_on_challenge
    if is_reviewer(who):
        if who == Noticer.TEAM_MANAGER or s.iro.employer == Employer.AUTHORITY:
            chance *= 1.0 - s.challenge.employment_penalty
        if w.posts[p].regulation_44:
            chance *= 1.0 - s.iro.conflict_penalty
    return min(1.0, chance)
