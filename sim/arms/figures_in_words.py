"""Texts whose figures stand in the settings: "{policy.iro.caseload}" is what a policy sets it to.

A text names a setting in braces where it means its value, so that no figure is written twice.
"""

import re
from collections.abc import Mapping

from sim.arms.policy import PREFIX
from sim.data import authorities
from sim.settings import Setting, Settings, settings_by_name
from sim.settings.register import Value

NAMED = re.compile(r"\{([\w.]+)\}")


def with_figures(text: str, changes: Mapping[str, Value], today: Settings | None = None) -> str:
    """Return a text with the values of the settings that it names in braces.

    Parameters
    ----------
    text
        With "{iro.caseload}" for today's value and "{policy.iro.caseload}" for the policy's.
    changes
        What the policy changes, by dotted names; of a setting that it leaves, today's value is
        told.
    today
        Today's settings; the defaults where none are given.

    Raises
    ------
    KeyError
        Where the text names what is no setting.
    """
    known = settings_by_name(today)

    def value(match: re.Match[str]) -> str:
        name = match[1].removeprefix(PREFIX)
        today = known[name].default
        return in_words(known[name], today if name == match[1] else changes.get(name, today))

    return NAMED.sub(value, text)


def moved(changes: Mapping[str, Value], today: Settings | None = None) -> str:
    """Return every setting that a policy moves, with today's value and its own, as a sentence.

    Of a belief that plausible worlds draw, its range stands beside the typical world's value.
    """
    known = settings_by_name(today)
    said = []
    for name, value in changes.items():
        one = known[name]
        said.append(f"`{name}` from {_todays(one)} to {in_words(one, value)}{_unit(one)}")
    return f"Settings moved: {'; '.join(said)}." if said else ""


def in_words(setting: Setting, value: Value) -> str:
    """Return a value as a sentence says it: a share as a percentage, a word as it stands."""
    if value is None:
        return "the authority's own" if setting.column else "none set"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value.replace("_", " ")
    return f"{100 * value:.4g}%" if setting.unit == "share" else f"{value:,.6g}"


def default_in_words(setting: Setting) -> str:
    """Return a setting's default as it would be typed, in brackets where it is none."""
    if setting.column:
        average = authorities.figures(authorities.AVERAGE)[setting.column].value
        return f"(the authority's own; average {average:.4g})"
    if setting.default is None:
        return "(not set)"
    if isinstance(setting.default, bool):
        return str(setting.default).lower()
    return f"{setting.default:.15g}" if setting.type is float else str(setting.default)


def _todays(setting: Setting) -> str:
    typical = in_words(setting, setting.default)
    set_ = setting.default != settings_by_name()[setting.name].default
    if set_ or not setting.drawn or setting.plausible is None:
        return typical
    low, high = (in_words(setting, end) for end in setting.plausible)
    return f"{typical} (a belief, {low} to {high})"


def _unit(setting: Setting) -> str:
    counted = setting.type in (int, float) and setting.unit not in ("share", "ratio")
    return f" {setting.unit}" if counted else ""
