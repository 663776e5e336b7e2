"""Printing what a program found, where standard output may be full."""

import sys
from collections.abc import Callable

from sim.cli.command import to_be_read
from sim.errors import Exit, UserError


def printed(show: Callable[[], object], program: str) -> int:
    """Print, and return the exit code: the results are whole where printing fails.

    Parameters
    ----------
    show
        What prints.
    program
        Its name, which begins the line that says why nothing is printed.
    """
    try:
        with to_be_read():
            show()
    except UserError as unwritten:
        print(f"{program}: {unwritten}", file=sys.stderr)
        return Exit.SOME_FAILED
    return Exit.DONE
