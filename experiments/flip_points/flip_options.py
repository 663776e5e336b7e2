"""The words that `python -m experiments.flip_points` takes beside settings."""

from collections.abc import Callable, Sequence

from experiments.beliefs import Belief
from experiments.compare.scenario_list import named_scenarios
from sim.arms.scenarios import KEEP
from sim.cli.arguments import Option
from sim.errors import UserError, near, some
from sim.settings import Setting, Settings, register

AUTO, NO_MAP = "auto", "none"
ANY, MATTERS = "any", "matters"
MOST_SAMPLES, MOST_VALUES = 20_000, 25


def belief_of(setting: Setting) -> Belief:
    """Return a setting with a plausible range as a belief that varies over it."""
    low, high = setting.plausible or (0.0, 0.0)
    return Belief(setting.name, low, high, whole=setting.type is int)


def _list(name: str, text: str) -> list[str]:
    inside = text.strip().removeprefix("[").removesuffix("]")
    names = [part.strip() for part in inside.split(",")]
    if "" in names:
        raise UserError(f"{name}={text} is not allowed: it must be a list such as [a,b]")
    twice = [one for one in names if names.count(one) > 1]
    if twice:
        raise UserError(f"{name}={text} is not allowed: {twice[0]} is in it twice")
    return names


def _scenarios(text: str) -> tuple[str, ...]:
    return tuple(name for name in named_scenarios(text) if name != KEEP)


def _varied(name: str, text: str) -> tuple[str, ...]:
    """Return names of settings that can be varied over a plausible range."""
    listed = {setting.name: setting for setting in register(Settings())}
    names = _list(name, text)
    for one in names:
        setting = listed.get(one)
        if setting is None:
            meant = near(one, listed)
            guess = f"; near it: {some(meant)}" if meant else "; --help settings lists them"
            raise UserError(f"{name}={text} is not allowed: there is no setting {one}{guess}")
        low, high = setting.plausible or (0, 0)
        if setting.type not in (int, float) or low >= high:
            raise UserError(
                f"{name}={text} is not allowed: {one} must be a setting with a plausible range "
                "(--help settings says which have one)"
            )
    return tuple(names)


def _settings(text: str) -> tuple[str, ...] | None:
    return None if text == AUTO else _varied("settings", text)


def _map(text: str) -> tuple[str, str] | str:
    if text in (AUTO, NO_MAP):
        return text
    names = _varied("map", text)
    if len(names) != 2:
        raise UserError(f"map={text} is not allowed: it must be two settings, {AUTO} or {NO_MAP}")
    return names[0], names[1]


def _whole(name: str, least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        refused = f"{name}={text} is not allowed: it must be a whole number from {least} to {most}"
        try:
            value = int(text)
        except ValueError:
            raise UserError(refused) from None
        if not least <= value <= most:
            raise UserError(refused)
        return value

    return read


def _beats(text: str) -> str:
    if text not in (ANY, MATTERS):
        raise UserError(f"beats={text} is not allowed: it must be {ANY} or {MATTERS}")
    return text


OPTIONS: Sequence[Option] = (
    Option(
        "scenarios",
        "policies to set against today's service, by name; python -m sim --help lists them",
        "[abolish,relocate,strengthen]",
        _scenarios,
    ),
    Option(
        "settings",
        f"beliefs that vary: {AUTO} for all that calibration samples but those you set, or a list "
        "such as [team_manager.objectivity,challenge.advocate.succeeds]",
        AUTO,
        _settings,
    ),
    Option(
        "samples",
        "worlds, each with other beliefs, in which it is seen who wins",
        "200",
        _whole("samples", 20, MOST_SAMPLES),
    ),
    Option(
        "world_replications",
        "replications of each such world; the setting replications is for the values along one "
        "setting and for the map",
        "2",
        _whole("world_replications", 1, 1000),
    ),
    Option(
        "beats",
        f"what beating today's service is: {ANY} gain, or one that {MATTERS} (the settings "
        "matters.*); the map always shows who is best",
        ANY,
        _beats,
    ),
    Option(
        "map",
        "two settings to map who is best over, such as "
        "[team_manager.objectivity,challenge.advocate.succeeds]; "
        f"{AUTO} for the two that most boxes restrict, or {NO_MAP}",
        AUTO,
        _map,
    ),
    Option(
        "grid",
        "values tried along a setting, and along each side of the map",
        "7",
        _whole("grid", 2, MOST_VALUES),
    ),
)
