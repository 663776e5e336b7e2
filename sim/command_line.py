"""The command line, read and checked word by word before Hydra or a model is started."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sim.scenarios import scenarios
from sim.settings import Setting, Settings, authorities, pool, register
from sim.settings.arms import check, check_policy
from sim.settings.mistake import Mistake, near, some
from sim.settings.policy import PREFIX
from sim.settings.register import Value
from sim.settings.together import first_day

if TYPE_CHECKING:
    from hydra.core.override_parser.overrides_parser import OverridesParser

FOLDER = "hydra.run.dir"
HELP = ("--help", "-h")
VERSION = "--version"
SWEEP = ("-m", "--multirun")


@dataclass(frozen=True)
class CommandLine:
    """What was asked: overrides for Hydra, the scenario and the folder; or help, or the version.

    `help` holds the topics asked about, and is None where no help was asked for.
    """

    overrides: tuple[str, ...] = ()
    scenario: str | None = None
    folder: Path | None = None
    help: tuple[str, ...] | None = None
    version: bool = False


def read(arguments: Sequence[str]) -> CommandLine:
    """Read the words after `python -m sim`.

    Raises
    ------
    Mistake
        At the first word that is not allowed, in one line that says what is.
    """
    if any(word in HELP for word in arguments):
        topics = [word for word in arguments if not word.startswith("-") and "=" not in word]
        return CommandLine(help=tuple(topics))
    if VERSION in arguments:
        return CommandLine(version=True)
    _check_flags(arguments)
    reader = _Reader()
    for word in arguments:
        reader.take(word)
    return CommandLine(tuple(reader.overrides), reader.scenario, reader.folder)


def _check_flags(arguments: Sequence[str]) -> None:
    for word in arguments:
        if word in SWEEP:
            raise Mistake(f"{word} is not allowed: sweeps are not there yet; start one run each")
        if word.startswith("-"):
            flags = ", ".join((*HELP, VERSION))
            raise Mistake(f"{word} is not allowed: the flags are {flags}; settings are name=value")


class _Reader:
    """Takes one word after the other and keeps what it says."""

    def __init__(self) -> None:
        self.overrides: list[str] = []
        self.scenario: str | None = None
        self.folder: Path | None = None
        self._settings = {setting.name: setting for setting in register(Settings())}
        self._parser: OverridesParser | None = None

    def take(self, word: str) -> None:
        """Check one word, name=value, and keep it."""
        key, equals, text = word.partition("=")
        sign = key[: len(key) - len(key.lstrip("+~"))]
        key = key.removeprefix(sign)
        if not key or not (equals or sign):
            names = self._near(key)
            raise Mistake(f"{word or repr(word)} is not allowed: write name=value{names}")
        if key == "scenario":
            self._take_scenario(word, sign, text)
            return
        if sign:
            raise Mistake(f"{word} is not allowed: write {key}=value, without {sign}")
        if key == FOLDER:
            self._take_folder(text)
            return
        setting = self._settings.get(key.removeprefix(PREFIX))
        if setting is None:
            raise Mistake(f"{word} is not allowed: {self._unknown(key)}")
        self.overrides.append(f"{key}={self._checked(setting, key, text)}")

    def _take_scenario(self, word: str, sign: str, text: str) -> None:
        known = scenarios()
        name = _unquoted(text)
        if name not in known:
            meant = near(name, known)
            guess = f"; near it: {some(meant)}" if meant else ""
            raise Mistake(f"{word} is not allowed: it must be one of {', '.join(known)}{guess}")
        if sign != "+":
            raise Mistake(f"{word} is not allowed: write +scenario={name}, with one + before it")
        if self.scenario not in (None, name):
            raise Mistake(f"{word} is not allowed: +scenario={self.scenario} is asked for already")
        if self.scenario is None:
            self.overrides.append(f"+scenario={name}")
        self.scenario = name

    def _take_folder(self, text: str) -> None:
        path = _unquoted(text)
        if not path or "${" in path:
            raise Mistake(f"{FOLDER}={text} is not allowed: it must be the path of a folder")
        self.folder = Path(path)

    def _checked(self, setting: Setting, key: str, text: str) -> str:
        """Return the value as Hydra is to read it, once it is known to be allowed."""
        under_policy = key.startswith(PREFIX)
        if under_policy and not setting.policy:
            check_policy(setting, text)
        if setting.type is str and not setting.choices:
            return _quoted(_checked_text(setting.name, _unquoted(text)))
        value = self._value(setting, key, text)
        if not under_policy:
            check(setting, value)
        elif value is not None:  # null takes a scenario's value back: as today
            check_policy(setting, value)
        return text

    def _value(self, setting: Setting, key: str, text: str) -> Value:
        """Return the value that Hydra will read from the text."""
        from hydra.core.override_parser.overrides_parser import OverridesParser
        from hydra.errors import HydraException

        self._parser = self._parser or OverridesParser.create()
        refused = f"{key}={text} is not allowed: it must be {setting.allowed}"
        try:
            override = self._parser.parse_override(f"{key}={text}")
        except HydraException:
            raise Mistake(refused) from None
        if override.is_sweep_override():
            raise Mistake(f"{refused}; several values are a sweep, and sweeps are not there yet")
        value = override.value()
        if value is None or isinstance(value, float | int | bool | str):
            return value
        raise Mistake(refused)

    def _unknown(self, key: str) -> str:
        plain = key.removeprefix(PREFIX).removesuffix(".")
        inside = [name for name in self._settings if name.startswith(plain + ".")]
        if inside:
            return f"{plain} is a room of settings, one of {some(inside)}"
        if key == "policy":
            return "write policy.<setting>=value, for what a policy changes"
        if key.startswith("hydra"):
            return f"of Hydra's own settings only {FOLDER} can be set"
        return f"there is no setting {plain}{self._near(key)}; --help lists them"

    def _near(self, key: str) -> str:
        start = PREFIX if key.startswith(PREFIX) else ""
        names = near(key.removeprefix(start), self._settings)
        return f"; near it: {some(start + name for name in names)}" if names else ""


def _checked_text(name: str, text: str) -> str:
    if name == "authority.name":
        return authorities.find(text)
    if name == pool.NAME:
        return pool.canonical(text)
    if name == "start":
        first_day(text)
    return text


def _unquoted(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1]
    return text


def _quoted(text: str) -> str:
    """Return a text that Hydra takes as it stands: a comma in it begins no sweep."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
