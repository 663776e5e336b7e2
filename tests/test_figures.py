"""Figures show the numbers of their tables, read back from what is drawn, and can be read."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.dates import num2date
from matplotlib.text import Text

from experiments.giving_way import ORDER
from sim.measures import HEADLINE
from sim.report import forest, style
from sim.report.giving_way import giving_way
from sim.report.journey import drift_days, journey
from sim.report.placing import Box, place_labels
from sim.report.rank_strips import rank_strips
from sim.report.spread import ENDS, ordered, spread
from sim.report.trade_off import trade_off
from sim.report.week import WHOLE, week
from sim.study.policies import TRADED, shares_of_ranks
from sim.study.week import DUTIES

WHO = {"authority": "Bournemouth, Christchurch and Poole", "replications": 50}
NAMES = ["strengthen", "abolish", "abolish_bare", "abolish_redeploy", "relocate", "notify",
         "caseload_cap", "ring_fence", "manager_chairs", "advocates_too", "early_help", "empower",
         "liaise", "stable_workforce", "own_policy"]  # fmt: skip
VERDICTS = ["better", "worse", "about the same", "not distinguishable"]


def compared(policies=NAMES, seed=1):
    """Return a comparison of policies with numbers by chance; one has no cost."""
    chance = np.random.default_rng(seed)
    rows = []
    for place, policy in enumerate(policies):
        for measure in HEADLINE:
            size = {"share": 0.05, "GBP per child-year": 500.0, "ratio": 0.02}.get(measure.unit, 9)
            value, half = size * chance.normal(), size * chance.uniform(0.1, 0.5)
            rows.append(
                dict(policy=policy, measure=measure.id, unit=measure.unit, better=measure.better,
                     difference=value, difference_low=value - half,
                     difference_high=value + 1.5 * half, adjusted_low=value - 2 * half,
                     adjusted_high=value + 2 * half, matters=size / 5, empty="",
                     verdict=VERDICTS[place % 4])
            )  # fmt: skip
    table = pd.DataFrame(rows)
    unpriced = (table["policy"] == policies[-1]) & (table["measure"] == "service_cost")
    ends = [c for c in table if c.startswith(("difference", "adjusted"))]
    table.loc[unpriced, ends] = math.nan
    table.loc[unpriced, ["empty", "verdict"]] = "cost not included"
    return table


def traded(policies=NAMES, spread_of=40.0, seed=2):
    chance = np.random.default_rng(seed)
    many = len(policies)
    return pd.DataFrame(
        {
            "policy": policies,
            "drift_days_per_child_year": spread_of * chance.normal(size=many),
            "service_cost": 10 * spread_of * chance.normal(size=many),
            "drift_error": chance.uniform(0.5, 4, many),
            "cost_error": chance.uniform(5, 40, many),
            "correlation": chance.uniform(-0.9, 0.9, many),
            "reach": 2.6,
        }
    )


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
        (caseload, id, value, value - 0.03, value + 0.02)
        for place, id in enumerate(ORDER)
        for caseload in (50.0, 70.0, 110.0)
        for value in [0.9 - (5 - place) * 0.002 * (caseload - 50)]
    ]
    lost = pd.DataFrame({"measure": ORDER, "gives_way_at": [72.5, 78.0, 90.0, 106.0, math.inf]})
    return pd.DataFrame(rows, columns=["caseload", "measure", "value", "low", "high"]), lost


def authorities(many=40, seed=4):
    names = ["Bournemouth, Christchurch and Poole", *(f"Council {n}" for n in range(1, many))]
    table = compared(names, seed).rename(columns={"policy": "authority"})
    return table.assign(rests_on=np.where(table["authority"].isin(names[::7]), "national", "own"))


def events():
    rows = []
    for arm, shift in (("keep", 0), ("strengthen", 3)):
        rows += [
            (arm, "reviews", "due", "2025-05-06", "", "review 3"),
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
    columns = ["scenario", "lane", "event", "begins", "ends", "detail"]
    return pd.DataFrame(rows, columns=columns)


def hours():
    names = [*DUTIES, WHOLE]
    values = {"duty": names, "unit": "hours a week"}
    for arm, base in (("today", 1.0), ("scenario", 2.0)):
        level = base + np.arange(len(names)) / 4
        level[-1] = level[:-1].sum()
        values |= {arm: level, f"{arm}_low": 0.9 * level, f"{arm}_high": 1.2 * level}
    return pd.DataFrame(values)


def drawings():
    pages = forest.pages(len(NAMES))
    both = {"scenario": "strengthen", **WHO}
    return {
        **{f"forest {n}": forest.forest(compared(), page, **WHO) for n, page in enumerate(pages)},
        "few": forest.forest(compared(NAMES[:3]), forest.pages(3)[0], **WHO),
        "trade_off": trade_off(traded(), **WHO),
        "ranks": rank_strips(ranked(), TRADED, **WHO),
        "giving_way": giving_way(*duties(), **WHO),
        "spread": spread(authorities(), scenario="strengthen", replications=50),
        "journey": journey(events(), authority="Leeds", child=12, replication=0),
        "week": week(hours(), **both),
        "week of one arm": week(hours(), authority="Leeds", scenario=None, replications=1),
    }


def axes_of(drawing, name):
    return next(axes for axes in drawing.axes if axes.get_label() == name)


def by_gid(axes, gid):
    return [artist for artist in axes.get_children() if artist.get_gid() == gid]


def minus(words):
    return words.replace("-", "−")


def test_every_headline_measure_is_on_one_page_of_the_forest():
    for policies in (1, 3, 14, 40):
        groups = [group for page in forest.pages(policies) for band in page for group in band]
        assert sorted(groups) == sorted(forest.GROUPS)
        assert all(sum(len(forest.GROUPS[g]) for g in band) <= 3 for band in forest.bands())


@pytest.mark.slow
def test_the_forest_shows_differences_intervals_and_verdicts_of_its_table():
    table = compared()
    for page in forest.pages(len(NAMES)):
        drawing = forest.forest(table, page, **WHO)
        for axes in drawing.axes:
            rows = table[table["measure"] == axes.get_label()]
            scale = 100 if rows["unit"].iloc[0] == "share" else 1
            known = rows.reset_index(drop=True).dropna(subset=["difference"])
            for width, ends in ((2.8, "difference"), (0.9, "adjusted")):
                lines = [line for line in axes.lines if line.get_lw() == width]
                drawn = [tuple(line.get_xdata()) for line in lines]
                wanted = scale * known[[f"{ends}_low", f"{ends}_high"]].to_numpy()
                assert np.array(drawn) == pytest.approx(wanted)
            marks = [line for line in axes.lines if line.get_ms() == 8]
            assert [m.get_xdata()[0] for m in marks] == pytest.approx(scale * known["difference"])
            assert [m.get_ydata()[0] for m in marks] == known.index.tolist()
            wanted = [forest.MARKS[verdict][1] for verdict in known["verdict"]]
            assert [m.get_marker() for m in marks] == wanted
            # better is to the right, whichever way the measure runs
            assert axes.xaxis_inverted() == (rows["better"].iloc[0] == "lower")
            if axes.get_label() == "service_cost":
                assert [t.get_text() for t in axes.texts].count("unpriced") == 1


def test_the_trade_off_shows_points_and_regions_of_its_table():
    table = traded()
    (axes,) = trade_off(table, **WHO).axes
    drawn = [(m.get_xdata()[0], m.get_ydata()[0]) for m in axes.lines if m.get_ms() == 8
             and m.get_marker() != "None"]  # fmt: skip
    assert np.array(drawn) == pytest.approx(
        table[["drift_days_per_child_year", "service_cost"]].to_numpy()
    )
    outlines = [line for line in axes.lines if len(line.get_xdata()) > 100]
    assert len(outlines) == len(table)
    for line, row in zip(outlines, table.itertuples(), strict=True):
        x = (line.get_xdata() - row.drift_days_per_child_year) / row.drift_error
        y = (line.get_ydata() - row.service_cost) / row.cost_error
        inverse = np.linalg.inv([[1, row.correlation], [row.correlation, 1]])
        both = np.column_stack([x, y])
        away = np.einsum("ni,ij,nj->n", both, inverse, both)
        assert away == pytest.approx(row.reach**2)


def test_a_policy_without_a_cost_is_named_and_not_drawn():
    table = traded(NAMES[:3])
    table.loc[1, ["service_cost", "cost_error", "correlation"]] = math.nan
    drawing = trade_off(table, **WHO)
    assert any("Not drawn, as a value is empty: abolish" in t.get_text() for t in drawing.texts)
    assert "abolish" not in [t.get_text() for t in drawing.axes[0].texts]


def test_quarters_are_named_where_they_are():
    table = traded(NAMES[:2])
    table["drift_days_per_child_year"], table["service_cost"] = [-5.0, -15.0], [400.0, 300.0]
    (axes,) = trade_off(table, **WHO).axes
    assert [text.get_text() for text in by_gid(axes, "quarter")] == [
        "less drift, dearer", "less drift, cheaper"
    ]  # fmt: skip
    x, y = axes.transData.transform((0, 0))
    for text in by_gid(axes, "quarter"):
        box = text.get_window_extent(FigureCanvasAgg(axes.figure).get_renderer())
        assert box.x0 > x and (box.y0 > y) == text.get_text().endswith("dearer")


@pytest.mark.parametrize(("spread_of", "seed"), [(40, 2), (4, 5), (0.5, 6), (0.0, 7)])
def test_names_of_15_policies_do_not_overlap_however_crowded(spread_of, seed):
    drawing = trade_off(traded(spread_of=spread_of, seed=seed), **WHO)
    drawing.canvas.draw()
    named = by_gid(drawing.axes[0], "name")
    assert len(named) == 1 + len(NAMES)
    extents = [Text.get_window_extent(text) for text in named]  # without the line to the point
    boxes = [Box(one.x0, one.y0, one.x1, one.y1) for one in extents]
    for one, other in itertools.combinations(boxes, 2):
        assert one.overlap(other) == 0


def test_a_label_goes_where_there_is_room():
    frame = Box(0, 0, 200, 200)
    ((x, y),) = place_labels([(195, 100)], [(40, 10)], frame, 5, np.zeros((0, 2)))
    assert Box(x - 20, y - 5, x + 20, y + 5).inside(frame)
    assert math.dist((x, y), (195, 100)) < 40


def test_rank_strips_show_the_probabilities_of_their_table():
    table = ranked()
    drawing = rank_strips(table, TRADED, **WHO)
    for measure in TRADED:
        axes = axes_of(drawing, measure)
        rows = table[table["measure"] == measure]
        (mesh,) = axes.collections
        shares = mesh.get_array()
        for place, policy in enumerate(NAMES):
            own = rows[rows["policy"] == policy].sort_values("rank")["share"]
            if len(own):
                assert np.array(shares[place]) == pytest.approx(own.to_numpy())
                assert axes.texts[place].get_text() == f"{100 * own.iloc[0]:.0f}%"
            else:
                assert np.ma.getmaskarray(shares)[place].all()
                assert axes.texts[place].get_text() == "–"
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
        assert line.get_ydata() == pytest.approx(100 * own["value"])
        rings = by_gid(axes, f"lost {row.measure}")
        assert len(rings) == math.isfinite(row.gives_way_at)
        for ring in rings:
            assert ring.get_xdata()[0] == row.gives_way_at
    bands = [band.get_paths()[0].vertices[:, 1] for band in axes.collections]
    for band, (_, own) in zip(bands, table.groupby("measure", sort=False), strict=True):
        assert [band.min(), band.max()] == pytest.approx([100 * own["low"].min(),
                                                          100 * own["high"].max()])  # fmt: skip


def test_the_spread_shows_every_authority_and_names_both_ends():
    table = authorities()
    drawing = spread(table, scenario="strengthen", replications=50)
    beside = iter(axes for axes in drawing.axes if axes.get_label() == "ends")
    for measure in ("drift_days_per_child_year", "reviews_on_time"):
        axes, ends = axes_of(drawing, measure), next(beside)
        rows = ordered(table, measure).reset_index(drop=True)
        scale = 100 if measure == "reviews_on_time" else 1
        shown = {}
        for (origin, verdict), some in rows.groupby(["rests_on", "verdict"]):
            (dots,) = by_gid(axes, f"{origin} {verdict}")
            assert dots.get_marker() == ("o" if origin == "own" else "D")
            shown |= dict(zip(dots.get_ydata(), dots.get_xdata(), strict=True))
            assert len(dots.get_xdata()) == len(some)
        assert [shown[n] for n in range(len(rows))] == pytest.approx(scale * rows["difference"])
        lines = [line for line in axes.lines if line.get_lw() == 0.8]
        wanted = scale * rows[["difference_low", "difference_high"]].to_numpy()
        assert np.array([line.get_xdata() for line in lines]) == pytest.approx(wanted)
        named = [t.get_text().replace("\n", " ") for t in ends.texts]
        extremes = [*rows["authority"].tail(ENDS), *rows["authority"].head(ENDS)]
        assert set(extremes) <= set(named)
        best = rows.iloc[-1]
        assert axes.xaxis_inverted() == (best["better"] == "lower")
        assert any(minus(f"{scale * best['difference']:+.1f} (") in words for words in named)


def test_few_authorities_are_each_named_once():
    drawing = spread(authorities(4), scenario="x", replications=2)
    named = [t.get_text() for t in drawing.axes[1].texts]
    assert [words for words in named if words.startswith("Council")] and "the 5 best" not in named
    assert sum(words == "Council 1" for words in named) == 1


def test_the_journey_shows_each_row_on_its_date():
    table = events()
    drawing = journey(table, authority="Leeds", child=12, replication=0)
    for arm in ("keep", "strengthen"):
        axes = axes_of(drawing, arm)
        own = table[(table["scenario"] == arm) & (table["lane"] != "care")]
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
    assert drift_days(table[table["scenario"] == "keep"]) == 92  # 20 August to 20 November


def test_the_week_shows_the_hours_of_its_table():
    table = hours()
    (axes,) = week(table, scenario="strengthen", **WHO).axes
    shown = table[table["duty"] != WHOLE]
    for gid, arm in (("today", "today"), ("policy", "scenario")):
        bars = [bar.get_width() for bar in by_gid(axes, gid)]
        assert bars == pytest.approx(shown[arm])
    whiskers = sorted(tuple(line.get_xdata()) for line in axes.lines)
    wanted = [tuple(r) for arm in ("today", "scenario")
              for r in shown[[f"{arm}_low", f"{arm}_high"]].to_numpy()]  # fmt: skip
    assert np.array(whiskers) == pytest.approx(np.array(sorted(wanted)))
    numbers = [text.get_text() for text in axes.texts]
    assert numbers[0] == "1.0 → 2.0" and len(numbers) == len(shown)
    none = hours()
    none[["scenario", "scenario_low", "scenario_high"]] = math.nan
    drawing = week(none, scenario="abolish", **WHO)
    assert drawing.texts[0].get_text().replace("\n", " ").endswith("under abolish there are none")
    assert not by_gid(drawing.axes[0], "policy")


@pytest.mark.slow
def test_nothing_is_cut_off_and_every_figure_names_its_source():
    for name, drawing in drawings().items():
        drawn = drawing.get_tightbbox(FigureCanvasAgg(drawing).get_renderer())  # inches
        assert drawn.x0 >= 0 and drawn.y0 >= 0, name
        assert drawn.x1 <= style.WIDTH and drawn.y1 <= drawing.get_figheight(), name
        said = " ".join(text.get_text() for text in drawing.texts)
        assert "IRO service simulator, " in said, name


@pytest.mark.slow
def test_they_are_the_same_bytes_each_time(tmp_path):
    for name, drawing in drawings().items():
        png, svg = style.save(drawing, tmp_path / "a", name)
        assert png.read_bytes().startswith(b"\x89PNG") and b"<svg" in svg.read_bytes()
    for name, drawing in drawings().items():
        for path in style.save(drawing, tmp_path / "b", name):
            assert path.read_bytes() == (tmp_path / "a" / path.name).read_bytes(), name


def test_the_foot_says_whether_intervals_hold_beliefs():
    held, drawn = (trade_off(traded(), drawn=drawn, **WHO).texts[-1].get_text()
                   for drawn in (False, True))  # fmt: skip
    assert held.endswith("chance only, beliefs held at default")
    assert "chance only" not in drawn and drawn.endswith(style.BELIEFS_DRAWN)
