"""What settings must satisfy together, and what no range can say."""

import datetime
import re
from collections.abc import Container, Sequence

from sim.arms.policy import PREFIX
from sim.errors import UserError
from sim.settings import READINGS, Settings, settings_by_name

EARLIEST = datetime.date(2000, 1, 1)
LATEST = datetime.date(2100, 1, 1)
SHORTEST_STAY, LONGEST_STAY = 0.25, 12.0  # years, about what planned stays can be scaled to
BOUGHT = ("team_managers", "social_workers", "advocates", "early_help")  # in `reinvestment`
ROUNDING = 1e-9  # shares such as 0.1 + 0.2 + 0.7 may sum to a hair over 1


def first_day(start: str) -> datetime.date:
    """Return the date that `start` names.

    Raises
    ------
    UserError
        Where it is no date, or too far from the figures and bank holidays that are known.
    """
    allowed = f"it must be a date written YYYY-MM-DD, from {EARLIEST} to {LATEST}"
    try:
        # fromisoformat alone would also take 20250401 and 2025-W14-2
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", start):
            raise ValueError
        day = datetime.date.fromisoformat(start)
    except ValueError:
        raise UserError(f"start={start} is not allowed: {allowed}") from None
    if not EARLIEST <= day <= LATEST:
        raise UserError(f"start={start} is not allowed: {allowed}")
    return day


def check_together(settings: Settings, by_policy: Container[str] = ()) -> None:
    """Refuse settings that cannot hold together.

    Parameters
    ----------
    settings
        One arm's settings.
    by_policy
        The names of the settings that a policy set in this arm, to name them as it does.

    Raises
    ------
    UserError
        In one line that names the settings and what is allowed.
    """
    first_day(settings.start)
    _check_precision(settings)
    care = settings.care
    _check_sum("care.age_at_start", care.age_at_start)
    _check_sum("care.placement", care.placement)
    for age in vars(care.routes):
        _check_sum(f"care.routes.{age}", getattr(care.routes, age))
    steps = care.adoption
    if not steps.decision <= steps.match <= steps.placed:
        raise UserError(
            f"care.adoption: decision, match, placed = {steps.decision:g}, {steps.match:g}, "
            f"{steps.placed:g} is not allowed: none may come before the one named before it"
        )
    _check_stay(settings)
    _check_sum("redeployment", settings.redeployment, ("case_holders", "child_protection"))
    _check_sum("reinvestment", settings.reinvestment, BOUGHT)
    if settings.iro.employer == "none" and settings.review.chair == "iro":
        names = ("review.chair", "iro.employer")
        chair, employer = (PREFIX * (name in by_policy) + name for name in names)
        raise UserError(
            f"{chair}=iro is not allowed with {employer}=none: where there is no IRO, "
            "review.chair must be team_manager"
        )


def _check_precision(settings: Settings) -> None:
    """Refuse a precision that no share can have: 5 would be 500 points."""
    of, asked = settings.precision_of, settings.precision
    if asked is None or of == READINGS or asked <= 1:
        return
    listed = settings_by_name()
    if listed[f"matters.{of}"].unit == "share":
        raise UserError(
            f"precision={asked:g} is not allowed with precision_of={of}: of a share it must be "
            f"from {listed['precision'].low:.5f} to 1, where 0.01 is one point"
        )


def _check_stay(settings: Settings) -> None:
    """Refuse an authority that cannot stand still: stays are its children / its entries."""
    authority = settings.authority
    figures = (authority.children_looked_after, authority.started_in_year, authority.ceased_in_year)
    if None in figures:
        return  # the authority's own figures are not filled in yet
    children, started, ceased = (float(figure or 0) for figure in figures)
    entries = (started + ceased) / 2
    if children == entries == 0:
        return
    stay = children / entries if entries > 0 else float("inf")
    if not SHORTEST_STAY <= stay <= LONGEST_STAY:
        raise UserError(
            f"authority.children_looked_after={children:g} is not allowed with {entries:g} "
            "entries a year (the mean of authority.started_in_year and "
            f"authority.ceased_in_year): the mean stay, {stay:.3g} years, must be from "
            f"{SHORTEST_STAY:g} to {LONGEST_STAY:g}"
        )


def _check_sum(room: str, shares: object, names: Sequence[str] = ()) -> None:
    """Refuse shares of one thing, all in a room or those named, that are more than all of it."""
    values = [vars(shares)[name] for name in names or vars(shares)]
    total = sum(values)
    if total > 1 + ROUNDING:
        parts = " + ".join(f"{value:g}" for value in values)
        said = ", ".join(names or vars(shares))
        raise UserError(
            f"{room}: {said} = {parts} = {total:g} is not allowed: these shares must sum to "
            "1 or less"
        )
