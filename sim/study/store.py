"""The run folder: results appear under its name whole, or not at all.

They are written to a folder beside it, named `<name>.part-<6 hex>`, which is renamed at the end. A
run that is killed leaves that folder alone behind; what it holds so far is kept.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sim.results_folder import check_folder
from sim.settings.mistake import Mistake


class WritingFailed(OSError):
    """Results could not be written, a full disk say; the message says where the rest is."""


class _Taken(OSError):
    """The name was free when the run began, and is not any more."""


def _refused(folder: Path, why: str) -> Mistake:
    return Mistake(f"hydra.run.dir={folder} is not allowed: {why}")


@contextmanager
def run_folder(folder: Path) -> Iterator[Path]:
    """Give a temporary folder to write a run into, and rename it to `folder` at the end.

    An exception leaves what was written in the temporary folder; nothing is ever mixed or
    replaced, except that an empty `folder` is taken.

    Raises
    ------
    Mistake
        As `check_folder`; also where another run took the folder meanwhile: this run's results
        are then kept in the temporary folder, which the message names.
    WritingFailed
        Where the body or the renaming meets an OSError.
    """
    check_folder(folder)
    target = folder.resolve()
    part = target.with_name(f"{target.name}.part-{secrets.token_hex(3)}")
    try:
        part.mkdir(parents=True)
    except OSError as fault:
        raise _refused(folder, f"it cannot be made ({fault.strerror})") from fault
    try:
        yield part
        _rename(part, target)
    except _Taken as fault:
        taken = f"another run took it meanwhile; this run's results are kept in {part}"
        raise _refused(folder, taken) from fault
    except OSError as fault:
        raise WritingFailed(
            f"{folder}: results could not be written ({fault.strerror or fault}); "
            f"what was finished is kept in {part}"
        ) from fault
    except BaseException:
        with suppress(OSError):
            part.rmdir()  # only where nothing was written into it
        raise


def _rename(part: Path, target: Path) -> None:
    """Rename a folder to a name that is free or an empty folder, in one step.

    Raises
    ------
    _Taken
        Where the name is taken.
    """
    if os.name == "nt" and target.is_dir():
        with suppress(OSError):
            target.rmdir()  # Windows renames to no existing folder, not even an empty one
    try:
        part.rename(target)
    except OSError as fault:
        if target.is_dir() and not any(target.iterdir()):
            raise  # still free: the fault is another
        if target.exists():
            raise _Taken(fault.errno, fault.strerror) from fault
        raise
