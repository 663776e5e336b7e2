"""The view Watch: one authority day by day, by the Mesa model and Mesa's own controls."""

from collections.abc import Callable
from typing import Any

import solara
import solara.lab
from mesa.visualization.solara_viz import ModelController
from mesa.visualization.utils import update_counter

from sim.arms.practice_of_places import with_place
from sim.arms.typed_words import whole_number
from sim.errors import UserError
from sim.mesa_agents import IRO
from sim.page.address import TODAY
from sim.page.form_fields import ButtonNames, Choice, Words
from sim.page.html import box, words
from sim.page.html_tables import Table
from sim.page.journey_in_words import events, iro_name, standing, worth_opening
from sim.page.svg_image import Picture, svg
from sim.page.visitor_question import Question
from sim.page.watch_figure import drawn, in_words
from sim.page.watched_model import Watched
from sim.page.worker import understood
from sim.replicate.replication import seed_of
from sim.report.figures.style import own_look
from sim.report.numbers import capital
from sim.study.notes import authority_words

SPEEDS = {"slow": (1000, 1), "steady": (250, 1), "fast": (250, 5), "month": (500, 21)}  # ms, days
SPEED_WORDS = {"slow": "1 day a second", "steady": "4 days a second", "fast": "20 days a second",
               "month": "2 months a second"}  # fmt: skip
SIGNS = {"▶": "Play", "❚❚": "Pause", "Step": "Step", "Reset": "Reset to the first day"}
LISTED, LIST_KEPT = 40, 20  # children to choose from, and days for which the list stands still
DESKS = ("IRO", "Children", "Full-time equivalent", "Tasks waiting", "Hours' work waiting",
         "Days' work waiting", "Work is cut")  # fmt: skip
NOTE = ("One world, the typical one, with what was moved in Compare; the chance is that of its "
        "first pair of runs.")  # fmt: skip


@solara.component
def Watch(question: Question, arrangement: str, choose: Callable[[str], None]) -> None:
    """Show a service, today's or under one of the policies, that can be played and stepped."""
    known = arrangement if arrangement in question.policies else TODAY

    def build() -> tuple[Watched, dict[str, Any], str]:
        asked, _ = understood(question)
        arms = dict(asked)[known] if known != TODAY else asked[0][1]
        under = arms.under_policy if known != TODAY and arms.under_policy else arms.today
        made: dict[str, Any] = dict(
            settings=with_place(arms.today, 0),
            under_policy=with_place(under, 0),
            rng=seed_of(arms.today, 0),
        )
        return Watched(**made), made, authority_words(arms)

    built = solara.lab.use_task(build, dependencies=[question, known], prefer_threaded=True,
                                raise_error=False)  # fmt: skip
    words("h2", "One authority, day by day, in the typical world")
    options = [{"value": TODAY, "text": "Today's service"}]
    options += [{"value": name, "text": name.replace("_", " ").capitalize()}
                for name in question.policies]  # fmt: skip
    Choice(id="arrangement", label="Arrangement", value=known, options=options, event_choose=choose,
           note=NOTE)  # fmt: skip
    if built.error:
        why = str(built.exception)
        ours = "" if isinstance(built.exception, UserError) else "a fault of ours: "
        words("p", ours + " ".join(why.split()), "refused", role="alert")
    elif built.finished and built.value is not None:
        model, made, authority = built.value
        Running(model, made, authority).key(f"model-{id(model)}")
    else:
        words("p", "The service lives through the years before its first day.", "said",
              role="status")  # fmt: skip


@solara.component
def Running(model: Watched, made: dict[str, Any], authority: str) -> None:
    """Show the controls of a service, and the service."""
    watched: solara.Reactive[Watched] = solara.use_reactive(model)
    speed, set_speed = solara.use_state("steady")
    threads = solara.use_reactive(False)  # of its own: without, it draws in the one that steps
    interval, days = solara.use_reactive(SPEEDS[speed][0]), solara.use_reactive(SPEEDS[speed][1])

    def choose(name: str) -> None:
        set_speed(name)
        interval.value, days.value = SPEEDS[name]

    def end() -> Callable[[], None]:
        def stop() -> None:
            watched.peek().running = False  # else Mesa's thread plays on when the visitor has left

        return stop

    solara.use_effect(end, [])
    with box("div", "acts", role="group", aria_label="Time"):
        ModelController(
            watched, model_parameters=made, play_interval=interval, render_interval=days,
            use_threads=threads,
        )  # fmt: skip
        ButtonNames(names=SIGNS)
    speeds = [{"value": name, "text": said} for name, said in SPEED_WORDS.items()]
    Choice(id="speed", label="Speed", value=speed, event_choose=choose, options=speeds)
    Standing(watched.value, authority)
    OneChild(watched.value)


@solara.component
def Standing(model: Watched, authority: str) -> None:
    """Show the day, the desks, the reviews and the drift."""
    update_counter.get()
    last = model.days[-1] if model.days else None
    said = f"{authority}, {model.date.strftime('%A')} {model.date.isoformat()}"
    if last is not None:
        said += (
            f", after {len(model.days)} working {'day' if len(model.days) == 1 else 'days'}. On "
            f"the last of them: {last.held} reviews "
            f"held; {last.due} due, of which {last.on_time} had been held by then; "
            f"{last.in_care} children in care, {last.in_drift} with an action in drift"
        )
    words("p", f"{capital(said)}.", "day", role="status", aria_live="off")
    with own_look():
        image = svg(drawn(model), "watch")
    Picture(image, in_words(model))
    Table("Desks of the IROs", DESKS, desk_rows(model))


def desk_rows(model: Watched) -> list[list[str]]:
    """Return a row for each IRO in post."""
    return [
        [
            iro_name(model, iro.row), str(int(iro.children)), f"{iro.fte:.2f}",
            str(iro.tasks_waiting), f"{iro.hours_waiting:.1f}", f"{iro.days_waiting:.1f}",
            "yes" if iro.is_overloaded else "no",
        ]
        for iro in model.agents_by_type.get(IRO, ())
    ]  # fmt: skip


@solara.component
def OneChild(model: Watched) -> None:
    """Open a child, and show its journey so far."""
    update_counter.get()
    opened, open_ = solara.use_state(-1)
    refused, refuse = solara.use_state("")
    listed = solara.use_memo(
        lambda: worth_opening(model, LISTED), [id(model), len(model.days) // LIST_KEPT, opened]
    )

    def by_number(text: str) -> None:
        try:
            open_(whole_number("child", 0, int(model.world.service.entered_rows) - 1)(text))
            refuse("")
        except UserError as mistake:
            refuse(str(mistake))

    words("h3", "One child's journey")
    options = [{"value": "-1", "text": "No child is opened"}]
    options += [{"value": str(row), "text": said} for row, said in listed]
    if opened >= 0 and opened not in dict(listed):
        options.append({"value": str(opened), "text": f"Child {opened}"})
    Choice(id="child", label="Open a child", value=str(opened), options=options,
           event_choose=lambda row: open_(int(row)),
           note="In care, those with most actions in drift first.")  # fmt: skip
    Words(id="child-number", label="Or open one by number", example="51", note="",
          value=str(opened) if opened >= 0 else "", event_write=by_number)  # fmt: skip
    if refused:
        words("p", refused, "refused", role="alert")
    if opened >= 0 and opened < len(model.world.children):
        Table(f"Child {opened} now", ("What", "How it stands"), standing(model, opened))
        happened = list(reversed(events(model, opened)))
        Table(f"Child {opened}: what happened, newest first", ("Date", "Event"), happened)
