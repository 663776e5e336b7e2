"""What is assumed about a policy itself, and the variant of it that stands nearest."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sim.arms.scenarios import KEEP, changes_of, scenarios
from sim.evidence.weakest_source import known_settings
from sim.report.document.commands import COMPARE, RUN, command
from sim.report.document.policy_phrase import WITHOUT_IROS, Changes, levers, of_hundred
from sim.report.numbers import listed, say_setting
from sim.settings import Setting, Settings, register
from sim.settings.register import Value

# settings that a policy sets to what its makers hope for
HOPED_FOR = (
    "challenge.advocate.succeeds", "court.liaison", "early_help.entries_prevented",
    "social_worker.agency_replaced", "social_worker.leavers_kept",
    "social_worker.notification_rate",
)  # fmt: skip
CONCEDED = {"challenge.iro.succeeds": "informal", "challenge.iro.formal_succeeds": "formal"}


def assumed_of(changes: Changes, today: Settings, drawn: Collection[str] | None = None) -> str:
    """Return what is assumed about a policy itself, as a sentence; empty where nothing is.

    Parameters
    ----------
    changes
        What it changes.
    today
        Today's settings, which hold the choices of the arrangement that the policy leaves.
    drawn
        Beliefs in which the worlds differ, the others being held; None where any may differ.
    """
    known = {one.name: one for one in register(today)}
    said = list(_assumptions(changes, known, today, drawn))
    return f"Assumed of the policy itself: {'; '.join(said)}." if said else ""


def sets_beliefs(changes: Changes) -> bool:
    """Whether a policy sets what nobody has measured, and so assumes its own success."""
    return any(one.name in changes for one in known_settings() if one.name in HOPED_FOR
               or (one.kind == "belief" and one.type in (int, float)))  # fmt: skip


def _assumptions(
    changes: Changes, known: Mapping[str, Setting], today: Settings, drawn: Collection[str] | None
) -> Iterator[str]:
    """Give what is assumed, a clause each."""

    def held(name: str) -> Value:
        return changes.get(name, known[name].default)

    def between(name: str, times: float = 1) -> str:
        one = known[name]
        if name in changes:
            return say_setting(times * float(changes[name] or 0))
        if drawn is not None and name not in drawn:
            return say_setting(times * float(one.default or 0))
        low, high = one.plausible or (0.0, 0.0)
        return f"{say_setting(times * low)} to {say_setting(times * high)}"

    if held("iro.employer") == "none":
        yield _what_iros_do(*(float(held(f"redeployment.{kind}") or 0)
                              for kind in ("case_holders", "child_protection")))  # fmt: skip
    if held("review.chair") == "team_manager":
        team = "their own team's" if held("team_manager.reviews_own_team") else "another team's"
        yield (
            f"managers chair the reviews of {team} children, have "
            f"{between('team_manager.hours_per_week')} hours a week free for it and, when "
            f"behind, take {between('team_manager.gives_way_hours_per_week')} more from other work"
        )
    if changes.get("reinvestment.team_managers"):
        yield "the reviewing time that is bought is there on the first day, as IRO posts close"
    if held("advocate.offer") == "opt_out":
        yield f"{between('advocate.uptake_opt_out', 100)} of 100 children accept an advocate"
    if held("iro.employer") == "outside":
        yield (
            f"an IRO outside keeps {between('iro.outside_influence', 100)}% of the influence and "
            f"{between('iro.outside_knowledge', 100)}% of the knowledge of one within"
        )
    if "challenge.iro.acts" in changes:
        yield f"IROs challenge {of_hundred(changes['challenge.iro.acts'])} problems they notice"
    conceded = [
        f"{of_hundred(changes[name])} {kind}" for name, kind in CONCEDED.items() if name in changes
    ]
    if conceded:
        yield f"{listed(conceded)} challenges by IROs are conceded"
    if "challenge.advocate.succeeds" in changes:
        heard = of_hundred(changes["challenge.advocate.succeeds"])
        yield f"{heard} problems that advocates raise are conceded"
    if changes.get("iro.extra_duties.prevalence") == 0:
        yield "others take over IROs' other duties on the first day"
    if "iro.caseload" in changes:
        yield f"new IRO posts take {between('recruitment_days')} working days to fill"
    if any(name in changes for name in HOPED_FOR):
        yield "all that it sets out to reach is reached"


def _what_iros_do(casework: float, protection: float) -> str:
    """Return what becomes of IROs whose posts close, from the shares redeployed."""
    if casework + protection == 0:
        return "IROs leave and are paid off"
    to_casework, to_protection, leave = (
        of_hundred(one).removesuffix(" of 100")
        for one in (casework, protection, round(1 - casework - protection, 6))
    )
    return (
        f"of 100 IROs {to_casework} move to casework and {to_protection} to child protection, "
        f"and {leave} are paid off"
    )


def nearest(
    policy: str, changes: Changes, today: Settings, flags: Mapping[str, str] | None = None
) -> str:
    """Return the variant that stands nearest, in words, with the command that shows it.

    It is a scenario that differs by one lever; else the scenarios of which the policy is made; else
    the policy with its first number half as far from today's. Empty where there is none. The
    command holds what else was set, of today's service and of the policy.
    """
    file = changes_of(policy) if policy in scenarios() else changes
    own = {name: value for name, value in changes.items() if file.get(name, ...) != value}
    changes = {name: value for name, value in changes.items() if name not in own}
    mine = set(levers(changes))
    others = {
        name: set(levers(theirs))
        for name, theirs in ((one, changes_of(one)) for one in scenarios())
        if name not in (policy, KEEP) and mine
        and all(changes[one] == theirs[one] for one in changes.keys() & theirs.keys())
    }  # fmt: skip
    parts = [name for name, other in others.items() if other < mine]
    for name, other in others.items():
        if len(mine ^ other) == 1:
            asks = command(RUN, f"+scenario={name}", today, flags, own)
            return f"The nearest variant is the same {_lever_apart(mine, other)}: {asks}"
    if len(parts) > 1 and policy in scenarios() and today.authority.scope == "one":
        named = ",".join([*parts, policy])
        asks = command(COMPARE, f"scenarios=[{named}]", today, flags, own)
        return f"What each part does by itself is shown by: {asks}"
    half = _half(changes, today)
    if half and policy in scenarios():
        asks = command(RUN, f"+scenario={policy}", today, flags, {**own, **half})
        return f"Less of it is tried by: {asks}"
    return ""


def _lever_apart(mine: set[str], other: set[str]) -> str:
    """Return in what a variant differs by one lever: "without every child offered an advocate"."""
    lever = next(iter(mine ^ other))
    if lever == WITHOUT_IROS:
        return "with IROs" if lever in mine else lever
    return f"{'without' if lever in mine else 'with'} {lever}"


def _half(changes: Changes, today: Settings) -> dict[str, Value]:
    """Return a policy's first number half-way between today and what the policy sets."""
    for one in register(today):
        value: Any = changes.get(one.name)
        before: Any = one.default
        if one.type is float and None not in (value, before) and value != before:
            return {one.name: float(f"{(value + before) / 2:.3g}")}
    return {}
