"""How the stored worlds were found, in `sim/data/calibration.json`, so that the page can be remade.

The search takes hours and its members stay; what they lead to, their order, the typical world and
the page are remade in minutes.
"""

import collections
import dataclasses
import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from experiments.beliefs import Values
from experiments.calibrate.acceptance import AFTER, KEPT, Asked, Verdict
from experiments.calibrate.bands import values_of_bands
from experiments.calibrate.in_parallel import Progress, all_of
from experiments.calibrate.search import SearchResults
from experiments.calibrate.simulator import Service, ratio
from sim.data.plausible_settings import CALIBRATION, TYPICAL, members
from sim.errors import UserError

SEARCH = "search"
FORGOTTEN = ("workers",)  # of what is asked; it changes no result


def text(asked: Asked, command: str, found: SearchResults, typical: Values) -> str:
    """Return what is stored of a search, and the typical world."""
    kept = {k: v for k, v in dataclasses.asdict(asked).items() if k not in FORGOTTEN}
    search = {
        "command": command,
        **kept,
        "excused": sorted(asked.excused),
        "tried": dict(found.tried.most_common()),
        "audited": found.audited,
        "missed": found.missed,
        "alone": [round(share, 4) for share in found.alone],
        "against": [list(pair) for pair in found.against],
    }
    return json.dumps({SEARCH: search, TYPICAL: dict(typical)}, indent=1) + "\n"


def last_search(threads: int) -> tuple[Asked, str, Mapping[str, Any]]:
    """Return what the search that found the stored worlds was asked, its command and counts.

    Raises
    ------
    UserError
        Where no search is on record.
    """
    if not CALIBRATION.exists():
        raise UserError(f"{CALIBRATION} is missing; calibrate without --members-kept")
    stored = json.loads(CALIBRATION.read_text("utf-8"))[SEARCH]
    names = {part.name for part in dataclasses.fields(Asked)} - set(FORGOTTEN) - {"excused"}
    asked = Asked(
        **{name: stored[name] for name in names},
        excused=frozenset(stored["excused"]), workers=threads,
    )  # fmt: skip
    return asked, stored["command"], stored


def found_again(
    model: Service, asked: Asked, stored: Mapping[str, Any], threads: int, progress: Progress
) -> SearchResults:
    """Run the stored members again and return them as the search found them."""

    def again(number: int, values: Values) -> Verdict:
        parts = [model.run(values, number, run) for run in range(asked.replications)]
        return Verdict(
            number, values, KEPT, False, tuple(ratio(np.array(parts)).tolist()),
            values_of_bands(model.bands, model.caseloads, model.by_caseload(values, number)),
            model.noticing(values, number, AFTER), model.leads_to(values, number, AFTER),
        )  # fmt: skip

    if len(stored["alone"]) != len(model.targets):
        raise UserError("the targets are others than those searched by; calibrate without "
                      "--members-kept")  # fmt: skip
    every = sorted((member.number, member.values) for member in members())
    kept = all_of(lambda one: again(*one), every, threads, progress("members", len(every)))
    return SearchResults(
        tuple(kept), collections.Counter(stored["tried"]), stored["audited"], stored["missed"],
        tuple(stored["alone"]), tuple(tuple(pair) for pair in stored["against"]),
    )  # fmt: skip
