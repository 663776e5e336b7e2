"""The words a shell may complete: scenarios, settings, and what is allowed after their `=`.

A shell asks by starting `iro-sim` with a word begun; nothing is run then, and nothing else printed.
"""

import os
from collections.abc import Iterable

ASKED = "_ARGCOMPLETE"  # which a shell sets when it asks


def complete() -> None:
    """Answer a shell that asks how a word goes on, and end; go on where none asks."""
    if ASKED not in os.environ:
        return
    import argcomplete

    from sim.cli.flags import parser_of

    parser = parser_of(sweeps=True)
    words = next(action for action in parser._actions if action.dest == "words")
    words.completer = going_on  # type: ignore[attr-defined]
    argcomplete.autocomplete(parser, validator=lambda word, begun: word.startswith(begun))


def going_on(prefix: str, **_: object) -> Iterable[str]:
    """Return the words that begin as one does."""
    from sim.arms.policy import PREFIX
    from sim.arms.scenarios import scenarios
    from sim.data import authorities
    from sim.settings import settings_by_name

    name, equals, _text = prefix.partition("=")
    if not equals:
        every = settings_by_name()
        policy = [PREFIX + one.name for one in every.values() if one.policy]
        return ["+scenario=", *(f"{one}=" for one in (*every, *policy))]
    if name == "+scenario":
        return [f"{name}={one}" for one in scenarios()]
    if name == "authority.name":
        return [f"{name}={one}" for one in authorities.names()]
    setting = settings_by_name().get(name.removeprefix(PREFIX))
    return [f"{name}={one}" for one in (setting.choices if setting else ())]
