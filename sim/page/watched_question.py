"""From what stands in the fields to the two services that are watched."""

from dataclasses import dataclass, replace

from sim.arms.scenarios import KEEP, scenarios
from sim.errors import UserError
from sim.page.form_fields import Options
from sim.page.visitor_question import Question
from sim.page.watched_arms import WatchedArms
from sim.page.worker import understood
from sim.replicate.replication import Point, point_of
from sim.report.numbers import capital, policy_name
from sim.study.notes import authority_words

OWN = ""  # the policy that the further settings make, of no scenario


@dataclass(frozen=True, eq=False)
class Opened:
    """What is watched."""

    question: Question  # what was asked, of one policy
    policy: str  # its name
    authority: str  # in words
    point: Point  # the one typical world, with both arms
    arms: WatchedArms


def asked_of(question: Question, watched: str) -> Question:
    """Return what is watched: of the policy that was chosen, or the first asked about."""
    policies = (watched,) if watched in _policies() else question.policies[:1]
    return replace(question, policies=policies)


def opened(question: Question) -> Opened:
    """Return both services on their first reported day.

    Raises
    ------
    UserError
        Where what is asked cannot be run, or is of several authorities.
    """
    asked, _ = understood(question)
    policy, arms = asked[0]
    if arms.beside:
        raise UserError("policy.pool is not allowed in Watch: it shows one authority")
    point = replace(point_of(0, arms, policy), in_worlds=False)
    today, under = (arm[0] for arm in point.settings(0))
    both = WatchedArms(today, under, point.seed(0))
    return Opened(question, policy, authority_words(arms), point, both)


def policy_options(question: Question) -> Options:
    """Return the policies to choose from."""
    own = [] if question.policies else [{"value": OWN, "text": "By the further settings"}]
    return own + [{"value": name, "text": capital(policy_name(name))} for name in _policies()]


def _policies() -> list[str]:
    return [name for name in scenarios() if name != KEEP]
