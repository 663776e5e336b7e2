"""Finished replications, each kept as it comes: a Parquet file, written and then renamed."""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from sim.arms.scenarios import KEEP
from sim.replicate.replication import Failure, Point, ReplicationCounts
from sim.settings import to_dict

NAME = "{point:06d}-{replication:06d}"
COUNTED = [name for name in ReplicationCounts._fields if name != "records"]
SHAPE, VALUES = "_shape", "_values"
Key = tuple[int, int]  # the number of a point, and of a replication


@dataclass(frozen=True)
class Checkpoints:
    """The folder of finished replications, and the one of those that failed.

    A study without a folder keeps nothing: `Checkpoints(None)`.
    """

    folder: Path | None

    @property
    def _finished(self) -> Path:
        assert self.folder is not None
        return self.folder / "parts"

    @property
    def _failed(self) -> Path:
        assert self.folder is not None
        return self.folder / "failures"

    def keep(self, point: Point, replication: int, made: ReplicationCounts | Failure) -> None:
        """Write what came of a replication, whole or not at all."""
        if self.folder is None:
            return
        name = NAME.format(point=point.number, replication=replication)
        if isinstance(made, Failure):
            self._failed.mkdir(exist_ok=True)
            text = json.dumps(_told(point, replication, made), indent=2, ensure_ascii=False)
            path = self._failed / f"{name}.json"
            beside = path.with_suffix(".new")
            beside.write_text(text + "\n", encoding="utf-8")
        else:
            self._finished.mkdir(exist_ok=True)
            path = self._finished / f"{name}.parquet"
            beside = path.with_suffix(".new")
            for kind, arms in (made.records or {}).items():
                pq.write_table(_of_arms(point, replication, arms), beside, compression="zstd")
                beside.replace(path.with_suffix(f".{kind}"))
            pq.write_table(_table(made), beside, compression="zstd")
        beside.replace(path)

    def read(self) -> dict[Key, ReplicationCounts]:
        """Return what is kept of an earlier start; what failed or cannot be read is not done."""
        found: dict[Key, ReplicationCounts] = {}
        if self.folder is None:
            return found
        shutil.rmtree(self._failed, ignore_errors=True)
        if not self._finished.is_dir():
            return found
        for path in sorted(self._finished.glob("*.parquet")):
            point, _, replication = path.stem.partition("-")
            try:
                found[int(point), int(replication)] = _counted(pq.read_table(path))
            except (OSError, pa.ArrowException, KeyError, ValueError):
                continue  # cut short by what ended that start
        return found

    def records(self, kind: str, key: Key) -> pa.Table:
        """Return the records of a replication that is kept, of all its arms."""
        point, replication = key
        return pq.read_table(
            self._finished / f"{NAME.format(point=point, replication=replication)}.{kind}"
        )

    def clear(self) -> None:
        """Remove the replications once the tables that hold them are written."""
        if self.folder is None or not self._finished.is_dir():
            return
        for path in self._finished.iterdir():
            path.unlink()
        self._finished.rmdir()


def _of_arms(point: Point, replication: int, arms: Sequence[pa.Table]) -> pa.Table:
    """Return the records of a replication as one table, which says of each row whose it is."""
    told = []
    for policy, rows in zip([KEEP, *point.policies], arms, strict=True):
        each = {
            "policy": pa.array([policy] * len(rows), pa.string()),
            "world": np.full(len(rows), point.world(replication)),
            "replication": np.full(len(rows), replication),
            "seed": np.full(len(rows), point.seed(replication), np.uint64),
        }
        told.append(pa.table({**each, **dict(zip(rows.column_names, rows.columns, strict=True))}))
    return pa.concat_tables(told)


def _table(counted: ReplicationCounts) -> pa.Table:
    """Return what was counted as a table of one row."""
    columns = {}
    for name in COUNTED:
        part = getattr(counted, name)
        columns[name + SHAPE] = pa.array([part.shape])
        columns[name + VALUES] = pa.array([part.ravel()])
    return pa.table(columns)


def _counted(table: pa.Table) -> ReplicationCounts:
    parts: dict[str, Any] = {}
    for name in COUNTED:
        shape = table[name + SHAPE][0].as_py()
        values = table[name + VALUES].combine_chunks().flatten().to_numpy(zero_copy_only=False)
        parts[name] = np.array(values, dtype=np.float64).reshape(shape)
    return ReplicationCounts(**parts)


def _told(point: Point, replication: int, failure: Failure) -> Mapping[str, object]:
    """Return all that is needed to run a failed replication again."""
    return {
        "point": point.number,
        "replication": replication,
        "seed": failure.seed,
        "cause": failure.cause,
        "world": point.world(replication),
        "settings": to_dict(point.today),
        "policies": {name: dict(changes) for name, changes in point.policies.items()},
        "traceback": failure.traceback.splitlines(),
    }
