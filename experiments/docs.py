"""Make the parts of the documentation that the program says itself: `python -m experiments.docs`.

Writes `docs/measures.md`, `docs/settings.md` and `docs/scenarios.md` from the registers and the
scenarios' files; into `README.md` the table and the picture of the run that it shows, and whom the
model flatters most; into `docs/model.md` all whom it flatters; into `docs/studies.md` what its
commands print. A test holds the files against what this makes.
"""

import shutil
import tempfile
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from experiments import docs_examples, rooms
from experiments.flags_command import OneLineParser
from experiments.markdown import between_marks, filled, table
from sim.arms.figures_in_words import default_in_words
from sim.arms.scenarios import scenarios
from sim.cli.help import said_kinds
from sim.evidence.weakest_source import SUREST_FIRST, grounds, settings_of
from sim.evidence.whom_it_flatters import COLUMNS, FLATTERIES, Flattery, largest
from sim.measures.catalogue import HEADLINE, MEASURES
from sim.settings import settings_by_name
from sim.settings.register import GRADES

ROOT = Path(__file__).parents[1]
SHOWN = "+scenario=abolish"  # what the README shows
PICTURES = Path("docs/img")
MODEL = Path("docs/model.md")


def _with_rooms(driven_by: Sequence[str]) -> list[str]:
    """Return the names, those of rooms with the dot that their settings' names go on with."""
    settings = {setting.name for setting in settings_of(driven_by)}
    return [name if name in settings else f"{name}." for name in driven_by]


def flatters_table(flatteries: Sequence[Flattery]) -> str:
    """Return a table of what the model leaves out or does for one side only."""
    rows = [(*told, command and f"`{command}`")
            for *told, command in (one.cells for one in flatteries)]  # fmt: skip
    return table(COLUMNS, rows)


def with_flatters(text: str, flatteries: Sequence[Flattery]) -> str:
    """Return a page with that table where it is marked."""
    return between_marks(text, "whom it flatters", flatters_table(flatteries))


def shown_run(folder: Path) -> str:
    """Run what the README shows, as its user would, and return what it prints of results."""
    return docs_examples.printed(f"sim {SHOWN} hydra.run.dir={folder}")


def pages() -> dict[Path, str]:
    """Return the pages made from the registers, by their place in the checkout."""
    every = settings_by_name().values()
    measures = filled(
        "measures",
        groups=groupby(MEASURES, key=lambda measure: measure.group),
        grounds=grounds,
        headline=[(measure.id, _with_rooms(measure.driven_by)) for measure in HEADLINE],
        grades=SUREST_FIRST,
    )
    settings = filled(
        "settings",
        rooms=groupby(every, key=lambda setting: setting.name.rpartition(".")[0]),
        in_words=default_in_words,
        grades=GRADES,
        kinds=said_kinds(),
    )
    return {
        Path("docs/measures.md"): measures,
        Path("docs/settings.md"): settings,
        Path("docs/scenarios.md"): filled("scenarios", scenarios=scenarios()),
    }


def main() -> None:
    """Write it all."""
    OneLineParser("docs", __doc__).asked()
    for place, text in pages().items():
        (ROOT / place).write_text(text, encoding="utf-8")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "run"
        printed = f"```text\n{shown_run(folder)}\n```"
        (ROOT / PICTURES).mkdir(exist_ok=True)
        for name in ("differences", "over_time"):
            shutil.copy(folder / "figures" / f"{name}.png", ROOT / PICTURES / f"{name}.png")
    for page, remade in (
        (docs_examples.PAGE, docs_examples.with_outputs),
        (
            Path("README.md"),
            lambda text: with_flatters(between_marks(text, "table", printed), largest()),
        ),
        (rooms.PAGE, rooms.with_rooms),
        (MODEL, lambda text: with_flatters(text, FLATTERIES)),
    ):
        place = ROOT / page
        place.write_text(remade(place.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
