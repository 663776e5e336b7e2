"""Reports: what they say follows from the tables, in both files alike, and they stand alone."""

import html.parser
import math
import re
from types import SimpleNamespace

import pandas as pd
import pytest

from sim.cli.main import main
from sim.evidence.whom_it_flatters import FLATTERIES
from sim.measures.catalogue import HEADLINE, MEASURES, TRADED
from sim.report.document import word_tables as tables
from sim.report.document.assumptions import Basis, assumed, assumptions, differing
from sim.report.document.comparison_report import of_comparison
from sim.report.document.content import LAW, Figure, Report, Rerun, Table, Words
from sim.report.document.policy_report import of_run
from sim.report.document.question import law_of, policy_words
from sim.report.document.render import figures_in, write_report
from sim.report.document.why import of_why
from sim.report.figures.style import figure, head, save
from sim.report.headline_cells import cells as headline_cells
from sim.report.numbers import label, say, say_difference, say_interval
from sim.settings import Settings, replace_values

SMALL = ["authority.name=Rutland", "years=1", "warm_up_years=1"]
AGAIN = Rerun("python -m sim +scenario=abolish 'authority.name=St Helens'", "my/run", 7,
              {"numpy": "1.0"}, "abc")  # fmt: skip
VOID = {"meta", "link", "img", "br", "hr", "input"}


def rows(measures=MEASURES, **changed):
    """Return a table over worlds of some measures, each worse by 3 in all worlds."""
    made = []
    for measure in measures:
        values = dict(
            policy="abolish", measure=measure.id, unit=measure.unit, better=measure.better,
            today=0.5, today_low=0.4, today_high=0.6, under_policy=0.3, under_policy_low=0.2,
            under_policy_high=0.4, difference=-0.2, difference_low=-0.3, difference_high=-0.1,
            range="90% of worlds", fixed=False, grade="assumption", empty="", matters=0.01,
            worlds=200, worse=100, same=0, better_in=0, reading="worse", settled=True,
            chance_share=0.25,
        )  # fmt: skip
        made.append(values | changed)
    return pd.DataFrame(made)


def a_run(**changed):
    """Return the report of a run over worlds, from tables made by hand."""
    basis = Basis("Leeds", (Settings(),), (("abolish", {"iro.employer": "none"}),),
                  drawn=("challenge.iro.acts",))  # fmt: skip
    drift = rows([one for one in HEADLINE if "drift" in one.id])
    found = tables_of(rows(HEADLINE, **changed), rows(), drift)
    return of_run(basis, "abolish", found, runs="in 200 plausible worlds")


def tables_of(headline, summary, drift):
    """Return the tables of a policy that was asked nothing further."""
    further = dict.fromkeys(("causes", "noticers", "costs", "hanging", "why"))
    return SimpleNamespace(headline=headline, summary=summary, drift=drift, **further)


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
            elif block.kind == "links":
                yield block.lead
                yield from block.headings
            else:
                yield block.caption
                yield from block.columns
                yield from (cell for cells in block.rows for cell in cells if cell)


def test_the_first_screen_is_the_answer_its_picture_more_and_how_to_run_it_again():
    report = made_of(figures=(Figure("differences", "A finding"), Figure("week", "Another")))
    first, *rest = report.sections(AGAIN)
    assert [block.kind for block in first.blocks] == ["words", "figure", "links", "words", "code"]
    assert first.blocks[0].sentences == report.answer
    assert first.blocks[1].name == "differences"
    assert first.blocks[-1].text == AGAIN.command
    assert {anchor for _, anchor in first.blocks[2].anchors} <= {one.anchor for one in rest}
    assert [one.name for s in rest for one in s.blocks if one.kind == "figure"] == ["week"]


def test_contents_stand_after_the_answer(tmp_path):
    write_report(a_run(), AGAIN, tmp_path)
    text = (tmp_path / "report.html").read_text("utf-8")
    sentence = "Without IROs, "
    assert text.index("<h1>") < text.index(sentence) < text.index("<nav") < text.index("<table")


def test_the_headline_table_has_the_cells_of_the_terminal():
    table = next(one for one in a_run().tables if one.caption.startswith("Headline measures, "))
    assert table.caption == "Headline measures, Leeds, in 200 plausible worlds"
    made = headline_cells(rows(HEADLINE))
    assert table.columns == list(made.columns)
    assert table.rows == made.to_numpy().tolist()


def test_what_is_fixed_says_so_in_every_table_and_is_not_nought():
    fixed = rows(difference=0.0, difference_low=0.0, difference_high=0.0, fixed=True)
    every = tables.every_measure(fixed, "abolish", "Leeds")
    assert {line[-1] for line in every.rows} == {"fixed by construction"}
    assert "90% of worlds" in every.columns[-1]


def test_the_tables_of_drift_and_posts_by_hand():
    drift = tables.drift_table(rows([one for one in HEADLINE if one.id == "children_in_drift"]))
    assert drift.columns[1:] == [
        "paired difference (90% of worlds)", "share of the spread that is chance",
    ]  # fmt: skip
    assert drift.rows == [["children in drift", "-20.0 points (-30.0 to -10.0)", "25%"]]
    posts = {line[0]: line[1:] for line in tables.posts_table(rows(), "abolish").rows}
    assert posts["IRO posts (FTE)"] == ["0.5", "0.3", "-0.2 (-0.3 to -0.1)"]
    assert not any("£" in name for name in posts)  # pounds stand in the tables of costs alone


def test_a_cell_of_several_points_is_made_of_the_headline_table_s():
    both = pd.concat([rows(HEADLINE), rows(HEADLINE, policy="abolish_bare", reading="depends")])
    made = tables.grouped(both, ["policy"], ("reviews_on_time",))
    assert made.to_numpy().tolist() == [
        ["abolish", "-20.0 points (-30.0 to -10.0), worse"],
        ["abolish bare", "-20.0 points (-30.0 to -10.0), depends"],
    ]
    alone = rows(HEADLINE, reading="", difference=math.nan)
    (level,) = tables.grouped(alone, ["policy"], ("reviews_on_time",)).to_numpy().tolist()
    assert level[1] == "50.0% (40.0% to 60.0%)"


def test_a_table_s_rows_are_derived_once():
    table = Table("A table", pd.DataFrame({"who": ["a"], "how much": [1]}))
    assert table.rows is table.rows and table.numeric is table.numeric
    assert table.rows == [["a", "1"]] and table.numeric == [False, True]


def test_a_comparison_gives_each_policy_a_paragraph():
    both = {"abolish": {"iro.employer": "none"}, "caseload_cap": {"iro.caseload": 60.0}}
    each = {
        name: tables_of(rows(HEADLINE, policy=name), rows(policy=name), rows(HEADLINE, policy=name))
        for name in both
    }
    ranks = pd.DataFrame(
        [(m, p, 1, 0.5) for m in TRADED for p in ("keep", "abolish")],
        columns=["measure", "policy", "rank", "share"],
    )
    traded = pd.DataFrame({"policy": list(both), "dominated_by": ["keep, caseload_cap", ""]})
    report = of_comparison(
        Basis("Leeds", (Settings(),), tuple(both.items())), each, ranks, traded,
        runs="in 200 plausible worlds",
        figures=(Figure("cost_and_drift", "A"), Figure("policies_1", "B")),
    )  # fmt: skip
    assert [one.partition(":")[0] for one in report.answer] == [
        "Without IROs", "With no more than 60 children to a full-time IRO",
        "The weakest thing about this answer",
    ]  # fmt: skip
    assert "Assumed of the policy itself: IROs leave" in report.answer[0]
    best = next(one for one in report.tables if "is the best" in one.caption)
    assert best.caption.startswith("Of 100 worlds") and best.rows[0][1] == "50"
    assert report.figures[0].name == "policies_1"
    better = next(one for one in report.tables if "betters" in one.caption)
    assert better.rows == [["abolish, changed", "today's service; caseload cap"]]


def test_why_is_told_in_sentences_and_parts():
    sizes = {"noticing": 12.0, "supervision": -7.0, "interplay": 0.0, "whole": 5.0}
    table = pd.DataFrame(
        [
            dict(
                policy="abolish", measure="drift_days_per_child_year", part=part, words=part,
                unit="calendar days per child-year", better="lower", mean_difference=size,
                low=size - 1, high=size + 1, range="90% of worlds", matters=2.0,
            )
            for part, size in sizes.items()
        ]
    )  # fmt: skip
    words, parts = of_why(table)
    assert "noticing" in words.sentences[0] and "+12" in words.sentences[0]
    assert [line[1:3] for line in parts.rows] == [
        ["noticing", "+12.0 days"], ["supervision", "-7.0 days"], ["whole", "+5.0 days"],
    ]  # fmt: skip


def test_no_report_over_worlds_has_a_likelihood_word_or_a_vote():
    told = " ".join(facts(a_run()))
    assert not re.search(
        r"virtually|(?:very|extremely) (?:un)?likely|verdict|of 11 headline measures", told
    )


def test_the_measures_told_are_those_of_the_study():
    assert set(tables.OF_THE_AUTHORITY) | set(tables.POUNDS) <= {measure.id for measure in MEASURES}


def test_what_was_assumed_says_over_how_many_beliefs_and_of_what_kind_settings_are():
    words, kinds = assumed(
        Basis("Leeds", (Settings(),), drawn=("challenge.iro.acts", "plan.stalls"))
    )
    assert "2 beliefs differ between worlds" in words.sentences[1]
    assert len(kinds.rows) == len(HEADLINE)
    for line in kinds.rows:
        assert sum(map(int, line[2:])) == int(line[1])
    one_world, _ = assumed(Basis("Leeds", (Settings(),)))
    assert "the typical world" in one_world.sentences[1]


def test_settings_that_differ_are_listed_with_unit_default_and_value():
    today = replace_values(Settings(), {"iro.caseload": 90.0, "review.chair": "team_manager"})
    basis = Basis("Leeds", (today,), (("abolish", {"iro.employer": "none", "years": 5}),))
    first, second = differing(basis)
    rows = {cells[0]: cells for cells in first.rows}
    assert set(rows) == {"iro.caseload", "review.chair"}
    assert rows["iro.caseload"][2:] == ["children per FTE", "70", "90"]
    assert [cells[0] for cells in second.rows] == ["iro.employer"]  # years is as today
    assert second.rows[0][3:] == ["authority", "authority", "abolish, changed", "none"]


def test_where_none_differs_it_says_so():
    (block,) = differing(Basis("Leeds", (Settings(),)))
    assert block.sentences == ("For today's service no setting differs from its default.",)


@pytest.mark.parametrize("runs, told", [(200, 0), (400, 1)])
def test_runs_that_nobody_set_do_not_differ(runs, told):
    today = replace_values(Settings(), {"replications": runs})
    tables = [block for block in differing(Basis("Leeds", (today,))) if isinstance(block, Table)]
    assert len(tables) == told


def test_a_figure_that_the_user_set_differs_and_the_authority_s_own_does_not():
    today = replace_values(
        Settings(), {"social_worker.caseload": 20.0, "social_worker.turnover": 9.0}
    )
    flags = {"social_worker.caseload": "set by user", "social_worker.turnover": "own"}
    (table,) = differing(Basis("Leeds", (today,), (), flags))
    assert [cells[0] for cells in table.rows] == ["social_worker.caseload"]


def test_drawn_assumptions_are_not_shown_as_held():
    rows = assumptions(Basis("Leeds", (Settings(),), drawn=("challenge.iro.acts",))).rows
    held = {cells[0]: cells[2] for cells in rows}
    assert held["challenge.iro.acts"] == "differs between worlds"
    assert float(held["plan.stalls"]) == Settings().plan.stalls


def test_whom_it_flatters_stands_in_every_report():
    flatters = next(one for one in made_of().sections(AGAIN) if one.heading == "Whom it flatters")
    (table,) = [block for block in flatters.blocks if isinstance(block, Table)]
    assert table.rows == [list(one.cells) for one in FLATTERIES]


def test_the_law_that_a_policy_needs_stands_beside_where_the_law_stands():
    report = made_of(law_needed=law_of(["keep", "abolish", "my_own"]))
    law = next(one for one in report.sections(AGAIN) if one.heading == "Where the law stands")
    assert law.blocks[0].sentences[-1].startswith("Abolish needs primary legislation: ")
    assert len(law.blocks[0].sentences) == len(LAW) + 1


def test_a_policys_words_tell_the_values_of_the_study():
    basis = Basis("Leeds", (Settings(),), (("caseload_cap", {"iro.caseload": 45.0}),))
    assert "No more than 45 children" in policy_words(["caseload_cap"], basis)[0]
    assert "from 70 to 45 children per FTE" in policy_words(["caseload_cap"], basis)[0]
    assert "No more than 60 children" in policy_words(["caseload_cap"])[0]


def made_of(**changed):
    """Return a small report."""
    given = dict(title="A title", answer=("First.", "Second."), sure=("Sure.",), asked=("What?",))
    return Report(**given | changed)


def made_up(tmp_path):
    drawing = figure(2.0)
    head(drawing, "Drift <rises>\nby 3 days", "With 95% interval")
    save(drawing, tmp_path / "figures", "drift")
    odd = pd.DataFrame({"who": ["a|b", "*c*"], "how much": ["+3.0 days", "-"], "_x_": ["<b>", "1"]})
    return Report(
        title="Abolish & co <here>", answer=("It is *worse*.", "By 3 [days]."),
        sure=("Sure_ly.",), asked=("What?",), figures=figures_in(tmp_path),
        tables=(Table("A table | of odd cells", odd),), hanging=(Words(("On *a* belief.",)),),
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
                  "IRO posts (FTE)", "Whom it flatters", "The answer",
                  "How to run it again", "Rules: ", "numpy ", "no target"):  # fmt: skip
        assert words in page.text
        assert words in markdown
    # pounds stand once: in the tables of costs, or else beside the posts
    in_costs = "all hours taken from other work or own time" in page.text
    assert ("service cost, £ a year" in page.text) != in_costs
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
        cell = "fixed by construction" if one.fixed else cell
        named = f"{label(one.measure, one.unit)} | {one.unit} | "
        told = f"{named}{say(one.today, one.unit)} "
        assert told in markdown and cell in markdown and cell in page.text
    assert "authority.name" in page.text and "Rutland" in page.text
    assert "python -m sim +scenario=abolish replications=4" in page.text
    assert "iro.employer" in page.text and "in 4 plausible worlds" in page.text
    assert page.text.index("Without IROs, ") < page.text.index("Headline measures")


@pytest.mark.slow
def test_one_world_says_so_in_its_report(tmp_path, capsys):
    page, _ = run(tmp_path / "run", "+scenario=abolish", "replications=4", "worlds=one")
    assert "In one world, the typical one, without IROs" in page.text
    assert "one world, the typical one, 4 runs" in page.text
    assert "of 100 plausible worlds" not in page.text


@pytest.mark.slow
def test_today_alone_has_a_report(tmp_path, capsys):
    page, _ = run(tmp_path / "run", "replications=2")
    assert "Today's IRO service: Rutland" in page.text
    assert "Today, in Rutland, " in page.text


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
    from experiments.compare.__main__ import PROGRAM
    from sim.cli.command import run as start

    words = ["scenarios=[strengthen,abolish]", "replications=3", *SMALL]
    assert start(PROGRAM, [*words, f"hydra.run.dir={tmp_path / 'run'}"]) == 0
    page, _ = check_both(tmp_path / "run")
    assert "Without IROs, with team managers chairing reviews" in page.text
    assert "With no more than 60 children to a full-time IRO" in page.text


@pytest.mark.slow
def test_a_sensitivity_study_has_a_report(tmp_path, capsys):
    from experiments.sensitivity.__main__ import PROGRAM
    from sim.cli.command import run as start

    words = ["+scenario=abolish", "settings=[challenge.iro.acts,plan.stalls]", "trajectories=3",
             "sobol=2", "samples=4", "replications=2", *SMALL]  # fmt: skip
    assert start(PROGRAM, [*words, f"hydra.run.dir={tmp_path / 'run'}"]) == 0
    page, _ = check_both(tmp_path / "run")
    assert "the effects hold beliefs" in page.text and "hold chance only" in page.text


@pytest.mark.slow
def test_flip_points_have_a_report(tmp_path, capsys):
    from experiments.flip_points.__main__ import PROGRAM
    from sim.cli.command import run as start

    two = "[challenge.iro.acts,challenge.advocate.succeeds]"
    words = ["scenarios=[abolish]", f"settings={two}", "samples=20", "grid=3",
             "world_replications=1", "replications=2", f"map={two}", *SMALL]  # fmt: skip
    assert start(PROGRAM, [*words, f"hydra.run.dir={tmp_path / 'run'}"]) == 0
    page, _ = check_both(tmp_path / "run")
    printed = " ".join(capsys.readouterr().out.split())
    sentence = re.search(r"- (Abolish [^.]*drift[^.]*\.)", printed)[1]
    assert sentence in page.text
    assert len(page.named("img")) == 3


@pytest.mark.slow
def test_england_has_a_report(tmp_path):
    from sim.cli.arguments import read
    from sim.cli.ask import of_england
    from sim.study.england import england
    from sim.study.session import run_session

    asked = of_england(
        read(["authority.scope=england", "+scenario=strengthen", "years=1", "warm_up_years=1",
              "replications=3"])
    )  # fmt: skip
    two = [arms for arms in asked if arms.today.authority.name in ("Rutland", "Hartlepool")]
    assert run_session(england(two, "strengthen"), "python -m sim", ["authority.scope=england"],
                tmp_path / "run") == 0  # fmt: skip
    page, _ = check_both(tmp_path / "run")
    assert "Of 2 authorities, drift: " in page.text
    assert "Rutland" in page.text and "Hartlepool" in page.text
