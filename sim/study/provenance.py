"""Where a run came from: `run.json`, enough to run it again and to see what made it."""

import json
import os
import platform
import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import sim
from sim.replicate.replication import Failure
from sim.replicate.worlds import world_of

PACKAGES = (
    "numpy", "numba", "mesa", "hydra-core", "pandas", "pyarrow", "scipy", "holidays", "matplotlib",
)  # fmt: skip
PATIENCE = 10  # seconds for git to answer; a run does not wait for a slow disk


def versions() -> dict[str, str | None]:
    """Return the versions that results depend on; None for a package that is not installed."""
    found: dict[str, str | None] = {
        "iro-service-simulator": sim.__version__,
        "python": platform.python_version(),
    }
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = None
    return found


def _git(folder: Path, *arguments: str) -> str | None:
    """Return what git prints, or None where it fails, is missing or takes too long."""
    # GIT_DIR and its like, set inside hooks, would point at another repository
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    try:
        return subprocess.run(
            ["git", *arguments], cwd=folder, env=surroundings | {"GIT_OPTIONAL_LOCKS": "0"},
            capture_output=True, text=True, timeout=PATIENCE, check=True,
        ).stdout.strip()  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None


def checkout(package: Path | None = None) -> dict[str, Any] | None:
    """Return the commit of the package's own checkout and whether its tree was dirty.

    `package` is the package's folder; this package's own by default.

    Returns
    -------
    dict or None
        `commit` and `dirty`; None where the package is not at the top of a repository that
        tracks it: a package installed inside somebody else's repository is not theirs.
    """
    package = (package or Path(sim.__file__).parent).resolve()
    top = _git(package, "rev-parse", "--show-toplevel")
    if top is None or Path(top).resolve() != package.parent:
        return None
    if not _git(package, "ls-files", "__init__.py"):
        return None
    commit = _git(package, "rev-parse", "--verify", "HEAD")
    changes = _git(package.parent, "status", "--porcelain")
    if commit is None or changes is None:
        return None
    return {"commit": commit, "dirty": bool(changes)}


def describe_worlds(worlds: str, replications: Iterable[int]) -> dict[str, Any]:
    """Return over which worlds a study ran.

    Parameters
    ----------
    worlds
        The setting: "plausible" or "one".
    replications
        The numbers of the runs that finished.

    Returns
    -------
    dict
        `of`, the setting; over plausible worlds `many`, how many, `order`, their numbers in the
        order they were taken, and `run_twice`, those run more than once.
    """
    if worlds != "plausible":
        return {"of": worlds}
    runs = Counter(world_of(number) for number in sorted(set(replications)))
    twice = [world for world, times in runs.items() if times > 1]
    return {"of": worlds, "many": len(runs), "order": list(runs), "run_twice": twice}


def describe_run(
    asked: Mapping[str, Any],
    found: Mapping[str, Any],
    failures: Sequence[Failure],
    seconds: Mapping[str, float],
) -> dict[str, Any]:
    """Return what `run.json` holds in the end.

    Parameters
    ----------
    asked
        The command, and every resolved setting by dotted name, as known before the first run.
    found
        What a reader of the results must know.
    failures
        The replications that failed; what else is known of each is in failures/.
    seconds
        Run time by stage.
    """
    failed = [
        {"point": one.point, "replication": one.replication, "seed": one.seed, "cause": one.cause}
        for one in failures
    ]
    return {**asked, **found, "failed_replications": failed, "seconds": dict(seconds),
            "versions": versions(), "git": checkout()}  # fmt: skip


def write_run(description: Mapping[str, Any], path: Path) -> None:
    """Write `run.json`, whole or not at all: sorted, indented, numbers as JSON allows them.

    Raises
    ------
    ValueError
        On nan or infinity, which JSON does not hold.
    """
    text = json.dumps(description, sort_keys=True, indent=2, ensure_ascii=False, allow_nan=False)
    beside = path.with_suffix(".new")  # the one that was begun with is needed to go on
    beside.write_text(text + "\n", encoding="utf-8", newline="\n")
    beside.replace(path)
