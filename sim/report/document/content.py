"""What a report holds, stated once: both its files, HTML and Markdown, are made from its sections.

A section is a heading and blocks; the templates know blocks only, so no fact can stand in one file
and be missing in the other.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import pandas as pd

from sim.evidence.whom_it_flatters import COLUMNS, FLATTERIES

ANSWER, AGAIN, FLATTERS = "The answer", "How to run it again", "Whom it flatters"
LEFT_OUT = "What the model leaves out or does for one side only, and who gains by it"
# what the first screen points to
FIRST = ("Tables", "What it hangs on", "Why", "Drift by cause", "What it costs", "How sure that is",
         "What was assumed", FLATTERS)  # fmt: skip
SHORT = 14  # rows of a table that stays whole in print
# what stands whatever is asked: the law, and how far to trust the model
LAW = (
    "The IRO is statutory: sections 25A and 25B of the Children Act 1989 have a local authority "
    "appoint an independent reviewing officer for each child it looks after, and say what the "
    "officer does. An arrangement without IROs, or in which others do that work in their place, "
    "would need that law changed.",
    "The government said in February 2023, when it answered the Independent Review of Children's "
    "Social Care, that it keeps the role. What is simulated here is what would follow from a "
    "policy, not whether it may be adopted.",
)
TRUST = (
    "Drift rests on beliefs. No published figure measures drift, or what it does to drift that a "
    "reviewing officer notices, and the model was not fitted to any.",
    "Hours are assumptions: no measured hours of reviews were found. How many hours a week a team "
    "manager has for reviewing, and can take from other work, decides how thin the reviews of a "
    "manager who chairs are.",
)
_NUMBER = re.compile(r"^[-+(]?£?\d")


@dataclass(frozen=True)
class Words:
    """Sentences: a paragraph each, or each a point of a list."""

    kind: ClassVar[str] = "words"
    sentences: tuple[str, ...]
    listed: bool = False


@dataclass(frozen=True)
class Code:
    """Lines to be typed or pasted as they stand."""

    kind: ClassVar[str] = "code"
    text: str


@dataclass(frozen=True)
class Figure:
    """A figure in the folder of results."""

    kind: ClassVar[str] = "figure"
    name: str  # of its files in figures/, without ending
    caption: str  # what it finds
    # what is drawn: it says, with the caption, to those who do not see it what they miss
    shows: str = ""

    @property
    def alternative(self) -> str:
        """The text in place of the picture."""
        ends = "" if not self.shows or self.shows.endswith(".") else "."
        return f"{self.caption}. {self.shows}{ends}".strip()


@dataclass(frozen=True)
class Table:
    """A table of words, each cell as it is read; the first column names the row."""

    kind: ClassVar[str] = "table"
    caption: str
    frame: pd.DataFrame

    @cached_property
    def columns(self) -> list[str]:
        """The names of its columns."""
        return [str(name) for name in self.frame.columns]

    @cached_property
    def rows(self) -> list[list[str]]:
        """Its cells, row by row."""
        return [list(map(str, row)) for row in self.frame.itertuples(index=False, name=None)]

    @property
    def short(self) -> bool:
        """Whether it fits on a page, which printing then does not break."""
        return len(self.frame) <= SHORT

    @cached_property
    def numeric(self) -> list[bool]:
        """Whether a column's cells are mostly numbers, which stand at the right."""
        found = []
        for place in range(len(self.columns)):
            cells = [row[place] for row in self.rows if row[place] not in ("", "-")]
            numbers = sum(bool(_NUMBER.match(cell)) for cell in cells)
            found.append(place > 0 and 2 * numbers > len(cells))
        return found


@dataclass(frozen=True)
class Links:
    """Where to read on: sections of the same report, by their headings."""

    kind: ClassVar[str] = "links"
    lead: str
    headings: tuple[str, ...]

    @property
    def anchors(self) -> tuple[tuple[str, str], ...]:
        """Each heading with the end of its address."""
        return tuple((heading, anchor_of(heading)) for heading in self.headings)


Block = Words | Code | Figure | Table | Links


def anchor_of(heading: str) -> str:
    """Return a heading as the end of an address."""
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it; an appendix begins a new page in print."""

    heading: str
    blocks: tuple[Block, ...]
    appendix: bool = False

    @property
    def anchor(self) -> str:
        """The heading as the end of an address."""
        return anchor_of(self.heading)


@dataclass(frozen=True)
class Rerun:
    """How to run the study again."""

    command: str  # the words that were typed
    folder: str  # where the results went
    seed: int  # the seed of all chance
    versions: Mapping[str, str]  # of the program and what it rests on, by name
    rules: str  # the fingerprint of the rules simulated


@dataclass(frozen=True)
class Report:
    """One study, for those who decide: the answer first, what it rests on after."""

    title: str  # what was compared, and where
    answer: tuple[str, ...]  # sentences, a paragraph each: they stand on the first screen
    sure: tuple[str, ...]  # what the ranges hold and what else bears on how sure the answer is
    asked: tuple[str, ...]  # the question, the policy's own words and how it was run
    figures: tuple[Figure, ...] = ()  # what was found, drawn; the first stands beside the answer
    tables: tuple[Table, ...] = ()  # what was found
    # hanging, why, causes, costs: on which beliefs the answer hangs, why it is what it is, what
    # drift is owed to, and what it costs
    hanging: tuple[Block, ...] = ()
    why: tuple[Block, ...] = ()
    causes: tuple[Block, ...] = ()
    costs: tuple[Block, ...] = ()
    noticing: tuple[Block, ...] = ()  # what comes of each one's noticing that a plan is stuck
    posts: tuple[Block, ...] = ()  # posts by role and pounds a year for the authority
    assumed: tuple[Block, ...] = ()  # sentences and tables on what results rest on
    # sentences and tables of the settings that are not at their defaults
    differing: tuple[Block, ...] = ()
    appendix: tuple[Table, ...] = ()  # tables too long to stand before the end
    law_needed: tuple[str, ...] = ()  # the law that each policy needs

    def sections(self, again: Rerun) -> tuple[Section, ...]:
        """Return the report in the order in which it is read; the first is the first screen."""
        rest = tuple(section for section in self._after(again) if section.blocks)
        there = {section.heading for section in rest}
        more = Links("See more:", tuple(heading for heading in FIRST if heading in there))
        answer: tuple[Block, ...] = (
            Words(self.answer), *self.figures[:1], more, Words(("To run it again:",)),
            Code(again.command),
        )  # fmt: skip
        return (Section(ANSWER, answer), *rest)

    def _after(self, again: Rerun) -> tuple[Section, ...]:
        flatteries = pd.DataFrame([one.cells for one in FLATTERIES], columns=list(COLUMNS))
        return (
            Section("Tables", self.tables),
            Section("What it hangs on", self.hanging),
            Section("Why", self.why),
            Section("Drift by cause", self.causes),
            Section("What it costs", self.costs),
            Section("Who gets stuck plans moving", self.noticing),
            Section("Figures", self.figures[1:]),
            Section("Posts, and pounds a year for the authority", self.posts),
            Section("How sure that is", (Words(self.sure, listed=True),) if self.sure else ()),
            Section("What was asked", (Words(self.asked),)),
            Section("Where the law stands", (Words((*LAW, *self.law_needed)),)),
            Section("What was assumed", self.assumed),
            Section("Settings that differ from their defaults", self.differing),
            Section(FLATTERS, (Words(TRUST), Table(LEFT_OUT, flatteries))),
            Section(AGAIN, _again(again)),
            Section("Appendix", self.appendix, appendix=True),
        )


def _again(again: Rerun) -> tuple[Block, ...]:
    versions = ", ".join(f"{name} {version}" for name, version in again.versions.items())
    told = (
        f"The command, to be run in a folder of your choice, stands under the answer. The seed was "
        f"{again.seed}, and the results went to {again.folder}. The same command with the same "
        "versions gives the same tables, byte for byte.",
        f"Versions: {versions}. Rules: {again.rules}.",
        "In the folder, run.json holds every setting, dictionary.csv says of each column of each "
        "table what it is, and the figures are in figures/ as PNG and SVG.",
    )
    return (Words(told),)
