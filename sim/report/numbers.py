"""How numbers read, in the unit of their measure, and how names and words are joined."""

import math
from collections.abc import Sequence

from sim.arms.scenarios import KEEP

DECIMALS = {"share": 1, "ratio": 2, "years": 2, "per child-year": 2, "children": 0}
SMALL_LOAD = 0.1
DAYS = ("working days", "calendar days per child-year")


NAMES = {
    "sw_load": "social worker load",
    "sw_caseload": "social worker caseload",
    "sw_turnover": "social worker turnover",
    "iro_load": "IRO load",
    "chair_load": "load of whoever chairs",
    "service_cost": "service cost",
}  # where the id itself does not read as words


def capital(words: str) -> str:
    """Return words with a capital letter first."""
    return words[:1].upper() + words[1:]


def listed(words: Sequence[str], comma: str = ", ", last: str = " and ") -> str:
    """Return words as a list: "a", "a and b", "a, b and c"."""
    return last.join(filter(None, [comma.join(words[:-1]), *words[-1:]]))


def place(authority: str) -> str:
    """Return an authority as a sentence names it: "the average English authority", "Leeds"."""
    return f"the {authority}" if authority.startswith("average ") else authority


def label(measure: str, unit: str = "") -> str:
    """Return a measure's id as words: "sw_load" is "social worker load"."""
    measure = NAMES.get(measure, measure)
    words = measure.replace("_", " ").replace("child year", "child-year")
    words = " ".join(word.upper() if word in ("iro", "sw") else word for word in words.split())
    if unit.startswith("GBP per") and "per" not in words:
        return f"{words} per child-year"
    return words


def policy_name(policy: object) -> str:
    """Return a policy's id as words: "abolish_bare" is "abolish bare", "keep" today's service."""
    return "today's service" if policy == KEEP else str(policy).replace("_", " ")


def _number(value: float, unit: str, signed: bool) -> str:
    """Return the bare number: shares in percent, pounds with thousands, no minus zero."""
    pounds = unit.startswith("GBP")
    decimals = 0 if pounds else DECIMALS.get(unit, 1)
    if unit == "ratio" and signed and abs(value) < SMALL_LOAD:
        decimals = 3  # a social worker's load moves in the third decimal
    amount = round(100 * value if unit == "share" else value, decimals)
    sign = "-" if amount < 0 else "+" if signed and amount > 0 else ""
    return f"{sign}{'£' if pounds else ''}{abs(amount):,.{decimals}f}"


def say(value: float, unit: str) -> str:
    """Return a value: "93.9%", "£1,234", "41.3"; "-" where it is empty."""
    if math.isnan(value):
        return "-"
    return _number(value, unit, signed=False) + ("%" if unit == "share" else "")


def say_interval(low: float, high: float, unit: str, signed: bool = False) -> str:
    """Return an interval in brackets, or that there is none."""
    if math.isnan(low):
        return "(no interval)"
    percent = "%" if unit == "share" and not signed else ""
    ends = (_number(end, unit, signed) + percent for end in (low, high))
    return f"({' to '.join(ends)})"


def say_range(low: float, high: float, unit: str, signed: bool = False) -> str:
    """Return two ends without brackets: "-62.0 to -29.0"; "-" where there are none."""
    return "-" if math.isnan(low) else say_interval(low, high, unit, signed)[1:-1]


def say_difference(value: float, unit: str) -> str:
    """Return a difference with its sign: "-1.2 points", "+3.0 days", "-£120"."""
    if math.isnan(value):
        return "-"
    word = " points" if unit == "share" else " days" if unit in DAYS else ""
    return _number(value, unit, signed=True) + word


def say_setting(value: float | int | bool | str | None) -> str:
    """Return a setting's value: "true", "70", "12,000", "0.4", "abolish"; "unset" for none."""
    if value is None or value == "":
        return "unset"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:,.10g}" if isinstance(value, int | float) else value
