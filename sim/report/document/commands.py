"""Commands that a report suggests: they ask of the same service, with the same settings held."""

import json
import shlex
from collections.abc import Mapping

from sim.arms.policy import PREFIX
from sim.arms.resolve import BY_USER
from sim.arms.scenarios import changes_of, scenarios
from sim.arms.typed_words import quoted
from sim.arms.usual_replications import usual_replications
from sim.data import council_figures
from sim.errors import UserError
from sim.evidence.weakest_source import known_settings
from sim.settings import Settings, register
from sim.settings.register import Value

RUN, COMPARE = "python -m sim", "python -m experiments.compare"
WORLDS = ("worlds", "replications")  # over which worlds, and how many
ELSEWHERE = ("compute.workers", "precision", "precision_of", "why", "records", "authority.scope")
"""What changes no answer, or is said in other words."""


def command(
    program: str,
    first: str,
    today: Settings,
    flags: Mapping[str, str] | None = None,
    own: Mapping[str, Value] | None = None,
    without: tuple[str, ...] = (),
) -> str:
    """Return a command that asks of the same service.

    Parameters
    ----------
    program
        `RUN` or `COMPARE`.
    first
        Its first word, the scenario or the scenarios; may be empty.
    flags
        Whose figure each of the authority's figures is, as `settings.arms` has it.
    without
        Settings that are left at their defaults.
    """
    words = [first, *_held(today, flags or {}, without)]
    words += [_word(f"{PREFIX}{name}", value) for name, value in (own or {}).items()]
    return " ".join(filter(None, [program, *words]))


def in_all_worlds(
    policy: str, changes: Mapping[str, Value], today: Settings, flags: Mapping[str, str]
) -> str:
    """Return the command that asks the same of all plausible worlds."""
    if policy not in scenarios():
        return command(RUN, "", today, flags, changes, WORLDS)
    file = changes_of(policy)
    own = {name: value for name, value in changes.items() if file.get(name, ...) != value}
    return command(RUN, f"+scenario={policy}", today, flags, own, WORLDS)


def _held(today: Settings, flags: Mapping[str, str], without: tuple[str, ...]) -> list[str]:
    """Return the words that set what differs from its default."""
    england, file = today.authority.scope == "england", today.authority.file
    defaults = {one.name: one.default for one in known_settings()}
    defaults["replications"] = usual_replications(today.worlds, today.authority.scope)
    in_file = _in_file(file) if file else {}
    words = ["authority.scope=england"] if england else []
    for one in register(today):
        if one.name in (*ELSEWHERE, *without) or one.name.startswith("compute."):
            continue
        if one.name == "authority.name" and (england or file):
            continue
        theirs = flags.get(one.name) == BY_USER if one.column else one.default != defaults[one.name]
        if theirs and in_file.get(one.name) != one.default:
            words.append(_word(one.name, one.default))
    return words


def _in_file(path: str) -> Mapping[str, Value]:
    """Return the figures of a council's file; none where it is no longer there."""
    try:
        return council_figures.read(path).values
    except (UserError, OSError):
        return {}


def _word(name: str, value: Value) -> str:
    """Return a word that sets a value, as a shell takes it."""
    if value is None or isinstance(value, bool):
        text = json.dumps(value)
    elif isinstance(value, int | float):
        text = f"{value:.12g}"
    elif name == "pool":  # kept as "Leeds; Bradford"
        names = (one.strip() for one in value.strip("[]").split(";"))
        text = f"[{','.join(quoted(one) if ',' in one else one for one in names)}]"
    else:
        text = quoted(value) if any(one in value for one in ",=(){}'\"") else value
    return shlex.quote(f"{name}={text}")
