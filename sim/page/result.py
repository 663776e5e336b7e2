"""An answer: what each policy changes, after so many runs, in words, a picture and tables."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from sim.page.html import headline_table, svg
from sim.page.time_series import SHOWN, Series, series_of
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


@dataclass(frozen=True)
class WordsTable:
    """A table of words."""

    caption: str  # what stands over it
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Shown:
    """What is shown of one policy."""

    policy: str  # its name
    command: str  # gives the same tables
    title: str  # what is compared, where, and over which worlds
    runs: str  # over which worlds
    sentences: tuple[str, ...]  # the answer in words
    figure: bytes  # the picture of the differences, SVG
    finding: str  # the picture's title
    table: str  # the headline table, HTML
    notes: tuple[str, ...]  # how to read that table, a paragraph each
    posts: WordsTable  # posts by role, and pounds a year
    # the difference month by month, a measure each; none where no months were kept
    series: tuple[Series, ...]


@dataclass(frozen=True, eq=False)
class PageResult(Shown):
    """What one policy changes, with all that can be taken away."""

    view: OnePolicy  # what the command would write: tables, figures and the report
    remarks: tuple[str, ...]  # what is to be known beside the results
    # whether months were kept: without them there are tables of the whole time alone, and neither
    # the other figures nor the report
    by_month: bool

    @property
    def found(self) -> PolicyResult:
        """What the runs say."""
        return self.view.found

    def files(self) -> dict[str, Callable[[], bytes]]:
        """Return what makes each file that can be taken away, the bytes of the command's, by name.

        The report, each figure as SVG and PNG, and each table.
        """
        made = {"report.html": self._report} if self.by_month else {}
        for name, draw in self.view.figures():
            if self.by_month or name == DIFFERENCES:
                made |= {file: partial(style.bytes_of, draw, name, file)
                         for file in (f"{name}.svg", f"{name}.png")}  # fmt: skip
        for name, make in self.found.makers().items():
            if self.by_month or name in WHOLE:
                made[f"{name}.csv"] = partial(_csv, make)
        return made

    def _report(self) -> bytes:
        view = self.view

        def made(folder: Path) -> Report:
            return view.report(figures_in(folder, *view.leading), self.remarks)

        seed = view.asked.today.seed
        return one_page(view.figures(), made, self.command, seed, WHERE).encode()


@dataclass(frozen=True, eq=False)
class SideBySide:
    """Policies that were asked about together."""

    command: str  # gives the same pictures and table
    compared: pd.DataFrame  # a row for each policy and headline measure
    pictures: tuple[tuple[bytes, str], ...]  # SVG, each with its title


@dataclass(frozen=True, eq=False)
class Answer:
    """What is known of a question so far."""

    question: Question
    # pairs, most: pairs of runs that were asked for so far, and that it goes on to; over plausible
    # worlds, as many worlds
    pairs: int
    most: int
    told: tuple[Shown, ...]
    together: SideBySide | None  # the policies side by side, where there are several
    seconds: float  # from when the question was taken up
    failed: tuple[str, ...] = ()  # causes of runs that failed, one each
    is_stored: bool = False  # whether it was made beforehand

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
    """How far the runs of a question are."""

    question: Question
    done: int  # pairs of runs that are finished
    most: int  # pairs that it goes on to
    left: float | None  # seconds that the rest may take; None where too little is done to tell


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


@dataclass(frozen=True)
class Known:
    """A question, and what is known of it by now."""

    question: Question
    answer: Answer | None
    refused: Refused | None
    under_way: UnderWay | None


def _csv(make: Callable[[], pd.DataFrame]) -> bytes:
    return str(make().to_csv(index=False, lineterminator="\n")).encode()


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
