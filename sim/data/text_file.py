"""Reading a short text file that a user wrote, whatever it may turn out to be."""

import os
import re
import stat
from pathlib import Path

from sim.errors import UserError, echoed, passes_nowhere

LARGEST = 100_000  # bytes, some 2,000 lines
LINE_END = re.compile(r"\r\n|\r|\n")
TAB = "\t"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def home_path(text: str) -> Path:
    """Return the path that was written; `~` at its beginning is the home folder.

    Raises
    ------
    UserError
        Where it is the home of somebody who has none here.
    """
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise UserError(f"{echoed(text)} is no path: nobody of that name has a home here") from None


def is_folder(path: Path) -> bool:
    """Whether there is a folder of that name; there is none of a name too long for any."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_file(path: Path) -> bool:
    """Whether there is a file of that name; there is none of a name too long for any."""
    try:
        return path.is_file()
    except OSError:
        return False


def _beginning(path: Path) -> bytes:
    """Return a file's bytes, one more than are allowed at most, and wait for none.

    The kernel has files that give what comes to pass, and wait for it.
    """
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    read = b""
    try:
        while len(read) <= LARGEST and (more := os.read(opened, LARGEST + 1 - len(read))):
            read += more
    finally:
        os.close(opened)
    return read


def text_of(path: Path) -> str:
    """Return a file's text, without a byte order mark, its lines ended by one newline each.

    Only a file is opened, not a pipe or a device, and no more of it is read than is allowed.

    Raises
    ------
    UserError
        Where it is no such text, in words that follow the file's name.
    """
    try:
        regular = stat.S_ISREG(path.stat().st_mode)
        read = _beginning(path) if regular else b""
    except (OSError, ValueError) as error:
        raise UserError(
            f"it cannot be read ({getattr(error, 'strerror', None) or error})"
        ) from None
    if not regular:
        raise UserError("it must be a file; it is a folder, a pipe or a device")
    if len(read) > LARGEST:
        raise UserError(f"it must be at most {LARGEST:,} bytes long; a comment may be cut")
    if read.startswith(UTF_16) or b"\x00" in read:
        raise UserError("it cannot be read as text: save it as UTF-8, it is of another encoding")
    try:
        text = read.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = len(LINE_END.findall(read[: error.start].decode("latin-1"))) + 1
        raise UserError(
            f"it cannot be read as text: save it as UTF-8, line {where} is of another encoding"
        ) from None
    lines = LINE_END.split(text)
    for number, line in enumerate(lines, 1):
        if any(passes_nowhere(letter) and letter != TAB for letter in line):
            raise UserError(f"line {number} holds a control character: {echoed(line)}")
    return "\n".join(lines)
