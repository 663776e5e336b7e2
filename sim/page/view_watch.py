"""The view Watch: today's service and a policy, day by day, by the Mesa model and its controls."""

from collections.abc import Callable
from dataclasses import replace

import solara
import solara.lab
from mesa.visualization.solara_viz import ModelController
from mesa.visualization.utils import update_counter

from sim.errors import UserError
from sim.page.form_fields import ButtonNames, Choice, authority_options
from sim.page.html import Picture, Table, box, svg, words
from sim.page.view_journey import OneChild
from sim.page.visitor_question import Chosen
from sim.page.watch_figure import drawn, in_words
from sim.page.watched_arms import Opened, WatchedArms, asked_of, opened, policy_options
from sim.page.watched_words import (
    COLUMNS,
    HEADINGS,
    ROLE_HEADINGS,
    day_words,
    desks_of,
    difference_words,
    iro_rows,
    role_rows,
    rows,
)
from sim.report.figures.style import own_look
from sim.report.numbers import capital, policy_name

SPEEDS = {"slow": (1000, 1), "steady": (250, 1), "fast": (250, 5), "month": (500, 21)}  # ms, days
SPEED_WORDS = {"slow": "1 day a second", "steady": "4 days a second", "fast": "20 days a second",
               "month": "2 months a second"}  # fmt: skip
SIGNS = {"▶": "Play", "❚❚": "Pause", "Step": "Step", "Reset": "Reset to the first day"}
NOTE = (
    "One world, the typical one, with what was moved in Compare: the same children and the same "
    "chance under both, and the policy in force from the first day. What differs on one day of "
    "one run says nothing of how often."
)


@solara.component
def Watch(
    chosen: Chosen,
    choose: Callable[[Chosen], None],
    day: solara.Reactive[int],
    kept: solara.Reactive[Opened | None],
) -> None:
    """Show today's service and a policy side by side, that can be played and stepped.

    `day` takes how many days have been lived; `kept` is what was watched when the view was left.
    """
    asked = asked_of(chosen.question, chosen.watched)

    def open_() -> Opened | UserError:
        there = kept.peek()
        try:
            if there is None or there.question != asked:
                there = opened(asked)
        except UserError as mistake:
            return mistake
        here = replace(there, arms=there.arms.come_to(chosen.day))
        kept.value = here
        return here

    task = solara.lab.use_task(open_, dependencies=[asked, chosen.day], prefer_threaded=True,
                               raise_error=False)  # fmt: skip
    words("h2", "One authority, day by day: today's service and a policy")
    with box("div", "choices"):
        Choice(
            id="authority", label="Authority", value=asked.authority, options=authority_options(),
            event_choose=lambda name: choose(
                replace(chosen, question=replace(chosen.question, authority=name))
            ),
        )  # fmt: skip
        Choice(
            id="watched", label="Policy", value="".join(asked.policies[:1]),
            options=policy_options(asked), note=NOTE,
            event_choose=lambda name: choose(replace(chosen, watched=name)),
        )  # fmt: skip
    found = task.value if task.finished else None
    if task.error:
        words("p", f"a fault of ours: {task.exception}", "refused", role="alert")
    elif isinstance(found, UserError):
        words("p", " ".join(str(found).split()), "refused", role="alert")
    elif found is not None:
        Running(found, day).key(f"watched-{id(found.arms)}")
    else:
        words("p", "The service lives through the years before its first day, and on to the day "
              "that was asked for.", "said", role="status")  # fmt: skip


@solara.component
def Running(here: Opened, day: solara.Reactive[int]) -> None:
    """Show the controls of the services, and the services."""
    watched: solara.Reactive[WatchedArms] = solara.use_reactive(here.arms)
    speed, set_speed = solara.use_state("steady")
    threads = solara.use_reactive(False)  # of its own: without, it draws in the one that steps
    interval, days = solara.use_reactive(SPEEDS[speed][0]), solara.use_reactive(SPEEDS[speed][1])

    def choose(name: str) -> None:
        set_speed(name)
        interval.value, days.value = SPEEDS[name]

    # else Mesa's thread plays on when the visitor has left
    solara.use_effect(lambda: lambda: watched.peek().close(), [])
    with box("div", "acts", role="group", aria_label="Time"):
        ModelController(
            watched, model_parameters=here.arms.made, play_interval=interval,
            render_interval=days, use_threads=threads,
        )  # fmt: skip
        ButtonNames(names=SIGNS)
    speeds = [{"value": name, "text": said} for name, said in SPEED_WORDS.items()]
    Choice(id="speed", label="Speed", value=speed, event_choose=choose, options=speeds)
    Standing(watched.value, here.authority, policy_name(here.policy), day)
    OneChild(here, watched.value)


@solara.component
def Standing(arms: WatchedArms, authority: str, policy: str, day: solara.Reactive[int]) -> None:
    """Show the day, the difference, the desks, the reviews and the drift."""
    update_counter.get()
    lived = arms.lived
    solara.use_effect(lambda: day.set(lived), [lived])
    words("p", capital(day_words(arms, authority)), "day", role="status", aria_live="off")
    words("p", difference_words(arms, policy), "sentence")
    today, under = desks_of(arms.today), desks_of(arms.policy)
    with own_look():
        image = svg(drawn(arms, today, under, policy), "watch")
    Picture(image, in_words(arms, today, under, policy))
    named = capital(policy)
    so_far = [heading.format(policy=named) for heading in COLUMNS]
    Table("So far", so_far, rows(arms), numbers=so_far[1:])
    for caption, headings, cells in (
        ("Desks of each role", ROLE_HEADINGS, role_rows(today, under)),
        ("Desks of the IROs", HEADINGS, iro_rows(arms.today, today, under)),
    ):
        each = headings[1:]
        over = ["", *["Today's service"] * len(each), *[named] * len(each)]
        Table(caption, [headings[0], *each, *each], cells, over, each)
