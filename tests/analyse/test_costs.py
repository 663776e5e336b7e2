"""Cost taken apart: a few pounds by hand, sums, discounting, measures, words and the figure."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from sim.analyse.by_time import years
from sim.analyse.costs import NAMES, costs
from sim.analyse.tables import values_by_world, values_of
from sim.ledger import COUNTS, Count
from sim.measures.catalogue import MEASURES
from sim.measures.cost_parts import PARTS
from sim.measures.measure import NOT_INCLUDED
from sim.replicate.arm_results import ArmResults
from sim.report.document.cost_tables import of_costs, parts_table, sentences, years_table
from sim.report.figures import cost_bars as figure
from sim.settings import Settings

RATE = 0.035
TWO_YEARS = tuple(f"{2025 + (3 + m) // 12}-{(3 + m) % 12 + 1:02d}" for m in range(24))
FIRST, SECOND = "2025-04 to 2026-03", "2026-04 to 2027-03"
CASH = [part.name for part in PARTS if part.kind == "cash"]
MADE_OF = {
    "cash": CASH,
    "hours": ["managers' hours", "social workers' hours", "other teams' hours", "overtime"],
    "cash with extra care": [*CASH, "extra care"],
}


def by_hand(policy, rows, worlds=(), children=10):
    """Return two years; each run has (part's count, pounds in year 1, pounds in year 2)."""
    counts = np.zeros((len(rows), 24, COUNTS))
    counts[..., Count.DAYS] = 365.25 / 12
    counts[..., Count.CHILD_DAYS] = children * 365.25 / 12
    for run, row in enumerate(rows):
        for part, first, second in row:
            counts[run, 3, part], counts[run, 20, part] = first, second
    numbers = tuple(range(len(rows)))
    return ArmResults(policy, numbers, numbers, TWO_YEARS, counts, worlds=worlds)


def at(table, part, year="all years", unit="GBP", discounted="no", column="mean_difference"):
    found = table[(table["part"] == part) & (table["year"] == year) & (table["unit"] == unit)
                  & (table["discounted"] == discounted)]  # fmt: skip
    assert len(found) == 1
    return found[column].iloc[0]


IRO, ADVOCACY, HOURS, ONCE, CARE, SPENDING = (
    Count.POUNDS_POSTS_IRO, Count.POUNDS_ADVOCACY, Count.POUNDS_MANAGERS_HOURS, Count.POUNDS_ONCE,
    Count.POUNDS_EXTRA_CARE, Count.POUNDS_SPENDING,
)  # fmt: skip
# world 1 was run twice, world 2 once: the mean over worlds is not that over runs
TODAY = [
    [(IRO, 100, 200), (HOURS, 10, 10)],
    [(IRO, 300, 400), (HOURS, 30, 10)],
    [(IRO, 600, 600), (HOURS, 0, 40)],
]
UNDER = [
    [(ADVOCACY, 50, 50), (ONCE, 8, 0), (HOURS, 20, 30), (CARE, 7, 7)],
    [(ADVOCACY, 50, 90), (ONCE, 8, 0), (HOURS, 20, 50), (CARE, 9, 9)],
    [(ADVOCACY, 70, 70), (ONCE, 4, 0), (HOURS, 60, 60), (CARE, 2, 2)],
]


def in_worlds():
    return by_hand("keep", TODAY, (1, 1, 2)), by_hand("abolish", UNDER, (1, 1, 2))


def in_one():
    return by_hand("keep", TODAY), by_hand("abolish", UNDER)


def drawn(policy="keep", seed=1, runs=6, worlds=(), months=TWO_YEARS):
    counts = np.stack(
        [np.random.default_rng([seed, r]).uniform(-5e4, 9e4, (len(months), COUNTS))
         for r in range(runs)]
    )  # fmt: skip
    counts[..., Count.DAYS] = np.linspace(28, 31, len(months))
    counts[..., Count.CHILD_DAYS] = np.abs(counts[..., Count.CHILD_DAYS]) + 1
    numbers = tuple(range(runs))
    return ArmResults(policy, numbers, numbers, months, counts, worlds=worlds)


def test_pounds_by_hand_over_worlds():
    table = costs("Kent", *in_worlds(), RATE)
    # IRO posts in year 1: world 1 (100 + 300) / 2, world 2 600
    assert at(table, "IRO posts", FIRST, column="mean_today") == 400
    assert at(table, "IRO posts", SECOND, column="mean_today") == 450  # of 300 and 600
    assert at(table, "IRO posts", column="mean_today") == 850
    assert at(table, "IRO posts", column="mean_under_policy") == 0
    # cash in year 1: world 1 58 - 200, world 2 74 - 600
    assert at(table, "cash", FIRST) == (-142 - 526) / 2
    # hours in year 2: world 1 40 - 10, world 2 60 - 40
    assert at(table, "hours", SECOND) == 25
    assert at(table, "hours", "settled years") == 25
    # the ends hold 90% of two worlds: a twentieth of the way in
    assert at(table, "cash", FIRST, column="difference_low") == pytest.approx(-526 + 0.05 * 384)
    assert at(table, "cash", FIRST, column="difference_high") == pytest.approx(-142 - 0.05 * 384)
    assert at(table, "extra care") == (16 + 4) / 2
    # no total adds hours to cash
    assert at(table, "cash with extra care") == pytest.approx(at(table, "cash") + 10)
    # two years, ten children
    assert at(table, "IRO posts", unit="GBP a year", column="mean_today") == pytest.approx(425)
    assert at(table, "IRO posts", unit="GBP per child-year", column="mean_today") == pytest.approx(
        42.5
    )
    assert set(table["range"]) == {"90% of worlds"}
    assert set(table["authority"]) == {"Kent"}
    assert set(table["policy"]) == {"abolish"}


def test_pounds_by_hand_in_one_world():
    table = costs("Kent", *in_one(), RATE)
    assert at(table, "IRO posts", FIRST, column="mean_today") == pytest.approx(1000 / 3)
    each = np.array([58 - 100, 58 - 300, 74 - 600])
    assert at(table, "cash", FIRST) == pytest.approx(each.mean())
    reach = 4.302652729911275 * each.std(ddof=1) / math.sqrt(3)  # Student, two degrees of freedom
    assert at(table, "cash", FIRST, column="difference_low") == pytest.approx(each.mean() - reach)
    assert at(table, "cash", FIRST, column="difference_high") == pytest.approx(each.mean() + reach)
    assert table["range"].str.startswith("95% interval").all()


def test_a_later_year_counts_for_less():
    table = costs("Kent", *in_worlds(), RATE)
    assert at(table, "IRO posts", FIRST, discounted="yes", column="mean_today") == 400
    second = at(table, "IRO posts", SECOND, discounted="yes", column="mean_today")
    assert second == pytest.approx(450 / 1.035)
    worth = 400 + 450 / 1.035
    assert at(table, "IRO posts", discounted="yes", column="mean_today") == pytest.approx(worth)
    level = at(table, "IRO posts", unit="GBP a year", discounted="yes", column="mean_today")
    assert level == pytest.approx(worth / (1 + 1 / 1.035))
    child = at(table, "IRO posts", unit="GBP per child-year", discounted="yes", column="mean_today")
    assert child == pytest.approx(level / 10)
    assert set(table.loc[table["discounted"] == "yes", "discount_rate"]) == {RATE}
    assert set(table.loc[table["discounted"] == "no", "discount_rate"]) == {0.0}


def test_at_a_rate_of_nought_discounting_changes_nothing():
    table = costs("Kent", *in_worlds(), 0.0)
    for part in NAMES:
        assert at(table, part, discounted="yes") == at(table, part)


def test_the_rate_is_the_green_books_unless_set():
    assert Settings().cost.discount_rate == RATE


@pytest.mark.slow
@pytest.mark.parametrize("worlds", [(), (1, 2, 3, 4, 1, 2)])
def test_parts_add_up_to_totals_and_years_to_all_years(worlds, tmp_path):
    made = costs("Kent", drawn(worlds=worlds), drawn("abolish", 2, worlds=worlds), RATE)
    made.to_csv(tmp_path / "costs.csv", index=False)
    table = pd.read_csv(tmp_path / "costs.csv", keep_default_na=False)
    means = ["mean_today", "mean_under_policy", "mean_difference"]
    table[means] = table[means].astype(float)
    for _, block in table.groupby(["year", "unit", "discounted"]):
        rows = block.set_index("part")[means]
        for total, parts in MADE_OF.items():
            scale = rows.loc[parts].abs().sum()
            assert ((rows.loc[parts].sum() - rows.loc[total]).abs() <= 1e-9 * scale).all()
        apart = rows["mean_under_policy"] - rows["mean_today"]
        assert np.allclose(apart, rows["mean_difference"], rtol=1e-9, atol=1e-6)
    for part, discounted, column in itertools.product(NAMES, ("no", "yes"), means):
        first, second, late, whole = (
            at(table, part, year, discounted=discounted, column=column)
            for year in (FIRST, SECOND, "settled years", "all years")
        )
        assert first + second == pytest.approx(whole, rel=1e-9, abs=1e-6)
        assert late == pytest.approx(second, rel=1e-12)
    without = table[table["kind"] != "total"]
    summed = without[(without["year"] == "all years") & (without["unit"] == "GBP")
                     & (without["discounted"] == "no")]["mean_today"].sum()  # fmt: skip
    whole = ("cash with extra care", "hours")
    assert summed == pytest.approx(sum(at(table, one, column="mean_today") for one in whole))


PAIRS = {
    "service_cost_authority": ("cash", "GBP a year"),
    "service_cost": ("cash", "GBP per child-year"),
    "hours_cost_authority": ("hours", "GBP a year"),
    "hours_cost": ("hours", "GBP per child-year"),
    "extra_care_cost_authority": ("extra care", "GBP a year"),
    "total_cost_authority": ("cash with extra care", "GBP a year"),
    "total_cost": ("cash with extra care", "GBP per child-year"),
}


@pytest.mark.parametrize("measure", PAIRS)
@pytest.mark.parametrize("worlds", [(), (1, 2, 3, 4, 1, 2)])
def test_totals_agree_with_the_measures(measure, worlds):
    one = [m for m in MEASURES if m.id == measure]
    arms = drawn(worlds=worlds), drawn("abolish", 2, worlds=worlds)
    table = costs("Kent", *arms, RATE)
    part, unit = PAIRS[measure]
    for arm, column in zip(arms, ("mean_today", "mean_under_policy"), strict=True):
        if worlds:
            expected = values_by_world(one, arm).mean()
        else:
            expected = values_of(one, arm.counts.sum(axis=(0, 1)))[0]
        assert at(table, part, unit=unit, column=column) == pytest.approx(expected, rel=1e-9)
    if not worlds:
        by_year = years(*arms).set_index(["year", "measure"])
        for year in (FIRST, SECOND, "settled years"):
            for column in ("today", "under_policy", "difference"):
                expected = by_year.loc[(year, measure), column]
                assert at(table, part, year, unit, column=f"mean_{column}") == pytest.approx(
                    expected, rel=1e-9
                )


def test_today_alone_leaves_the_policys_columns_empty():
    table = costs("Kent", in_worlds()[0], None, RATE)
    assert set(table["policy"]) == {"keep"}
    assert table["mean_today"].notna().all()
    ends = ["mean_under_policy", "mean_difference", "difference_low", "difference_high"]
    assert table[ends].isna().all(axis=None)
    assert (table["empty"] == "").all()


@pytest.mark.parametrize("worlds", [(), (1, 1, 2)])
def test_spending_nobody_has_set_empties_its_part_and_the_totals(worlds):
    unset = [[*row, (SPENDING, np.nan, np.nan)] for row in UNDER]
    table = costs("K", by_hand("keep", TODAY, worlds), by_hand("early_help", unset, worlds), RATE)
    known = costs("K", by_hand("keep", TODAY, worlds), by_hand("early_help", UNDER, worlds), RATE)
    emptied = {"early help and retention", "cash", "cash with extra care"}
    within = table["part"].isin(emptied)
    assert (table.loc[within, "empty"] == NOT_INCLUDED).all()
    ends = ["mean_under_policy", "mean_difference", "difference_low", "difference_high"]
    assert table.loc[within, ends].isna().all(axis=None)
    assert table["mean_today"].notna().all()
    pd.testing.assert_frame_equal(table[~within], known[~within])
    words = " ".join(sentences(table))
    assert "nobody has set" in words
    assert "nan" not in words
    cells = parts_table(table).frame.set_index("part")
    assert cells.loc["all cash", "difference"] == NOT_INCLUDED
    assert "not included" in figure.title(table, "early_help")


def test_only_runs_that_finished_in_both_arms_are_compared():
    today, policy = in_worlds()
    table = costs("Kent", today, policy.only([0, 2]), RATE)
    assert at(table, "IRO posts", FIRST, column="mean_today") == (100 + 600) / 2


def test_without_months_there_are_all_years_alone():
    whole = [
        ArmResults(a.policy, a.replications, a.seeds, ("whole",),
                   a.counts.sum(axis=1, keepdims=True), worlds=a.worlds)
        for a in in_worlds()
    ]  # fmt: skip
    table = costs("Kent", *whole, RATE)
    assert set(table["year"]) == {"all years"}
    assert set(table["discounted"]) == {"no"}
    monthly = costs("Kent", *in_worlds(), RATE)
    for part in NAMES:
        assert at(table, part, unit="GBP a year") == pytest.approx(
            at(monthly, part, unit="GBP a year")
        )
    assert years_table(table) == ()
    assert len(list(sentences(table))) == 3
    assert read_bars(figure.costs(table, authority="K", policy="abolish", runs="3 runs"))


def test_one_year_has_no_later_years():
    today, policy = (arm.during(slice(0, 12)) for arm in in_worlds())
    table = costs("Kent", today, policy, RATE)
    assert list(table["year"].unique()) == [FIRST, "all years"]
    assert at(table, "cash", discounted="yes") == at(table, "cash")


def test_a_policy_that_changes_nothing_costs_nothing_more():
    today, _ = in_worlds()
    table = costs("Kent", today, in_worlds()[0], RATE)
    assert (table[["mean_difference", "difference_low", "difference_high"]] == 0).all(axis=None)
    words = list(sentences(table))
    assert "the same as today's service" in words[0]
    assert "no more and no fewer hours" in words[2]


def big():
    """Return a table whose figures stand out: pounds in thousands."""
    today = by_hand("keep", [[(IRO, 5e5, 5e5), (HOURS, 2e4, 2e4)]] * 2, (1, 2), children=500)
    under = [[(ADVOCACY, 2e5, 3e5), (ONCE, 7e4, 0), (HOURS, 2e5, 2e5), (CARE, 1e6, 1e6)]] * 2
    return costs("Kent", today, by_hand("abolish", under, (1, 2), children=500), RATE)


def test_the_sentences_say_cash_apart_from_hours():
    words = list(sentences(big()))
    # cash a year: 285,000 - 500,000 = (200 + 70 + 300) / 2 - 500
    assert words[0] == (
        "In cash abolish saves the authority £215,000 a year, £430 for each child-year in care "
        "(mean of plausible worlds; 90% of worlds: £215,000 to £215,000)."
    )
    assert words[1] == (
        "By part, a year: IRO posts -£500,000, advocacy +£250,000, one-off +£35,000."
    )
    assert words[2] == (
        "Apart from cash, it takes hours of team managers and social workers worth £180,000 a "
        "year from their other work, for which no money is paid."
    )
    counted = next(sentences(big(), "less in 9 of the 10 worlds run"))
    assert counted.endswith("£215,000; it costs less in 9 of the 10 worlds run).")
    assert words[3] == "Cash in the first year: -£230,000; in each later year: -£200,000."
    # -230 - 200 / 1.035, 180 + 180 / 1.035
    assert "cash -£423,000 (undiscounted -£430,000)" in words[4]
    assert "hours +£354,000 (undiscounted +£360,000)" in words[4]
    assert "discounted at 3.5% a year" in words[4]


def test_the_ends_of_a_cost_go_from_less_to_more():
    today = by_hand("keep", [[(HOURS, 1, 1)]] * 3, (1, 2, 3))
    each = [[[(ADVOCACY, size, size)] for size in sizes] for sizes in ((1e4, 2e4, 3e4), (-1, 0, 4))]
    dearer, either = (costs("Kent", today, by_hand("a", rows, (1, 2, 3)), RATE) for rows in each)
    cheaper = costs("Kent", by_hand("keep", each[0], (1, 2, 3)), today, RATE)
    # a tenth of the way from an end to the middle
    assert "90% of worlds: £11,000 to £29,000" in next(sentences(dearer))
    assert "saves" in next(sentences(cheaper))
    assert "90% of worlds: £11,000 to £29,000" in next(sentences(cheaper))
    assert "from £1 saved to £4 more" in next(sentences(either))


def test_the_tables_hold_the_figures_of_the_parts():
    table = big()
    said, parts, by_year = of_costs(table)
    assert said.sentences == tuple(sentences(table))
    cells = parts.frame.set_index("part")
    assert list(cells.index) == [
        "IRO posts", "advocacy", "one-off", "all cash", "extra care (average, not marginal)",
        "cash and extra care", "managers' hours, not paid for",
        "all hours taken from other work or own time",
    ]  # fmt: skip
    assert cells.loc["IRO posts", ["today", "under the policy", "difference"]].tolist() == [
        "£500,000", "£0", "-£500,000",
    ]  # fmt: skip
    assert cells.loc["all cash", "difference per child-year"] == "-£430"
    lines = by_year.frame.set_index("year")
    assert lines.loc[SECOND, "cash"] == "-£200,000"
    assert lines.loc[SECOND, "cash, discounted"] == f"-£{200_000 / 1.035:,.0f}"
    assert lines.loc["all years together", "hours"] == "+£360,000"
    assert lines.loc["level sum a year", "cash"] == "-£215,000"


def test_today_alone_is_told_without_a_difference():
    table = costs("Kent", drawn(worlds=(1, 2, 3, 4, 1, 2)), None, RATE)
    blocks = of_costs(table)
    assert blocks[0].sentences[0].startswith("Today's service costs the authority")
    assert not any("difference" in name for name in blocks[1].columns)


def read_bars(drawing):
    """Return what is drawn: pounds by year's place and part, and the marks of all cash."""
    (axes,) = drawing.axes
    bars = {
        (round(bar.get_y() + bar.get_height() / 2), bar.get_gid()): (bar.get_x(), bar.get_width())
        for bar in axes.patches
    }
    marks = {
        round(float(line.get_ydata()[0])): float(line.get_xdata()[0])
        for line in axes.lines
        if line.get_gid() == "cash"
    }
    return bars, marks


@pytest.mark.parametrize("policy", ["abolish", None])
def test_the_figure_draws_the_table(policy):
    arms = drawn(worlds=(1, 2, 3, 4, 1, 2)), drawn("abolish", 2, worlds=(1, 2, 3, 4, 1, 2))
    table = costs("Kent", arms[0], arms[1] if policy else None, RATE)
    column = "mean_difference" if policy else "mean_today"
    drawing = figure.costs(table, authority="Kent", policy=policy, runs="5 worlds")
    bars, marks = read_bars(drawing)
    for place, year in enumerate((FIRST, SECOND)):
        reached = {-1: 0.0, 1: 0.0}
        for part in (*CASH, *MADE_OF["hours"]):
            start, width = bars.pop((place, part))
            expected = at(table, part, year, column=column)
            assert width == pytest.approx(expected)
            side = 1 if expected > 0 else -1
            assert start == pytest.approx(reached[side])
            reached[side] += width
        assert marks[place] == pytest.approx(at(table, "cash", year, column=column))
        texts = [text.get_text() for text in drawing.axes[0].texts]
        assert figure.short(at(table, "hours", year, column=column), bool(policy)) in texts[place]
    assert not bars  # extra care is not drawn
    # read aloud, in place of the picture
    assert "in each year by part, means. Hours are priced" in str(drawing.get_label())
    (axes,) = drawing.axes
    names = {round(label.get_position()[1]): label.get_text() for label in axes.get_yticklabels()}
    assert names == {0: "Apr 2025 to\nMar 2026", 1: "Apr 2026 to\nMar 2027"}
    low, high = axes.get_ylim()
    assert low > high  # the first year above


@pytest.mark.slow
@pytest.mark.parametrize("policy", ["abolish", None])
@pytest.mark.parametrize("scale", [1e-4, 1, 30])
@pytest.mark.parametrize("many", [1, 2, 10])
def test_nothing_in_the_figure_lies_over_another_or_outside(policy, scale, many):
    months = tuple(f"{2025 + (3 + m) // 12}-{(3 + m) % 12 + 1:02d}" for m in range(12 * many))
    arms = [drawn(name, seed, months=months) for name, seed in (("keep", 1), ("abolish", 2))]
    for arm in arms:
        arm.counts[..., [part.pounds for part in PARTS]] *= scale
    table = costs("Kent", arms[0], arms[1] if policy else None, RATE)
    who = "Bournemouth, Christchurch and Poole"
    drawing = figure.costs(table, authority=who, policy=policy, runs="200 plausible worlds")
    canvas = FigureCanvasAgg(drawing)
    canvas.draw()
    renderer = canvas.get_renderer()
    (axes,) = drawing.axes
    (legend,) = drawing.legends
    texts = [*drawing.texts, *axes.texts, *axes.get_xticklabels(), *axes.get_yticklabels(),
             axes.xaxis.label, *legend.get_texts()]  # fmt: skip
    boxes = [(t.get_text(), t.get_window_extent(renderer)) for t in texts if t.get_text()]
    low, high = axes.get_window_extent(renderer).intervalx
    shown = [(words, box) for words, box in boxes
             if not (box.y1 < axes.bbox.y0 and words.startswith(("£", "+", "−"))
                     and not low - 1 <= (box.x0 + box.x1) / 2 <= high + 1)]  # fmt: skip
    for words, box in shown:
        assert box.x0 >= 0 and box.x1 <= drawing.bbox.x1, words
        assert box.y0 >= 0 and box.y1 <= drawing.bbox.y1, words
    for (first, one), (second, other) in itertools.combinations(shown, 2):
        assert not one.overlaps(other), (first, second)


@pytest.mark.slow
def test_a_real_run_is_what_its_records_say():
    from worlds import arms as small_arms

    from sim.replicate.replication import point_of
    from sim.replicate.runner import Runner, asked_of

    asked = small_arms("abolish", years=2)
    point = point_of(0, asked, "abolish")
    runner = Runner(asked.today)
    runner.run(asked_of([point], 12))  # of twelve worlds, two of them twice
    today, policy = runner.arms(point)
    assert (len(today.worlds), len(set(today.worlds))) == (14, 12)
    table = costs("Kent", today, policy, RATE)
    # by code of its own: loops over records, nothing but sums
    weight = {month: 1.035 ** -(place // 12) for place, month in enumerate(today.periods)}
    for part in PARTS:
        for discounted in ("no", "yes"):
            gained: dict[int, list[float]] = {}
            for run, world in enumerate(today.worlds):
                less = 0.0
                for place, month in enumerate(today.periods):
                    moved = policy.counts[run, place, part.pounds]
                    moved -= today.counts[run, place, part.pounds]
                    less += moved * (weight[month] if discounted == "yes" else 1.0)
                gained.setdefault(world, []).append(less)
            means = [sum(values) / len(values) for values in gained.values()]
            expected = sum(means) / len(means)
            found = at(table, part.name, discounted=discounted)
            assert found == pytest.approx(expected, rel=1e-9, abs=1e-6)
    assert at(table, "IRO posts") < 0
    assert at(table, "managers' hours") > 0
    assert at(table, "review administrators") < 0
    assert at(table, "one-off", SECOND) == 0
