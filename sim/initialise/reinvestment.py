"""The money no longer spent on IRO posts: how much it is, and what a policy buys for it.

The money is a year's cost of the IRO posts that a policy closes, as far as they are filled on
average, with the managers and administrators that go with them, less the extra duties those IROs
had: others are paid for these. All is worked out from settings, before anything is lived.
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

from sim.engine.working_days import Calendar
from sim.initialise.posts import administrators, advocate_fte, iro_fte, iro_managers, worker_fte
from sim.settings import Settings
from sim.vocabulary import Role


class Bought(NamedTuple):
    """What a policy buys: full-time equivalents by role, and pounds a year.

    Attributes
    ----------
    fte
        Of team managers, for reviewing alone; of social workers; and of advocates.
    advocacy_pounds
        What these advocates cost beside the price of a child who has one.
    early_help_pounds
        What is spent on early help.
    """

    fte: Mapping[Role, float]
    advocacy_pounds: float
    early_help_pounds: float


def bought(under: Settings, today: Settings, when: Calendar) -> Bought:
    """Return what a policy buys for the money no longer spent on one authority's IRO posts.

    Parameters
    ----------
    under, today
        Resolved settings of the policy's arm and of today's.
    when
        The calendar of the run.
    """
    shares, cost = under.reinvestment, under.cost
    pounds = no_longer_spent(under, today, when.per_year)
    if shares.within_budget:
        pounds -= newly_spent(under, today, when)
    pounds = max(0.0, pounds)
    advocacy = shares.advocates * pounds if advocate_fte(under) > 0.0 else 0.0
    return Bought(
        fte={
            Role.TEAM_MANAGER: _posts(shares.team_managers * pounds, cost.team_manager_post),
            Role.SOCIAL_WORKER: _posts(shares.social_workers * pounds, cost.social_worker_post),
            Role.ADVOCATE: _posts(advocacy, cost.advocacy * under.advocate.caseload),
        },
        advocacy_pounds=advocacy if cost.advocacy > 0.0 else 0.0,
        early_help_pounds=shares.early_help * pounds,
    )


def no_longer_spent(under: Settings, today: Settings, per_year: float) -> float:
    """Return the pounds a year no longer spent on IRO posts, net of duties that others take over.

    The administration of reviews that goes on where managers chair is still spent.
    """
    cost = today.cost
    closed = closed_fte(under, today)
    if closed == 0.0:
        return 0.0
    posts = closed * filled_share(today, per_year) * cost.iro_post
    managers = (iro_managers(today) - iro_managers(under)) * cost.iro_manager_post
    kept = administrators(under, today)
    administration = (administrators(today, today) - kept) * cost.administrator_post
    duties = max(0.0, _duty_fte(today) - _duty_fte(under)) * cost.iro_post
    return max(0.0, posts + managers + administration - duties)


def newly_spent(under: Settings, today: Settings, when: Calendar) -> float:
    """Return the pounds a year that a policy newly pays for, beside what that money buys.

    They are advocacy once advocates are recruited, social workers' posts and former IROs in other
    work, one-off costs spread over the reported years, and what early help and retention are said
    to cost; where nobody has said it, nothing is taken off for it.
    """
    cost, years = under.cost, reported_years(when)
    recruited = max(0.0, 1.0 - under.recruitment_days / (when.per_year * years))
    more = _advocated(under) - _advocated(today)
    advocacy = cost.advocacy * (more * recruited if more > 0.0 else more)
    closed = closed_fte(under, today)
    redeployed = under.redeployment.case_holders + under.redeployment.child_protection
    workers = worker_fte(under, today) - worker_fte(today, today)
    posts = (workers + closed * redeployed) * cost.social_worker_post
    filled = filled_share(today, when.per_year)
    leave = closed * (1.0 - min(1.0, redeployed)) * filled + max(0.0, -workers)
    if under.iro.employer == "outside" != today.iro.employer:
        leave += iro_fte(today) * filled
    once = leave * cost.post_change / years
    spending = 0.0
    if under.early_help != today.early_help:
        spending += cost.early_help_spending or 0.0
    if retention(under) != retention(today):
        spending += cost.retention_spending or 0.0
    return advocacy + posts + once + spending


def retention(settings: Settings) -> tuple[object, ...]:
    """Return what a policy changes if it keeps social workers in their posts."""
    worker = settings.social_worker
    return (worker.leavers_kept, worker.agency_replaced, worker.turnover, worker.internal_moves,
            worker.agency_share)  # fmt: skip


def closed_fte(under: Settings, today: Settings) -> float:
    """Return the full-time IRO posts that a policy closes."""
    return max(0.0, iro_fte(today) - iro_fte(under))


def filled_share(settings: Settings, per_year: float) -> float:
    """Return the share of IRO posts that is filled on average, for only these are paid."""
    iro = settings.iro
    return 1.0 / (1.0 + 0.01 * iro.turnover * iro.vacant_days / per_year)


def reported_years(when: Calendar) -> float:
    """Return how long the reported years are, in the years by which pounds are counted."""
    dates = when.days["date"]
    return float(dates[when.end] - dates[when.start]) / 365.25


def _posts(pounds: float, price: float) -> float:
    """Return how many full-time equivalents pounds buy; what costs nothing is not bought."""
    return pounds / price if price > 0.0 and math.isfinite(pounds) else 0.0


def _duty_fte(settings: Settings) -> float:
    """Return the full-time posts' worth of extra duties that IROs have."""
    duties = settings.iro.extra_duties
    return iro_fte(settings) * duties.prevalence * duties.time_share


def _advocated(settings: Settings) -> float:
    """Return how many children are expected to have an advocate."""
    return advocate_fte(settings) * settings.advocate.caseload
