"""Targets between authorities: spreads and relations, worked by hand and run in a few places."""

import numpy as np
import pytest

from experiments.calibrate import between as module
from experiments.calibrate.between import (
    MEASURES,
    TARGETS,
    Between,
    _of_world,
    between,
    correlation,
)
from sim.arms.resolve import resolve
from sim.data.authorities import names
from sim.settings import Settings, replace_values

FEW = ("Rutland", "Wokingham", "Bracknell Forest", "West Berkshire")


def test_spreads_and_relations_of_four_authorities_by_hand():
    own = np.array([
        [0.90, 0.08, 0.70, 0.20, 50.0],
        [0.94, 0.10, 0.66, 0.30, 90.0],
        [0.98, 0.12, 0.62, 0.40, 70.0],
        [np.nan, np.nan, np.nan, np.nan, np.nan],  # failed
    ])  # fmt: skip
    few, many = own.copy(), own.copy()
    many[:, 0] -= 0.02
    many[0, 0] = 0.70
    found = _of_world(np.array([own, few, many]), np.array([15.0, 16, 17, 18]),
                      np.array([1.0, 3, 2, 4]))  # fmt: skip
    assert found["sd.reviews_on_time"] == pytest.approx(4.0)
    assert found["sd.three_plus_placements"] == pytest.approx(2.0)
    assert found["sd.three_plus_social_workers"] == pytest.approx(10.0)
    assert found["r.drift.caseload"] == pytest.approx(0.5)  # ranks 1 3 2 against 1 2 3
    assert found["r.drift.churn"] == pytest.approx(1.0)
    assert found["on_time.median.change"] == pytest.approx(-2.0)  # 94 to 92
    # the tenth percentile lies a fifth of the way from the least to the middle one
    assert found["on_time.tenth.change"] == pytest.approx(100 * (0.744 - 0.908))
    assert {target.name for target in TARGETS} <= set(found)


def test_a_correlation_of_too_few_is_none():
    assert np.isnan(correlation(np.array([1.0, np.nan, 2]), np.array([1.0, 2, np.nan])))


def test_a_spread_s_range_is_within_a_quarter_of_the_published_one():
    on_time = next(target for target in TARGETS if target.name == "sd.reviews_on_time")
    assert isinstance(on_time, Between)
    assert (on_time.low, on_time.high) == pytest.approx((5.775, 9.625))


@pytest.mark.slow
def test_every_authority_runs_in_each_world_at_its_own_and_two_other_caseloads(monkeypatch):
    assert len(module.arms_of_authorities()) == len(names())
    asked = []

    def of_few(caseload):
        asked.append(caseload)
        more = {} if caseload is None else {"iro.caseload": caseload}
        today = replace_values(Settings(worlds="plausible", years=1, warm_up_years=1), more)
        return [resolve(replace_values(today, {"authority.name": name}), {}) for name in FEW]

    found = between(2, 2, arms=of_few)
    assert asked == [None, 60.0, 110.0]
    assert (found.authorities, found.failed) == (4, 0)
    assert all(len(values) == 2 for values in found.values.values())
    spread = found.values["sd.three_plus_placements"]
    assert all(value > 0 for value in spread)
    assert spread == between(2, 1, arms=of_few).values["sd.three_plus_placements"]
    assert len(MEASURES) == 5
