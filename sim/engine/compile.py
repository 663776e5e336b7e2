"""Compile rules with Numba, and never run a stale one.

Numba's disk cache does not see a change in a function that a cached one calls, nor a switch of
bounds checking. So the cache stands in a folder named by a hash of all rule and record sources, the
bounds flag and the versions; this module sets it before the first function is compiled.
"""

import contextlib
import hashlib
import inspect
import os
import platform
import re
import shutil
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numba
import platformdirs
from numba.core.registry import CPUDispatcher

from sim.engine.kept_code import KeptCode
from sim.engine.linked import for_linking

CONFIG: Any = numba.config  # its settings are made at run time, unseen by type checkers
PACKAGE = Path(__file__).parents[1]
RULE_SOURCES = (
    "engine",
    "agents",
    "casework",
    "day.py",
    "answers.py",
    "world.py",
    "ledger.py",
    "task_kinds.py",
    "vocabulary.py",
)
KEPT_CACHES = 8
# without Numba's run-time library no reference is counted, ten times faster, and a rule that would
# allocate does not compile
RULES: dict[str, Any] = dict(nopython=True, nogil=True, error_model="numpy", _nrt=False)
NO_WAY_IN: dict[str, Any] = dict(no_cpython_wrapper=True, no_cfunc_wrapper=True)


def fingerprint(package: Path = PACKAGE) -> str:
    """Return a hash of everything that decides what compiled rules do.

    Parameters
    ----------
    package
        The folder that holds the rule sources.
    """
    digest = hashlib.sha256()
    for part in RULE_SOURCES:
        place = package / part
        for source in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            if source.exists():
                digest.update(source.relative_to(package).as_posix().encode())
                digest.update(source.read_bytes())
    about = (platform.python_version(), version("numpy"), version("numba"))
    digest.update(repr((*about, bool(CONFIG.BOUNDSCHECK))).encode())
    return digest.hexdigest()[:20]


def _prepare_cache() -> Path:
    """Return this source's cache, which need not be there, and drop the oldest of the others.

    One that cannot be written is read all the same.
    """
    given = os.environ.get("IRO_SIM_CACHE")
    root = Path(given) if given else platformdirs.user_cache_path("iro-service-simulator")
    folder = root / fingerprint()
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        os.utime(folder)
    with contextlib.suppress(OSError):  # another process may be dropping the same ones
        caches = [path for path in root.iterdir() if re.fullmatch("[0-9a-f]{20}", path.name)]
        caches.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for old in caches[KEPT_CACHES:]:
            shutil.rmtree(old, ignore_errors=True)
    return folder


CACHE = _prepare_cache()


def _folder_of(source: Path) -> Path:
    """Return where a source's kernels are kept, for this package the same wherever it stands."""
    if source.is_relative_to(PACKAGE):
        return CACHE / PACKAGE.name / source.relative_to(PACKAGE).parent
    return CACHE / hashlib.sha256(str(source.parent).encode()).hexdigest()[:20]


def compiled_before() -> bool:
    """Whether a run can start from the cache, or must compile first."""
    if CONFIG.DISABLE_JIT:
        return True
    kept = _folder_of(PACKAGE / "day.py")
    return any(path.stat().st_size for path in kept.glob("day.advance*.nbc"))


class _Rule(CPUDispatcher):
    """A compiled rule, which has no way in from Python and must say so rather than crash."""

    def compile(self, sig: Any) -> Any:
        """Compile it for the kernels that call it."""
        with for_linking():
            return super().compile(sig)

    def __call__(self, *_args: Any, **_named: Any) -> Any:
        raise TypeError(
            f"{self.py_func.__name__} is a rule: kernels call it; from Python, use "
            "called_from_python"
        )


def rule(function: Callable[..., Any]) -> Any:
    """Compile a rule: free of the interpreter's lock, part of the kernels that call it.

    It has no way in from Python, which would take a third of the compiler's time: see
    `called_from_python`.
    """
    made: Any = numba.jit(**RULES, **NO_WAY_IN)(function)
    if isinstance(made, CPUDispatcher):  # uncompiled, it is the function itself
        made.__class__ = _Rule
    return made


def kernel(function: Callable[..., Any]) -> Any:
    """Compile a rule that Python calls: kept on disk with all it calls."""
    made: Any = numba.jit(**RULES)(function)
    if not CONFIG.DISABLE_JIT:  # else it is the function itself
        made._cache = KeptCode(function, _folder_of(Path(inspect.getfile(function))))
    return made


def called_from_python(compiled_rule: Any) -> Any:
    """Return a kernel that does what a rule does."""
    return kernel(getattr(compiled_rule, "py_func", compiled_rule))
