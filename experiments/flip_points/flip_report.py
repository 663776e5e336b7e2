"""The report of flip points."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from experiments.flip_points.flip_sentences import number, percent
from experiments.flip_points.numbered_points import Points
from sim.analyse import tables
from sim.replicate.arm_results import ArmResults
from sim.replicate.runner import Runner
from sim.report.document.assumptions import Basis
from sim.report.document.content import Block, Figure, Report, Table, Words
from sim.report.document.question import how_run, policy_words, resting
from sim.report.document.word_tables import posts_of_several
from sim.report.numbers import listed, policy_name
from sim.report.terminal import ABOUT_DRIFT

HELD = (
    "the share of sampled worlds holds beliefs, each over its plausible range; intervals of a "
    "value at which a policy begins to win, and sureness on the map, hold chance only, the other "
    "beliefs held at default"
)


def of_flips(
    basis: Basis,
    findings: Sequence[str],
    boxes: pd.DataFrame,
    thresholds: pd.DataFrame,
    *,
    heading: str,
    glossary: Mapping[str, str],
    worlds: int,
    posts: Block,
    figures: Sequence[Figure] = (),
    remarks: Sequence[str] = (),
) -> Report:
    """Return the report of flip points.

    Boxes and thresholds are as the study writes them; findings, heading and glossary as printed;
    `worlds` is how many were sampled, `remarks` what else a reader must know.
    """
    names = [name for name, _ in basis.policies]
    told = listed([policy_name(name) for name in names])
    settings = pd.DataFrame(glossary.items(), columns=["setting", "what it is"])
    every = (_boxes(boxes), _thresholds(thresholds), Table("The settings named", settings))
    return Report(
        title=f"Under what beliefs {told} would beat today's IRO service: {basis.authority}",
        answer=(heading, *findings),
        sure=(
            f"{ABOUT_DRIFT} Here {HELD}.",
            "Another seed samples other worlds: where its boxes name other beliefs, the worlds "
            "were too few. All worlds share the chance of the same replications.",
            *remarks,
        ),
        asked=(
            f"Under what beliefs does {told} beat today's service on drift, on timeliness, on "
            "cost?",
            *policy_words(names, basis),
            how_run(basis, f"{worlds:,} sampled worlds, and "
                           f"{basis.today.replications} runs of each value and each cell"),
        ),
        figures=tuple(figures),
        tables=tuple(table for table in every if len(table.frame)),
        posts=(Words((f"Means over the {worlds:,} sampled worlds, each with other beliefs.",)),
               posts),
        **resting(basis, names),
    )  # fmt: skip


def posts(runner: Runner, points: Points, worlds: Sequence[int]) -> Block:
    """Return posts and pounds, means over the sampled worlds."""
    arms = [runner.arms(points.world(number, {})) for number in worlds]
    arms = [each for each in arms if each[0].replications]
    if not arms:
        return Words(("No sampled world finished.",))
    together = [_together([each[place] for each in arms]) for place in range(len(arms[0]))]
    today, *policies = together
    rows = [(policy_name(today.policy), "today", tables.summary(today))]
    rows += [(policy_name(p.policy), "under_policy", tables.summary(today, p)) for p in policies]
    return posts_of_several(rows, pounds=True)


def _together(worlds: Sequence[ArmResults]) -> ArmResults:
    """Return the runs of one arrangement in all worlds as those of one."""
    counts = np.concatenate([each.counts for each in worlds])
    seeds = tuple(seed for each in worlds for seed in each.seeds)
    first = worlds[0]
    return ArmResults(first.policy, tuple(range(len(counts))), seeds, first.periods, counts)


def _boxes(boxes: pd.DataFrame) -> Table:
    rows = [
        {
            "policy": policy_name(row.policy),
            "question": row.question,
            "worlds it wins": percent(row.share_of_wins),
            "belief": row.setting or "no beliefs tell",
            "from": _number(row._4),
            "to": _number(row.to),
            "plausible": f"{_number(row.plausible_low)} to {_number(row.plausible_high)}",
            "box of": row.box_of,
            "coverage": "-" if np.isnan(row.coverage) else percent(row.coverage),
            "density": "-" if np.isnan(row.density) else percent(row.density),
        }
        for row in boxes.itertuples()
        if not np.isnan(row.share_of_wins)
    ]
    caption = (
        "The beliefs that worlds share in which a policy wins; coverage is the share of such "
        "worlds that they hold, density the share of worlds under them that are such"
    )
    return Table(caption, pd.DataFrame(rows))


def _thresholds(thresholds: pd.DataFrame) -> Table:
    rows = [
        {
            "policy": policy_name(row.policy),
            "question": row.question,
            "setting": row.setting,
            "begins or ceases to win at": _number(row.flips_at),
            "95% interval, chance only": (
                "-" if np.isnan(row.low) else f"{_number(row.low)} to {_number(row.high)}"
            ),
            "direction": row.direction,
        }
        for row in thresholds.itertuples()
    ]
    return Table("Along one setting, all others at their defaults", pd.DataFrame(rows))


def _number(value: float) -> str:
    return "-" if np.isnan(value) else number(value)
