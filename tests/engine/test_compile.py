"""Compiled rules are never stale: what decides them names the folder in which they are kept."""

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import numba
import numpy as np
import pytest

from sim.engine import compile
from sim.engine.compile import KEPT_CACHES, PACKAGE, RULE_SOURCES, fingerprint

CALLEE = """
from sim.engine.compile import rule

@rule
def answer(n):
    return n + {more}
"""
CALLER = """
from sim.casework.callee import answer
from sim.engine.compile import compiled_before, kernel

@kernel
def advance(n):
    return answer(n)

if __name__ == "__main__":
    print("kept" if compiled_before() else "new", advance(40))
"""


@pytest.fixture
def package(tmp_path):
    """Return a copy of the rule sources, in a package of their own."""
    copy = tmp_path / "sim"
    copy.mkdir()
    (copy / "__init__.py").touch()
    for part in RULE_SOURCES:
        if (PACKAGE / part).is_dir():
            shutil.copytree(
                PACKAGE / part, copy / part, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            shutil.copy(PACKAGE / part, copy / part)
    return copy


def test_a_copy_of_the_sources_has_the_same_fingerprint(package):
    assert fingerprint(package) == fingerprint()


def test_any_byte_of_any_rule_source_changes_it(package):
    seen = {fingerprint(package)}
    sources = [source for source in package.rglob("*.py") if source.parent != package]
    sources += [package / part for part in RULE_SOURCES if part.endswith(".py")]
    assert len(sources) > 25
    for source in sources:
        source.write_bytes(source.read_bytes() + b"#")
        seen.add(fingerprint(package))
    assert len(seen) == len(sources) + 1


def test_a_new_or_renamed_source_changes_it(package):
    before = fingerprint(package)
    (package / "casework" / "new.py").write_text("")
    added = fingerprint(package)
    (package / "casework" / "new.py").rename(package / "casework" / "newer.py")
    assert len({before, added, fingerprint(package)}) == 3


def test_a_file_that_holds_no_rules_leaves_it(package):
    before = fingerprint(package)
    (package / "casework" / "notes.txt").write_text("not a rule")
    (package / "report").mkdir()
    (package / "report" / "table.py").write_text("not a rule either")
    assert fingerprint(package) == before


def test_the_bounds_flag_and_each_version_change_it(monkeypatch):
    seen = {fingerprint()}
    checked = bool(numba.config.BOUNDSCHECK)
    monkeypatch.setattr(numba.config, "BOUNDSCHECK", None if checked else 1)
    seen.add(fingerprint())
    for odd in ("numpy", "numba"):
        with monkeypatch.context() as patch:
            patch.setattr(compile, "version", lambda name, odd=odd: f"{name} {name == odd}")
            seen.add(fingerprint())
    monkeypatch.setattr(compile.platform, "python_version", lambda: "3.99")
    seen.add(fingerprint())
    assert len(seen) == 5


def asked(package, cache, before=(), **more):
    """Ask a rule through a kernel in another file, in a process of its own.

    `before` is what the process is started by.
    """
    (package / "day.py").write_text(CALLER)
    env = {k: v for k, v in os.environ.items() if not k.startswith("NUMBA_")}
    env |= dict(PYTHONPATH=str(package.parent), IRO_SIM_CACHE=str(cache), PYTHONHASHSEED="0")
    done = subprocess.run([*before, sys.executable, "-m", "sim.day"], cwd=package.parent, env=env,
                          capture_output=True, text=True, **more)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.slow
def test_an_edited_rule_is_never_run_stale(package, tmp_path):
    callee, cache = package / "casework" / "callee.py", tmp_path / "cache"
    callee.write_text(CALLEE.format(more=2))
    assert asked(package, cache) == "new 42"
    assert asked(package, cache) == "kept 42"
    callee.write_text(CALLEE.format(more=3))
    assert asked(package, cache) == "new 43"
    callee.write_text(CALLEE.format(more=2))
    assert asked(package, cache) == "kept 42"


@pytest.mark.slow
def test_a_cache_that_cannot_be_written_costs_a_compilation_and_leaves_nothing_stale(
    package, tmp_path
):
    """Numba would else keep compiled rules beside the source, where an edit goes unseen."""
    callee, cache = package / "casework" / "callee.py", tmp_path / "taken"
    cache.write_text("a file stands where the folder should")
    for more in (2, 3):
        callee.write_text(CALLEE.format(more=more))
        assert asked(package, cache) == f"new {40 + more}"
    assert cache.read_text() == "a file stands where the folder should"
    assert not list(package.rglob("*.nbc"))


def files_of(cache, ending):
    found = sorted(cache.rglob(f"*{ending}"))
    assert found
    return found


def emptied(path):
    path.write_bytes(b"")


def cut(path):
    path.write_bytes(path.read_bytes()[:-40])


def changed(path):
    whole = bytearray(path.read_bytes())
    for place in range(len(whole) // 2, len(whole) // 2 + 200):
        whole[place % len(whole)] ^= 0xFF
    path.write_bytes(bytes(whole))


@pytest.mark.slow
@pytest.mark.parametrize("ending", [".nbi", ".nbc"])
@pytest.mark.parametrize("damage", [emptied, cut, changed])
def test_a_damaged_cache_costs_a_compilation_and_is_mended(damage, ending, package, tmp_path):
    cache = tmp_path / "cache"
    (package / "casework" / "callee.py").write_text(CALLEE.format(more=2))
    asked(package, cache)
    whole = {path: path.stat().st_ino for path in cache.rglob("*.nbc")}
    for path in files_of(cache, ending):
        damage(path)
    assert asked(package, cache).endswith(" 42")
    mended = {path: path.stat().st_ino for path in cache.rglob("*.nbc")}
    assert whole.keys() == mended.keys()
    assert all(whole[path] != mended[path] for path in whole), "written anew"
    assert asked(package, cache) == "kept 42"
    assert mended == {path: path.stat().st_ino for path in cache.rglob("*.nbc")}, "then used"


@pytest.mark.slow
def test_the_same_sources_in_another_folder_are_not_compiled_again(package, tmp_path):
    cache = tmp_path / "cache"
    (package / "casework" / "callee.py").write_text(CALLEE.format(more=2))
    assert asked(package, cache) == "new 42"
    there = {path: path.stat().st_mtime_ns for path in cache.rglob("*.nb?")}
    other = shutil.copytree(package, tmp_path / "elsewhere" / "sim", copy_function=shutil.copyfile)
    assert asked(other, cache) == "kept 42"
    assert there == {path: path.stat().st_mtime_ns for path in cache.rglob("*.nb?")}


@pytest.mark.slow
def test_a_cache_that_may_only_be_read_is_used(package, tmp_path):
    cache, before = tmp_path / "cache", []
    if os.geteuid() == 0:  # whom no right stops, unless that is taken away
        if shutil.which("setpriv") is None:
            pytest.skip("rights stop nobody here")
        before = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"]
    (package / "casework" / "callee.py").write_text(CALLEE.format(more=2))
    asked(package, cache)
    folders = [cache, *(path for path in cache.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        assert asked(package, cache, before) == "kept 42"
        (package / "casework" / "callee.py").write_text(CALLEE.format(more=3))
        assert asked(package, cache, before) == "new 43"
    finally:
        for folder in folders:
            folder.chmod(0o755)


@pytest.mark.slow
def test_a_cache_for_which_there_is_no_room_costs_no_run(package, tmp_path):
    cache = tmp_path / "cache"
    (package / "casework" / "callee.py").write_text(CALLEE.format(more=2))
    for room in (0, 300):  # bytes a file may have: not even the index, and the index alone

        def full(room=room):
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

        assert asked(package, cache, preexec_fn=full) == "new 42"
    assert not list(cache.rglob("*.tmp.*"))
    assert asked(package, cache) == "new 42"
    assert asked(package, cache) == "kept 42"


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """Return an empty folder for caches."""
    monkeypatch.setenv("IRO_SIM_CACHE", str(tmp_path))
    return tmp_path


def old_cache(cache: Path, age: int) -> Path:
    folder = cache / f"{age:020x}"
    folder.mkdir()
    (folder / "rule.nbc").touch()
    os.utime(folder, (10**9 - age, 10**9 - age))
    return folder


def test_the_newest_caches_are_kept_and_older_ones_go(cache):
    old = [old_cache(cache, age) for age in range(KEPT_CACHES + 3)]
    mine = compile._prepare_cache()
    assert mine.is_dir()
    assert set(cache.iterdir()) == {mine, *old[: KEPT_CACHES - 1]}


def test_a_cache_in_use_again_counts_as_new(cache):
    mine = cache / fingerprint()
    mine.mkdir()
    os.utime(mine, (1, 1))
    old = [old_cache(cache, age) for age in range(KEPT_CACHES + 3)]
    assert compile._prepare_cache() == mine
    assert set(cache.iterdir()) == {mine, *old[: KEPT_CACHES - 1]}


def test_nothing_that_is_not_a_cache_is_ever_deleted(cache):
    """Whoever points IRO_SIM_CACHE at a folder of their own keeps what lies in it."""
    theirs = [cache / f"thesis {number}" for number in range(KEPT_CACHES + 3)]
    for folder in theirs:
        folder.mkdir()
        (folder / "chapter.tex").touch()
        os.utime(folder, (1, 1))
    compile._prepare_cache()
    assert all((folder / "chapter.tex").exists() for folder in theirs)


def test_a_rule_called_from_python_says_so_and_does_not_crash():
    from sim.engine.chance import uniform

    with pytest.raises(TypeError, match=r"uniform is a rule.*called_from_python"):
        uniform(np.uint64(1), np.uint64(2), 3, 4)
    draw = compile.called_from_python(uniform)
    assert 0 <= draw(np.uint64(1), np.uint64(2), 3, 4) < 1
    assert draw(np.uint64(1), np.uint64(2), 3, 4) != draw(np.uint64(1), np.uint64(2), 3, 5)
