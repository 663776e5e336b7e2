"""How often intervals hold the truth: 1,000 studies of 30 pairs of runs with 60 children."""

import numpy as np
import pandas as pd
import pytest

from experiments import coverage
from sim.data.interval_coverage import STORED, until_sure
from sim.measures.catalogue import HEADLINE


def test_what_is_stored_is_of_every_headline_measure():
    stored = pd.read_csv(STORED)
    for of in ("difference", "level"):
        rows = stored[(stored["kind"] == "fixed") & (stored["of"] == of)]
        assert rows["measure"].tolist() == [measure.id for measure in HEADLINE]
    share, studies = until_sure()
    assert 0.9 < share < 1 and studies >= 250


def test_truth_and_coverage_of_made_up_counts():
    # one measure's counts are normal noise about a known difference; the rest are empty
    from sim.ledger import Count

    chance = np.random.default_rng(1)
    pairs = np.zeros((30 * 200, 2, len(Count)))
    pairs[:, :, Count.LATER_DUE] = 1000
    pairs[:, 0, Count.LATER_ON_TIME] = 900 + chance.normal(0, 20, len(pairs))
    pairs[:, 1, Count.LATER_ON_TIME] = 850 + chance.normal(0, 20, len(pairs))
    truth, level = coverage.truths(pairs)
    assert truth[coverage.PLACE] == pytest.approx(-0.05, abs=0.001)
    assert level[coverage.PLACE] == pytest.approx(0.9, abs=0.001)
    found = coverage.fixed(pairs, truth, level).set_index(["of", "measure"])
    row = found.loc[("difference", "reviews_on_time")]
    assert row["intervals"] == 200
    assert 0.92 <= row["coverage"] <= 0.99
    assert found.loc[("difference", "service_cost"), "intervals"] == 0
    asked = coverage.half_width_asked(pairs)
    sure = coverage.until_sure(pairs, truth[coverage.PLACE], asked)
    assert sure["coverage"].iloc[0] > 0.8


@pytest.mark.slow
def test_what_is_stored_is_what_would_come_out_again():
    """The first runs tell: a rule that changed moves the ends of their intervals."""
    stored = pd.read_csv(STORED)
    of = dict(iter(stored.groupby("of", sort=False)))
    truth, level = (of[name]["truth"][: len(HEADLINE)] for name in ("difference", "level"))
    sure = stored.iloc[-1]
    pairs = coverage.runs(coverage.FIRST)
    again = pd.concat(
        [
            coverage.fixed(pairs, truth.to_numpy(), level.to_numpy()),
            coverage.until_sure(pairs, sure["truth"], sure["half_width_asked"]),
        ],
        ignore_index=True,
    )
    whole = ["coverage", "intervals"]  # of all
    pd.testing.assert_frame_equal(  # else run python -m experiments.coverage
        again.drop(columns=whole), stored.drop(columns=whole), rtol=1e-9
    )


def test_intervals_hold_the_truth_as_often_as_they_say():
    found = pd.read_csv(STORED).iloc[:-1]
    assert (found["intervals"] == 1000).all()
    assert found["coverage"].between(0.93, 0.97).all()
