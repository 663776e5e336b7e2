"""A council's own figures, from a YAML file that it writes: `authority.file=mine.yaml`.

Whatever is not certainly meant is asked about, in one line that names the file's figure.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from sim.data import authorities
from sim.data.plain_yaml import Scalar, tree_of
from sim.data.text_file import home_path, text_of
from sim.errors import LONGEST_PATH, UserError, close_matches, echoed
from sim.settings import Settings, settings_by_name
from sim.settings.register import Value

NAME = "authority.file"

SETTINGS = {  # figures that give a setting, whose limits are theirs
    "children_looked_after": "authority.children_looked_after",
    "started_in_year": "authority.started_in_year",
    "ceased_in_year": "authority.ceased_in_year",
    "social_worker_caseload": "social_worker.caseload",
    "social_worker_turnover_pct": "social_worker.turnover",
    "agency_pct": "social_worker.agency_share",
    "vacancy_pct": "social_worker.vacancy",
    "iro_caseload": "iro.caseload",
}
OTHERS = {  # figures of which a setting is made, or that are compared with; their limits
    "iro_posts": (0.1, 1000.0),
    "child_protection_share": (0.0, 0.95),
    "reviews_on_time": (0.0, 1.0),
}
FIGURES = (*SETTINGS, *OTHERS)
NEEDED = ("children_looked_after", "started_in_year", "ceased_in_year")
SHARES = ("child_protection_share", "reviews_on_time")
PERCENT = "_pct"
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
# a number whose thousands are set apart; and one with a decimal comma
THOUSANDS = re.compile(r"[+-]?\d{1,3}([,_'\s]\d{3})+(\.\d*)?")
COMMA = re.compile(r"[+-]?\d+,\d+")
# signs for a withheld figure that YAML takes for its own
BARE = re.compile(r"(\w+)\s*:\s+([-:*?])\s*(#.*)?")
# as DfE, ONS and councils write a figure that is withheld or that there is none of
SUPPRESSED = ("c", "x", "-", "..", ".", ":", "*", "z", "u", "k", "low", "n/a", "na", "null", "~",
              "suppressed", "\N{EN DASH}", "\N{EM DASH}")  # fmt: skip
RESERVED = (authorities.AVERAGE, "england")
BEFORE = ("the", "all", "whole", "english")  # words that may stand before these
LONGEST_NAME = 80  # letters


@dataclass(frozen=True)
class OwnFigures:
    """What a council's file says."""

    name: str
    values: Mapping[str, Value]  # the settings it gives, by dotted name
    # the council's own share of reviews in time, to compare with; None where it gives none
    reviews_on_time: float | None


def read(path: str) -> OwnFigures:
    """Read a council's file.

    Raises
    ------
    UserError
        Where it cannot be read, or holds what is not allowed; the line names the entry.
    """
    try:
        return _own_figures(path)
    except UserError as mistake:
        raise UserError(f"{NAME}={echoed(path, LONGEST_PATH)} is not allowed: {mistake}") from None


def in_the_files_words(message: str, own: OwnFigures) -> str:
    """Return what is said of settings that the file gave, by the names of its own figures."""
    given = {SETTINGS[figure]: figure for figure in SETTINGS if SETTINGS[figure] in own.values}
    for setting, figure in given.items():
        message = re.sub(rf"(?<![\w.]){re.escape(setting)}(?![\w.])", figure, message)
    return message


def _own_figures(path: str) -> OwnFigures:
    file = home_path(path)
    text = text_of(file)
    for line, written in enumerate(text.split("\n"), 1):
        if (bare := BARE.fullmatch(written.strip())) and bare[1] in FIGURES:
            _refuse_withheld(bare[1], f"{bare[1]}: {bare[2]} in line {line}", "suppressed")
    tree = dict(tree_of(text))
    name = _name(tree.pop("name", None), file.stem)
    found: dict[str, float] = {}
    for key, value in tree.items():
        if key not in FIGURES:
            near = close_matches(key, ("name", *FIGURES))
            meant = " or ".join(near) or "one of " + ", ".join(FIGURES)
            name = "" if near == ["name"] else "name, "
            raise UserError(f"there is no figure {echoed(key)}; it must be {name}{meant}")
        found[key] = _figure(key, value)
    missing = [key for key in NEEDED if key not in found]
    if missing:
        raise UserError(f"{', '.join(missing)} must be in it")
    if "iro_posts" in found and "iro_caseload" in found:
        raise UserError(
            "iro_posts and iro_caseload must not both be in it: one follows from the other"
        )
    if "child_protection_share" in found and "iro_caseload" not in found:
        raise UserError(
            "child_protection_share must come with iro_caseload, of which it is a share"
        )
    values: dict[str, Value] = {
        setting: found[key] for key, setting in SETTINGS.items() if key in found
    }
    if "iro_posts" in found:
        values["iro.caseload"] = _caseload(
            found["children_looked_after"] / found["iro_posts"],
            found, "iro_posts", "children_looked_after",
        )  # fmt: skip
    if "child_protection_share" in found:  # cases mixed in: the work on them is an extra duty
        values["iro.caseload"] = _caseload(
            found["iro_caseload"] * (1.0 - found["child_protection_share"]),
            found, "child_protection_share", "iro_caseload",
        )  # fmt: skip
    return OwnFigures(name, values, found.get("reviews_on_time"))


def _name(given: object, stem: str) -> str:
    """Return the council's name: as it is written, or the file's."""
    if given is not None and not isinstance(given, Scalar):
        raise UserError("name must be one text")
    written = "name" if given is not None else "its file's name"
    name = " ".join((given.text if given is not None else stem).split())
    if not any(map(str.isalnum, name)):
        raise UserError(f"{written} must not be empty: write name: and the council's name")
    if len(name) > LONGEST_NAME or name != echoed(name):
        raise UserError(
            f"{written}: {echoed(name)} must be at most {LONGEST_NAME} letters, none of them a "
            "control character"
        )
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", name).casefold())
    first = next((word for word in words if word not in BEFORE), "")
    if first in RESERVED:
        raise UserError(
            f"{written}: {name} is taken, for England's own figures: write name: and the council's "
            "name"
        )
    return name


def _figure(key: str, value: object) -> float:
    """Return a figure of the file as a number that it may be."""
    low, high = _limits(key)
    allowed = f"must be a number from {low:g} to {high:g}"
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], Scalar):
        only = value[0]
        if _is_withheld(only.text):  # [c], as the Office for National Statistics has it
            value = Scalar(f"[{only.text}]", only.line, True)
    if not isinstance(value, Scalar):
        raise UserError(f"{key} {allowed}, not a list or a room")
    text = value.text.strip()
    said = f"{key}: {echoed(text)} in line {value.line}"
    if not text or _is_withheld(text):
        _refuse_withheld(key, said, "suppressed" if text else "empty")
    if not NUMBER.fullmatch(text):
        raise UserError(f"{said} {allowed}{_how(key, text)}")
    number = float(text)
    if not low <= number <= high:
        percent = key in SHARES and 1 < number <= 100
        part = f"; as a share, {number / 100:g} is {number:g}%" if percent else ""
        raise UserError(f"{said} {allowed}{part}")
    if key.endswith(PERCENT):
        _ask_about(key, said, number)
    return number


def _is_withheld(text: str) -> bool:
    """Whether a text stands for a figure that is withheld: [c], x, fewer than 5."""
    plain = text.strip().strip("[]()").casefold()
    return plain in SUPPRESSED or plain.startswith("<")


def _refuse_withheld(key: str, said: str, why: str) -> NoReturn:
    """Refuse a figure that is none."""
    if key in NEEDED:
        raise UserError(f"{said} is {why}: it must be a number, nothing else stands for it")
    raise UserError(f"{said} is {why}: leave the line out, and England's figure stands for it")


def _how(key: str, text: str) -> str:
    """Return how to write a number that was written otherwise."""
    plain = text.removesuffix("%").strip()
    if THOUSANDS.fullmatch(plain):
        plain = re.sub(r"[,_'\s]", "", plain)
    elif COMMA.fullmatch(plain):
        plain = plain.replace(",", ".")
    if not NUMBER.fullmatch(plain) or plain == text:
        return ""
    share = key in SHARES and text.endswith("%")
    return f"; write it {float(plain) / 100:g}" if share else f"; write it {plain}"


def _ask_about(key: str, said: str, percent: float) -> None:
    """Refuse a percentage that lies outside those of all councils, or may be a share."""
    published = authorities.published(key)
    lowest = min(value for value in published if value > 0)
    highest = max(published)
    within = lowest <= percent <= highest
    if percent in published or (within and not 0 < percent < 1):
        return
    where = f", {'below' if percent < lowest else 'above'} every published council's, "
    where = "" if within else f"{where}{lowest:g} to {highest:g}"
    write = f" If {100 * percent:g}% is meant, write {100 * percent:g}." if 0 < percent <= 1 else ""
    raise UserError(
        f"{said} is {percent:g}%{where}: is it meant?{write} If it is {percent:g}%, leave the line "
        f"out and set {SETTINGS[key]}={percent:g} beside the file"
    )


def _caseload(cases: float, found: Mapping[str, float], key: str, other: str) -> float:
    """Return children to an IRO as two figures make them, if an IRO may hold so many."""
    low, high = _limits("iro_caseload")
    if not low <= cases <= high:
        raise UserError(
            f"{key}: {found[key]:g} with {other}: {found[other]:g} makes {cases:,.4g} children to "
            f"an IRO, which must be from {low:g} to {high:g}"
        )
    return cases


def _limits(figure: str) -> tuple[float, float]:
    """Return what a figure of the file may be, from and to."""
    if figure in OTHERS:
        return OTHERS[figure]
    stated = settings_by_name(Settings())[SETTINGS[figure]]
    return float(stated.low or 0.0), float(stated.high or 0.0)
