"""An answer: what each policy changes, after so many pairs of runs, in tables and a figure."""

import io
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sim.page.question import Question
from sim.study import tables
from sim.study.groups import groups
from sim.study.ledgers import Ledgers


@dataclass(frozen=True, eq=False)
class Told:
    """What one policy changes; `command` gives the same tables.

    Attributes
    ----------
    policy
        Its name.
    headline
        As `tables.headline` makes it.
    figure
        The figure of differences, SVG.
    finding
        The figure's title.
    """

    policy: str
    command: str
    baseline: Ledgers
    scenario: Ledgers
    headline: pd.DataFrame
    figure: bytes
    finding: str

    def summary_csv(self) -> bytes:
        """Return every measure, the bytes of the command's `summary.csv`."""
        return _csv(tables.summary(self.baseline, self.scenario))

    def replications_csv(self) -> bytes:
        """Return every measure of every run, the bytes of the command's `replications.csv`."""
        return _csv(tables.replications([self.baseline, self.scenario]))

    def groups_csv(self) -> bytes:
        """Return measures by group of children, the bytes of the command's `groups.csv`."""
        return _csv(groups(self.baseline, self.scenario))


@dataclass(frozen=True, eq=False)
class Answer:
    """What is known of a question so far.

    Attributes
    ----------
    pairs, most
        Pairs of runs so far, and that it goes on to.
    seconds
        From when the question was taken up.
    failed
        Causes of runs that failed, one each.
    """

    question: Question
    pairs: int
    most: int
    told: tuple[Told, ...]
    seconds: float
    failed: tuple[str, ...] = ()

    @property
    def is_last(self) -> bool:
        """Whether no more pairs will come."""
        return self.pairs >= self.most


@dataclass(frozen=True)
class Refused:
    """A question that cannot be run, and why, in one line."""

    question: Question
    why: str


def _csv(table: pd.DataFrame) -> bytes:
    file = io.BytesIO()
    table.to_csv(file, index=False, lineterminator="\n")
    return file.getvalue()


def tell(
    policy: str, command: str, arms: tuple[Ledgers, Ledgers], matters: Any, authority: str
) -> Told:
    """Return what one policy changes.

    Parameters
    ----------
    policy, command
        Its name, and the command that asks the same.
    arms
        Today's service and the policy.
    matters
        The smallest differences that matter.
    authority
        Its name, as titles give it.
    """
    from sim.page.pictures import svg
    from sim.report.differences import differences, finding

    headline = tables.headline(*arms, matters)
    named: dict[str, Any] = {
        "authority": authority, "replications": len(arms[0].replications),
        "drawn": bool(arms[0].draws),
    }  # fmt: skip
    figure = svg(differences(headline, scenario=policy, **named), "differences")
    return Told(policy, command, *arms, headline, figure, finding(headline, policy))
