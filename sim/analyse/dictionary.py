"""The data dictionary that lies beside results: what each column of each table is.

`columns.yaml` says it, once for all tables, and anew where a name means another thing.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pyarrow.parquet as pq
import yaml

from sim.analyse.tables import write_csv
from sim.arms.policy import PREFIX
from sim.measures.catalogue import MEASURES
from sim.settings import Setting, Settings, register

NAME = "dictionary.csv"
ROW = "see the row's unit"


class Column(NamedTuple):
    """What a column is, and the unit of what stands in it; nothing for words."""

    what: str
    unit: str = ""


def _columns(stated: Mapping[str, str | list[str]]) -> dict[str, Column]:
    return {
        name: Column(one) if isinstance(one, str) else Column(*one) for name, one in stated.items()
    }


_STATED = yaml.safe_load(Path(__file__).with_name("columns.yaml").read_text(encoding="utf-8"))
COLUMNS = _columns(_STATED["everywhere"]) | {
    one.id + ending: Column(f"{one.words}: {what}", one.unit)
    for one in MEASURES
    for ending, what in _STATED["of_a_measure"].items()
}
IN_FILE = {file: _columns(columns) for file, columns in _STATED["in_file"].items()}


def columns_of(path: Path) -> list[str]:
    """Return the names of a table's columns."""
    if path.suffix == ".parquet":
        return list(pq.read_schema(path).names)
    return list(pd.read_csv(path, nrows=0).columns)


def column(file: str, name: str, settings: Mapping[str, Setting]) -> Column | None:
    """Return what a column of a file is; None where nothing is known of it.

    Parameters
    ----------
    file, name
        The file's name, without its folder, and the column's.
    settings
        The register, by name: a setting that a study varies, or a belief of a world, has a column.
    """
    for known in (IN_FILE.get(file, {}), COLUMNS):
        if name in known:
            return known[name]
    setting = settings.get(name.removeprefix(PREFIX))
    if setting is None:
        return None
    which = "what the policy sets" if name.startswith(PREFIX) else f"setting, {setting.said_kind}"
    return Column(f"{setting.words} ({which})", setting.unit)


def write_dictionary(folder: Path) -> None:
    """Write what each column of each table in a folder is, and its unit."""
    settings = {setting.name: setting for setting in register(Settings())}
    rows = []
    for path in sorted(folder.rglob("*")):
        is_table = path.suffix in (".csv", ".parquet") and path.parent.name != "parts"
        for name in columns_of(path) if is_table and path.name != NAME else ():
            found = column(path.name, name, settings) or Column("")
            rows.append((path.relative_to(folder).as_posix(), name, *found))
    if rows:
        table = pd.DataFrame(rows, columns=["file", "column", "what", "unit"])
        write_csv(table, folder / NAME)
