"""A sweep's words: the points they make, what varies, and what is refused before anything runs."""

import itertools

import pytest

from sim.arms.scenarios import scenarios
from sim.cli import main
from sim.cli.arguments import read
from sim.cli.overrides import MOST, grid
from sim.errors import Exit, UserError
from sim.study import session

NO_LISTS = (
    "seed=sort(3,1,2),4", "seed=choice(sort(1,2),3)", "seed=range(1,4),9", "seed=interval(0,1),3",
    "seed=shuffle(1,2),3", "seed=range(nan,3)", "seed=range(0,3,0)", "seed=range(3,0)",
    "+scenario=glob(*),abolish",
)  # fmt: skip


def varied(*words):
    return [dict(names) for _, names in grid(words)]


def test_scenarios_and_values_are_crossed_in_the_order_they_are_written():
    line = read(["-m", "+scenario=keep,abolish", "iro.caseload=60,80", "seed=3"])
    assert [dict(names) for names in line.varied] == [
        {"scenario": scenario, "iro.caseload": caseload}
        for scenario, caseload in itertools.product(("keep", "abolish"), ("60", "80"))
    ]
    assert [(point.scenario, point.overrides) for point in line.grid] == [
        (scenario, (f"+scenario={scenario}", f"iro.caseload={caseload}", "seed=3"))
        for scenario, caseload in itertools.product(("keep", "abolish"), ("60", "80"))
    ]
    assert all(point.given == {"iro.caseload", "seed"} for point in line.grid)
    assert all(point.grid is None for point in line.grid)


@pytest.mark.parametrize("flag", ["-m", "--multirun"])
@pytest.mark.parametrize("place", [0, 1])
def test_the_flag_may_stand_anywhere_and_is_kept_for_going_on(flag, place):
    words = ["seed=1,2"]
    words.insert(place, flag)
    line = read(words)
    assert line.words == tuple(words)
    assert read(line.words) == line


def test_a_sweep_of_nothing_is_one_point():
    for words in (["-m"], ["-m", "seed=3"]):
        line = read(words)
        assert (len(line.grid), line.varied) == (1, ({},))


def test_without_the_flag_there_is_no_grid():
    assert read(["seed=3"]).grid is None


def test_a_range_is_read_as_hydra_reads_it():
    assert varied("seed=range(1,4)") == [{"seed": "1"}, {"seed": "2"}, {"seed": "3"}]
    steps = varied("iro.extra_duties.prevalence=range(0.2,0.8,0.2)")
    values = [float(names["iro.extra_duties.prevalence"]) for names in steps]
    assert values == pytest.approx([0.2, 0.4, 0.6])
    assert varied("seed=choice(4,2)") == [{"seed": "4"}, {"seed": "2"}]
    assert varied("seed=sort(4,2)") == [{"seed": "2"}, {"seed": "4"}]


def test_a_glob_chooses_scenarios_by_name():
    abolishing = [name for name in scenarios() if name.startswith("abolish")]
    assert len(abolishing) > 1
    assert [one["scenario"] for one in varied("+scenario=glob(abolish*)")] == abolishing
    every = {names["scenario"] for names in varied("+scenario=glob(*,exclude=abolish*)")}
    assert every == set(scenarios()) - set(abolishing)
    with pytest.raises(UserError, match=r"glob\(nothing\*\)"):
        read(["-m", "+scenario=glob(nothing*)"])


def test_names_that_hold_commas_are_swept_in_quotes():
    line = read(["-m", "authority.name='Bristol, City of',leeds"])
    assert [point.overrides for point in line.grid] == [
        ("authority.name='Bristol, City of'",), ("authority.name='Leeds'",),
    ]  # fmt: skip
    assert [names["authority.name"] for names in line.varied] == ["Bristol, City of", "leeds"]


@pytest.mark.parametrize("swept", ["West Berkshire,st helens", "'West Berkshire','st helens'"])
def test_names_that_hold_spaces_are_swept_with_quotes_or_without(swept):
    line = read(["-m", f"authority.name={swept}"])
    assert [point.overrides for point in line.grid] == [
        ("authority.name='West Berkshire'",), ("authority.name='St. Helens'",),
    ]  # fmt: skip
    assert [names["authority.name"] for names in line.varied] == ["West Berkshire", "st helens"]


def test_a_pool_is_one_value_and_pools_are_swept():
    one = read(["-m", "policy.pool=[Leeds,Bradford]"])
    assert one.varied == ({},)
    two = read(["-m", "policy.pool=[Leeds,Bradford],[Rutland,Hartlepool]"])
    assert [names["policy.pool"] for names in two.varied] == [
        "[Leeds,Bradford]", "[Rutland,Hartlepool]",
    ]  # fmt: skip
    spaced = read(["-m", "policy.pool=[Leeds,West Berkshire],[Rutland,Hartlepool]"])
    assert "West Berkshire" in spaced.grid[0].overrides[0]


@pytest.mark.parametrize("folder", ["hydra.sweep.dir=a, b", "hydra.run.dir=a, b"])
def test_the_folder_may_hold_a_comma_and_is_not_among_the_words(folder):
    line = read(["-m", "seed=1,2", folder])
    assert (str(line.folder), line.words, len(line.grid)) == ("a, b", ("-m", "seed=1,2"), 2)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("+scenario=keep,abolsh,notify", ["+scenario=abolsh", "near it: abolish"]),
        ("iro.caseload=60,many,80", ["iro.caseload=many", "from 1 to 5000"]),
        ("iro.caseload=60,-1,80", ["iro.caseload=-1", "from 1 to 5000"]),
        ("authority.name=Leeds,Atlantis,Kent", ["authority.name=Atlantis"]),
        ("authority.name=Bristol, City of", ["authority.name=City of"]),
        ("policy.seed=1,2", ["policy.seed=1", "holds in both arms"]),
        ("scenario=keep,abolish", ["+scenario=keep"]),
        ("iro.caselod=60,70", ["near it: iro.caseload"]),
        ("seed=interval(1,4)", ["seed=interval(1,4)", "list its values"]),
        ("seed=glob(*)", ["seed=glob(*)", "list its values"]),
        ("seed=shuffle(1,2,3)", ["seed=shuffle(1,2,3)", "in one order"]),
        ("seed=shuffle(range(1,4))", ["in one order"]),
        (f"seed=range(0,{MOST + 1})", [f"{MOST:,} points"]),
        ("seed=range(0,1000000000000)", [f"{MOST:,} points"]),  # and without making them first
        ("seed=(1,2", ["seed=(1,2"]),
        *((word, [word, "list its values"]) for word in NO_LISTS),
        ("--frobnicate", ["-m", "--help"]),
    ],
)
def test_a_mistake_is_one_line_before_anything_runs(word, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    held = []
    monkeypatch.setattr(session, "run_session", lambda *asked: held.append(asked) or 0)
    assert main.main(["-m", "replications=2", word]) == Exit.MISTAKE
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n"), held) == ("", 1, [])
    assert "not allowed" in printed.err
    for part in said:
        assert part in printed.err
    assert list(tmp_path.iterdir()) == []


def test_a_program_that_does_not_sweep_refuses_the_flag():
    with pytest.raises(UserError, match="-m is not allowed"):
        read(["-m", "seed=1,2"], sweeps=False)
    with pytest.raises(UserError, match="seed=1,2 is not allowed") as line:
        read(["seed=1,2"], sweeps=False)
    assert "put -m" not in str(line.value)
