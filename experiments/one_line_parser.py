"""A parser of the flags of a program that takes no settings, which refuses in one line."""

import argparse
from typing import NoReturn

from sim.errors import LONGEST_PATH, Exit, echoed


class OneLineParser(argparse.ArgumentParser):
    """A parser that says in one line what is not allowed."""

    def error(self, message: str) -> NoReturn:
        """Refuse in one line."""
        self.exit(
            Exit.MISTAKE,
            f"{self.prog.split('.')[-1]}: {echoed(message, LONGEST_PATH)}; --help says what is "
            "allowed\n",
        )
