"""An answer: what each policy changes, after so many runs, in words, a picture and tables."""

import re
from dataclasses import dataclass

import pandas as pd

from sim.page.visitor_question import Question
from sim.report.document.assumptions import Basis
from sim.study.notes import runs_words, title_words
from sim.study.policy_result import PolicyResult

TABLES = ("headline", "summary", "worlds", "replications", "groups")  # to take away, of those made


@dataclass(frozen=True, eq=False)
class PageResult:
    """What one policy changes.

    Attributes
    ----------
    policy
        Its name.
    command
        Gives the same tables.
    found
        What the runs say, the tables that the command writes among it.
    sentences
        The answer in words.
    figure
        The picture of the differences, SVG.
    finding
        The picture's title.
    """

    policy: str
    command: str
    found: PolicyResult
    sentences: tuple[str, ...]
    figure: bytes
    finding: str

    @property
    def title(self) -> str:
        """What is compared, where, and over which worlds."""
        return title_words(self.found.authority, self.found.heading, self.found.today)

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that can be taken away."""
        return tuple(name for name in TABLES if name in self.found.makers())

    def csv(self, table: str) -> bytes:
        """Return a table, the bytes of the command's file of that name."""
        made = self.found.makers()[table]()
        return str(made.to_csv(index=False, lineterminator="\n")).encode()


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
    """

    question: Question
    pairs: int
    most: int
    told: tuple[PageResult, ...]
    together: SideBySide | None
    seconds: float
    failed: tuple[str, ...] = ()

    @property
    def is_last(self) -> bool:
        """Whether no more pairs will come."""
        return self.pairs >= self.most

    @property
    def runs(self) -> str:
        """Over which worlds, in words."""
        return runs_words(self.told[0].found.today)


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


def tell(command: str, found: PolicyResult, basis: Basis) -> PageResult:
    """Return what one policy changes.

    Parameters
    ----------
    command
        Asks the same.
    found
        What the runs say.
    basis
        What they rest on.
    """
    from sim.page.svg_image import svg
    from sim.report.document.policy_report import answer_of
    from sim.report.figures import paired_differences, world_dots
    from sim.report.figures.style import own_look
    from sim.study.one_policy import differences_of

    assert found.policy is not None
    policy, headline = found.policy.policy, found.headline
    drawn = world_dots if found.today.worlds else paired_differences
    with own_look():
        picture = svg(differences_of(found), "differences")
    answer, title = answer_of(basis, policy, found), drawn.title(headline, policy)
    return PageResult(policy, command, found, answer, picture, title)
