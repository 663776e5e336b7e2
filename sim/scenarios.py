"""The scenarios there are: one YAML file each, which says in its opening what it stands for."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KEEP = "keep"
OWN_POLICY = "own_policy"  # what a policy is called that no scenario file states


@dataclass(frozen=True)
class Scenario:
    """One scenario: its name and its opening paragraph."""

    name: str
    words: str

    @property
    def line(self) -> str:
        """The first sentence of the paragraph."""
        return re.split(r"(?<=[.])\s", self.words, maxsplit=1)[0]


def configs() -> Path:
    """Return the folder of configs: inside the package where it is installed, else beside it."""
    package = Path(__file__).parent
    inside = package / "configs"
    return inside if inside.is_dir() else package.parent / "configs"


def scenarios() -> dict[str, Scenario]:
    """Return the scenarios by name: today's service first, then in the order of the names."""
    read = [_read(path) for path in (configs() / "scenario").glob("*.yaml")]
    read.sort(key=lambda scenario: (scenario.name != KEEP, scenario.name))
    return {scenario.name: scenario for scenario in read}


def changes_of(name: str) -> dict[str, Any]:
    """Return what a scenario's file has its policy change, by dotted names of settings."""
    import yaml

    text = (configs() / "scenario" / f"{name}.yaml").read_text(encoding="utf-8")
    return dict(_dotted(yaml.safe_load(text)["policy"]))


def _dotted(room: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in room.items():
        if isinstance(value, Mapping):
            yield from _dotted(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def _read(path: Path) -> Scenario:
    """Read the comment that opens a scenario's file, below the line meant for Hydra."""
    words: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# @package"):
            continue
        if not line.startswith("#"):
            break
        words += line.removeprefix("#").split()
    return Scenario(path.stem, " ".join(words))
