"""The machinery of calibration, on a toy whose answer is known."""

import dataclasses
import math
import re
import subprocess
import sys

import numpy as np
import pytest
from scipy.stats import kstest

from experiments.beliefs import Belief, beliefs
from experiments.calibrate import __main__ as calibrate
from experiments.calibrate import history
from experiments.calibrate import search as searching
from experiments.calibrate.acceptance import (
    GIVING_WAY,
    RULED_OUT,
    TOGETHER,
    TOO_MUCH,
    Asked,
    Examiner,
)
from experiments.calibrate.bands import (
    Band,
    children_of,
    first_out,
    in_order,
    values_of_bands,
)
from experiments.calibrate.between import TARGETS, Spreads
from experiments.calibrate.calibration_page import CalibrationResults, page
from experiments.calibrate.effect_of_noticing import Noticing, is_plausible
from experiments.calibrate.fresh import fresh
from experiments.calibrate.in_parallel import unsaid
from experiments.calibrate.search import search
from experiments.calibrate.set_spread import movers, thresholds, unevenness
from experiments.calibrate.simulator import Service
from experiments.calibrate.typical import Typical, find_typical
from experiments.order_of_giving_way import as_described
from experiments.validate.targets import Target
from sim.errors import Exit, UserError
from sim.measures.catalogue import MEASURES
from sim.replicate import progress
from sim.settings import Settings, register

BELIEFS = [
    Belief("challenge.iro.acts", 0.4, 0.9, whole=False),  # what the first target follows
    Belief("iro.overtime_share", 0.0, 0.2, whole=False),  # nothing follows it
    Belief("social_worker.agency_stay_days", 90, 400, whole=True),
]
ASKED = Asked(members=100, seed=3, workers=2, replications=4, first=150)


class Toy:
    """A service of two targets: the will, and a share that nothing moves."""

    targets = (
        Target(1, "reviews_on_time", "60%", 0.55, 0.65, "made up"),
        Target(2, "midway_coverage", "50%", 0.30, 0.70, "made up"),
        Target(3, "no_progress_in_a_year", "20%", 0.15, 0.35, "made up", told="it is soft"),
    )
    bands = (Band("midway_coverage", 82, "42%", 0.2, 0.7, 0.3, 0.6),)
    caseloads = (60, 82, 110, 140)

    def can_be(self, values):
        if values["social_worker.agency_stay_days"] == 90:
            raise UserError("too short")

    def run(self, values, seed, replication):
        noise = np.random.default_rng([seed, replication]).normal(size=3)
        mean = [values["challenge.iro.acts"], 0.5, 0.01]
        return np.array([mean + 0.02 * noise, [1.0, 1.0, 1.0]])

    def run_at(self, caseload, values, seed, replication):
        """Midway 40% at 82 children; more, or in disorder, where agency workers stay for long."""
        steps = np.array([
            [1.0, 1.0, 1.0, 1.0, 0.95],
            [0.4, 0.8, 1.0, 1.0, 0.95],
            [0.0, 0.4, 1.0, 1.0, 0.93],
            [0.0, 0.0, 0.4, 0.9, 0.90],
        ])[self.caseloads.index(caseload)]  # fmt: skip
        stay = values["social_worker.agency_stay_days"]
        if stay >= 390:
            steps[1] = 1.0  # contact never gives way, though records do
        elif stay >= 380 and caseload == 82:
            steps[0] = 0.8
        return np.array([steps, np.ones(5)])

    def by_caseload(self, values, seed):
        return np.array([self.run_at(at, values, seed, 0)[0] for at in self.caseloads])

    def noticing(self, values, seed, replications):
        will = values["challenge.iro.acts"]
        return Noticing(1 + will, 1.7 if values["iro.overtime_share"] > 0.19 else 1 + will / 10)

    def leads_to(self, values, seed, replications):
        return {"today.reviews_on_time": values["challenge.iro.acts"]}


@pytest.fixture(scope="module")
def found():
    return search(Toy(), BELIEFS, ASKED)


@pytest.mark.slow
def test_members_reach_the_targets_and_keep_to_their_ranges(found):
    assert len(found.kept) == ASKED.members
    for verdict in found.kept:
        assert 0.55 <= verdict.targets[0] <= 0.65
        for belief in BELIEFS:
            assert belief.low <= verdict.values[belief.name] <= belief.high
        assert isinstance(verdict.values["social_worker.agency_stay_days"], int)
        assert verdict.values["challenge.iro.acts"] == float(
            f"{verdict.values['challenge.iro.acts']:.3g}"
        )


def test_dropped_proposals_say_why(found):
    assert found.tried[TOO_MUCH] > 0
    assert found.tried[RULED_OUT] > 0
    assert found.tried["reviews_on_time"] > 0
    assert found.tried[GIVING_WAY] > 0
    assert found.tried["midway_coverage_at_82"] > 0
    assert found.tried["kept"] == ASKED.members
    assert found.missed == 0 < found.audited
    assert found.tried[TOGETHER] <= 10
    assert found.alone[1] == 1.0


def test_what_the_targets_decide_is_narrowed_and_the_rest_is_left_even(found):
    _, limit = thresholds(len(BELIEFS), ASKED.members)
    far = [unevenness(belief, found.members) for belief in BELIEFS]
    assert far[0] > limit
    assert far[1] < limit
    assert far[2] < limit
    assert found.against == ()
    # and what is narrowed is even inside the range that the target allows
    will = [member.values["challenge.iro.acts"] for member in found.members]
    assert kstest(will, "uniform", (0.55, 0.10)).pvalue > 0.01
    assert [mover.belief.name for mover in movers(BELIEFS, found.members)] == ["challenge.iro.acts"]


def test_threads_change_nothing_and_another_seed_does(found):
    few = dataclasses.replace(ASKED, members=20)
    one, three = (search(Toy(), BELIEFS, dataclasses.replace(few, workers=n)) for n in (1, 3))
    assert one == three
    assert one.members == found.members[:20]
    other = search(Toy(), BELIEFS, dataclasses.replace(few, seed=4))
    assert other.members != one.members


def test_a_target_out_of_reach_finds_nothing_unless_it_is_excused():
    class Unreachable(Toy):
        targets = (*Toy.targets, Target(4, "child_participation", "94%", 5.0, 6.0, "made up"))

        def run(self, values, seed, replication):
            return np.hstack([super().run(values, seed, replication), [[1.0], [1.0]]])

    asked = dataclasses.replace(ASKED, members=5, proposals=300)
    with pytest.raises(UserError, match=r"hold 0 of the 5 members .* child_participation \(0%\)"):
        search(Unreachable(), BELIEFS, asked)
    excused = dataclasses.replace(asked, excused=frozenset({"child_participation"}))
    assert len(search(Unreachable(), BELIEFS, excused).kept) == 5


def test_an_empty_target_is_never_reached():
    class Empty(Toy):
        def run(self, values, seed, replication):
            parts = super().run(values, seed, replication)
            parts[:, 1] = 0
            return parts

    with pytest.raises(UserError, match="midway_coverage"):
        search(Empty(), BELIEFS, dataclasses.replace(ASKED, members=1, proposals=200))


def test_what_stops_the_search_is_passed_on_and_no_thread_is_left_waiting():
    class Broken(Toy):
        def run(self, values, seed, replication):
            raise ZeroDivisionError("a rule is wrong")

    with pytest.raises(ZeroDivisionError):
        search(Broken(), BELIEFS, ASKED)


@pytest.fixture(scope="module")
def outcome(found):
    centre = {
        "challenge.iro.acts": 0.6,
        "iro.overtime_share": 0.1,
        "social_worker.agency_stay_days": 245,
    }
    duties = np.tile([0.5, 0.6, 0.9, 0.9, 0.95], (5, 1))
    typical = Typical(
        centre, ("challenge.iro.acts",), 0.12, (0.60, 0.9, 0.01), (0.25,), duties, as_described=True
    )
    once_more = fresh(Toy(), found.members, ASKED.replications, 2)
    return CalibrationResults(
        ASKED, ["the command", "another"], register(Settings()), BELIEFS, Toy.targets, Toy.bands,
        found, typical, Noticing(1.6, 1.07), (Noticing(1.4, 1.02), Noticing(1.9, 1.2)), once_more,
        ["abolish"],
    )  # fmt: skip


def test_the_page_tells_target_and_result_and_what_is_free(outcome):
    text = page(outcome)
    assert "| 1 | reviews_on_time | share | 60% | 0.55 to 0.65 |" in text
    assert "| 0.6 | in |" in text
    assert "| 0.9 | **OUT** |" in text
    assert "| 0.01 | **OUT**, told |" in text
    assert "in range in 0% of the members: it is soft." in text
    assert "| midway_coverage | 82 | 42% | 0.2 to 0.7 | 0.3 to 0.6 |" in text
    assert "| 0.4 | in | 0.25 | **OUT** |" in text
    assert "82 is 52 children" in " ".join(text.split())
    assert re.search(r"\| implied rate ratio \| 1\.0[56] ", text)
    assert "have all 2 targets that judge in range" in " ".join(text.split())
    assert "## Between authorities" not in text
    free = text.split("### What no target constrains")[1].split("##")[0]
    assert "iro.overtime_share" in free
    assert "challenge.iro.acts" not in free
    assert "nan" not in text
    assert "**Excused:** no target." in text
    assert "the command\nanother\n" in text
    assert "moved by at most 12% of their ranges" in text


def test_the_page_says_which_medians_of_authorities_are_in_range(outcome):
    values = {target.name: [target.low, target.high, target.high + 1] for target in TARGETS}
    text = between_authorities(outcome, Spreads(values, 151, failed=2))
    assert text.count("| in |") == len(TARGETS)
    assert "151 authorities" in " ".join(text.split())
    assert "2 of these runs failed" in text
    out = {target.name: [target.high + 1] for target in TARGETS}
    text = between_authorities(outcome, Spreads(out, 151, failed=0))
    assert text.count("**OUT**") == len(TARGETS)
    assert "failed" not in text


def between_authorities(outcome, spreads):
    """Return the part of the page on authorities."""
    return page(outcome, spreads).split("## Between authorities")[1].split("\n## ")[0]


def test_a_typical_world_is_central_where_nothing_narrows_and_fitted_where_it_does(found):
    class Harder(Toy):
        targets = (dataclasses.replace(Toy.targets[0], low=0.70, high=0.76), *Toy.targets[1:])

    for model, least, most in ((Toy(), 0.55, 0.65), (Harder(), 0.70, 0.76)):
        typical = find_typical(model, BELIEFS, found.members, 1, 2)
        assert typical.values["iro.overtime_share"] == 0.1
        assert typical.values["social_worker.agency_stay_days"] == 245
        assert "challenge.iro.acts" in typical.fitted
        assert least < typical.targets[0] < most
        assert typical.as_described
        assert (typical.moved > 0) == (most > 0.7)
    assert typical.values["challenge.iro.acts"] < 0.72  # moved no further than it must be


def test_what_no_belief_reaches_is_left_out_of_range_and_told(found):
    class Unreachable(Toy):
        targets = (dataclasses.replace(Toy.targets[0], low=1.2, high=1.3), *Toy.targets[1:])

    typical = find_typical(Unreachable(), BELIEFS, found.members, 1, 2)
    assert typical.targets[0] < 1.2
    assert 0.4 <= typical.values["challenge.iro.acts"] <= 0.9


def test_a_search_is_stored_so_that_the_page_can_be_made_again(found, tmp_path, monkeypatch):
    stored = tmp_path / "calibration.json"
    typical = {"challenge.iro.acts": 0.6}
    asked = dataclasses.replace(ASKED, excused=frozenset({"midway_coverage"}))
    stored.write_text(history.text(asked, "the command", found, typical))
    monkeypatch.setattr(history, "CALIBRATION", stored)
    again, command, counts = history.last_search(threads=5)
    assert again == dataclasses.replace(asked, workers=5)
    assert command == "the command"
    monkeypatch.setattr(history, "members", lambda: found.members)
    once_more = history.found_again(Toy(), again, counts, 2, unsaid)
    assert once_more.kept == found.kept
    assert once_more.against == found.against
    assert once_more.tried == found.tried
    assert once_more.alone == pytest.approx(found.alone, abs=1e-4)
    fewer = dict(counts, alone=counts["alone"][:1])
    with pytest.raises(UserError, match="targets are others"):
        history.found_again(Toy(), again, fewer, 2, unsaid)


@pytest.mark.slow
def test_members_are_kept_only_as_they_were_found(monkeypatch, tmp_path, capsys):
    with pytest.raises(SystemExit):
        calibrate.main(["--members-kept", "--seed", "2"])
    assert "--workers alone" in capsys.readouterr().err
    monkeypatch.setattr(history, "CALIBRATION", tmp_path / "none.json")
    assert calibrate.main(["--members-kept"]) == Exit.MISTAKE
    assert "is missing" in capsys.readouterr().err


def test_sampled_are_the_numbers_that_rest_on_assumption():
    sampled = {belief.name for belief in beliefs(register(Settings()))}
    assert {"challenge.iro.acts", "plan.stalls", "challenge.iro.sees.at_thin_review"} <= sampled
    assert not any(name.startswith(("cost.", "matters.", "authority.")) for name in sampled)
    assert not {"iro.caseload", "seed", "replications", "years"} & sampled


def test_duties_in_order_and_out_of_it():
    caseloads = (50, 80, 110, 140)
    usual = [
        [1.0, 1.0, 1.0, 1.0, 0.95],
        [0.4, 0.8, 1.0, 1.0, 0.95],
        [0.0, 0.4, 1.0, 1.0, 0.93],
        [0.0, 0.0, 0.4, 0.9, 0.90],
    ]
    assert as_described(caseloads, usual, 0)
    turned = [[seen, midway, *rest] for midway, seen, *rest in usual]
    assert not as_described(caseloads, turned, 5)
    late = [[*run[:4], at] for run, at in zip(usual, (0.9, 0.9, 0.8, 0.5), strict=True)]
    assert not as_described(caseloads, late, 5)
    level = [[*run[:4], 0.95] for run in usual]  # no authority is the worse for its caseload
    assert not as_described(caseloads, level, 5)
    idle = [[*run[:3], math.nan, run[4]] for run in usual]
    assert not as_described(caseloads, idle, 5)


def test_files_are_written_whole_or_not_at_all(tmp_path):
    one, two = tmp_path / "one", tmp_path / "missing" / "two"
    one.write_text("before")
    with pytest.raises(OSError):
        calibrate.write({one: "after", two: "after"})
    assert one.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


def test_the_set_is_stored_so_that_reading_gives_the_same_back(found, tmp_path, monkeypatch):
    from sim.data import plausible_settings

    stored = tmp_path / "set.csv"
    calibrate.write({stored: calibrate.table(found.members)})
    monkeypatch.setattr(plausible_settings, "STORED", stored)
    assert plausible_settings.members.__wrapped__() == found.members


def test_the_command_to_get_the_same_again_leaves_threads_out():
    words = ["--workers", "1", "--seed=2", "--workers=3", "--excuse", "midway_coverage"]
    assert calibrate._command(words).endswith("calibrate --seed=2 --excuse midway_coverage")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--excuse", "midway"], "midway is not allowed"),
        (["--excuse", "midway_coverage_at_8"], "midway_coverage_at_82"),
        (["--members", "0"], "--members 0 is not allowed: it must be 2 or more"),
    ],
)
def test_a_mistake_is_named(words, said, capsys):
    with pytest.raises(SystemExit) as stopped:
        calibrate.main(words)
    assert stopped.value.code == Exit.MISTAKE
    assert said in capsys.readouterr().err


def test_interrupted_nothing_is_written(monkeypatch, capsys):
    def stop(*given, kept):
        raise KeyboardInterrupt

    monkeypatch.setattr(calibrate, "calibrate", stop)
    monkeypatch.setattr(progress, "compiled_before", lambda: True)  # which would be told of too
    monkeypatch.setattr(calibrate, "write", lambda texts: pytest.fail("written"))
    assert calibrate.main([]) == Exit.INTERRUPTED
    assert capsys.readouterr().err.strip() == "calibrate: interrupted, and nothing is written"


def test_defaults_that_differ_are_listed(capsys):
    assert calibrate.main(["--defaults"]) == Exit.DONE
    assert capsys.readouterr().out.strip()


@pytest.mark.slow
def test_optuna_is_loaded_by_calibration_alone():
    code = (
        "import sys, sim.cli.main, sim.data.plausible_settings; sys.exit('optuna' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
    assert searching.optuna


@pytest.mark.slow
def test_the_service_is_judged_as_the_command_would_run_it():
    service = Service()
    today = {}  # every setting at its default
    assert service.blind
    parts = service.run(today, 1, 0)
    assert parts.shape == (2, len(service.targets))
    duties = service.by_caseload(today, 1)
    assert in_order(service.caseloads, duties)
    assert len(values_of_bands(service.bands, service.caseloads, duties)) == len(service.bands)
    noticing = service.noticing(today, 1, 2)
    assert noticing.drift_ratio > 1
    assert is_plausible(noticing)
    measures = {measure.id for measure in MEASURES}
    assert all(target.measure in measures for target in service.targets)


def test_a_band_is_what_stands_between_caseloads_and_a_change_is_told_from_one_to_the_other():
    caseloads = (60.0, 80.0, 110.0)
    duties = np.array([[0.9, 0.8, 1, 1, 0.95], [0.5, 0.7, 1, 1, 0.95], [0.2, 0.4, 1, 1, 0.93]])
    at = Band("midway_coverage", 90, "", 0.3, 0.5, 0.3, 0.5)
    change = Band("reviews_on_time", 110, "", -0.05, 0.02, -0.03, 0.01, since=60)
    assert at.value(caseloads, duties) == pytest.approx(0.4)  # a third of the way from 50 to 20%
    assert change.value(caseloads, duties) == pytest.approx(-0.02)
    assert change.name == "reviews_on_time_at_110_since_60"
    assert first_out([at, change], [0.4, -0.02], frozenset()) is None
    assert first_out([at, change], [0.6, -0.06], frozenset()) == "midway_coverage_at_90"
    assert first_out([at, change], [0.6, -0.06], frozenset({at.name})) == change.name
    assert children_of(111) == pytest.approx(71)


def test_a_mean_is_in_range_by_its_chance_error_but_at_the_ends_of_what_can_be():
    judge = Examiner(Toy(), ASKED, np.array([0.04, 0.04, 0.04]), None)
    mean, slack = np.array([0.56, 0.5, 0.9]), np.array([-0.02, -0.02, -0.02])
    assert judge._first_out(mean, 0 * slack) is None  # the third is told only
    assert judge._first_out(mean, slack) == "reviews_on_time"
    assert judge._first_out(np.array([0.54, 0.5, 0.9]), -slack) is None

    class AtTheEnd(Toy):
        targets = (Target(1, "cafcass_referrals", "nil", 0.0, 0.1, "made up"),)

    judge = Examiner(AtTheEnd(), ASKED, np.array([0.04]), None)
    assert judge._first_out(np.array([0.0]), np.array([-0.02])) is None
    assert judge._first_out(np.array([0.09]), np.array([-0.02])) == "cafcass_referrals"


def test_fresh_runs_tell_who_meets_the_targets_by_chance(found):
    once_more = fresh(Toy(), found.members, 4, 2)
    assert once_more.means.shape == once_more.errors.shape == (ASKED.members, 3)
    assert 0.004 < np.median(once_more.errors) < 0.014  # 0.02 over the root of four runs
    low, high = np.array([0.55, 0.3, 0.15]), np.array([0.65, 0.7, 0.35])
    strictly = once_more.share_in(low, high, [0, 1], 0.0)
    assert 0.7 < strictly <= once_more.share_in(low, high, [0, 1], 2.0) <= 1
    assert once_more.share_in(low, high, [2], 0.0) == 0


def test_targets_that_pull_apart_are_named():
    chance = np.random.default_rng(1)
    one = chance.random(1500) < 0.5
    met = {"a": one, "b": ~one, "c": chance.random(1500) < 0.5}
    assert searching._against(met) == (("a", "b", 0.0),)
