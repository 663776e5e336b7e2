"""An authority like the average one, but with more children or fewer."""

import dataclasses

from sim.arms.resolve import resolve
from sim.settings import Settings


def with_children(asked: Settings, children: float) -> Settings:
    """Return settings of an authority like the one asked for, but with so many children."""
    own = resolve(asked, {}).today.authority
    scale = children / float(own.children_looked_after or 1)
    authority = dataclasses.replace(
        asked.authority,
        children_looked_after=children,
        started_in_year=float(own.started_in_year or 0) * scale,
        ceased_in_year=float(own.ceased_in_year or 0) * scale,
    )
    return dataclasses.replace(asked, authority=authority)
