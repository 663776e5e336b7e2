"""The settings that the page has sliders for: words, unit, range and default from the register."""

import functools
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from sim.arms.resolve import resolve
from sim.data import authorities
from sim.replicate.worlds import beliefs_of
from sim.settings import Setting, Settings, replace_values, settings_by_name, to_dict
from sim.settings.register import Value

MOVED = (
    "iro.caseload",
    "iro.extra_duties.prevalence",
    "iro.extra_duties.time_share",
    "challenge.iro.acts",
    "challenge.iro.kept",
    "challenge.team_manager.acts",
    "challenge.team_manager.kept",
    "social_worker.caseload",
    "social_worker.turnover",
    "social_worker.notification_rate",
    "team_manager.objectivity",
    "challenge.advocate.succeeds",
    "advocate.uptake_opt_out",
)
STEPS = 100  # of a slider, about


@dataclass(frozen=True)
class HeadlineSetting:
    """A setting with a slider."""

    setting: Setting
    # low, high, step: the slider's; what may be typed is `setting.allowed`
    low: float
    high: float
    step: float
    where: str  # where that range comes from, in words

    @property
    def label(self) -> str:
        """Its dotted name as words: "IRO extra duties prevalence"."""
        words = self.setting.name.replace(".", " ").replace("_", " ")
        return re.sub(r"\bIro\b|\biro\b", "IRO", words.capitalize())

    def usual(self, authority: str) -> float:
        """Return its value where it is not moved: the default, or the authority's own figure."""
        value = self.setting.default
        if value is None and self.setting.column:
            return float(_in_force(authority)[self.setting.name] or 0.0)
        return float(value or 0.0)

    @property
    def is_drawn(self) -> bool:
        """Whether it is a belief of which each plausible world has its own."""
        return self.setting.name in beliefs_of(1, frozenset())

    def text(self, value: float) -> str:
        """Return a value as it is typed."""
        return f"{value:.4g}"

    def note(self, authority: str) -> str:
        """Return what stands below the slider."""
        usual = self.text(self.usual(authority))
        whose = "the authority's own" if self.setting.column else "default"
        if self.is_drawn:
            whose = "a belief, each world has its own; in the typical world"
        words = f"{self.setting.words} ({self.setting.unit})"
        return f"{words}; {whose} {usual}, {self.where} {self.low:g} to {self.high:g}"


@functools.cache
def _in_force(authority: str) -> Mapping[str, Value]:
    """Return an authority's settings by dotted name, its figures filled in."""
    return to_dict(resolve(replace_values(Settings(), {"authority.name": authority}), {}).today)


@functools.cache
def headline_settings() -> tuple[HeadlineSetting, ...]:
    """Return the settings of `MOVED`."""
    return tuple(_with_range(settings_by_name()[name]) for name in MOVED)


def _with_range(setting: Setting) -> HeadlineSetting:
    if setting.plausible:
        low, high = setting.plausible
        where = "plausible"
    elif setting.column:
        names = authorities.names()
        every = [authorities.figures(name)[setting.column].value for name in names]
        low, high = float(math.floor(min(every))), float(math.ceil(max(every)))
        where = "authorities have"
    else:
        low, high = float(setting.low or 0.0), float(setting.high or 0.0)
        where = "allowed"
    step = 10.0 ** round(math.log10((high - low) / STEPS))
    return HeadlineSetting(setting, low, high, step, where)
