"""An answer: what each policy changes, after so many runs, in words, a picture and tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sim.page.html_tables import headline_table
from sim.page.shown import Shown, WordsTable
from sim.page.svg_image import svg
from sim.page.time_series import SHOWN, series_of
from sim.page.visitor_question import Question
from sim.report.document.content import Report
from sim.report.document.policy_report import answer_of
from sim.report.document.render import figures_in
from sim.report.document.word_tables import posts_table
from sim.report.figures import paired_differences, style, world_dots
from sim.report.numbers import capital
from sim.report.terminal import notes
from sim.study.drawn_figures import one_page
from sim.study.notes import runs_words, title_words
from sim.study.one_policy import DIFFERENCES, OnePolicy, differences_of
from sim.study.policy_result import PolicyResult

WHOLE = ("headline", "summary", "worlds", "replications", "groups")  # where no months were kept
WHERE = "the page"  # where the results went


@dataclass(frozen=True, eq=False)
class PageResult(Shown):
    """What one policy changes, with all that can be taken away.

    Attributes
    ----------
    view
        What the command would write: tables, figures and the report.
    remarks
        What is to be known beside the results.
    by_month
        Whether months were kept: without them there are tables of the whole time alone, and
        neither the other figures nor the report.
    """

    view: OnePolicy
    remarks: tuple[str, ...]
    by_month: bool

    @property
    def found(self) -> PolicyResult:
        """What the runs say."""
        return self.view.found

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that can be taken away."""
        return tuple(name for name in self.found.makers() if self.by_month or name in WHOLE)

    def csv(self, table: str) -> bytes:
        """Return a table, the bytes of the command's file of that name."""
        made = self.found.makers()[table]()
        return str(made.to_csv(index=False, lineterminator="\n")).encode()

    @property
    def pictures(self) -> tuple[str, ...]:
        """The figures that can be taken away."""
        names = (name for name, _ in self.view.figures())
        return tuple(name for name in names if self.by_month or name == DIFFERENCES)

    def picture(self, file: str) -> bytes:
        """Return a figure, the bytes of the command's file of that name (`week.png`)."""
        name = file.partition(".")[0]
        drawn = dict(self.view.figures())[name]
        return style.bytes_of(drawn, name, file)

    def report(self) -> bytes:
        """Return the report, one page of HTML that needs no other file."""
        view = self.view

        def made(folder: Path) -> Report:
            return view.report(figures_in(folder, *view.leading), self.remarks)

        seed = view.asked.today.seed
        return one_page(view.figures(), made, self.command, seed, WHERE).encode()


@dataclass(frozen=True, eq=False)
class SideBySide:
    """Policies that were asked about together.

    Attributes
    ----------
    command
        Gives the same pictures and table.
    compared
        A row for each policy and headline measure.
    pictures
        SVG, each with its title.
    """

    command: str
    compared: pd.DataFrame
    pictures: tuple[tuple[bytes, str], ...]


@dataclass(frozen=True, eq=False)
class Answer:
    """What is known of a question so far.

    Attributes
    ----------
    pairs, most
        Pairs of runs that were asked for so far, and that it goes on to; over plausible worlds, as
        many worlds.
    together
        The policies side by side, where there are several.
    seconds
        From when the question was taken up.
    failed
        Causes of runs that failed, one each.
    is_stored
        Whether it was made beforehand.
    """

    question: Question
    pairs: int
    most: int
    told: tuple[Shown, ...]
    together: SideBySide | None
    seconds: float
    failed: tuple[str, ...] = ()
    is_stored: bool = False

    @property
    def is_last(self) -> bool:
        """Whether no more pairs will come."""
        return self.pairs >= self.most

    @property
    def runs(self) -> str:
        """Over which worlds, in words."""
        return self.told[0].runs


@dataclass(frozen=True)
class UnderWay:
    """How far the runs of a question are.

    Attributes
    ----------
    done, most
        Pairs of runs that are finished, and that it goes on to.
    left
        Seconds that the rest may take; None where too little is done to tell.
    """

    question: Question
    done: int
    most: int
    left: float | None


@dataclass(frozen=True)
class Refused:
    """A question that cannot be run, and why, in one line."""

    question: Question
    why: str

    @property
    def fields(self) -> frozenset[str]:
        """The fields it is owed to: settings with a slider, `authority`, `policy` or `more`."""
        named = set(re.findall(r"(?<![\w.])([a-z_][\w.]*)=", self.why))
        moved = named & set(self.question.moved)
        if moved:
            return frozenset(moved)
        if "authority.name" in named and "authority.name" not in self.question.more:
            return frozenset({"authority"})
        if "scenario" in named and "scenario" not in self.question.more:
            return frozenset({"policy"})
        if not self.question.policies and not self.question.more:
            return frozenset({"policy"})
        return frozenset({"more"})


def tell(
    command: str, view: OnePolicy, remarks: Sequence[str] = (), by_month: bool = True
) -> PageResult:
    """Return what one policy changes.

    Parameters
    ----------
    command
        Asks the same.
    view, remarks, by_month
        As in `PageResult`.
    """
    found = view.found
    assert found.policy is not None
    policy, headline = found.policy.policy, found.headline
    drawn = world_dots if found.today.worlds else paired_differences
    with style.own_look():
        picture = svg(differences_of(found), DIFFERENCES)
    title = title_words(found.authority, found.heading, found.today)
    caption = capital(title)
    posts = posts_table(found.summary, policy, pounds=True)
    rows = tuple(tuple(row) for row in posts.rows)
    return PageResult(
        policy=policy,
        command=command,
        title=title,
        runs=runs_words(found.today),
        sentences=answer_of(view.basis, policy, found),
        figure=picture,
        finding=drawn.title(headline, policy),
        table=headline_table(caption, headline),
        notes=tuple(notes(headline, found.summary)),
        posts=WordsTable(posts.caption, tuple(posts.columns), rows),
        series=series_of(found.monthly, [*headline["measure"], *SHOWN]) if by_month else (),
        view=view,
        remarks=tuple(remarks),
        by_month=by_month,
    )
