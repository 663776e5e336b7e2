"""What a visitor asks in the page and has chosen there: as a command's words, and as its address.

The address holds all of it, so that a link shows the same.
"""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from urllib.parse import parse_qsl, urlencode

from sim.arms.resolve import Arms
from sim.cli.arguments import CommandLine, read
from sim.data.authorities import AVERAGE
from sim.errors import UserError
from sim.page.headline_settings import MOVED
from sim.report.table_words import DRIFT

STEPS = (5, 20, 50, 100, 200)  # pairs of runs after which there is an answer; as many worlds
LONGEST_ASKED = 400  # pairs that may be asked for: what is kept of each stays in memory
NOT_HERE = ("precision", "precision_of", "why", "records", "authority.scope", "authority.file",
            "compute.kind", "compute.workers", "compute.address", "hydra.run.dir",
            "hydra.sweep.dir", "resume")  # fmt: skip
TOO_FEW = 2  # pairs, for an interval
VIEWS = COMPARE, WATCH, AUTHORITIES, SETTINGS = "compare", "watch", "authorities", "settings"
FURTHEST = 6  # digits of a day
READABLE = ",:/=[] "  # what stands in a value as it is, the space as a plus


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

    def command(self, policy: str, pairs: int, *study: str) -> str:
        """Return the command line that gives the same tables after so many pairs.

        `study` is its program and first words, where it is another than the simulation.
        """
        words = [word for word in self.words(policy) if not word.startswith("replications=")]
        began = ["python", "-m", *(study or ["sim"])]
        return shlex.join([*began, *words, f"replications={pairs}"])


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


@dataclass(frozen=True)
class Chosen:
    """What a visitor has chosen."""

    question: Question = field(default_factory=Question)  # what stands in the fields
    view: str = COMPARE  # or `WATCH`, `AUTHORITIES`, `SETTINGS`
    monthly: str = DRIFT  # the measure that Compare shows by month
    watched: str = ""  # the policy that is watched; empty for the first of the question's
    day: int = 0  # working days lived in Watch since the first reported one
    # measure, shown: what Authorities shows: a measure, of `today` or as `difference`
    measure: str = "reviews_on_time"
    shown: str = "today"


def address_of(chosen: Chosen) -> str:
    """Return the part of the address from its question mark on; empty where all is as it opens."""
    usual = _named(Chosen())
    differing = {name: text for name, text in _named(chosen).items() if text != usual.get(name)}
    return f"?{urlencode(differing, safe=READABLE.strip())}" if differing else ""


def _named(chosen: Chosen) -> dict[str, str]:
    """Return all that is chosen by its name in the address, in the address's order."""
    asked = chosen.question
    return {
        "authority": asked.authority,
        "policy": ",".join(asked.policies),
        **asked.moved,
        "more": asked.more,
        **{one.name: str(getattr(chosen, one.name)) for one in fields(chosen)[1:]},
    }


def chosen_in(address: str) -> Chosen:
    """Return what an address names.

    What is neither a field nor a setting with a slider is taken for further words, as on the
    command line, so that it is answered or refused in its own words.
    """
    named = _named(Chosen())
    moved: dict[str, str] = {}
    others = []
    for name, text in parse_qsl(address.removeprefix("?"), keep_blank_values=True):
        if name in named:
            named[name] = text
        elif name in MOVED:
            moved[name] = text
        else:
            others.append(f"{name}={text}")
    question = Question(
        authority=named["authority"],
        policies=tuple(dict.fromkeys(filter(None, named["policy"].split(",")))),
        moved=moved,
        more=" ".join([*filter(None, [named["more"]]), *others]),
    )
    day = named["day"]
    known = day.isascii() and day.isdigit() and len(day) <= FURTHEST
    return Chosen(
        question,
        view=named["view"] if named["view"] in VIEWS else COMPARE,
        monthly=named["monthly"],
        watched=named["watched"],
        day=int(day) if known else 0,
        measure=named["measure"],
        shown=named["shown"],
    )
