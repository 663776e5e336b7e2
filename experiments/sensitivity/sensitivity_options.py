"""What a sensitivity study is asked with: its options, and the settings that it varies."""

from collections.abc import Callable, Sequence

from experiments.beliefs import Belief, beliefs
from sim.arms.resolve import Arms
from sim.cli.arguments import CommandLine, Option
from sim.errors import UserError, near, some
from sim.settings import READINGS, Setting, register

AUTO = "auto"
MOST_TRAJECTORIES, MOST_FEW, MOST_SAMPLES = 1000, 50, 2**14


def _names(text: str) -> tuple[str, ...] | None:
    """Return the settings that `settings=` names; None for auto."""
    if text == AUTO:
        return None
    inside = text.removeprefix("[").removesuffix("]")
    names = tuple(dict.fromkeys(name.strip() for name in inside.split(",") if name.strip()))
    if not names:
        raise UserError(
            f"settings={text} is not allowed: it must be {AUTO} or names of settings, [a.b,c.d]"
        )
    return names


def _whole(name: str, low: int, high: int) -> Callable[[str], int]:
    """Return a reader of a whole number."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise UserError(
                f"{name}={text} is not allowed: it must be a whole number from {low} to {high}"
            )
        return int(text)

    return read


def _samples(text: str) -> int:
    """Return how many base samples; quasi-random points are even at powers of two only."""
    if text.isascii() and text.isdigit():
        number = int(text)
        if 2 <= number <= MOST_SAMPLES and number & (number - 1) == 0:
            return number
    raise UserError(
        f"samples={text} is not allowed: it must be a power of two from 2 to {MOST_SAMPLES}: 64, "
        "128, 256"
    )


OPTIONS = (
    Option(
        "settings", "which settings to vary: auto, every number that rests on an assumption and "
        "has a plausible range, or names, [challenge.iro.acts,plan.stalls]", AUTO, _names,
    ),
    Option(
        "trajectories", "walks through the plausible settings in the first pass, each of which "
        "moves every setting once", "20", _whole("trajectories", 2, MOST_TRAJECTORIES),
    ),
    Option(
        "sobol", "how many of the settings that matter most are looked at more closely; 0 leaves "
        "that pass out", "6", _whole("sobol", 0, MOST_FEW),
    ),
    Option(
        "samples", "base points of the closer look, a power of two: it runs samples x (sobol + 3) "
        "points", "64", _samples,
    ),
)  # fmt: skip


def varied(arms: Arms, names: Sequence[str] | None) -> list[Belief]:
    """Return the settings to vary, with their plausible ranges.

    Parameters
    ----------
    arms
        What is asked; settings that the user set are held.
    names
        The settings named; None for all that calibration samples.

    Raises
    ------
    UserError
        Where one cannot be varied, or none is left.
    """
    listed = register(arms.today)
    if names is None:
        every = [belief for belief in beliefs(listed) if belief.name not in arms.fixed]
    else:
        every = [_named(name, listed, arms.fixed) for name in names]
    if not every:
        raise UserError(f"settings={AUTO} is not allowed here: every setting it stands for is set")
    return every


def _named(name: str, listed: Sequence[Setting], fixed: frozenset[str]) -> Belief:
    ranged = {
        one.name: one
        for one in listed
        if one.plausible and one.plausible[0] < one.plausible[1] and one.type in (int, float)
    }
    if name not in ranged:
        known = name in {one.name for one in listed}
        why = f"{name} has no plausible range" if known else f"there is no setting {name}"
        meant = near(name, ranged)
        guess = f"; near it: {some(meant)}" if meant else ""
        raise UserError(f"settings={name} is not allowed: {why}{guess}")
    if name in fixed:
        raise UserError(f"settings={name} is not allowed: {name} is set, so it is held")
    low, high = ranged[name].plausible or (0.0, 0.0)
    return Belief(name, low, high, whole=ranged[name].type is int)


def check_line(arms: Arms, line: CommandLine) -> None:
    """Refuse what this study has no use for, with a `UserError`."""
    if arms.today.authority.scope != "one":
        raise UserError("authority=england is not allowed here: name one authority")
    refuse_in_one_world(arms, "say trajectories, samples and replications")


def refuse_in_one_world(arms: Arms, instead: str) -> None:
    """Refuse words that ask how many worlds are enough, or why, with a `UserError`.

    Parameters
    ----------
    arms
        What is asked.
    instead
        What may be said instead.
    """
    if arms.today.precision is not None:
        raise UserError(f"precision={arms.today.precision:g} is not allowed here: {instead}")
    if arms.today.precision_of == READINGS:
        raise UserError(f"precision_of={READINGS} is not allowed here: {instead}")
    if arms.today.why:
        raise UserError("why=true is not allowed here: run python -m sim with it")
