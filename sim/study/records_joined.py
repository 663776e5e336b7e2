"""The records of a study, a row a review or plan action: those of its replications in one file."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow.csv import CSVWriter

from sim.replicate.runner import Runner


@dataclass(frozen=True)
class RecordsJoined:
    """Which records are written, and what is said in each row of the study.

    Attributes
    ----------
    policies
        The arms whose records are wanted; others measure parts of a policy.
    """

    kinds: Sequence[str]
    authority: str
    changed: str
    policies: Sequence[str]

    def write(self, runner: Runner, folder: Path) -> None:
        """Write each kind as Parquet and CSV; one replication at a time is in memory."""
        for kind in self.kinds:
            path = folder / f"{kind}.parquet"
            with ExitStack() as files:
                writers: list[Any] = []
                for key in sorted(runner.counted):
                    table = self._told(runner.checkpoints.records(kind, key))
                    writers = writers or [
                        files.enter_context(pq.ParquetWriter(path, table.schema)),
                        files.enter_context(CSVWriter(path.with_suffix(".csv"), table.schema)),
                    ]
                    for writer in writers:
                        writer.write_table(table)

    def _told(self, table: pa.Table) -> pa.Table:
        """Return the rows of a replication that are wanted, with what is said of the study."""
        table = table.filter(pc.is_in(table["policy"], pa.array(self.policies)))
        for place, name, words in ((0, "authority", self.authority), (2, "changed", self.changed)):
            table = table.add_column(place, name, pa.array([words] * len(table), pa.string()))
        return table
