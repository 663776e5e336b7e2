"""What every report of a study needs of it: what it rested on, and how to run it again."""

import shlex
from collections.abc import Sequence
from pathlib import Path

from sim.arms.resolve import Arms
from sim.report.document.basis import Basis
from sim.report.document.content import Again
from sim.study.announce import authority_words
from sim.study.point import Failure
from sim.study.provenance import checkout, versions


def basis_of(arms: Arms, scenario: str, drawn: Sequence[str] = ()) -> Basis:
    """Return what the study of one policy, or of today's service alone, rested on."""
    policies = () if arms.under_policy is None else ((scenario, arms.policy),)
    return Basis(
        authority_words(arms), (arms.today,), policies, arms.flags, tuple(drawn)
    )  # fmt: skip


def again(program: str, words: Sequence[str], folder: Path, seed: int, rules: str) -> Again:
    """Return how to run a study again."""
    known = {name: version for name, version in versions().items() if version is not None}
    here = checkout()
    if here is not None:
        changed = ", with changes not committed" if here["dirty"] else ""
        known["commit"] = f"{here['commit']}{changed}"
    command = shlex.join([*program.split(), *words])
    return Again(command, str(folder), seed, known, rules)


def failures_words(failures: Sequence[Failure]) -> list[str]:
    """Say how many replications failed, if any did."""
    if not failures:
        return []
    which = "replication" if len(failures) == 1 else "replications"
    return [f"{len(failures)} {which} failed and are left out; failures/failures.csv says why."]
