"""Where things stand: a stranger finds one idea in a file, under a name that no other file has."""

from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = [path.relative_to(ROOT) for room in ("sim", "experiments")
           for path in sorted((ROOT / room).rglob("*.py"))]  # fmt: skip
OPENINGS = ("__init__", "__main__")
LONGEST = 300  # lines
AT_THE_ROOT = 13  # files


def test_no_module_s_name_stands_twice_but_a_setting_s_and_its_rules():
    rooms = defaultdict(list)
    for path in MODULES:
        if path.stem not in OPENINGS:
            rooms[path.stem].append(path.parent.name)
    twice = {name: found for name, found in rooms.items() if len(found) > 1}
    assert twice
    for name, found in twice.items():
        assert len(found) == 2 and "settings" in found, f"{name} stands in {found}"


@pytest.mark.parametrize("room", ["sim", "experiments"])
def test_a_file_is_read_in_one_go(room):
    for path in (path for path in MODULES if path.parts[0] == room):
        lines = len((ROOT / path).read_text(encoding="utf-8").splitlines())
        assert lines <= LONGEST, f"{path} has {lines} lines"


def test_few_files_stand_outside_a_room():
    assert len([path for path in MODULES if path.parent == Path("sim")]) <= AT_THE_ROOT


def test_no_name_says_nothing():
    nothing = {"utils", "util", "helpers", "common", "base", "misc", "tools", "manager"}
    assert not nothing & {part for path in MODULES for part in path.with_suffix("").parts}
