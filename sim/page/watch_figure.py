"""The figure of the view Watch: desks, late reviews and drift, today's service and a policy."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import Any

from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, DateFormatter
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sim.page.watched_arms import Day, WatchedArms
from sim.page.watched_words import DeskNow
from sim.report.figures import style
from sim.vocabulary import Role

HEIGHT, LEFT = 4.0, 1.25  # inches
TIMES_CUT = 4.0  # days' work waiting that are shown, in those from which work is cut
# today's is the wider line, so that it shows where both are the same
LOOKS: tuple[Mapping[str, Any], ...] = (
    {"color": style.TODAY, "marker": "o", "lw": 4.0, "ms": 7.0, "mec": "white", "mew": 0.6},
    {"color": style.POLICY, "marker": "s", "lw": 1.6, "ms": 5.0, "mec": "white", "mew": 0.6},
)
APART = 0.19  # of a role's lane: how far the two arrangements stand from its middle


def drawn(
    arms: WatchedArms, today: Sequence[DeskNow], policy: Sequence[DeskNow], name: str
) -> Figure:
    """Draw how the services stand, and how they came there; `name` is the policy's."""
    drawing = style.figure(HEIGHT)
    desks, late, drift = (
        style.panel(drawing, left, 0.95, 2.05, 2.5) for left in (LEFT, LEFT + 2.75, LEFT + 5.4)
    )
    cut_from = arms.today.settings.desk.cut_from_days
    most = TIMES_CUT * cut_from
    for each, look, off in zip((today, policy), LOOKS, (-APART, APART), strict=True):
        desks.plot([min(desk.days, most) for desk in each], [desk.role + off for desk in each],
                   **{**look, "ls": "", "alpha": 0.5, "mec": "none"})  # fmt: skip
    desks.set_xlim(-0.03 * most, 1.03 * most)
    desks.axvline(cut_from, color=style.QUIET, lw=1, ls="--")
    desks.set_yticks(range(len(Role)), [role.words for role in Role])
    desks.set_ylim(len(Role) - 0.5, -0.5)
    desks.set_title("Days' work waiting on each\ndesk; line: work is cut", size=style.SMALL,
                    loc="left")  # fmt: skip
    named = ("today's service", name)
    for model, look, label in zip((arms.today, arms.policy), LOOKS, named, strict=True):
        _line(late, model.days, late_to_date(model.days), look, label)
        _line(drift, model.days, [day.in_drift for day in model.days], look, label)
    late.set_title("Reviews past their limit,\nto date", size=style.SMALL, loc="left")
    drift.set_title("Children in drift,\nby day", size=style.SMALL, loc="left")
    for axes in (desks, late, drift):
        style.bare(axes)
    for axes in (late, drift):
        _dates(axes, arms)
    handles = late.get_legend_handles_labels()[0]
    style.key(drawing, handles, 0.1, columns=2)
    return drawing


def late_to_date(days: Sequence[Day]) -> list[int]:
    """Return for each day how many reviews had not been held by their limit until then."""
    return list(accumulate(day.due - day.on_time for day in days))


def _line(
    axes: Axes, days: Sequence[Day], values: Sequence[float], look: Mapping[str, Any], label: str
) -> None:
    dates = [date.fromisoformat(day.date) for day in days]
    axes.plot(dates, values, label=label, markevery=max(1, len(days) // 8), **look)  # type: ignore[arg-type]


def _dates(axes: Axes, arms: WatchedArms) -> None:
    if not arms.lived:
        axes.set_xticks([])
        axes.set_yticks([])
        axes.text(0.5, 0.5, "nothing yet: play or step", transform=axes.transAxes, ha="center",
                  size=style.SMALL, color=style.QUIET)  # fmt: skip
        return
    axes.set_ylim(0, 1.15 * max(1.0, axes.get_ylim()[1]))
    axes.yaxis.set_major_locator(MaxNLocator(6, integer=True))  # of reviews and children
    finder = AutoDateLocator(minticks=1, maxticks=3)
    axes.xaxis.set_major_locator(finder)
    axes.xaxis.set_major_formatter(DateFormatter("%d %b\n%Y"))


def in_words(
    arms: WatchedArms, today: Sequence[DeskNow], policy: Sequence[DeskNow], name: str
) -> str:
    """Return what the figure shows, in words."""
    said = []
    for label, model, desks in (("Today's service", arms.today, today),
                                (f"Under {name}", arms.policy, policy)):  # fmt: skip
        iros = [desk for desk in desks if desk.role == Role.IRO]
        cut = sum(desk.is_cut for desk in desks)
        words = f"{label}: {len(iros)} IROs' desks; of all {len(desks)} desks, work is cut on {cut}"
        if model.days:
            drift = [day.in_drift for day in model.days]
            words += f"; {late_to_date(model.days)[-1]} reviews past their limit; children in "
            words += f"drift {drift[-1]} now, from {min(drift)} to {max(drift)} so far"
        said.append(words)
    return ". ".join(said) + "."
