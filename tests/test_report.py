"""What the command prints and draws: words, widths, and the same bytes each time."""

import io
import math
import re

import numpy as np
import pandas as pd
import pytest
from rich.console import Console

from sim.measures import HEADLINE
from sim.report import style
from sim.report.differences import differences
from sim.report.differences import finding as differences_finding
from sim.report.numbers import label, say, say_difference, say_interval
from sim.report.over_time import finding as over_time_finding
from sim.report.over_time import over_time
from sim.report.table import pairing, show, terminal

NAN = math.nan
LONGEST = "Bournemouth, Christchurch and Poole"


def headline(**changed):
    """Return a headline table in which shares go down by a point and others up by 3."""
    rows = []
    for measure in HEADLINE:
        share = measure.unit == "share"
        base, change, half = (0.94, -0.012, 0.007) if share else (1234.0, 3.0, 1.0)
        rows.append(
            {
                "measure": measure.id,
                "unit": measure.unit,
                "better": measure.better,
                "today": base,
                "today_low": base - half,
                "today_high": base + half,
                "scenario": base + change,
                "scenario_low": base + change - half,
                "scenario_high": base + change + half,
                "difference": change,
                "difference_low": change - half,
                "difference_high": change + half,
                "grade": "assumption",
                "empty": "",
                "matters": 0.01 if share else 2.0,
                "adjusted_p": 0.01,
                "variance_ratio": 4.0,
                "verdict": "worse",
            }
        )
    table = pd.DataFrame(rows)
    for column, value in changed.items():
        table[column] = value
    return table


def emptied(table, measure, why="does not apply"):
    """Return the table with one measure that the scenario's arm has no value of."""
    row = table["measure"] == measure
    ends = [f"{side}{end}" for side in ("scenario", "difference") for end in ("", "_low", "_high")]
    table.loc[row, [*ends, "adjusted_p", "variance_ratio"]] = NAN
    table.loc[row, ["verdict", "empty"]] = why
    return table


def monthly(arms=("keep", "abolish"), months=24):
    rows = []
    for shift, arm in enumerate(arms):
        for month in range(months):
            name = f"{2025 + (3 + month) // 12}-{(3 + month) % 12 + 1:02d}"
            for measure, level in (
                ("reviews_on_time", 0.94 - 0.01 * shift),
                ("drift_days_per_child_year", 40.0 + 5 * shift),
                ("iro_load", NAN),
            ):
                rows.append((arm, name, measure, level, 0.98 * level, 1.02 * level))
    return pd.DataFrame(rows, columns=["scenario", "month", "measure", "value", "low", "high"])


def printed(table, width=None, scenario="abolish", summary=None):
    """Return the printed table: plain where no width is given, else as on a terminal."""
    stream = io.StringIO()
    console = terminal(stream)
    if width:
        console = Console(file=stream, width=width, force_terminal=True, color_system=None)
    show(
        table,
        table if summary is None else summary,
        authority="Leeds",
        scenario=scenario,
        replications=50,
        console=console,
    )
    return stream.getvalue()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (say(0.9394, "share"), "93.9%"),
        (say(1234.4, "GBP per child-year"), "£1,234"),
        (say(41.25, "calendar days per child-year"), "41.2"),
        (say(NAN, "share"), "-"),
        (say_difference(-0.012, "share"), "-1.2 points"),
        (say_difference(2.96, "working days"), "+3.0 days"),
        (say_difference(-1500, "GBP per child-year"), "-£1,500"),
        (say_difference(-0.0001, "share"), "0.0 points"),
        (say_difference(0.0042, "ratio"), "+0.004"),
        (say_interval(-0.019, 0.005, "share", signed=True), "(-1.9 to +0.5)"),
        (say_interval(0.93, 0.95, "share"), "(93.0% to 95.0%)"),
        (say_interval(NAN, NAN, "share"), "(no interval)"),
        (label("sw_load"), "SW load"),
        (label("service_cost", "GBP per child-year"), "service cost per child-year"),
    ],
)
def test_numbers_read_in_their_unit(said, expected):
    assert said == expected


def test_a_pipe_gets_plain_text_with_every_number_on_its_line():
    text = printed(headline())
    assert "\x1b" not in text
    assert "Leeds: abolish against today's service, 50 pairs of runs" in text
    assert re.search(
        r"reviews on time +94\.0% +92\.8% +-1\.2 points \(-1\.9 to -0\.5\) +worse", text
    )
    assert re.search(r"service cost per child-year +£1,234 +£1,237 +\+£3 \(\+£2 to \+£4\)", text)
    assert "chance only, beliefs held at default" in text
    assert "Pairing needs 4.0 times fewer replications than independent runs" in text
    assert "…" not in text


@pytest.mark.parametrize("width", [80, 100, 120])
def test_a_terminal_shows_every_number_within_its_width(width):
    text = printed(emptied(headline(), "midway_coverage"), width)
    lines = text.splitlines()
    assert max(len(line.rstrip()) for line in lines) <= width
    assert "…" not in text
    assert text.count("(-1.9 to -0.5)") == sum(m.unit == "share" for m in HEADLINE) - 1
    words = " ".join(text.split())
    assert "beliefs held at default" in words and "does not" in words


def test_a_narrow_terminal_loses_no_number():
    class Narrow(io.StringIO):
        def isatty(self):
            return True

    assert terminal(Narrow()).width >= 80
    assert terminal(io.StringIO()).width >= 110


def test_a_stream_without_a_pound_sign_still_prints():
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    table = headline()
    show(table, table, authority="Leeds", scenario="keep", replications=1, console=terminal(stream))
    stream.flush()
    assert b"?1,234" in stream.buffer.getvalue()


def test_one_arm_shows_intervals_and_no_verdict():
    text = printed(headline(), scenario=None)
    assert re.search(r"reviews on time +94\.0% +\(93\.3% to 94\.7%\)", text)
    assert "Pairing" not in text and "worse" not in text
    assert "chance only, beliefs held at default" in text


def test_what_does_not_apply_is_named_with_its_side():
    summary = emptied(headline(), "sw_load")
    text = printed(headline(), summary=summary)
    assert "Does not apply under abolish, as there is nothing to count: SW load." in text
    assert "Does not apply today" not in text


def test_a_cost_that_is_not_included_is_said_in_place_of_it():
    text = printed(emptied(headline(), "service_cost", "cost not included"), scenario="early_help")
    assert re.search(r"service cost per child-year +£1,234 +- +- +cost not included", text)
    assert (
        "Cost not included under early_help, as what it spends is not set (cost.*_spending): "
        "service cost."
    ) in text
    assert "oes not apply" not in text


def test_under_the_table_stands_the_weakest_source():
    everywhere = "Weakest source among the settings that drive each figure: "
    assert everywhere + "an assumption, for all 10." in printed(headline())
    assert everywhere + "an assumption, for all 10." in printed(headline(), scenario=None)
    table = headline()
    table.loc[table["measure"].isin(["sw_load", "service_cost"]), "grade"] = "D"
    text = " ".join(printed(table).split())
    assert everywhere + "an assumption, for reviews on time, review thoroughness, " in text
    assert "; derived by arithmetic from P and S figures, for SW load, service cost." in text


def test_one_arm_says_why_a_value_is_empty():
    table = headline(baseline=NAN, today_low=NAN, today_high=NAN, empty="does not apply")
    text = printed(table, scenario=None)
    assert len(re.findall(r" - +does not apply", text)) == len(HEADLINE)
    assert "Does not apply today, as there is nothing to count: reviews on time, " in text


def test_one_pair_says_what_is_empty_too():
    table = emptied(headline(), "service_cost", "cost not included").assign(adjusted_p=NAN)
    text = printed(table)
    assert "One pair of runs cannot tell" in text and "Cost not included under abolish" in text


def test_pairing_in_words():
    assert "4.0 times fewer" in pairing(np.array([2.0, 4.0, 800.0, NAN]))
    assert "from 2.0 to 800;" in pairing(np.array([2.0, 4.0, 800.0]))
    assert "1 more differ by the same in every pair" in pairing(np.array([2.0, math.inf]))
    assert "saves no replications" in pairing(np.array([0.5]))
    assert "cannot be measured" in pairing(np.array([NAN, math.inf]))


def test_titles_say_the_finding():
    table = emptied(headline(), "midway_coverage")
    table.loc[0, "verdict"] = "about the same"
    assert differences_finding(table, "caseload_cap") == (
        "Caseload cap: 8 of 10 headline measures worse, 1 about the same, 1 does not apply"
    )
    table = emptied(table, "service_cost", "cost not included")
    assert differences_finding(table, "early_help").endswith(
        ": 7 of 10 headline measures worse, 1 about the same, 1 cost not included, 1 does not apply"
    )
    assert over_time_finding(monthly()) == (
        "Abolish, last year: 93.0% of reviews on time (today 94.0%), "
        "45.0 days in drift per child-year (today 40.0)"
    )
    assert over_time_finding(monthly(arms=("keep",))).startswith("Today's service, last year: 94")


def drawings():
    who = {"authority": LONGEST, "replications": 50}
    table = emptied(headline(), "midway_coverage")
    unpriced = emptied(headline(), "service_cost", "cost not included")
    pounds = ["difference", "difference_low", "difference_high"]
    table.loc[table["measure"] == "service_cost", pounds] = [-12345, -12500, -12100]
    return {
        "differences": differences(table, scenario="abolish", **who),
        "unpriced": differences(unpriced, scenario="early_help", **who),
        "over_time": over_time(monthly(("keep", "stable_workforce")), **who),
        "one_arm": over_time(monthly(arms=("keep",)), **who),
    }


@pytest.mark.slow
def test_figures_are_written_in_both_formats_the_same_each_time(tmp_path):
    for name, drawing in drawings().items():
        png, svg = style.save(drawing, tmp_path / "a", name)
        assert png.read_bytes().startswith(b"\x89PNG") and b"<svg" in svg.read_bytes()
        assert b"dc:date" not in svg.read_bytes()
    for name, drawing in drawings().items():
        for path in style.save(drawing, tmp_path / "b", name):
            assert path.read_bytes() == (tmp_path / "a" / path.name).read_bytes()


def words(drawing):
    found = [text.get_text() for text in drawing.texts]
    for axes in drawing.axes:
        found += [axes.get_title(loc="left"), *(text.get_text() for text in axes.texts)]
    return found


def test_figures_carry_their_source_and_numbers():
    drawn = drawings()
    for drawing in drawn.values():
        assert (
            f"IRO service simulator, {LONGEST}, 50 replications; "
            "chance only, beliefs held at default"
        ) in words(drawing)
    assert "−1.2 points (−1.9 to −0.5)" in words(drawn["differences"])
    assert "does not apply" in words(drawn["differences"])
    assert {"cost not included", "today £1,234"} <= set(words(drawn["unpriced"]))
    assert not any("does not apply" in text for text in words(drawn["unpriced"]))
    assert words(drawn["over_time"]).count("policy starts") == 2
    assert "policy starts" not in words(drawn["one_arm"])


def test_better_is_to_the_right_whichever_way_the_measure_runs():
    up = headline(verdict="better", difference=0.5, difference_low=0.4, difference_high=0.6)
    (axes,) = differences(up, authority="Leeds", scenario="x", replications=2).axes
    points = {line.get_ydata()[0]: line.get_xdata()[0] for line in axes.lines if line.get_ms() == 8}
    for place, measure in enumerate(HEADLINE):
        assert (points[place] > 0) == (measure.better == "higher"), measure.id


@pytest.mark.slow
def test_nothing_of_a_figure_is_cut_off():
    for name, drawing in drawings().items():
        drawing.canvas.draw()
        page = drawing.bbox
        texts = [*drawing.texts, *(text for axes in drawing.axes for text in axes.texts)]
        for text in texts:
            box = text.get_window_extent()
            inside = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= page.x1 and box.y1 <= page.y1
            assert inside, (name, text.get_text())


def test_hard_tables_are_drawn_too():
    who = {"authority": "Leeds", "scenario": "x", "replications": 1}
    differences(headline(difference_low=NAN, difference_high=NAN), **who)
    differences(headline(matters=0.0), **who)
    differences(headline(difference=0.0, difference_low=0.0, difference_high=0.0, matters=0), **who)
    short = monthly(months=3)
    short[["value", "low", "high"]] = NAN
    over_time(short, authority="Leeds", replications=1)
