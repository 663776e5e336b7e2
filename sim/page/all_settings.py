"""Every setting, as the page lists them, and a question with any of them moved."""

import functools
import shlex
from dataclasses import replace

from sim.arms.figures_in_words import default_in_words
from sim.arms.policy import PREFIX
from sim.errors import UserError
from sim.page.headline_settings import MOVED
from sim.page.visitor_question import NOT_HERE, Question, further
from sim.settings import settings_by_name

CHOSEN = ("authority.name",)  # by a field of its own


@functools.cache
def all_settings() -> tuple[dict[str, str | bool], ...]:
    """Return every setting that the page has room for: its name, and what is said of it."""
    return tuple(
        {
            "name": one.name,
            "words": one.words,
            "unit": one.unit,
            "allowed": one.allowed,
            "plausible": "{:g} to {:g}".format(*one.plausible) if one.plausible else "",
            "usual": default_in_words(one),
            "kind": one.said_kind,
            "source": one.source,
            "policy": one.policy,
        }
        for name, one in settings_by_name().items()
        if name not in (*CHOSEN, *NOT_HERE)
    )


def values_of(question: Question) -> dict[str, str]:
    """Return what is moved, by name; a name that begins `policy.` is of the policy's arm alone."""
    try:
        words = further(question.more)
    except UserError:
        words = []
    named = (word.partition("=") for word in words)
    return {name: text for name, is_set, text in named if is_set} | dict(question.moved)


def with_setting(question: Question, name: str, text: str) -> Question:
    """Return a question with a setting moved, or put back where the text is empty.

    What has a slider moves it; another stands among the further words.

    Raises
    ------
    UserError
        Where a quotation mark is left open in the further words.
    """
    if name in MOVED:
        return question.with_moved(name, text or None)
    words = [word for word in further(question.more) if word.partition("=")[0] != name]
    if text:
        words.append(f"{name}={text}")
    return replace(question, more=shlex.join(words))


def named_in(refusal: str) -> list[str]:
    """Return the settings that a refusal names, of either arm."""
    names = settings_by_name()
    said = {word.partition("=")[0] for word in refusal.split()}
    return [word for word in said if word.removeprefix(PREFIX) in names]
