"""`python -m experiments.sensitivity`: the command."""

import sys

from experiments.sensitivity.command import PROGRAM
from sim.cli.command import run

if __name__ == "__main__":
    sys.exit(run(PROGRAM, sys.argv[1:]))
