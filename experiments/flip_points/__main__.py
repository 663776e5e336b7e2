"""`python -m experiments.flip_points`: the command."""

import sys

from experiments.flip_points.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
