"""Elements of HTML: a box around others, and words, which are never taken for HTML."""

from typing import Any

import solara


def box(tag: str, class_: str = "", **attributes: str) -> Any:
    """Return an element to put others in: `with box("main"): ...`.

    Parameters
    ----------
    tag, class_
        Its name and its class.
    attributes
        Others; underscores stand for hyphens, and one at the end is left out.
    """
    return solara.v.Html(tag=tag, class_=class_, attributes=_named(attributes))


def words(tag: str, text: str, class_: str = "", **attributes: str) -> Any:
    """Return an element that holds a text."""
    return solara.v.Html(tag=tag, class_=class_, attributes=_named(attributes), children=[text])


def command(label: str, text: str) -> None:
    """Show a command line; where the page is narrow it can be moved about, by the keyboard too."""
    with box("pre", "command", tabindex="0", role="group", aria_label=f"{label}: the command"):
        words("code", text)


def _named(attributes: dict[str, str]) -> dict[str, str]:
    return {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
