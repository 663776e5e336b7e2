"""YAML as people write it: names and values, in rooms; each name once, each value as its text.

Of YAML's own reading of values nothing is left: 0412 is no octal number, 1:30 no number of base 60
and `No` no falsehood, until whoever asks for the value says so.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from sim.errors import UserError, echoed

DEEPEST = 12  # rooms within rooms
NUMBER = re.compile(r"[+-]?(0|[1-9]\d*)(\.\d*)?([eE][+-]?\d+)?|[+-]?\.\d+", re.ASCII)
NO_BLANK = re.compile(r" *[^\S \t]|[ \t]*[\w.]+:[^\S \t]")  # what looks like a blank and is none
WHOLE = re.compile(r"[+-]?\d{1,300}", re.ASCII)
TEXT = yaml.SafeLoader.DEFAULT_SCALAR_TAG
MEANT = {"true": True, "false": False, "null": None, "": None, "~": None}


@dataclass(frozen=True)
class Scalar:
    """A value as it was written: its text, its line from 1, and whether in quotation marks."""

    text: str
    line: int
    quoted: bool


Tree = Mapping[str, Any]  # of Scalar, list of the same, or another Tree


def tree_of(text: str) -> Tree:
    """Return what a YAML text says.

    Raises
    ------
    UserError
        Where it is none, in words that follow the file's name and name the line.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if NO_BLANK.match(line):
            raise UserError(f"line {number} holds a no-break space where a blank must be")
    try:
        found = _document(yaml.parse(text, Loader=yaml.SafeLoader))
    except UserError:
        raise
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # the others of "\\UFFFFFFFF", which no letter is: the latter before Python 3.13
        mark = getattr(error, "problem_mark", None)
        at = int(mark.line) + 1 if mark else 0
        written = text.split("\n")[at - 1 : at] if mark else []
        if written and "\t" in written[0]:
            begins = "\t" in written[0][: len(written[0]) - len(written[0].lstrip())]
            raise UserError(
                f"it cannot be read: line {at} {'begins with' if begins else 'holds'} a tab; set "
                "lines in with blanks, no tabs"
            ) from None
        said = getattr(error, "problem", None) or "it is not written as YAML is"
        where = f" at line {at}" if mark else ""
        raise UserError(f"it cannot be read: it is no YAML{where} ({said})") from None
    if not isinstance(found, dict):
        raise UserError("it must hold lines `name: value`")
    return found


def values_of(tree: Any) -> Any:
    """Return a tree with numbers, true, false and null for the values that are so written.

    Raises
    ------
    UserError
        Where YAML takes a value for another than it looks like: 0412 for 266, No for false.
    """
    if isinstance(tree, Mapping):
        return {name: values_of(value) for name, value in tree.items()}
    if isinstance(tree, list):
        return [values_of(value) for value in tree]
    text = tree.text
    if tree.quoted:
        return text
    if text.lower() in MEANT:
        return MEANT[text.lower()]
    if NUMBER.fullmatch(text):
        return int(text) if WHOLE.fullmatch(text) else float(text)
    if _meant(text) != TEXT:
        raise UserError(
            f"{echoed(text)} in line {tree.line} can be read in two ways: write a number as 412 or "
            "0.5, yes and no as true and false, a text in quotation marks"
        )
    return text


def _meant(text: str) -> str:
    """Return what YAML takes a value without quotation marks for."""
    return str(yaml.SafeLoader("").resolve(yaml.ScalarNode, text, (True, False)))


def _document(events: Iterator[Any]) -> Any:
    """Return the one document there is; None of an empty file."""
    found, many = None, 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            many += 1
            if many > 1:
                raise UserError(f"line {_line(event)} begins a second document: it must hold one")
        elif isinstance(event, yaml.NodeEvent):
            found = _node(event, events, 1)
    return found


def _node(event: Any, events: Iterator[Any], depth: int) -> Any:
    """Return what begins with an event, and takes as many more as it is made of."""
    line = _line(event)
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        raise UserError(f"it cannot be read: line {line} holds & or *, write the value out")
    if event.tag:
        raise UserError(f"it cannot be read: line {line} holds !, write the value without it")
    if depth > DEEPEST:
        raise UserError(f"line {line} must not lie deeper than {DEEPEST} rooms or brackets")
    if isinstance(event, yaml.ScalarEvent):
        return Scalar(event.value, line, event.style is not None)
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(one := next(events), yaml.SequenceEndEvent):
            items.append(_node(one, events, depth + 1))
        return items
    return _room(events, depth)


def _room(events: Iterator[Any], depth: int) -> dict[str, Any]:
    """Return a mapping, whose names stand once each."""
    found: dict[str, Any] = {}
    lines: dict[str, int] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        name = _node(event, events, depth + 1)
        if not isinstance(name, Scalar):
            raise UserError(f"line {_line(event)} must begin with a name and a colon")
        if name.text in found:
            raise UserError(
                f"{echoed(name.text)} stands in line {lines[name.text]} and in line {name.line}: "
                "it must stand once"
            )
        lines[name.text] = name.line
        found[name.text] = _node(next(events), events, depth + 1)
    return found


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
