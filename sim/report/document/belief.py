"""What a belief is called in a sentence."""

from typing import NamedTuple


class Belief(NamedTuple):
    """A belief's `subject` ("how many ...") and its `clause`, with a place for how much.

    {of} is "fewer than 25 of 100" for a share, {many} "fewer than 25", {much} "less than 25%" for
    a share or a ratio, {tenth} the same of a tenth of it.
    """

    subject: str
    clause: str
