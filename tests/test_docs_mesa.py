"""What the page on Mesa shows runs as it stands."""

import contextlib
import io
import re

import mesa
import pytest

from experiments import docs

PAGE = (docs.ROOT / "docs" / "mesa.md").read_text("utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.slow
def test_what_the_page_shows_runs_from_top_to_bottom():
    pytest.importorskip("solara", reason="the page's packages are not installed")
    assert len(BLOCKS) == 5
    if not hasattr(mesa, "batch_run"):
        pytest.skip("this Mesa has no batch_run")
    names, printed = {"__name__": "__main__"}, io.StringIO()
    with contextlib.redirect_stdout(printed):
        for block in BLOCKS:
            exec(compile(block, "docs/mesa.md", "exec"), names)
    said = printed.getvalue()
    assert "2026-03" in said
    assert "{'iro.caseload': 40}" in said
    assert "IRO(" in said and "Child(" in said
    assert "set iro.caseload of ReviewService instead" in said
    assert names["page"].component.name == "SolaraViz"
