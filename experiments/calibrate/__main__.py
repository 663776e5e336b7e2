"""`python -m experiments.calibrate`: the command."""

import sys

from experiments.calibrate.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
