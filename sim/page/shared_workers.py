"""The workers that all visitors share: however many ask at once, no more runs go on at a time."""

import tempfile
from dataclasses import replace

import numpy as np

from sim.replicate.arm_results import ArmResults
from sim.replicate.threads import Pool

LARGE = 1e6  # bytes; what is smaller stays in memory

_begun: list[Pool] = []


def begin(asked: int = 0) -> Pool:
    """Begin the workers, so many, or as many as the cores that this process may use."""
    _begun[:] = [Pool(asked)]
    return _begun[0]


def pool() -> Pool:
    """Return the workers, begun if nobody has."""
    return _begun[0] if _begun else begin()


def on_disk(arm: ArmResults) -> ArmResults:
    """Return an arm whose counts, where they are large, lie in a file that nobody else sees.

    What stands on a visitor's screen may be looked at for hours, and of many visitors would fill
    the memory; the file is gone when the arm is.
    """
    if arm.counts.nbytes < LARGE:
        return arm
    with tempfile.TemporaryFile() as file:
        file.write(np.ascontiguousarray(arm.counts).tobytes())
        file.flush()
        there = np.memmap(file, arm.counts.dtype, "r", shape=arm.counts.shape)
    return replace(arm, counts=np.asarray(there))
