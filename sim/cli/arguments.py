"""The command line, read and checked word by word before Hydra or a model is started."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.arms.policy import PREFIX, named, near_names
from sim.arms.resolve import check, check_policy
from sim.arms.scenarios import scenarios
from sim.arms.typed_words import quoted, unquoted
from sim.cli.overrides import grid
from sim.cli.text_settings import checked_text
from sim.errors import UserError, near_it, shortened
from sim.settings import Setting
from sim.settings.register import Value

if TYPE_CHECKING:
    from hydra.core.override_parser.overrides_parser import OverridesParser

FOLDERS = ("hydra.run.dir", "hydra.sweep.dir")
RESUME = "resume"
HELP = ("--help", "-h")
VERSION = "--version"
SWEEP = ("-m", "--multirun")


@dataclass(frozen=True)
class Option:
    """A word that one command takes beside settings.

    Attributes
    ----------
    words
        What it is, in an analyst's words.
    default
        The text that stands for it where it is not given.
    read
        Makes the value of the text, or raises a `UserError`.
    """

    name: str
    words: str
    default: str
    read: Callable[[str], Any]


@dataclass(frozen=True)
class CommandLine:
    """What was asked: overrides for Hydra, the scenario and the folder; or help, or the version.

    Attributes
    ----------
    words
        As they were typed, but for the folder.
    given
        The settings of today that were set.
    help
        The topics asked about; None where no help was asked for.
    options
        The values of the command's own options, by name.
    resume
        A folder of an interrupted study to go on with.
    grid
        The points of a sweep, each a command line of its own; None without a sweep.
    varied
        For each point, what the sweep varies, as it was written.
    """

    words: tuple[str, ...] = ()
    overrides: tuple[str, ...] = ()
    given: frozenset[str] = frozenset()
    scenario: str | None = None
    folder: Path | None = None
    help: tuple[str, ...] | None = None
    version: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)
    resume: Path | None = None
    grid: tuple["CommandLine", ...] | None = None
    varied: tuple[Mapping[str, str], ...] = ()


def read(
    arguments: Sequence[str], options: Sequence[Option] = (), sweeps: bool = True
) -> CommandLine:
    """Read the words after a command.

    Parameters
    ----------
    arguments
        The words.
    options
        What the command takes beside settings.
    sweeps
        Whether it takes -m.

    Raises
    ------
    UserError
        At the first word that is not allowed, in one line that says what is.
    """
    if any(word in HELP for word in arguments):
        topics = [word for word in arguments if not word.startswith("-") and "=" not in word]
        return CommandLine(help=tuple(topics))
    if VERSION in arguments:
        return CommandLine(version=True)
    flags = (*HELP, VERSION, *(SWEEP if sweeps else ()))
    for word in arguments:
        if word.startswith("-") and word not in flags:
            raise UserError(
                f"{word} is not allowed: the flags are {', '.join(flags)}; settings are name=value"
            )
    words = [word for word in arguments if word not in SWEEP]
    resumed = [word for word in words if word.startswith(f"{RESUME}=")]
    if resumed:
        return _resumed(resumed[0], arguments)
    if len(words) == len(arguments):
        return _read(words, options, sweeps)
    points = []
    varied = grid(words)
    for point, _ in varied:
        points.append(_read(point, options, sweeps))
    first = points[0]
    return dataclasses.replace(
        first,
        words=tuple(word for word in arguments if not word.startswith(FOLDERS)),
        grid=tuple(points),
        varied=tuple(one for _, one in varied),
    )


def _resumed(word: str, arguments: Sequence[str]) -> CommandLine:
    """Read resume=<folder>, beside which nothing may stand."""
    others = [other for other in arguments if other != word]
    if others:
        raise UserError(
            f"{shortened(others)} is not allowed with {word}: a study goes on with every setting "
            "it was begun with"
        )
    path = unquoted(word.partition("=")[2])
    if not path:
        raise UserError(f"{word} is not allowed: it must be the folder of an interrupted study")
    return CommandLine(resume=Path(path))


def _read(words: Sequence[str], options: Sequence[Option], sweeps: bool) -> CommandLine:
    reader = _Reader(options, sweeps)
    for word in words:
        reader.take(word)
    return reader.line(tuple(word for word in words if not word.startswith(FOLDERS)))


class _Reader:
    """Takes one word after the other and keeps what it says."""

    def __init__(self, options: Sequence[Option], sweeps: bool) -> None:
        self._several = "; for several values, a sweep, put -m first" if sweeps else ""
        self.overrides: list[str] = []
        self.given: set[str] = set()
        self.scenario: str | None = None
        self.folder: Path | None = None
        self._options = {option.name: option for option in options}
        self._asked = {option.name: option.default for option in options}
        self._parser: OverridesParser | None = None

    def line(self, words: tuple[str, ...]) -> CommandLine:
        """Return what was taken."""
        values = {name: self._options[name].read(text) for name, text in self._asked.items()}
        return CommandLine(
            words, tuple(self.overrides), frozenset(self.given), self.scenario, self.folder,
            options=values,
        )  # fmt: skip

    def take(self, word: str) -> None:
        """Check one word, name=value, and keep it."""
        key, equals, text = word.partition("=")
        sign = key[: len(key) - len(key.lstrip("+~"))]
        key = key.removeprefix(sign)
        if not key or not (equals or sign):
            names = near_names(key, self._options)
            raise UserError(f"{word or repr(word)} is not allowed: write name=value{names}")
        if key == "scenario":
            self._take_scenario(word, sign, text)
            return
        if sign:
            raise UserError(f"{word} is not allowed: write {key}=value, without {sign}")
        if key in FOLDERS:
            self._take_folder(key, text)
        elif key in self._options:
            self._asked[key] = unquoted(text)
            self._options[key].read(unquoted(text))
        else:
            self._take_setting(word, key, text)

    def _take_setting(self, word: str, key: str, text: str) -> None:
        if key.startswith("hydra"):
            raise UserError(
                f"{word} is not allowed: of Hydra's own settings only {' and '.join(FOLDERS)} can "
                "be set"
            )
        setting = named(key, word, self._options)
        self.overrides.append(f"{key}={self._checked(setting, key, text)}")
        if not key.startswith(PREFIX):
            self.given.add(key)

    def _take_scenario(self, word: str, sign: str, text: str) -> None:
        known = scenarios()
        name = unquoted(text)
        if name not in known:
            several = self._several if "," in name else ""
            raise UserError(
                f"{word} is not allowed: it must be one of {', '.join(known)}"
                f"{near_it(name, known)}{several}"
            )
        if sign != "+":
            raise UserError(f"{word} is not allowed: write +scenario={name}, with one + before it")
        if self.scenario not in (None, name):
            raise UserError(
                f"{word} is not allowed: +scenario={self.scenario} is asked for already"
            )
        if self.scenario is None:
            self.overrides.append(f"+scenario={name}")
        self.scenario = name

    def _take_folder(self, key: str, text: str) -> None:
        path = unquoted(text)
        if not path or "${" in path:
            raise UserError(f"{key}={text} is not allowed: it must be the path of a folder")
        self.folder = Path(path)

    def _checked(self, setting: Setting, key: str, text: str) -> str:
        """Return the value as Hydra is to read it, once it is known to be allowed."""
        under_policy = key.startswith(PREFIX)
        if under_policy and not setting.policy:
            check_policy(setting, text)
        if setting.type is str and not setting.choices:
            return quoted(checked_text(setting.name, unquoted(text)))
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
            raise UserError(refused) from None
        if override.is_sweep_override():
            raise UserError(f"{refused}{self._several}")
        value = override.value()
        if value is None or isinstance(value, float | int | bool | str):
            return value
        raise UserError(refused)
