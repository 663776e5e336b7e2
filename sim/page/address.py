"""The page's address holds all that a visitor has chosen, so that a link shows the same."""

from dataclasses import dataclass, field, fields
from urllib.parse import parse_qsl, urlencode

from sim.page.headline_settings import MOVED
from sim.page.visitor_question import Question
from sim.report.table_words import DRIFT

VIEWS = COMPARE, WATCH, AUTHORITIES, SETTINGS = "compare", "watch", "authorities", "settings"
FURTHEST = 6  # digits of a day
READABLE = ",:/=[] "  # what stands in a value as it is, the space as a plus


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
