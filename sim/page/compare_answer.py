"""What the view Compare shows of an answer: words, picture, tables, months, files to take away."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import solara

from sim.page.form_fields import Chart, Choice, Download
from sim.page.html import Framed, Picture, Table, box, command, words
from sim.page.result import Answer, Known, PageResult, Shown, SideBySide, UnderWay
from sim.page.visitor_question import Question
from sim.report.numbers import capital, policy_name
from sim.report.terminal import PLAUSIBLE_WORLD

NO_MONTHS = (
    "Tables and pictures by month, and the report, are made of fewer policies, worlds or years at "
    "once: the command below makes them of any number."
)
ANSWERED, BEFORE = "What the policy changes", ", as asked before"
UNTIL = " in the average English authority, until what is asked is computed"


@dataclass(frozen=True)
class Monthly:
    """The measure that is shown by month, of every policy, and what chooses another."""

    measure: str
    choose: Callable[[str], None]


def heading_of(question: Question, answer: Answer | None) -> str:
    """Return what an answer is headed: also of what, where that is not what is asked."""
    if answer is None or answer.question == question:
        return ANSWERED
    return ANSWERED + (UNTIL if answer.is_stored else BEFORE)


@solara.component
def Answered(question: Question, answer: Answer | None, monthly: Monthly) -> None:
    """Show an answer: of each policy first its sentences and its picture."""
    words("h2", heading_of(question, answer), id="answered")
    if answer is None:
        words("p", "The first runs are under way.", "sentence")
        return
    if answer.together is not None:
        Together(answer.together).key("together")
    for told in answer.told:
        Changes(told, monthly).key(told.policy)


@solara.component
def Progress(known: Known) -> None:
    """Say how far the answer is, or why there is none."""
    answer, refused = known.answer, known.refused
    with box("div"):
        if refused is not None:
            words("p", refused.why, "refused", role="alert")
    if refused is not None and answer is None:
        return
    said, busy = "The first runs are under way.", True
    if answer is not None:
        said = "Average English authority, " if answer.is_stored else ""
        said = capital(f"{said}{answer.runs}")
        of_it = answer.question == known.question
        busy = refused is None and not (of_it and answer.is_last and not answer.is_stored)
        if refused is not None:
            said += ": what was asked before."
        elif answer.is_stored:
            said += ": computed beforehand. "
            said += "It is computed anew." if of_it else "What is asked is being computed."
        elif not of_it:
            said += ": what was asked before. The new answer is under way."
        elif busy:
            said += f", after {answer.seconds:.1f} s; going on to {answer.most}."
        else:
            said += f", after {answer.seconds:.1f} s. That is all that was asked for."
        if answer.failed:
            said += f" Some runs failed: {'; '.join(answer.failed)}"
    words("p", said, "said", role="status", aria_busy="true" if busy else "false")
    with box("div"):
        if busy and known.under_way is not None:
            Bar(known.under_way)


@solara.component
def Bar(under_way: UnderWay) -> None:
    """Show how far the runs are, and how long the rest will take."""
    done, most = str(under_way.done), str(under_way.most)
    box("progress", "bar", value=done, max=most, aria_label="Runs that are finished")
    left = "" if under_way.left is None else f", about {time_words(under_way.left)} left"
    words("p", f"{done} of {most}{left}.", "note left")


def time_words(seconds: float) -> str:
    """Return a time in words, in minutes from 90 s on."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min"


@solara.component
def Together(told: SideBySide) -> None:
    """Show the policies side by side, and how to have that again."""
    words("h3", "The policies side by side")
    for number, (image, title) in enumerate(told.pictures, start=1):
        Picture(image, f"{title}. The tables below hold the same numbers.")
        name = f"policies_{number}.svg"
        Download(f"Download {name}", name, partial(bytes, image)).key(name)
    command("Side by side", told.command)


@solara.component
def Changes(told: Shown, monthly: Monthly) -> None:
    """Show what one policy changes: the answer in words, picture, table, and how to keep them.

    What may be there or not stands in a box of its own, so that from one answer to the next nothing
    is made anew that only says something else.
    """
    name = capital(policy_name(told.policy))
    words("h3", name)
    with box("div"):
        for sentence in told.sentences:
            words("p", sentence, "sentence")
    Picture(told.figure, f"{told.finding}. The table below holds the same numbers.")
    with box("div"):
        if PLAUSIBLE_WORLD in told.notes:
            words("p", PLAUSIBLE_WORLD, "note")
    caption = capital(told.title)
    Framed(caption, told.table)
    with box("details", "notes"):
        words("summary", f"{name}: how to read this table")
        for note in told.notes:
            words("p", note, "note")
    Table(f"{name}: {told.posts.caption.lower()}", told.posts.columns, told.posts.rows)
    with box("div"):
        if told.series:
            ByMonth(told, name, monthly)
    with box("div"):
        if isinstance(told, PageResult):
            TakeAway(told, name)
    words("h4", f"{name}: how to have this again")
    command(name, told.command)


@solara.component
def ByMonth(told: Shown, name: str, monthly: Monthly) -> None:
    """Show what is changed month by month, in a measure that is chosen."""
    by_measure = {one.measure: one for one in told.series}
    shown = by_measure.get(monthly.measure, told.series[0])
    words("h4", f"{name}: month by month")
    Choice(
        id=f"measure-{told.policy}",
        label=f"{name}: measure",
        value=shown.measure,
        options=[{"value": one.measure, "text": one.name} for one in told.series],
        event_choose=monthly.choose,
    )
    caption = f"{shown.name}: {name} less today, by month; band: {shown.holds}"
    Chart(id=f"month-{told.policy}", caption=caption, chart=shown.chart)


@solara.component
def TakeAway(told: PageResult, name: str) -> None:
    """Show what can be taken away: the report, pictures, tables."""
    words("h4", f"{name}: to take away")
    with box("div", "downloads"):
        for file, make in told.files().items():
            Download(f"Download {file}", f"{told.policy}_{file}", make).key(file)
    with box("div"):
        if not told.by_month:
            words("p", NO_MONTHS, "note")
