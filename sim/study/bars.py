"""Progress on stderr: how much is done, and how long the rest will take."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sim.engine.compile import compiled_before

Advance = Callable[[], None]


class Bars:
    """Progress bars, one after the other."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def start(self, what: str, total: int) -> Advance:
        """Show a bar, and return what moves it on by one."""
        task = self._progress.add_task(what, total=total)
        return lambda: self._progress.advance(task)


@contextmanager
def bars() -> Iterator[Bars]:
    """Give the bars of a study, and say before the first run that it takes longer."""
    console = Console(stderr=True)
    if not compiled_before():
        console.print("Compiling the simulation: once, for about half a minute.")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
               TimeRemainingColumn())  # fmt: skip
    with Progress(*columns, console=console) as progress:
        yield Bars(progress)
