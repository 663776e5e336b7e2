"""Which records a run writes, a row for each: `records=[reviews,actions]`."""

from sim.arms.typed_words import names_in
from sim.errors import UserError

NAME = "records"
KINDS = ("reviews", "actions")  # plan actions


def canonical(text: str) -> str:
    """Return the kinds of record that were asked for, each once, `reviews,actions`.

    Raises
    ------
    UserError
        Where a word is no kind of record.
    """
    asked = set(filter(None, names_in(text)))
    if not asked <= set(KINDS):
        raise UserError(
            f"{NAME}={text} is not allowed: it must be reviews, actions or [reviews,actions]"
        )
    return ",".join(kind for kind in KINDS if kind in asked)


def kinds(text: str) -> tuple[str, ...]:
    """Return the kinds of record in a text that `canonical` wrote."""
    return tuple(text.split(",")) if text else ()
