"""One pool of IROs across several authorities: `policy.pool=[Leeds,Bradford,Calderdale]`."""

from sim.arms.policy import PREFIX
from sim.arms.typed_words import names_in
from sim.data.authorities import names as every_authority
from sim.data.authority_names import find
from sim.errors import UserError, echoed
from sim.settings import Settings

NAME = "pool"
BETWEEN = "; "  # some authorities' names hold a comma


def canonical(text: str) -> str:
    """Return the list of authorities that was written, by their full names.

    Parameters
    ----------
    text
        `[Leeds,Bradford]`, names with a comma in quotes; or what this function returned before.

    Raises
    ------
    UserError
        Where a name is no authority's, or there are fewer than two; an authority may be named
        several times, for copies of it.
    """
    asked = text.strip("[] ").split(";") if ";" in text else names_in(text)
    if not any(asked):
        return ""
    refused = f"{PREFIX}{NAME}={echoed(text)} is not allowed"
    if len(asked) > (most := len(every_authority())):
        raise UserError(
            f"{refused}: it must be at most {most} authorities, as many as there are, not "
            f"{len(asked):,}"
        )
    found = [find(name.strip(), PREFIX + NAME) for name in asked]
    if len(found) < 2:
        raise UserError(
            f"{refused}: it must be a list of two authorities or more, "
            "[Leeds,Bradford]; the same may stand in it again, for a copy"
        )
    return BETWEEN.join(found)


def members(text: str) -> list[str]:
    """Return the authorities of a pool that `canonical` wrote; none where there is no pool."""
    return text.split(BETWEEN) if text else []


def in_order(chosen: str, by_default: bool, text: str) -> list[str]:
    """Return the pool's authorities, the chosen one first.

    Raises
    ------
    UserError
        Where the user chose an authority that is not in the pool.
    """
    names = members(text)
    if chosen in names:
        names.remove(chosen)
        return [chosen, *names]
    if not by_default:
        raise UserError(
            f"{PREFIX}{NAME}=[{', '.join(names)}] is not allowed with authority.name={chosen}: "
            "the pool must hold that authority, or none be named"
        )
    return names


def check_pool(under_policy: Settings) -> None:
    """Refuse a pool where there are no IROs to share."""
    if under_policy.pool and under_policy.iro.employer == "none":
        raise UserError(
            f"{PREFIX}{NAME}=[{', '.join(members(under_policy.pool))}] is not allowed with "
            f"{PREFIX}iro.employer=none: there would be no IROs to share"
        )
