"""What came of a call from Python: tables, figures and the report of a study."""

import warnings
from collections import Counter
from collections.abc import Mapping
from contextlib import nullcontext
from functools import cached_property, partial
from html import escape
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, overload

import pandas as pd

from sim.errors import UserError, near_it
from sim.replicate.progress import bars
from sim.replicate.runner import Runner
from sim.report.document.content import Report
from sim.study.drawn_figures import one_page
from sim.study.policy_study import PolicyStudy

if TYPE_CHECKING:
    from matplotlib.figure import Figure

NOWHERE = "the Python that asked"  # where results went


class Result:
    """A study that was run, and all it found.

    Every table is a `pandas.DataFrame`, tidy: a row for each measure (and year, month, group of
    children or world), a column for today's service, for the policy and for the difference, with
    the ends of its range. Each is the one that the command writes to the CSV of its name.

    Attributes
    ----------
    command : str
        What asks the same again: a command, or a call where no command names its policies.
    """

    def __init__(self, study: PolicyStudy, command: str, *, progress: bool = True) -> None:
        self.command = command
        self._study, self._runner = study, Runner(study.how)
        silent: Any = SimpleNamespace(start=lambda what, total: lambda: None)  # shows nothing
        with bars() if progress else nullcontext(silent) as shown:
            study.run(self._runner, shown)
        causes = Counter(" ".join(one.cause.split()) for one in self._runner.failures)
        said = "; ".join(f"{times} failed: {cause}" for cause, times in causes.items())
        if not self._runner.counted:
            raise RuntimeError(f"no replication finished, so there are no results; {said}")
        if said:
            warnings.warn(f"of the replications {said}", stacklevel=4)
        self._view = study.view(self._runner)
        self._made: dict[str, pd.DataFrame | None] = {}

    def table(self, name: str) -> pd.DataFrame:
        """Return a table by the name of the command's CSV, such as `costs` or `hangs_on`.

        Raises
        ------
        UserError
            Where this study has none of that name.
        """
        if name not in self._made:
            self._made[name] = self._view.table(name)
        found = self._made[name]
        if found is None:
            names = list(self.tables)
            raise UserError(
                f"{name} is no table of this study: it has {', '.join(names)}{near_it(name, names)}"
            )
        return found.copy()

    @cached_property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Every table that the command writes, by its name."""
        return dict(self._view.tables())

    @property
    def headline(self) -> pd.DataFrame:
        """The headline measures: what changes, in how many of 100 worlds, and how that reads."""
        return self.table("headline")

    @property
    def summary(self) -> pd.DataFrame:
        """Every measure."""
        return self.table("summary")

    @property
    def worlds(self) -> pd.DataFrame:
        """Every pair of runs with its beliefs and what came of it."""
        return self.table("worlds")

    @property
    def years(self) -> pd.DataFrame:
        """Every measure by reported year."""
        return self.table("years")

    @property
    def groups(self) -> pd.DataFrame:
        """Measures by group of children."""
        return self.table("groups")

    @property
    def monthly(self) -> pd.DataFrame:
        """Every measure by month, those before the policy's first day among them."""
        return self.table("monthly")

    def plot(self, name: str | None = None) -> "Figure":
        """Return a figure of the command's: the first of its report, or another by its name.

        Raises
        ------
        UserError
            Where this study has none of that name.
        """
        there = []
        for drawn, draws in self._view.figures():
            if drawn == name or (name is None and drawn in self._view.leading):
                from sim.report.figures.style import own_look

                with own_look():
                    return draws()
            there.append(drawn)
        raise UserError(
            f"{name} is no figure of this study: it has {', '.join(there)}"
            f"{near_it(str(name), there)}"
        )

    @overload
    def report(self) -> str: ...

    @overload
    def report(self, path: str | Path) -> Path: ...

    def report(self, path: str | Path | None = None) -> str | Path:
        """Return the report, one page of HTML that needs no other file; or write it to a path.

        Returns
        -------
        str or pathlib.Path
            The page, or where it was written.
        """
        text = one_page(
            self._study.figures(self._runner), partial(self._study.report, self._runner),
            self.command, self._study.how.seed, NOWHERE,
        )  # fmt: skip
        if path is None:
            return text
        Path(path).write_text(text, encoding="utf-8", newline="\n")
        return Path(path)

    @cached_property
    def _told(self) -> Report:
        return self._view.report((), ())

    @property
    def answer(self) -> tuple[str, ...]:
        """The answer in sentences, a paragraph each, as the report gives it."""
        return self._told.answer

    @property
    def notes(self) -> list[str]:
        """What is to be known beside the answer: what failed, or does not come out as published."""
        return self._study.remarks(self._runner)

    def __repr__(self) -> str:
        return f"<{self._told.title}; {self.command}>"

    def __str__(self) -> str:
        return "\n".join([self._told.title, *self.notes, "", *self.answer])

    def _repr_html_(self) -> str:
        """Return the sentences and the first table of the report, as a notebook shows them."""
        first = self._told.tables[0]
        said = "".join(f"<p>{escape(sentence)}</p>" for sentence in [*self.notes, *self.answer])
        shown = first.frame.to_html(index=False, escape=True)
        return (
            f"<h3>{escape(self._told.title)}</h3>{said}<p><b>{escape(first.caption)}</b></p>{shown}"
        )
