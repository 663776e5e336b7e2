"""The worker behind the page: what it answers, what it refuses, and what it leaves undone."""

import html
import io
import re
import threading
import time

import pandas as pd
import pytest

pytest.importorskip("solara", reason="the page's packages are not installed")

from experiments.compare.__main__ import PROGRAM
from sim.cli.command import run
from sim.cli.main import main
from sim.errors import UserError
from sim.page.headline_settings import headline_settings
from sim.page.html import headline_table
from sim.page.result import Answer, Refused, UnderWay
from sim.page.visitor_question import LONGEST_ASKED, Question, line_of, steps
from sim.page.worker import Answers, understood
from sim.report.headline_cells import cells
from sim.settings import Settings, register

SMALL = "years=1 warm_up_years=1 replications=3"


class Shown:
    """Keeps what a worker shows, and waits for what is wanted."""

    def __init__(self):
        self.came = []
        self._more = threading.Condition()

    def __call__(self, came):
        if isinstance(came, UnderWay):
            return
        with self._more:
            self.came.append(came)
            self._more.notify_all()

    def last_of(self, question, seconds=240):
        """Wait for the last answer to a question, or its refusal."""

        def there():
            return any(one.question == question and getattr(one, "is_last", True)
                       for one in self.came)  # fmt: skip

        with self._more:
            assert self._more.wait_for(there, seconds), f"no answer in {seconds} s"
        return next(one for one in reversed(self.came) if one.question == question)


@pytest.fixture
def worker():
    shown = Shown()
    answers = Answers(shown)
    yield answers, shown
    answers.close()


def small(**asked):
    return Question(**{"authority": "Rutland", "more": SMALL, **asked})


@pytest.mark.slow
@pytest.mark.parametrize("more", [SMALL, f"{SMALL} worlds=one"])
def test_the_command_shown_gives_the_same_tables(worker, tmp_path, more):
    answers, shown = worker
    question = small(policies=("notify", "abolish"), moved={"iro.caseload": "90"}, more=more)
    answers.ask(question)
    answer = shown.last_of(question)
    assert isinstance(answer, Answer)
    assert [told.policy for told in answer.told] == ["notify", "abolish"]
    for told in answer.told:
        words = told.command.split()
        assert words[:3] == ["python", "-m", "sim"]
        folder = tmp_path / told.policy
        assert main([*words[3:], f"hydra.run.dir={folder}"]) == 0
        tables = {name: make for name, make in told.files().items() if name.endswith(".csv")}
        assert {"headline.csv", "years.csv", "replications.csv"} < set(tables)
        assert ("worlds.csv" in tables) == ("worlds=one" not in more)
        for name, make in tables.items():
            assert make() == (folder / name).read_bytes(), name


@pytest.mark.slow
@pytest.mark.parametrize(
    "more", [SMALL, f"{SMALL} worlds=one", f"{SMALL} policy.social_worker.notification_rate=0.7"]
)
def test_policies_side_by_side_are_the_commands(worker, tmp_path, more):
    answers, shown = worker
    question = small(policies=("notify", "abolish"), moved={"iro.caseload": "90"}, more=more)
    answers.ask(question)
    together = shown.last_of(question).together
    words = together.command.split()
    assert words[:4] == ["python", "-m", "experiments.compare", "'scenarios=[notify,abolish]'"]
    given = [word.strip("'") for word in words[3:]]
    assert run(PROGRAM, [*given, f"hydra.run.dir={tmp_path / 'run'}"]) == 0
    written = pd.read_csv(tmp_path / "run" / "comparison.csv")
    made = pd.read_csv(io.StringIO(together.compared.to_csv(index=False)))
    shared = [name for name in made if name in written]
    assert {"policy", "measure", "difference", "reading"} <= set(shared)
    pd.testing.assert_frame_equal(made[shared], written[shared])
    figures = tmp_path / "run" / "figures"
    drawn = [path.read_text() for path in sorted(figures.glob("policies_*.svg"))]
    assert len(drawn) == len(together.pictures) > 0
    for (image, title), text in zip(together.pictures, drawn, strict=True):
        assert html.escape(title) in text
        assert in_words(image.decode()) == in_words(text) != []


def in_words(svg):
    """The words drawn in a picture, of which a policy that was changed is called so."""
    return re.findall(r"<text[^>]*>([^<]*)<", svg) or re.findall(r"<!-- (.*?) -->", svg)


@pytest.mark.slow
def test_one_policy_stands_beside_nothing(worker):
    answers, shown = worker
    answers.ask(small())
    assert shown.last_of(small()).together is None


@pytest.mark.slow
def test_the_command_shown_says_what_the_page_says(worker, tmp_path, capsys):
    answers, shown = worker
    question = small()
    answers.ask(question)
    told = shown.last_of(question).told[0]
    folder = tmp_path / "run"
    assert main([*told.command.split()[3:], f"hydra.run.dir={folder}"]) == 0
    report = " ".join((folder / "report.md").read_text(encoding="utf-8").split())
    for sentence in told.sentences:
        assert sentence in report
    assert told.title in capsys.readouterr().out


@pytest.mark.slow
def test_worlds_grow_and_the_first_answer_is_early(worker):
    answers, shown = worker
    question = small(more="years=1 warm_up_years=1 replications=30")
    answers.ask(question)
    shown.last_of(question)
    came = shown.came
    assert [answer.pairs for answer in came] == [5, 20, 30]
    assert [answer.runs for answer in came] == [
        "in 5 plausible worlds", "in 20 plausible worlds", "in 30 plausible worlds"
    ]  # fmt: skip
    worlds = [answer.told[0].found.today.worlds for answer in came]
    assert [sorted(set(each)) for each in worlds] == [[*range(1, many + 1)]
                                                      for many in (5, 20, 30)]  # fmt: skip
    assert [len(each) - len(set(each)) for each in worlds] == [1, 2, 3]  # run twice


def test_without_a_number_the_page_goes_as_far_as_the_command():
    assert understood(Question())[1] == 200
    assert understood(Question(more="worlds=one"))[1] == 50
    assert steps(200) == [5, 20, 50, 100, 200]
    assert steps(3) == [3]


@pytest.mark.parametrize(
    "question, words",
    [
        (Question(moved={"iro.caseload": "-3"}), ["+scenario=abolish", "iro.caseload=-3"]),
        (Question(moved={"iro.caseload": "many"}), ["+scenario=abolish", "iro.caseload=many"]),
        (
            Question(moved={"challenge.advocate.succeeds": "nan"}),
            ["+scenario=abolish", "challenge.advocate.succeeds=nan"],
        ),
        (Question(more="iro.casload=3"), ["+scenario=abolish", "iro.casload=3"]),
        (Question(more="years=0"), ["+scenario=abolish", "years=0"]),
        (Question(more="start=soon"), ["+scenario=abolish", "start=soon"]),
        (Question(authority="Atlantis"), ["+scenario=abolish", "authority.name=Atlantis"]),
        (Question(more="policy.seed=3"), ["+scenario=abolish", "policy.seed=3"]),
    ],
)
def test_what_is_refused_is_refused_in_the_command_lines_words(worker, capsys, question, words):
    answers, shown = worker
    answers.ask(question)
    refused = shown.last_of(question)
    assert isinstance(refused, Refused)
    assert main(words) == 2
    assert capsys.readouterr().err == f"sim: {refused.why}\n"


@pytest.mark.parametrize(
    "question, said",
    [
        (Question(policies=()), "nothing to compare"),
        (Question(more="precision=0.01"), "precision=0.01 is not allowed in the page"),
        (Question(more="why=true"), "why=true is not allowed in the page"),
        (Question(more="authority.scope=england"), "england is not allowed in the page"),
        (Question(more="hydra.run.dir=x"), "hydra.run.dir=x is not allowed in the page"),
        (Question(more="authority.file=/etc/passwd"), "is not allowed in the page"),
        (Question(more="+scenario=notify"), "choose it above"),
        (Question(more="--help"), "--help is not allowed"),
        (Question(more="years='3"), "a quotation mark is left open"),
        (Question(more="iro.caseload=80", moved={"iro.caseload": "90"}), "slider has been moved"),
        (Question(more="replications=1"), f"from 2 to {LONGEST_ASKED}"),
        (Question(more=f"replications={LONGEST_ASKED + 1}"), f"from 2 to {LONGEST_ASKED}"),
    ],
)
def test_what_the_page_has_no_room_for_is_refused(question, said):
    with pytest.raises(UserError, match=said.replace("+", r"\+")):
        understood(question)


def test_a_moved_setting_is_what_the_command_line_would_set():
    asked, _ = understood(Question(moved={"iro.caseload": "9e1", "social_worker.turnover": "20"}))
    today = asked[0][1].today
    assert (today.iro.caseload, today.social_worker.turnover) == (90.0, 20.0)
    assert asked[0][1].fixed == {"iro.caseload", "social_worker.turnover"}


def test_an_own_policy_is_answered(worker):
    answers, shown = worker
    question = small(policies=(), more=f"{SMALL} policy.iro.caseload=50")
    answers.ask(question)
    told = shown.last_of(question).told[0]
    assert told.policy == "own_policy"
    assert "+scenario" not in told.command


def test_one_world_can_be_asked_for(worker):
    answers, shown = worker
    question = small(more=f"{SMALL} worlds=one")
    answers.ask(question)
    told = shown.last_of(question).told[0]
    assert not told.found.today.worlds
    assert told.title == "Rutland: abolish against today, one world, the typical one, 3 runs"
    assert "worlds=one" in told.command


def test_a_belief_that_is_moved_holds_in_every_world(worker):
    answers, shown = worker
    question = small(moved={"challenge.advocate.succeeds": "0.3"})
    answers.ask(question)
    told = shown.last_of(question).told[0]
    assert set(told.found.worlds["challenge.advocate.succeeds"]) == {0.3}
    assert "challenge.iro.acts" in told.found.worlds.columns


@pytest.mark.slow
def test_of_a_hundred_quick_questions_only_the_last_is_worked_out(worker):
    answers, shown = worker
    asked = [small(moved={"iro.caseload": str(50 + number / 2)}) for number in range(100)]
    for question in asked:
        answers.ask(question)
        time.sleep(0.002)
    shown.last_of(asked[-1])
    assert len({id(one.question) for one in shown.came}) < 50
    assert sum(thread.name == "answers" for thread in threading.enumerate()) <= 2


@pytest.mark.slow
def test_closing_ends_the_thread():
    shown = Shown()
    answers = Answers(shown)
    answers.ask(small(more="replications=400"))
    time.sleep(0.5)
    answers.close()
    answers._thread.join(240)
    assert not answers._thread.is_alive()
    assert not any(isinstance(one, Answer) and one.is_last for one in shown.came)


def test_sliders_are_the_registers():
    stated = {setting.name: setting for setting in register(Settings())}
    for one in headline_settings():
        setting = stated[one.setting.name]
        assert setting.words in one.note("average")
        assert setting.plausible in (None, (one.low, one.high))
        assert one.low <= one.usual("average") <= one.high
        steps = (one.high - one.low) / one.step
        assert 20 <= steps <= 400
        line_of(Question(moved={setting.name: one.text(one.low)}), "abolish")
        line_of(Question(moved={setting.name: one.text(one.high)}), "abolish")


@pytest.mark.parametrize("more", [SMALL, f"{SMALL} worlds=one"])
def test_the_table_holds_the_cells_that_terminal_and_report_have(worker, more):
    answers, shown = worker
    answers.ask(small(more=more))
    headline = shown.last_of(small(more=more)).told[0].found.headline
    made = headline_table("A caption", headline)
    expected = cells(headline)
    rows = re.findall(r"<tr>(<th scope=\"row\">.*?)</tr>", made)
    found = [[html.unescape(cell) for cell in re.findall(r">([^<>]*)</t[dh]>", row)]
             for row in rows]  # fmt: skip
    assert found == expected.to_numpy().tolist()
    head = made[made.index("<thead>") : made.index("</thead>")]
    named = [name.lower() for name in re.findall(r"<th scope=\"col\"[^>]*>([^<]*)", head)]
    assert sorted(named) == sorted(name.lower() for name in expected.columns)
    assert ("of 100 worlds" in head) == ("worse" in expected)


def test_words_of_likelihood_and_votes_are_not_said(worker):
    answers, shown = worker
    answers.ask(small())
    told = shown.last_of(small()).told[0]
    said = " ".join([*told.sentences, told.title, told.finding,
                     headline_table(told.title, told.found.headline)])  # fmt: skip
    assert told.title == "Rutland: abolish against today, in 3 plausible worlds"
    assert (
        re.search(r"likely|certain|probab|verdict|headline measures? (better|worse)", said) is None
    )
