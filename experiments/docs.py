"""Make the parts of the documentation that the program says itself: `python -m experiments.docs`.

Writes `docs/measures.md`, `docs/settings.md` and `docs/scenarios.md` from the registers and the
scenarios' files; into `README.md` the table and the picture of the run that it shows, and whom the
model flatters most; into `docs/model.md` all whom it flatters; into `docs/studies.md` what its
commands print. A test holds the files against what this makes.
"""

import shutil
import tempfile
import textwrap
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from experiments import docs_examples, rooms
from experiments.markdown import between_marks, table
from experiments.one_line_parser import OneLineParser
from sim.arms.figures_in_words import default_in_words
from sim.arms.scenarios import scenarios
from sim.cli.help import said_kinds
from sim.evidence.weakest_source import SUREST_FIRST, grounds, settings_of
from sim.evidence.whom_it_flatters import COLUMNS, FLATTERIES, Flattery, largest
from sim.measures.catalogue import HEADLINE, MEASURES, Measure
from sim.settings import Setting, settings_by_name
from sim.settings.register import GRADES

ROOT = Path(__file__).parents[1]
SHOWN = "+scenario=abolish"  # what the README shows
PICTURES = Path("docs/img")
MODEL = Path("docs/model.md")


def measures_page() -> str:
    """Return `docs/measures.md`: every measure by group, and what drives the headline ones."""
    grades = ", ".join(f"*{grade}*" for grade in SUREST_FIRST)
    lines = [
        "# Measures",
        "",
        "Made from `sim/measures/` by `python -m experiments.docs`. A value is the mean of the",
        "numerator over the mean of the denominator, over replications; its interval is of that",
        "mean. With nothing in the denominator it is empty. Headline measures are in bold: only",
        "they are given a verdict. What they rest on is the weakest source among the settings that",
        "drive them, which stand at the end of this page.",
    ]
    for group, members in groupby(MEASURES, key=lambda measure: measure.group):
        lines += ["", f"## {group}", ""]
        rows = [
            (f"**{one.id}**" if one.headline else one.id, one.words, one.unit, one.better,
             f"`{one.formula}`", _rests_on(one))
            for one in members
        ]  # fmt: skip
        lines += table(("id", "is", "unit", "better", "formula", "rests on"), rows)
    lines += [
        "",
        "## What drives the headline measures",
        "",
        "Made from `sim/evidence/drivers.py`: settings, and rooms of settings, which end in a dot.",
        "Where each comes from, and what the grades of sources mean, stands in",
        "[settings](settings.md).",
        f"From the surest to the weakest they are {grades}.",
        "",
    ]
    for measure in HEADLINE:
        names = ", ".join(f"`{name}`" for name in _with_rooms(measure.driven_by))
        lines.append(f"- **{measure.id}**: {names}")
    return "\n".join(lines) + "\n"


def _with_rooms(driven_by: Sequence[str]) -> list[str]:
    """Return the names, those of rooms with the dot that their settings' names go on with."""
    settings = {setting.name for setting in settings_of(driven_by)}
    return [name if name in settings else f"{name}." for name in driven_by]


def _rests_on(measure: Measure) -> str:
    """Return the weakest grade of what drives a measure, in how many of which settings."""
    if not measure.driven_by:
        return ""
    found = grounds(measure.driven_by)
    return f"*{found.grade}* in {len(found.weakest)} of {found.settings} settings"


def _of_setting(setting: Setting) -> tuple[object, ...]:
    """Return the row of a setting."""
    plausible = "{:g} to {:g}".format(*setting.plausible) if setting.plausible else ""
    return (
        f"`{setting.name}`", setting.words, setting.unit, default_in_words(setting),
        setting.allowed, plausible, setting.said_kind, "policy" if setting.policy else "",
        setting.source,
    )  # fmt: skip


def settings_page() -> str:
    """Return `docs/settings.md`: every setting by room."""
    every = settings_by_name().values()
    grades = "; ".join(f"*{grade}*, {words}" for grade, words in GRADES.items())
    lines = [
        "# Settings",
        "",
        "Made from `sim/settings/` by `python -m experiments.docs`. Each is set by its name on the",
        "command line; those marked *policy* also with `policy.` before it. Plausible is the range",
        "an analyst may believe in. Sources begin with how sure they are:",
        f"{grades}.",
        "",
        f"Kinds of setting: {said_kinds()}",
    ]
    for room, members in groupby(every, key=lambda setting: setting.name.rpartition(".")[0]):
        lines += ["", f"## {room or 'the run'}", ""]
        heads = (
            "name",
            "is",
            "unit",
            "default",
            "allowed",
            "plausible",
            "kind",
            "policy",
            "source",
        )
        lines += table(heads, map(_of_setting, members))
    return "\n".join(lines) + "\n"


def scenarios_page() -> str:
    """Return `docs/scenarios.md`: what each scenario says and moves, and the law it needs."""
    lines = [
        "# Scenarios",
        "",
        "Made from `configs/scenario/` by `python -m experiments.docs`. Figures are filled in from",
        "the settings, of which each file moves some: a belief's range stands beside its value in",
        "the typical world. `python -m sim --help scenarios` says the same.",
        "",
    ]
    known = scenarios()
    lines += table(
        ("scenario", "law it needs"), [(f"`{name}`", one.needs) for name, one in known.items()]
    )
    for name, one in known.items():
        for text in (f"## {name}", one.words, f"Needs {one.law_in_words}"):
            lines += ["", *textwrap.wrap(text, 100, break_on_hyphens=False)]
    return "\n".join(lines) + "\n"


def flatters_table(flatteries: Sequence[Flattery]) -> str:
    """Return a table of what the model leaves out or does for one side only."""
    rows = [(*told, command and f"`{command}`")
            for *told, command in (one.cells for one in flatteries)]  # fmt: skip
    return "\n".join(table(COLUMNS, rows))


def with_flatters(text: str, flatteries: Sequence[Flattery]) -> str:
    """Return a page with that table where it is marked."""
    return between_marks(text, "whom it flatters", flatters_table(flatteries))


def shown_run(folder: Path) -> str:
    """Run what the README shows, as its user would, and return what it prints of results."""
    return docs_examples.printed(f"sim {SHOWN} hydra.run.dir={folder}")


def with_table(readme: str, printed: str) -> str:
    """Return the README with what the shown run printed."""
    return between_marks(readme, "table", f"```text\n{printed}\n```")


def pages() -> dict[Path, str]:
    """Return the pages made from the registers, by their place in the checkout."""
    return {
        Path("docs/measures.md"): measures_page(),
        Path("docs/settings.md"): settings_page(),
        Path("docs/scenarios.md"): scenarios_page(),
    }


def main() -> None:
    """Write it all."""
    OneLineParser(
        prog="python -m experiments.docs", description=" ".join((__doc__ or "").split())
    ).parse_args()
    for place, text in pages().items():
        (ROOT / place).write_text(text, encoding="utf-8")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "run"
        printed = shown_run(folder)
        (ROOT / PICTURES).mkdir(exist_ok=True)
        for name in ("differences", "over_time"):
            shutil.copy(folder / "figures" / f"{name}.png", ROOT / PICTURES / f"{name}.png")
    for page, remade in (
        (docs_examples.PAGE, docs_examples.with_outputs),
        (Path("README.md"), lambda text: with_flatters(with_table(text, printed), largest())),
        (rooms.PAGE, rooms.with_rooms),
        (MODEL, lambda text: with_flatters(text, FLATTERIES)),
    ):
        place = ROOT / page
        place.write_text(remade(place.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
