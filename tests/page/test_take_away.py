"""What can be taken away from the page: the report, pictures and tables of the command."""

import re
from pathlib import Path

import pytest

pytest.importorskip("solara", reason="the page's packages are not installed")

from sim.cli.main import main
from sim.page.result import WHOLE
from sim.page.visitor_question import Question
from sim.page.worker import Answers, keeps_months, understood

SMALL = "years=1 warm_up_years=1 replications=3"
FOLDER = re.compile(r"(/\S+/run|the page)\b")


def answered(question):
    """Return the last answer to a question."""
    came = []
    Answers(came.append)._answer(question)
    return came[-1]


@pytest.mark.slow
def test_all_of_it_is_the_commands(tmp_path):
    told = answered(Question(authority="Rutland", more=SMALL)).told[0]
    folder = tmp_path / "run"
    assert main([*told.command.split()[3:], f"hydra.run.dir={folder}"]) == 0
    written = {path.stem for path in folder.glob("*.csv")} - {"dictionary"}
    drawn = {path.name for path in (folder / "figures").iterdir()}
    files = told.files()
    assert set(files) == {"report.html", *drawn, *(f"{table}.csv" for table in written)}
    for table in written:
        assert files[f"{table}.csv"]() == (folder / f"{table}.csv").read_bytes(), table
    for name in drawn:
        assert files[name]() == (folder / "figures" / name).read_bytes(), name
    report = (folder / "report.html").read_text(encoding="utf-8")
    own = files["report.html"]().decode()
    assert sections(own) == sections(report)
    assert told.command in own


def sections(report):
    """Return a report but for how to run it again, which names the folder that it stands in."""
    before, again, after = re.split(r"(<h2[^>]*>How to run it again.*?(?=<h2))", report,
                                    maxsplit=1, flags=re.DOTALL)  # fmt: skip
    assert again
    return before, after


def test_months_are_kept_unless_they_are_too_many():
    def kept(more="", policies=("abolish",)):
        return keeps_months(*understood(Question(policies=policies, more=more)))

    assert kept()
    assert kept(policies=("abolish", "notify", "strengthen"))
    assert not kept("years=10 replications=400")


@pytest.mark.slow
def test_what_has_no_months_gives_what_is_made_without(monkeypatch):
    monkeypatch.setattr("sim.page.worker.KEPT", 0)
    told = answered(Question(authority="Rutland", more=SMALL)).told[0]
    assert not told.by_month
    files = told.files()
    tables = {f"{table}.csv" for table in WHOLE}
    assert set(files) == {"differences.svg", "differences.png", *tables}
    assert files["differences.svg"]().startswith(b"<?xml")
    assert all(files[table]() for table in tables)


@pytest.mark.slow
def test_a_report_a_picture_and_a_table_are_saved(visit):
    from in_browser import small

    page = small(visit)

    def saved(name):
        with page.expect_download() as downloading:
            page.get_by_role("button", name=f"Download {name}", exact=True).click()
        assert downloading.value.suggested_filename == f"abolish_{name}"
        return Path(downloading.value.path()).read_bytes()

    assert saved("report.html").startswith(b"<!DOCTYPE html>")
    assert saved("costs.png").startswith(b"\x89PNG\r\n")
    assert b"<svg" in saved("over_time.svg")
    assert saved("years.csv").startswith(b"authority,year")
    # once more, though its content is the same
    assert saved("years.csv").startswith(b"authority,year")
