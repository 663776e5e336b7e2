"""Pass a world to compiled rules by its address.

Numba hands a tuple of two dozen arrays to each rule field by field, some two hundred words a call.
A class marked `by_address` is handed as one pointer instead: its arrays and records are set out in
memory once, when Python calls a kernel, and rules read `w.children` from there. Rules neither see
nor change this: uncompiled, they are handed the tuple itself.
"""

from typing import Any

from llvmlite import ir
from numba import typeof
from numba.core import cgutils, types
from numba.core.typing.templates import AttributeTemplate
from numba.extending import (
    NativeValue,
    infer_getattr,
    lower_getattr_generic,
    models,
    register_model,
    typeof_impl,
    unbox,
)  # fmt: skip


class Handle(types.Type):
    """The compiled type of a named tuple of arrays and records that is passed by address."""

    def __init__(self, label: str, fields: tuple[tuple[str, types.Type], ...]) -> None:
        self.fields = fields
        super().__init__(name=label)

    @property
    def key(self) -> Any:
        """What tells one handle from another: its label and the types of its arrays."""
        return self.name, self.fields

    def place(self, name: str) -> int:
        """Return the position of a field."""
        return [field for field, _ in self.fields].index(name)


def by_address[Named: type](named: Named) -> Named:
    """Mark a NamedTuple of arrays and records to be passed to compiled rules by address."""

    @typeof_impl.register(named)
    def _typeof(value: Any, _context: Any) -> Handle:
        return Handle(named.__name__, tuple((f, typeof(getattr(value, f))) for f in value._fields))

    return named


@register_model(Handle)
class _HandleModel(models.OpaqueModel):
    """A bare pointer."""


def _layout(context: Any, handle: Handle) -> ir.Type:
    return ir.LiteralStructType([context.get_value_type(kind) for _, kind in handle.fields])


@infer_getattr
class _HandleAttributes(AttributeTemplate):
    key = Handle

    def generic_resolve(  # type: ignore[override]
        self, handle: Handle, name: str
    ) -> types.Type | None:
        return dict(handle.fields).get(name)


@lower_getattr_generic(Handle)
def _get(context: Any, builder: Any, handle: Handle, value: Any, name: str) -> Any:
    whole = builder.bitcast(value, _layout(context, handle).as_pointer())
    return builder.load(cgutils.gep_inbounds(builder, whole, 0, handle.place(name)))


@unbox(Handle)
def _unbox(handle: Handle, named: Any, c: Any) -> NativeValue:
    whole = cgutils.alloca_once(c.builder, _layout(c.context, handle))
    cleanups = []
    for place, (name, kind) in enumerate(handle.fields):
        field = c.pyapi.object_getattr_string(named, name)
        native = c.unbox(kind, field)
        c.builder.store(native.value, cgutils.gep_inbounds(c.builder, whole, 0, place))
        if native.cleanup is not None:  # a record's bytes are held until the kernel returns
            cleanups.append(native.cleanup)
        c.pyapi.decref(field)  # the named tuple holds it while the kernel runs

    def cleanup() -> None:
        for one in cleanups:
            one()

    return NativeValue(c.builder.bitcast(whole, cgutils.voidptr_t), cleanup=cleanup)
