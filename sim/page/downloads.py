"""Tables, pictures and reports to take away, made only when they are asked for."""

import base64
from collections.abc import Callable
from typing import Any

import solara

TYPES = {"csv": "text/csv", "svg": "image/svg+xml", "png": "image/png", "html": "text/html"}


@solara.component_vue("download.vue", vuetify=False)
def _Button(
    label: str,
    filename: str,
    type: str,
    content: str,
    busy: bool,
    event_fetch_it: Callable[[Any], None],
    event_saved: Callable[[Any], None],
) -> None:
    """Show a button that saves `content`, base64, once there is any."""


@solara.component
def Download(label: str, filename: str, make: Callable[[], bytes]) -> None:
    """Show a button that saves a file.

    Parameters
    ----------
    label, filename
        What stands on the button, and the file's name.
    make
        Returns the file's bytes.
    """
    content, set_content = solara.use_state("")
    busy, set_busy = solara.use_state(False)

    def fetch(_: Any) -> None:
        set_busy(True)
        try:
            set_content(base64.b64encode(make()).decode("ascii"))
        finally:
            set_busy(False)

    _Button(
        label=label,
        filename=filename,
        type=TYPES[filename.rpartition(".")[2]],
        content=content,
        busy=busy,
        event_fetch_it=fetch,
        event_saved=lambda _: set_content(""),
    )
