"""One child in the view Watch: how it stands, and the timeline that the command draws."""

import shlex

import pandas as pd
import solara
import solara.lab
from mesa.visualization.utils import update_counter

from sim.arms.typed_words import whole_number
from sim.errors import UserError
from sim.page.form_fields import Choice, Words
from sim.page.html import box, command, words
from sim.page.html_tables import Table
from sim.page.journey_in_words import HEADINGS, standing, worth_opening
from sim.page.svg_image import Picture, svg
from sim.page.watched_arms import WatchedArms
from sim.page.watched_question import Opened
from sim.report.figures.journey_timeline import journey, title
from sim.report.figures.style import own_look
from sim.report.numbers import capital, policy_name
from sim.study.one_child import in_care_on_first_day, journeys

LISTED, LIST_KEPT = 40, 20  # children to choose from, and days for which the list stands still
EVENTS = ("Date", "Until", "Of", "What", "Which")
OF_A_RUN = ("replications=", "worlds=")  # words of a command that a journey has no room for
WHOLE = (
    "The timeline is of the whole reported time, whatever day is shown above. It shows how things "
    "come about in one run, and nothing of how often."
)


@solara.component
def OneChild(here: Opened, arms: WatchedArms) -> None:
    """Open a child, and show how it stands and its journey."""
    update_counter.get()
    child, open_ = solara.use_state(0)
    refused, refuse = solara.use_state("")
    listed = solara.use_memo(
        lambda: worth_opening(arms, LISTED), [id(arms), arms.lived // LIST_KEPT]
    )
    most = len(solara.use_memo(lambda: in_care_on_first_day(arms.warmed), [id(arms)]))

    def by_number(text: str) -> None:
        try:
            open_(whole_number("child", 1, most)(text))
            refuse("")
        except UserError as mistake:
            refuse(str(mistake))

    words("h3", "One child's journey")
    options = [{"value": "0", "text": "No child is opened"}]
    options += [{"value": str(number), "text": said} for number, said in listed]
    if child and child not in dict(listed):
        options.append({"value": str(child), "text": f"Child {child}"})
    Choice(
        id="child", label="Open a child", value=str(child), options=options,
        event_choose=lambda number: open_(int(number)),
        note="Of those in care on the first day and today, those with most actions in drift first.",
    )  # fmt: skip
    Words(id="child-number", label="Or open one by number", example=str(most), refused=refused,
          note=f"from 1 to {most}, by entry to care", value=str(child) if child else "",
          event_write=by_number)  # fmt: skip
    if child:
        named = [heading.format(policy=policy_name(here.policy)) for heading in HEADINGS]
        Table(f"Child {child} now", named, standing(arms, child))
        Timeline(here, child).key(f"child-{child}")


@solara.component
def Timeline(here: Opened, child: int) -> None:
    """Show a child's journey: the picture, and the same in words and rows."""
    lived = solara.lab.use_task(lambda: journeys(here.point, 0, child), dependencies=[],
                                prefer_threaded=True, raise_error=False)  # fmt: skip
    if lived.error:
        words("p", f"a fault of ours: {lived.exception}", "refused", role="alert")
        return
    if not lived.finished or lived.value is None:
        words("p", "The child's years are lived once more, under both.", "said", role="status")
        return
    events = lived.value
    found = title(events, child)
    words("p", f"{found}.", "sentence")
    words("p", WHOLE, "note")
    with own_look():
        drawing = journey(events, authority=here.authority, child=child, replication=0)
        image = svg(drawing, "journey")
    Picture(image, f"{found}. The tables below hold the same, with dates.")
    for policy, rows in events.groupby("policy", sort=False):
        name = capital(policy_name(policy))
        with box("details", "notes"):
            words("summary", f"{name}: what happens, with dates")
            Table(f"Child {child}: {name}", EVENTS, event_rows(rows))
    command("The journey", command_of(here, child))


def event_rows(events: pd.DataFrame) -> list[list[str]]:
    """Return a row for each thing that happens under one arrangement, by date."""
    shown = events.sort_values("begins", kind="stable")
    columns = ["begins", "ends", "lane", "event", "detail"]
    return [[str(cell) for cell in row] for row in shown[columns].itertuples(index=False)]


def command_of(here: Opened, child: int) -> str:
    """Return the command line that draws the same journey."""
    policy = "".join(here.question.policies)
    asked = [word for word in here.question.words(policy) if not word.startswith(OF_A_RUN)]
    return shlex.join(["python", "-m", "experiments.journey", *asked, f"child={child}"])
