"""The page's address holds all that a visitor has chosen, so that a link shows the same."""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

from sim.page.headline_settings import MOVED
from sim.page.visitor_question import Question
from sim.report.table_words import DRIFT

COMPARE, WATCH, AUTHORITIES, SETTINGS = "compare", "watch", "authorities", "settings"
AUTHORITY, POLICY, MORE, VIEW = "authority", "policy", "more", "view"
MONTHLY, WATCHED, DAY, MEASURE, SHOWN = "monthly", "watched", "day", "measure", "shown"
NAMED = (AUTHORITY, POLICY, MORE, VIEW, MONTHLY, WATCHED, DAY, MEASURE, SHOWN)
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
    asked, usual = chosen.question, Question()
    pairs = [
        (AUTHORITY, asked.authority, usual.authority),
        (POLICY, ",".join(asked.policies), ",".join(usual.policies)),
        *((name, text, None) for name, text in asked.moved.items()),
        (MORE, asked.more, usual.more),
        (VIEW, chosen.view, COMPARE),
        (MONTHLY, chosen.monthly, Chosen.monthly),
        (WATCHED, chosen.watched, ""),
        (DAY, str(chosen.day), "0"),
        (MEASURE, chosen.measure, Chosen.measure),
        (SHOWN, chosen.shown, Chosen.shown),
    ]
    differing = [(name, text) for name, text, opens in pairs if text != opens]
    return f"?{urlencode(differing, safe=READABLE.strip())}" if differing else ""


def chosen_in(address: str) -> Chosen:
    """Return what an address names.

    What is neither a field nor a setting with a slider is taken for further words, as on the
    command line, so that it is answered or refused in its own words.
    """
    named: dict[str, str] = {}
    moved: dict[str, str] = {}
    others = []
    for name, text in parse_qsl(address.removeprefix("?"), keep_blank_values=True):
        if name in NAMED:
            named[name] = text
        elif name in MOVED:
            moved[name] = text
        else:
            others.append(f"{name}={text}")
    usual = Question()
    policies = named.get(POLICY, ",".join(usual.policies)).split(",")
    question = Question(
        authority=named.get(AUTHORITY, usual.authority),
        policies=tuple(dict.fromkeys(policy for policy in policies if policy)),
        moved=moved,
        more=" ".join([*filter(None, [named.get(MORE, usual.more)]), *others]),
    )
    view = named.get(VIEW, COMPARE)
    day = named.get(DAY, "")
    known = day.isascii() and day.isdigit() and len(day) <= FURTHEST
    return Chosen(
        question,
        view if view in (WATCH, AUTHORITIES, SETTINGS) else COMPARE,
        monthly=named.get(MONTHLY, Chosen.monthly),
        watched=named.get(WATCHED, Chosen.watched),
        day=int(day) if known else Chosen.day,
        measure=named.get(MEASURE, Chosen.measure),
        shown=named.get(SHOWN, Chosen.shown),
    )
