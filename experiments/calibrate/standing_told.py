"""What the page says of how well the first worlds stand for all."""

from collections.abc import Sequence

from experiments.calibrate.standing import PREFIXES, largest_error, left_out
from experiments.markdown import prose, table
from sim.data.plausible_settings import Member


def told(members: Sequence[Member], policies: Sequence[str]) -> list[str]:
    """Return the part of the page that says it."""
    firsts = [first for first in PREFIXES if first < len(members)]
    own = [largest_error(members, first, policies) for first in firsts]
    other = left_out(members, firsts, policies)
    return [
        "## How well the first worlds stand for all",
        "",
        prose(
            "The worlds are numbered so that the first N stand best for all, for every N: in how "
            "many a policy makes a headline measure worse, leaves it about the same or makes it "
            "better, and how large its differences are, under "
            f"{', '.join(f'`{name}`' for name in policies)}; and how beliefs spread. The largest "
            "error is of a share of worlds worse, same or better in the first N, over all these "
            "policies and headline measures; the last column is of each policy where it had no "
            "part in the order. Chance in single runs comes on top."
        ),
        "",
        *table(
            ("first worlds", "largest error, points", "of a policy left out, points"),
            [(first, f"{100 * one:.1f}", f"{100 * out:.1f}")
             for first, one, out in zip(firsts, own, other, strict=True)],
        ),
    ]  # fmt: skip
