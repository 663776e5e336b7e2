"""One child in the view Watch: how it stands, and the timeline that the command draws."""

import datetime
import shlex
from typing import Any

import numpy as np
import pandas as pd
import solara
import solara.lab
from mesa.visualization.utils import update_counter

from sim.arms.typed_words import whole_number
from sim.errors import UserError
from sim.mesa_agents import EPOCH, Child
from sim.page.form_fields import Choice, Words
from sim.page.html import Picture, Table, box, command, svg, words
from sim.page.watched_arms import Opened, Watched, WatchedArms
from sim.page.watched_words import iro_name
from sim.report.figures.journey_timeline import journey, title
from sim.report.figures.style import own_look
from sim.report.numbers import capital, policy_name
from sim.study.one_child import in_care_on_first_day, journeys
from sim.vocabulary import LegalStatus, Placement, Route

HEADINGS = ("What", "How it stands under today's service", "Under {policy}")
LEFT = "has left care"
ROUTES = {Route.HOME: "home", Route.GUARDIANSHIP: "guardianship", Route.ADOPTION: "adoption",
          Route.TO_18: "in care to 18", Route.OTHER: "other"}  # fmt: skip
PLACED = {Placement.FOSTER: "foster care", Placement.RESIDENTIAL: "residential care",
          Placement.OTHER: "another placement"}  # fmt: skip
FOOTING = {LegalStatus.VOLUNTARY: "by agreement", LegalStatus.IN_PROCEEDINGS: "in care proceedings",
           LegalStatus.ORDER: "under an order"}  # fmt: skip
LISTED, LIST_KEPT = 40, 20  # children to choose from, and days for which the list stands still
EVENTS = ("Date", "Until", "Of", "What", "Which")
OF_A_RUN = ("replications=", "worlds=")  # words of a command that a journey has no room for
WHOLE = (
    "The timeline is of the whole reported time, whatever day is shown above. It shows how things "
    "come about in one run, and nothing of how often."
)


def standing(arms: WatchedArms, child: int) -> list[tuple[str, str, str]]:
    """Return how a child stands now, under today's service and under the policy.

    `child` is its number among those in care on the first reported day, from 1, by entry.
    """
    row = int(in_care_on_first_day(arms.warmed)[child - 1])
    today, policy = _standing(arms.today, row), _standing(arms.policy, row)
    both = {**today, **policy} or {"Now": LEFT}
    return [(what, today.get(what, LEFT), policy.get(what, LEFT)) for what in both]


def _standing(model: Watched, row: int) -> dict[str, str]:
    if not model.world.children[row].in_care:
        return {}
    child = next(one for one in model.agents_by_type[Child] if one.row == row)
    record: Any = child.record
    limit = EPOCH + datetime.timedelta(days=int(model.world.days[int(record.limit)].date))
    overdue = ", which has passed" if child.review_overdue else ""
    actions = child.open_actions
    drifting = sum(bool(action.in_drift) for action in actions)
    return {
        "Age": f"{child.age:.1f} years",
        "In care since": child.entered_on.isoformat(),
        "Plan": f"{ROUTES[child.route]}; {PLACED[child.placement]}, {FOOTING[child.legal]}",
        "IRO": "none" if record.iro < 0 else iro_name(model, int(record.iro)),
        "Next review": f"number {int(record.review)}, by {limit}{overdue}",
        "Open actions": f"{len(actions)}, of which {drifting} in drift",
        "Placement moves": str(int(record.moves)),
    }


def worth_opening(arms: WatchedArms, number: int) -> list[tuple[int, str]]:
    """Return children to choose from: most actions in drift today first, then longest in care.

    Of those in care on the first reported day, and still under today's service, so many at most;
    each by its number among them, from 1, by entry.
    """
    children: Any = arms.today.world.children
    first = in_care_on_first_day(arms.warmed)
    here = np.flatnonzero(children["in_care"][first])
    drift = children["actions_in_drift"][first]
    date, listed = arms.today.date_number, []
    for place in here[np.lexsort((here, -drift[here]))][:number]:
        age = (date - int(children[first[place]].born_date)) // 365.25
        listed.append((int(place) + 1, f"Child {place + 1}, aged {age:.0f}, "
                                       f"{int(drift[place])} actions in drift"))  # fmt: skip
    return listed


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
