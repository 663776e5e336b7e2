"""Compile rules for linking alone: kernels take them in, so no machine code is made of each.

Numba makes machine code of every compiled function, though a rule is only ever called by kernels
that hold a copy of it; that took a quarter of the compiler's time, and optimising each rule by
itself as much again. Here a rule stays in the compiler's own form, and what a kernel becomes is
optimised whole, once. The kernels' results are the same to the bit.
"""

import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from numba.core import codegen

Library: Any = codegen.JITCodeLibrary
Compiler: Any = codegen.JITCPUCodegen
_here = threading.local()  # whether this thread compiles a rule
_waiting: list[tuple[str, Any]] = []  # environments of rules, for the kernels that hold them


@contextmanager
def for_linking() -> Iterator[None]:
    """Compile within as rules are: to be linked, not run."""
    before = getattr(_here, "linking", False)
    _here.linking = True
    try:
        yield
    finally:
        _here.linking = before


def _is_linking() -> bool:
    return getattr(_here, "linking", False)


def _finalize(self: Any) -> None:
    if not _is_linking():
        _whole(self)
        return
    self._finalize_dynamic_globals()
    self._verify_declare_only_symbols()
    self._final_module.__library = weakref.proxy(self)
    self._finalized = True


def _optimize(self: Any) -> None:
    if not _is_linking():
        _fully(self)


def _set_environment(self: Any, name: str, environment: Any) -> None:
    if _is_linking():
        _waiting.append((name, environment))
        return
    _set(self, name, environment)
    for held, one in _waiting:
        if self._engine.is_symbol_defined(held):
            _set(self, held, one)


_whole, _fully, _set = (
    Library._finalize_final_module, Library._optimize_final_module, Compiler.set_env,
)  # fmt: skip
Library._finalize_final_module = _finalize
Library._optimize_final_module = _optimize
Compiler.set_env = _set_environment
