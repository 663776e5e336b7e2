"""A policy as a phrase: "without IROs, with team managers chairing reviews and ...".

A phrase a lever, made from what the policy changes. Levers that are pulled together, such as those
that back IROs to challenge, are one phrase.
"""

from collections.abc import Callable, Mapping

from sim.evidence.weakest_source import known_settings
from sim.report.document.joined import listed
from sim.report.numbers import say_setting
from sim.settings.register import Value

Changes = Mapping[str, Value]
Phrase = Callable[[Value], str]
WITHOUT_IROS = "without IROs"
BACKED = "IROs backed to challenge"
REDEPLOYED = "former IROs moved to casework and child protection"
GIVEN_HOURS = ("reinvestment.team_managers", "team_manager.hours_per_week",
               "team_manager.gives_way_hours_per_week")  # fmt: skip
"""What gives managers who chair hours for it; else it comes on top of their other work."""
CHAIRING = "team managers chairing reviews"
UNFUNDED = f"{CHAIRING} on top of their other work"
STAYING = "IROs staying on to check plans between reviews"


def of_hundred(value: Value) -> str:
    """Return a share as so many of 100: "40 of 100"."""
    return f"{100 * float(value or 0):.10g} of 100"


def _employer(value: Value) -> str:
    return "IROs employed outside the authority" if value == "outside" else "IROs employed by it"


def _chair(value: Value) -> str:
    return CHAIRING if value == "team_manager" else "IROs chairing reviews"


def _offer(value: Value) -> str:
    if value == "opt_out":
        return "every child offered an advocate"
    return "an advocate for children who ask for one"


def _extra_duties(value: Value) -> str:
    if value == 0:
        return "IROs freed of all other duties"
    return f"other duties for {of_hundred(value)} IROs"


def _reach(value: Value) -> str:
    return f"advocates who have {of_hundred(value)} problems that they raise conceded"


def _told(value: Value) -> str:
    changes = "every significant change" if value == 1 else f"{of_hundred(value)} changes"
    return f"IROs told of {changes}"


def _money(does: str) -> Phrase:
    """Return a phrase of what becomes of a share of the money of IRO posts."""
    return lambda value: (
        f"{'all' if value == 1 else f'{100 * float(value or 0):.10g}% of'} the money of IRO posts "
        f"{does}"
    )


def _within_budget(value: Value) -> str:
    return f"all else that is new {'' if value else 'not '}paid out of that money first"


# what a lever's value is, to follow "with"
PHRASES: Mapping[str, Phrase] = {
    "iro.employer": _employer,
    "review.chair": _chair,
    "advocate.offer": _offer,
    "challenge.advocate.succeeds": _reach,
    "reinvestment.team_managers": _money("buying managers' hours for reviewing"),
    "reinvestment.social_workers": _money("buying social workers' posts"),
    "reinvestment.advocates": _money("buying more advocates for the same children"),
    "reinvestment.early_help": _money("spent on early help"),
    "reinvestment.within_budget": _within_budget,
    "iro.caseload": lambda value: f"no more than {say_setting(value)} children to a full-time IRO",
    "iro.extra_duties.prevalence": _extra_duties,
    "social_worker.notification_rate": _told,
    "challenge.iro.acts": lambda value: BACKED,
    "challenge.employment_penalty": lambda value: BACKED,
    "iro.conflict_penalty": lambda value: BACKED,
    "challenge.iro.succeeds": lambda value: BACKED,
    "challenge.iro.formal_succeeds": lambda value: BACKED,
    "challenge.iro.days": lambda value: BACKED,
    "challenge.iro.formal_days": lambda value: BACKED,
    "court.liaison": lambda value: (
        f"guardians and IROs in touch in {of_hundred(value)} proceedings"
    ),
    "early_help.entries_prevented": lambda value: (
        f"early help that keeps {of_hundred(value)} children out of care who would have entered"
    ),
    "social_worker.leavers_kept": lambda value: (
        f"{of_hundred(value)} social workers staying who would have left or moved"
    ),
    "social_worker.agency_replaced": lambda value: (
        f"{of_hundred(value)} agency posts filled by permanent workers"
    ),
    "redeployment.case_holders": lambda value: REDEPLOYED,
    "redeployment.child_protection": lambda value: REDEPLOYED,
    "pool": lambda value: f"one pool of IROs shared by {_authorities(value)}",
    "team_manager.hours_per_week": lambda value: (
        f"managers given {say_setting(value)} hours a week for reviewing"
    ),
    "team_manager.gives_way_hours_per_week": lambda value: (
        f"managers taking up to {say_setting(value)} hours a week from other work for reviewing"
    ),
    "recruitment_days": lambda value: f"new posts filled in {say_setting(value)} working days",
    "iro.allocation": lambda value: (
        f"new children going to {'the IRO with most room' if value == 'capacity' else 'all IROs'}"
        f"{' alike' * (value != 'capacity')}"
    ),
    "iro.levels_caseloads": lambda value: (
        f"children {'moved' if value else 'not moved'} to new IROs until caseloads are level"
    ),
    "social_worker.caseload": lambda value: (
        f"{say_setting(value)} cases to a full-time social worker"
    ),
    "social_worker.turnover": lambda value: (
        f"{say_setting(value)} of 100 permanent social workers leaving in a year"
    ),
    "social_worker.agency_share": lambda value: (
        f"{say_setting(value)} of 100 social workers from an agency"
    ),
    "advocate.caseload": lambda value: f"{say_setting(value)} children to a full-time advocate",
    "advocate.uptake_opt_in": lambda value: (
        f"{of_hundred(value)} children having an advocate where they must ask"
    ),
    "advocate.uptake_opt_out": lambda value: (
        f"{of_hundred(value)} children having an advocate where they must decline"
    ),
    "team_manager.reviews_own_team": lambda value: (
        f"managers reviewing {'their own' if value else 'other'} teams' plans"
    ),
}


def levers(changes: Changes) -> list[str]:
    """Return what a policy changes, a phrase a lever, each once, in the order of `PHRASES`."""
    made = [WITHOUT_IROS] if changes.get("iro.employer") == "none" else []
    order = {name: place for place, name in enumerate(PHRASES)}
    for name in sorted(changes, key=lambda name: order.get(name, len(order))):
        value = changes[name]
        if (name, value) != ("iro.employer", "none"):
            made.append(PHRASES[name](value) if name in PHRASES else _plain(name, value))
    return list(dict.fromkeys(made))


def policy_phrase(changes: Changes) -> str:
    """Return a policy as a phrase with which a sentence may begin; "as today" if it is none."""
    made = levers(changes)
    if not any(changes.get(name) for name in GIVEN_HOURS):
        made = [UNFUNDED if lever == CHAIRING else lever for lever in made]
    if changes.get("review.chair") == "team_manager" and WITHOUT_IROS not in made:
        made.append(STAYING)
    if not made:
        return "with nothing changed"
    if made[0] == WITHOUT_IROS:
        return ", with ".join(filter(None, [made[0], listed(made[1:])]))
    return f"with {listed(made)}"


def _authorities(value: Value) -> str:
    """Return the authorities of a pool; a name that stands again is a copy."""
    names = [name.strip(" []'") for name in str(value).replace(";", ",").split(",")]
    return listed([f"{name} ({names.count(name)} of it)" if names.count(name) > 1 else name
                   for name in dict.fromkeys(names)])  # fmt: skip


def _plain(name: str, value: Value) -> str:
    """Return a lever without a phrase of its own: its name in words, and its value."""
    known = next(one for one in known_settings() if one.name == name)
    words = name.replace(".", ", ").replace("_", " ").replace("iro,", "IRO,")
    if isinstance(value, bool):
        return f"{words} {'on' if value else 'off'}"
    if known.unit == "share":
        return f"{words} at {of_hundred(value)}"
    amount = say_setting(value).replace("_", " ")
    unit = f" {known.unit}" if known.type in (int, float) else ""
    return f"{words} at {amount}{unit}"
