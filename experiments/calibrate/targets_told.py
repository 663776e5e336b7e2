"""What the page says of the targets: against results, on fresh runs, told only, in conflict."""

import numpy as np

from experiments.calibrate.acceptance import passed_over
from experiments.calibrate.calibration_results import PERCENTS, CalibrationResults, shown
from experiments.calibrate.fresh import ALLOWED
from experiments.calibrate.typical import RUNS
from experiments.markdown import items, prose, table
from sim.measures.catalogue import MEASURES


def targets_told(outcome: CalibrationResults) -> list[str]:
    """Return the part of the page that says it."""
    return [
        "## Targets against results",
        "",
        prose(
            "*Alone* is the share of the first runs, one for each proposal as it came, that are in "
            "the range: the smaller, the more the target decides. The set's figures are of each "
            f"member's mean of {outcome.asked.replications} runs, by which it was judged. The "
            f"typical world's are of {RUNS} other runs, those of the command "
            "`python -m sim worlds=one`."
        ),
        "",
        *_table(outcome),
        "",
        prose(_fresh(outcome)),
        *_only_told(outcome),
        *_in_conflict(outcome),
    ]


def _table(outcome: CalibrationResults) -> list[str]:
    units = {measure.id: measure.unit for measure in MEASURES}
    values = np.array([verdict.targets for verdict in outcome.found.kept])
    rows = []
    for place, target in enumerate(outcome.targets):
        low, middle, high = np.percentile(values[:, place], PERCENTS)
        typical = outcome.typical.targets[place]
        fits = "in" if target.low <= typical <= target.high else "**OUT**"
        if target.told:
            fits += ", told"
        if target.measure in outcome.asked.excused:
            fits += ", excused"
        rows.append(
            (target.number, target.measure, units.get(target.measure, ""), target.figure,
             f"{target.low:.4g} to {target.high:.4g}", f"{outcome.found.alone[place]:.0%}",
             shown(low), shown(middle), shown(high), shown(typical), fits)
        )  # fmt: skip
    return table(("target", "measure", "unit", "published", "range", "alone", "set 5%",
                  "set median", "set 95%", "typical", ""), rows)  # fmt: skip


def _fresh(outcome: CalibrationResults) -> str:
    over = passed_over(outcome.targets, outcome.asked)
    counted = [place for place, t in enumerate(outcome.targets) if t.measure not in over]
    low = np.array([target.low for target in outcome.targets])
    high = np.array([target.high for target in outcome.targets])
    strictly, nearly = (
        outcome.fresh.share_in(low, high, counted, allowed) for allowed in (0.0, ALLOWED)
    )
    return (
        f"**On fresh seeds,** in as many runs that no member was judged by, {strictly:.0%} of the "
        f"members have all {len(counted)} targets that judge in range, and {nearly:.0%} in ranges "
        f"widened by {ALLOWED:g} standard errors of such a mean: the others miss one by more "
        "than the chance of these runs."
    )


def _only_told(outcome: CalibrationResults) -> list[str]:
    kept = np.array([verdict.targets for verdict in outcome.found.kept])
    told = []
    for values, target in zip(kept.T, outcome.targets, strict=True):
        if target.told:
            inside = ((values >= target.low) & (values <= target.high)).mean()
            told.append(
                f"`{target.measure}`, in range in {inside:.0%} of the members: {target.told}."
            )
    return ["", "Told, and no world judged by it:", "", *items(told)] if told else []


def _in_conflict(outcome: CalibrationResults) -> list[str]:
    if not outcome.found.against:
        return []
    pairs = [f"`{one}` and `{other}`: {share:.0%}" for one, other, share in outcome.found.against]
    return [
        "",
        prose(
            "Targets that pull against each other: of the first runs, so many meet both, as a "
            "share of how many would if meeting one told nothing of the other."
        ),
        "",
        *items(pairs),
    ]
