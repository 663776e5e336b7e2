"""What the command prints and draws: words, widths, and the same bytes each time."""

import io
import math
import re

import pandas as pd
import pytest
from rich.console import Console

from sim.measures.catalogue import HEADLINE
from sim.report.figures import style
from sim.report.figures.monthly_lines import over_time
from sim.report.figures.paired_differences import differences
from sim.report.figures.paired_differences import title as differences_title
from sim.report.headline_cells import cells
from sim.report.numbers import label, policy_name, say, say_difference, say_interval
from sim.report.terminal import chance_words, show, terminal

NAN = math.nan
LONGEST = "Bournemouth, Christchurch and Poole"
ONE_WORLD = "one world, the typical one, 50 runs"
ENDS = ("", "_low", "_high")


def headline(over_worlds=True, **changed):
    """Return a headline table in which shares go down by a point and others up by 3."""
    rows = []
    for measure in HEADLINE:
        share = measure.unit == "share"
        base, change, half = (0.94, -0.012, 0.007) if share else (1234.0, 3.0, 1.0)
        values = {
            "policy": "abolish",
            "measure": measure.id,
            "unit": measure.unit,
            "better": measure.better,
            "range": "90% of worlds" if over_worlds else "95% interval, chance",
            "fixed": False,
            "grade": "assumption",
            "empty": "",
            "matters": 0.01 if share else 2.0,
            "reading": "mostly worse" if over_worlds else "worse",
        }
        for name, middle in (
            ("today", base),
            ("under_policy", base + change),
            ("difference", change),
        ):
            values |= dict(
                zip(
                    (name + end for end in ENDS),
                    (middle, middle - half, middle + half),
                    strict=True,
                )
            )
        if over_worlds:
            values |= {"worlds": 200, "worse": 76, "same": 4, "better_in": 20, "settled": False,
                       "chance_share": 0.25}  # fmt: skip
        else:
            values |= {"p_value": 0.001, "adjusted_p": 0.01, "variance_ratio": 4.0}
        rows.append(values)
    table = pd.DataFrame(rows)
    for column, value in changed.items():
        table[column] = value
    return table


def emptied(table, measure, why="does not apply"):
    """Return the table with one measure that the policy's arm has no value of."""
    row = table["measure"] == measure
    sides = ("under_policy", "difference")
    table.loc[row, [f"{side}{end}" for side in sides for end in ENDS]] = NAN
    table.loc[row, ["reading", "empty"]] = why
    return table


def alone(**changed):
    """Return the headline table of today's service alone."""
    empty = {f"{side}{end}": NAN for side in ("under_policy", "difference") for end in ENDS}
    return headline(**{"reading": "", "policy": "keep"} | empty | changed)


def printed(table, width=None, title="Leeds: abolish against today", sentences=()):
    """Return the printed table: plain where no width is given, else as on a terminal."""
    stream = io.StringIO()
    console = terminal(stream)
    if width:
        console = Console(file=stream, width=width, force_terminal=True, color_system=None)
    show(table, table, title=title, sentences=sentences, console=console)
    return stream.getvalue()


def monthly(policy="abolish", months=24):
    """Return months in which a policy brings reviews on time down by a point, drift up by 5."""
    rows = []
    for month in range(months):
        for measure, unit, level, change in (
            ("reviews_on_time", "share", 0.94, -0.01),
            ("drift_days_per_child_year", "calendar days per child-year", 40.0, 5.0),
            ("iro_load", "ratio", NAN, NAN),
        ):
            row = {
                "authority": "Leeds", "policy": policy, "measure": measure, "unit": unit,
                "month": pd.Timestamp(2025, 1, 1) + pd.DateOffset(months=month),
                "part": "before the policy" if month < 3 else "reported",
                "range": "90% of worlds",
            }  # fmt: skip
            change = change if policy != "keep" else NAN
            for name, value in (("today", level), ("under_policy", level + change),
                                ("difference", change)):  # fmt: skip
                row |= {name: value, f"{name}_low": value - 0.02 * abs(value),
                        f"{name}_high": value + 0.02 * abs(value)}  # fmt: skip
            rows.append(row)
    return pd.DataFrame(rows)


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
        (label("sw_load"), "social worker load"),
        (policy_name("abolish_bare"), "abolish bare"),
        (policy_name("keep"), "today's service"),
        (label("service_cost", "GBP per child-year"), "service cost per child-year"),
    ],
)
def test_numbers_read_in_their_unit(said, expected):
    assert said == expected


def test_a_pipe_gets_plain_text_with_every_number_on_its_line():
    text = printed(headline())
    assert "\x1b" not in text and "…" not in text
    assert "Leeds: abolish against today" in text
    assert re.search(
        r"reviews on time +94\.0% +-1\.2 points +-1\.9 to -0\.5 +76 +4 +20 +mostly", text
    )
    assert re.search(r"service cost per child-year +£1,234 +\+£3 +\+£2 to \+£4 +76", text)
    assert "A plausible world is a set of beliefs" in text
    assert "worse, same, better" in text.lower()


def test_one_world_is_printed_with_both_arms_and_no_counts():
    text = printed(headline(over_worlds=False))
    assert re.search(r"on time +94\.0% +92\.8% +-1\.2 points +-1\.9 to -0\.5 +worse", text)
    assert "One world, the typical one: intervals hold chance alone" in text
    assert f"judging {len(HEADLINE)} measures at once (Holm)" in text
    assert "plausible world" not in text


def test_the_answer_stands_last():
    lines = printed(headline(), sentences=("First.", "Second.")).splitlines()
    assert lines[-2:] == ["First.", "Second."]


@pytest.mark.parametrize("over_worlds", [True, False])
@pytest.mark.parametrize("width", [80, 100, 120])
def test_a_terminal_shows_every_number_within_its_width(width, over_worlds):
    text = printed(emptied(headline(over_worlds), "midway_coverage"), width)
    lines = text.splitlines()
    assert max(len(line.rstrip()) for line in lines) <= width
    assert "…" not in text
    shares = sum(m.unit == "share" for m in HEADLINE) - 1
    assert len(re.findall(r"-1\.9 to\b", text)) == text.count("-1.2") == shares
    assert "does not" in " ".join(text.split())


def test_the_longest_reading_is_whole_at_80_letters():
    table = headline(reading="mostly about the same")
    ends = [line.rstrip().split("  ")[-1].strip() for line in printed(table, 80).splitlines()]
    assert {"mostly", "about the", "same"} <= set(ends) or "mostly about" in ends


def test_a_narrow_terminal_loses_no_number():
    class Narrow(io.StringIO):
        def isatty(self):
            return True

    assert terminal(Narrow()).width >= 80
    assert terminal(io.StringIO()).width >= 110


def test_a_stream_without_a_pound_sign_still_prints():
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    table = headline()
    show(table, table, title="Leeds", console=terminal(stream))
    stream.flush()
    assert b"?1,234" in stream.buffer.getvalue()


def test_today_alone_shows_levels_and_no_reading():
    text = printed(alone())
    assert re.search(r"reviews on time +94\.0% +93\.3% to 94\.7%", text)
    assert "worse" not in text and "90% of" in text


def test_what_does_not_apply_is_named_with_its_side():
    text = printed(emptied(headline(), "sw_load"))
    assert "under the policy, as there is nothing to count: social worker load." in text
    assert "Does not apply today" not in text


def test_a_cost_that_is_not_included_is_said_in_place_of_it():
    text = printed(emptied(headline(), "service_cost", "cost not included"))
    assert re.search(r"service cost per child-year +£1,234 +cost not included", text)
    assert (
        "Cost not included under the policy, as what it spends is not set (cost.*_spending): "
        "service cost."
    ) in text
    assert "oes not apply" not in text


def test_under_the_table_stands_the_weakest_source():
    everywhere = "Weakest source among the settings that drive each figure: "
    assert everywhere + f"an assumption, for all {len(HEADLINE)}." in printed(headline())
    assert everywhere + f"an assumption, for all {len(HEADLINE)}." in printed(alone())
    table = headline()
    table.loc[table["measure"].isin(["sw_load", "service_cost"]), "grade"] = "D"
    text = " ".join(printed(table).split())
    assert everywhere + "an assumption, for reviews on time, review thoroughness, " in text
    assert "from P and S figures, for social worker load, service cost." in text


def test_one_arm_says_why_a_value_is_empty():
    text = printed(alone(today=NAN, today_low=NAN, today_high=NAN, empty="does not apply"))
    assert len(re.findall(r" - +does not apply", text)) == len(HEADLINE)
    assert "Does not apply today, as there is nothing to count: reviews on time, " in text


def test_one_pair_says_what_is_empty_too():
    table = headline(over_worlds=False, adjusted_p=NAN)
    text = printed(emptied(table, "service_cost", "cost not included"))
    assert "One pair of runs cannot tell" in text and "Cost not included under the policy" in text


def test_chance_s_share_in_words():
    assert "reviews on time 25%, " in chance_words(headline())
    assert "reviews on time under 1%" in chance_words(headline(chance_share=0.001))
    assert "cannot be told" in chance_words(headline(chance_share=NAN))
    assert "cannot be told" in chance_words(headline(chance_share=1.0, worlds=1))


def test_cells_are_words_made_once():
    made = cells(headline())
    assert made.iloc[0].tolist() == [
        "reviews on time", "94.0%", "-1.2 points", "-1.9 to -0.5", "76", "4", "20", "mostly worse",
    ]  # fmt: skip
    fixed = cells(headline(fixed=True, reading="fixed by construction")).iloc[0].tolist()
    assert fixed[2:] == ["", "", "", "", "", "fixed by construction"]


def test_titles_say_the_finding():
    table = emptied(headline(over_worlds=False), "midway_coverage")
    table["reading"] = "about the same"
    table.loc[table["measure"] == "sw_load", "reading"] = "worse"
    assert differences_title(table, "caseload_cap") == "Caseload cap: social worker load worse"
    table["reading"] = "about the same"
    assert differences_title(table, "early_help") == "Early help: nothing surely changes"


def drawings():
    who = {"authority": LONGEST, "runs": ONE_WORLD}
    table = emptied(headline(over_worlds=False), "midway_coverage")
    unpriced = emptied(headline(over_worlds=False), "service_cost", "cost not included")
    pounds = ["difference", "difference_low", "difference_high"]
    table.loc[table["measure"] == "service_cost", pounds] = [-12345, -12500, -12100]
    return {
        "differences": differences(table, policy="abolish", **who),
        "unpriced": differences(unpriced, policy="early_help", **who),
        "over_time": over_time(monthly("stable_workforce"), policy="stable_workforce", **who),
        "one_arm": over_time(monthly("keep"), policy=None, **who),
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
        told = " ".join(" ".join(words(drawing)).split())
        assert f"IRO service simulator, {LONGEST}, {ONE_WORLD}" in told
    said = " ".join(words(drawn["differences"]))
    assert "−1.2 points" in said and "does not apply" in said
    assert "cost not included" in " ".join(words(drawn["unpriced"]))
    assert not any("does not apply" in text for text in words(drawn["unpriced"]))


def test_better_is_to_the_right_whichever_way_the_measure_runs():
    up = headline(False, reading="better", difference=0.5, difference_low=0.4, difference_high=0.6)
    (axes,) = differences(up, authority="Leeds", policy="x", runs=ONE_WORLD).axes
    points = {line.get_ydata()[0]: line.get_xdata()[0] for line in axes.lines if line.get_ms() == 8}
    assert len(points) == len(HEADLINE)
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
    who = {"authority": "Leeds", "policy": "x", "runs": ONE_WORLD}
    differences(headline(False, difference_low=NAN, difference_high=NAN), **who)
    differences(headline(False, matters=0.0), **who)
    nought = {f"difference{end}": 0.0 for end in ENDS}
    differences(headline(False, matters=0, **nought), **who)
    short = monthly(months=4)
    short[[f"difference{end}" for end in ENDS]] = NAN
    over_time(short, **who)
