"""What a call from Python asks, as the words of the command that asks the same."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sim.arms.policy import PREFIX
from sim.arms.scenario_files import NAME
from sim.arms.scenarios import KEEP, scenarios
from sim.arms.typed_words import quoted
from sim.errors import UserError

DOT = "__"  # stands for the dot of a setting's name in a keyword
SHORT = {"authority": "authority.name"}  # keywords that are rooms, and the setting meant
SCENARIO = "scenario"
NOT_HERE = ("-", "hydra", "resume", "+", "~")  # what begins a word of the command line alone


def shared_settings(settings: Mapping[str, Any] | None, /, **keywords: Any) -> dict[str, Any]:
    """Return the values of what both arms share, by dotted name.

    Parameters
    ----------
    settings
        Values by dotted name.
    **keywords
        Values by keyword, in which `__` stands for a dot; None is left out.

    Raises
    ------
    UserError
        Where a setting is given twice.
    """
    settings = settings or {}
    plain = {SHORT.get(name, name.replace(DOT, ".")): value for name, value in keywords.items()
             if value is not None}  # fmt: skip
    for name in plain:
        if name in settings:
            raise UserError(
                f"{name}={written(settings[name])} is not allowed: {name}={written(plain[name])} "
                "is given too; give it once"
            )
    return {**plain, **settings}


def words_of(values: Mapping[str, Any]) -> list[str]:
    """Return the words that set values by dotted name.

    Raises
    ------
    UserError
        Where a name begins as what is no setting of the command line.
    """
    return [_word(str(name), value) for name, value in values.items()]


def policy_words(policy: str | Mapping[str, Any]) -> list[str]:
    """Return the words of a policy: a scenario's name, or values by dotted name.

    Among the values may stand `scenario`, the one that the others change.
    """
    if isinstance(policy, str):
        return [f"+{SCENARIO}={policy}"]
    return [
        _word(name if name == SCENARIO else PREFIX + name.removeprefix(PREFIX), value)
        for name, value in ((str(name), value) for name, value in policy.items())
    ]


def named_policies(asked: Any) -> dict[str, list[str]]:
    """Return the words of each of several policies, by its name, without today's service.

    Parameters
    ----------
    asked
        Names of scenarios, or a mapping of mappings by names of one's own, or a list of both.

    Raises
    ------
    UserError
        Where there is none, or a name of one's own cannot be one.
    """
    named: dict[str, list[str]] = {}
    for one in [asked] if isinstance(asked, Mapping) else asked:
        if isinstance(one, str):
            named[one] = policy_words(one)
        elif isinstance(one, Mapping) and is_named(one):
            named |= {str(name): _own(str(name), policy) for name, policy in one.items()}
        else:
            raise UserError(
                f"{one} is not allowed among several policies: each must be a scenario's name, or "
                "a mapping of settings with a name of its own, {'mine': {'iro.caseload': 50}}"
            )
    named.pop(KEEP, None)
    if not named:
        raise UserError(f"{asked} is not allowed: it must name a policy beside {KEEP}")
    return named


def is_named(policies: Mapping[str, Any]) -> bool:
    """Whether a mapping is of policies by name, not the settings of one."""
    return any(isinstance(one, Mapping) for one in policies.values())


def written(value: Any) -> str:
    """Return a plain value as the command line has it."""
    if value is None:
        return "null"
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, str | bytes):
        each = map(str, value)
        return f"[{','.join(quoted(one) if ',' in one else one for one in each)}]"
    return str(value)


def _own(name: str, policy: Any) -> list[str]:
    """Return the words of a policy with a name of one's own."""
    if not NAME.fullmatch(name):
        raise UserError(
            f"{name or repr(name)} is not allowed as a policy's name: it must be of letters, "
            "digits, _ and - alone"
        )
    if name in scenarios():
        raise UserError(
            f"{name} is not allowed as the name of a policy of your own: a scenario has it"
        )
    if not isinstance(policy, Mapping):
        raise UserError(
            f"{name}={policy} is not allowed: a policy with a name of its own must be a mapping "
            "of settings, {'iro.caseload': 50}"
        )
    return policy_words(policy)


def _word(name: str, value: Any) -> str:
    if name.startswith(NOT_HERE):
        raise UserError(
            f"{name} is not allowed from Python: it must be the name of a setting, one of "
            "sim.settings()"
        )
    return f"{'+' * (name == SCENARIO)}{name}={written(value)}"


def as_command(program: str, words: Iterable[str]) -> str:
    """Return a command that asks the same, as a shell takes it."""
    import shlex

    return shlex.join([*program.split(), *words])
