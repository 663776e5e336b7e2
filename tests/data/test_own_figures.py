"""A council's own figures: what the file may hold, and what becomes of it."""

import pytest

from sim.cli.arguments import read as read_line
from sim.cli.ask import ask
from sim.data.council_figures import SETTINGS, read
from sim.errors import UserError
from sim.settings import Settings

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


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("children_looked_after: 400\n", "started_in_year, ceased_in_year must be in it"),
        (NEEDED + "iro_caselod: 3\n", "no figure iro_caselod; it must be name, iro_caseload"),
        (NEEDED + "iro_caseload: many\n", "iro_caseload: many must be a number from 1 to 5000"),
        (NEEDED + "iro_caseload: yes\n", "iro_caseload: True must be a number"),
        (NEEDED + "iro_caseload: .nan\n", "iro_caseload: nan must be a number"),
        (NEEDED + "agency_pct: 101\n", "agency_pct: 101 must be a number from 0 to 100"),
        (NEEDED + "iro_posts: 5\niro_caseload: 80\n", "must not both be in it"),
        (NEEDED + "child_protection_share: 0.2\n", "must come with iro_caseload"),
        ("- 3\n", "it must hold lines"),
        ("a: [\n", "it is no YAML"),
    ],
)
def test_a_file_that_will_not_do_is_one_line(file, text, says):
    path = file(text)
    with pytest.raises(UserError) as refused:
        ask(read_line([f"authority.file={path}"]))
    line = str(refused.value)
    assert says in line and f"authority.file={path}" in line and "\n" not in line


def test_a_file_that_is_not_there_is_one_line():
    with pytest.raises(UserError, match=r"authority.file=none.yaml .*cannot be read"):
        ask(read_line(["authority.file=none.yaml"]))


def test_a_file_and_a_name_do_not_go_together(file):
    with pytest.raises(UserError, match="with another authority"):
        ask(read_line([f"authority.file={file(NEEDED)}", "authority.name=Leeds"]))


def test_figures_that_cannot_hold_together_are_refused_by_name(file):
    with pytest.raises(UserError, match=r"authority\.children_looked_after=4000"):
        ask(read_line([f"authority.file={file(NEEDED.replace('400', '4000'))}"]))


def test_every_figure_of_the_file_gives_a_setting_that_there_is():
    from sim.settings import register

    names = {setting.name for setting in register(Settings())}
    assert set(SETTINGS.values()) <= names
