"""Where scenarios' files are: the project's, and the user's own, of which each may be broken.

Own ones are in `configs/scenario/` of the working folder, and in `scenario/` of --config-dir.
"""

import functools
import re
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from sim.arms.figures_in_words import with_figures
from sim.arms.policy import PREFIX, named, request_of
from sim.arms.resolve import check_policy
from sim.arms.text_settings import checked_text
from sim.data.plain_yaml import tree_of, values_of
from sim.data.text_file import text_of
from sim.errors import LONGEST_PATH, UserError, echoed

FOLDER = "scenario"
PACKAGE = "# @package _global_"  # has Hydra put a file's values where they are written
NAME = re.compile(r"[A-Za-z0-9_-]+")
_further: ContextVar[Path | None] = ContextVar("further", default=None)


def configs() -> Path:
    """Return the folder of configs: inside the package where it is installed, else beside it."""
    package = Path(__file__).parents[1]
    inside = package / "configs"
    return inside if inside.is_dir() else package.parent / "configs"


def look_in(folder: Path | None) -> None:
    """Look for configs in this folder too, until another is named."""
    _further.set(folder)


def own_configs() -> list[Path]:
    """Return the folders of the user's own configs, of which the first that has a file counts."""
    folders = [*filter(None, [_further.get()]), Path("configs")]
    here = configs().resolve()
    return [folder for folder in folders if folder.is_dir() and folder.resolve() != here]


def own_files() -> Iterator[Path]:
    """Give the files of the user's own scenarios, but for copies of the project's."""
    first: dict[str, Path] = {}
    for folder in own_configs():
        for path in sorted((folder / FOLDER).glob("*.yaml")):
            first.setdefault(path.name, path)
    for path in first.values():
        if not _is_copy(path, configs() / FOLDER / path.name):
            yield path


def _is_copy(path: Path, ours: Path) -> bool:
    try:
        return ours.is_file() and text_of(path) == text_of(ours)
    except UserError:
        return False


def opening(path: Path) -> str:
    """Return the comment that opens a scenario's file, below the line meant for Hydra."""
    words: list[str] = []
    for line in text_of(path).split("\n"):
        if not line.startswith("#"):
            break
        if line.strip() != PACKAGE:
            words += line.removeprefix("#").split()
    return " ".join(words)


def values_in(path: Path) -> dict[str, Any]:
    """Return the values that a scenario's file sets, by dotted name, `policy.` before a policy's.

    Raises
    ------
    UserError
        Where it cannot be read, or sets nothing below `policy:`.
    """
    read = values_of(tree_of(text_of(path)))
    if not isinstance(read.get(PREFIX.rstrip(".")), dict):
        raise UserError("what the policy sets must stand below policy:")
    return dict(dotted(read))


def why_broken(path: Path) -> str:
    """Return why an own scenario cannot be used, in one line; empty where it can."""
    said = echoed(path, LONGEST_PATH)
    if (configs() / FOLDER / path.name).is_file():
        return f"{said} has the name of a scenario that is here already: give it another"
    if not NAME.fullmatch(path.stem):
        return f"{said}: its name must be of letters, digits, _ and - alone"
    fault = _fault(path.absolute(), _changed(path))
    return fault and f"{said}: {fault}"


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@functools.lru_cache(maxsize=256)
def _fault(path: Path, _at: int) -> str:
    try:
        values = values_in(path)
        if PACKAGE not in map(str.strip, text_of(path).split("\n")):
            raise UserError(f"its first line must be {PACKAGE}")
        changes = request_of(values).changes
        for name, value in values.items():
            setting = named(name, name)
            if not name.startswith(PREFIX):
                setting.check(value)
            elif value is not None:
                check_policy(setting, value)
            if isinstance(value, str):
                checked_text(setting.name, value)
        with_figures(opening(path), changes)
    except UserError as mistake:
        return str(mistake)
    except KeyError as unknown:
        return f"{{{unknown.args[0]}}} in its opening is no setting"
    return ""


def dotted(room: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Give each value in a tree of mappings by its dotted name."""
    for name, value in room.items():
        if isinstance(value, Mapping):
            yield from dotted(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value
