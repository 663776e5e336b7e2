"""The numbers in the report's tables and in the terminal's, recomputed from the runs' records."""

import re
from html import unescape

import pytest
from drawn import numbers_in, reads
from reckoned import chance_share, formula, of_hundred
from rows import apart, level
from stated import HEADLINE, MEASURES, OF_DRIFT
from test_recomputed_costs import expected as cost_of
from test_recomputed_headline import counted, each_run, each_world

pytestmark = pytest.mark.slow
WORDS = {words: measure for measure, (_, _, words) in HEADLINE.items()}
MEASURES_IN_ORDER = list(MEASURES)
PARTS = {
    "IRO posts": "IRO posts", "agency workers": "agency workers",
    "duties moved from IROs": "duties moved from IROs", "advocacy": "advocacy",
    "one-off": "one-off", "other posts": "other posts", "all cash": "cash",
    "early help and retention": "early help and retention",
    "IROs' managers": "IROs' managers", "review administrators": "review administrators",
    "team manager posts": "team manager posts",
    "managers' hours, not paid for": "managers' hours",
    "social workers' hours, not paid for": "social workers' hours",
    "other teams' hours, not paid for": "other teams' hours",
    "overtime, not paid for": "overtime",
    "all hours taken from other work or own time": "hours",
    "extra care (average, not marginal)": "extra care",
    "cash and extra care": "cash with extra care",
}  # fmt: skip


def tables_of(study, name):
    """Return the tables of the report, as Markdown or HTML, by the start of their captions."""
    text = (study.folder / f"report.{name}").read_text(encoding="utf-8")
    found = {}
    if name == "md":
        for caption, body in re.findall(r"\*\*(.+?)\*\*\n\n((?:\|.*\n)+)", text):
            lines = body.splitlines()
            rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
            found[caption] = [rows[0], *rows[2:]]
        return found
    for table in re.findall(r"<table.*?</table>", text, re.S):
        caption = re.search(r"<caption[^>]*>(.*?)</caption>", table, re.S)
        rows = [
            [unescape(re.sub("<[^>]+>", "", cell)) for cell in
             re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
            for row in re.findall(r"<tr.*?</tr>", table, re.S)
        ]  # fmt: skip
        found[unescape(re.sub("<[^>]+>", "", caption[1]))] = rows
    return found


def table_of(study, name, start):
    (found,) = [rows for caption, rows in tables_of(study, name).items()
                if caption.startswith(start)]  # fmt: skip
    return found


def numbers_of(study, measure):
    """Return (today's three, the policy's, the difference's), as the table's unit tells them."""
    unit = {row.measure: row.unit for row in study.table("summary").itertuples()}[measure]
    one, arms = formula(measure), (study.runs(0), study.runs(1))
    threes = [*(level(study, one, unit, runs) for runs in arms), apart(study, one, unit, *arms)]
    times = 100 if unit == "share" else 1
    return [tuple(times * number for number in three) for three in threes]


def counts_of(study, measure):
    return of_hundred(counted(each_world(study, measure), *HEADLINE[measure][:2]))


@pytest.mark.parametrize("name", ["md", "html"])
def test_headline_table_of_the_report(study, name):
    head, *rows = table_of(study, name, "Headline measures")
    assert [row[0] for row in rows] == [
        HEADLINE[measure][2] for measure in study.table("headline")["measure"]
    ]
    for row in rows:
        measure = WORDS[row[0]]
        today, policy, difference = numbers_of(study, measure)
        cells = dict(zip(head, row, strict=True))
        assert reads(cells["today"], today[0])
        if study.in_worlds:
            assert reads(cells["changes by (median)"], difference[0])
            assert reads(cells["90% of worlds"], *difference[1:])
            shown = [int(cells[side]) for side in ("worse", "same", "better")]
            assert shown == counts_of(study, measure)
        else:
            assert reads(cells["under the policy"], policy[0])
            assert reads(cells["paired difference"], difference[0])
            assert reads(cells["95% interval"], *difference[1:])


def line_of(said, words):
    """Return the line that begins a measure's row; a long name goes on in the next."""
    lines = [line.strip() for line in said.splitlines() if line.startswith(" ")]
    (line,) = [line for line in lines if len(name := line.partition("  ")[0]) > 5
               and words.startswith(name) and numbers_in(line)]  # fmt: skip
    return line


def test_headline_table_of_the_terminal(study):
    for measure, (_, _, words) in HEADLINE.items():
        line = line_of(study.said, words)
        told = numbers_in(line.partition("  ")[2])
        today, policy, difference = numbers_of(study, measure)
        wanted = (
            [today[0], *difference, *counts_of(study, measure)]
            if study.in_worlds
            else [today[0], policy[0], *difference]
        )
        assert len(told) == len(wanted)
        for (number, step), one in zip(told, wanted, strict=True):
            assert abs(number - one) <= step * (1 + 1e-6), (line, wanted)


def test_every_measure_in_the_appendix(study):
    head, *rows = table_of(study, "md", "Every measure")
    assert len(rows) == len(MEASURES)
    assert "today" in head[2] and "abolish" in head[3] and "difference" in head[4]
    for measure, row in zip(MEASURES_IN_ORDER, rows, strict=True):
        for cell, (value, low, high) in zip(row[2:], numbers_of(study, measure), strict=True):
            if value != value or "fixed" in cell:
                assert not numbers_in(cell)
            else:
                ends = () if low != low else (low, high)
                assert reads(cell, value, *ends), (measure, cell, value)


def test_drift_and_what_is_chance_of_it(in_worlds):
    _, *rows = table_of(in_worlds, "html", "Differences in drift")
    worlds = [in_worlds.world(number) for number in in_worlds.numbers]
    for measure, (_, difference, share) in zip(OF_DRIFT, rows, strict=True):
        assert reads(difference, *numbers_of(in_worlds, measure)[2])
        assert (
            reads(
                share.replace("under ", ""),
                100 * chance_share(each_run(in_worlds, measure), worlds),
            )
            or "under" in share
        )


def test_costs_of_the_report(study):
    head, *rows = table_of(study, "md", "Abolish: cost a year for the authority by part")
    assert head[1:4] == ["today", "under the policy", "difference"]
    assert len(rows) >= 9
    for part, *cells in rows:
        a_year = cost_of(study, PARTS[part], "GBP a year", [0, 1], False)
        a_child = cost_of(study, PARTS[part], "GBP per child-year", [0, 1], False)
        wanted = [(a_year[0],), (a_year[1],), (a_year[2],), a_year[3:], (a_child[2],)]
        for cell, numbers in zip(cells, wanted, strict=True):
            assert reads(cell, *numbers), (part, cell, numbers)
    head, *rows = table_of(study, "md", "The difference in cost by year")
    assert head[1:3] == ["cash", "hours"]
    years = [("GBP", [0]), ("GBP", [1]), ("GBP", [0, 1]), ("GBP a year", [0, 1])]
    for (unit, places), (_, *cells) in zip(years, rows, strict=True):
        wanted = [
            cost_of(study, part, unit, places, discounted)[2]
            for discounted in (False, True) for part in head[1:3]
        ]  # fmt: skip
        for cell, number in zip(cells, wanted, strict=True):
            assert reads(cell, number), (unit, places, cell, number)


def test_parts_of_why_in_the_report(study):
    table = study.table("why").set_index(["measure", "words"])
    every = tables_of(study, "md").values()
    (rows,) = [rows[1:] for rows in every if rows[0][:2] == ["measure", "part"]]
    for words, part, *cells in rows:
        # held to the records in test_recomputed_why.py
        row = table.loc[WORDS[words], part]
        times = 100 if row["unit"] == "share" else 1
        assert reads(cells[0], times * row["mean_difference"])
        assert reads(cells[1], times * row["low"], times * row["high"])


def test_posts_of_the_report(in_worlds):
    _, *rows = table_of(in_worlds, "md", "Posts by role")
    measures = ["children_looked_after", "posts_iro", "posts_social_worker", "posts_team_manager",
                "posts_advocate"]  # fmt: skip
    assert len(rows) == len(measures)  # pounds stand in the table of costs
    for measure, (_, today, policy, difference) in zip(measures, rows, strict=True):
        wanted = numbers_of(in_worlds, measure)
        assert reads(today, wanted[0][0]) and reads(policy, wanted[1][0])
        assert "fixed" in difference or reads(difference, *wanted[2]), (measure, difference)
