"""Sampled worlds: beliefs spread evenly over their plausible ranges, and who wins in each."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from experiments.beliefs import Belief, Values
from experiments.flip_points.questions import QUESTIONS, SIGN
from sim.analyse.estimate import Estimate

ADDRESS = 0xF11B  # beside the seed: no other random numbers of a study come from here
SAMPLE, BEATS = "sample", "beats"  # a world is one of the plausible ones in every table


def spread(varied: Sequence[Belief], samples: int, seed: int) -> list[Values]:
    """Return values of the beliefs that vary for each world, a Latin hypercube."""
    from scipy.stats import qmc

    even = qmc.LatinHypercube(len(varied), rng=np.random.default_rng([seed, ADDRESS]))
    shares = even.random(samples)
    each = [belief.evenly() for belief in varied]
    return [
        {
            belief.name: belief.rounded(float(values[int(share * len(values))]))
            for belief, values, share in zip(varied, each, row, strict=True)
        }
        for row in shares
    ]


def table(
    worlds: Sequence[Values], found: Sequence[Mapping[str, Estimate]], least: np.ndarray
) -> pd.DataFrame:
    """Return who wins where, a row for each world, scenario and question.

    Parameters
    ----------
    worlds
        The values of each world.
    found
        For each world the gain of each scenario; none where the world failed.
    least
        By how much a policy must be better, shape (questions,).

    Returns
    -------
    pandas.DataFrame
        `sample`, the world's number; its settings, `policy`, `question`, the paired `difference` in
        the measure's unit, and whether the policy `beats` today's service: 1, 0, or empty where
        there is no difference to speak of because an arm has no value.
    """
    rows = []
    for number, (values, by_scenario) in enumerate(zip(worlds, found, strict=True)):
        for scenario, gain in by_scenario.items():
            for place, question in enumerate(QUESTIONS):
                better = float(gain.value[place])
                beats = np.nan if np.isnan(better) else float(better > least[place])
                difference = SIGN[place] * better + 0.0  # no minus zero
                rows.append((number, *values.values(), scenario, question.name, difference, beats))
    names = [SAMPLE, *(worlds[0] if worlds else ()), "policy", "question", "difference", BEATS]
    return pd.DataFrame(rows, columns=names)
