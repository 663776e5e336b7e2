"""The page that says what calibration did and found: `docs/calibration.md`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.calibration.beliefs import DIGITS, Belief
from experiments.calibration.forecast import MARGIN
from experiments.calibration.judging import AUDITED, KEPT, RULED_OUT, Asked
from experiments.calibration.prose import prose
from experiments.calibration.search import Found
from experiments.calibration.service import CASELOADS
from experiments.calibration.spread import SURE, movers, thresholds, unevenness, values_of
from experiments.calibration.standing_told import told
from experiments.calibration.typical import MARGIN as SPARE
from experiments.calibration.typical import RUNS, Typical
from experiments.docs import row
from experiments.validate import Target
from sim.measures import MEASURES
from sim.settings import Setting

PERCENTS = (5, 50, 95)


@dataclass(frozen=True)
class Outcome:
    """All that the page tells.

    Attributes
    ----------
    commands
        What found the members, and what has remade the rest since.
    typical_ratio
        The ratio of drift in the typical world.
    reach
        The same with every mover at the end that lowers it, and at the one that raises it, all
        else as in the typical world.
    policies
        Whose differences the order of the worlds is chosen by.
    """

    asked: Asked
    commands: Sequence[str]
    listed: Sequence[Setting]
    beliefs: Sequence[Belief]
    targets: Sequence[Target]
    found: Found
    typical: Typical
    typical_ratio: float
    reach: tuple[float, float]
    policies: Sequence[str]


def page(outcome: Outcome) -> str:
    """Return the page."""
    parts = [
        _how(outcome),
        _targets(outcome),
        told(outcome.found.members, outcome.policies),
        _settings(outcome),
        _drift(outcome),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _excused(outcome: Outcome) -> str:
    if not outcome.asked.excused:
        return "**Excused:** no target."
    each = zip(outcome.targets, outcome.found.alone, strict=True)
    names = " and ".join(
        f"`{target.measure}`, which {share:.0%} of the first runs reach"
        for target, share in each
        if target.measure in outcome.asked.excused
    )
    return f"**Excused** by name, as out of the model's reach: {names}. Members may miss it."


def _how(outcome: Outcome) -> list[str]:
    found, asked = outcome.found, outcome.asked
    tried = sum(found.tried.values())
    kept = len(found.kept)
    ruled_out = found.tried[RULED_OUT] + found.audited
    run = tried - found.tried[RULED_OUT]
    items = (
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
        f"is in range and, over caseloads of {_listed(CASELOADS)} children, duties give way in "
        "the order that inspectors describe.",
        f"**Kept:** {kept}, which is {kept / tried:.1%} of those proposed and {kept / run:.0%} "
        "of those judged by runs. No proposal steers another, so all weigh the same.",
        _excused(outcome),
        _typical(outcome),
    )
    measures = {target.measure for target in outcome.targets}
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
        *(prose(words, item=True) for words in items),
        "",
        prose(
            "What dropped those judged by runs, by the target furthest out of its range: "
            f"{dropped or 'nothing'}."
        ),
    ]


def _typical(outcome: Outcome) -> str:
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


def _targets(outcome: Outcome) -> list[str]:
    asked = outcome.asked
    units = {measure.id: measure.unit for measure in MEASURES}
    values = np.array([verdict.targets for verdict in outcome.found.kept])
    lines = [
        "## Targets against results",
        "",
        prose(
            "*Alone* is the share of the first runs, one for each proposal as it came, that are in "
            "the range: the smaller, the more the target decides. The set's figures are of each "
            f"member's mean of {asked.replications} runs, by which it was judged; with more runs "
            f"some members near an end would lie outside. The typical world's "
            f"are of {RUNS} other runs, those of the command `python -m sim worlds=one`."
        ),
        "",
        row("target", "measure", "unit", "published", "range", "alone", "set 5%", "set median",
            "set 95%", "typical", ""),
        row(*["---"] * 11),
    ]  # fmt: skip
    for place, target in enumerate(outcome.targets):
        low, middle, high = np.percentile(values[:, place], PERCENTS)
        typical = outcome.typical.targets[place]
        fits = "in" if target.low <= typical <= target.high else "**OUT**"
        if target.measure in asked.excused:
            fits += ", excused"
        lines.append(
            row(target.number, target.measure, units.get(target.measure, ""), target.figure,
                f"{target.low:.4g} to {target.high:.4g}", f"{outcome.found.alone[place]:.0%}",
                _number(low), _number(middle), _number(high), _number(typical), fits)
        )  # fmt: skip
    return lines


def _settings(outcome: Outcome) -> list[str]:
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
        row("setting", "plausible", "set 5%", "set median", "set 95%", "typical", "KS",
            "constrained"),
        row(*["---"] * 8),
    ]  # fmt: skip
    free = []
    for belief in outcome.beliefs:
        low, middle, high = np.percentile(values_of(members, belief.name), PERCENTS)
        far = unevenness(belief, members)
        if far < one:
            free.append(belief.name)
        lines.append(
            row(f"`{belief.name}`", f"{belief.low:g} to {belief.high:g}", _number(low),
                _number(middle), _number(high), f"{outcome.typical.values[belief.name]:g}",
                f"{far:.3f}", "yes" if far > any_of_them else "perhaps" if far >= one else "")
        )  # fmt: skip
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
        *(prose(f"`{name}`: {stated[name].words}", item=True) for name in free),
    ]


def _number(value: float) -> str:
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"


def _drift(outcome: Outcome) -> list[str]:
    members = outcome.found.members
    ratios = np.array([member.drift_ratio for member in members])
    ends = np.percentile(ratios, (0, 5, 25, 50, 75, 95, 100))
    above = ", ".join(
        f"{np.mean(ratios >= bound):.0%} are at {bound:g} or more" for bound in (1.25, 1.5, 2.0)
    )
    moving = movers(outcome.beliefs, members)
    lines = [
        "## What noticing and challenge do to drift",
        "",
        prose(
            "Drift days per child-year with all the IRO's noticing switched off, over drift days "
            "with it, in the same runs: 1 is no effect, 2 is twofold. No published figure measures "
            "it. The belief is meant to reach from 1 to 2."
        ),
        "",
        row("least", "5%", "25%", "median", "75%", "95%", "most", "typical"),
        row(*["---"] * 8),
        row(*(f"{end:.2f}" for end in ends), f"{outcome.typical_ratio:.2f}"),
        "",
        prose(f"Of the members {above}."),
        "",
    ]
    if not moving:
        return [*lines, "No setting of the set surely moves it."]
    return [
        *lines,
        "The settings that surely move it, the strongest first, with their rank correlation:",
        "",
        *(f"- `{mover.belief.name}` {mover.correlation:+.2f}" for mover in moving),
        "",
        prose(
            "With all of these at the ends of their ranges that lower it the ratio is "
            f"{outcome.reach[0]:.2f}, at the ends that raise it {outcome.reach[1]:.2f}, all else "
            "as in the typical world. There the targets may be missed."
        ),
    ]
