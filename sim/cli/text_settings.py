"""Settings that are texts: what is allowed of each."""

import re

from sim.errors import UserError
from sim.settings import authorities, pool
from sim.settings.together import first_day

ADDRESS = re.compile(r"local|[a-z]+://\[?[^\s/]+\]?:\d{1,5}")  # of a Dask scheduler


def checked_text(name: str, text: str) -> str:
    """Return a text that a setting allows, as it is kept.

    Raises
    ------
    UserError
        In one line that says what is allowed.
    """
    if name == "authority.name":
        return authorities.find(text)
    if name == pool.NAME:
        return pool.canonical(text)
    if name == "start":
        first_day(text)
    if name == "compute.address" and not ADDRESS.fullmatch(text):
        raise UserError(
            f"{name}={text} is not allowed: it must be local or an address such as "
            "tcp://127.0.0.1:8786"
        )
    return text
