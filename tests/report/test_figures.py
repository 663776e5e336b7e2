"""Figures show the numbers of their tables, read back from what is drawn, and can be read."""

import datetime
import itertools
import math

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.dates import date2num, num2date

from experiments.order_of_giving_way import ORDER
from sim.analyse.comparison import shares_of_ranks
from sim.analyse.weeks import ROLES, measures_of
from sim.measures.catalogue import DRIFT_CAUSES, HEADLINE, TRADED
from sim.report.figures import style
from sim.report.figures.authority_spread import spread
from sim.report.figures.cost_drift_dots import COST, DRIFT, trade_off
from sim.report.figures.drift_cause_bars import causes
from sim.report.figures.duty_curves import giving_way
from sim.report.figures.grid_panels import grid
from sim.report.figures.journey_timeline import drift_days, journey
from sim.report.figures.monthly_lines import PANELS, over_time
from sim.report.figures.paired_differences import MARKS, differences
from sim.report.figures.policy_panels import DOTS, many, pages
from sim.report.figures.rank_strips import rank_strips
from sim.report.figures.week_bars import POSTS, week
from sim.report.figures.world_dots import dots, title
from sim.report.leaning import ENDS, ordered, standing_apart

WORLDS, ONE = "in 200 plausible worlds", "one world, the typical one, 50 runs"
WHO = {"authority": "Bournemouth, Christchurch and Poole", "runs": WORLDS}
NAMES = ["strengthen", "abolish", "abolish_bare", "abolish_redeploy", "relocate", "notify",
         "caseload_cap", "ring_fence", "manager_chairs", "advocates_too", "early_help", "empower",
         "liaise", "stable_workforce", "own_policy"]  # fmt: skip
SIZES = {"share": 0.05, "GBP per child-year": 500.0, "ratio": 0.02}
READINGS = ["worse", "mostly better", "depends", "about the same"]
OF_WORLDS, OF_CHANCE = "90% of worlds", "95% interval (chance)"


def over_worlds(policies, many_worlds=200, seed=1):
    """Return a headline table and its worlds for each policy; one measure is fixed, one empty."""
    chance = np.random.default_rng(seed)
    rows, blocks = [], []
    for policy in policies:
        columns = {"policy": policy, "world": [*range(1, many_worlds + 1), 1, 2]}
        for place, measure in enumerate(HEADLINE):
            size = SIZES.get(measure.unit, 9.0)
            each = size * chance.normal(chance.normal(), chance.uniform(0.2, 2), many_worlds + 2)
            columns[f"{measure.id}.difference"] = each
            low, middle, high = np.quantile(each[:many_worlds], [0.05, 0.5, 0.95])
            parts = np.sort(chance.integers(0, 101, 2))
            counts = [parts[0], parts[1] - parts[0], 100 - parts[1]]
            fixed, empty = place == 2, "does not apply" if place == 3 else ""
            values = (middle, low, high) if not empty else (math.nan,) * 3
            rows.append(
                dict(policy=policy, measure=measure.id, unit=measure.unit, better=measure.better,
                     **dict(zip(("today", "under_policy"), (size, size), strict=True)),
                     **dict(zip(("difference", "difference_low", "difference_high"), values,
                                strict=True)),
                     range=OF_WORLDS, matters=size / 5, empty=empty, fixed=fixed,
                     worse=counts[0], same=counts[1], better_in=counts[2],
                     reading=empty or ("fixed by construction" if fixed else READINGS[place % 4]))
            )  # fmt: skip
        blocks.append(pd.DataFrame(columns))
    return pd.DataFrame(rows), pd.concat(blocks, ignore_index=True)


def in_one(policies):
    """Return a comparison in one world."""
    table, _ = over_worlds(policies)
    table["reading"] = [row.reading if row.empty or row.fixed else list(MARKS)[place % 6]
                        for place, row in enumerate(table.itertuples())]  # fmt: skip
    return table.assign(range=OF_CHANCE).drop(columns=["worse", "same", "better_in"])


def traded(policies=NAMES, seed=2):
    chance = np.random.default_rng(seed)
    blocks = [
        pd.DataFrame({"policy": policy, "world": range(1, 51),
                      DRIFT: chance.normal(chance.normal(0, 20), 15, 50),
                      COST: chance.normal(chance.normal(0, 200), 90, 50)})
        for policy in policies
    ]  # fmt: skip
    return pd.concat(blocks, ignore_index=True)


def ranked(policies=NAMES, seed=3):
    chance = np.random.default_rng(seed)
    rows = []
    for measure in TRADED:
        each = chance.normal(size=(20, len(policies)))
        if measure == "service_cost":
            each[:, -1] = math.nan
        shares = shares_of_ranks(each, True)
        for policy, of_policy in zip(policies, shares, strict=True):
            rows += [(measure, policy, rank, share) for rank, share in enumerate(of_policy, 1)
                     if not math.isnan(share)]  # fmt: skip
    return pd.DataFrame(rows, columns=["measure", "policy", "rank", "share"])


def duties():
    rows = [
        (caseload, id, value, value - 0.03, value + 0.02, OF_WORLDS)
        for place, id in enumerate(ORDER)
        for caseload in (50.0, 70.0, 110.0)
        for value in [0.9 - (5 - place) * 0.002 * (caseload - 50)]
    ]
    lost = pd.DataFrame({"measure": ORDER, "gives_way_at": [72.5, 78.0, 90.0, 106.0, math.inf]})
    columns = ["caseload", "measure", "today", "today_low", "today_high", "range"]
    return pd.DataFrame(rows, columns=columns), lost


def authorities(many_of=40, seed=4, apart=3):
    """Return authorities that differ by a hair, but for the first ones, which stand apart."""
    names = ["Bournemouth, Christchurch and Poole", *(f"Council {n}" for n in range(1, many_of))]
    chance = np.random.default_rng(seed)
    rows = []
    for place, name in enumerate(names):
        for measure in HEADLINE:
            size = SIZES.get(measure.unit, 9.0)
            value = size * (1 + 0.1 * chance.normal() + 3 * (place < apart) * (1 + place))
            rows.append(
                dict(authority=name, measure=measure.id, unit=measure.unit, better=measure.better,
                     difference=value, difference_low=value - size, difference_high=value + size,
                     matters=size / 5, range=OF_WORLDS, worlds=20, reading=READINGS[place % 4],
                     rests_on="national" if place % 7 == 0 else "own")
            )  # fmt: skip
    return pd.DataFrame(rows)


def ringed(many):
    """Return places that differ in kind in drift, and one that may by chance."""
    rows = [(f"Council {n}", "drift_days_per_child_year", "yes") for n in range(3, 3 + many)]
    rows.append(("Council 1", "reviews_on_time", "no"))
    return pd.DataFrame(rows, columns=["authority", "measure", "beyond_chance"])


def months(policy, parts=(12, 60)):
    chance = np.random.default_rng(5)
    first = pd.date_range("2024-04-01", periods=sum(parts), freq="MS").date
    rows = []
    for place, month in enumerate(first):
        for panel, level in zip(PANELS, (0.95, 120.0), strict=True):
            before = place < parts[0]
            moved = level * 0.1 * chance.normal() * (not before)
            row = dict(month=month, part="before the policy" if before else "reported",
                       measure=panel.measure, unit=panel.unit, range=OF_WORLDS, today=level,
                       today_low=0.9 * level, today_high=1.03 * level)  # fmt: skip
            if policy:
                row |= dict(difference=moved, difference_low=moved - 0.2 * level * (not before),
                            difference_high=moved + 0.1 * level * (not before))  # fmt: skip
            rows.append(row)
    return pd.DataFrame(rows)


def hours(still=("advocates",)):
    """Return a week in which all but some roles change."""
    chance, rows = np.random.default_rng(6), []
    for role in ROLES:
        for measure in measures_of(role):
            row = {"role": role, "duty": measure.words, "unit": measure.unit, "range": OF_WORLDS}
            value = chance.uniform(0.2, 30)
            more = 0.0 if role in still else chance.uniform(0.5, 5)
            for arm, at in (("today", value), ("under_policy", value + more)):
                row |= {arm: at, f"{arm}_low": 0.9 * at, f"{arm}_high": 1.2 * at}
            rows.append(row | {"difference": more})
    return pd.DataFrame(rows)


def drifting():
    """Return drift by cause, one of them hardly there."""
    today, under = np.array([15.2, 0.6, 10.0, 19.5, 17.7]), np.array([15.0, 0.7, 9.6, 30.6, 10.1])
    return pd.DataFrame({
        "cause": [words for _, words, _ in DRIFT_CAUSES], "unit": "calendar days per child-year",
        "range": OF_WORLDS, "mean_today": today, "mean_under_policy": under,
        "mean_difference": under - today,
    })  # fmt: skip


def swept(policies=("keep", "strengthen", "abolish"), caseloads=(50, 70, 90), more=()):
    """Return the headline of a grid of policies and caseloads."""
    blocks = []
    for policy, caseload, other in itertools.product(policies, caseloads, more or (None,)):
        block = over_worlds([policy], 20, seed=len(blocks))[0].drop(columns="policy")
        ends = [name for name in block if name.startswith(("difference", "today"))]
        block["today_low"], block["today_high"] = 0.9 * block["today"], 1.2 * block["today"]
        if policy == "keep":
            block.loc[:, [name for name in ends if name.startswith("diff")]] = math.nan
        first = {"point": len(blocks), "authority": "Leeds", "policy": policy,
                 "iro.caseload": caseload}  # fmt: skip
        first |= {"social_worker.caseload": other} if more else {}
        blocks.append(pd.concat([pd.DataFrame(first, index=block.index), block], axis=1))
    return pd.concat(blocks, ignore_index=True)


def events():
    rows = []
    for arm, shift in (("keep", 0), ("strengthen", 3)):
        rows += [
            (arm, "reviews", "due", "2025-05-10", "", "review 3"),
            (arm, "reviews", "held late", f"2025-05-{12 - shift:02d}", "", "review 3"),
            (arm, "changes", "told", "2025-07-01", "", "missing"),
            (arm, "changes", "not told", "2025-08-01", "", "contact"),
            (arm, "challenge", "formal challenge", "2025-09-01", "", ""),
            (arm, "actions", "open", "2025-04-01", f"2025-11-{20 - shift}", "1: health"),
            (arm, "actions", "drift", "2025-08-20", f"2025-11-{20 - shift}", "1: health"),
            (arm, "actions", "done", f"2025-11-{20 - shift}", "", "1: health"),
            (arm, "actions", "open", "2025-06-01", "2026-03-31", "2: contact"),
            (arm, "social worker", "charged", "2025-04-01", "2025-10-01", "1"),
            (arm, "social worker", "charged", "2025-10-02", "2026-03-31", "2"),
            (arm, "IRO", "charged", "2025-04-01", "2025-04-20", "nobody"),
            (arm, "IRO", "charged", "2025-04-21", "2026-03-31", "1"),
            (arm, "care", "still in care", "2026-03-31", "", ""),
        ]
    columns = ["policy", "lane", "event", "begins", "ends", "detail"]
    return pd.DataFrame(rows, columns=columns)


def as_changed(table):
    """Return a table of policies headed as changed, but for today's service."""
    heads = {name: f"{name}, changed" for name in NAMES}
    heads["abolish"] = "abolish_same_money, changed"
    return table.replace({"policy": heads})


def drawings():
    table, worlds = over_worlds(NAMES)
    few, of_few = over_worlds(NAMES[:3], 20)
    lone = {"authority": WHO["authority"], "runs": ONE}
    first = table["policy"] == NAMES[0]
    return {
        "dots": dots(table[first], worlds[worlds["policy"] == NAMES[0]], policy=NAMES[0], **WHO),
        "differences": differences(in_one(NAMES[:1]), policy=NAMES[0], **lone),
        **{f"many {n}": many(table, worlds, page, **WHO)
           for n, page in enumerate(pages(len(NAMES)))},
        "few": many(few, of_few, pages(3)[0], **WHO),
        "many in one": many(in_one(NAMES), None, pages(len(NAMES))[1], **lone),
        "few, changed": many(as_changed(few), as_changed(of_few), pages(3)[0], **WHO),
        "ranks, changed": rank_strips(as_changed(ranked()), TRADED, **WHO),
        "trade_off": trade_off(traded(), **WHO),
        "trade_off, changed": trade_off(as_changed(traded()), **WHO),
        "trade_off of one": trade_off(traded(NAMES[:1]), **WHO),
        "ranks": rank_strips(ranked(), TRADED, **WHO),
        "giving_way": giving_way(*duties(), **WHO),
        "spread": spread(authorities(), policy="strengthen", runs=WORLDS),
        "spread of alike": spread(authorities(apart=0), policy="strengthen", runs=WORLDS),
        "spread with rings": spread(authorities(apart=0), policy="strengthen", runs=WORLDS,
                                    apart=ringed(5)),
        "journey": journey(events(), authority="Leeds", child=12, replication=0),
        "week": week(hours(), policy="strengthen", **WHO),
        "drift by cause": causes(drifting(), policy="strengthen", **WHO),
        "drift by cause today": causes(drifting(), policy=None, **WHO),
        "week of one arm": week(hours(), policy=None, **lone),
        "over time": over_time(months("abolish"), policy="abolish", **WHO),
        "over time today": over_time(months(None), policy=None, **WHO),
        "over a year": over_time(months("abolish", (0, 12)), policy="abolish", **WHO),
        "grid": grid(swept(), runs=WORLDS),
        "grid of levels": grid(swept(("keep",)), runs=WORLDS),
        "grid of policies": grid(swept(NAMES[:5], (70,)), runs=WORLDS),
        "grid of alternatives": grid(swept(("keep",), ("few", "many", "most")), runs=WORLDS),
        "grid of many": grid(swept(NAMES[:4], more=(15, 16, 17)), runs=WORLDS),
    }  # fmt: skip


@pytest.fixture(scope="module")
def every():
    return drawings()


def axes_of(drawing, name):
    return next(axes for axes in drawing.axes if axes.get_label() == name)


def by_gid(axes, gid):
    return [artist for artist in axes.get_children() if artist.get_gid() == gid]


def minus(words):
    return words.replace("-", "−")


def gains(row, values):
    """Return multiples of what matters, by hand: the better the larger."""
    return (1 if row.better == "higher" else -1) * np.asarray(values) / row.matters


def in_row(axes, gid, place):
    """Return the places across of what lies in a row."""
    found = [x for line in by_gid(axes, gid)
             for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
             if round(float(y)) == place]  # fmt: skip
    return np.array(sorted(found))


def test_dots_are_worlds_in_multiples_of_what_matters():
    table, worlds = over_worlds(["abolish"])
    drawing = dots(table, worlds, policy="abolish", **WHO)
    axes, bars = axes_of(drawing, "dots"), axes_of(drawing, "counts")
    said = [text.get_text() for text in drawing.texts]
    for place, row in enumerate(table.itertuples()):
        # the two worlds that were run twice stand at the mean of their two differences
        each = worlds[f"{row.measure}.difference"].to_numpy().copy()
        each[:2] = (each[:2] + each[200:]) / 2
        wanted = gains(row, each[:200])
        shown = {side: in_row(axes, side, place) for side in ("worse", "same", "better")}
        counted = [int(bar.get_width()) for side in ("worse", "same", "better")
                   for bar in by_gid(bars, side) if round(bar.get_y() + 0.25) == place]  # fmt: skip
        if row.empty or row.fixed:
            assert not sum(map(len, shown.values())) and not counted
            assert row.reading in [text.get_text() for text in by_gid(axes, "none")]
            continue
        assert np.concatenate(list(shown.values())) == pytest.approx(np.sort(wanted))
        assert (shown["worse"] < -1).all() and (shown["better"] > 1).all()
        assert [len(one) for one in shown.values()] == [
            (wanted < -1).sum(), (abs(wanted) <= 1).sum(), (wanted > 1).sum()
        ]  # fmt: skip
        # counts and medians are the headline table's own
        assert counted == [many_ for many_ in (row.worse, row.same, row.better_in) if many_]
        middle = [line.get_xdata()[0] for line in by_gid(axes, "median")
                  if round(np.mean(line.get_ydata())) == place]  # fmt: skip
        assert middle == pytest.approx([gains(row, row.difference)])
        scale = 100 if row.unit == "share" else 1
        amount = f"{abs(scale * row.difference):,.{3 if row.unit == 'ratio' else 1}f}"
        if not row.unit.startswith("GBP"):
            assert any(amount in words for words in said)
    assert f"{WHO['authority']}, abolish against today" in " ".join(said)
    assert "Each dot is one of 200 plausible worlds" in " ".join(said)


def test_dots_are_coloured_by_side_and_in_the_same_place_each_time():
    table, worlds = over_worlds(["abolish"])
    first, again = (axes_of(dots(table, worlds, policy="abolish", **WHO), "dots") for _ in "ab")
    for side, colour in (("worse", style.WORSE), ("same", style.SAME), ("better", style.BETTER)):
        lines = by_gid(first, side)
        assert {to_hex(line.get_color()) for line in lines} == {colour.lower()}
        for line, other in zip(lines, by_gid(again, side), strict=True):
            assert np.array_equal(line.get_xydata(), other.get_xydata())


def test_titles_do_not_count_measures():
    table, worlds = over_worlds(["abolish"])
    table["reading"] = ["worse"] * 5 + ["depends"] * (len(table) - 5)
    said = dots(table, worlds, policy="abolish", **WHO).texts[0].get_text()
    assert "worse" in said and "drift depends on beliefs" in said.replace("\n", " ")
    assert not any(letter.isdigit() for letter in said)
    table["reading"] = "worse, or mostly worse"
    assert "mostly worse" in title(table, "abolish")


def test_differences_show_the_intervals_of_one_world():
    table = in_one(["abolish"])
    drawing = differences(table, policy="abolish", authority="Leeds", runs=ONE)
    (axes,) = drawing.axes
    marks = {int(line.get_ydata()[0]): line for line in axes.lines if line.get_ms() == 8}
    lines = {int(line.get_ydata()[0]): line for line in axes.lines if line.get_lw() == 2.5}
    for place, row in enumerate(table.itertuples()):
        if row.empty or row.fixed:
            assert place not in marks and place not in lines
            continue
        assert marks[place].get_xdata()[0] == pytest.approx(gains(row, row.difference))
        assert marks[place].get_marker() == MARKS[row.reading][1]
        ends = gains(row, [row.difference_low, row.difference_high])
        assert lines[place].get_xdata() == pytest.approx(ends)
    title = drawing.texts[0].get_text().replace("\n", " ")
    assert title.endswith("(one world, the typical one)")


def test_every_headline_measure_is_on_one_page():
    for policies in (1, 3, 14, 40):
        assert [one for page in pages(policies) for one in page] == [one.id for one in HEADLINE]


@pytest.mark.slow
def test_many_policies_stand_on_one_scale_with_their_counts():
    table, worlds = over_worlds(NAMES)
    limits = set()
    for page in pages(len(NAMES)):
        drawing = many(table, worlds, page, **WHO)
        for measure in page:
            axes, beside = axes_of(drawing, measure), axes_of(drawing, f"{measure} counts")
            limits.add(axes.get_xlim())
            for place, policy in enumerate(NAMES):
                row = table[(table["measure"] == measure) & (table["policy"] == policy)]
                (row,) = row.itertuples()
                shown = np.concatenate([in_row(axes, side, place)
                                        for side in ("worse", "same", "better")])  # fmt: skip
                if row.empty or row.fixed:
                    assert not len(shown)
                    continue
                own = worlds[worlds["policy"] == policy].groupby("world")
                each = gains(row, own[f"{measure}.difference"].mean())
                # the middle one of every five worlds next in size
                assert len(shown) == DOTS
                assert shown == pytest.approx(np.sort(each)[2::5])
                middle = [line.get_xdata()[0] for line in by_gid(axes, "median")
                          if round(np.mean(line.get_ydata())) == place]  # fmt: skip
                assert middle == pytest.approx([gains(row, row.difference)])
                counted = [round(bar.get_width()) for side in ("worse", "same", "better")
                           for bar in by_gid(beside, side)
                           if round(bar.get_y() + 0.31) == place]  # fmt: skip
                assert counted == [one for one in (row.worse, row.same, row.better_in) if one]
    assert len(limits) == 1


def test_many_policies_in_one_world_show_means_and_intervals():
    table = in_one(NAMES[:4])
    drawing = many(table, None, pages(4)[0], authority="Leeds", runs=ONE)
    measure = pages(4)[0][0]
    axes = axes_of(drawing, measure)
    means, lines = by_gid(axes, "mean"), by_gid(axes, "interval")
    rows = list(table[table["measure"] == measure].itertuples())
    for row, mean, line in zip(rows, means, lines, strict=True):
        assert mean.get_xdata()[0] == pytest.approx(gains(row, row.difference))
        ends = gains(row, [row.difference_low, row.difference_high])
        assert line.get_xdata() == pytest.approx(ends)


def test_over_time_shows_the_paired_difference_and_the_months_before():
    for policy, of in (("abolish", "difference"), (None, "today")):
        table = months(policy)
        drawing = over_time(table, policy=policy, **WHO)
        for panel in PANELS:
            axes, own = axes_of(drawing, panel.measure), table[table["measure"] == panel.measure]
            scale = 100 if panel.unit == "share" else 1
            (line,) = by_gid(axes, "line")
            starts = by_gid(axes, "first day")
            assert len(starts) == (policy is not None)
            first = starts[0].get_xdata()[0] if starts else -math.inf
            there = line.get_xdata() != first
            at, values = line.get_xdata()[there], line.get_ydata()[there]
            assert values == pytest.approx(scale * own[of])
            for x, month in zip(at, own["month"], strict=True):
                assert num2date(x).date().replace(day=1) == month
                assert 14 <= x - date2num(month) <= 15.5  # the month's middle
            assert not line.get_ydata()[line.get_xdata() <= first].any()
            (band,) = by_gid(axes, "band")
            ends = band.get_paths()[0].vertices
            for x, low, high in zip(at, own[f"{of}_low"], own[f"{of}_high"],
                                     strict=True):  # fmt: skip
                ys = ends[np.isclose(ends[:, 0], x), 1]
                assert (ys.min(), ys.max()) == pytest.approx((scale * low, scale * high))
            assert not ends[ends[:, 0] <= first, 1].any()
            for one in starts:
                assert num2date(one.get_xdata()[0]).date() == datetime.date(2025, 4, 1)
            said = [text.get_text() for text in axes.texts]
            low, high = axes.get_ylim()
            assert (style.NOT_FROM_NOUGHT in said) == (low > 0)
            if policy:
                assert low <= 0 <= high


def test_the_week_shows_posts_and_hours_of_those_whose_week_changes():
    table = hours()
    drawing = week(table, policy="strengthen", **WHO)
    shown = table[table["role"] != "advocates"]
    posts, others = (shown[(shown["duty"] == POSTS) == is_posts] for is_posts in (True, False))
    for name, rows in (("posts, full-time equivalent", posts),
                       ("hours a week of a full-time post", others)):  # fmt: skip
        axes = axes_of(drawing, name)
        for gid, arm in (("today", "today"), ("policy", "under_policy")):
            assert [bar.get_width() for bar in by_gid(axes, gid)] == pytest.approx(rows[arm])
            (lines,) = by_gid(axes, f"{gid} range")
            ends = [tuple(path.vertices[:, 0]) for path in lines.get_paths()]
            wanted = rows[[f"{arm}_low", f"{arm}_high"]].to_numpy()
            assert np.array(ends) == pytest.approx(wanted)
        row = rows.iloc[0]
        assert f"{row['today']:.1f} → {row['under_policy']:.1f}" in [
            text.get_text() for text in axes.texts
        ]
    said = " ".join(text.get_text() for text in drawing.texts).replace("\n", " ")
    assert "nothing changes for them: advocates" in said
    today = week(table, policy=None, **WHO)
    assert len(by_gid(axes_of(today, "posts, full-time equivalent"), "today")) == len(ROLES)


def test_who_is_no_longer_there_has_no_bar():
    table = hours(still=())
    gone = (table["role"] == "IROs") & (table["duty"] != POSTS)
    ends = [name for name in table if name.startswith(("under_policy", "difference"))]
    table.loc[gone, ends] = math.nan
    drawing = week(table, policy="abolish", **WHO)
    axes = axes_of(drawing, "hours a week of a full-time post")
    assert len(by_gid(axes, "today")) - len(by_gid(axes, "policy")) == gone.sum()
    assert any(text.get_text().endswith("→ none") for text in axes.texts)


def test_a_sweep_shows_paired_differences_along_what_varies():
    table = swept()
    drawing = grid(table, runs=WORLDS)
    for measure in TRADED:
        axes = axes_of(drawing, measure)
        for number, policy in enumerate(("strengthen", "abolish")):
            own = table[(table["measure"] == measure) & (table["policy"] == policy)]
            scale = 100 if own["unit"].iloc[0] == "share" else 1
            (line,) = by_gid(axes, f"line {number}")
            assert line.get_ydata() == pytest.approx(scale * own["difference"], nan_ok=True)
            assert np.round(line.get_xdata()) == pytest.approx(own["iro.caseload"])
            (bands,) = by_gid(axes, f"bands {number}")
            ends = [path.vertices[:, 1] for path in bands.get_paths()]
            wanted = scale * own[["difference_low", "difference_high"]].to_numpy()
            assert np.array(ends) == pytest.approx(wanted, nan_ok=True)
    said = " ".join(text.get_text() for text in drawing.texts).replace("\n", " ")
    assert "Points without a policy are today's service and not drawn" in said


def test_a_sweep_without_a_policy_says_that_it_shows_levels():
    table = swept(("keep",))
    drawing = grid(table, runs=WORLDS)
    assert "No point has a policy: levels of today's service" in drawing.texts[1].get_text()
    for measure in TRADED:
        own = table[table["measure"] == measure]
        (line,) = by_gid(axes_of(drawing, measure), "line 0")
        scale = 100 if own["unit"].iloc[0] == "share" else 1
        assert line.get_ydata() == pytest.approx(scale * own["today"])


def test_a_sweep_of_policies_has_a_row_for_each():
    table = swept(NAMES[:5], (70,))
    drawing = grid(table, runs=WORLDS)
    named = [text.get_text() for text in drawing.axes[0].get_yticklabels()]
    assert named == [name.replace("_", " ") for name in NAMES[:5]]
    for measure in TRADED:
        own = table[table["measure"] == measure]
        scale = 100 if own["unit"].iloc[0] == "share" else 1
        (points,) = by_gid(axes_of(drawing, measure), "points")
        assert points.get_xdata() == pytest.approx(scale * own["difference"], nan_ok=True)


def test_the_trade_off_shows_every_world_of_every_policy():
    table = traded()
    drawing = trade_off(table, **WHO)
    for policy, own in table.groupby("policy"):
        axes = axes_of(drawing, policy)
        drawn = np.concatenate([line.get_xydata() for gid in ("less", "more")
                                for line in by_gid(axes, gid)])  # fmt: skip
        order = np.argsort(drawn[:, 0])
        wanted = own[[DRIFT, COST]].sort_values(DRIFT).to_numpy()
        assert drawn[order] == pytest.approx(wanted)
        corners = {}
        for drift, of_drift in (("less", own[DRIFT] < 0), ("more", own[DRIFT] > 0)):
            for cost, of_cost in (("cheaper", own[COST] < 0), ("dearer", own[COST] > 0)):
                corners[drift, cost] = 2 * int((of_drift & of_cost).sum())  # of 50 worlds
        for (drift, cost), many_ in corners.items():
            (text,) = by_gid(axes, f"{drift} {cost}")
            assert text.get_text() == str(many_)
        assert axes.xaxis_inverted()
    assert len({axes.get_xlim() + axes.get_ylim() for axes in drawing.axes}) == 1
    said = " ".join(text.get_text() for text in drawing.texts).replace("\n", " ")
    assert "more or less than today, however little" in said


def test_a_policy_without_a_cost_is_named_and_not_drawn():
    table = traded(NAMES[:3])
    table.loc[table["policy"] == "abolish", COST] = math.nan
    drawing = trade_off(table, **WHO)
    said = " ".join(text.get_text() for text in drawing.texts).replace("\n", " ")
    assert "Not drawn, as a value is empty: abolish" in said
    assert "abolish" not in [axes.get_label() for axes in drawing.axes]


def test_rank_strips_show_the_shares_of_their_table():
    table = ranked()
    drawing = rank_strips(table, TRADED, **WHO)
    for measure in TRADED:
        axes = axes_of(drawing, measure)
        rows = table[table["measure"] == measure]
        (mesh,) = axes.collections
        shares = mesh.get_array()
        added = 0
        for place, policy in enumerate(NAMES):
            own = rows[rows["policy"] == policy].sort_values("rank")["share"]
            if len(own):
                assert np.array(shares[place]) == pytest.approx(own.to_numpy())
                number = int(axes.texts[place].get_text())
                assert abs(number - 100 * own.iloc[0]) < 1
                added += number
            else:
                assert np.ma.getmaskarray(shares)[place].all()
                assert axes.texts[place].get_text() == "–"
        assert added == 100
        usual = {int(line.get_ydata()[0]): int(line.get_xdata()[0]) for line in axes.lines}
        for place, rank in usual.items():
            assert shares[place][rank] == shares[place].max()
        assert axes.xaxis_inverted()  # the best to the right


def test_the_giving_way_figure_shows_its_tables():
    table, lost = duties()
    (axes,) = giving_way(table, lost, **WHO).axes
    for row in lost.itertuples():
        own = table[table["measure"] == row.measure]
        (line,) = by_gid(axes, row.measure)
        assert line.get_xdata() == pytest.approx(own["caseload"])
        assert line.get_ydata() == pytest.approx(100 * own["today"])
        rings = by_gid(axes, f"lost {row.measure}")
        assert len(rings) == math.isfinite(row.gives_way_at)
        for ring in rings:
            assert ring.get_xdata()[0] == row.gives_way_at
    bands = [band.get_paths()[0].vertices[:, 1] for band in axes.collections]
    for band, (_, own) in zip(bands, table.groupby("measure", sort=False), strict=True):
        ends = [100 * own["today_low"].min(), 100 * own["today_high"].max()]
        assert [band.min(), band.max()] == pytest.approx(ends)


def test_the_spread_shows_every_authority_and_names_those_that_stand_apart():
    table = authorities()
    drawing = spread(table, policy="strengthen", runs=WORLDS)
    beside = iter(axes for axes in drawing.axes if axes.get_label() == "apart")
    for measure in ("drift_days_per_child_year", "reviews_on_time"):
        axes, apart = axes_of(drawing, measure), next(beside)
        rows = ordered(table, measure).reset_index(drop=True)
        scale = 100 if measure == "reviews_on_time" else 1
        shown = {}
        for origin, leans in itertools.product(("own", "national"), ("worse", "better", "open")):
            for line in by_gid(axes, f"{origin} {leans}"):
                assert line.get_marker() == ("o" if origin == "own" else "D")
                shown |= dict(zip(line.get_ydata(), line.get_xdata(), strict=True))
        assert [shown[n] for n in range(len(rows))] == pytest.approx(scale * rows["difference"])
        (bands,) = by_gid(axes, "bands")
        ends = np.array([path.vertices[:, 0] for path in bands.get_paths()])
        wanted = scale * rows[["difference_low", "difference_high"]].to_numpy()
        assert ends == pytest.approx(wanted)
        (middle,) = by_gid(axes, "middle")
        assert middle.get_xdata()[0] == pytest.approx(scale * rows["difference"].median())
        named = " ".join(t.get_text().replace("\n", " ") for t in apart.texts)
        assert "Bournemouth, Christchurch and Poole" in named
        assert "Council 1" in named and "Council 2" in named and "Council 3" not in named
        # three stand apart, one of them at the end
        assert named.count("of all)") == 1
        end = "best" if measure == "reviews_on_time" else "worst"
        assert f"Council 2 ({end} of all)" in named
        assert axes.xaxis_inverted() == (measure == "drift_days_per_child_year")


def test_no_council_is_named_where_none_stands_apart():
    drawing = spread(authorities(apart=0), policy="strengthen", runs=WORLDS)
    said = " ".join(text.get_text() for one in (drawing, *drawing.axes) for text in one.texts)
    said = said.replace("\n", " ")
    assert "No council is named" in said
    assert all(axes.get_position().width > 0.9 for axes in drawing.axes)  # nothing is left empty
    assert "worst" not in said and "Council 1" not in said
    assert "best" not in said and "worst" not in said


@pytest.mark.parametrize("many", [0, 2, 12])
def test_those_that_differ_in_kind_are_ringed_and_named_where_few(many):
    table = authorities(apart=0)
    table.loc[table["authority"] == "Council 20", "difference"] = math.nan  # not forecast there
    drawing = spread(table, policy="strengthen", runs=WORLDS, apart=ringed(many))
    rows = ordered(table, "drift_days_per_child_year").reset_index(drop=True)
    own = rows[rows["authority"].isin([f"Council {n}" for n in range(3, 3 + many)])]
    (rings,) = by_gid(axes_of(drawing, "drift_days_per_child_year"), "ringed")
    assert rings.get_xdata().tolist() == own["difference"].tolist()
    assert list(rings.get_ydata()) == own.index.tolist()
    (others,) = by_gid(axes_of(drawing, "reviews_on_time"), "ringed")
    assert not len(others.get_xdata())
    said = " ".join(text.get_text() for text in drawing.texts).replace("\n", " ")
    assert ("Ringed" in said) == (many > 0)
    assert ("Council 3; Council 4" in said) == (many == 2)
    assert "1 has no dot; authorities.csv says why" in said


def test_a_band_of_few_worlds_sets_no_council_apart():
    rows = ordered(authorities().assign(worlds=19), "reviews_on_time")
    assert not len(standing_apart(rows))
    assert len(standing_apart(rows.assign(worlds=20))) == 3


def test_chance_alone_names_no_council():
    chance = np.random.default_rng(7)
    named = 0
    for _ in range(50):
        value = chance.normal(0, 1, 150)
        rows = pd.DataFrame({"difference": value, "difference_low": value - 1.96,
                             "difference_high": value + 1.96, "better": "higher", "matters": 0.0,
                             "range": OF_CHANCE})  # fmt: skip
        named += len(standing_apart(rows)) > 0
    assert named <= 8


def test_no_more_than_a_few_councils_are_named_on_a_side():
    table = authorities(60, apart=20)
    drawing = spread(table, policy="strengthen", runs=WORLDS)
    axes = next(axes for axes in drawing.axes if axes.get_label() == "apart")
    assert len([t for t in axes.texts if t.get_text().startswith("Council")]) <= 2 * ENDS


def test_the_journey_shows_each_row_on_its_date():
    table = events()
    drawing = journey(table, authority="Leeds", child=12, replication=0)
    for arm in ("keep", "strengthen"):
        axes = axes_of(drawing, arm)
        own = table[(table["policy"] == arm) & (table["lane"] != "care")]
        for (lane, event), rows in own.groupby(["lane", "event"]):
            drawn = by_gid(axes, f"{lane} {event}")
            assert len(drawn) == len(rows)
            for artist, row in zip(drawn, rows.itertuples(), strict=True):
                begins = artist.get_x() if row.ends else artist.get_xdata()[0]
                assert num2date(begins).date().isoformat() == row.begins
                if row.ends:
                    ends = num2date(artist.get_x() + artist.get_width())
                    assert ends.date().isoformat() == row.ends
        (first, second) = (bar.get_y() for bar in by_gid(axes, "actions open"))
        assert first != second  # they overlap in time
    title = drawing.texts[0].get_text()
    assert "1 of 1 reviews late, 1 of 2 changes told, 92 days in drift" in title.replace("\n", " ")
    assert drift_days(table[table["policy"] == "keep"]) == 92  # 20 August to 20 November


def texts_of(drawing):
    """Return the words of a figure with where they lie, in pixels, as they are drawn."""
    FigureCanvasAgg(drawing).draw()
    found = list(drawing.texts)
    for axes in drawing.axes:
        found += [axes.title, axes._left_title, *axes.texts]
        if axes.axison:
            for axis in (axes.xaxis, axes.yaxis):
                found += [axis.label]
                low, high = sorted(axis.get_view_interval())
                for tick in axis.get_major_ticks():
                    if low <= tick.get_loc() <= high:
                        found.append(tick.label1)
    for legend in [*drawing.legends, *(a for a in drawing.artists if hasattr(a, "get_texts"))]:
        found += legend.get_texts()
    return [(text.get_text(), text.get_window_extent()) for text in found
            if text.get_text().strip() and text.get_visible()]  # fmt: skip


@pytest.mark.slow
def test_no_words_touch_others_or_leave_the_figure(every):
    for name, drawing in every.items():
        wide, high = drawing.bbox.size
        said = texts_of(drawing)
        for words, box in said:
            inside = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= wide and box.y1 <= high
            assert inside, (name, words)
        for (words, one), (others, other) in itertools.combinations(said, 2):
            across = min(one.x1, other.x1) - max(one.x0, other.x0)
            up = min(one.y1, other.y1) - max(one.y0, other.y0)
            assert across <= 0.5 or up <= 2, (name, words, others)


@pytest.mark.slow
def test_every_figure_names_its_source_and_what_its_bands_hold(every):
    for name, drawing in every.items():
        said = " ".join(text.get_text() for text in drawing.texts).replace("\n", " ")
        assert "IRO service simulator, " in said, name
        if name != "journey":
            lone = name in ("differences", "many in one", "week of one arm")
            assert (ONE if lone else WORLDS) in said, name
            assert ("(one world, the typical one)" in said) == lone, name
            assert "_" not in said, name


@pytest.mark.slow
def test_they_are_the_same_bytes_each_time_and_not_large(tmp_path, every):
    for name, drawing in every.items():
        png, svg = style.save(drawing, tmp_path / "a", name)
        assert png.read_bytes().startswith(b"\x89PNG") and b"<svg" in svg.read_bytes()
        assert svg.stat().st_size < 500_000, name
    for name, drawing in drawings().items():
        for path in style.save(drawing, tmp_path / "b", name):
            assert path.read_bytes() == (tmp_path / "a" / path.name).read_bytes(), name
