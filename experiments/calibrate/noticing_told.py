"""What the page says of the IRO's noticing: what it does to drift, and to leaving care."""

import numpy as np

from experiments.calibrate.acceptance import AFTER, TOO_MUCH
from experiments.calibrate.calibration_results import CalibrationResults
from experiments.calibrate.effect_of_noticing import LEAST, MOST
from experiments.calibrate.set_spread import movers
from experiments.markdown import prose, table
from sim.data.plausible_settings import TRIALS

ENDS = (0, 5, 25, 50, 75, 95, 100)


def noticing_told(outcome: CalibrationResults) -> list[str]:
    """Return the part of the page that says it."""
    members = outcome.found.members
    drift = np.array([member.drift_ratio for member in members])
    leaving = np.array([member.leaving_rate_ratio for member in members])
    above = ", ".join(
        f"{np.mean(drift >= bound):.0%} are at {bound:g} or more" for bound in (1.25, 1.5, 2.0)
    )
    dropped = outcome.found.tried[TOO_MUCH]
    return [
        "## What noticing and challenge do",
        "",
        prose(
            f"Of each world, in the same {AFTER} runs with the IRO's noticing and with all of it "
            "switched off. The *drift ratio* is drift days per child-year without over those with: "
            "1 is no effect, 2 is twofold. No published figure measures it, and the belief is "
            "meant to reach from 1 to 2. The *implied rate ratio* is children who leave by their "
            "planned route (home, guardianship, adoption) to a year in care of those who are to, "
            "with over without: it can be held against trials of other outsiders who look at "
            f"children's plans, lawyers and volunteers in the United States, at {TRIALS} in the "
            "first months and nothing for children who stay. That is soft: a world is dropped only "
            f"outside {LEAST:g} to {MOST:g}, which {dropped:,} were."
        ),
        "",
        *table(
            ("", "least", "5%", "25%", "median", "75%", "95%", "most", "typical"),
            [_cells("drift ratio", drift, outcome.typical_noticing.drift_ratio),
             _cells("implied rate ratio", leaving, outcome.typical_noticing.leaving_rate_ratio)],
        ),
        "",
        prose(f"Of the members' drift ratios {above}."),
        "",
        *_moved(outcome),
    ]  # fmt: skip


def _cells(name: str, values: np.ndarray, typical: float) -> list[str]:
    return [name, *(f"{end:.2f}" for end in np.percentile(values, ENDS)), f"{typical:.2f}"]


def _moved(outcome: CalibrationResults) -> list[str]:
    moving = movers(outcome.beliefs, outcome.found.members)
    if not moving:
        return ["No setting of the set surely moves the drift ratio."]
    down, up = outcome.reach
    return [
        "The settings that surely move the drift ratio, the strongest first, with their rank "
        "correlation:",
        "",
        *(f"- `{mover.belief.name}` {mover.correlation:+.2f}" for mover in moving),
        "",
        prose(
            "With all of these at the ends of their ranges that lower it the drift ratio is "
            f"{down.drift_ratio:.2f} and the implied rate ratio {down.leaving_rate_ratio:.2f}, at "
            f"the ends that raise it {up.drift_ratio:.2f} and {up.leaving_rate_ratio:.2f}, all "
            "else as in the typical world. There the targets may be missed."
        ),
    ]
