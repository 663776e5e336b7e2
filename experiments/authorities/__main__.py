"""`python -m experiments.authorities`: the command."""

import sys

from experiments.authorities.command import main

if __name__ == "__main__":
    sys.exit(main())
