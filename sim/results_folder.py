"""The folder a run's results go to: choosing it, and refusing it before anything is written."""

import datetime
import secrets
import tempfile
from pathlib import Path

from sim.settings.mistake import Mistake

RESULTS = Path("results")


def new_folder(scenario: str) -> Path:
    """Return a name that no other run has: results/<scenario>/<time>-<six random hex digits>."""
    now = datetime.datetime.now().strftime("%Y%m%d-%H%M%S")
    return RESULTS / scenario / f"{now}-{secrets.token_hex(3)}"


def check_folder(folder: Path, name: str = "hydra.run.dir") -> None:
    """Refuse a folder that results cannot go to; leave everything on the disk as it was.

    Parameters
    ----------
    folder
        Where the results are to go; it need not be there, nor the folders above it.
    name
        What the error line calls it.

    Raises
    ------
    Mistake
        Where it holds anything, is no folder, lies below a file, or cannot be made.
    """
    refused = f"{name}={folder} is not allowed: "
    allowed = "it must be a new or empty folder"
    try:
        there = folder if _stands(folder) else _nearest(folder)
        if not there.is_dir():
            below = "it is no folder" if there == folder else f"it lies below a file, {there}"
            raise Mistake(f"{refused}{below}; {allowed}")
        if there == folder and next(folder.iterdir(), None) is not None:
            raise Mistake(f"{refused}it holds something already; {allowed}")
        # only trying tells: rights, read-only disks and full ones all say so in their own way
        # tried beside an empty folder, never in it: another run may be asking whether it is empty
        with tempfile.TemporaryDirectory(dir=there.resolve().parent if there == folder else there):
            pass
    except OSError as error:
        raise Mistake(f"{refused}it cannot be written ({error.strerror}); {allowed}") from None


def _nearest(folder: Path) -> Path:
    """Return the nearest path above the folder that is there."""
    return next(above for above in folder.absolute().parents if _stands(above))


def _stands(path: Path) -> bool:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True
