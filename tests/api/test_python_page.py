"""The page on Python shows code that runs, as a program and as a notebook."""

import os
import re
from pathlib import Path

import pytest
from studies import PATIENCE, ROOT, surroundings

pytestmark = pytest.mark.slow
PAGE = (ROOT / "docs" / "python.md").read_text("utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def test_what_the_page_shows_runs_as_a_program(tmp_path, monkeypatch, capsys):
    import matplotlib

    matplotlib.use("agg")
    monkeypatch.chdir(tmp_path)
    told = {}
    for block in BLOCKS:
        exec(compile(block, "docs/python.md", "exec"), told)
    assert "near it: Leeds" in capsys.readouterr().out
    assert len(told["months"]) == 12 * (1 + 2)  # the last year before the policy, and two
    assert (Path("abolish.html")).read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_first_example_is_five_lines():
    lines = [line for line in BLOCKS[0].splitlines() if line]
    assert len(lines) == 5
    assert lines[-1].endswith(".plot()")


def test_what_the_page_shows_runs_as_a_notebook(tmp_path, monkeypatch):
    import nbformat
    from nbclient import NotebookClient

    for name in set(os.environ) - set(surroundings()):
        monkeypatch.delenv(name)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(one) for one in BLOCKS])
    where = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(notebook, timeout=PATIENCE, kernel_name="python3", resources=where).execute()
    first, answer = notebook.cells[0].outputs, notebook.cells[1].outputs
    assert any("image/png" in one.get("data", {}) for one in first), "the plot is shown"
    progress = "".join(one.text for one in first if one.output_type == "stream")
    assert "replications: 100%" in progress
    html = answer[0]["data"]["text/html"]
    assert "<table" in html and "Without IROs" in html
    drawn = next(cell for cell in notebook.cells if cell.source.strip() == "r.plot()")
    assert "image/png" in drawn.outputs[0]["data"]
