"""Reports: what they say follows from the tables, in both files alike, and they stand alone."""

import html.parser
import math
import re

import pandas as pd
import pytest

from sim.command import main
from sim.measures import HEADLINE, MEASURES
from sim.report.document import answer, cells
from sim.report.document.basis import Basis, assumptions, differing
from sim.report.document.content import Again, Figure, Report, Table
from sim.report.document.likelihood import BOUNDS, of_direction, said, scale, word
from sim.report.document.rendered import figures_in, write_report
from sim.report.document.standing import LEFT_OUT
from sim.report.numbers import label, say, say_difference, say_interval
from sim.report.style import figure, head, save
from sim.settings import Settings
from sim.settings.policy import with_values
from sim.study import beliefs, policies

SMALL = ["authority.name=Rutland", "years=1", "warm_up_years=1"]
AGAIN = Again("python -m sim +scenario=abolish 'authority.name=St Helens'", "my/run", 7,
              {"numpy": "1.0"}, "abc")  # fmt: skip
VOID = {"meta", "link", "img", "br", "hr", "input"}


def row(**changed):
    """Return a row of a headline table: a measure that gets worse by 3 days, surely."""
    values = dict(
        measure="drift_days_per_child_year", unit="calendar days per child-year", better="lower",
        baseline=88.3, today_low=87.0, today_high=89.0, scenario=91.3, scenario_low=90.0,
        scenario_high=92.0, difference=3.0, difference_low=2.0, difference_high=4.0, matters=2.0,
        p_value=0.001, adjusted_p=0.01, variance_ratio=4.0, belief_share=math.nan,
        grade="assumption", empty="", verdict="worse",
    )  # fmt: skip
    values.update(changed)
    return pd.DataFrame([values])


def only(table):
    return next(table.itertuples())


class Page(html.parser.HTMLParser):
    """Checks that tags nest, and gathers what a reader and a browser meet."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.words, self.headings, self.ids = [], [], [], [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.ids += [value for name, value in attributes if name == "id"]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, text):
        if not self.open or self.open[-1] != "style":
            self.words.append(text)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())

    def named(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def check_page(text):
    """Refuse a page that is not whole, needs anything from outside, or that some cannot read."""
    page = Page(text)
    assert text.startswith("<!DOCTYPE html>")
    assert page.named("html")[0]["lang"] == "en-GB"
    assert not page.named("script") and not page.named("link")
    for _, attributes in page.tags:
        for name in ("src", "href"):
            assert attributes.get(name, "#").startswith(("#", "data:"))
    assert "url(" not in text and "@import" not in text
    assert all(len(image["alt"]) > 20 for image in page.named("img"))
    assert page.headings[0] == 1 and page.headings.count(1) == 1
    steps = zip(page.headings, page.headings[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps)
    assert len(page.ids) == len(set(page.ids))
    assert {link["href"][1:] for link in page.named("a")} <= set(page.ids)
    assert len(page.named("caption")) == len(page.named("table"))
    assert all(cell.get("scope") in ("col", "row") for cell in page.named("th"))
    return page


def unmarked(markdown):
    """Return Markdown's words, without its signs."""
    return " ".join(re.sub(r"\\(.)", r"\1", markdown).split())


def facts(report):
    """Give every sentence, caption and cell of a report."""
    for section in report.sections(AGAIN):
        yield section.heading
        for block in section.blocks:
            if block.kind == "words":
                yield from block.sentences
            elif block.kind == "code":
                yield block.text
            elif block.kind == "figure":
                yield block.caption
            else:
                yield block.caption
                yield from block.columns
                yield from (cell for cells in block.rows for cell in cells if cell)


def test_each_word_is_bound_to_its_range():
    for (least, words), (above, _) in zip(BOUNDS[1:], BOUNDS, strict=False):
        assert word(least) == words == word(above - 1e-9)
    assert word(1.0) == "virtually certain"
    assert scale()["word"].tolist() == [words for _, words in BOUNDS]


@pytest.mark.parametrize(
    ("p_value", "words"),
    [
        (0.0, "virtually certain (over 99%)"),
        (0.0268, "extremely likely (98%)"),
        (0.15, "very likely (92%)"),
        (0.22, "likely (89%)"),
        (0.21, "likely (89%)"),
        (0.9, "about as likely as not (55%)"),
    ],
)
def test_how_sure_follows_from_the_p_value(p_value, words):
    assert said(of_direction(p_value)) == words


def test_a_probability_in_percent_stays_within_its_word():
    for thousandth in range(1001):
        share = thousandth / 1000
        number = re.search(r"\((?:over |under )?(\d+)%\)", said(share))[1]
        if "(over" not in said(share) and "(under" not in said(share):
            assert word(int(number) / 100) == word(share)


def test_a_sure_difference_is_said_with_its_numbers_and_what_its_interval_holds():
    words = answer.of_difference(only(row()), "abolish", drawn=False)
    assert words == (
        "Drift days per child-year: worse. 88.3 today, 91.3 under abolish, a difference of "
        "+3.0 days (95% interval +2.0 to +4.0). That it is higher is virtually certain (over 99%). "
        "Intervals hold chance only, beliefs held at default."
    )
    drawn = answer.of_difference(only(row()), "abolish", drawn=True)
    assert "Intervals hold chance and beliefs" in drawn and "chance only" not in drawn


def test_what_is_not_clear_among_many_is_said_by_itself():
    words = answer.sureness(only(row(verdict="not distinguishable", p_value=0.4)))
    assert "Among so many measures judged at once it is not clear" in words
    assert "that it is higher is likely (80%)" in words


def test_about_the_same_is_said_of_the_smallest_difference_that_matters():
    words = answer.sureness(only(row(verdict="about the same", difference=0.1, difference_low=-0.5,
                                     difference_high=0.7)))  # fmt: skip
    assert "extremely likely that the difference is smaller than the smallest that matters, " \
           "2.0 days either way" in words  # fmt: skip


@pytest.mark.parametrize("end", [0.0, math.nan])
def test_identical_arms_are_said_to_be(end):
    words = answer.sureness(only(row(verdict="about the same", difference=0.0, difference_low=end,
                                     difference_high=end, p_value=math.nan)))  # fmt: skip
    assert words == "Nothing differs in any pair of runs."


def test_one_pair_of_runs_says_nothing_of_how_sure():
    one = row(verdict="not distinguishable", p_value=math.nan, difference_low=math.nan,
              difference_high=math.nan)  # fmt: skip
    words = answer.of_difference(only(one), "abolish", drawn=False)
    assert "(no interval)" in words and "cannot be said" in words and "likely" not in words


def test_what_does_not_apply_is_said_so():
    one = row(difference=math.nan, empty="cost not included", verdict="cost not included")
    assert answer.of_difference(only(one), "early_help", False).endswith(
        "cost not included under early help."
    )


def test_the_main_sentence_counts_verdicts():
    table = pd.concat([row()] * 7 + [row(verdict="better"), row(verdict="about the same"),
                                     row(verdict="not distinguishable")])  # fmt: skip
    assert answer.lead(table, "abolish_bare", "Leeds") == (
        "Against today's service in Leeds, abolish bare makes 1 of 10 headline measures better and "
        "7 worse; 1 stays about the same; in 1 the difference is not clear."
    )


def test_the_measures_of_drift_are_those_of_the_study():
    assert set(answer.DRIFT) == {measure.id for measure in beliefs.DRIFT}
    assert answer.TRADED == policies.TRADED
    assert set(answer.SPOKEN) <= {measure.id for measure in HEADLINE}
    assert set(cells.OF_THE_AUTHORITY) <= {measure.id for measure in MEASURES}


def test_settings_that_differ_are_listed_with_unit_default_and_value():
    today = with_values(Settings(), {"iro.caseload": 90.0, "review.chair": "team_manager"})
    basis = Basis("Leeds", (today,), (("abolish", {"iro.employer": "none", "years": 5}),))
    first, second = differing(basis)
    rows = {cells[0]: cells for cells in first.rows}
    assert set(rows) == {"iro.caseload", "review.chair"}
    assert rows["iro.caseload"][2:] == ["children per FTE", "70", "90"]
    assert [cells[0] for cells in second.rows] == ["iro.employer"]  # years is as today
    assert second.rows[0][3:] == ["authority", "authority", "abolish", "none"]


def test_where_none_differs_it_says_so():
    (block,) = differing(Basis("Leeds", (Settings(),)))
    assert block.sentences == ("For today's service no setting differs from its default.",)


def test_a_figure_that_the_user_set_differs_and_the_authority_s_own_does_not():
    today = with_values(Settings(), {"social_worker.caseload": 20.0, "social_worker.turnover": 9.0})
    flags = {"social_worker.caseload": "set by user", "social_worker.turnover": "own"}
    (table,) = differing(Basis("Leeds", (today,), (), flags))
    assert [cells[0] for cells in table.rows] == ["social_worker.caseload"]


def test_drawn_assumptions_are_not_shown_as_held():
    rows = assumptions(Basis("Leeds", (Settings(),), drawn=("iro.will",))).rows
    held = {cells[0]: cells[2] for cells in rows}
    assert held["iro.will"] == "drawn"
    assert float(held["plan.stalls"]) == Settings().plan.stalls


def test_what_is_left_out_is_what_the_readme_says():
    from experiments.docs import ROOT

    readme = " ".join((ROOT / "README.md").read_text("utf-8").split())
    for what, leans in LEFT_OUT:
        assert f"{what} ({leans})" in readme


def made_up(tmp_path):
    drawing = figure(2.0)
    head(drawing, "Drift <rises>\nby 3 days", "With 95% interval")
    save(drawing, tmp_path / "figures", "drift")
    odd = pd.DataFrame({"who": ["a|b", "*c*"], "how much": ["+3.0 days", "-"], "_x_": ["<b>", "1"]})
    return Report(
        title="Abolish & co <here>", answer=("It is *worse*.", "By 3 [days]."),
        sure=("Sure_ly.",), asked=("What?",), figures=figures_in(tmp_path),
        tables=(Table("A table | of odd cells", odd),),
    )  # fmt: skip


def test_both_files_hold_every_fact_and_escape_every_sign(tmp_path):
    report = made_up(tmp_path)
    write_report(report, AGAIN, tmp_path)
    page = check_page((tmp_path / "report.html").read_text("utf-8"))
    markdown = unmarked((tmp_path / "report.md").read_text("utf-8"))
    for fact in facts(report):
        assert " ".join(fact.split()) in page.text
        assert " ".join(fact.split()) in markdown
    assert "Drift <rises> by 3 days" in page.text
    assert page.named("img")[0]["alt"] == "Drift <rises> by 3 days. With 95% interval."
    lines = (tmp_path / "report.md").read_text("utf-8").splitlines()
    head_ = next(place for place, line in enumerate(lines) if line.startswith("| who"))
    assert lines[head_ + 1] == "|---|---:|---|"
    assert all(len(re.findall(r"(?<!\\)\|", line)) == 4 for line in lines[head_ : head_ + 4])


def test_a_figure_without_words_is_named_after_its_file(tmp_path):
    from matplotlib.figure import Figure as Drawing

    (tmp_path / "figures").mkdir()
    Drawing().savefig(tmp_path / "figures" / "flip_map.svg")
    assert figures_in(tmp_path) == (Figure("flip_map", "Flip map"),)


def run(folder, *words):
    assert main([*words, *SMALL, f"hydra.run.dir={folder}"]) == 0
    return check_both(folder)


def check_both(folder):
    """Check both files of a study, and that what all reports hold is in both; return the page."""
    page = check_page((folder / "report.html").read_text("utf-8"))
    markdown = unmarked((folder / "report.md").read_text("utf-8"))
    for words in ("sections 25A and 25B of the Children Act 1989", "February 2023",
                  "IRO posts (FTE)", "service cost, £ a year", "flatters abolition", "The answer",
                  "How to run it again", "Rules: ", "numpy ", "On drift: "):  # fmt: skip
        assert words in page.text
        assert words in markdown
    drawn = len(list((folder / "figures").glob("*.svg"))) if (folder / "figures").exists() else 0
    assert len(page.named("img")) == drawn
    return page, markdown


@pytest.mark.slow
def test_the_numbers_are_those_of_the_tables(tmp_path, capsys):
    folder = tmp_path / "run"
    page, markdown = run(folder, "+scenario=abolish", "replications=4")
    summary = pd.read_csv(folder / "summary.csv", keep_default_na=True).fillna({"empty": ""})
    for one in summary.itertuples():
        if math.isnan(one.difference):
            continue
        ends = say_interval(one.difference_low, one.difference_high, one.unit, True)
        cell = f"{say_difference(one.difference, one.unit)} {ends}"
        named = f"{label(one.measure, one.unit)} | {one.unit} | "
        told = f"{named}{say(one.today, one.unit)} "
        assert told in markdown and cell in markdown and cell in page.text
    cost = summary.set_index("measure").loc["service_cost_authority"]
    assert f"{say_difference(cost['difference'], cost['unit'])} a year" in page.text
    assert "authority.name" in page.text and "Rutland" in page.text
    assert "python -m sim +scenario=abolish replications=4" in page.text
    assert "iro.employer" in page.text and "Intervals hold chance only" in page.text


@pytest.mark.slow
def test_drawn_beliefs_are_said_to_be_in_the_intervals(tmp_path, capsys):
    page, _ = run(tmp_path / "run", "+scenario=abolish", "replications=4", "uncertainty=sampled")
    assert "Intervals hold chance and beliefs" in page.text
    assert "beliefs held at default. That" not in page.text
    drift = pd.read_csv(tmp_path / "run" / "drift.csv").iloc[0]
    assert say_difference(drift["drawn_difference"], drift["unit"]) in page.text


@pytest.mark.slow
def test_today_alone_has_a_report(tmp_path, capsys):
    page, _ = run(tmp_path / "run", "replications=2")
    assert "Today's IRO service: Rutland" in page.text
    assert "virtually certain" not in page.text  # there is no difference to be sure of


@pytest.mark.slow
def test_a_sweep_has_a_report(tmp_path, capsys):
    words = ["-m", "+scenario=keep,abolish", "iro.caseload=60,100", "replications=2", *SMALL]
    assert main([*words, f"hydra.sweep.dir={tmp_path / 'sweep'}"]) == 0
    page, _ = check_both(tmp_path / "sweep")
    assert "Of 4 points, over policy, iro.caseload, 4 have results." in page.text
    table = pd.read_csv(tmp_path / "sweep" / "headline.csv")
    drift = table[table["measure"] == "drift_days_per_child_year"].dropna(subset="difference")
    for one in drift.itertuples():
        assert say_difference(one.difference, one.unit) in page.text


@pytest.mark.slow
def test_a_comparison_has_a_report(tmp_path, capsys):
    from experiments.compare import PROGRAM
    from sim.program import run as start

    words = ["scenarios=[strengthen,abolish]", "replications=3", *SMALL]
    assert start(PROGRAM, [*words, f"hydra.run.dir={tmp_path / 'run'}"]) == 0
    page, _ = check_both(tmp_path / "run")
    ranks = pd.read_csv(tmp_path / "run" / "ranks.csv")
    best = ranks[(ranks["rank"] == 1) & (ranks["measure"] == "reviews_on_time")]
    assert f"in {best['probability'].max():.0%}" in page.text
    assert "Strengthen makes" in page.text and "Abolish makes" in page.text


@pytest.mark.slow
def test_a_sensitivity_study_has_a_report(tmp_path, capsys):
    from experiments.sensitivity import PROGRAM
    from sim.program import run as start

    words = ["+scenario=abolish", "settings=[iro.will,plan.stalls]", "trajectories=3", "sobol=2",
             "samples=4", "replications=2", *SMALL]  # fmt: skip
    assert start(PROGRAM, [*words, f"hydra.run.dir={tmp_path / 'run'}"]) == 0
    page, _ = check_both(tmp_path / "run")
    assert "the effects hold beliefs" in page.text and "hold chance only" in page.text


@pytest.mark.slow
def test_flip_points_have_a_report(tmp_path, capsys):
    from experiments.flip_points import PROGRAM
    from sim.program import run as start

    words = ["scenarios=[abolish]", "settings=[iro.will,advocate.reach]", "samples=20", "grid=3",
             "world_replications=1", "replications=2", "map=[iro.will,advocate.reach]",
             *SMALL]  # fmt: skip
    assert start(PROGRAM, [*words, f"hydra.run.dir={tmp_path / 'run'}"]) == 0
    page, _ = check_both(tmp_path / "run")
    printed = " ".join(capsys.readouterr().out.split())
    sentence = re.search(r"- (Abolish [^.]*drift[^.]*\.)", printed)[1]
    assert sentence in page.text
    assert len(page.named("img")) == 3


@pytest.mark.slow
def test_england_has_a_report(tmp_path):
    from sim.asking import of_england
    from sim.command_line import read
    from sim.study.england import England
    from sim.study.session import hold

    asked = of_england(
        read(["authority=england", "+scenario=strengthen", "years=1", "warm_up_years=1",
              "replications=3"])
    )  # fmt: skip
    two = [arms for arms in asked if arms.today.authority.name in ("Rutland", "Hartlepool")]
    assert hold(England(two, "strengthen"), "python -m sim", ["authority=england"],
                tmp_path / "run") == 0  # fmt: skip
    page, _ = check_both(tmp_path / "run")
    assert "Of 2 authorities under strengthen" in page.text
    assert "Rutland" in page.text and "Hartlepool" in page.text
