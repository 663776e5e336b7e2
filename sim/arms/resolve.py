"""The two arms: today's settings, and the same under a policy.

What is set without `policy.` holds in both arms and in the warm-up; only what a policy sets
tells them apart.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sim.arms import pool
from sim.arms.constraints import check_together
from sim.arms.policy import PREFIX, named
from sim.arms.text_settings import checked_text
from sim.arms.usual_replications import usual_replications
from sim.data import authorities
from sim.data.authorities import Figure
from sim.errors import UserError
from sim.settings import Settings, register, replace_values
from sim.settings.register import Setting, Value

OWN, NATIONAL, BY_USER = "own", "national", "set by user"
TOWARDS = "own, brought towards England's"
CASELOAD = "social_worker.caseload"


@dataclass(frozen=True)
class Arms:
    """What both arms are run with, every figure filled in and every value checked.

    `under_policy` is None where no policy sets anything. `flags` says, for each setting that an
    authority's figures give, whose figure it is: "own", "own, brought towards England's",
    "national" or "set by user". `beside` holds the same pair of settings for each further authority
    of a pool, `policy` what the policy changes. `fixed` names the settings that the user set today,
    and `reviews_on_time` is a council's own share, to compare with.
    """

    today: Settings
    under_policy: Settings | None
    flags: dict[str, str]
    beside: tuple[tuple[Settings, Settings], ...] = ()
    policy: Mapping[str, Value] = field(default_factory=dict)
    fixed: frozenset[str] = frozenset()
    reviews_on_time: float | None = None


def resolve(asked: Settings, policy: Mapping[str, Value]) -> Arms:
    """Fill in the authority's figures, put the policy's values in, and check it all.

    Parameters
    ----------
    asked
        Today's settings; a setting that the authority's figures give may be None.
    policy
        The values a policy sets, by dotted name.

    Raises
    ------
    UserError
        Where a value, or values together, are not allowed.
    """
    listed = register(asked)
    for setting in listed:
        setting.check(setting.default)
    for changed, value in policy.items():
        check_policy(named(PREFIX + changed, f"{PREFIX}{changed}={value}"), value)
    if asked.pool:
        raise UserError(
            f"{pool.NAME}={asked.pool} is not allowed: only a policy pools IROs; write "
            f"{PREFIX}{pool.NAME}=[Leeds,Bradford]"
        )
    texts = {one.name: checked_text(one.name, str(one.default)) for one in listed
             if one.type is str and not one.choices}  # fmt: skip
    asked = replace_values(asked, texts)
    name = asked.authority.name
    shared = pool.canonical(str(policy.get(pool.NAME, "")))
    if not shared:
        today, under_policy, flags = _pair(asked, listed, name, policy)
        return Arms(today, under_policy if policy else None, flags, policy=policy)
    policy = {**policy, pool.NAME: shared}
    names = pool.in_order(name, name == authorities.AVERAGE, shared)
    today, under_policy, flags = _pair(asked, listed, names[0], policy)
    pool.check_pool(under_policy)
    beside = tuple(_pair(asked, listed, other, policy)[:2] for other in names[1:])
    return Arms(today, under_policy, flags, beside, policy)


def _pair(
    asked: Settings, listed: Sequence[Setting], name: str, policy: Mapping[str, Value]
) -> tuple[Settings, Settings, dict[str, str]]:
    """Return one authority's settings of both arms, and whose its figures are."""
    figures = authorities.figures(name)
    filled: dict[str, Value] = {"authority.name": name}
    if asked.replications is None:
        filled["replications"] = usual_replications(asked.worlds, asked.authority.scope)
    flags = {}
    for setting in listed:
        if not setting.column:
            continue
        flags[setting.name] = BY_USER
        if setting.default is None:
            figure = figures[setting.column]
            filled[setting.name] = figure.value
            flags[setting.name] = OWN if figure.own else NATIONAL
            if setting.name == CASELOAD and figure.own and asked.social_worker.caseload_own < 1:
                filled[setting.name] = looked_after_cases(figures, asked)
                flags[setting.name] = TOWARDS
    today = replace_values(asked, filled)
    check_together(today)
    under_policy = replace_values(today, policy)
    check_together(under_policy, policy)
    return today, under_policy, flags


def looked_after_cases(figures: Mapping[str, Figure], asked: Settings) -> float:
    """Return an authority's cases a worker for looked-after children, from those of all in need.

    The published figure is brought towards what is to be expected of England's, for part of what
    tells it from that is of other teams; where children come and go more often, it is lower.
    """
    england = authorities.figures(authorities.AVERAGE)
    expected = england["social_worker_caseload"].value
    here, there = comings_and_goings(figures), comings_and_goings(england)
    if here > 0:
        expected *= (here / there) ** asked.social_worker.caseload_with_entries
    published = figures["social_worker_caseload"].value
    return expected + asked.social_worker.caseload_own * (published - expected)


def comings_and_goings(figures: Mapping[str, Figure]) -> float:
    """Return the mean of entries and exits a year, for each child looked after."""
    both = figures["started_in_year"].value + figures["ceased_in_year"].value
    children = figures["children_looked_after"].value
    return both / 2 / children if children > 0 else 0.0


def check_policy(setting: Setting, value: Value) -> None:
    """Refuse a policy's value for a setting, or a policy for a setting that has none."""
    if not setting.policy:
        raise UserError(
            f"{PREFIX}{setting.name}={value} is not allowed: {setting.name} holds in both arms "
            f"and no policy changes it; write {setting.name}={value}"
        )
    dataclasses.replace(setting, name=PREFIX + setting.name).check(value)
