"""A council's own figures, from a YAML file that it writes: `authority.file=mine.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from sim.settings.mistake import Mistake, near
from sim.settings.register import Value

NAME = "authority.file"


@dataclass(frozen=True)
class Known:
    """One figure that the file may hold: what it is, in words, and what is allowed."""

    words: str
    low: float
    high: float
    setting: str = ""  # that it gives a value directly


FIGURES: dict[str, Known] = {
    "children_looked_after": Known(
        "children looked after on 31 March", 1, 20_000, "authority.children_looked_after"
    ),
    "started_in_year": Known(
        "children who started to be looked after in the year", 0, 20_000,
        "authority.started_in_year",
    ),
    "ceased_in_year": Known(
        "children who ceased to be looked after in the year", 0, 20_000, "authority.ceased_in_year"
    ),
    "social_worker_caseload": Known(
        "cases per full-time social worker", 1, 5000, "social_worker.caseload"
    ),
    "social_worker_turnover_pct": Known(
        "of permanent social workers who left in the year, in percent", 0, 400,
        "social_worker.turnover",
    ),
    "agency_pct": Known(
        "of social workers from an agency, in percent", 0, 100, "social_worker.agency_share"
    ),
    "vacancy_pct": Known(
        "of posts without a permanent social worker, in percent", 0, 90, "social_worker.vacancy"
    ),
    "iro_posts": Known("full-time IRO posts, instead of iro_caseload", 0.1, 1000),
    "iro_caseload": Known("cases per full-time IRO post", 1, 5000),
    "child_protection_share": Known(
        "of the cases in iro_caseload that are child protection plans, not looked-after children: "
        "these are taken out, for the work on them is among the extra duties", 0, 0.95,
    ),
    "reviews_on_time": Known("share of reviews held in time, to compare with", 0, 1),
}  # fmt: skip
NEEDED = ("children_looked_after", "started_in_year", "ceased_in_year")


@dataclass(frozen=True)
class OwnFigures:
    """What a council's file says.

    Attributes
    ----------
    values
        The settings it gives, by dotted name.
    reviews_on_time
        The council's own share of reviews in time, to compare with; None where it gives none.
    """

    name: str
    values: Mapping[str, Value]
    reviews_on_time: float | None


def read(path: str) -> OwnFigures:
    """Read a council's file.

    Raises
    ------
    Mistake
        Where it cannot be read, or holds what is not allowed; the line names the entry.
    """

    def refused(what: str) -> Mistake:
        return Mistake(f"{NAME}={path} is not allowed: {what}")

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
            meant = " or ".join(near(str(key), FIGURES)) or "one of " + ", ".join(FIGURES)
            raise refused(f"there is no figure {key}; it must be name, {meant}")
        known = FIGURES[key]
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not (number and known.low <= value <= known.high):
            raise refused(f"{key}: {value} must be a number from {known.low:g} to {known.high:g}")
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
        known.setting: float(found[key])
        for key, known in FIGURES.items()
        if known.setting and key in found
    }
    if "iro_posts" in found:
        values["iro.caseload"] = found["children_looked_after"] / found["iro_posts"]
    if "iro_caseload" in found:
        mixed_in = found.get("child_protection_share", 0.0)
        values["iro.caseload"] = found["iro_caseload"] * (1.0 - mixed_in)
    return OwnFigures(str(name), values, found.get("reviews_on_time"))
