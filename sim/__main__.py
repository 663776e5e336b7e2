"""`python -m sim`: the command."""

import sys

from sim.cli.flags import complete
from sim.cli.main import main


def command() -> None:
    """Run the command with the words it was started with; `iro-sim` is this too."""
    complete()
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    command()
