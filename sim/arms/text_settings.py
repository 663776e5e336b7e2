"""Settings that are texts: what is allowed of each."""

import re

from sim.arms import pool, records_asked
from sim.arms.constraints import first_day
from sim.data.authority_names import find
from sim.errors import UserError

ADDRESS = re.compile(r"local|[a-z]+://\[?[^\s/]+\]?:\d{1,5}")  # of a Dask scheduler


def checked_text(name: str, text: str) -> str:
    """Return a text that a setting allows, as it is kept.

    Raises
    ------
    UserError
        In one line that says what is allowed.
    """
    if name == "authority.name":
        return find(text)
    if name == pool.NAME:
        return pool.canonical(text)
    if name == records_asked.NAME:
        return records_asked.canonical(text)
    if name == "start":
        first_day(text)
    if name == "compute.address" and not ADDRESS.fullmatch(text):
        raise UserError(
            f"{name}={text} is not allowed: it must be local or an address such as "
            "tcp://127.0.0.1:8786"
        )
    return text
