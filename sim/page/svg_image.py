"""Figures for the page: SVG in memory, with words for whoever cannot see them."""

import base64
import io

import solara
from matplotlib.figure import Figure

from sim.page.html import box
from sim.report.figures.style import FINER, own_look


def svg(drawing: Figure, name: str) -> bytes:
    """Return a figure as SVG, the same bytes each time, no finer than a screen."""
    file = io.BytesIO()
    with own_look(name):
        drawing.savefig(file, format="svg", metadata={"Date": None})
    return FINER.sub(r"\1", file.getvalue().decode("utf-8")).encode()


def source_of(image: bytes) -> str:
    """Return an SVG image as an address that holds all of it."""
    return "data:image/svg+xml;base64," + base64.b64encode(image).decode("ascii")


@solara.component
def Picture(image: bytes, words: str) -> None:
    """Show an SVG image with alternative text; where the page is narrow it can be moved about."""
    with box("div", "wide", tabindex="0", role="group", aria_label="Figure"):
        box("img", src=source_of(image), alt=words)
