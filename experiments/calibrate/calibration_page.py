"""The page that says what calibration did and found: `docs/calibration.md`."""

from collections.abc import Mapping, Sequence

import numpy as np

from experiments.beliefs import DIGITS
from experiments.calibrate.acceptance import AUDITED, GUARD, KEPT, RULED_OUT
from experiments.calibrate.bands import CASELOADS
from experiments.calibrate.bands_told import bands_told
from experiments.calibrate.calibration_results import PERCENTS, CalibrationResults, shown
from experiments.calibrate.effect_of_noticing import LEAST, MOST
from experiments.calibrate.emulator import MARGIN
from experiments.calibrate.noticing_told import noticing_told
from experiments.calibrate.set_spread import SURE, thresholds, unevenness, values_of
from experiments.calibrate.standing_told import told
from experiments.calibrate.targets_told import targets_told
from experiments.calibrate.typical import MARGIN as SPARE
from experiments.calibrate.typical import RUNS
from experiments.markdown import items, prose, table
from sim.settings import Setting


def page(outcome: CalibrationResults, between: Sequence[str] = ()) -> str:
    """Return the page; `between` is its part on authorities, run once the worlds are stored."""
    parts = [
        _how(outcome),
        targets_told(outcome),
        bands_told(outcome),
        *([between] if between else []),
        told(outcome.found.members, outcome.policies),
        _settings(outcome),
        noticing_told(outcome),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _excused(outcome: CalibrationResults) -> str:
    if not outcome.asked.excused:
        return "**Excused:** no target."
    each = {t.measure: s for t, s in zip(outcome.targets, outcome.found.alone, strict=True)}
    names = " and ".join(
        f"`{name}`" + (f", which {each[name]:.0%} of the first runs reach" if name in each else "")
        for name in sorted(outcome.asked.excused)
    )
    return f"**Excused** by name, as out of the model's reach: {names}. Members may miss it."


def _how(outcome: CalibrationResults) -> list[str]:
    found, asked = outcome.found, outcome.asked
    tried = sum(found.tried.values())
    kept = len(found.kept)
    ruled_out = found.tried[RULED_OUT] + found.audited
    run = tried - found.tried[RULED_OUT]
    steps = (
        f"**Sampled:** {len(outcome.beliefs)} settings, evenly over the whole plausible range: "
        "every belief in a number that has one. Those of `authority.*` are held, for they tell one "
        "authority from another, and calibration is of the average one.",
        f"**Proposed:** {tried:,} by Optuna's quasi-random sampler (scrambled Sobol), seed "
        f"{asked.seed}, rounded to {DIGITS} significant digits.",
        f"**Ruled out by forecast:** {ruled_out:,}. A least-squares forecast, fitted to one run "
        f"of each of the first {min(asked.first, asked.proposals):,} proposals, puts a target "
        f"out of its range by more than {MARGIN:g} of its errors. As a check one in {AUDITED} of "
        f"the later ones was judged by runs all the same: of {found.audited:,}, {found.missed} "
        "fitted.",
        f"**Judged by runs:** {run:,}. Each has up to {asked.replications} runs of the average "
        "authority, with seeds of its own. It is dropped once the mean of its runs is out of a "
        "target's range by more than chance explains, and kept if after all of them every target "
        f"is in range by {GUARD:g} standard error; if over caseloads of {_listed(CASELOADS)} "
        "children the bands below are kept to and duties give way in the order that inspectors "
        f"describe; and if the implied rate ratio of leaving is from {LEAST:g} to {MOST:g}.",
        f"**Kept:** {kept}, which is {kept / tried:.1%} of those proposed and {kept / run:.0%} "
        "of those judged by runs. No proposal steers another, so all weigh the same.",
        _excused(outcome),
        _typical(outcome),
    )
    measures = {target.measure for target in outcome.targets}
    measures |= {band.name for band in outcome.bands}
    dropped = ", ".join(
        f"{f'`{why}`' if why in measures else why} {times:,}"
        for why, times in found.tried.most_common()
        if why not in (KEPT, RULED_OUT)
    )
    return [
        "# Calibration",
        "",
        prose(
            "Much of what the model needs to know nobody has measured. So there is no best point "
            "here but a set of settings under which today's service is as published, and what is "
            "concluded should hold across it. The set is `sim/data/plausible_settings.csv`; it "
            "and this page are made by"
        ),
        "",
        "```sh",
        *outcome.commands,
        "```",
        "",
        "## How it was done",
        "",
        *items(steps),
        "",
        prose(
            "What dropped those judged by runs, by the target furthest out of its range: "
            f"{dropped or 'nothing'}."
        ),
    ]


def _typical(outcome: CalibrationResults) -> str:
    typical = outcome.typical
    moved = (
        "none had to be moved"
        if typical.moved == 0
        else f"they were moved by at most {typical.moved:.0%} of their ranges"
    )
    order = "give way in that order too" if typical.as_described else "**do not** give way so"
    return (
        f"**Typical world:** {len(outcome.beliefs) - len(typical.fitted)} beliefs that no target "
        f"narrows stand at the centres of their ranges, the other {len(typical.fitted)} at the "
        f"set's medians, moved as little as brings every target into range, by {SPARE:.0%} of it "
        f"at least, in the mean of {RUNS} runs: {moved}. Duties {order}. Its values are the "
        "defaults; of a belief that no target narrows the default is one belief of many."
    )


def _listed(numbers: Sequence[float]) -> str:
    return ", ".join(f"{number:g}" for number in numbers[:-1]) + f" and {numbers[-1]:g}"


def _settings(outcome: CalibrationResults) -> list[str]:
    members = outcome.found.members
    one, any_of_them = thresholds(len(outcome.beliefs), len(members))
    stated: Mapping[str, Setting] = {setting.name: setting for setting in outcome.listed}
    lines = [
        "## Settings",
        "",
        prose(
            "*KS* is the Kolmogorov-Smirnov distance between a setting's values in the set and "
            f"values spread evenly over its range. Above {any_of_them:.3f} the targets constrain "
            f"the setting: chance alone would take any of {len(outcome.beliefs)} free settings "
            f"there in at most {SURE:.0%} of such sets. From {one:.3f}, which one free setting in "
            f"{1 / SURE:.0f} passes by chance, they may. Targets can also narrow settings "
            "together and leave each alone even."
        ),
        "",
    ]
    rows, free = [], []
    for belief in outcome.beliefs:
        low, middle, high = np.percentile(values_of(members, belief.name), PERCENTS)
        far = unevenness(belief, members)
        if far < one:
            free.append(belief.name)
        rows.append(
            (f"`{belief.name}`", f"{belief.low:g} to {belief.high:g}", shown(low),
             shown(middle), shown(high), f"{outcome.typical.values[belief.name]:g}",
             f"{far:.3f}", "yes" if far > any_of_them else "perhaps" if far >= one else "")
        )  # fmt: skip
    lines += table(("setting", "plausible", "set 5%", "set median", "set 95%", "typical", "KS",
                    "constrained"), rows)  # fmt: skip
    lines += ["", "### What no target constrains", ""]
    if not free:
        return [*lines, "Nothing: the targets may constrain every setting sampled."]
    return [
        *lines,
        prose(
            f"The set spreads each of these {len(free)} over its range as evenly as chance would. "
            "On its own none is narrowed by what is published: whoever sets one states a belief."
        ),
        "",
        *items(f"`{name}`: {stated[name].words}" for name in free),
    ]
