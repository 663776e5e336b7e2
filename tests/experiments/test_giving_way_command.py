"""The command about duties that give way: its tables, its figure, and what it refuses."""

import math

import pandas as pd
import pytest
from studies import undescribed

from experiments.giving_way import PROGRAM, read_caseloads
from experiments.order_of_giving_way import ORDER, gives_way_at
from sim.analyse.tables import OF_CHANCE
from sim.cli.command import run
from sim.errors import UserError

WORDS = ["authority.name=Rutland", "years=1", "warm_up_years=1", "replications=3"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("giving_way") / "run"
    assert run(PROGRAM, [*WORDS, "caseloads=[120, 50,80]", f"hydra.run.dir={place}"]) == 0
    return place


@pytest.mark.slow
def test_it_writes_every_duty_at_every_caseload(folder):
    duties = pd.read_csv(folder / "duties.csv")
    assert duties.groupby("measure").size().to_dict() == dict.fromkeys(ORDER, 3)
    assert duties["caseload"].drop_duplicates().tolist() == [50, 80, 120]
    midway = duties[duties["measure"] == "midway_coverage"]["today"]
    assert midway.iloc[0] > midway.iloc[-1]
    assert undescribed(folder) == []
    assert set(duties["authority"]) == {"Rutland"} and set(duties["policy"]) == {"keep"}
    assert set(duties["range"]) == {OF_CHANCE}
    assert {path.stem for path in (folder / "figures").iterdir()} == {"giving_way"}


@pytest.mark.slow
def test_where_duties_give_way_follows_from_the_table(folder):
    duties = pd.read_csv(folder / "duties.csv")
    lost = pd.read_csv(folder / "giving_way.csv").set_index("measure")["gives_way_at"]
    for id in ORDER:
        own = duties[duties["measure"] == id]
        wanted = gives_way_at(own["caseload"].tolist(), own["today"].tolist())
        assert lost[id] == pytest.approx(wanted)
    assert lost["reviews_on_time"] == math.inf
    assert 50 < lost["midway_coverage"] < 120


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["caseloads=[50]"], "two or more"),
        (["caseloads=[50,0]"], "from 1 to 5000"),
        (["caseloads=[50,many]"], "two or more"),
        (["+scenario=abolish"], "a policy is not allowed"),
        (["policy.iro.caseload=50"], "a policy is not allowed"),
        (["iro.caseload=80"], "write caseloads="),
        (["worlds=plausible"], "worlds=plausible is not allowed here"),
        (["why=true"], "why=true is not allowed here"),
    ],
)
def test_what_it_refuses_is_one_line(tmp_path, capsys, words, says):
    assert run(PROGRAM, [*WORDS, *words, f"hydra.run.dir={tmp_path / 'run'}"]) == 2
    said = capsys.readouterr().err
    assert says in said and said.count("\n") == 1


def test_caseloads_are_read_rising_and_once():
    assert read_caseloads("[90, 50,70,70]") == (50, 70, 90)
    with pytest.raises(UserError):
        read_caseloads("")
