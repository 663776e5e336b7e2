"""The data dictionary that lies beside results: what each column of each table is."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from sim.analyse.columns import COLUMNS, IN_FILE, Column
from sim.analyse.columns_of_studies import IN_STUDY
from sim.analyse.tables import write_csv
from sim.arms.policy import PREFIX
from sim.settings import Setting, Settings, register

NAME = "dictionary.csv"


def columns_of(path: Path) -> list[str]:
    """Return the names of a table's columns."""
    if path.suffix == ".parquet":
        return list(pq.read_schema(path).names)
    return list(pd.read_csv(path, nrows=0).columns)


def column(file: str, name: str, settings: Mapping[str, Setting]) -> Column | None:
    """Return what a column of a file is; None where nothing is known of it.

    Parameters
    ----------
    file
        The file's name, without its folder.
    name
        The column's.
    settings
        The register, by name: a setting that a study varies, or a belief of a world, has a column.
    """
    for known in (IN_FILE.get(file, {}), IN_STUDY.get(file, {}), COLUMNS):
        if name in known:
            return known[name]
    setting = settings.get(name.removeprefix(PREFIX))
    if setting is None:
        return None
    if name.startswith(PREFIX):
        return Column(f"{setting.words} (what the policy sets)", setting.unit)
    return Column(f"{setting.words} (setting, {setting.said_kind})", setting.unit)


def write_dictionary(folder: Path) -> None:
    """Write what each column of each table in a folder is, and its unit."""
    tables = [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".csv", ".parquet") and path.parent.name != "parts" and path.name != NAME
    ]
    settings = {setting.name: setting for setting in register(Settings())}
    rows = []
    for path in tables:
        for name in columns_of(path):
            found = column(path.name, name, settings) or Column("")
            rows.append((path.relative_to(folder).as_posix(), name, *found))
    if rows:
        table = pd.DataFrame(rows, columns=["file", "column", "what", "unit"])
        write_csv(table, folder / NAME)
