"""Tables to take away, made only when they are asked for."""

from collections.abc import Callable
from typing import Any

import solara


@solara.component_vue("download.vue", vuetify=False)
def _Button(
    label: str, filename: str, text: str, number: int, event_fetch_it: Callable[[Any], None]
) -> None:
    """Show a button that saves `text` whenever `number` changes."""


@solara.component
def Download(label: str, filename: str, make: Callable[[], bytes]) -> None:
    """Show a button that saves a table as a file.

    Parameters
    ----------
    label, filename
        What stands on the button, and the file's name.
    make
        Returns the file's bytes, UTF-8.
    """
    text, set_text = solara.use_state("")
    number, set_number = solara.use_state(0)

    def fetch(_: Any) -> None:
        set_text(make().decode("utf-8"))
        set_number(number + 1)

    _Button(label=label, filename=filename, text=text, number=number, event_fetch_it=fetch)
