"""What a reader is told beside the numbers: what to know of them, and how to run again."""

import math
import shlex
from collections.abc import Sequence
from pathlib import Path

from sim.analyse import tables
from sim.analyse.estimate import ALPHA, ratio, residuals
from sim.analyse.interval import LEVEL, of_mean
from sim.analyse.tables import parts_of
from sim.arms.resolve import Arms
from sim.arms.without_effect import without_effect
from sim.data.interval_coverage import until_sure
from sim.measures.catalogue import MEASURES
from sim.replicate.arm_results import ArmResults
from sim.replicate.replication import Failure
from sim.replicate.stopping_rule import Enough
from sim.replicate.worlds import numbers, stored
from sim.report.document.assumptions import Basis
from sim.report.document.content import Rerun
from sim.report.numbers import label, listed, say_difference
from sim.report.table_words import ON_TIME
from sim.settings import READINGS
from sim.study.provenance import checkout, versions

STOCK_TOLERANCE = 0.05  # of the authority's own number of children
FAR = 0.25  # of it, by which the simulated ones may not be off, sure or not
OWN_FIGURES = " (own figures)"  # behind a council's name, where a file of its own gave them
CHILDREN = tuple(measure for measure in MEASURES if measure.id == "children_looked_after")


def title_words(authority: str, policy: str | None, today: ArmResults) -> str:
    """Return the title of a table: what is compared, where, and over which worlds."""
    if policy is None:
        return f"{authority}: today's service, {runs_words(today, paired=False)}"
    return f"{authority}: {policy.replace('_', ' ')} against today, {runs_words(today)}"


def runs_words(today: ArmResults, paired: bool = True) -> str:
    """Return over which worlds, and how many runs of each arrangement.

    Over worlds runs are told where there are more than worlds, and those run twice.

    `paired` is whether a policy ran beside it.
    """
    if today.worlds:
        many = len(set(today.worlds))
        words = f"in {many} plausible {'world' if many == 1 else 'worlds'}"
        if max(today.replications) <= max(numbers(stored())):
            return words
        return f"{words}, {len(today.replications)} {'pairs of runs' if paired else 'runs'}"
    runs = len(today.replications)
    return f"one world, the typical one, {runs} {'run' if runs == 1 else 'runs'}"


def precision_words(enough: Enough) -> str:
    """Return what running until sure did, and how often that was found to hold the truth."""
    looks = "look" if enough.looks == 1 else "looks"
    after = f"after {enough.replications} replications and {enough.looks} {looks}"
    if enough.of == READINGS:
        if enough.met:
            return f"Every reading is settled {after}."
        return f"{enough.reached:.0f} readings are still open {after}; worlds or runs ran out."
    measure = next(one for one in MEASURES if one.id == enough.of)
    amount, half = (say_difference(each, measure.unit).removeprefix("+")
                    for each in (enough.asked, enough.reached))  # fmt: skip
    half = "no interval" if math.isnan(enough.reached) else half
    done = "reached" if enough.met else "not reached"
    told = f"Precision of {amount} asked of {label(enough.of)}: {done}, with {half} {after}."
    if not enough.met:
        return told
    coverage, studies = until_sure()
    return (
        f"{told} Of {studies} small studies in one world that stopped so, {coverage:.1%} held the "
        "truth in their 95% interval."
    )


def notes_on(baseline: ArmResults, asked: Arms, scenario: str = "") -> list[str]:
    """Say what a reader must know of today's simulated service, and of the policy's settings.

    `scenario` is the policy's name; nothing is said of a policy without it.
    """
    notes = []
    if asked.reviews_on_time is not None and baseline.replications:
        simulated = tables.summary(baseline).set_index("measure").loc[ON_TIME, "today"]
        notes.append(
            f"Reviews on time today: simulated {100 * simulated:.1f}%, by your own figures "
            f"{100 * asked.reviews_on_time:.1f}%."
        )
    if out_of_stock(baseline, asked):
        notes.append(
            f"Note: today's simulated service looks after {_children(baseline):,.1f} children on a "
            f"mean day, the authority {_own_children(asked):,.1f}: its stays do not come out as "
            "its own figures say, so do not read its levels as the authority's."
        )
    return [*notes, *(without_effect(asked, scenario) if scenario else [])]


def out_of_stock(baseline: ArmResults, asked: Arms, level: float = LEVEL) -> bool:
    """Whether the simulated children surely are more or fewer than the authority's own by 5%."""
    own = _own_children(asked)
    if not baseline.replications or own <= 0:
        return False
    parts = parts_of(CHILDREN, baseline.counts.sum(axis=1))
    found = of_mean(ratio(parts), residuals(parts), level)
    low, high = found.low[0] / own - 1, found.high[0] / own - 1
    # nan, with one run, says nothing
    return bool(low > STOCK_TOLERANCE or high < -STOCK_TOLERANCE)


def stock_words(baseline: ArmResults, asked: Arms, judged: int) -> str:
    """Say that an authority's children do not come out as its own; empty text where they do.

    They do not where they surely are off by 5%, allowing for so many authorities judged at once
    (Bonferroni), or by a quarter, which few runs cannot be sure of.
    """
    own, children = _own_children(asked), _children(baseline)
    far = own > 0 and abs(children / own - 1) > FAR
    if not far and not out_of_stock(baseline, asked, 1 - ALPHA / judged):
        return ""
    return f"{children:,.0f} children simulated, its own {own:,.0f}: its levels are not its own"


def _children(baseline: ArmResults) -> float:
    """Return how many children are simulated, on a mean day."""
    return float(ratio(parts_of(CHILDREN, baseline.counts.sum(axis=1)))[0])


def _own_children(asked: Arms) -> float:
    every = [asked.today, *(today for today, _ in asked.beside)]
    return sum(float(each.authority.children_looked_after or 0) for each in every)


def authority_words(asked: Arms) -> str:
    """Return the authority's name as titles give it, which say whose figures they are.

    Those of a pool stand together.
    """
    every = [asked.today, *(today for today, _ in asked.beside)]
    names = [each.authority.name for each in every]
    words = ["average English authority" if name == "average" else name for name in names]
    if asked.today.authority.file:
        words[0] += OWN_FIGURES
    return listed(words)


def basis_of(arms: Arms, scenario: str, drawn: Sequence[str] = ()) -> Basis:
    """Return what the study of one policy, or of today's service alone, rested on."""
    policies = () if arms.under_policy is None else ((scenario, arms.policy),)
    return Basis(authority_words(arms), (arms.today,), policies, arms.flags, tuple(drawn))


def again(program: str, words: Sequence[str], folder: Path, seed: int, rules: str) -> Rerun:
    """Return how to run a study again."""
    known = {name: version for name, version in versions().items() if version is not None}
    here = checkout()
    if here is not None:
        changed = ", with changes not committed" if here["dirty"] else ""
        known["commit"] = f"{here['commit']}{changed}"
    command = shlex.join([*program.split(), *words])
    return Rerun(command, str(folder), seed, known, rules)


def failures_words(failures: Sequence[Failure]) -> list[str]:
    """Say how many replications failed, if any did."""
    if not failures:
        return []
    which = "replication" if len(failures) == 1 else "replications"
    return [f"{len(failures)} {which} failed and are left out; failures/failures.csv says why."]
