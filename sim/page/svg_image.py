"""Figures for the page: SVG in memory, with words for whoever cannot see them."""

import base64
import io
import threading

import matplotlib
import solara
from matplotlib.figure import Figure

from sim.page.html import box

_one_at_a_time = threading.Lock()  # the settings of matplotlib are the whole process's


def svg(drawing: Figure, name: str) -> bytes:
    """Return a figure as SVG, the same bytes each time."""
    file = io.BytesIO()
    with _one_at_a_time, matplotlib.rc_context({"svg.hashsalt": name}):
        drawing.savefig(file, format="svg", metadata={"Date": None})
    return file.getvalue()


@solara.component
def Picture(image: bytes, words: str) -> None:
    """Show an SVG image with alternative text; where the page is narrow it can be moved about."""
    source = "data:image/svg+xml;base64," + base64.b64encode(image).decode("ascii")
    with box("div", "wide", tabindex="0", role="group", aria_label="Figure"):
        box("img", src=source, alt=words)
