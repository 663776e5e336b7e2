"""The page's fields: native controls, which keyboards and screen readers know, in Vue.

`refused` says why what stands in a field is not allowed; empty where it is.
"""

import base64
from collections.abc import Callable
from typing import Any

import solara

from sim.data import authorities

Options = list[dict[str, str]]  # value and text, and for some a note
TYPES = {"csv": "text/csv", "svg": "image/svg+xml", "png": "image/png", "html": "text/html"}


@solara.component_vue("choice.vue", vuetify=False)
def Choice(
    id: str,
    label: str,
    value: str,
    options: Options,
    event_choose: Callable[[str], None],
    note: str = "",
    refused: str = "",
) -> None:
    """Choose one of several, by a list."""  # fmt: skip


@solara.component_vue("tick_list.vue", vuetify=False)
def TickList(
    id: str,
    label: str,
    chosen: list[str],
    options: Options,
    event_tick: Callable[[dict[str, Any]], None],
    refused: str = "",
) -> None:
    """Tick any of several, each with a note."""  # fmt: skip


@solara.component_vue("slider.vue", vuetify=False)
def Slider(
    id: str,
    name: str,
    label: str,
    note: str,
    low: float,
    high: float,
    step: float,
    value: str,
    moved: bool,
    refused: str,
    event_move: Callable[[str], None],
    event_put_back: Callable[[Any], None],
) -> None:
    """Move a setting, by a slider over its plausible range or as a number typed."""  # fmt: skip


@solara.component_vue("words.vue", vuetify=False)
def Words(
    id: str,
    label: str,
    value: str,
    example: str,
    note: str,
    event_write: Callable[[str], None],
    refused: str = "",
) -> None:
    """Take words that are typed."""


@solara.component_vue("chart.vue", vuetify=False)
def Chart(id: str, caption: str, chart: dict[str, Any]) -> None:
    """Show a line by month with its band, and the values of the month pointed at."""


@solara.component_vue("settings_list.vue", vuetify=False)
def SettingsList(
    settings: list[dict[str, str | bool]],
    values: dict[str, str],
    refused: dict[str, str],
    event_move: Callable[[dict[str, Any]], None],
) -> None:
    """List settings, to be searched and moved; `values` and `refused` are by name."""  # fmt: skip


@solara.component_vue("tabs.vue", vuetify=False)
def Tabs(value: str, options: Options, event_choose: Callable[[str], None]) -> None:
    """Choose a view of the page."""


@solara.component_vue("button_names.vue", vuetify=False)
def ButtonNames(names: dict[str, str]) -> None:
    """Name the buttons of the element of class `acts` around it, by what stands on them."""


@solara.component_vue("address.vue", vuetify=False)
def Address(search: str, event_come: Callable[[str], None]) -> None:
    """Keep the browser's address, and say where the visitor went back or forth to."""


def authority_options() -> Options:
    """Return the authorities to choose from."""
    average = {"value": authorities.AVERAGE, "text": "Average English authority"}
    return [average, *({"value": name, "text": name} for name in authorities.names())]


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
