"""One look for all figures: type, colours that colour-blind readers tell apart, the foot, files."""

import contextlib
import io
import re
import tempfile
import textwrap
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure

from sim.report.numbers import policy_name

# Okabe and Ito's palette; readings differ by marker, or by place, as well as by colour
BLUE, SKY, GREEN, YELLOW = "#0072B2", "#56B4E9", "#009E73", "#F0E442"
ORANGE, VERMILION, PURPLE = "#E69F00", "#D55E00", "#CC79A7"
TODAY, POLICY = BLUE, VERMILION
BETTER, WORSE = BLUE, VERMILION
SAME = "#8F8F8F"
UNDECIDED = "#555555"
QUIET = "#8A8A8A"
BAND = "#EBEBEB"

WIDTH = 9.0  # inches; with the sizes below, words can still be read at half size
TITLE, WORDS, NUMBERS, SMALL = 15.0, 12.0, 11.0, 10.5
# of a title's line, of one under it, and of the foot at its usual size
TITLE_LETTERS, UNDER_LETTERS, FOOT_LETTERS = 70, 96, 108
ROW_LETTERS = 18  # of a policy's name beside its row at its usual size
MARGIN = 0.02
FINER = re.compile(r'( [xy]="-?\d+\.\d\d)\d+(?=")')
ONE_WORLD = "one world"  # how `study.notes.runs_words` begins there
NOT_FROM_NOUGHT = "axis does not start at 0"
_one_at_a_time = threading.RLock()  # the settings of matplotlib are the whole process's


@contextlib.contextmanager
def own_look(name: str = "") -> Iterator[None]:
    """Draw as matplotlib is shipped, whatever a user's file or notebook sets; text is text.

    `name` is the figure's, from which its SVG has the same marks each time.
    """
    own = {"text.parse_math": False, "svg.hashsalt": name}
    with _one_at_a_time, matplotlib.style.context(["default", own]):
        yield


class Drawing(Figure):
    """A figure drawn without pyplot, so by any thread, that a notebook shows all the same."""

    def _repr_png_(self) -> bytes:
        made = io.BytesIO()
        with own_look():
            self.savefig(made, format="png")
        return made.getvalue()


def figure(height: float, width: float = WIDTH) -> Figure:
    """Return an empty figure, `height` inches high."""
    return Drawing(figsize=(width, height), facecolor="white")


def name_rows(axes: Axes, policies: Sequence[str], size: float) -> None:
    """Name each row by its policy, smaller than `size` where a name would not fit beside it."""
    names = [policy_name(one) for one in policies]
    axes.set_yticks(range(len(names)), names)
    axes.tick_params(axis="y", labelsize=fitting(max(names, key=len), ROW_LETTERS, size))


def fitting(name: str, letters: int, size: float) -> float:
    """Return the size of a name where there is room for so many letters of that size."""
    return size if len(name) <= letters else 0.9 * size * letters / len(name)


def wrapped(words: str, width: float = WIDTH) -> str:
    """Return a title in lines that a figure `width` inches wide has room for."""
    return textwrap.fill(words, round(TITLE_LETTERS * width / WIDTH), break_on_hyphens=False)


def under(words: str, width: float = WIDTH) -> str:
    """Return what stands under a title in lines that a figure has room for."""
    return textwrap.fill(words, round(UNDER_LETTERS * width / WIDTH), break_on_hyphens=False)


def said_of(runs: str, title: str) -> str:
    """Return a title that says so where it is of one world alone."""
    return f"{title} (one world, the typical one)" if runs.startswith(ONE_WORLD) else title


def head_inches(title: str, below: str = "") -> float:
    """Return the height that a title of one or more lines takes with the lines under it."""
    return 0.5 + 0.26 * (1 + title.count("\n")) + 0.21 * below.count("\n")


def head(drawing: Figure, title: str, below: str) -> None:
    """Write the finding above the figure, and what is shown under it; its files say both too."""
    drawing.set_label(f"{' '.join(title.split())}\n{' '.join(below.split())}")
    inch = 1 / drawing.get_figheight()
    left = margin(drawing)
    drawing.text(left, 1 - 0.12 * inch, title, size=TITLE, weight="bold", va="top")
    under = 1 - (head_inches(title) - 0.3) * inch
    drawing.text(left, under, below, size=WORDS, color="#333333", va="top")


def begin(
    title: str, below: str, *parts: float, spare: float = 0.0, width: float = WIDTH
) -> tuple[Figure, float]:
    """Return a figure with its finding above, and how many inches that takes.

    Parameters
    ----------
    title, below
        The finding, in one line, and what is shown under it, in lines.
    parts
        Inches of what stands under them.
    spare
        Inches between them and the rest.
    """
    title = wrapped(title, width)
    high = above = head_inches(title, below) + spare
    for part in parts:
        high += part
    drawing = figure(high, width)
    head(drawing, title, below)
    return drawing, above


def panel(
    drawing: Figure, left: float, bottom: float, wide: float, high: float, label: str = ""
) -> Axes:
    """Return axes that stand so many inches from the figure's lower left corner."""
    width, inch = drawing.get_figwidth(), 1 / drawing.get_figheight()
    return drawing.add_axes((left / width, bottom * inch, wide / width, high * inch), label=label)


def inches(axes: Axes) -> tuple[float, float]:
    """Return how wide and how high a panel is."""
    box, drawing = axes.get_position(), axes.get_figure(root=True)
    assert drawing is not None
    return box.width * drawing.get_figwidth(), box.height * drawing.get_figheight()


def key(drawing: Figure, handles: Any, bottom: float, columns: int, **more: Any) -> None:
    """Draw the key of a figure at its left margin, so many inches from its foot."""
    looks: dict[str, Any] = {"loc": "lower left", "fontsize": SMALL} | more
    drawing.legend(handles=handles, ncols=columns, frameon=False, borderaxespad=0,
                   bbox_to_anchor=(MARGIN, bottom / drawing.get_figheight()), **looks)  # fmt: skip


def times(unit: str) -> int:
    """Return by what a value is multiplied to be drawn, for shares are drawn in percent."""
    return 100 if unit == "share" else 1


def signed(x: float, _: object = None) -> str:
    """Return a tick's words, with the sign of a difference."""
    return f"{x:+,.6g}".replace("-", "−") if x else "0"


def margin(drawing: Figure) -> float:
    """Return the left margin, as a share of the figure's width; in inches the same for all."""
    return MARGIN * WIDTH / drawing.get_figwidth()


def foot(drawing: Figure, authority: str, runs: str, holds: str = "") -> None:
    """Write where the figure comes from, and what its bands hold, at its foot.

    Parameters
    ----------
    runs
        Over which worlds, and how many runs, as `study.notes.runs_words` says.
    holds
        What bands and intervals hold: "90% of worlds" or "95% interval (chance)".
    """
    inch = 1 / drawing.get_figheight()
    words = f"IRO service simulator, {authority}, {runs}" + (f"; bands: {holds}" if holds else "")
    letters = FOOT_LETTERS * drawing.get_figwidth() / WIDTH
    size = SMALL * min(1.0, letters / len(words))
    drawing.text(margin(drawing), 0.1 * inch, words, size=size, color="#555555", va="bottom")


def say_where_it_starts(axes: Axes) -> None:
    """Write at the foot of an upright axis that it does not start at 0, where it does not."""
    low, high = axes.get_ylim()
    if low <= 0 <= high:
        return
    axes.annotate(NOT_FROM_NOUGHT, (0, 0), (4, 4), xycoords="axes fraction", size=SMALL,
                  textcoords="offset points", color=UNDECIDED, style="italic", zorder=6,
                  bbox=dict(fc="white", ec="none", alpha=0.85, pad=1))  # fmt: skip


def bare(axes: Axes, lines: Axis | None = None) -> None:
    """Take the frame and the tick marks away; `lines` is the axis whose ticks have lines."""
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0, labelsize=SMALL, colors="#333333")
    if lines is not None:
        lines.grid(True, color="#E2E2E2", lw=0.8)
        axes.set_axisbelow(True)


def rows(
    drawing: Figure, names: Sequence[str], room: tuple[float, float, float], row: float, **more: Any
) -> Axes:
    """Return axes with a row for each name, from the top, and lines up from their ticks.

    Parameters
    ----------
    room
        Inches at the left, at the right and below.
    row
        Inches of a row.
    """
    (left, right, below), (wide, high) = room, drawing.get_size_inches()
    place = (left / wide, below / high, (wide - left - right) / wide, row * len(names) / high)
    axes = drawing.add_axes(place, **more)
    bare(axes, axes.xaxis)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_yticks(range(len(names)), names)
    axes.tick_params(axis="y", labelsize=NUMBERS)
    return axes


def beside(axes: Axes, across: float, row: float, words: str, **looks: Any) -> None:
    """Write words at a row, so far across the panel: below 0 and above 1 beside it."""
    all_looks: dict[str, Any] = {"va": "center", "size": SMALL} | looks
    axes.annotate(words, (across, row), xycoords=("axes fraction", "data"), **all_looks)


def save(drawing: Figure, folder: Path, name: str) -> list[Path]:
    """Write a figure as PNG and SVG, the same bytes each time; return the two paths."""
    paths = [folder / f"{name}.png", folder / f"{name}.svg"]
    folder.mkdir(parents=True, exist_ok=True)
    title, _, below = str(drawing.get_label()).partition("\n")
    told = {"Date": None, "Title": title or name, "Description": below}
    with own_look(name):
        drawing.savefig(paths[0], dpi=150)
        drawing.savefig(paths[1], metadata=told)
    # a thousand dots make a large file: a hundredth of a point is finer than any screen
    paths[1].write_text(FINER.sub(r"\1", paths[1].read_text("utf-8")), "utf-8")
    return paths


def bytes_of(draw: Callable[[], Figure], name: str, file: str) -> bytes:
    """Return what `save` writes to a file of that name, of a figure that is drawn for it."""
    with own_look(), tempfile.TemporaryDirectory() as folder:
        save(draw(), Path(folder), name)
        return (Path(folder) / file).read_bytes()
