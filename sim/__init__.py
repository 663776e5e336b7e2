"""A simulator of the Independent Reviewing Officer service of English authorities.

From Python::

    import sim

    r = sim.compare("abolish", authority="Leeds", replications=50)
    r.headline

`docs/python.md` has more. What is named here is loaded when it is first used, so that importing
`sim` takes no time.
"""

from typing import Any

__version__ = "0.1.0"

__all__ = [
    "Result", "ReviewService", "UserError", "__version__", "compare", "measures", "run",
    "scenarios", "settings",
]  # fmt: skip

_WHERE = {
    "compare": "sim.api.calls",
    "run": "sim.api.calls",
    "scenarios": "sim.api.calls",
    "Result": "sim.api.study_result",
    "ReviewService": "sim.model",
    "UserError": "sim.errors",
}
_ROOMS = ("measures", "settings")  # which, called, give their table


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _ROOMS:
        return import_module(f"sim.{name}")
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_WHERE[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
