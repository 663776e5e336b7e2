"""The command refuses what it cannot run in one line, with code 2, before anything is written."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from studies import ended, surroundings

from sim.arms.resolve import Arms
from sim.arms.scenarios import scenarios
from sim.cli import main
from sim.cli.arguments import read
from sim.errors import Exit, UserError
from sim.study import one_policy, session
from sim.study.choose_folder import check_folder

ROOT = Path(__file__).parents[2]

# what is typed, and what the line must say
MISTAKES = {
    "+scenario=abolsh": ["near it: abolish", *scenarios()],
    "+scenario=": list(scenarios()),
    "+scenario=../config": ["must be one of"],
    "+scenario=keep,abolish": ["must be one of"],
    "scenario=abolish": ["+scenario=abolish"],
    "++scenario=abolish": ["+scenario=abolish"],
    "iro.caselod=70": ["no setting iro.caselod", "near it: iro.caseload"],
    "caseload=70": ["iro.caseload, social_worker.caseload"],
    "policy.iro.caselod=70": ["near it: policy.iro.caseload"],
    "nonsense_of_some_kind=1": ["no setting nonsense_of_some_kind", "--help"],
    "iro=3": ["room of settings", "iro.caseload"],
    "iro.extra_duties={prevalence: 0}": ["room of settings", "iro.extra_duties.prevalence"],
    "policy.iro=3": ["room of settings", "iro.caseload"],
    "policy=3": ["policy.<setting>=value"],
    "--frobnicate": ["--help"],
    "-x": ["--help"],
    "seed=1,2": ["seed=1,2", "put -m first"],
    "resume=": ["folder of an interrupted study"],
    "iro.extra_duties.prevalence=1.2": ["iro.extra_duties.prevalence=1.2", "from 0 to 1"],
    "iro.extra_duties.prevalence=-0.1": ["from 0 to 1"],
    "iro.caseload=nan": ["iro.caseload=nan", "from 1 to 5000"],
    "iro.caseload=inf": ["iro.caseload=inf", "from 1 to 5000"],
    "iro.caseload=-inf": ["iro.caseload=-inf"],
    "policy.iro.caseload=nan": ["policy.iro.caseload=nan", "from 1 to 5000"],
    "policy.challenge.iro.acts=2": ["policy.challenge.iro.acts=2", "from 0 to 1"],
    "review.tasks.meeting.hours=-1": ["review.tasks.meeting.hours=-1", "from 0 to 160"],
    "replications=0": ["replications=0", "whole number from 1"],
    "years=0": ["years=0", "from 1 to 30"],
    "years=1.5": ["years=1.5", "whole number"],
    "seed=-1": ["seed=-1", "from 0 to 9007199254740992"],
    f"seed={10**30}": [f"seed={10**30}", "from 0 to"],
    f"iro.caseload={10**400}": ["from 1 to 5000"],
    "seed=" + "7" * 5000: ["whole number"],
    "seed=many": ["seed=many", "whole number"],
    "seed=true": ["whole number"],
    "seed=": ["seed=", "whole number"],
    "seed=null": ["whole number"],
    "seed=${years}": ["whole number"],
    "seed=[1]": ["whole number"],
    "iro.caseload=(5": ["iro.caseload=(5", "from 1 to 5000"],
    "iro.employer=cafcass": ["authority, outside, none"],
    "social_worker.dedicated=perhaps": ["true or false"],
    "uncertainty=sampled": ["uncertainty=sampled", "worlds took its place", "worlds=plausible"],
    "precision=5": ["precision=5", "precision_of=reviews_on_time", "from 0.00001 to 1"],
    "start=2025-02-30": ["start=2025-02-30", "YYYY-MM-DD"],
    "start=20250401": ["YYYY-MM-DD"],
    "start=1999-12-31": ["from 2000-01-01 to 2100-01-01"],
    "start=2100-01-02": ["from 2000-01-01 to 2100-01-01"],
    "start=tomorrow": ["YYYY-MM-DD"],
    "compute.address=foo": ["compute.address=foo", "tcp://127.0.0.1:8786"],
    "compute=dask": ["write compute.kind=dask"],
    "compute=dusk": ["room of settings", "compute.kind"],
    "compute.kind=dusk": ["one of threads, dask"],
    "authority=england": ["write authority.scope=england"],
    "authority=leeds": ["room of settings", "authority.name"],
    "policy.iro=outside": ["write policy.iro.employer=outside"],
    "authority.name=Atlantis": ["authority.name=Atlantis", "151 English authorities"],
    "authority.name=Leds": ["near it: Leeds"],
    "authority.name=west": ["fits several: ", "West Berkshire; West Northamptonshire"],
    "authority.name=": ["151 English authorities"],
    "authority.name=two\nlines": ["two lines"],
    "policy.seed=3": ["holds in both arms", "write seed=3"],
    "policy.authority.name=Leeds": ["holds in both arms"],
    "seed": ["write name=value"],
    "": ["write name=value"],
    "=3": ["write name=value"],
    "+seed=3": ["without +"],
    "~seed": ["without ~"],
    "hydra.output_subdir=x": ["hydra.run.dir"],
    "hydra.run.dir=": ["path of a folder"],
    "hydra.run.dir=out/${seed}": ["path of a folder"],
    "authority.file=${oc.env:HOME}/a.yaml": ["authority.file=${oc.env:HOME}/a.yaml", "written out"],
    "authority.file=\\${": ["authority.file=\\${", "written out"],
    "care.age_at_start.under_1=0.9": ["care.age_at_start", "1.46", "1 or less"],
    "care.routes.from_16.home=0.5": ["care.routes.from_16", "1 or less"],
    "care.placement.foster=0.95": ["care.placement", "1 or less"],
    "iro.employer=none": ["review.chair=iro", "iro.employer=none", "team_manager"],
    "policy.iro.employer=none": ["review.chair=iro", "policy.iro.employer=none"],
}


class Held(NamedTuple):
    """What a session was asked to hold."""

    arms: Arms
    scenario: str
    folder: Path
    program: str
    words: tuple[str, ...]
    part: Path | None


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Return an empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def runs(monkeypatch):
    """Return the sessions that would be held; a stand-in answers each with code 0."""
    calls, asked, study_of = [], [], one_policy.one_policy

    def begun(arms, scenario):
        asked[:] = [arms, scenario]
        return study_of(arms, scenario)

    def run_session(study, program, words, folder, part):
        calls.append(Held(*asked, folder, program, words, part))
        return 0

    monkeypatch.setattr(one_policy, "one_policy", begun)
    monkeypatch.setattr(session, "run_session", run_session)
    return calls


def one_line(capsys) -> str:
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    return printed.err


@pytest.mark.parametrize("word", MISTAKES)
def test_a_mistake_gets_one_line_and_code_2(word, here, runs, capsys):
    assert main.main([word]) == Exit.MISTAKE
    line = one_line(capsys)
    for part in MISTAKES[word]:
        assert part in line
    assert "not allowed" in line
    assert list(here.iterdir()) == []
    assert runs == []


@pytest.mark.parametrize("word", ["", "+scenario=abolish"])
def test_without_a_mistake_the_study_runs(word, here, runs):
    assert main.main([word] if word else []) == Exit.DONE
    ((arms, scenario, folder, program, words, part),) = runs
    assert (program, words, part) == ("python -m sim", (word,) if word else (), None)
    assert arms.today.iro.employer == "authority"
    assert scenario == ("abolish" if word else "keep")
    assert (arms.under_policy is None) == (not word)
    assert folder.parts[:2] == ("results", scenario)
    assert ":" not in str(folder)
    assert arms.flags["social_worker.caseload"] == "national"
    assert list(here.iterdir()) == []  # the study makes the folder


@pytest.mark.parametrize(
    "words",
    [
        ["+scenario=keep"],
        ["+scenario=caseload_cap", "policy.iro.caseload=null"],
        ["policy.iro.caseload=null"],
        ["iro.caseload=100"],
    ],
)
def test_where_no_policy_sets_anything_there_is_one_arm(words, here, runs):
    main.main(words)
    arms, scenario, *_ = runs[0]
    assert (arms.under_policy, scenario) == (None, "keep")


@pytest.mark.parametrize("words", [["policy.iro.caseload=50"], ["+scenario=keep", "policy.iro.caseload=50"]])  # fmt: skip # noqa: E501
def test_a_policy_that_no_file_states_is_ones_own(words, here, runs):
    main.main(words)
    arms, scenario, folder, *_ = runs[0]
    assert (arms.today.iro.caseload, arms.under_policy.iro.caseload) == (70, 50)
    assert (scenario, folder.parts[1]) == ("own_policy", "own_policy")


def test_the_command_line_goes_before_the_scenarios_file(here, runs):
    main.main(["+scenario=caseload_cap", "policy.iro.caseload=50", "iro.caseload=90"])
    arms, scenario, *_ = runs[0]
    assert (arms.today.iro.caseload, arms.under_policy.iro.caseload) == (90, 50)
    assert scenario == "caseload_cap"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["authority.name=York", "authority.name=Rutland"], "authority.name is given twice"),
        (["seed=3", "seed=3"], "seed=3 is not allowed: seed is given twice, seed=3 before it"),
        (["policy.iro.caseload=50", "seed=2", "policy.iro.caseload=60"], "given twice"),
        (["hydra.run.dir=a", "hydra.run.dir=b"], "hydra.run.dir=a before it"),
        (["-m", "seed=1,2", "seed=3"], "given twice, seed=1 before it"),
    ],
)
def test_what_is_given_twice_is_refused(words, said, here, runs, capsys):
    assert main.main(words) == Exit.MISTAKE
    assert said in one_line(capsys)
    assert runs == []


@pytest.mark.parametrize(
    "word",
    ["hydra.run.dir=~/mine", "hydra.sweep.dir=~/mine", "resume=~/mine"],
)
def test_the_home_folder_is_meant_by_its_sign(word, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    asked = read([word])
    assert (asked.folder or asked.resume) == tmp_path / "mine"
    (tmp_path / "mine").mkdir()
    assert read(["--config-dir", "~/mine", "--help"]).help == ()
    with pytest.raises(UserError, match="nobody of that name has a home"):
        read(["hydra.run.dir=~nobody-of-this-name/mine"])


@pytest.mark.parametrize(
    "word",
    [f"seed={'x' * 5000}", f"authority.file={'a/' * 3000}", "y" * 5000, f"resume={'z' * 5000}",
     f"+scenario={'x' * 5000}", f"--config-dir={'x' * 5000}", f"hydra.run.dir={'b' * 5000}",
     f"policy.pool=[{'Leeds,' * 3000}Leeds]", f"authority.name={'Leeds ' * 3000}",
     "authority.name=\x1b[2JLeeds", "seed=\x00", "hydra.run.dir=a\x07b", "start=\u202e1",
     f"resume={'z' * 300}.part-123456", f"resume={'a/' * 3000}b.part-123456",
     f"resume={'a/' * 3000}", f"hydra.run.dir={'a/' * 3000}", f"hydra.run.dir=a/{'b' * 300}/c",
     f"hydra.run.dir=~/{'a/' * 3000}", f"--config-dir={'a/' * 3000}",
     f"--config-name={'x' * 300}", f"--config-name={'a/' * 3000}"],
    ids=range(22),
)  # fmt: skip
def test_what_is_refused_is_echoed_cut_short_and_printable(word, here, runs, capsys):
    assert main.main([word]) == Exit.MISTAKE
    line = one_line(capsys)
    assert len(line) < 1200 and line.strip().isprintable()
    assert (list(here.iterdir()), runs) == ([], [])


def test_a_whole_number_will_do_for_a_number(here, runs):
    main.main(["iro.caseload=80"])
    assert isinstance(runs[0].arms.today.iro.caseload, float)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Bristol", "Bristol, City of"),
        ("Bristol, City of", "Bristol, City of"),
        ("'bristol'", "Bristol, City of"),
        ("Bournemouth, Christchurch and Poole", "Bournemouth, Christchurch and Poole"),
        ("St Helens", "St. Helens"),
    ],
)
def test_an_authoritys_name_may_hold_commas(typed, name, here, runs):
    assert main.main([f"authority.name={typed}"]) == Exit.DONE
    assert runs[0].arms.today.authority.name == name


def test_results_go_to_the_folder_that_was_named(here, runs):
    main.main(["hydra.run.dir=my results, final/a=b"])
    assert runs[0].folder == Path("my results, final/a=b")
    assert runs[0].words == ()
    assert list(here.iterdir()) == []


def test_an_occupied_folder_is_left_as_it_was(here, runs, capsys):
    kept = here / "run" / "summary.csv"
    kept.parent.mkdir()
    kept.write_bytes(b"kept\n")
    before = kept.parent.stat().st_mtime_ns
    assert main.main(["hydra.run.dir=run"]) == Exit.MISTAKE
    assert "hydra.run.dir=run" in one_line(capsys)
    assert kept.read_bytes() == b"kept\n"
    assert list(here.rglob("*")) == [kept.parent, kept]
    assert kept.parent.stat().st_mtime_ns == before
    assert runs == []


@pytest.mark.parametrize("path", ["file", "file/run", "file/deep/run", "x" * 300, "link"])
def test_a_folder_that_cannot_be_made_is_refused(path, here, runs, capsys):
    (here / "file").write_text("a file")
    (here / "link").symlink_to(here / "nowhere")
    assert main.main([f"hydra.run.dir={path}"]) == Exit.MISTAKE
    assert f"hydra.run.dir={path[:40]}" in one_line(capsys)
    assert sorted(p.name for p in here.iterdir()) == ["file", "link"]
    assert runs == []


def test_results_below_a_file_are_refused_though_nobody_named_them(here, runs, capsys):
    (here / "results").write_text("a file")
    assert main.main([]) == Exit.MISTAKE
    assert "below a file" in one_line(capsys)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write_is_refused(here):
    here.chmod(0o500)
    try:
        with pytest.raises(UserError, match="cannot be written"):
            check_folder(here / "run")
    finally:
        here.chmod(0o700)


def test_an_empty_folder_will_do(here):
    check_folder(here)
    assert list(here.iterdir()) == []


def test_a_fault_of_ours_is_code_1(here, monkeypatch, capsys):
    def run_session(*_):
        raise RuntimeError("broken")

    monkeypatch.setattr(session, "run_session", run_session)
    assert main.main([]) == Exit.FAULT
    line = capsys.readouterr().err.splitlines()[-1]
    assert "fault of ours" in line
    assert "test_command_line.py" in line
    assert "broken" in line


@pytest.mark.parametrize("code", [0, 3])
def test_the_studys_code_is_the_commands(code, here, monkeypatch):
    monkeypatch.setattr(session, "run_session", lambda *_: code)
    assert main.main([]) == code


def test_a_stop_from_the_keyboard_is_one_line(here, monkeypatch, capsys):
    monkeypatch.setattr(session, "run_session", lambda *_: signal.raise_signal(signal.SIGINT))
    assert main.main([]) == Exit.INTERRUPTED
    one_line(capsys)


def test_a_config_file_that_does_not_fit_is_one_line(here, runs, capsys):
    shutil.copytree(ROOT / "configs", here / "configs")
    own = here / "configs" / "scenario" / "own.yaml"
    own.write_text("# @package _global_\n# Mine.\npolicy:\n  seed: 3\n", encoding="utf-8")
    assert main.main(["+scenario=own"]) == Exit.MISTAKE
    assert "policy.seed" in one_line(capsys)
    assert runs == []


def test_help_lists_what_users_rely_on(capsys):
    assert main.main(["seed=3", "--help"]) == Exit.DONE
    text = capsys.readouterr().out
    for name in [
        "seed", "years", "start", "replications", "authority.name", "iro.caseload",
        "iro.extra_duties.prevalence", "iro.extra_duties.time_share", "social_worker.caseload",
        "social_worker.notification_rate", "policy.", "hydra.run.dir", "reviews_on_time",
        *scenarios(),
    ]:  # fmt: skip
        assert name in text
    assert max(len(line) for line in text.splitlines()) <= 100


def test_help_on_a_room_lists_that_room_only(capsys):
    main.main(["--help", "iro"])
    text = capsys.readouterr().out
    assert "iro.extra_duties.prevalence=0.62" in text
    assert "social_worker.caseload" not in text


def test_help_on_nothing_there_is_a_mistake(capsys):
    assert main.main(["--help", "irro"]) == Exit.MISTAKE
    assert "near it: iro" in one_line(capsys)


def test_version(capsys):
    assert main.main(["--version"]) == Exit.DONE
    assert capsys.readouterr().out.strip().endswith("0.1.0")


def test_a_scenario_asked_for_twice_must_be_the_same():
    assert read(["+scenario=notify", "+scenario=notify"]).overrides == ("+scenario=notify",)
    with pytest.raises(UserError):
        read(["+scenario=notify", "+scenario=keep"])


@pytest.mark.parametrize(
    "word", ["+scenario=abolsh", "seed=-1", "--frobnicate", "iro.employer=none"]
)
def test_as_started_a_mistake_gets_one_line_and_code_2(word, tmp_path):
    code, out, err = ended([word], cwd=tmp_path)
    assert (code, out) == (Exit.MISTAKE, "")
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_help_loads_nothing_slow(tmp_path):
    code = (
        "import sys; from sim.cli.main import main; main(['--help']);"
        "print(*{'hydra', 'omegaconf', 'mesa', 'numba', 'pandas', 'matplotlib', 'scipy'}"
        " & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=surroundings(),
                          capture_output=True, text=True)  # fmt: skip
    assert done.stdout.startswith("python -m sim")
    assert done.stderr.strip() == ""


def test_no_study_loads_anything_slow_before_it_begins():
    code = (
        "import sys; from importlib import import_module;"
        "[import_module(f'experiments.{name}') for name in ('compare.__main__', 'giving_way',"
        " 'flip_points.__main__', 'sensitivity.__main__')];"
        "print(*{'mesa', 'numba', 'pandas', 'matplotlib', 'scipy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=surroundings(),
                          capture_output=True, text=True)  # fmt: skip
    assert (done.stdout.strip(), done.stderr) == ("", "")


@pytest.mark.parametrize("topic", ["settings", "cost", "precision", "compute", "authority"])
def test_help_lists_settings_that_are_not_set(topic, capsys):
    assert main.main(["--help", topic]) == Exit.DONE
    assert "traceback" not in capsys.readouterr().err.lower()


@pytest.mark.parametrize(
    "module",
    ["benchmark", "calibrate", "compare", "coverage", "docs", "flip_points", "giving_way",
     "journey", "sensitivity", "validate"],
)  # fmt: skip
@pytest.mark.slow
def test_every_command_has_help(module, tmp_path):
    code, out, err = ended(["--help"], module=f"experiments.{module}", cwd=tmp_path)
    assert code == 0, err
    assert f"experiments.{module}" in out and len(out) > 200
