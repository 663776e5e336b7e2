"""The folder a run's results go to: choosing it, and refusing it before anything is written."""

import datetime
import re
import secrets
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sim.errors import UserError
from sim.study.brief import Brief

RESULTS = Path("results")
LONGEST = 120  # letters of a folder's name
LONGEST_PART = 40  # of what stands in it for one thing
UNSAFE = re.compile(r"[^a-z0-9.=_-]+")  # what some system takes in no name, or a shell reads


def new_folder(asked: Brief) -> Path:
    """Return a name that no other run has, which says what was asked.

    It is results/<policy>/<authority>_<changed settings>_<worlds>_<time>-<six random hex digits>,
    `LONGEST` letters at most: of changed settings that do not fit it says how many there are.
    """
    last = [one for one in (asked.worlds_words,) if one] + [_now()]
    first = asked.authority.removesuffix(" English authority")
    room = LONGEST - len("_".join(map(_safe, [first, *last]))) - 1
    changed = _fitting([_safe(one) for one in asked.changed], room)
    return RESULTS / _safe(asked.study) / "_".join(map(_safe, [first, *changed, *last]))


def sweep_folder() -> Path:
    """Return a name that no other sweep has, for one whose points have folders of their own."""
    return RESULTS / "sweep" / _now()


def _now() -> str:
    """Return the time, and six random hex digits: two may begin within a second."""
    return f"{datetime.datetime.now():%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"


def _fitting(words: Sequence[str], room: int) -> list[str]:
    """Return as many words as fit between others, and how many more there are."""
    for fitting in range(len(words), -1, -1):
        left = len(words) - fitting
        told = [*words[:fitting], *([f"and-{left}-more"] if left else [])]
        if len("_".join(told)) <= room:
            return told
    return []


def _safe(words: str) -> str:
    """Return words as they may stand in a file's name on any system."""
    name = UNSAFE.sub("-", words.lower()).replace("=-", "=")
    return name.strip("-.")[:LONGEST_PART].rstrip("-.")


def check_folder(folder: Path) -> None:
    """Refuse a folder that results cannot go to; leave everything on the disk as it was.

    `folder` need not be there, nor the folders above it.

    Raises
    ------
    UserError
        Where it holds anything, is no folder, lies below a file, or cannot be made.
    """
    refused = f"hydra.run.dir={folder} is not allowed: "
    allowed = "it must be a new or empty folder"
    try:
        there = next(one for one in (folder, *folder.absolute().parents) if _stands(one))
        if not there.is_dir():
            below = "it is no folder" if there == folder else f"it lies below a file, {there}"
            raise UserError(f"{refused}{below}; {allowed}")
        if there == folder and next(folder.iterdir(), None) is not None:
            raise UserError(f"{refused}it holds something already; {allowed}")
        for name in set(folder.parts).difference(there.parts):
            _stands(there / name)  # raises where it is too long for a name
        # only trying tells: rights, read-only disks and full ones all say so in their own way
        # tried beside an empty folder, never in it: another run may be asking whether it is empty
        with tempfile.TemporaryDirectory(dir=there.resolve().parent if there == folder else there):
            pass
    except OSError as error:
        raise UserError(f"{refused}it cannot be written ({error.strerror}); {allowed}") from None


def _stands(path: Path) -> bool:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True
