"""What is asked in Python: settings by keyword, and a policy by its name or as a mapping.

`iro__caseload=60` is `iro.caseload=60` of the command line, and `authority="Leeds"` is
`authority.name=Leeds`: a keyword cannot hold a dot.
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from sim.arms.policy import PREFIX, Request, named, request_of
from sim.arms.scenario_files import values_in
from sim.arms.scenarios import broken, scenarios
from sim.errors import UserError, near_it
from sim.settings import settings_by_name

DOT = "__"


def asked_by_keyword(
    values: Mapping[str, Any] | Iterable[tuple[str, Any]],
    authority: str | None = None,
    policy: str | Mapping[str, Any] | None = None,
) -> Request:
    """Return what is asked for by keyword.

    Parameters
    ----------
    values
        Settings by name, with dots or `__` for them; those of the policy with `policy.` before. Or
        pairs of these, so that one that is given twice is seen.
    authority
        The authority's name.
    policy
        A scenario's name, or what the policy changes by names of settings; today's service by
        default.

    Raises
    ------
    UserError
        Where a name is no setting's or no scenario's, a setting is given twice, or `authority` or
        `policy` is of no such kind. Values are checked when the request is resolved.
    """
    asked = dotted_names(values)
    if authority is not None:
        if not isinstance(authority, str):
            raise UserError(f"authority={authority} is not allowed: it must be a name")
        _add(asked, "authority.name", authority)
    return request_of({**values_of_policy(policy), **asked})


def dotted_names(
    values: Mapping[str, Any] | Iterable[tuple[str, Any]], start: str = ""
) -> dict[str, Any]:
    """Return plain values by dotted names of settings.

    Parameters
    ----------
    values
        By names with dots or `__`; of NumPy's kinds too, and a date for a day.
    start
        What is put before every name that does not begin with it.

    Raises
    ------
    UserError
        Where a name is no setting's, or a setting is given twice.
    """
    found: dict[str, Any] = {}
    for name, value in values.items() if isinstance(values, Mapping) else values:
        written = str(name).replace(DOT, ".")
        dotted = start + written.removeprefix(start)
        named(dotted, f"{name}={value}")
        _add(found, dotted, _plain(value))
    return found


def values_of_policy(policy: str | Mapping[str, Any] | None) -> dict[str, Any]:
    """Return what a policy sets by dotted name, `policy.` before its own, as its file would.

    Raises
    ------
    UserError
        Where there is no such scenario, or it is neither a name nor a mapping.
    """
    if policy is None:
        return {}
    if isinstance(policy, Mapping):
        return dotted_names(policy, PREFIX)
    if not isinstance(policy, str):
        raise UserError(
            f"policy={policy} is not allowed: it must be a scenario's name, or a mapping of "
            'settings to values, {"iro.caseload": 50}'
        )
    known = scenarios()
    if policy in known:
        return values_in(known[policy].path)
    if policy in broken():
        raise UserError(f"policy={policy} is not allowed: {broken()[policy]}")
    dotted = policy.replace(DOT, ".").removeprefix(PREFIX)
    if dotted in settings_by_name():
        raise UserError(
            f"policy={policy} is not allowed: it is a setting; write a mapping, "
            f"{{{dotted!r}: value}}, and for mesa.batch_run a list of mappings"
        )
    near = near_it(policy, known) or f"; one of {', '.join(known)}"
    raise UserError(f"policy={policy} is not allowed: there is no such scenario{near}")


def _add(values: dict[str, Any], name: str, value: Any) -> None:
    if name in values:
        raise UserError(f"{name}={value} is not allowed: it is given twice")
    values[name] = value


def _plain(value: Any) -> Any:
    """Return a number of NumPy's as Python's, which settings are, and a date as its text."""
    if isinstance(value, np.generic):
        return value.item()
    return value.isoformat() if type(value) is datetime.date else value
