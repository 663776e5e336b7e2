"""The page that says what calibration did and found: `docs/calibration.md`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import ks_2samp, kstwo, spearmanr

from experiments.calibration.beliefs import DIGITS, NOT_SAMPLED, Belief, Values
from experiments.calibration.forecast import MARGIN
from experiments.calibration.search import AUDITED, KEPT, RULED_OUT, Asked, Found
from experiments.docs import row
from experiments.validate import Target
from sim.measures import MEASURES
from sim.settings import Setting
from sim.settings.plausible import Member

SURE = 0.05  # the chance that any of the settings is called constrained and is not
PERCENTS = (5, 50, 95)


@dataclass(frozen=True)
class Mover:
    """A setting that moves the ratio of drift, with its rank correlation in the set."""

    belief: Belief
    correlation: float

    def end(self, up: bool) -> float | int:
        """Return the end of its plausible range that raises the ratio, or lowers it."""
        high = (self.correlation > 0) == up
        return self.belief.rounded(self.belief.high if high else self.belief.low)


@dataclass(frozen=True)
class Outcome:
    """All that the page tells.

    Attributes
    ----------
    medoid_targets
        The targets with the medoid's values, as `python -m sim` runs them.
    reach
        The ratio of drift with every mover at the end that lowers it, and at the one that raises
        it, all else as the medoid.
    """

    asked: Asked
    command: str
    listed: Sequence[Setting]
    beliefs: Sequence[Belief]
    targets: Sequence[Target]
    found: Found
    medoid: Member
    medoid_targets: Sequence[float]
    medoid_runs: int
    reach: tuple[float, float]


def movers(beliefs: Sequence[Belief], members: Sequence[Member]) -> list[Mover]:
    """Return the settings that surely move the ratio of drift, the strongest first."""
    ratios = [member.drift_ratio for member in members]
    found = []
    for belief in beliefs:
        values = [member.values[belief.name] for member in members]
        if len(set(values)) > 1 and len(set(ratios)) > 1:
            tested = spearmanr(values, ratios)
            if tested.pvalue < SURE / len(beliefs):
                found.append(Mover(belief, float(tested.statistic)))
    return sorted(found, key=lambda mover: -abs(mover.correlation))


def corner(moving: Sequence[Mover], medoid: Member, up: bool) -> Values:
    """Return the medoid's values with every mover at the end that raises or lowers the ratio."""
    return _numbers(medoid) | {mover.belief.name: mover.end(up) for mover in moving}


def page(outcome: Outcome) -> str:
    """Return the page."""
    parts = [
        _how(outcome),
        _targets(outcome),
        _settings(outcome),
        _drift(outcome),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _numbers(member: Member) -> dict[str, float | int]:
    return {name: value for name, value in member.values.items() if isinstance(value, int | float)}


def _of(members: Sequence[Member], name: str) -> np.ndarray:
    return np.array([float(member.values[name] or 0) for member in members])


def _excused(outcome: Outcome) -> str:
    if not outcome.asked.excused:
        return "No target is excused."
    names = " and ".join(f"`{name}`" for name in sorted(outcome.asked.excused))
    return (
        f"Excused by name, for the simulated service does not reach it at these ranges: {names}. "
        "The set says nothing about it."
    )


def _how(outcome: Outcome) -> list[str]:
    found, asked = outcome.found, outcome.asked
    tried = sum(found.tried.values())
    kept = len(found.members)
    ruled_out = found.tried[RULED_OUT] + found.audited
    examined = tried - found.tried[RULED_OUT]
    not_sampled = "; ".join(f"`{stem}*`: {why}" for stem, why in NOT_SAMPLED.items())
    lines = [
        "# Calibration",
        "",
        f"Made by `{outcome.command}`, which also writes the set itself,",
        "`sim/data/plausible_settings.csv`. Nobody has measured most of what the model needs to",
        "know. So there is no best point here but a set of settings that all fit the published",
        "figures, and whatever is concluded should hold across it.",
        "",
        "## How it was done",
        "",
        f"- **Sampled:** {len(outcome.beliefs)} settings, each over its whole plausible range,",
        "  evenly: every number with such a range that is graded an assumption or recalled.",
        f"  Left alone: {not_sampled}; and what no range is stated for.",
        f"- **Proposed:** {tried:,} by Optuna's quasi-random sampler (scrambled Sobol), seed",
        f"  {asked.seed}, rounded to {DIGITS} significant digits.",
        f"- **Ruled out unrun:** {ruled_out:,}. A least-squares forecast, fitted to one run of each",
        f"  of the first {min(asked.first, asked.proposals):,} proposals, put a target out of its",
        f"  range by more than {MARGIN:g} of its errors. One in {AUDITED} of these was run all the",
        f"  same: {found.audited:,} runs, of which {found.missed} fitted.",
        f"- **Run:** {examined:,}. Each has up to {asked.replications} runs of the average",
        "  authority with seeds of its own. It is dropped when the mean of its runs is out of a",
        "  target's range by more than chance explains, and kept if after all of them every target",
        "  is in range and duties give way in the order that inspectors describe.",
        f"- **Kept:** {kept}, {kept / tried:.1%} of all proposed, {kept / examined:.0%} of those",
        "  run. All weigh the same: nothing steers the proposals, so nothing needs weighing.",
        f"- {_excused(outcome)}",
        "- **Defaults:** the medoid, the member with the smallest sum of distances to the others,",
        "  each setting scaled by its range.",
        "",
    ]
    measures = {target.measure for target in outcome.targets}
    told = ", ".join(
        f"{f'`{why}`' if why in measures else why} {times:,}"
        for why, times in found.tried.most_common()
        if why not in (KEPT, RULED_OUT)
    )
    lines.append(f"What dropped those that were run, by the target furthest out: {told or 'none'}.")
    return lines


def _targets(outcome: Outcome) -> list[str]:
    units = {measure.id: measure.unit for measure in MEASURES}
    values = np.array([verdict.targets for verdict in outcome.found.kept])
    lines = [
        "## Targets against results",
        "",
        "*Alone* is the share of single runs, of proposals as they came, that are in the range:",
        "the smaller, the more the target decides. The set's figures are of each member's mean of",
        f"{outcome.asked.replications} runs; the medoid's is of {outcome.medoid_runs} other runs, "
        "those of `python -m sim`.",
        "A member is judged by its own runs, so a few lie a little outside in truth.",
        "",
        row("target", "measure", "unit", "published", "range", "alone", "set 5%", "set median",
            "set 95%", "medoid", ""),
        row(*["---"] * 11),
    ]  # fmt: skip
    for place, target in enumerate(outcome.targets):
        low, middle, high = np.percentile(values[:, place], PERCENTS)
        medoid = outcome.medoid_targets[place]
        fits = "in" if target.low <= medoid <= target.high else "**OUT**"
        if target.measure in outcome.asked.excused:
            fits += ", excused"
        lines.append(
            row(target.number, target.measure, units.get(target.measure, ""), target.figure,
                f"{target.low:.4g} to {target.high:.4g}", f"{outcome.found.alone[place]:.0%}",
                f"{low:.3g}", f"{middle:.3g}", f"{high:.3g}", f"{medoid:.3g}", fits)
        )  # fmt: skip
    return lines


def unevenness(belief: Belief, members: Sequence[Member]) -> float:
    """Return the Kolmogorov-Smirnov distance of a setting's values in the set from even ones."""
    return float(ks_2samp(_of(members, belief.name), belief.evenly()).statistic)


def threshold(settings: int, members: int) -> float:
    """Return the distance that chance exceeds, in any of so many settings, once in 1 / SURE."""
    return float(kstwo.isf(SURE / settings, members))


def _settings(outcome: Outcome) -> list[str]:
    members = outcome.found.members
    limit = threshold(len(outcome.beliefs), len(members))
    stated: Mapping[str, Setting] = {setting.name: setting for setting in outcome.listed}
    lines = [
        "## Settings",
        "",
        "*KS* is the Kolmogorov-Smirnov distance between a setting's values in the set and values",
        f"spread evenly over its range. Above {limit:.3f}, which chance passes for any of the",
        f"{len(outcome.beliefs)} settings in {SURE:.0%} of such sets, the targets constrain it.",
        "Settings can also be constrained together while each alone looks free.",
        "",
        row("setting", "plausible", "set 5%", "set median", "set 95%", "medoid", "KS",
            "constrained"),
        row(*["---"] * 8),
    ]  # fmt: skip
    free = []
    for belief in outcome.beliefs:
        low, middle, high = np.percentile(_of(members, belief.name), PERCENTS)
        far = unevenness(belief, members)
        if far <= limit:
            free.append(belief.name)
        lines.append(
            row(f"`{belief.name}`", f"{belief.low:g} to {belief.high:g}", f"{low:.3g}",
                f"{middle:.3g}", f"{high:.3g}", f"{outcome.medoid.values[belief.name]:g}",
                f"{far:.3f}", "yes" if far > limit else "")
        )  # fmt: skip
    lines += ["", "### What no target constrains", ""]
    if free:
        lines += [
            "Of these the set holds the whole range, for nothing published speaks of them:",
            "",
        ]
        lines += [f"- {stated[name].words} (`{name}`)" for name in free]
    else:
        lines.append("None: the targets constrain every setting sampled.")
    return lines


def _drift(outcome: Outcome) -> list[str]:
    members = outcome.found.members
    ratios = np.array([member.drift_ratio for member in members])
    ends = np.percentile(ratios, (0, 5, 25, 50, 75, 95, 100))
    above = " ".join(
        f"{np.mean(ratios >= bound):.0%} of members are at {bound:g} or more"
        + ("," if bound < 2 else ".")
        for bound in (1.25, 1.5, 2.0)
    )
    moving = movers(outcome.beliefs, members)
    lines = [
        "## What noticing and challenge do to drift",
        "",
        "Drift days per child-year with all the IRO's noticing switched off, over drift days with",
        "it, in the same runs: 1 is no effect, 2 is twofold. No published figure constrains it,",
        "and the belief is meant to reach from 1 to 2.",
        "",
        row("least", "5%", "25%", "median", "75%", "95%", "most", "medoid"),
        row(*["---"] * 8),
        row(*(f"{end:.2f}" for end in ends), f"{outcome.medoid.drift_ratio:.2f}"),
        "",
        above[0].upper() + above[1:],
        "",
    ]
    if not moving:
        return [*lines, "No setting of the set surely moves it."]
    return [
        *lines,
        "The settings that surely move it, with their rank correlation in the set, the strongest",
        "first:",
        "",
        *(f"- `{mover.belief.name}` {mover.correlation:+.2f}" for mover in moving),
        "",
        f"With all of these at the ends of their ranges that lower it, the ratio is "
        f"{outcome.reach[0]:.2f}; at the",
        f"ends that raise it, {outcome.reach[1]:.2f} (all else as the medoid; the targets may "
        "then be missed).",
    ]
