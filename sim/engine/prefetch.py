"""Ask the processor for a row before it is read: it changes when a run ends, not what it does.

Rows that were taken and given back lie all over a large array, so that following a list from row to
row waits for memory at each step: 9% of a replication's time went to the agenda's next event. Asked
for while the one before it is answered, it is there when it is read.
"""

from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

from sim.engine.compile import CONFIG

NEAR, READ, DATA = 3, 0, 1  # the processor's words: keep it close, for reading, not instructions


def _prefetch(typing_context: Any, rows: Any, row: Any) -> Any:
    def make(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        array = context.make_array(signature.args[0])(context, builder, given[0])
        byte, word = ir.IntType(8).as_pointer(), ir.IntType(32)
        step = builder.extract_value(array.strides, 0)
        start = builder.bitcast(array.data, byte)
        place = cgutils.pointer_add(builder, start, builder.mul(given[1], step))
        asks = ir.FunctionType(ir.VoidType(), [byte, word, word, word])
        ask = cgutils.get_or_insert_function(builder.module, asks, "llvm.prefetch.p0")
        builder.call(ask, [place, word(READ), word(NEAR), word(DATA)])
        return context.get_dummy_value()

    return types.void(rows, types.intp), make


def _as_it_is(rows: Any, row: int) -> None:
    """Nothing is asked for where rules run uncompiled."""


prefetch: Any = _as_it_is if CONFIG.DISABLE_JIT else intrinsic(_prefetch)
