"""One look for all figures: type, colours that colour-blind readers tell apart, the foot, files."""

from pathlib import Path

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

# Okabe and Ito's palette; verdicts differ by marker as well as by colour
TODAY = "#0072B2"
POLICY = "#D55E00"
BETTER = "#0072B2"
WORSE = "#D55E00"
UNDECIDED = "#555555"
QUIET = "#8A8A8A"
BAND = "#EBEBEB"

WIDTH = 9.0  # inches; with the sizes below, words can still be read at half size
TITLE, WORDS, NUMBERS, SMALL = 15.0, 12.0, 11.0, 10.5
TITLE_LETTERS = 70  # of a title's line
MARGIN = 0.02
BELIEFS_DRAWN = "chance and beliefs, for one more draw"


def figure(height: float) -> Figure:
    """Return an empty figure, `height` inches high; drawn without pyplot, so by any thread."""
    return Figure(figsize=(WIDTH, height), facecolor="white")


def head_inches(title: str) -> float:
    """Return the height that a title of one or more lines takes with the line under it."""
    return 0.5 + 0.26 * (1 + title.count("\n"))


def head(drawing: Figure, title: str, below: str) -> None:
    """Write the finding above the figure, and what is shown under it; its files say both too."""
    drawing.set_label(f"{' '.join(title.split())}\n{below}")
    inch = 1 / drawing.get_figheight()
    drawing.text(MARGIN, 1 - 0.12 * inch, title, size=TITLE, weight="bold", va="top")
    under = 1 - (head_inches(title) - 0.3) * inch
    drawing.text(MARGIN, under, below, size=WORDS, color="#333333", va="top")


def foot(
    drawing: Figure,
    authority: str,
    replications: int,
    beliefs: str = "beliefs held at default",
    *,
    drawn: bool = False,
) -> None:
    """Write where the figure comes from, and what its intervals hold, at its foot.

    Parameters
    ----------
    authority, replications
        Its name, and runs of each arrangement.
    beliefs
        Where beliefs stand that are not drawn.
    drawn
        Whether each pair of replications drew its beliefs, so that intervals hold these too.
    """
    inch = 1 / drawing.get_figheight()
    runs = "replication" if replications == 1 else "replications"
    drawing.text(
        MARGIN,
        0.1 * inch,
        f"IRO service simulator, {authority}, {replications} {runs}; "
        + (BELIEFS_DRAWN if drawn else f"chance only, {beliefs}"),
        size=SMALL,
        color="#555555",
        va="bottom",
    )


def bare(axes: Axes) -> None:
    """Take the frame and the tick marks away."""
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0, labelsize=SMALL, colors="#333333")


def save(drawing: Figure, folder: Path, name: str) -> list[Path]:
    """Write a figure as PNG and SVG, the same bytes each time; return the two paths."""
    paths = [folder / f"{name}.png", folder / f"{name}.svg"]
    folder.mkdir(parents=True, exist_ok=True)
    title, _, below = str(drawing.get_label()).partition("\n")
    told = {"Date": None, "Title": title or name, "Description": below}
    with matplotlib.rc_context({"svg.hashsalt": name}):
        drawing.savefig(paths[0], dpi=150)
        drawing.savefig(paths[1], metadata=told)
    return paths
