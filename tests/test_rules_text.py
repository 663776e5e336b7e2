"""What rules may not say: it would not be the same number compiled and interpreted.

Tried on 300,000 values: NumPy's log and exp differ from `math`'s in 5% of them, `x**3` from
`x * x * x` in 26%; NumPy sums pairwise; a set has no order; a clock and a global generator know
nothing of addresses.
"""

import ast
import builtins
from pathlib import Path

import pytest

import sim

PACKAGE = Path(sim.__file__).parent
SOURCES = sorted(
    path
    for room in ("engine", "agents", "casework", "day.py", "answers.py", "initialise/build.py")
    for path in ([PACKAGE / room] if room.endswith(".py") else (PACKAGE / room).glob("*.py"))
)
MARKS = ("rule", "kernel")
NUMPY = {"uint64"}
MATH = {"ceil", "exp", "floor", "inf", "log", "pow", "sqrt"}
BUILTINS = {"IndexError", "MemoryError", "bool", "float", "int", "len", "max", "min", "range"}
COLLECTIONS = (ast.Set, ast.Dict, ast.List, ast.SetComp, ast.DictComp, ast.ListComp,
               ast.GeneratorExp)  # fmt: skip


def rules(tree):
    """Return the functions that are compiled."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and any(isinstance(mark, ast.Name) and mark.id in MARKS for mark in node.decorator_list)
    ]


def imported(tree):
    """Return what each imported name stands for: `np` for numpy, `log` for numpy.log."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {(a.asname or a.name.split(".")[0]): a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {(a.asname or a.name): f"{node.module}.{a.name}" for a in node.names}
    return names


def refused(tree):
    """Return what the rules of a module say that they may not."""
    found = []
    for function in rules(tree):
        own = {argument.arg for argument in function.args.args}
        names = {name: what for name, what in imported(tree).items() if name not in own}
        for node in ast.walk(ast.Module(function.body, [])):
            why = wrong(node, names)
            if why:
                found.append(f"{function.name}, line {node.lineno}: {why}")
    return found


def wrong(node, names):
    """Return what is wrong with one part of a rule, None if nothing is."""
    if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Pow):
        return "** (write x * x, or math.pow)"
    if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.MatMult):
        return "@ (write a loop)"
    if isinstance(node, COLLECTIONS):
        return f"a {type(node).__name__} (rules allocate nothing)"
    if isinstance(node, ast.Import | ast.ImportFrom):
        return "an import"
    if isinstance(node, ast.Name):
        stands_for = names.get(node.id, "")
        if stands_for and not stands_for.startswith("sim.") and stands_for not in ("numpy", "math"):
            return stands_for
        if not stands_for and node.id in dir(builtins) and node.id not in BUILTINS:
            return f"{node.id} (not among the built-in names that rules use)"
    if isinstance(node, ast.Attribute):
        if isinstance(node.value, ast.Name):
            module = names.get(node.value.id)
            if module == "numpy" and node.attr not in NUMPY:
                return f"np.{node.attr}"
            if module == "math" and node.attr not in MATH:
                return f"math.{node.attr}"
        if node.attr in ("sum", "mean", "sort", "argsort", "dot", "cumsum", "copy", "astype"):
            return f".{node.attr} (write a loop)"
    return None


def test_there_are_rules_to_read():
    found = {path.name: len(rules(ast.parse(path.read_text("utf-8")))) for path in SOURCES}
    assert sum(found.values()) > 100
    assert all(found[name] for name in ("chance.py", "desk.py", "iro.py", "reviews.py", "day.py"))


def test_rules_say_nothing_that_interpreters_and_compilers_read_differently():
    found = {path: refused(ast.parse(path.read_text("utf-8"))) for path in SOURCES}
    assert {path: wrongs for path, wrongs in found.items() if wrongs} == {}


OPENING = """
import math
import random
import time
from math import lgamma

import numpy as np

from sim.engine.compile import kernel, rule

"""


@pytest.mark.parametrize("mark", MARKS)
def test_each_forbidden_thing_is_found(mark):
    body = "def works(x):\n    if x:\n        {line}\n    return x\n"
    forbidden = (
        "x**2", "x **= 2", "np.log(x)", "np.exp(x)", "np.sum(x)", "np.sort(x)", "np.float32(x)",
        "np.int64(x)", "np.random.random()", "math.lgamma(x)", "lgamma(x)", "random.random()",
        "time.time()", "{1, x}", "{x: 1}", "[x]", "[n for n in x]", "{n for n in x}",
        "max(n for n in x)", "sum(x)", "sorted(x)", "set(x)", "hash(x)", "print(x)", "x.sum()",
        "x @ x", "import os",
    )  # fmt: skip
    bad = {line: f"{OPENING}@{mark}\n{body.format(line=line)}" for line in forbidden}
    assert [line for line, source in bad.items() if not refused(ast.parse(source))] == []


def test_the_same_may_be_said_outside_rules_and_in_what_rules_are_made_of():
    good = OPENING + (
        "@lru_cache\ndef prepares(x):\n    return np.sum([n**2 for n in x])\n\n"
        "@rule\ndef works(w, x):\n"
        '    """Return x**2, np.log(x)."""\n'
        "    return max(math.exp(-x), float(np.uint64(x))) * w.days[0].span\n"
    )
    assert refused(ast.parse(good)) == []


def functions():
    """Return every rule of all sources, by name."""
    trees = [ast.parse(path.read_text("utf-8")) for path in SOURCES]
    return {rule.name: rule for tree in trees for rule in rules(tree)}


def writes_itself(rule):
    """Whether a rule assigns to a field or a row."""
    return any(
        isinstance(part, ast.Attribute | ast.Subscript) and isinstance(part.ctx, ast.Store)
        for part in ast.walk(rule)
    )


def writing(found):
    """Return the names of rules that write to a record, themselves or by a rule they call."""
    calls = {
        name: {part.func.id for part in ast.walk(rule)
               if isinstance(part, ast.Call) and isinstance(part.func, ast.Name)}
        for name, rule in found.items()
    }  # fmt: skip
    write = {name for name, rule in found.items() if writes_itself(rule)}
    while True:
        more = {name for name, called in calls.items() if called & write} - write
        if not more:
            return write
        write |= more


def test_what_asks_changes_nothing():
    write = writing(functions())
    assert {"hold_review", "complete_action"} <= write
    assert [name for name in sorted(write) if name.startswith(("is_", "has_"))] == []
