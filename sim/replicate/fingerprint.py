"""What decides a replication's bytes: rules, sources and data, as one hash."""

import functools
import hashlib
from pathlib import Path

from sim.engine.compile import PACKAGE, fingerprint


@functools.cache
def made_by(package: Path = PACKAGE) -> str:
    """Return a hash of all that decides what a replication comes to: rules, sources and data.

    The compiled rules are not all: what builds a world, and the figures it is built from, decide
    too. Figures and pages drawn of the results do not.
    """
    digest = hashlib.sha256(fingerprint(package).encode())
    for source in sorted(package.rglob("*")):
        inside = source.relative_to(package)
        if source.suffix in (".py", ".csv") and inside.parts[0] != "report":
            digest.update(inside.as_posix().encode())
            digest.update(source.read_bytes())
    return digest.hexdigest()[:20]
