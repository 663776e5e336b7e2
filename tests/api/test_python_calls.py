"""What Python asks and is told: the command's own numbers, refusals, figures and report."""

import shlex
import subprocess
import sys

import pandas as pd
import pytest
from studies import ended, started, surroundings

import sim
from sim.analyse.tables import write_csv, write_parquet
from sim.cli.main import main

pytestmark = pytest.mark.slow
ASKED = {"authority": "Rutland", "years": 1, "replications": 4, "warm_up_years": 1}
WORDS = ["authority.name=Rutland", "years=1", "replications=4", "warm_up_years=1"]


@pytest.fixture(scope="module")
def abolished():
    return sim.compare("abolish", **ASKED, progress=False)


@pytest.fixture(scope="module")
def several():
    own = {"mine": sim.scenarios().loc["strengthen", "changes"], "fifty": {"iro.caseload": 50}}
    return sim.compare(["keep", "strengthen", own], **ASKED, progress=False)


def same_bytes(result, folder, place, costs_by_year=True):
    """Whether every table of a folder is, to the byte, what the result's table is written as."""
    written = {path.name for path in folder.iterdir() if path.suffix in (".csv", ".parquet")}
    ours = set()
    for name, table in result.tables.items():
        file = name if name.endswith(".parquet") else f"{name}.csv"
        (write_parquet if name.endswith(".parquet") else write_csv)(table, place / file)
        made, theirs = (place / file).read_bytes(), (folder / file).read_bytes()
        if name == "costs" and not costs_by_year:  # Python keeps years of several policies too
            assert set(theirs.splitlines()) <= set(made.splitlines())
        else:
            assert made == theirs, file
        ours.add(file)
    assert written - ours == {"dictionary.csv"}


def test_one_policy_has_the_bytes_of_the_command(abolished, tmp_path):
    assert ended(["+scenario=abolish", *WORDS], tmp_path / "run")[0] == 0
    same_bytes(abolished, tmp_path / "run", tmp_path)


def test_several_policies_have_the_bytes_of_the_command(tmp_path):
    asked = sim.compare(["keep", "strengthen", "abolish"], **ASKED, progress=False)
    _, _, module, *words = shlex.split(asked.command)
    with started(words, tmp_path / "run", module=module) as run:
        run.communicate()
    assert run.returncode == 0
    same_bytes(asked, tmp_path / "run", tmp_path, costs_by_year=False)


def test_several_policies_have_tables_by_year_month_and_group_too(several):
    for table in (several.years, several.groups, several.monthly):
        assert list(table["policy"].unique()) == ["strengthen", "mine", "fifty"]
    assert len(several.headline) == 3 * sim.measures()["headline"].sum()
    assert several.years["year"].nunique() == 1


def test_months_kept_apart_are_those_of_one_policy(several):
    alone = sim.compare("strengthen", **ASKED, progress=False)
    among = several.monthly[several.monthly["policy"] == "strengthen"]
    pd.testing.assert_frame_equal(among.reset_index(drop=True), alone.monthly)


def test_a_policy_of_ones_own_is_what_its_settings_say(several):
    found = several.headline.pivot(index="measure", columns="policy", values="difference")
    assert (found["mine"] == found["strengthen"]).all()
    assert not (found["fifty"] == found["strengthen"]).all()


def test_a_setting_may_be_given_in_three_ways():
    asked = {**ASKED, "replications": 2, "progress": False}
    by_keyword = sim.run({"review.midway_checks": "chair"}, iro__caseload=100, **asked)
    by_name = sim.compare(
        {"policy.review.midway_checks": "chair"}, settings={"iro.caseload": 100}, **asked
    )
    assert sorted(by_keyword.command.split()) == sorted(by_name.command.split())
    assert "iro.caseload=100" in by_name.command
    assert by_name.command.startswith("python -m sim policy.review.midway_checks=chair")
    pd.testing.assert_frame_equal(by_keyword.summary, by_name.summary)


def test_todays_service_alone_has_no_policy():
    today = sim.run(**ASKED, progress=False)
    assert today.headline["reading"].eq("").all()
    assert set(today.command.split()) == {"python", "-m", "sim", *WORDS}
    assert today.plot().get_label().startswith("Today")
    with pytest.raises(sim.UserError, match="drift is no table of this study: it has headline"):
        today.table("drift")


def test_the_answer_is_the_commands(abolished, capsys, tmp_path):
    assert main(["+scenario=abolish", *WORDS, f"hydra.run.dir={tmp_path / 'run'}"]) == 0
    printed = capsys.readouterr().out
    assert len(abolished.answer) > 3
    for sentence in abolished.answer[:2]:
        assert sentence in printed
        assert sentence in str(abolished)
    shown = abolished._repr_html_()
    assert "<table" in shown and "load of whoever chairs" in shown and "Without IROs" in shown


def test_the_figure_is_the_commands(abolished, several, tmp_path):
    from sim.report.figures.style import save

    assert ended(["+scenario=abolish", *WORDS], tmp_path / "run")[0] == 0
    for name in ("differences", "week"):
        for path in save(abolished.plot(name), tmp_path, name):
            assert path.read_bytes() == (tmp_path / "run" / "figures" / path.name).read_bytes()
    assert abolished.plot()._repr_png_().startswith(b"\x89PNG")
    assert several.plot().get_label() == several.plot("policies_1").get_label()
    with pytest.raises(sim.UserError, match=r"weeks is no figure of this study: .*near it: week"):
        abolished.plot("weeks")


def test_the_report_stands_alone_and_says_how_to_ask_again(abolished, several, tmp_path):
    page = abolished.report()
    assert page.startswith("<!DOCTYPE html>")
    assert "data:image/svg+xml;base64," in page
    assert abolished.command in page
    path = abolished.report(tmp_path / "abolish.html")
    assert path.read_text("utf-8") == page
    assert "sim.compare([" in several.report()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (dict(authority="Leds"), ["+scenario=abolish", "authority.name=Leds"]),
        (dict(iro__caseload=-3), ["+scenario=abolish", "iro.caseload=-3"]),
        (dict(iro__caseload=float("nan")), ["+scenario=abolish", "iro.caseload=nan"]),
        (dict(autority="Leeds"), ["+scenario=abolish", "autority=Leeds"]),
        (dict(settings={"seed": 1.5}), ["+scenario=abolish", "seed=1.5"]),
        (dict(why="${seed}"), ["+scenario=abolish", "why=${seed}"]),
        (dict(policies="abolsh"), ["+scenario=abolsh"]),
        (dict(policies={"iro.caseload": 0}), ["policy.iro.caseload=0"]),
        (dict(policies={"seed": 3}), ["policy.seed=3"]),
        (dict(policies={"iro.caselod": 3}), ["policy.iro.caselod=3"]),
        (dict(policies={"pool": ["Leeds"]}), ["policy.pool=[Leeds]"]),
        (dict(policies=["abolish", {"iro.caseload": 50}]), None),
        (dict(policies=["keep"]), None),
        (dict(policies={"keep": {"iro.caseload": 50}}), None),
        (dict(policies={"a b": {"iro.caseload": 50}}), None),
        (dict(policies={"mine": {}}), None),
        (dict(policies={"mine": {"iro.caseload": 50}, "iro.caseload": 50}), None),
        (dict(policies=5), None),
        (dict(policies=[5]), None),
        (dict(authority="Leeds", settings={"authority.name": "York"}), None),
        (dict(settings={"hydra.run.dir": "x"}), None),
        (dict(settings={"--help": ""}), None),
    ],
)
def test_a_mistake_is_the_line_of_the_command(asked, words, capsys):
    with pytest.raises(ValueError) as refused:
        sim.compare(**{"policies": "abolish", **asked})
    assert isinstance(refused.value, sim.UserError)
    assert len(str(refused.value).splitlines()) == 1
    if words is not None:
        assert main(words) == 2
        assert capsys.readouterr().err == f"sim: {refused.value}\n"


def test_importing_is_light_and_shows_what_there_is():
    code = (
        "import sim, sys; print(*dir(sim));"
        "print(*[name for name in ('numpy', 'pandas', 'numba', 'mesa', 'hydra')"
        " if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], env=surroundings(), capture_output=True,
                          text=True, check=True)  # fmt: skip
    names, loaded = done.stdout.splitlines()
    assert {"compare", "run", "scenarios", "settings", "measures"} <= set(names.split())
    assert loaded == ""


def test_the_registers_are_tables():
    assert sim.settings().loc["iro.caseload", "policy"]
    assert sim.scenarios().index[0] == "keep"
    assert sim.scenarios().loc["caseload_cap", "changes"]
    assert sim.measures().loc["reviews_on_time", "better"] == "higher"
    for name in dir(sim):
        assert getattr(sim, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'compares'"):
        _ = sim.compares
