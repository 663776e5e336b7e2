"""The page's address holds all that a visitor has chosen, so that a link shows the same."""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

from sim.page.headline_settings import MOVED
from sim.page.visitor_question import Question

COMPARE, WATCH, SETTINGS = "compare", "watch", "settings"
TODAY = "today"
AUTHORITY, POLICY, MORE, VIEW, ARRANGEMENT = "authority", "policy", "more", "view", "arrangement"
READABLE = ",:/=[] "  # what stands in a value as it is, the space as a plus


@dataclass(frozen=True)
class Chosen:
    """What a visitor has chosen.

    Attributes
    ----------
    question
        What stands in the fields.
    view
        `compare`, `watch` or `settings`.
    arrangement
        What is watched: `today`, or one of the question's policies.
    """

    question: Question = field(default_factory=Question)
    view: str = COMPARE
    arrangement: str = TODAY


def address_of(chosen: Chosen) -> str:
    """Return the part of the address from its question mark on; empty where all is as it opens."""
    asked, usual = chosen.question, Question()
    pairs = [
        (AUTHORITY, asked.authority, usual.authority),
        (POLICY, ",".join(asked.policies), ",".join(usual.policies)),
        *((name, text, None) for name, text in asked.moved.items()),
        (MORE, asked.more, usual.more),
        (VIEW, chosen.view, COMPARE),
        (ARRANGEMENT, chosen.arrangement, TODAY),
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
        if name in (AUTHORITY, POLICY, MORE, VIEW, ARRANGEMENT):
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
    view = view if view in (COMPARE, WATCH, SETTINGS) else COMPARE
    return Chosen(question, view, named.get(ARRANGEMENT, TODAY))
