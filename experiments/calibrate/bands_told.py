"""What the page says of targets by caseload."""

import numpy as np

from experiments.calibrate.bands import CASELOADS, CHILDREN_TO_A_CASE, children_of
from experiments.calibrate.calibration_results import PERCENTS, CalibrationResults, shown
from experiments.calibrate.simulator import CASELOAD_RUNS
from experiments.calibrate.typical import BAND_RUNS
from experiments.giving_way import ORDER
from experiments.markdown import prose, table

AGAIN = (82.0, 110.0)  # published caseloads told once more, as if they counted both


def bands_told(outcome: CalibrationResults) -> list[str]:
    """Return the part of the page that says it."""
    kept = np.array([verdict.bands for verdict in outcome.found.kept])
    lines = [
        "## Targets by caseload",
        "",
        prose(
            "The average authority at other caseloads. A member is held to the wider range, in the "
            f"mean of {CASELOAD_RUNS} runs at each caseload; the set's median and the typical "
            f"world ({BAND_RUNS} runs) to the narrower. Caseloads are read as children in care to "
            "a full-time IRO. The last row is of the average authority; that the worst tenth of "
            "authorities falls stands under *Between authorities*."
        ),
        "",
    ]
    rows = []
    for place, band in enumerate(outcome.bands):
        low, middle, high = np.percentile(kept[:, place], PERCENTS)
        typical = outcome.typical.bands[place]
        told = [
            "in" if band.set_low <= value <= band.set_high else "**OUT**"
            for value in (middle, typical)
        ]
        excused = ", excused" if band.name in outcome.asked.excused else ""
        at = f"{band.caseload:g}" if band.since is None else f"{band.since:g} to {band.caseload:g}"
        rows.append(
            (band.measure, at, band.published, f"{band.low:g} to {band.high:g}",
             f"{band.set_low:g} to {band.set_high:g}", shown(low), shown(middle), shown(high),
             told[0] + excused, shown(typical), told[1])
        )  # fmt: skip
    heads = ("measure", "children an IRO", "published or wanted", "member's range", "set's range",
             "set 5%", "set median", "set 95%", "", "typical", "")  # fmt: skip
    return [*lines, *table(heads, rows), "", prose(_converted(outcome))]


def _converted(outcome: CalibrationResults) -> str:
    duties = outcome.typical.duties
    caseloads = sorted({children_of(at) for at in AGAIN})
    midway, seen = (
        [float(np.interp(at, CASELOADS, duties[:, ORDER.index(m)])) for at in caseloads]
        for m in ("midway_coverage", "child_seen_before_review")
    )
    told = " and ".join(
        f"{at:g} is {children:.0f} children, where the typical world makes {one:.0%} of midway "
        f"checks and sees {other:.0%} of children"
        for at, children, one, other in zip(AGAIN, caseloads, midway, seen, strict=True)
    )
    return (
        "Many published caseloads count child protection cases too, and few say so. Where one "
        f"does, {CHILDREN_TO_A_CASE:.2f} of it are children in care (111 cases with child "
        f"protection were 71 children in Wolverhampton): {told}. So the bands take the stricter "
        "reading: of IROs whose published caseload counts both, the same is asked here with more "
        "children in care than they had."
    )
