"""The figure of the view Watch: IROs' desks, reviews week by week, and children in drift."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from sim.mesa_agents import IRO
from sim.page.journey_in_words import iro_name
from sim.page.watched_model import Day, Watched
from sim.report.figures import style

WEEK, WEEKS = 5, 13  # working days; weeks shown
HEIGHT = 3.6  # inches
MOST_NAMED = 20  # desks whose names still fit


def drawn(model: Watched) -> Figure:
    """Draw how the service stands, and how it came there."""
    drawing = style.figure(HEIGHT)
    desks, reviews, drift = drawing.subplots(1, 3)
    drawing.subplots_adjust(0.08, 0.14, 0.98, 0.86, 0.32)
    iros = list(model.agents_by_type.get(IRO, ()))
    names = [iro_name(model, iro.row) for iro in iros]
    waiting = [iro.days_waiting for iro in iros]
    colours = [style.WORSE if iro.is_overloaded else style.TODAY for iro in iros]
    desks.barh(range(len(iros)), waiting, color=colours)
    shown = names if len(names) <= MOST_NAMED else []
    desks.set_yticks(range(len(shown)), shown)
    desks.invert_yaxis()
    desks.axvline(model.settings.desk.cut_from_days, color=style.QUIET, lw=1, ls="--")
    desks.set_title("Days' work waiting; line: cut", size=style.SMALL, loc="left")
    weeks = by_week(model.days)
    place = range(len(weeks))
    reviews.bar(place, [due for due, _, _ in weeks], color=style.BAND, edgecolor=style.QUIET,
                label="due")  # fmt: skip
    reviews.plot(place, [held for _, _, held in weeks], color=style.TODAY, marker="o", ms=4,
                 label="held")  # fmt: skip
    reviews.set_title("Reviews, week by week", size=style.SMALL, loc="left")
    reviews.set_xticks([])
    reviews.set_ylim(0, 1.25 * max([1, *(max(due, held) for due, _, held in weeks)]))
    if weeks:
        reviews.legend(frameon=False, fontsize=style.SMALL - 1, loc="upper left", ncols=2)
    drift.plot([day.in_drift for day in model.days], color=style.POLICY,
               marker="o" if len(model.days) == 1 else "")  # fmt: skip
    drift.set_title("Children in drift, by day", size=style.SMALL, loc="left")
    drift.set_xlim(left=0)
    drift.set_ylim(0, 1.25 * max([1, *(day.in_drift for day in model.days)]))
    for axes in (desks, reviews, drift):
        style.bare(axes)
    for axes, there in ((reviews, weeks), (drift, model.days)):
        if not there:
            axes.set_yticks([])
            axes.set_xticks([])
            axes.text(0.5, 0.5, "nothing yet: play or step", transform=axes.transAxes, ha="center",
                      size=style.SMALL, color=style.QUIET)  # fmt: skip
    return drawing


def by_week(days: Sequence[Day]) -> list[tuple[int, int, int]]:
    """Return reviews due, held by their limit, and held, of the last whole weeks of five days."""
    whole = len(days) // WEEK
    weeks = [days[WEEK * week : WEEK * (week + 1)] for week in range(max(0, whole - WEEKS), whole)]
    return [
        (sum(day.due for day in week), sum(day.on_time for day in week),
         sum(day.held for day in week))
        for week in weeks
    ]  # fmt: skip


def in_words(model: Watched) -> str:
    """Return what the figure shows, in words."""
    iros = list(model.agents_by_type.get(IRO, ()))
    over = sum(iro.is_overloaded for iro in iros)
    said = [f"{len(iros)} IROs' desks, of which {over} with more than can be done in full"]
    if model.days:
        drift = [day.in_drift for day in model.days]
        said.append(f"children in drift {drift[-1]} now, from {min(drift)} to {max(drift)} so far")
    weeks = by_week(model.days)
    if weeks:
        said.append(f"in the last week {weeks[-1][0]} reviews due and {weeks[-1][2]} held")
    return "; ".join(said) + "."
