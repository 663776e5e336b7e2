"""The command line, read and checked word by word before Hydra or a model is started."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sim.arms.policy import PREFIX, named, near_names
from sim.arms.resolve import check_policy
from sim.arms.scenario_files import look_in
from sim.arms.scenarios import broken, scenarios
from sim.arms.text_settings import checked_text
from sim.arms.typed_words import quoted, unquoted
from sim.cli.flags import CONFIG, SHOWN, configs_named, flags_in
from sim.cli.overrides import grid, parsed
from sim.data.text_file import home_path
from sim.errors import UserError, echoed, near_it, passes_nowhere, shortened
from sim.settings import Setting

FOLDERS = ("hydra.run.dir", "hydra.sweep.dir")
RESUME = "resume"
LAUNCHER = ("hydra/launcher=", "hydra.launcher.")  # which of Hydra's launchers, and its settings


@dataclass(frozen=True)
class Option:
    """A word that one command takes beside settings."""

    name: str
    words: str  # what it is, in an analyst's words
    default: str  # the text that stands for it where it is not given
    read: Callable[[str], Any]  # makes the value of the text, or raises a `UserError`


@dataclass(frozen=True)
class CommandLine:
    """What was asked: overrides for Hydra, the scenario and the folder; or help, or the version."""

    words: tuple[str, ...] = ()  # as they were typed, but for the folder
    overrides: tuple[str, ...] = ()
    given: frozenset[str] = frozenset()  # the settings of today that were set
    scenario: str | None = None
    folder: Path | None = None
    config: str = CONFIG  # the name of the primary config
    help: tuple[str, ...] | None = None  # the topics asked about; None where no help was asked for
    version: bool = False
    # one of Hydra's flags that print and run nothing, and what it is to print
    show: tuple[str, str] | None = None
    # the values of the command's own options, by name
    options: Mapping[str, Any] = field(default_factory=dict)
    resume: Path | None = None  # a folder of an interrupted study to go on with
    # words that name one of Hydra's launchers for the points of a sweep, and set it
    launcher: tuple[str, ...] = ()
    # the points of a sweep, each a command line of its own; None without a sweep
    grid: tuple["CommandLine", ...] | None = None
    varied: tuple[Mapping[str, str], ...] = ()  # for each point, what varies, as it was written


def read(
    arguments: Sequence[str], options: Sequence[Option] = (), sweeps: bool = True
) -> CommandLine:
    """Read the words after a command; scenarios are looked for where --config-dir says from now on.

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
    for word in arguments:
        if any(map(passes_nowhere, word)):
            raise UserError(f"{echoed(word)} is not allowed: it holds a control character")
    flags = flags_in(arguments, sweeps)
    look_in(Path(flags.config_dir) if flags.config_dir else None)
    if flags.help:
        return CommandLine(help=tuple(word for word in flags.words if "=" not in word))
    if flags.version:
        return CommandLine(version=True)
    for word in flags.words:
        if word.startswith(f"{RESUME}="):
            return _resumed(word, arguments)
    several = "; for several values, a sweep, put -m first" if sweeps else ""
    shown = [(flag, getattr(flags, flag)) for flag in SHOWN if getattr(flags, flag)]
    about = {
        "words": tuple(word for word in arguments if not word.startswith(FOLDERS)),
        "config": flags.config_name,
        "show": shown[0] if shown else None,
    }
    if not flags.multirun:
        return dataclasses.replace(_point(flags.words, options, several), **about)
    launcher = tuple(word for word in flags.words if word.startswith(LAUNCHER))
    every = grid([word for word in flags.words if word not in launcher])
    points = tuple(
        dataclasses.replace(
            _point(words, options, several),
            words=(*configs_named(flags), *(w for w in words if not w.startswith(FOLDERS))),
            config=flags.config_name,
        )
        for words, _ in every
    )
    varied = tuple(names for _, names in every)
    return dataclasses.replace(points[0], launcher=launcher, grid=points, varied=varied, **about)


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
    return CommandLine(resume=home_path(path))


def _point(words: Sequence[str], options: Sequence[Option], several: str) -> CommandLine:
    """Return what the words of one point say; `several` ends a line that refuses several values."""
    overrides: list[str] = []
    given: set[str] = set()
    first: dict[str, str] = {}
    scenario: str | None = None
    folder: Path | None = None
    readers = {option.name: option for option in options}
    asked: dict[str, Any] = {}
    for word in words:
        key, equals, text = word.partition("=")
        sign = key[: len(key) - len(key.lstrip("+~"))]
        key = key.removeprefix(sign)
        if not key or not (equals or sign):
            names = near_names(key, readers)
            raise UserError(f"{word or repr(word)} is not allowed: write name=value{names}")
        if key in first and key != "scenario":
            raise UserError(f"{word} is not allowed: {key} is given twice, {first[key]} before it")
        first[key] = word
        if key == "scenario":
            name = _scenario(word, sign, unquoted(text), several)
            if scenario not in (None, name):
                raise UserError(f"{word} is not allowed: +scenario={scenario} is asked for already")
            if scenario is None:
                overrides.append(f"+scenario={name}")
            scenario = name
        elif sign:
            raise UserError(f"{word} is not allowed: write {key}=value, without {sign}")
        elif key in FOLDERS:
            if not (path := unquoted(text)) or "${" in path:
                raise UserError(f"{word} is not allowed: it must be the path of a folder")
            folder = home_path(path)
        elif key in readers:
            asked[key] = readers[key].read(unquoted(text))
        elif word.startswith(LAUNCHER):
            raise UserError(f"{word} is not allowed without -m: it is of a sweep's launcher")
        elif key.startswith("hydra"):
            raise UserError(
                f"{word} is not allowed: of Hydra's own settings only {' and '.join(FOLDERS)} can "
                "be set, and with -m hydra/launcher and what is its own, hydra.launcher.NAME"
            )
        else:
            overrides.append(f"{key}={_checked(named(key, word, readers), word, several)}")
            if not key.startswith(PREFIX):
                given.add(key)
    usual = {name: one.read(one.default) for name, one in readers.items() if name not in asked}
    return CommandLine(tuple(words), tuple(overrides), frozenset(given), scenario, folder,
                       options=usual | asked)  # fmt: skip


def _scenario(word: str, sign: str, name: str, several: str) -> str:
    """Return the scenario that a word names."""
    if name in (faults := broken()):
        raise UserError(f"{word} is not allowed: {faults[name]}")
    if name not in (known := scenarios()):
        raise UserError(
            f"{word} is not allowed: it must be one of {', '.join(known)}{near_it(name, known)}"
            f"{several if ',' in name else ''}"
        )
    if sign != "+":
        raise UserError(f"{word} is not allowed: write +scenario={name}, with one + before it")
    return name


def _checked(setting: Setting, word: str, several: str) -> str:
    """Return the value that a word sets as Hydra is to read it, once it is known to be allowed."""
    key, _, text = word.partition("=")
    of_policy = key.startswith(PREFIX)
    if of_policy and not setting.policy:
        check_policy(setting, text)
    if setting.type is str and not setting.choices:
        if "${" in text:
            raise UserError(f"{word} is not allowed: it must be written out, without ${{...}}")
        return quoted(checked_text(setting.name, unquoted(text)))
    refused = f"{word} is not allowed: it must be {setting.allowed}"
    override = parsed(word)
    if override is None or override.is_sweep_override():
        raise UserError(f"{refused}{several if override else ''}")
    value = override.value()
    if not isinstance(value, float | int | bool | str | None):
        raise UserError(refused)
    if not of_policy:
        setting.check(value)
    elif value is not None:  # null takes a scenario's value back: as today
        check_policy(setting, value)
    return text
