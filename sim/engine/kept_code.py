"""Compiled kernels on disk: what is kept saves a compilation, and never costs a run.

Numba's own cache ends the run where a file of it is empty, cut or cannot be written, and lies apart
for each folder the same sources stand in. Here what is damaged is compiled anew, what cannot be
written is not kept, and a kernel lies where its source stands in the package.
"""

import contextlib
import hashlib
import inspect
import pickle
from pathlib import Path
from typing import Any

from numba.core.caching import (
    CompileResultCacheImpl,
    FunctionCache,
    IndexDataCacheFile,
    _CacheLocator,
)

DIGEST = hashlib.sha256().digest_size  # bytes that stand before the code, to see damage by


class Damaged(Exception):
    """A kept kernel is not what was written."""


class _Place(_CacheLocator):
    """Where a kernel lies, and what tells that its source is another."""

    def __init__(self, function: Any, folder: Path) -> None:
        self._function, self._folder = function, folder

    def get_cache_path(self) -> str:
        """Return the folder."""
        return str(self._folder)

    def get_source_stamp(self) -> bytes:
        """Return a hash of the source, the same wherever it stands."""
        return hashlib.sha256(Path(inspect.getfile(self._function)).read_bytes()).digest()

    def get_disambiguator(self) -> str:
        """Return what tells functions of one name apart."""
        return str(self._function.__code__.co_firstlineno)


class _Code(CompileResultCacheImpl):
    """How a kernel is put into bytes and back."""

    def __init__(self, function: Any, folder: Path) -> None:
        self._locator = _Place(function, folder)
        name = f"{Path(inspect.getfile(function)).stem}.{function.__qualname__}"
        self._filename_base = self.get_filename_base(name, "")


class _Files(IndexDataCacheFile):
    """A kernel's files, whose bytes are checked: machine code that is damaged ends the process."""

    def _save_data(self, name: str, data: Any) -> None:
        code = self._dump(data)
        with self._open_for_write(self._data_path(name)) as file:
            file.write(hashlib.sha256(code).digest() + code)

    def _load_data(self, name: str) -> Any:
        whole = Path(self._data_path(name)).read_bytes()
        if hashlib.sha256(whole[DIGEST:]).digest() != whole[:DIGEST]:
            raise Damaged(name)
        return pickle.loads(whole[DIGEST:])


class KeptCode(FunctionCache):
    """What is kept of one kernel.

    Parameters
    ----------
    function
        The kernel's source.
    folder
        Where it is kept; it need not be there, nor may it have to be written.
    """

    def __init__(self, function: Any, folder: Path) -> None:
        self._name, self._py_func = repr(function), function
        self._impl = _Code(function, folder)
        self._cache_path = str(folder)
        stamp = self._impl.locator.get_source_stamp()
        self._cache_file = _Files(self._cache_path, self._impl.filename_base, stamp)
        self.enable()

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Return what is kept for a signature; None where that is nothing, or damaged."""
        try:
            return super().load_overload(sig, target_context)
        except Exception:  # bytes that were cut or changed may raise anything
            with contextlib.suppress(OSError):
                self.flush()
            return None

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep what was compiled, where it can be written."""
        with contextlib.suppress(OSError):  # no right to write, a disk that is full
            super().save_overload(sig, data)
