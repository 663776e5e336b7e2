"""What a visitor asks in the page: an authority, policies, settings moved; as a command's words."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sim.arms.resolve import Arms
from sim.cli.arguments import CommandLine, read
from sim.data.authorities import AVERAGE
from sim.errors import UserError

STEPS = (5, 20, 50, 100, 200)  # pairs of runs after which there is an answer; as many worlds
LONGEST_ASKED = 400  # pairs that may be asked for: what is kept of each stays in memory
NOT_HERE = ("precision", "precision_of", "why", "records", "authority.scope", "authority.file",
            "compute.kind", "compute.workers", "compute.address", "hydra.run.dir",
            "hydra.sweep.dir", "resume")  # fmt: skip
TOO_FEW = 2  # pairs, for an interval


@dataclass(frozen=True)
class Question:
    """What stands in the page's fields."""

    authority: str = AVERAGE  # a name, or `average`
    policies: tuple[str, ...] = ("abolish",)  # scenarios to compare with today's service
    # values of today's settings as they were typed, by dotted name; both arms have them
    moved: Mapping[str, str] = field(default_factory=dict)
    more: str = ""  # further words, as on the command line

    def with_moved(self, name: str, text: str | None) -> "Question":
        """Return the question with a setting moved, or put back where `text` is None."""
        moved = {other: value for other, value in self.moved.items() if other != name}
        return replace(self, moved=moved if text is None else {**moved, name: text})

    def words(self, policy: str) -> list[str]:
        """Return the words of the command that asks the same of one policy."""
        words = [f"+scenario={policy}"] if policy else []
        if self.authority != AVERAGE:
            words.append(f"authority.name={self.authority}")
        words += [f"{name}={text}" for name, text in self.moved.items()]
        return words + further(self.more)

    def command(self, policy: str, pairs: int) -> str:
        """Return the command line that gives the same tables after so many pairs."""
        words = [word for word in self.words(policy) if not word.startswith("replications=")]
        return shlex.join(["python", "-m", "sim", *words, f"replications={pairs}"])


def further(text: str) -> list[str]:
    """Return further words, split as a shell does.

    Raises
    ------
    UserError
        Where a quotation mark is left open.
    """
    try:
        return shlex.split(text)
    except ValueError:
        raise UserError(f"{text} is not allowed: a quotation mark is left open") from None


def line_of(question: Question, policy: str) -> CommandLine:
    """Read what is asked of one policy, as the command line does.

    Raises
    ------
    UserError
        At the first word that is not allowed, or that the page has no room for.
    """
    for word in further(question.more):
        name = word.partition("=")[0].lstrip("+~")
        if name in NOT_HERE:
            raise UserError(f"{word} is not allowed in the page: use the command line for it")
        if name in ("scenario", "authority.name"):
            raise UserError(f"{word} is not allowed here: choose it above")
        if name in question.moved:
            raise UserError(f"{word} is not allowed here: its slider has been moved; put that back")
        if word.startswith("-"):
            raise UserError(f"{word} is not allowed: in the page, settings are name=value")
    return read(question.words(policy), sweeps=False)


def most_pairs(arms: Arms) -> int:
    """Return how many pairs of runs to go on to: as many as the command would run.

    Raises
    ------
    UserError
        Where more are asked for than the page keeps, or fewer than an interval needs.
    """
    asked = int(arms.today.replications or 0)
    if not TOO_FEW <= asked <= LONGEST_ASKED:
        raise UserError(
            f"replications={asked} is not allowed in the page: it must be a whole number from "
            f"{TOO_FEW} to {LONGEST_ASKED}"
        )
    return asked


def steps(most: int) -> list[int]:
    """Return after how many pairs of runs there is an answer, the last of them after all."""
    return [*(pairs for pairs in STEPS if pairs < most), most]
