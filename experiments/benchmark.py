"""How fast the simulation is: `python -m experiments.benchmark`.

Prints one table: each figure with its bound and how it was taken. Times are medians of runs taken
in turn, on one thread unless it says otherwise, with rules compiled before.
"""

import dataclasses
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from experiments.flags_command import OneLineParser, printed
from experiments.of_any_size import with_children
from sim.arms.resolve import Arms, resolve
from sim.data import authorities
from sim.initialise.build import build, calendar_of, run_until
from sim.replicate.replication import one_world, seed_of
from sim.replicate.two_arms import replicate
from sim.settings import Settings, replace_values
from sim.settings.compute import Compute

TURNS = 7  # runs of each thing that is timed
WORLDS = 3  # worlds in each run, so that no single seed's luck with children decides
CHILDREN = (275, 550, 1100, 2200, 4400)
YEARS = (2, 4, 8, 16)


def settings_for(children: float | None = None, years: int = 5, name: str = "average") -> Settings:
    """Return today's settings of an authority, or of one like the average with so many children."""
    asked = replace_values(Settings(years=years, worlds="one"), {"authority.name": name})
    return resolve(asked if children is None else with_children(asked, children), {}).today


def seconds(act: Callable[[], object]) -> float:
    """Return how long something takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def reported_years(settings: Settings) -> Callable[[], object]:
    """Return an act that lives the reported years of worlds that are warmed up already."""
    when = calendar_of(settings)
    warm = [
        run_until(build(settings, seed_of(settings, number)), when.first, when.start)
        for number in range(WORLDS)
    ]

    def live() -> None:
        for world in warm:
            run_until(world.fork(), when.start, when.end)

    return live


def medians(acts: Sequence[Callable[[], object]]) -> list[float]:
    """Return the median time of each act, taken in turn."""
    taken = [[seconds(act) for act in acts] for _ in range(TURNS + 1)][1:]
    return [statistics.median(times) for times in zip(*taken, strict=True)]


def slope(sizes: Sequence[float], times: Sequence[float]) -> float:
    """Return the slope of log time on log size."""
    return float(np.polyfit(np.log(sizes), np.log(times), 1)[0])


def all_authorities() -> float:
    """Return the time of one world, warm-up and five years, of each authority."""
    every = [settings_for(name=name) for name in authorities.names()]

    def run() -> None:
        for settings in every:
            one_world(settings, (), seed_of(settings, 0))

    one_world(every[0], (), 1)
    return seconds(run)


def command(*words: str, cache: str | None = None) -> float:
    """Return the whole time of the command as a user runs it, start-up included."""
    with tempfile.TemporaryDirectory() as place:
        surroundings = dict(os.environ) | ({"IRO_SIM_CACHE": cache} if cache else {})
        folder = Path(place) / "run"
        arguments = [sys.executable, "-m", "sim", *words, f"hydra.run.dir={folder}"]
        return seconds(
            lambda: subprocess.run(
                arguments, env=surroundings, cwd=Path.cwd(), check=True, capture_output=True
            )
        )


def thread_rate() -> float:
    """Return how many times faster two threads run replications than one."""
    by_threads = [
        dataclasses.replace(settings_for(), replications=20, compute=Compute(workers=threads))
        for threads in (1, 2)
    ]
    one, two = medians([partial(replicate, Arms(each, None, {})) for each in by_threads])
    return one / two


def measure() -> list[tuple[str, float, str, str]]:
    """Take every figure: what, how much, unit, and its bound."""
    by_children = medians([reported_years(settings_for(number)) for number in CHILDREN])
    by_years = medians([reported_years(settings_for(years=years)) for years in YEARS])
    with tempfile.TemporaryDirectory() as fresh:
        words = ("+scenario=abolish", "replications=1", "years=1")
        compiling = command(*words, cache=fresh)
        cached = command(*words, cache=fresh)
    abolish = statistics.median(command("+scenario=abolish") for _ in range(3))
    inside = statistics.median(command("+scenario=abolish", "worlds=one") for _ in range(3))
    return [
        ("550 children, 5 reported years", 1000 * by_children[1] / WORLDS, "ms", "40 or less"),
        ("151 authorities, 2 + 5 years, one world each", all_authorities(), "s", "12 or less"),
        ("python -m sim +scenario=abolish, 200 worlds", abolish, "s", "20 or less"),
        ("the same with worlds=one, 50 pairs", inside, "s", "10 or less"),
        ("slope of log time on log children", slope(CHILDREN, by_children), "", "0.9 to 1.15"),
        ("slope of log time on log years", slope(YEARS, by_years), "", "0.9 to 1.15"),
        ("two threads against one", thread_rate(), "times", "1.8 or more"),
        ("first run, compiling", compiling, "s", "compilation 45 or less"),
        ("the same run again, from the cache", cached, "s", ""),
    ]


def main() -> int:
    """Print the table."""
    OneLineParser("benchmark", __doc__).asked()
    table = Table(title="How fast the simulation is", title_justify="left")
    for heading in ("what", "measured", "unit", "bound"):
        table.add_column(heading, justify="right" if heading == "measured" else "left")
    for what, amount, unit, bound in measure():
        table.add_row(what, f"{amount:.2f}", unit, bound)
    return printed(lambda: Console(width=100).print(table), "benchmark")


if __name__ == "__main__":
    sys.exit(main())
