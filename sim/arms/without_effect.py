"""What a policy sets that nothing can come of, so that nobody reads a difference into it."""

from collections.abc import Mapping

from sim.arms.policy import PREFIX
from sim.arms.resolve import Arms
from sim.arms.scenarios import scenarios
from sim.settings import to_dict
from sim.settings.register import Value

OUTSIDE = "iro.outside_"
# what rules ask of posts of IROs alone
OF_IROS = ("iro.caseload", OUTSIDE, "challenge.iro.acts", "challenge.iro.sees")


def without_effect(arms: Arms, scenario: str) -> list[str]:
    """Return a sentence on each setting of the user's policy that changes nothing.

    Parameters
    ----------
    arms
        Both arms; nothing is said without a policy.
    scenario
        The policy's name; what its file states is its own business.
    """
    if arms.under_policy is None:
        return []
    stated: Mapping[str, Value] = {}
    if scenario in (known := scenarios()):
        stated = known[scenario].changes
    before, after = to_dict(arms.today), to_dict(arms.under_policy)
    said = []
    for name, value in arms.policy.items():
        if name in stated and stated[name] == value:
            continue
        word = f"{PREFIX}{name}={_typed(value)}"
        if why := _why(name, str(after["iro.employer"])):
            said.append(f"{word} has no effect: {why}.")
        elif before[name] == after[name] and stated.get(name, before[name]) == before[name]:
            said.append(f"{word} has no effect: it is so today.")
    return said


def _why(name: str, employer: str) -> str:
    """Return why a setting does nothing under a policy by whom IROs are employed so."""
    if employer == "none" and name.startswith(OF_IROS):
        return f"under {PREFIX}iro.employer=none there is no IRO"
    if employer != "outside" and name.startswith(OUTSIDE):
        return f"it is of IROs employed outside, and {PREFIX}iro.employer is {employer}"
    return ""


def _typed(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.12g}" if isinstance(value, float) else str(value)
