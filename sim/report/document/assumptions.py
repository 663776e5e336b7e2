"""What a study rested on: settings that differ from their defaults, figures, assumptions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from sim.arms.scenarios import headed
from sim.arms.usual_replications import usual_replications
from sim.evidence.weakest_source import known_settings, settings_of
from sim.measures.catalogue import HEADLINE
from sim.report.document.content import Block, Table, Words
from sim.report.document.noticing_in_words import noticing_in_words
from sim.report.numbers import label, policy_name, say_setting
from sim.settings import Setting, Settings, register, to_dict
from sim.settings.register import GRADES, KINDS, Value

FEW = 8  # values of a setting that are written out
UNMEASURED = ("assumption", "M")
BY_USER = "set by user"  # as settings.arms flags a figure


@dataclass(frozen=True)
class Basis:
    """What a study rested on."""

    authority: str  # its name, as titles give it
    todays: tuple[Settings, ...]  # today's settings; of each point, where a study has several
    # each policy's name and what it changes; a name may come again with other values
    policies: tuple[tuple[str, Mapping[str, Value]], ...] = ()
    # whose figure each of the authority's figures is
    flags: Mapping[str, str] = field(default_factory=dict)
    # drawn, varied: beliefs in which the worlds differ, or settings that the study itself varies
    drawn: tuple[str, ...] = ()
    varied: tuple[str, ...] = ()

    @property
    def today(self) -> Settings:
        """Today's settings, of the first point."""
        return self.todays[0]

    @property
    def matters(self) -> dict[str, float]:
        """The smallest difference that matters, by measure."""
        return {m.id: float(getattr(self.today.matters, m.id)) for m in HEADLINE}


def _now(basis: Basis) -> list[tuple[Setting, list[Value]]]:
    """Return each setting with the values at which today's service holds it, each once."""
    values = [to_dict(today) for today in basis.todays]
    return [(one, list(dict.fromkeys(each[one.name] for each in values)))
            for one in known_settings()]  # fmt: skip


def differing(basis: Basis) -> tuple[Block, ...]:
    """Return the settings that differ from their defaults: today's, then what policies change."""
    now = _now(basis)
    usual_runs = usual_replications(basis.today.worlds, basis.today.authority.scope)
    today_rows, policy_rows = [], []
    for one, at in now:
        usual = [one.default, *([usual_runs] if one.name == "replications" else [])]
        set_ = basis.flags.get(one.name) == BY_USER if one.column else at[1:] or at[0] not in usual
        if set_ or (one.column and not basis.flags and len(at) > 1):
            today_rows.append({**_about(one), "today": _several(at)})
    for name in dict.fromkeys(name for name, _ in basis.policies):
        mine = [changes for policy, changes in basis.policies if policy == name]
        under = policy_name(headed(name, mine[0]) if len(mine) == 1 else name)
        for one, before in now:
            at = list(dict.fromkeys(each[one.name] for each in mine if one.name in each))
            if at and at != before:
                policy_rows.append({**_about(one), "today": _several(before), "under": under,
                                    "value": _several(at)})  # fmt: skip
    caption = "Today's service: settings that differ from their defaults, held in every arm"
    none = "For today's service no setting differs from its default."
    of_today = Table(caption, pd.DataFrame(today_rows)) if today_rows else Words((none,))
    if policy_rows:
        return (of_today, Table("What each policy changes", pd.DataFrame(policy_rows)))
    return (of_today, *([Words(("The policy changes no setting.",))] if basis.policies else []))


def _about(one: Setting) -> dict[str, Any]:
    default = "the authority's own" if one.column else say_setting(one.default)
    return {"setting": one.name, "what it is": _words(one), "unit": one.unit, "default": default}


def _words(one: Setting) -> str:
    return one.words.replace("`", "")


def _several(values: list[Value]) -> str:
    shown = ", ".join(say_setting(value) for value in values[:FEW])
    return shown + f" and {len(values) - FEW} more" * (len(values) > FEW)


def assumed(basis: Basis) -> tuple[Block, ...]:
    """Return what results rest on: kinds of settings by measure, and the authority's figures."""
    said = [
        "Each headline measure is driven by settings. A setting is a fact, a belief, a choice, a "
        "price or a judgement; most are beliefs, which nobody has measured. The appendix lists "
        "those about which one may believe otherwise, with the plausible range; run.json has all, "
        "and docs/settings.md where each comes from."
    ]
    if basis.drawn:
        said.append(
            f"{len(basis.drawn)} beliefs differ between worlds, a world having one set of them "
            "under which today's service comes out as published; worlds.csv has every set. "
            "Facts, choices, prices and judgements are the same in all."
        )
        said.append(noticing_in_words())
    elif not basis.varied:
        said.append(
            "All of them were held at one value, that of the typical world; worlds=plausible asks "
            "all plausible worlds."
        )
    if basis.varied:
        said.append(
            f"{len(basis.varied)} settings were varied over their plausible ranges: "
            f"{', '.join(basis.varied)}."
        )
    if not basis.flags:
        return (Words(tuple(said)), _kinds())
    rows = [
        {**_about(one), "value": say_setting(one.default), "whose": basis.flags[one.name]}
        for one in register(basis.today)
        if one.name in basis.flags
    ]
    caption = f"The authority's figures, {basis.today.authority.name}"
    figures = Table(caption, pd.DataFrame(rows).drop(columns="default"))
    return (Words(tuple(said)), _kinds(), figures)


def _kinds() -> Table:
    """Return how many settings of each kind drive each headline measure."""
    driving = {one: [each.kind for each in settings_of(one.driven_by)] for one in HEADLINE}
    there = [kind for kind in KINDS if any(kind in kinds for kinds in driving.values())]
    rows = [
        {
            "measure": label(measure.id, measure.unit),
            "settings that drive it": str(len(kinds)),
            **{f"{kind}: {KINDS[kind]}": str(kinds.count(kind)) for kind in there},
        }
        for measure, kinds in driving.items()
    ]
    return Table("How many settings drive each headline measure, by kind", pd.DataFrame(rows))


def assumptions(basis: Basis) -> Table:
    """Return the assumptions that drive a headline measure and have a plausible range."""
    driving = {one.name for measure in HEADLINE for one in settings_of(measure.driven_by)}
    differ = dict.fromkeys(basis.varied, "varied")
    differ |= dict.fromkeys(basis.drawn, "differs between worlds")
    rows = [
        {
            "setting": one.name,
            "what it is": f"{_words(one)} ({one.unit})",
            "held at": differ.get(one.name) or _several(at),
            "plausible": " to ".join(map(say_setting, one.plausible)),
            "why": one.source.partition(":")[2].strip().replace("`", "") or GRADES[one.grade],
        }
        for one, at in _now(basis)
        if one.name in driving and one.grade in UNMEASURED and one.plausible is not None
    ]
    caption = "Assumptions about which one may believe otherwise, with the plausible range"
    return Table(caption, pd.DataFrame(rows))
