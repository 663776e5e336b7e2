"""Fit what nobody measured to published figures: `python -m experiments.calibrate`.

Samples the unmeasured settings from their plausible ranges, keeps those under which today's
service is as published, finds the typical world, and writes both with a report of target against
result. The set is `sim/data/plausible_settings.csv`, its beginnings and the typical world
`sim/data/calibration.json`, the report `docs/calibration.md`.
"""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from experiments.beliefs import beliefs
from experiments.calibrate import history
from experiments.calibrate.acceptance import AFTER, Asked
from experiments.calibrate.between import WORLDS, between
from experiments.calibrate.calibration_page import CalibrationResults, page
from experiments.calibrate.fresh import fresh
from experiments.calibrate.in_parallel import Progress
from experiments.calibrate.search import search
from experiments.calibrate.set_spread import corner, movers
from experiments.calibrate.simulator import POLICIES, Service
from experiments.calibrate.typical import find_typical
from experiments.flags_command import THREADS, OneLineParser, printed, write
from sim.data.plausible_settings import (
    CALIBRATION,
    DRIFT,
    LEAVING,
    NUMBER,
    STORED,
    WORLD,
    Member,
    members,
    typical,
)
from sim.errors import Exit, UserError, close_matches
from sim.replicate.progress import bars
from sim.replicate.workers import workers
from sim.settings import Settings, register

PAGE = Path(__file__).parents[2] / "docs" / "calibration.md"


def table(members: Sequence[Member]) -> str:
    """Return the set as it is stored, a world a row."""
    rows = []
    for member in members:
        found = {DRIFT: member.drift_ratio, LEAVING: member.leaving_rate_ratio, **member.leads_to}
        values = {name: f"{value:.16g}" for name, value in member.values.items()}
        figures = {name: f"{value:.4g}" for name, value in found.items()}
        rows.append({WORLD: member.world, NUMBER: member.number, **values, **figures})
    return pd.DataFrame(rows).to_csv(index=False, lineterminator="\n")


def calibrate(
    asked: Asked, command: str, progress: Progress, *, kept: bool = False
) -> CalibrationResults:
    """Search, or run the members kept again, and gather all that the page tells."""
    service = Service()
    listed = register(service.today)
    sampled = beliefs(listed)
    threads = workers(asked.workers)
    commands = [command]
    if kept:
        asked, searched, stored = history.last_search(threads)
        commands = [searched, command]
        found = history.found_again(service, asked, stored, threads, progress)
    else:
        found = search(service, sampled, asked, progress)
    found = found.ordered(POLICIES)
    seed = service.today.seed
    centre = find_typical(service, sampled, found.members, seed, threads, asked.excused, progress)
    moving = movers(sampled, found.members)
    own, low, high = (
        service.noticing(values, seed, AFTER)
        for values in (centre.values, *(corner(moving, centre.values, up) for up in (False, True)))
    )
    once_more = fresh(service, found.members, asked.replications, threads, progress)
    return CalibrationResults(
        asked, commands, listed, sampled, service.targets, service.bands, found, centre, own,
        (low, high), once_more, POLICIES,
    )  # fmt: skip


def defaults() -> list[str]:
    """Return a line for each sampled setting whose default is not the typical world's value."""
    today = {setting.name: setting.default for setting in register(Settings())}
    return [
        f"{name}: {today.get(name)} -> {value:g}"
        for name, value in typical().items()
        if today.get(name) != value
    ]


NUMBERS = {  # that the search is asked for: what each is, and the least it may be
    "members": ("members to find", 2),
    "proposals": ("proposals to try at most", 1),
    "seed": ("the seed of the proposals", 0),
    "workers": (f"{THREADS}; they change no result", 0),
    "replications": ("runs whose mean must be in every range", 1),
    "first": ("proposals that are all run, to fit the forecast", 100),
}


def _asked(words: Sequence[str]) -> tuple[Asked, argparse.Namespace]:
    """Return what the search is asked for, and whether it is to run at all."""
    first = Asked()
    parser = OneLineParser("calibrate", (__doc__ or "").partition("\n\n")[2])
    for name, (words_of, least) in NUMBERS.items():
        parser.whole(name, getattr(first, name), least, words_of)
    parser.add_argument(
        "--excuse", action="append", default=[], metavar="MEASURE",
        help="a target known to be out of reach, by its measure, or a band by caseload by its "
        "name, as midway_coverage_at_82; may be given again",
    )  # fmt: skip
    parser.add_argument(
        "--defaults", action="store_true",
        help="run nothing; print the settings whose default is not the typical world's value",
    )  # fmt: skip
    parser.add_argument(
        "--members-kept", action="store_true",
        help="search nothing; remake what the stored members lead to, their order, the typical "
        "world and the report",
    )  # fmt: skip
    given = parser.asked(words)
    measures = [target.measure for target in Service.targets]
    measures += [band.name for band in Service.bands]
    for name in given.excuse:
        if name not in measures:
            meant = " or ".join(close_matches(name, measures)) or "one of " + ", ".join(measures)
            parser.error(f"--excuse {name} is not allowed: it must be a target, as {meant}")
    numbers = {name: getattr(given, name) for name in NUMBERS}
    asked = Asked(**numbers, excused=frozenset(given.excuse))
    if given.members_kept and replace(asked, workers=first.workers) != first:
        parser.error("--members-kept goes with --workers alone: the members are those stored")
    return asked, given


def _command(words: Sequence[str]) -> str:
    """Return the command to get the same again, without what changes no result."""
    kept, skip = [], False
    for word in words:
        if not skip and not word.startswith("--workers"):
            kept.append(word)
        skip = word == "--workers"
    return " ".join(["python -m experiments.calibrate", *kept])


def main(words: Sequence[str]) -> int:
    """Do what the words after `python -m experiments.calibrate` ask for."""
    asked, given = _asked(words)
    if given.defaults:
        lines = defaults() or ["Every sampled setting's default is the typical world's value."]
        return printed(lambda: print(*lines, sep="\n"), "calibrate")
    began = time.monotonic()
    stored = False
    try:
        for place in (STORED, CALIBRATION, PAGE):
            if not (place.parent.is_dir() and os.access(place.parent, os.W_OK)):
                where = "calibrate in a clone of the repository"
                raise UserError(f"{place} cannot be written; {where}")
        with bars() as shown:
            outcome = calibrate(asked, _command(words), shown.start, kept=given.members_kept)
            texts = {
                STORED: table(outcome.found.members),
                CALIBRATION: history.text(
                    outcome.asked, outcome.commands[0], outcome.found, outcome.typical.values
                ),
            }
            write(texts)
            stored = True
            members.cache_clear()  # authorities run in the worlds now stored
            threads = workers(asked.workers)
            spreads = between(min(WORLDS, len(outcome.found.kept)), threads, shown.start)
        write({PAGE: page(outcome, spreads)})
    except UserError as mistake:
        print(f"calibrate: {mistake}", file=sys.stderr)
        return Exit.MISTAKE
    except OSError as error:
        print(f"calibrate: {error.filename} cannot be written ({error.strerror})", file=sys.stderr)
        return Exit.MISTAKE
    except KeyboardInterrupt:
        left = "the worlds are written, their report is not" if stored else "nothing is written"
        print(f"calibrate: interrupted, and {left}", file=sys.stderr)
        return Exit.INTERRUPTED
    minutes = (time.monotonic() - began) / 60
    tried = sum(outcome.found.tried.values())
    said = (
        f"{len(outcome.found.members)} members of {tried:,} proposals in {minutes:.1f} minutes; "
        f"the report is {PAGE}"
    )
    return printed(lambda: print(said), "calibrate")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
