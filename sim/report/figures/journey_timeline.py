"""The figure of one child's journey: a timeline for each arrangement, over the same dates."""

import textwrap
from collections import Counter
from datetime import date
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, DateFormatter, date2num
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.report.figures import style
from sim.report.numbers import policy_name
from sim.report.table_words import NOBODY

LANE, OVER, FOOT, LEFT = 0.4, 0.5, 1.45, 1.35  # inches
THIN = 0.45  # of a lane: the height of one action
LANES = ("reviews", "changes", "challenge", "actions", "social worker", "IRO")
MARKS = {
    ("reviews", "due"): ("|", "#333333", "review due"),
    ("reviews", "held"): ("o", style.TODAY, "held in time"),
    ("reviews", "held late"): ("s", style.POLICY, "held late"),
    ("changes", "told"): ("^", style.TODAY, "change told"),
    ("changes", "not told"): ("v", style.POLICY, "change not told"),
    ("challenge", "informal challenge"): ("D", style.GREEN, "informal challenge"),
    ("challenge", "formal challenge"): ("*", "#000000", "formal challenge"),
    ("challenge", "the manager takes it up"): ("D", style.ORANGE, "the manager takes it up"),
    ("challenge", "the manager's formal step"): ("*", style.ORANGE, "the manager's formal step"),
    ("challenge", "the guardian takes it up"): ("P", style.SKY, "the guardian takes it up"),
    ("challenge", "the advocate takes it up"): ("X", style.PURPLE, "the advocate takes it up"),
    ("actions", "done"): ("o", "#333333", "action done"),
}
OPEN, DRIFT, PERSON = "#BFD7EA", style.POLICY, ("#D9D9D9", "#A8A8A8")


def journey(events: pd.DataFrame, *, authority: str, child: int, replication: int) -> Figure:
    """Draw what happens to a child, one arrangement below the other.

    `events` is as `study.one_child.journeys` makes it.
    """
    arms = list(dict.fromkeys(events["policy"]))
    packed = {arm: _rows_of(events[events["policy"] == arm]) for arm in arms}
    heights = {arm: LANE * (len(LANES) - 1 + THIN * max(1, packed[arm].max() + 1)) for arm in arms}
    each = title(events, child).split("; ")
    told = ";\n".join(textwrap.fill(line, style.TITLE_LETTERS) for line in each)
    head = style.head_inches(told)
    drawing = style.figure(head + sum(heights.values()) + OVER * len(arms) + FOOT)
    style.head(drawing, told, "The same child and the same chance: one run, no average and no "
               "interval")  # fmt: skip
    inch = 1 / drawing.get_figheight()
    top = drawing.get_figheight() - head
    known = pd.concat([events["begins"], events["ends"]]).replace("", None).dropna()
    first, last = _number(min(known)), _number(max(known))
    spare = 0.02 * (last - first)
    for arm in arms:
        top -= OVER + heights[arm]
        axes = style.panel(drawing, LEFT, top, style.WIDTH - LEFT - 0.3, heights[arm], arm)
        axes.set_title(policy_name(arm), loc="left", size=style.WORDS, weight="bold")
        _arm(axes, events[events["policy"] == arm], packed[arm])
        axes.set_xlim(first - spare, last + spare)
        axes.xaxis.set_major_locator(AutoDateLocator(maxticks=8))
        axes.xaxis.set_major_formatter(DateFormatter("%b %Y"))
    _legend(drawing, events)
    drawing.text(style.MARGIN, 0.1 * inch, f"IRO service simulator, {authority}, child {child} of "
                 f"replication {replication}; simulated, no real child", size=style.SMALL,
                 color="#555555", va="bottom")  # fmt: skip
    return drawing


def drift_days(events: pd.DataFrame) -> int:
    """Return the calendar days of actions in drift."""
    drift = events[(events["lane"] == "actions") & (events["event"] == "drift")]
    ends, begins = (pd.to_datetime(drift[end]) for end in ("ends", "begins"))
    return int((ends - begins).dt.days.sum())


def title(events: pd.DataFrame, child: int) -> str:
    """Return the title: reviews held late, changes told, days in drift, of each arrangement."""
    said = []
    for arm, rows in events.groupby("policy", sort=False):
        many = Counter(zip(rows["lane"], rows["event"], strict=True))
        late, told = many["reviews", "held late"], many["changes", "told"]
        said.append(f"{policy_name(arm)}: {late} of {late + many['reviews', 'held']} reviews late, "
                    f"{told} of {told + many['changes', 'not told']} changes told, "
                    f"{drift_days(rows)} days in drift")  # fmt: skip
    return f"Child {child}, {'; '.join(said)}"


def _number(day: str) -> float:
    return float(date2num(date.fromisoformat(day)))


def _rows_of(events: pd.DataFrame) -> pd.Series:
    """Return in which thin row each action lies, so that none overlap; by its detail."""
    actions = events[(events["lane"] == "actions") & (events["event"] == "open")]
    ends: list[str] = []
    rows = {}
    for action in actions.sort_values("begins", kind="stable").itertuples():
        row = next((n for n, end in enumerate(ends) if end < action.begins), len(ends))
        ends[row : row + 1] = [action.ends]
        rows[action.detail] = row
    return pd.Series(rows, dtype=int)


def _arm(axes: Axes, events: pd.DataFrame, packed: pd.Series) -> None:
    style.bare(axes)
    many = max(1, packed.max() + 1) if len(packed) else 1
    middle, ends = {}, 0.0
    for lane in LANES:
        wide = THIN * many if lane == "actions" else 1.0
        middle[lane] = ends + wide / 2
        ends += wide
        axes.axhline(ends, color="#E2E2E2", lw=0.8, zorder=0)
    actions_top = middle["actions"] - THIN * many / 2
    axes.set_ylim(ends, 0)
    axes.set_yticks(list(middle.values()), list(middle))
    axes.tick_params(axis="y", labelsize=style.NUMBERS)
    for row in events.itertuples():
        if row.lane == "care":
            at = _number(row.begins)
            axes.axvline(at, color="#333333", lw=1, ls=":")
            axes.annotate(row.event, (at, 1), xycoords=("data", "axes fraction"), ha="right",
                          xytext=(0, 4), textcoords="offset points", size=style.SMALL)  # fmt: skip
            continue
        is_action = row.lane == "actions"
        y = actions_top + THIN * (packed[row.detail] + 0.5) if is_action else middle[row.lane]
        if row.ends:
            _bar(axes, row, y)
        else:
            marker, colour, _ = MARKS[row.lane, row.event]
            size = 15 if marker == "|" else 5 if is_action else 9
            axes.plot(_number(row.begins), y, marker=marker, color=colour, ms=size, ls="",
                      mew=1.6 if marker == "|" else 0.6, mec=None if marker == "|" else "white",
                      zorder=4, gid=f"{row.lane} {row.event}")  # fmt: skip


def _bar(axes: Axes, row: Any, y: float) -> None:
    """Draw what lasts: an action, its drift, or a person charged with the child."""
    begins, ends, gid = _number(row.begins), _number(row.ends), f"{row.lane} {row.event}"
    if row.lane == "actions":
        drift = row.event == "drift"
        axes.barh(y, ends - begins, THIN * (0.4 if drift else 0.75), left=begins, lw=0, gid=gid,
                  color=DRIFT if drift else OPEN, zorder=3 if drift else 2)  # fmt: skip
        return
    who = str(row.detail)
    colour = "none" if who == NOBODY else PERSON[int(who) % len(PERSON)]
    axes.barh(y, ends - begins, 0.55, left=begins, color=colour, edgecolor="white", lw=1, gid=gid,
              zorder=2)  # fmt: skip
    axes.annotate(who, ((begins + ends) / 2, y), ha="center", va="center", size=style.SMALL,
                  zorder=3, clip_on=True)  # fmt: skip


def _legend(drawing: Figure, events: pd.DataFrame) -> None:
    present = set(zip(events["lane"], events["event"], strict=True))
    keys: list[Line2D | Patch] = [
        Line2D([], [], color=colour, marker=marker, ls="", ms=13 if marker == "|" else 8,
               mew=1.6 if marker == "|" else 0.6, label=words)
        for key, (marker, colour, words) in MARKS.items()
        if key in present
    ]  # fmt: skip
    keys += [Patch(color=OPEN, label="action open"), Patch(color=DRIFT, label="in drift"),
             Patch(color=PERSON[1], label="worker, by number")]  # fmt: skip
    style.key(drawing, keys, 0.36, columns=4, columnspacing=1.6)
