"""A newer year's figures: read, checked, refused with a line a mistake, never overwritten."""

import csv
import subprocess
import sys

import pytest

from experiments.authorities.__main__ import newer_year
from experiments.authorities.checks import jumped
from experiments.authorities.names import Names, Successors, expected, plain
from experiments.authorities.published_columns import AUTHORITY, ENGLAND, jumps
from experiments.authorities.reading import columns_by_title, year_of
from sim.data import authorities

COLUMNS = [column.name for column in AUTHORITY]
LEEDS = {
    "children_looked_after": 1400, "started_in_year": 420, "ceased_in_year": 400,
    "rate_per_10000": 80, "pct_3plus_placements": 9, "pct_long_term_stable": 70, "pct_missing": 8,
    "pct_3plus_social_workers": 20, "social_worker_caseload": 14.2, "social_workers_fte": 500,
    "social_worker_turnover_pct": 9, "agency_pct": 0, "vacancy_pct": 6,
    "care_applications_per_10000": 9,
}  # fmt: skip
SMALL = LEEDS | {"children_looked_after": 40, "started_in_year": 15, "ceased_in_year": 12,
                 "social_workers_fte": 20}  # fmt: skip
NATION = LEEDS | {"children_looked_after": 1440, "started_in_year": 435, "ceased_in_year": 412}
LISTED = {"Leeds": LEEDS, "Rutland": SMALL}


def table(file, rows, year, header=("authority", "year", *COLUMNS)):
    with file.open("w", encoding="utf-8", newline="") as lines:
        written = csv.DictWriter(lines, header)
        written.writeheader()
        for name, row in rows.items():
            written.writerow({"authority": name, "year": year} | row)


@pytest.fixture
def data(tmp_path):
    """The data of 2025 of a country of two authorities."""
    folder = tmp_path / "data"
    folder.mkdir()
    table(folder / "authorities_2025.csv", LISTED, 2025)
    header = ["year", *(column.name for column in ENGLAND)]
    with (folder / "england_2016_2025.csv").open("w", encoding="utf-8", newline="") as lines:
        written = csv.DictWriter(lines, header)
        written.writeheader()
        written.writerow({"year": 2024, "adopted": 30})
        written.writerow({"year": 2025} | NATION)
    return folder


def asked(tmp_path, rows, name="2026.csv"):
    file = tmp_path / name
    table(file, rows, 2026)
    return file


def test_a_newer_year_is_written_beside_the_older_one(data, tmp_path):
    rows = {"LEEDS ": LEEDS | {"children_looked_after": "1,410"}, "Rutland": SMALL,
            "England": NATION | {"children_looked_after": 1450}}  # fmt: skip
    mistakes, said = newer_year(asked(tmp_path, rows), 2026, data)
    assert mistakes == []
    assert len(said) == 2
    with (data / "authorities_2026.csv").open(encoding="utf-8", newline="") as lines:
        written = list(csv.DictReader(lines))
    assert [row["authority"] for row in written] == ["Leeds", "Rutland"]
    assert written[0]["children_looked_after"] == "1410"
    assert written[0]["agency_pct"] == "0"  # a share of nought is a value
    with (data / "england_2016_2026.csv").open(encoding="utf-8", newline="") as lines:
        england = list(csv.DictReader(lines))
    assert [row["year"] for row in england] == ["2024", "2025", "2026"]
    assert england[0]["adopted"] == "30"
    assert england[2]["children_looked_after"] == "1450"


def test_where_one_file_cannot_be_written_neither_is(data, tmp_path):
    (data / "england_2016_2026.csv.new").mkdir()
    with pytest.raises(OSError, match=r"england_2016_2026\.csv"):
        newer_year(asked(tmp_path, {**LISTED, "England": NATION}), 2026, data)
    (data / "england_2016_2026.csv.new").rmdir()
    assert sorted(file.name for file in data.iterdir()) == [
        "authorities_2025.csv", "england_2016_2025.csv"]  # fmt: skip


def test_the_program_reads_the_newest(data, tmp_path):
    assert authorities.newest(data, "authorities").name == "authorities_2025.csv"
    newer_year(asked(tmp_path, {**LISTED, "England": NATION}), 2026, data)
    assert authorities.newest(data, "authorities").name == "authorities_2026.csv"
    assert authorities.newest(data, "england").name == "england_2016_2026.csv"
    assert authorities.newest(data, "england", before=2026).name == "england_2016_2025.csv"


def test_no_file_is_overwritten(data, tmp_path):
    place = asked(tmp_path, {**LISTED, "England": NATION})
    newer_year(place, 2026, data)
    before = (data / "authorities_2026.csv").read_bytes()
    mistakes, _ = newer_year(place, 2026, data)
    assert len(mistakes) == 2
    assert "never overwritten" in mistakes[0]
    assert (data / "authorities_2026.csv").read_bytes() == before


def long_form(file, rows):
    with file.open("w", encoding="utf-8", newline="") as lines:
        written = csv.writer(lines)
        written.writerow(("Authority", "Code", "Indicator", "Year", "Value"))
        written.writerows(rows)
    return file


def test_the_long_form_is_read_with_dfes_titles_and_old_councils_passed_over(data, tmp_path):
    rows = [
        (name, {"Leeds": "E08000035", "Rutland": "E06000017", "England": "E92000001"}[name],
         column, "2025-26", row[column])
        for name, row in (*LISTED.items(), ("England", NATION))
        for column in COLUMNS if column != "agency_pct"
    ]  # fmt: skip
    title = "Children and family agency social worker rate (FTE)"
    rows += [(name, "", title, "2026", "12%") for name in ("Leeds", "Rutland", "England")]
    rows += [(name, "", title, "2025", "50") for name in ("Leeds", "Rutland", "England")]  # older
    rows += [("Cumbria", "", title, "2022", "20"), ("Cumbria", "", title, "2026", "x")]
    rows += [("Leeds", "", "School meals", "2026", "3")]
    mistakes, said = newer_year(long_form(tmp_path / "lait.csv", rows), 2026, data)
    assert mistakes == []
    assert "passed over, for no column is of it: School meals" in said
    with (data / "authorities_2026.csv").open(encoding="utf-8", newline="") as lines:
        assert [row["agency_pct"] for row in csv.DictReader(lines)] == ["12", "12"]


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"Leeds": LEEDS | {"agency_pct": 140}}, "Leeds: agency_pct is 140: it must be 0 to 100"),
        ({"Leeds": LEEDS | {"agency_pct": "many"}}, "Leeds: agency_pct is 'many': no number"),
        ({"Leeds": LEEDS | {"ceased_in_year": 400.5}}, "ceased_in_year is 400.5: it must be whole"),
        ({"Leeds": LEEDS | {"vacancy_pct": 40}}, "Leeds: vacancy_pct went from 6 to 40"),
        ({"Leeds": LEEDS | {"children_looked_after": ""}}, "Leeds: children_looked_after is missi"),
        ({"Leedes": LEEDS}, "'Leedes' is no authority known; near it: Leeds"),
        ({"Cumbria": LEEDS}, "Cumbria was abolished after 2023: its figures of 2026 must be those "
         "of its successors, Cumberland; Westmorland and Furness"),
        ({"England": LEEDS | {"children_looked_after": 2000}},
         "England: children_looked_after is 2000, and its authorities' come to 1440"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_in_a_line(data, tmp_path, changed, line):
    rows = {**LISTED, "England": NATION, **changed}
    mistakes, _ = newer_year(asked(tmp_path, rows), 2026, data)
    assert any(line in said for said in mistakes), mistakes
    assert all("\n" not in said for said in mistakes)
    assert not (data / "authorities_2026.csv").exists()


def test_who_is_missing_is_named(data, tmp_path):
    mistakes, _ = newer_year(asked(tmp_path, {"Leeds": LEEDS, "England": NATION}), 2026, data)
    assert mistakes == ["Rutland: there are no figures"]


def test_last_years_table_is_not_taken_for_this_years(data, tmp_path):
    file = tmp_path / "old.csv"
    table(file, {**LISTED, "England": NATION}, 2025)
    mistakes, _ = newer_year(file, 2026, data)
    assert "children_looked_after: the newest figures are of 2025, and 2026 was asked for" in (
        mistakes
    )


def test_a_column_not_published_this_year_is_of_the_year_before(data, tmp_path):
    late = "pct_3plus_social_workers"
    rows = [
        (name, "", column, 2025 if column == late else 2026, row[column])
        for name, row in (*LISTED.items(), ("England", NATION))
        for column in COLUMNS
    ]
    mistakes, said = newer_year(long_form(tmp_path / "lait.csv", rows), 2026, data)
    assert mistakes == []
    assert f"{late} is of 2025" in said


def test_a_jump_is_taken_once_somebody_looked(data, tmp_path):
    rows = {"Leeds": LEEDS | {"vacancy_pct": 40}, "Rutland": SMALL, "England": NATION}
    place = asked(tmp_path, rows)
    assert len(newer_year(place, 2026, data)[0]) == 1
    mistakes, said = newer_year(place, 2026, data, jumps_are_right=True)
    assert mistakes == []
    assert "Leeds: vacancy_pct went from 6 to 40" in said


def test_the_same_figure_twice_and_a_code_of_another_are_refused(data, tmp_path):
    rows = [("Leeds", "E06000017", "agency_pct", "2026", "12"),
            ("Leeds", "E06000017", "agency_pct", "2026", "13")]  # fmt: skip
    mistakes, _ = newer_year(long_form(tmp_path / "two.csv", rows), 2026, data)
    assert "two.csv line 2: Leeds: E06000017 is the code of Rutland" in mistakes
    assert any("is 13, and before it was 12: the same figure twice" in one for one in mistakes)


def test_a_table_of_other_columns_is_refused(data, tmp_path):
    file = tmp_path / "odd.csv"
    file.write_text("a,b\n1,2\n", "utf-8")
    mistakes, _ = newer_year(file, 2026, data)
    assert len(mistakes) == 1
    assert mistakes[0].startswith("odd.csv: the columns must be authority, indicator, year, value")


def test_successors_stand_for_the_abolished():
    gone = [Successors("Northamptonshire", 2021, ("North Northamptonshire",
                                                  "West Northamptonshire"))]  # fmt: skip
    before = ["Leeds", "Northamptonshire", "Somerset"]
    assert expected(before, 2021, gone) == before
    after = ["Leeds", "North Northamptonshire", "Somerset", "West Northamptonshire"]
    assert expected(before, 2022, gone) == after


def test_counties_that_became_unitary_keep_their_names_and_their_old_codes():
    names = Names(authorities.names(), 2026)
    for name, old in (("Somerset", "E10000027"), ("North Yorkshire", "E10000023")):
        assert names.find(name) == name
        assert names.abolished(name) is None
        assert names.wrong_code(name, old) == ""


def test_every_authority_has_a_code_of_its_own():
    names = Names(authorities.names(), 2026)
    assert sorted(set(names.by_code.values())) == sorted(authorities.names())
    assert {names.find(name) for name in authorities.names()} == set(authorities.names())


@pytest.mark.parametrize(
    ("written", "year"),
    [("2026", 2026), ("2025-26", 2026), ("2025/2026", 2026), ("202526", 2026), ("2025-27", None),
     ("next", None)],
)  # fmt: skip
def test_a_year_is_that_of_its_31_march(written, year):
    assert year_of(written) == year


def test_names_and_titles_are_plain():
    assert plain("Bristol, City of") == plain("BRISTOL")
    assert plain("St. Helens") == plain("St Helens")
    assert plain("Telford & Wrekin") == plain("Telford and Wrekin")
    assert set(columns_by_title().values()) == {column.name for column in ENGLAND}


def test_a_jump_must_be_far_both_ways():
    children = next(column for column in AUTHORITY if column.name == "children_looked_after")
    assert not jumps(children, 20, 50)  # many times, but few children
    assert not jumps(children, 1000, 1100)  # many children, but not many times
    assert jumps(children, 100, 150)
    assert jumped({"A": {"agency_pct": 30}}, {"A": {"agency_pct": 2}, "B": {}}) == [
        "A: agency_pct went from 2 to 30"
    ]


def test_todays_own_figures_would_be_taken_for_the_next_year(tmp_path):
    """The checks are not so strict that what DfE published in 2025 would be refused."""
    data = tmp_path / "data"
    data.mkdir()
    for kind in ("authorities", "england"):
        file = authorities.newest(authorities.DATA, kind)
        (data / file.name).write_bytes(file.read_bytes())
    rows = {}
    with authorities.newest(data, "authorities").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            rows[row["authority"]] = {column: row[column] for column in COLUMNS}
    with authorities.newest(data, "england").open(encoding="utf-8", newline="") as lines:
        years = list(csv.DictReader(lines))
    rows["England"] = {
        column: next(year[column] for year in reversed(years) if year[column]) for column in COLUMNS
    }
    year = int(authorities.newest(data, "authorities").stem[-4:]) + 1
    file = tmp_path / "next.csv"
    table(file, rows, year)
    assert newer_year(file, year, data)[0] == []


def test_the_command_says_each_mistake_and_ends_with_2(data, tmp_path):
    place = asked(tmp_path, {"Leeds": LEEDS, "England": NATION})
    done = subprocess.run(
        [sys.executable, "-m", "experiments.authorities", "--from", str(place), "--year", "2026",
         "--into", str(data)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.splitlines() == ["Rutland: there are no figures"]
