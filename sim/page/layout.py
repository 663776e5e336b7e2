"""The page's front: its views, and what a visitor has asked, which no other visitor sees."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import solara

from sim.page import TITLE
from sim.page.compare_answer import Monthly
from sim.page.form_fields import Address, Tabs
from sim.page.html import box, words
from sim.page.result import Answer, Known, Refused, UnderWay
from sim.page.stored_answers import best_of
from sim.page.view_compare import Change, Compare
from sim.page.view_settings import AllSettings
from sim.page.visitor_question import (
    AUTHORITIES,
    COMPARE,
    SETTINGS,
    VIEWS,
    Chosen,
    address_of,
    chosen_in,
)
from sim.page.worker import Answers

TABS = [{"value": view, "text": view.capitalize()} for view in VIEWS]
ANSWERED_IN = COMPARE, SETTINGS  # the views for which the answer is computed
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
    """Show what was chosen. All of it stands in the address, so each visitor has their own."""
    search = solara.use_router().search
    opened = solara.use_memo(lambda: chosen_in(search or ""), [])
    chosen = solara.use_reactive(opened)
    answer: solara.Reactive[Answer | None] = solara.use_reactive(None)
    refused: solara.Reactive[Refused | None] = solara.use_reactive(None)
    day = solara.use_reactive(opened.day)  # apart: as days go by, the front is not shown anew
    kept: solara.Reactive[Any] = solara.use_reactive(None)  # what is watched, while it is not seen
    under_way: solara.Reactive[UnderWay | None] = solara.use_reactive(None)

    def show(came: Answer | Refused | UnderWay) -> None:
        if came.question != chosen.peek().question:
            return
        if isinstance(came, UnderWay):
            under_way.value = came
        elif isinstance(came, Refused):
            refused.value = came
        else:
            answer.value, refused.value = came, None

    answers = solara.use_memo(lambda: Answers(show), [])
    asked = chosen.value.question if chosen.value.view in ANSWERED_IN else None

    def ask() -> None:
        if asked is not None and asked != answers.latest:
            refused.value = under_way.value = None
            answers.ask(asked)

    solara.use_effect(ask, [asked])
    solara.use_effect(lambda: answers.close, [])

    def choose(now: Chosen) -> None:
        chosen.value, day.value = now, now.day

    def on_this_day(now: Chosen) -> None:
        choose(replace(now, day=day.peek()))

    def change(how: Change) -> None:
        now = chosen.peek()
        on_this_day(replace(now, question=how(now.question)))

    Here(chosen.value, day, lambda search: choose(chosen_in(search)))
    with box("header"):
        words("h1", TITLE)
        Tabs(
            value=chosen.value.view,
            options=TABS,
            event_choose=lambda view: on_this_day(replace(chosen.peek(), view=view)),
        )
    with box("main"):
        if chosen.value.view in ANSWERED_IN:
            question = chosen.value.question
            best = best_of(question, answer.value)
            known = Known(question, best, refused.value, under_way.value)
            if chosen.value.view == COMPARE:
                monthly = Monthly(
                    chosen.value.monthly,
                    lambda measure: on_this_day(replace(chosen.peek(), monthly=measure)),
                )
                Compare(known, change, monthly)
            else:
                AllSettings(known, change)
        elif chosen.value.view == AUTHORITIES:
            from sim.page.view_authorities import Authorities

            Authorities(chosen.value, on_this_day)
        else:
            from sim.page.view_watch import Watch

            Watch(chosen.value, on_this_day, day, kept)


@solara.component
def Here(chosen: Chosen, day: solara.Reactive[int], come: Callable[[str], None]) -> None:
    """Keep the address to what was chosen and the day that is watched."""
    Address(search=address_of(replace(chosen, day=day.value)), event_come=come)
