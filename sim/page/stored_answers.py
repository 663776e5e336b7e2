"""Answers for the average authority made beforehand, shown while a visitor's own is computed.

One stands for each scenario in `stored/`, compressed: what the page shows of it, with a hash of all
that decides what it says. One that other rules made is not shown. As HTML it is read while the page
itself loads.
"""

import functools
import gzip
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sim.arms.scenarios import KEEP, scenarios, shipped
from sim.page import TITLE
from sim.page.compare_answer import heading_of
from sim.page.html import source_of
from sim.page.result import Answer, Shown, WordsTable
from sim.page.time_series import Series
from sim.page.visitor_question import COMPARE, Question, chosen_in
from sim.replicate.fingerprint import decided_by
from sim.report.numbers import capital, policy_name

HERE = Path(__file__).parent
FOLDER = HERE / "stored"
ENDING = ".json.gz"


@dataclass(frozen=True)
class Stored:
    """A stored answer: what is shown, and how many pairs of runs are behind it."""

    shown: Shown
    pairs: int


def to_store() -> list[str]:
    """Return the scenarios to make answers of: all that the program comes with."""
    return sorted(name for name in shipped() if name != KEEP)


def write(folder: Path, stored: Stored, about: Mapping[str, Any]) -> Path:
    """Write a stored answer into a folder, the same bytes each time.

    `about` is what else is told of how it was made.
    """
    shown = {name: getattr(stored.shown, name) for name in Shown.__dataclass_fields__}
    shown["figure"] = stored.shown.figure.decode("utf-8")
    shown["posts"] = asdict(stored.shown.posts)
    shown["series"] = [asdict(one) for one in stored.shown.series]
    told = {"rules": decided_by(), "pairs": stored.pairs, **about, "shown": shown}
    file = folder / f"{stored.shown.policy}{ENDING}"
    made = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    file.write_bytes(gzip.compress(made, mtime=0))
    return file


def read(file: Path) -> Stored | None:
    """Return a stored answer; None where there is none, or other rules made it."""
    if not file.is_file():
        return None
    told = json.loads(gzip.decompress(file.read_bytes()))
    if told["rules"] != decided_by():
        return None
    shown = _with_tuples(told["shown"])
    shown["figure"] = shown["figure"].encode()
    shown["posts"] = WordsTable(**shown["posts"])
    shown["series"] = tuple(Series(**one) for one in shown["series"])
    return Stored(Shown(**shown), told["pairs"])


def _with_tuples(told: Any) -> Any:
    """Return what was read with the tuples that JSON has made lists of."""
    if isinstance(told, dict):
        return {name: _with_tuples(part) for name, part in told.items()}
    return tuple(map(_with_tuples, told)) if isinstance(told, list) else told


@functools.cache
def stored(policy: str) -> Stored | None:
    """Return the answer that is stored of a policy; None where there is none of today's rules."""
    return read(FOLDER / f"{policy}{ENDING}")


def stored_answer(question: Question) -> Answer | None:
    """Return what is stored of a question's policies in the average authority; None without any.

    Its question is what it answers: that asked, but in the average authority and nothing moved.
    """
    known, as_shipped = scenarios(), shipped()
    ours = [name for name in question.policies
            if name in as_shipped and known.get(name) == as_shipped[name]]  # fmt: skip
    found = [one for policy in ours if (one := stored(policy)) is not None]
    if not found:
        return None
    asked = Question(policies=question.policies)
    told = tuple(one.shown for one in found)
    pairs = min(one.pairs for one in found)
    return Answer(asked, pairs, pairs, told, None, 0.0, is_stored=True)


def best_of(question: Question, answer: Answer | None) -> Answer | None:
    """Return what to show of a question: what was computed, or what is stored.

    What is stored of the very question stands until all its worlds are computed anew. Else what is
    computed of it; until that comes, what was asked before if it is whole, or what is stored.
    """
    made = stored_answer(question)
    if answer is None or made is None:
        return answer or made
    fits = answer.question == question
    if made.question == question:
        return answer if fits and answer.is_last else made
    return answer if fits or answer.is_last else made


def answer_in_html(search: str) -> str:
    """Return the stored answer to what stands in an address; empty where there is none."""
    chosen = chosen_in(search)
    answer = stored_answer(chosen.question)
    if chosen.view != COMPARE or answer is None:
        return ""
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("beforehand.html.j2").render(
        style=(HERE / "page.css").read_text("utf-8"),
        title=TITLE,
        heading=heading_of(chosen.question, answer),
        told=[(capital(policy_name(one.policy)), one, source_of(one.figure))
              for one in answer.told],
    )  # fmt: skip
