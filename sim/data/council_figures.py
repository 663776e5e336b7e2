"""A council's own figures, from a YAML file that it writes: `authority.file=mine.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from sim.errors import UserError, close_matches
from sim.settings import Settings, register
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

    def refused(what: str) -> UserError:
        return UserError(f"{NAME}={path} is not allowed: {what}")

    try:
        found = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise refused(f"it cannot be read ({getattr(error, 'strerror', None) or error})") from None
    except yaml.YAMLError as error:
        raise refused(f"it is no YAML ({str(error).splitlines()[0]})") from None
    if not isinstance(found, dict):
        raise refused(f"it must hold lines `figure: value`, {', '.join(NEEDED)} at least")
    name = found.pop("name", Path(path).stem)
    for key, value in found.items():
        if key not in FIGURES:
            meant = " or ".join(close_matches(str(key), FIGURES)) or "one of " + ", ".join(FIGURES)
            raise refused(f"there is no figure {key}; it must be name, {meant}")
        low, high = _limits(key)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not (number and low <= value <= high):
            raise refused(f"{key}: {value} must be a number from {low:g} to {high:g}")
    missing = [key for key in NEEDED if key not in found]
    if missing:
        raise refused(f"{', '.join(missing)} must be in it")
    if "iro_posts" in found and "iro_caseload" in found:
        raise refused(
            "iro_posts and iro_caseload must not both be in it: one follows from the other"
        )
    if "child_protection_share" in found and "iro_caseload" not in found:
        raise refused("child_protection_share must come with iro_caseload, of which it is a share")
    values: dict[str, Value] = {
        setting: float(found[key]) for key, setting in SETTINGS.items() if key in found
    }
    if "iro_posts" in found:
        values["iro.caseload"] = found["children_looked_after"] / found["iro_posts"]
    if "child_protection_share" in found:  # cases mixed in: the work on them is an extra duty
        values["iro.caseload"] = found["iro_caseload"] * (1.0 - found["child_protection_share"])
    return OwnFigures(str(name), values, found.get("reviews_on_time"))


def _limits(figure: str) -> tuple[float, float]:
    """Return what a figure of the file may be, from and to."""
    if figure in OTHERS:
        return OTHERS[figure]
    stated = next(one for one in register(Settings()) if one.name == SETTINGS[figure])
    return float(stated.low or 0.0), float(stated.high or 0.0)
