"""What may be typed after a command: its flags, Hydra's among them, and what a shell may complete.

Beside flags stand words, name=value. A shell asks how a word goes on by starting `iro-sim` with it
begun; nothing is run then, and nothing else printed.
"""

import argparse
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

from sim.data.text_file import home_path, is_folder
from sim.errors import UserError

CONFIG = "config"
ASKED = "_ARGCOMPLETE"  # which a shell sets when it asks how a word goes on
SHOWN = {  # what Hydra prints in place of running
    "cfg": ("job", "hydra", "all"),
    "info": ("all", "config", "defaults", "defaults-tree", "plugins", "searchpath"),
}


class Flags(argparse.ArgumentParser):
    """A parser that refuses with a `UserError`."""

    def error(self, message: str) -> NoReturn:
        """Refuse in one line."""
        raise UserError(f"{message}; --help says what is allowed")


def parser_of(sweeps: bool) -> Flags:
    """Return the parser of a command's flags, and of its `words`."""
    parser = Flags(add_help=False, allow_abbrev=False)
    parser.set_defaults(multirun=False)
    parser.add_argument("words", nargs="*")
    add = parser.add_argument
    add("--help", "-h", action="store_true", help="this page, or what it says of topics after it")
    add("--version", action="store_true", help="the program's version")
    if sweeps:
        add("--multirun", "-m", action="store_true",
            help="a sweep: each combination of a,b values, range(60,101,20), glob(a*); with "
            "hydra/launcher=basic or joblib each is a run of its own")  # fmt: skip
    add("--config-dir", "-cd", nargs="?", const="", metavar="FOLDER",
        help="look for one's own scenario/NAME.yaml there too; configs/ of the working folder is "
        "looked in without being named")  # fmt: skip
    add("--config-name", "-cn", nargs="?", const="", default=CONFIG, metavar="NAME",
        help=f"begin from NAME.yaml of these folders, in place of {CONFIG}.yaml")  # fmt: skip
    add("--cfg", "-c", nargs="?", const="", metavar="|".join(SHOWN["cfg"]),
        help="print the config that is composed, and run nothing")  # fmt: skip
    add("--info", "-i", nargs="?", const="all", metavar="[WHAT]",
        help="print where Hydra looks and what it finds, and run nothing")  # fmt: skip
    return parser


def flags_in_words(sweeps: bool) -> list[tuple[str, str]]:
    """Return each flag of a command, and what it does."""
    return [
        (" ".join(filter(None, (", ".join(one.option_strings[::-1]), str(one.metavar or "")))),
         str(one.help))
        for one in parser_of(sweeps)._actions
        if one.option_strings
    ]  # fmt: skip


def configs_named(flags: argparse.Namespace) -> list[str]:
    """Return the flags that say which configs are read."""
    named = [f"--config-dir={flags.config_dir}"] if flags.config_dir else []
    return named + ([f"--config-name={flags.config_name}"] if flags.config_name != CONFIG else [])


def flags_in(arguments: Sequence[str], sweeps: bool) -> argparse.Namespace:
    """Return the flags among a command's arguments, and its `words`.

    Raises
    ------
    UserError
        Where one is not allowed; where help is asked for, whatever else stands there is let be.
    """
    flags, unknown = parser_of(sweeps).parse_known_intermixed_args(list(arguments))
    if flags.help:
        return flags
    if unknown:
        named = "; ".join(name for name, _ in flags_in_words(sweeps))
        raise UserError(
            f"{unknown[0]} is not allowed: the flags are {named}. Settings are name=value"
        )
    if flags.config_dir:
        flags.config_dir = str(home_path(flags.config_dir))
    if flags.config_dir is not None and not is_folder(Path(flags.config_dir or "?")):
        raise UserError(f"--config-dir={flags.config_dir} is not allowed: it must be a folder")
    if not flags.config_name:
        raise UserError("--config-name is not allowed without a name, that of a file of configs")
    for flag, allowed in SHOWN.items():
        asked = getattr(flags, flag)
        if asked is not None and asked not in allowed:
            raise UserError(
                f"--{flag} {asked} is not allowed: it must be one of {', '.join(allowed)}"
            )
        if asked is not None and flags.multirun:
            raise UserError(f"--{flag} is not allowed with -m: it shows one point")
    return flags


def complete() -> None:
    """Answer a shell that asks how a word goes on, and end; go on where none asks."""
    if ASKED not in os.environ:
        return
    import argcomplete

    parser = parser_of(sweeps=True)
    words = next(action for action in parser._actions if action.dest == "words")
    words.completer = going_on  # type: ignore[attr-defined]
    argcomplete.autocomplete(parser, validator=lambda word, begun: word.startswith(begun))


def going_on(prefix: str, **_: object) -> Iterable[str]:
    """Return the words that begin as one does."""
    from sim.arms.policy import PREFIX
    from sim.arms.scenarios import scenarios
    from sim.data import authorities
    from sim.settings import settings_by_name

    name, equals, _text = prefix.partition("=")
    if not equals:
        every = settings_by_name()
        policy = [PREFIX + one.name for one in every.values() if one.policy]
        return ["+scenario=", *(f"{one}=" for one in (*every, *policy))]
    if name == "+scenario":
        return [f"{name}={one}" for one in scenarios()]
    if name == "authority.name":
        return [f"{name}={one}" for one in authorities.names()]
    setting = settings_by_name().get(name.removeprefix(PREFIX))
    return [f"{name}={one}" for one in (setting.choices if setting else ())]
