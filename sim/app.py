"""`python -m sim.app`: the page, in a browser."""

import sys
from collections.abc import Sequence

from sim import __version__
from sim.arms.typed_words import whole_number
from sim.cli.flags import Flags
from sim.errors import LONGEST_PATH, Exit, UserError, echoed

LOOPBACK, PORT = "127.0.0.1", 8765
WORDS = """\
A page to ask "what if", in a browser. Compare: choose an authority and policies, move settings, and
see the paired differences redrawn. Watch: one authority, day by day. Nobody but this machine can
reach it unless another address is given."""


def main(arguments: Sequence[str]) -> int:
    """Serve the page until interrupted, and return the exit code."""
    parser = Flags("python -m sim.app", description=WORDS, allow_abbrev=False)
    parser.add_argument(
        "--host", default=LOOPBACK, help="the address to serve at: %(default)s is this machine "
        "alone; with another, whoever reaches it can run simulations here",
    )  # fmt: skip
    parser.add_argument(
        "--port", default=str(PORT), help="the port, %(default)s by default; 0 for any that is free"
    )
    version = f"IRO service simulator {__version__}"
    parser.add_argument("--version", action="version", version=version)
    try:
        asked = parser.parse_args(arguments)
        port = whole_number("--port", 0, 65535)(asked.port)
        try:
            asked.host.encode("idna")
        except UnicodeError:
            raise UserError(f"--host={asked.host} is not allowed: it is no address") from None
        from sim.page.serve import serve

        serve(asked.host, port)
    except UserError as mistake:
        print("sim:", echoed(mistake, LONGEST_PATH), file=sys.stderr)
        return Exit.MISTAKE
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    return Exit.DONE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
