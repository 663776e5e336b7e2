"""One's own scenarios, and Hydra's flags, through the command as it is started."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import yaml

from sim.arms.scenarios import scenarios
from sim.errors import Exit

ROOT = Path(__file__).parents[2]
OPENS = "# @package _global_\n#\n# Fifty children to an IRO ({policy.iro.caseload}). And more.\n"
FIFTY = f"{OPENS}#\n# Law: guidance: as it is.\npolicy:\n  iro:\n    caseload: 50\n"
BROKEN = {  # files, and what the line must say of each
    "typo": (f"{OPENS}policy:\n  iro:\n    caselod: 50\n", "near it: policy.iro.caseload"),
    "torn": (f"{OPENS}policy:\n  iro: [\n", "cannot be read"),
    "placed": ("policy:\n  iro:\n    caseload: 50\n", "# @package _global_"),
    "nothing": ("# @package _global_\niro:\n  caseload: 50\n", "below policy:"),
    "braces": (FIFTY.replace("{policy.iro.caseload}", "{iro.lod}"), "{iro.lod}"),
    "far": (FIFTY.replace("50", "50000"), "policy.iro.caseload=50000 is not allowed"),
    "endless": (f"{OPENS}policy: &again\n  iro: *again\n", "cannot be read"),
    "huge": (FIFTY.replace("50", "5" * 400), "from 1 to 5000"),
    "both": (f"{OPENS}policy:\n  seed: 3\n", "holds in both arms"),
    "abolish": (FIFTY, "name of a scenario that is here already"),
    "two words": (FIFTY, "letters, digits"),
    "tabs": (FIFTY.replace("  ", "\t"), "line 7 begins with a tab"),
    "twice": (f"{FIFTY}    caseload: 40\n", "caseload stands in line 8 and in line 9"),
    "octal": (FIFTY.replace("50\n", "0412\n"), "0412 in line 8 can be read in two ways"),
    "sixty": (FIFTY.replace("50\n", "1:30\n"), "1:30 in line 8 can be read in two ways"),
    "tag": (FIFTY.replace("50\n", "!!int 50\n"), "line 8 holds !"),
    "deep": (f"{OPENS}policy: {'[' * 3000}", "must not lie deeper"),
    "escape": (FIFTY.replace("Fifty", "Fif\x1b[2Jty"), "line 3 holds a control character"),
    "long": (FIFTY + "# and on\n" * 300_000, "at most 100,000 bytes"),
    "with,comma": (FIFTY, "letters, digits"),
    "latin": ("# @package _global_\n# caf\xe9\npolicy: {}\n", "save it as UTF-8"),
}


@pytest.fixture
def here(tmp_path):
    """Return a working folder with scenarios of its own, most of them broken, and one elsewhere."""
    own = tmp_path / "configs" / "scenario"
    own.mkdir(parents=True)
    (own / "fifty.yaml").write_text(FIFTY, "utf-8")
    (own / "keep.yaml").write_bytes((ROOT / "configs/scenario/keep.yaml").read_bytes())
    for name, (text, _) in BROKEN.items():
        (own / f"{name}.yaml").write_text(text, "latin-1")
    os.mkfifo(own / "pipe.yaml")
    (own / "endless_device.yaml").symlink_to("/dev/zero")
    (own / "marked.yaml").write_bytes(b"\xef\xbb\xbf" + FIFTY.replace("\n", "\r\n").encode())
    (own / "gone.yaml").symlink_to(own / "nowhere")
    further = tmp_path / "of mine, too" / "scenario"
    further.mkdir(parents=True)
    (further / "forty.yaml").write_text(FIFTY.replace("50", "40"), "utf-8")
    base = "defaults: [config, _self_]\nyears: 1\nchallenge:\n  iro:\n    acts: 0.5\n"
    (further.parent / "base.yaml").write_text(base, "utf-8")
    return tmp_path


def asked(folder, *words):
    return subprocess.run(
        [sys.executable, "-m", "sim", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def refused(folder, *words):
    """Return the one line in which words are refused."""
    done = asked(folder, *words)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (Exit.MISTAKE, "", 1)
    return done.stderr


def shown(folder, *words):
    """Return what is printed in place of running."""
    done = asked(folder, *words)
    assert (done.returncode, done.stderr) == (Exit.DONE, "")
    assert not (folder / "results").exists()
    return done.stdout


NO_FILES = {"gone": "cannot be read", "pipe": "a pipe or a device",
            "endless_device": "a pipe or a device"}  # fmt: skip


@pytest.mark.parametrize("name", [*BROKEN, *NO_FILES])
def test_a_broken_scenario_is_refused_by_its_name_in_one_line(name, here):
    line = refused(here, f"+scenario={name}")
    assert f"+scenario={name} is not allowed" in line
    assert str(Path("configs", "scenario", f"{name}.yaml")) in line
    assert (NO_FILES.get(name) or BROKEN[name][1]) in line


@pytest.mark.slow
def test_help_lists_own_scenarios_and_why_others_cannot_be_used(here):
    text = " ".join(shown(here, "--help").split())
    assert "fifty Fifty children to an IRO (50)." in text
    assert text.count("cannot be used") == len(BROKEN) + len(NO_FILES)
    assert all(name in text for name in (*scenarios(), *BROKEN, "--cfg", "--config-dir"))
    assert "forty" not in text
    assert "forty" in shown(here, "--help", "-cd", "of mine, too")
    assert "Needs guidance: as it is." in shown(here, "--help", "fifty", "typo")


@pytest.mark.slow
def test_one_broken_scenario_leaves_the_others_as_they_are(here):
    composed = yaml.safe_load(shown(here, "+scenario=fifty", "seed=4", "--cfg", "job"))
    assert (composed["seed"], composed["policy"]) == (4, {"iro": {"caseload": 50}})
    composed = yaml.safe_load(shown(here, "+scenario=notify", "--cfg", "job"))
    assert composed["policy"] == {"social_worker": {"notification_rate": 1}}


@pytest.mark.slow
def test_a_byte_order_mark_and_line_ends_of_windows_are_nothing(here):
    composed = yaml.safe_load(shown(here, "+scenario=marked", "--cfg", "job"))
    assert composed["policy"] == {"iro": {"caseload": 50}}


def test_what_is_begun_from_is_refused_in_one_line_too(here):
    base = here / "configs" / "other.yaml"
    base.write_text("defaults: [config, _self_]\niro:\n\tcaseload: 90\n", "utf-8")
    assert "other.yaml: it cannot be read: line 3 begins" in refused(here, "-cn", "other")


@pytest.mark.slow
def test_a_folder_of_configs_holds_scenarios_and_what_to_begin_from(here):
    words = ["--config-dir", "of mine, too", "-cn", "base", "+scenario=forty"]
    composed = yaml.safe_load(shown(here, *words, "iro.caseload=90", "-c", "job"))
    assert (composed["years"], composed["challenge"]["iro"]["acts"]) == (1, 0.5)
    assert (composed["iro"]["caseload"], composed["policy"]["iro"]["caseload"]) == (90, 40)
    assert "no setting" not in refused(here, "-cn", "base")  # it is in the other folder
    assert "--config-dir=nowhere is not allowed" in refused(here, "--config-dir", "nowhere")


@pytest.mark.slow
def test_hydra_shows_its_config_and_where_it_looks(here):
    assert set(yaml.safe_load(shown(here, "--cfg", "hydra"))) == {"hydra"}
    assert {"hydra", "policy", "iro"} <= set(yaml.safe_load(shown(here, "seed=4", "--cfg", "all")))
    looked = shown(here, "-cd", "of mine, too", "--info", "searchpath")
    assert str(here / "of mine, too") in looked and str(here / "configs") in looked
    assert "Config search path" in shown(here, "--info")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--cfg", "everything"], "one of job, hydra, all"),
        (["--cfg"], "one of job, hydra, all"),
        (["--info", "nothing"], "searchpath"),
        (["-m", "seed=1,2", "--cfg", "job"], "not allowed with -m"),
        (["--config-dir"], "must be a folder"),
        (["--config-name"], "without a name"),
        (["--cfg", "job", "seed=-3"], "seed=-3 is not allowed"),
        (["--resolve"], "the flags are"),
    ],
)
def test_a_flag_that_cannot_be_is_one_line(words, said, here):
    assert said in refused(here, *words)


@pytest.mark.slow
def test_an_own_scenario_is_run_and_swept_with_what_was_begun_from(here):
    small = ["authority.name=Rutland", "warm_up_years=1", "replications=2", "-cn", "base"]
    words = ["-cd", "of mine, too", "+scenario=forty", "hydra.run.dir=run", *small]
    assert asked(here, *words).returncode == Exit.DONE
    run = json.loads((here / "run" / "run.json").read_text("utf-8"))
    assert run["scenario"] == "forty"
    worlds = pd.read_csv(here / "run" / "worlds.csv")
    assert set(worlds["challenge.iro.acts"]) == {0.5}  # set by a file, so it is held
    words = ["-m", "-cd", "of mine, too", "+scenario=forty,fifty", "hydra.sweep.dir=swept", *small]
    assert asked(here, *words).returncode == Exit.DONE
    assert (here / "swept" / "sweep.csv").is_file()
