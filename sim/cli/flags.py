"""The flags of a command, Hydra's among them, beside which stand the words name=value."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from sim.errors import UserError

CONFIG = "config"
SHOWN = {  # what Hydra prints in place of running
    "cfg": ("job", "hydra", "all"),
    "info": ("all", "config", "defaults", "defaults-tree", "plugins", "searchpath"),
}


class Flags(argparse.ArgumentParser):
    """A parser that refuses with a `UserError`, and knows no shortened flags."""

    def __init__(self, program: str | None = None, description: str = "", **more: bool) -> None:
        super().__init__(program, description=description, allow_abbrev=False, **more)  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        """Refuse in one line."""
        raise UserError(f"{message}; --help says what is allowed")


def flags_in(arguments: Sequence[str], sweeps: bool) -> argparse.Namespace:
    """Return the flags among a command's arguments, and its `words`.

    Raises
    ------
    UserError
        Where one is not allowed; never where help is asked for.
    """
    parser = Flags(add_help=False)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--help", "-h", action="store_true")
    parser.add_argument("--version", action="store_true")
    if sweeps:
        parser.add_argument("--multirun", "-m", action="store_true")
    parser.add_argument("--config-dir", "-cd", nargs="?", const="")
    parser.add_argument("--config-name", "-cn", nargs="?", const="", default=CONFIG)
    parser.add_argument("--cfg", "-c", nargs="?", const="")
    parser.add_argument("--info", "-i", nargs="?", const="all")
    parser.set_defaults(multirun=False)
    flags, unknown = parser.parse_known_intermixed_args(list(arguments))
    if flags.help:
        return flags
    if unknown:
        named = [
            "/".join(one.option_strings[::-1]) for one in parser._actions if one.option_strings
        ]
        raise UserError(
            f"{unknown[0]} is not allowed: the flags are {', '.join(named)}; settings are "
            "name=value"
        )
    if flags.config_dir is not None and not Path(flags.config_dir or "?").is_dir():
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
