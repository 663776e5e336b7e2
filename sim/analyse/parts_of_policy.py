"""Why a policy differs from today's service: its parts, and the further arms that measure them.

Each part is measured in the same worlds and seeds as the policy in both orders: put in first
(`first`: with none of the other parts) and put back last (`last`: with all of them). The part is
what it does put in first, and what the parts leave of the whole difference is their interplay. Were
that shared among the parts, as a mean of both orders shares it, two levers that do the same work
would look as if each did half of it.

Where managers come to chair, or IROs to work for another body, a few steps lead from today's
service to the arrangement without its drawbacks; a step is measured once, in its turn, and the
other parts start from there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sim.analyse.mechanisms import Arrangement, Changes, Mechanism, arrangement, levers
from sim.arms import pool
from sim.arms.scenarios import KEEP
from sim.settings import Settings
from sim.settings.register import Value

BOTH, IN_TURN = "both", "in turn"
FIRST, LAST = "first", "last"
PREFIX = "why"


@dataclass(frozen=True)
class Arm:
    """An arm to compare: its name as a policy, and what it changes of today's service."""

    name: str
    changes: Changes


@dataclass(frozen=True)
class Part:
    """One part of a policy's difference: the difference of two arms, in one order or both."""

    # id, words: its name in tables, and beside a bar
    id: str
    words: str
    # by order, `FIRST` and `LAST`, the arm without the part and the arm with it
    pairs: Mapping[str, tuple[Arm, Arm]]

    @property
    def orders(self) -> str:
        """In which orders it was measured: `BOTH`, or once, `IN_TURN` after the parts above it."""
        return BOTH if len(self.pairs) > 1 else IN_TURN


def parts_of_policy(today: Settings, changes: Changes, name: str) -> list[Part]:
    """Return the parts of a policy's difference.

    Parameters
    ----------
    changes
        What the policy changes, by dotted name.
    name
        The policy's name, as that of its arm.

    Returns
    -------
    list of Part
        Steps first, then parts in the order in which the policy states them. None where authorities
        share a pool: its arms are of several authorities, and today's service is not.
    """
    if changes.get(pool.NAME):
        return []
    found = arrangement(today.review.chair, today.iro.employer, changes)
    toggles = _toggles(found, changes)
    named = {frozenset(): KEEP, frozenset(changes.items()): name}

    def arm(changed: Changes, part: str, place: str) -> Arm:  # the same changes have one name
        wanted = f"{PREFIX}:{name}:{part}:{place}"
        return Arm(named.setdefault(frozenset(changed.items()), wanted), changed)

    parts = []
    before: Changes = {}
    for step in found.steps:
        pair = (arm(before, step.id, "before"), arm(step.changes, step.id, "after"))
        parts.append(Part(step.id, step.words, {FIRST: pair}))
        before = step.changes
    for toggle in toggles:
        needed = {*toggle.needs} & {other.id for other in toggles}
        needing = {other.id for other in toggles if toggle.id in other.needs}
        rest = {other.id for other in toggles} - needing - {toggle.id}
        pairs = {}
        for order, others in ((FIRST, needed), (LAST, rest)):
            without, whole = (
                _changes(found.core, toggles, ids) for ids in (others, others | {toggle.id})
            )
            pairs[order] = (
                arm(without, toggle.id, f"{order} without"),
                arm(whole, toggle.id, f"{order} with"),
            )
        parts.append(Part(toggle.id, toggle.words, pairs))
    return parts


def further_arms(parts: Sequence[Part], name: str) -> dict[str, Changes]:
    """Return the arms that the parts need beside today's service and the policy, each once.

    They go among `Point.policies`, and so run in the same worlds and with the same seeds.

    `parts` is as `parts_of_policy` returns them.
    """
    arms = (arm for part in parts for pair in part.pairs.values() for arm in pair)
    return {arm.name: arm.changes for arm in arms if arm.name not in (KEEP, name)}


def _toggles(found: Arrangement, changes: Changes) -> list[Mechanism]:
    """Return what can be put in and taken out: mechanisms, and levers that are none of them."""
    left = {one: value for one, value in changes.items() if one not in found.core}
    mechanisms = []
    for one in found.mechanisms:
        inside = {name: left.pop(name) for name in [*left] if name in one.out}
        mechanisms.append(replace(one, inside=inside))
    pulled = [
        Mechanism(one.id, one.words, out={}, inside=one.changes)
        for one in levers(left, len(changes) - len(left))
    ]
    # the dip, the last of the mechanisms, stands at the foot
    return [*mechanisms[:-1], *pulled, *mechanisms[-1:]]


def _changes(core: Changes, toggles: Sequence[Mechanism], inside: set[str]) -> dict[str, Value]:
    """Return what an arm changes that has these toggles in and the others out."""
    made = dict(core)
    for toggle in toggles:
        made |= toggle.inside if toggle.id in inside else toggle.out
    return made
