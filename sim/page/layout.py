"""The page's front: its two views, and what a visitor has asked, which no other visitor sees."""

from pathlib import Path
from typing import Any

import solara

from sim.page.form_fields import Tabs
from sim.page.html import box, words
from sim.page.result import Answer, Refused
from sim.page.view_compare import Compare
from sim.page.visitor_question import Question
from sim.page.worker import Answers

TITLE = "IRO service simulator"
COMPARE, WATCH = "compare", "watch"
VIEWS = [{"value": COMPARE, "text": "Compare"}, {"value": WATCH, "text": "Watch"}]
STYLE = Path(__file__).with_name("page.css")


@solara.component
def Layout(children: Any = ()) -> None:
    """Put the view under the page's heading; nothing of Solara's own frame."""
    solara.Title(TITLE)
    solara.Style(STYLE)
    with box("div", "page"):
        solara.Column(children=list(children), gap="0")


@solara.component
def Page() -> None:
    """Show the view that was chosen. All state is held here, so each visitor has their own."""
    view = solara.use_reactive(COMPARE)
    question = solara.use_reactive(Question())
    answer: solara.Reactive[Answer | None] = solara.use_reactive(None)
    refused: solara.Reactive[Refused | None] = solara.use_reactive(None)

    def show(came: Answer | Refused) -> None:
        if came.question != question.peek():
            return
        if isinstance(came, Refused):
            refused.value = came
        else:
            answer.value, refused.value = came, None

    answers = solara.use_memo(lambda: Answers(show), [])

    def begin() -> Any:
        answers.ask(question.peek())
        return answers.close

    solara.use_effect(begin, [])

    def ask(asked: Question) -> None:
        question.value = asked
        answers.ask(asked)

    with box("header"):
        words("h1", TITLE)
        Tabs(value=view.value, options=VIEWS, event_choose=view.set)
    with box("main"):
        if view.value == COMPARE:
            Compare(question.value, ask, answer.value, refused.value)
        else:
            from sim.page.view_watch import Watch

            Watch(question.value)
