"""A council's own figures: what the file may hold, and what becomes of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sim.cli.arguments import read as read_line
from sim.cli.ask import ask
from sim.data.council_figures import SETTINGS, read
from sim.errors import UserError, printable
from sim.settings import Settings
from sim.study.notes import authority_words

ROOT = Path(__file__).parents[2]

NEEDED = "children_looked_after: 400\nstarted_in_year: 160\nceased_in_year: 150\n"


@pytest.fixture
def file(tmp_path):
    """Return what writes a file of so many lines and returns its path."""

    def write(text):
        path = tmp_path / "mine.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_what_is_in_the_file_holds_and_the_rest_is_england_s(file):
    path = file(NEEDED + "name: Ourshire\niro_caseload: 80\nagency_pct: 5\n")
    arms = ask(read_line([f"authority.file={path}"]))
    today = arms.today
    assert (today.authority.name, today.authority.children_looked_after) == ("Ourshire", 400)
    assert (today.iro.caseload, today.social_worker.agency_share) == (80, 5)
    assert arms.flags["social_worker.agency_share"] == "set by user"
    assert arms.flags["social_worker.caseload"] == "national"
    assert "iro.caseload" in arms.fixed  # no draw of beliefs changes it


@pytest.mark.slow
def test_both_arms_have_the_figures(file):
    path = file(NEEDED + "iro_posts: 5\n")
    arms = ask(read_line(["+scenario=relocate", f"authority.file={path}"]))
    assert arms.today.iro.caseload == arms.under_policy.iro.caseload == 80
    assert arms.under_policy.authority.name == "mine"  # by the file's name


def test_child_protection_cases_are_taken_out_of_the_caseload(file):
    own = read(file(NEEDED + "iro_caseload: 100\nchild_protection_share: 0.25\n"))
    assert own.values["iro.caseload"] == 75


def test_the_command_line_goes_before_the_file(file):
    path = file(NEEDED + "iro_caseload: 80\n")
    arms = ask(read_line([f"authority.file={path}", "iro.caseload=60"]))
    assert arms.today.iro.caseload == 60


def test_the_share_in_time_is_there_to_compare_with(file):
    path = file(NEEDED + "reviews_on_time: 0.91\n")
    assert ask(read_line([f"authority.file={path}"])).reviews_on_time == 0.91
    assert ask(read_line([])).reviews_on_time is None


BELOW = "below every published council's"
SAID = {  # what a file holds, and what its refusal says
    "children_looked_after: 400\n": "started_in_year, ceased_in_year must be in it",
    NEEDED + "iro_caselod: 3\n": "no figure iro_caselod; it must be name, iro_caseload",
    NEEDED + "iro_caseload: many\n": "iro_caseload: many in line 4 must be a number from 1 to 5000",
    NEEDED + "iro_caseload: yes\n": "iro_caseload: yes in line 4 must be a number",
    NEEDED + "iro_caseload: .nan\n": "iro_caseload: .nan in line 4 must be a number",
    NEEDED + "iro_caseload: 1:30\n": "iro_caseload: 1:30 in line 4 must be a number",
    NEEDED + "iro_caseload: [80]\n": "iro_caseload must be a number",
    NEEDED + "iro_caseload: \u0664\u0661\n": "must be a number",
    NEEDED + "iro_caseload: 5e1\n": "must be a number",
    NEEDED + "iro_caseload: 0x50\n": "must be a number",
    NEEDED + f"iro_caseload: {'7' * 5000}\n": "77... in line 4 must be a number from 1 to 5000",
    NEEDED.replace(
        "400", "1,400"
    ): "children_looked_after: 1,400 in line 1 must be a number from 0 to 20000; write it 1400",
    NEEDED + "agency_pct: 15%\n": "write it 15",
    NEEDED + "agency_pct: 101\n": "agency_pct: 101 in line 4 must be a number from 0 to 100",
    NEEDED + "agency_pct: 0.15\n": BELOW,
    NEEDED + "vacancy_pct: 80\n": "above every published council's",
    NEEDED + "social_worker_turnover_pct: 0\n": BELOW,
    NEEDED + "reviews_on_time: 91\n": "from 0 to 1; as a share, 0.91 is 91%",
    NEEDED + "agency_pct: c\n": "suppressed: leave the line out",
    NEEDED + "agency_pct: X\n": "suppressed: leave the line out",
    NEEDED + "agency_pct: '-'\n": "suppressed: leave the line out",
    NEEDED + "agency_pct: ..\n": "suppressed: leave the line out",
    NEEDED + "agency_pct: [c]\n": "agency_pct: [c] in line 4 is suppressed: leave the line out",
    NEEDED + "agency_pct: [low]\n": "suppressed: leave the line out",
    NEEDED + "agency_pct: -\n": "agency_pct: - in line 4 is suppressed: leave the line out",
    NEEDED + "agency_pct: * # none\n": "agency_pct: * in line 4 is suppressed",
    NEEDED + "agency_pct: :\n": "agency_pct: : in line 4 is suppressed",
    NEEDED + "agency_pct: <5\n": "agency_pct: <5 in line 4 is suppressed",
    NEEDED.replace(
        "400", "c"
    ): "children_looked_after: c in line 1 is suppressed: it must be a number",
    NEEDED.replace("400", "1\u00a0400"): "write it 1400",
    NEEDED.replace("400", "1 400"): "write it 1400",
    NEEDED + "agency_pct: 15,5\n": "write it 15.5",
    NEEDED + "agency_pct: 0.35\n": "agency_pct: 0.35 in line 4 is 0.35%: is it meant? If 35%",
    NEEDED + "reviews_on_time: 91%\n": "write it 0.91",
    NEEDED + "name:\tFord\n": "line 4 holds a tab",
    NEEDED + "\u00a0name: Ford\n": "line 4 holds a no-break space where a blank must be",
    NEEDED + "name:\u00a0Ford\n": "line 4 holds a no-break space where a blank must be",
    NEEDED + "NAME: Ford\n": "there is no figure NAME; it must be name",
    NEEDED + "name: All England\n": "is taken",
    NEEDED + "name: \uff21verage_\n": "is taken",
    NEEDED + "agency_pct:\n": "empty: leave the line out",
    NEEDED + "iro_posts: 5\niro_caseload: 80\n": "must not both be in it",
    NEEDED.replace("400", "4000")
    + "iro_posts: 0.1\n": "iro_posts: 0.1 with children_looked_after: 4000 makes",
    NEEDED + "child_protection_share: 0.2\n": "must come with iro_caseload",
    NEEDED + "started_in_year: 3\n": "started_in_year stands in line 2 and in line 4",
    NEEDED + "name: average\n": "name: average is taken",
    NEEDED + "name: The England, all\n": "is taken",
    NEEDED + "name:\n": "name must not be empty",
    NEEDED + "name: '  '\n": "name must not be empty",
    NEEDED + "name: [a]\n": "name must be one text",
    NEEDED + f"name: {'a' * 90}\n": "must be at most 80 letters",
    NEEDED + "name: Ford\x1b[2Jshire\n": "line 4 holds a control character: name: Ford?[2Jshire",
    NEEDED + 'name: "Ford\\e[2Jshire"\n': "control character",
    NEEDED + "name: Ford\u202eshire\n": "line 4 holds a control character",
    NEEDED + "---\nname: b\n": "begins a second document",
    NEEDED + "name: &a Ford\n": "line 4 holds & or *",
    NEEDED + "name: !!python/name:os.system Ford\n": "line 4 holds !",
    "\tname: a\n": "line 1 begins with a tab",
    "- 3\n": "it must hold lines",
    'a: "\\UFFFFFFFF"\n': "it is no YAML",
    "": "it must hold lines",
    "a: [\n": "it is no YAML at line",
    "a: " + "[" * 3000: "line 1 must not lie deeper",
    "? [a]\n: 3\n": "must begin with a name and a colon",
    "# no end\n" * 300_000: "at most 100,000 bytes",
}


@pytest.mark.parametrize("text", SAID, ids=[said[:40] for said in SAID.values()])
def test_a_file_that_will_not_do_is_one_line(file, text):
    path = file(text)
    with pytest.raises(UserError) as refused:
        read(path)
    line = str(refused.value)
    assert SAID[text] in line and path in line and "\n" not in line
    assert line == printable(line) and len(line) < 700


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (NEEDED.encode() + b"# cost \xa340\n", "save it as UTF-8, line 4"),
        (NEEDED.encode("utf-16"), "save it as UTF-8"),
        (NEEDED.encode("utf-16-le"), "save it as UTF-8"),
    ],
)
def test_another_encoding_is_told_from_a_mistake(tmp_path, written, said):
    path = tmp_path / "mine.yaml"
    path.write_bytes(written)
    with pytest.raises(UserError, match=said):
        read(str(path))


def test_what_people_write_is_read_as_they_mean_it(tmp_path):
    path = tmp_path / "mine.yaml"
    lines = ["name: No", "children_looked_after: 0412", 'started_in_year: "158"',
             "ceased_in_year: 151.0 # of them 3 adopted", "agency_pct: 0"]  # fmt: skip
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    own = read(str(path))
    assert own.name == "No"
    assert list(own.values.values()) == [412, 158, 151, 0]
    path.write_text(NEEDED + "name: Fordshire $x^{ & 'York'\n", "utf-8")
    assert read(str(path)).name == "Fordshire $x^{ & 'York'"


def test_a_file_that_keeps_its_reader_waiting_is_not_waited_for():
    log = Path("/proc/kmsg")  # a file by its kind, that gives the next message of the kernel's
    if not log.is_file() or os.geteuid() != 0:
        pytest.skip("there is no such file here, or not for us")
    read_by_force = [
        sys.executable,
        "-c",
        f"from sim.data.text_file import *; text_of(Path('{log}'))",
    ]
    done = subprocess.run(read_by_force, timeout=60, capture_output=True, text=True, check=False,
                          env={**os.environ, "PYTHONPATH": str(ROOT)})  # fmt: skip
    assert "UserError" in done.stderr


@pytest.mark.parametrize("special", ["pipe", "folder", "device"])
def test_what_is_no_file_is_not_waited_for(tmp_path, special):
    path = tmp_path / "mine.yaml"
    if special == "pipe":
        os.mkfifo(path)
    elif special == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero")
    with pytest.raises(UserError, match="a folder, a pipe or a device"):
        read(str(path))


def test_the_home_folder_is_meant_by_its_sign(file, monkeypatch):
    path = Path(file(NEEDED))
    monkeypatch.setenv("HOME", str(path.parent))
    assert read("~/mine.yaml").name == "mine"
    with pytest.raises(UserError, match="nobody of that name"):
        read("~nobody-of-this-name/mine.yaml")


def test_own_figures_are_marked_so_in_every_title(file):
    arms = ask(read_line([f"authority.file={file(NEEDED + 'name: Leeds')}"]))
    assert authority_words(arms) == "Leeds (own figures)"


def test_the_command_refuses_a_file_in_one_line(file):
    path = file(NEEDED.replace("400", "4000"))
    done = subprocess.run(
        [sys.executable, "-m", "sim", "+scenario=abolish", f"authority.file={path}"],
        capture_output=True, text=True, cwd=Path(path).parent, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "children_looked_after=4000 is not allowed with" in done.stderr
    assert "authority.children" not in done.stderr  # which nobody typed
    assert "(the mean of started_in_year and ceased_in_year)" in done.stderr


def test_a_file_that_is_not_there_is_one_line():
    with pytest.raises(UserError, match=r"authority.file=none.yaml .*cannot be read"):
        ask(read_line(["authority.file=none.yaml"]))


def test_a_file_and_a_name_do_not_go_together(file):
    with pytest.raises(UserError, match="with another authority"):
        ask(read_line([f"authority.file={file(NEEDED)}", "authority.name=Leeds"]))


def test_figures_that_cannot_hold_together_are_refused_by_name(file):
    with pytest.raises(UserError, match=r": children_looked_after=4000"):
        ask(read_line([f"authority.file={file(NEEDED.replace('400', '4000'))}"]))


def test_every_figure_of_the_file_gives_a_setting_that_there_is():
    from sim.settings import register

    names = {setting.name for setting in register(Settings())}
    assert set(SETTINGS.values()) <= names
