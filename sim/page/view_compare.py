"""The view Compare: fields on the left, what the policies change on the right."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import solara

from sim.arms.scenarios import KEEP, LAWS, scenarios
from sim.data import authorities
from sim.page.downloads import Download
from sim.page.form_fields import Choice, Options, Slider, TickList, Words
from sim.page.headline_settings import HeadlineSetting, headline_settings
from sim.page.html import box, words
from sim.page.html_tables import Framed, Table
from sim.page.result import Answer, PageResult, Refused, SideBySide
from sim.page.shown import Shown
from sim.page.svg_image import Picture
from sim.page.visitor_question import Question
from sim.report.numbers import capital, policy_name
from sim.report.terminal import PLAUSIBLE_WORLD

Ask = Callable[[Question], None]
MORE_NOTE = (
    "as on the command line, with a space between: years=3 policy.iro.caseload=50; python -m sim "
    "--help settings lists every setting"
)

NO_MONTHS = (
    "Tables and pictures by month, and the report, are made of fewer policies, worlds or years at "
    "once: the command below makes them of any number."
)
BELIEFS = (
    "Each plausible world has beliefs of its own. A belief that is moved here is the same in all "
    "of them."
)


@solara.component
def Compare(question: Question, ask: Ask, answer: Answer | None, refused: Refused | None) -> None:
    """Show the fields, and the answer to what stands in them."""
    with box("div", "columns"):
        with box("section", aria_labelledby="asked"):
            words("h2", "What is asked", id="asked")
            words("a", "To what the policy changes", "to-answer", href="#answered")
            Fields(question, ask, refused)
        with box("section", aria_labelledby="answered"):
            words("h2", "What the policy changes", id="answered")
            Progress(question, answer, refused)
            if answer is not None:
                if PLAUSIBLE_WORLD in answer.told[0].notes:
                    words("p", PLAUSIBLE_WORLD, "note")
                if answer.together is not None:
                    Together(answer.together)
                for told in answer.told:
                    Changes(told).key(told.policy)


@solara.component
def Fields(question: Question, ask: Ask, refused: Refused | None) -> None:
    """Show every field, and whatever is refused beside them."""

    def tick(ticked: dict[str, Any]) -> None:
        chosen = [name for name in policies if name in question.policies]
        if ticked["on"]:
            chosen = [name for name in policies if name in {*chosen, ticked["value"]}]
        else:
            chosen = [name for name in chosen if name != ticked["value"]]
        ask(replace(question, policies=tuple(chosen)))

    def why(field: str) -> str:
        return refused.why if refused is not None and field in refused.fields else ""

    policies = [name for name in scenarios() if name != KEEP]
    Choice(
        id="authority",
        label="Authority",
        value=question.authority,
        options=_authorities(),
        event_choose=lambda name: ask(replace(question, authority=name)),
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
        event_write=lambda text: ask(replace(question, more=text)),
        refused=why("more"),
    )


@solara.component
def Moved(one: HeadlineSetting, question: Question, ask: Ask, refused: str) -> None:
    """Show one setting's slider."""
    name = one.setting.name
    usual = one.text(one.usual(question.authority))

    def move(text: str) -> None:
        is_usual = text == usual and not one.is_drawn
        ask(question.with_moved(name, None if text == "" or is_usual else text))

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
        event_put_back=lambda _: ask(question.with_moved(name, None)),
    )


@solara.component
def Progress(question: Question, answer: Answer | None, refused: Refused | None) -> None:
    """Say how far the answer is, or why there is none."""
    if refused is not None:
        words("p", refused.why, "refused", role="alert")
        if answer is None:
            return
    said, busy = "The first runs are under way.", True
    if answer is not None:
        said = capital(answer.runs)
        busy = refused is None and (answer.question != question or not answer.is_last)
        if refused is not None:
            said += ": what was asked before."
        elif answer.question != question:
            said += ": what was asked before. The new answer is under way."
        elif busy:
            said += f", after {answer.seconds:.1f} s; going on to {answer.most}."
        else:
            said += f", after {answer.seconds:.1f} s. That is all that was asked for."
        if answer.failed:
            said += f" Some runs failed: {'; '.join(answer.failed)}"
    words("p", said, "said", role="status", aria_busy="true" if busy else "false")


@solara.component
def Together(told: SideBySide) -> None:
    """Show the policies side by side, and how to have that again."""
    words("h3", "The policies side by side")
    for number, (image, title) in enumerate(told.pictures, start=1):
        Picture(image, f"{title}. The tables below hold the same numbers.")
        name = f"policies_{number}.svg"
        Download(f"Download {name}", name, partial(bytes, image)).key(name)
    with box("pre", "command", tabindex="0", role="group", aria_label="Side by side: the command"):
        words("code", told.command)


@solara.component
def Changes(told: Shown) -> None:
    """Show what one policy changes: the answer in words, picture, table, and how to keep them."""
    name = capital(policy_name(told.policy))
    words("h3", name)
    for sentence in told.sentences:
        words("p", sentence, "sentence")
    Picture(told.figure, f"{told.finding}. The table below holds the same numbers.")
    caption = capital(told.title)
    Framed(caption, told.table)
    with box("details", "notes"):
        words("summary", f"{name}: how to read this table")
        for note in told.notes:
            words("p", note, "note")
    Table(f"{name}: {told.posts.caption.lower()}", told.posts.columns, told.posts.rows)
    if isinstance(told, PageResult):
        TakeAway(told, name)
    words("h4", f"{name}: how to have this again")
    with box("pre", "command", tabindex="0", role="group", aria_label=f"{name}: the command"):
        words("code", told.command)


@solara.component
def TakeAway(told: PageResult, name: str) -> None:
    """Show what can be taken away: the report, pictures, tables."""
    words("h4", f"{name}: to take away")
    files: dict[str, Callable[[], bytes]] = {}
    if told.by_month:
        files["report.html"] = told.report
    for picture in told.pictures:
        for kind in ("svg", "png"):
            files[f"{picture}.{kind}"] = partial(told.picture, f"{picture}.{kind}")
    files |= {f"{table}.csv": partial(told.csv, table) for table in told.tables}
    with box("div", "downloads"):
        for file, make in files.items():
            Download(f"Download {file}", f"{told.policy}_{file}", make).key(file)
    if not told.by_month:
        words("p", NO_MONTHS, "note")


def _authorities() -> Options:
    average = {"value": authorities.AVERAGE, "text": "Average English authority"}
    return [average, *({"value": name, "text": name} for name in authorities.names())]


def _policy(name: str) -> dict[str, str]:
    words, scenario = name.replace("_", " ").capitalize(), scenarios()[name]
    needs = "no new law" if scenario.needs == LAWS[0] else scenario.needs
    note = f"{scenario.line} Needs {needs}.".replace("`", "")
    return {"value": name, "text": words, "note": note}
