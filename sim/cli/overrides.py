"""A sweep, as Hydra writes it: `-m +scenario=keep,abolish iro.caseload=60,80 seed=range(1,4)`."""

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sim.arms.scenarios import scenarios
from sim.errors import UserError

if TYPE_CHECKING:
    from hydra.core.override_parser.types import Override

ONE_VALUE = ("hydra.", "resume")  # words that are never a sweep
MOST = 10_000  # points


def grid(words: Sequence[str]) -> list[tuple[list[str], Mapping[str, str]]]:
    """Return the points of a sweep: the words of each, and what varies, by its name.

    Raises
    ------
    UserError
        Where a word cannot be read as Hydra writes sweeps, or there are too many points.
    """
    each = [_values(word) for word in words]
    varied = [len(values) > 1 for values in each]
    if math.prod(map(len, each)) > MOST:
        raise UserError(f"-m is not allowed with over {MOST:,} points: list fewer values")
    points: list[tuple[list[str], Mapping[str, str]]] = []
    for chosen in itertools.product(*each):
        varying = (word.lstrip("+").replace("'", "") for word in itertools.compress(chosen, varied))
        points.append((list(chosen), dict(word.partition("=")[::2] for word in varying)))
    return points


def _values(word: str) -> list[str]:
    """Return a word once for each value that it sweeps over; itself where it does not."""
    from hydra.core.override_parser.types import Glob, Sweep, Transformer

    key, _, text = word.partition("=")
    if key.startswith(ONE_VALUE) or not text:
        return [word]
    override = parsed(word)
    if override is None or not override.is_sweep_override():
        return [word]  # refused, where it is wrong, by whoever reads single words
    value = override.value()
    if isinstance(value, Glob) and key == "+scenario":
        return [f"{key}={name}" for name in value.filter(list(scenarios()))] or [word]
    if override.is_discrete_sweep() and not isinstance(value, Glob):
        if getattr(value, "shuffle", False):
            raise UserError(f"{word} is not allowed: a sweep must have its points in one order")
        try:
            every = override.sweep_iterator(Transformer.identity)
            values = list(itertools.islice(every, MOST + 1))
        except (ArithmeticError, ValueError):  # a range without a number at its ends, or a step
            values = []
        if values and not any(isinstance(value, Sweep | Glob) for value in values):
            return [f"{key}={_plain(value)}" for value in values]
    raise UserError(
        f"{word} is not allowed: a sweep must list its values, {key}=a,b,c or {key}=range(1,10,2)"
    )


def parsed(word: str) -> "Override | None":
    """Return a word as Hydra reads it; None where it cannot."""
    from hydra.core.override_parser.overrides_parser import OverridesParser
    from hydra.errors import HydraException

    try:
        return OverridesParser.create().parse_override(word)
    except (HydraException, ValueError):  # Python reads no whole number of over 4,300 digits
        return None


def _plain(value: Any) -> str:
    """Return one of a sweep's values as it would be written without a sweep."""
    from hydra.core.override_parser.types import Transformer

    if isinstance(value, str):
        return value
    return str(Transformer.encode(value)).replace("\\ ", " ")
