"""What nobody publishes of a place: drawn for each place and world, given what is published.

Practice quality goes with Ofsted's grade and the place's churn; frictions of reviews go with
quality; handovers with the grade; placement moves with nothing published. `authority.draw` says how
far, and how wide places differ. The average authority is no place: it is the mean of them all, but
in frictions, which are `authority.draw.frictions_mean` times its own on average.

A draw hangs on the authority's name and the world's number alone, so a world that is run again, on
any machine and with any seed, meets the same place.
"""

import functools
import hashlib
import math
from collections.abc import Mapping
from enum import IntEnum
from statistics import NormalDist

import numpy as np

from sim.data import authorities
from sim.engine.chance import uniform as _uniform
from sim.engine.compile import called_from_python
from sim.settings import Settings, replace_values
from sim.settings.draw import Draw
from sim.settings.register import Value

ROOM = "authority."
PRACTICE = tuple(  # what is drawn and differs between worlds
    ROOM + name
    for name in ("practice_quality", "frictions", "handovers", "early_moves", "settled_moves")
)
SEED = np.uint64(0x706C61636573)  # of places' draws, which no study's seed moves
CHURN, GRADE = "churn", "grade"
NODES = 41  # at which an expected value is reckoned
BELOW_ONE = 1.0 - 2.0**-53
NORMAL = NormalDist()
uniform = called_from_python(_uniform)


class Drawn(IntEnum):
    """What is drawn; part of a draw's address, so new ones go at the end."""

    QUALITY = 0
    FRICTIONS = 1
    HANDOVERS = 2
    EARLY_MOVES = 3
    SETTLED_MOVES = 4


def drawn_for(settings: Settings, world: int) -> dict[str, Value]:
    """Return what is drawn for a named authority in a world, by the settings' dotted names.

    Parameters
    ----------
    settings
        Resolved settings; what is set in them holds and is not drawn.
    world
        The world's number, from 1; 0 for the one typical world, in which each is what is to be
        expected of the place.
    """
    place, draw = settings.authority, settings.authority.draw
    if place.name == authorities.AVERAGE or not draw.on:
        return {}
    known = scores(place.name)
    middle, left = quality_given(known, draw)
    seen = chance(draw, place.name, world, Drawn.QUALITY)
    quality = place.practice_quality
    if quality is None:
        quality = bounded(draw, middle + left * seen)
        narrower = left if world == 0 else 0.0  # expected, the rest of its spread is averaged
    else:
        left = narrower = 0.0
    values: dict[str, Value] = {
        "practice_quality": quality,
        "quality_spread": math.sqrt(1.0 - narrower**2),
        "frictions": frictions(draw, quality, narrower, place.name, world),
        "handovers": log_normal(
            draw, draw.handovers_spread, draw.handovers_with_grade * known.get(GRADE, 0.0),
            _rest(draw.handovers_with_grade) if GRADE in known else 1.0,
            place.name, world, Drawn.HANDOVERS,
        ),
        **record_move(draw, place.name, world),
    }  # fmt: skip
    return {ROOM + name: value for name, value in values.items() if getattr(place, name) is None}


def practice_of(settings: Settings, world: int) -> dict[str, float]:
    """Return what is drawn for a named authority in a world and differs between worlds."""
    drawn = drawn_for(settings, world)
    return {name: float(drawn[name] or 0.0) for name in PRACTICE if name in drawn}


def practice_in(settings: Settings, world: int) -> dict[str, Value]:
    """Return a named authority's practice in a world, drawn or set."""
    drawn, known = drawn_for(settings, world), vars(settings.authority)
    if not drawn:
        return {}
    return {name: drawn.get(name, known[name.removeprefix(ROOM)]) for name in PRACTICE}


def with_place(settings: Settings, world: int) -> Settings:
    """Return settings with what is drawn for their authority in a world."""
    return replace_values(settings, drawn_for(settings, world))


def quality_given(known: Mapping[str, float], draw: Draw) -> tuple[float, float]:
    """Return the mean and standard deviation of a place's quality, given what is known of it.

    By the normal regression of quality on the scores that are known.
    """
    goes_with = {CHURN: draw.quality_with_churn, GRADE: draw.quality_with_grade}
    names = [name for name in goes_with if name in known]
    if not names:
        return 0.0, 1.0
    with_quality = np.array([goes_with[name] for name in names])
    together = np.eye(len(names))
    if len(names) == 2:
        together[0, 1] = together[1, 0] = _all_scores()[1]
    weights = np.linalg.solve(together, with_quality)
    middle = float(weights @ np.array([known[name] for name in names]))
    return middle, math.sqrt(max(0.0, 1.0 - float(weights @ with_quality)))


def frictions(draw: Draw, quality: float, unsure: float, place: str, world: int) -> float:
    """Return a place's frictions: exponential over England, less where quality is good.

    `unsure` is the standard deviation of what quality may yet be, where it is the expected one.
    """
    r = draw.frictions_with_quality
    middle, left = r * quality, math.sqrt(1.0 - r * r * (1.0 - unsure**2))
    if world != 0:
        score = middle + left * chance(draw, place, world, Drawn.FRICTIONS)
        return draw.frictions_mean * _waits(score)
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    expected = sum(w * _waits(middle + left * n) for n, w in zip(nodes, weights, strict=True))
    return draw.frictions_mean * float(expected / weights.sum())


def record_move(draw: Draw, place: str, world: int) -> dict[str, Value]:
    """Return a place's early and settled placement moves."""
    early = chance(draw, place, world, Drawn.EARLY_MOVES)
    settled = draw.moves_together * early
    settled += _rest(draw.moves_together) * chance(draw, place, world, Drawn.SETTLED_MOVES)
    if world == 0:
        return {"early_moves": 1.0, "settled_moves": 1.0}
    spreads = (draw.early_moves_spread, draw.settled_moves_spread)
    return {
        name: math.exp(spread * score - 0.5 * spread**2)
        for name, spread, score in zip(
            ("early_moves", "settled_moves"), spreads, (early, settled), strict=True
        )
    }


def log_normal(
    draw: Draw, spread: float, middle: float, left: float, place: str, world: int, what: Drawn
) -> float:
    """Return a log-normal ratio whose mean over England is 1, or what is expected of it."""
    if world == 0:
        return math.exp(spread * middle - 0.5 * (spread**2) * (1.0 - left**2))
    score = middle + left * chance(draw, place, world, what)
    return math.exp(spread * score - 0.5 * spread**2)


def chance(draw: Draw, place: str, world: int, what: Drawn) -> float:
    """Return a normal score at a place's, world's and draw's address; 0 in world 0."""
    if world == 0:
        return 0.0
    with np.errstate(over="ignore"):
        u = uniform(SEED, _address(place), int(what), world)
    return bounded(draw, NORMAL.inv_cdf(max(1e-12, u)))


def bounded(draw: Draw, score: float) -> float:
    """Return a normal score, or the furthest that is taken: no place is as unlike all others."""
    return max(-draw.furthest, min(draw.furthest, score))


def scores(place: str) -> Mapping[str, float]:
    """Return what is published of a place, churn and grade, as normal scores among authorities."""
    return _all_scores()[0].get(place, {})


@functools.cache
def _address(place: str) -> np.uint64:
    return np.uint64(int.from_bytes(hashlib.blake2b(place.encode(), digest_size=8).digest()))


def _rest(correlation: float) -> float:
    return math.sqrt(1.0 - correlation**2)


def _waits(score: float) -> float:
    """Return the exponential number, of mean 1, at a normal score."""
    return -math.log(1.0 - min(BELOW_ONE, NORMAL.cdf(score)))


@functools.cache
def _all_scores() -> tuple[Mapping[str, Mapping[str, float]], float]:
    """Return each place's scores, and the correlation of churn and grade between places.

    Churn is the mean of the scores of agency and of three or more workers, or of the one that is
    published; each score has standard deviation 1.
    """
    own = {name: authorities.own(name) for name in authorities.names()}
    columns = [
        _normal_scores({name: of[column] for name, of in own.items() if column in of})
        for column in ("agency_pct", "pct_3plus_social_workers")
    ]
    both = {
        name: [column[name] for column in columns if name in column]
        for name in own
    }  # fmt: skip
    churn = _spread_of_one({name: sum(of) / len(of) for name, of in both.items() if of})
    grade = _normal_scores(dict(authorities.grades()))
    shared = sorted(churn.keys() & grade.keys())
    together = float(np.corrcoef([churn[n] for n in shared], [grade[n] for n in shared])[0, 1])
    found = {
        name: {
            what: of[name] for what, of in ((CHURN, churn), (GRADE, grade)) if name in of
        }
        for name in own
    }  # fmt: skip
    return found, together


def _normal_scores(figures: Mapping[str, float]) -> dict[str, float]:
    """Return normal scores of ranks, equal figures alike, in standard deviations."""
    values = np.array(list(figures.values()))
    below = (values[:, None] > values[None, :]).sum(axis=1)
    equal = (values[:, None] == values[None, :]).sum(axis=1)
    ranks = (below + 0.5 * equal) / len(values)
    return _spread_of_one(
        {name: NORMAL.inv_cdf(float(u)) for name, u in zip(figures, ranks, strict=True)}
    )


def _spread_of_one(values: Mapping[str, float]) -> dict[str, float]:
    given = np.array(list(values.values()))
    middle, spread = float(given.mean()), float(given.std())
    return {name: (value - middle) / spread for name, value in values.items()}
