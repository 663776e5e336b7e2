"""Who comes into an authority's care in a year and for how long, by its own published figures."""

from sim.initialise.posts import children_of
from sim.settings import Settings

LEAST_YEARS = 0.02  # of a planned stay


def entries_of(settings: Settings) -> float:
    """Return how many children enter care in a year: the mean of those who start and cease."""
    authority = settings.authority
    return 0.5 * (float(authority.started_in_year or 0.0) + float(authority.ceased_in_year or 0.0))


def passing_a_year(settings: Settings) -> float:
    """Return how many of them a year pass through: unaccompanied, and soon handed on.

    Where the mean stay (children / entries) is implausibly short, they are as many as leave the
    others the usual stay. With N children, E entries, the usual stay S and a short one s,
    N = (E - F) S + F s gives F.
    """
    scheme, entries = settings.care.transfer_scheme, entries_of(settings)
    children = children_of(settings)
    if entries <= 0.0 or children / entries >= scheme.below_years:
        return 0.0
    short = scheme.stay_days / 365.25
    if scheme.others_years <= short:
        return 0.0
    passing = (entries * scheme.others_years - children) / (scheme.others_years - short)
    return min(entries, max(0.0, passing))


def planned_years(settings: Settings) -> float:
    """Return the mean planned stay of those who do not pass through, less the usual delay."""
    passing = passing_a_year(settings)
    entries = entries_of(settings) - passing
    children = children_of(settings) - passing * settings.care.transfer_scheme.stay_days / 365.25
    stay = children / entries if entries > 0 else 1.0
    return max(LEAST_YEARS, stay - settings.care.delay_days / 365.25)


def planned_years_of_all(settings: Settings) -> float:
    """Return the mean planned stay of all, those who pass through among them."""
    passing, entries = passing_a_year(settings), entries_of(settings)
    if passing == 0.0:
        return planned_years(settings)
    short = settings.care.transfer_scheme.stay_days / 365.25
    return (passing * short + (entries - passing) * planned_years(settings)) / entries
