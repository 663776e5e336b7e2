"""What decides a replication's bytes: rules, sources, data, configs and the working days."""

import functools
import hashlib
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from sim.engine.compile import PACKAGE, fingerprint
from sim.engine.working_days import Calendar
from sim.initialise.build import calendar_of
from sim.settings import Settings

CONFIGS = "configs"  # beside the package where it is read, inside it where it is installed
SOURCES, FILES = (".py",), (".csv", ".json", ".yaml")
# figures and pages drawn of results decide none, nor do examples, which stand elsewhere installed
DECIDE_NOTHING = ("report", "examples")
# by whichever door an answer is asked for, it is the same, and so are the counts it is told from
APART = (
    "analyse", "api", "cli", "evidence", "measures", "page", "study", "app.py", "__init__.py",
    "__init__.pyi", "__main__.py",
)  # fmt: skip
STORED_RESULTS = ("data/authority_bands.csv", "data/authority_bands.json", "data/coverage.csv")


@functools.cache
def made_by(package: Path = PACKAGE) -> str:
    """Return a hash of all that decides what a replication comes to, but its working days.

    The compiled rules are not all: what builds a world, the figures and configs it is built from,
    and the library of statistics decide too.
    """
    digest = hashlib.sha256(fingerprint(package).encode())
    digest.update(version("scipy").encode())
    for name, source in _sources(package, SOURCES + FILES).items():
        digest.update(name.encode())
        digest.update(source.read_bytes())
    return digest.hexdigest()[:20]


@functools.cache
def decided_by(package: Path = PACKAGE) -> str:
    """Return a hash of the sources, data and configs that decide what is counted in any run.

    By it a stored answer is known to be of today's rules, whatever runs them; that it is told in
    today's words, only making it again can show.
    """
    digest = hashlib.sha256()
    for name, source in _sources(package, SOURCES + FILES).items():
        if Path(name).parts[0] not in APART and name not in STORED_RESULTS:
            digest.update(name.encode())
            digest.update(source.read_bytes())
    return digest.hexdigest()[:20]


def files_used(package: Path = PACKAGE) -> dict[str, str]:
    """Return a hash of each file of data and each config, by name."""
    return {
        name: hashlib.sha256(file.read_bytes()).hexdigest()[:20]
        for name, file in _sources(package, FILES).items()
    }


def _sources(package: Path, endings: tuple[str, ...]) -> Mapping[str, Path]:
    """Return the files that decide results, by name, the same installed or not."""
    places = [(package, package)]
    if not (package / CONFIGS).is_dir():
        places.append((package.parent, package.parent / CONFIGS))
    found = {
        path.relative_to(top).as_posix(): path
        for top, folder in places
        for path in folder.rglob("*")
        if path.suffix in endings and path.relative_to(top).parts[0] not in DECIDE_NOTHING
    }
    return dict(sorted(found.items()))


def days_hash(settings: Settings) -> str:
    """Return a hash of the working days that a run with these settings lives by."""
    return _hash([calendar_of(settings)])


def working_days(every: Iterable[Settings]) -> dict[str, Any]:
    """Return the working days that runs live by, for `run.json`.

    Bank holidays come from a library, another release of which may know others.

    Returns
    -------
    dict
        `from` and `to`, the first simulated day and the last, `bank_holidays` between them that are
        no Saturday or Sunday, and `hash`, also of the days before and after.
    """
    calendars = list(dict.fromkeys(calendar_of(one) for one in every))
    off: set[str] = set()
    first = min(when.days["date"][when.first] for when in calendars)
    last = max(when.days["date"][when.end - 1] for when in calendars)
    for when in calendars:
        open_days = when.days["date"][when.first : when.end].astype("datetime64[D]")
        weekdays = np.arange(open_days[0], open_days[-1])
        weekdays = weekdays[np.is_busday(weekdays)]
        off |= set(np.setdiff1d(weekdays, open_days).astype(str).tolist())
    return {
        "from": str(np.datetime64(int(first), "D")),
        "to": str(np.datetime64(int(last), "D")),
        "bank_holidays": sorted(off),
        "hash": _hash(calendars),
    }


def _hash(calendars: Iterable[Calendar]) -> str:
    digest = hashlib.sha256()
    for when in calendars:
        digest.update(when.days["date"].astype("<i8").tobytes())
    return digest.hexdigest()[:20]
