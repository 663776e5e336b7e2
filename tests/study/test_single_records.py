"""`records=`: a file of single reviews and of plan actions, from which measures can be summed."""

import pandas as pd
import pytest
from studies import SMALL, undescribed

from sim.cli.main import main
from sim.errors import Exit
from sim.settings import Settings, register

ASKED = ["+scenario=abolish", *SMALL, "replications=2"]
# numerator of a measure, from the rows of reviews held, or due
OF_REVIEWS = {
    "reviews_on_time": ("limit_counts", "on_time"),
    "review_thoroughness": ("held_counts", "thoroughness"),
    "child_seen_before_review": ("held_counts", "child_seen"),
    "views_heard_independently": ("held_counts", "views_independent"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return the folder of a study that wrote both kinds, and took its policy apart too."""
    place = tmp_path_factory.mktemp("records") / "run"
    words = [*ASKED, "records=[reviews,actions]", "why=true", f"hydra.run.dir={place}"]
    assert main(words) == Exit.DONE
    return place


@pytest.mark.slow
def test_measures_are_summed_from_single_reviews_and_actions(folder):
    runs = pd.read_csv(folder / "replications.csv")
    runs = runs.set_index(["policy", "replication", "measure"])["numerator"]
    reviews = pd.read_csv(folder / "reviews.csv", low_memory=False)
    actions = pd.read_csv(folder / "actions.csv", low_memory=False)
    assert set(reviews["policy"]) == set(actions["policy"]) == {"keep", "abolish"}
    for (policy, replication), rows in reviews.groupby(["policy", "replication"]):
        for measure, (counts, column) in OF_REVIEWS.items():
            summed = rows.loc[rows[counts], column].astype(float).sum()
            assert summed == pytest.approx(runs[policy, replication, measure], rel=1e-12)
    for (policy, replication), rows in actions.groupby(["policy", "replication"]):
        days = 365.25 * rows["days_in_drift"].sum()
        in_runs = runs[policy, replication, "drift_days_per_child_year"]
        assert days == pytest.approx(in_runs, rel=1e-12)
    for table in (reviews, actions):  # of every run, that of a world run twice too
        each = set(zip(table["policy"], table["replication"], strict=True))
        assert each == set(runs.index.droplevel("measure"))


@pytest.mark.slow
def test_both_formats_hold_the_same_and_every_column_is_described(folder):
    for kind in ("reviews", "actions"):
        table = pd.read_parquet(folder / f"{kind}.parquet")
        written = pd.read_csv(folder / f"{kind}.csv", low_memory=False)
        assert list(table) == list(written) and len(table) == len(written) > 0
        assert table["seed"].tolist() == written["seed"].tolist()
        for name in table:
            assert (table[name].isna() == written[name].isna()).all(), name
    assert undescribed(folder) == []
    assert not (folder / "parts").exists()


@pytest.mark.slow
def test_only_the_records_that_are_asked_for_are_written(tmp_path):
    assert main([*ASKED, "records=actions", f"hydra.run.dir={tmp_path / 'run'}"]) == Exit.DONE
    there = {path.name for path in (tmp_path / "run").iterdir()}
    assert {"actions.csv", "actions.parquet"} <= there and "reviews.csv" not in there


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["records=visits"], "records=visits is not allowed: it must be reviews, actions or "
         "[reviews,actions]"),
        (["policy.records=reviews"], "policy.records=reviews is not allowed"),
        (["records=reviews", "authority.scope=england"], "records is not allowed with "
         "authority.scope=england: run one authority"),
        (["-m", "records=reviews", "iro.caseload=50,60"], "records is not allowed with -m"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_in_one_line(words, said, capsys):
    assert main(words) == Exit.MISTAKE
    err = capsys.readouterr().err
    assert err.startswith(f"sim: {said}") and err.count("\n") == 1


def test_records_are_asked_of_the_study_and_not_of_an_arm():
    assert not {one.name: one for one in register(Settings())}["records"].policy
