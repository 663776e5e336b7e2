"""Progress on stderr: how much is done, and how long the rest will take.

A terminal shows a bar, and so does a notebook. Where there is neither, in a log or a job of a
cluster, a long study says a line a minute how far it is, and a short one nothing.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from tqdm import tqdm

from sim.engine.compile import compiled_before

MINUTE = 60.0  # seconds
USUAL = "replications"

Advance = Callable[[], None]


class Bars(Protocol):
    """Shows the progress of a study's stages, one after the other."""

    def start(self, what: str, total: int) -> Advance:
        """Show a stage of so many steps, and return what moves it on by one."""


class Drawn:
    """Progress bars in a terminal."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def start(self, what: str, total: int) -> Advance:
        """Show a bar, and return what moves it on by one."""
        task = self._progress.add_task(what, total=total)
        return lambda: self._progress.advance(task)


class InNotebook:
    """Progress bars under a notebook's cell, in text, so that they need no widgets."""

    def start(self, what: str, total: int) -> Advance:
        """Show a bar, and return what moves it on by one."""
        bar = tqdm(total=total, desc=what)

        def advance() -> None:
            bar.update()
            if bar.n >= total:
                bar.close()

        return advance


class Lines:
    """A line a minute, where there is no terminal.

    `clock` gives the time in seconds; `compiles` is whether the first step compiles the rules.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic, compiles: bool = False) -> None:
        self._clock, self._compiles = clock, compiles
        self._began = self._said = clock()

    def start(self, what: str, total: int) -> Advance:
        """Return what moves a stage on by one, and says how far it is if it is time to."""
        stage = _Stage(what, total, self._clock(), self._compiles)
        self._compiles = False

        def advance() -> None:
            now = self._clock()
            stage.advance(now)
            if now - self._said >= MINUTE and stage.done < total:
                self._said = now
                print(f"sim: {stage.words(now, self._began)}", file=sys.stderr, flush=True)

        return advance


class _Stage:
    """How far one stage is, and how fast it goes."""

    def __init__(self, what: str, total: int, began: float, compiles: bool) -> None:
        self._what, self._total, self._began, self._compiles = what, total, began, compiles
        self.done = 0
        # what was kept of an earlier start comes at once, and is no pace; nor is compiling
        self._from = (began, 0)

    def advance(self, now: float) -> None:
        """Move on by one."""
        self.done += 1
        if now - self._began < 1 or (self._compiles and self.done == 1):
            self._from = (now, self.done)

    def words(self, now: float, began: float) -> str:
        """Return how far it is, after how long since the study began, and how much is left."""
        since, done = self._from
        stage = "" if self._what == USUAL else f"{self._what}: "
        runs = f" {USUAL}" if self._what == USUAL else ""
        said = f"{stage}{self.done:,} of {self._total:,}{runs} after {_minutes(now - began)}"
        if self.done == done:
            return said
        left = (self._total - self.done) * (now - since) / (self.done - done)
        return f"{said}, about {_minutes(left)} left"


def _minutes(seconds: float) -> str:
    return f"{max(1, round(seconds / MINUTE)):,} min"


@contextmanager
def bars() -> Iterator[Bars]:
    """Give the bars of a study, and say before the first run that it takes longer."""
    console = Console(stderr=True)
    compiles = not compiled_before()
    if compiles:
        said = "Compiling the simulation: once, for about half a minute."
        print(said, file=sys.stderr, flush=True)
    if console.is_jupyter:
        yield InNotebook()
        return
    if not console.is_terminal:
        yield Lines(compiles=compiles)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
               TimeRemainingColumn())  # fmt: skip
    with Progress(*columns, console=console) as progress:
        yield Drawn(progress)
