"""The view Compare: what the policies change, and the fields that ask for it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import solara

from sim.arms.scenarios import KEEP, LAWS, scenarios
from sim.page.compare_answer import Answered, Monthly, Progress
from sim.page.form_fields import Choice, Slider, TickList, Words, authority_options
from sim.page.headline_settings import HeadlineSetting, headline_settings
from sim.page.html import box, words
from sim.page.result import Known, Refused
from sim.page.visitor_question import Question

Change = Callable[[Question], Question]
# takes a change, not a question: two that come at once must not undo each other
Ask = Callable[[Change], None]
MORE_NOTE = (
    "as on the command line, with a space between: years=3 policy.iro.caseload=50; python -m sim "
    "--help settings lists every setting"
)

BELIEFS = (
    "Each plausible world has beliefs of its own. A belief that is moved here is the same in all "
    "of them."
)


@solara.component
def Compare(known: Known, ask: Ask, monthly: Monthly) -> None:
    """Show the answer to what stands in the fields, and beside or below it the fields."""
    words("a", "To what is asked", "to-asked", href="#asked")
    with box("div", "columns"):
        with box("section", aria_labelledby="answered"):
            Answered(known.question, known.answer, monthly)
        with box("section", aria_labelledby="asked"):
            words("h2", "What is asked", id="asked")
            Progress(known)
            Fields(known.question, ask, known.refused)


@solara.component
def Fields(question: Question, ask: Ask, refused: Refused | None) -> None:
    """Show every field, and whatever is refused beside them."""

    def tick(ticked: dict[str, Any]) -> None:
        value, on = ticked["value"], ticked["on"]

        def change(now: Question) -> Question:
            chosen = {*now.policies, value} if on else {*now.policies} - {value}
            return replace(now, policies=tuple(name for name in policies if name in chosen))

        ask(change)

    def why(field: str) -> str:
        return refused.why if refused is not None and field in refused.fields else ""

    policies = [name for name in scenarios() if name != KEEP]
    Choice(
        id="authority",
        label="Authority",
        value=question.authority,
        options=authority_options(),
        event_choose=lambda name: ask(lambda now: replace(now, authority=name)),
        refused=why("authority"),
    )
    TickList(
        id="policy",
        label="Policies",
        chosen=list(question.policies),
        options=[_policy(name) for name in policies],
        event_tick=tick,
        refused=why("policy"),
    )
    words("h3", "Settings of today, in both arms")
    words("p", BELIEFS, "note")
    for one in headline_settings():
        Moved(one, question, ask, why(one.setting.name)).key(one.setting.name)
    Words(
        id="more",
        label="Further settings",
        value=question.more,
        example="years=3 policy.iro.caseload=50",
        note=MORE_NOTE,
        event_write=lambda text: ask(lambda now: replace(now, more=text)),
        refused=why("more"),
    )


@solara.component
def Moved(one: HeadlineSetting, question: Question, ask: Ask, refused: str) -> None:
    """Show one setting's slider."""
    name = one.setting.name
    usual = one.text(one.usual(question.authority))

    def move(text: str) -> None:
        is_usual = text == usual and not one.is_drawn
        moved = None if text == "" or is_usual else text
        ask(lambda now: now.with_moved(name, moved))

    Slider(
        id=name.replace(".", "-"),
        name=name,
        label=one.label,
        note=one.note(question.authority),
        low=one.low,
        high=one.high,
        step=one.step,
        value=question.moved.get(name, usual),
        moved=name in question.moved,
        refused=refused,
        event_move=move,
        event_put_back=lambda _: ask(lambda now: now.with_moved(name, None)),
    )


def _policy(name: str) -> dict[str, str]:
    words, scenario = name.replace("_", " ").capitalize(), scenarios()[name]
    needs = "no new law" if scenario.needs == LAWS[0] else scenario.needs
    note = f"{scenario.line} Needs {needs}.".replace("`", "")
    return {"value": name, "text": words, "note": note}
