"""Figures look as ours do, whatever a user has set for matplotlib, and text is text."""

import os
import subprocess
import sys
from pathlib import Path

import matplotlib
import pytest
from matplotlib.figure import Figure

from sim.report.figures.style import own_look, save

ROOT = Path(__file__).parents[2]
THEIRS = "text.color: white\nfont.family: serif\nsavefig.bbox: tight\nlines.linewidth: 9\n"
DRAWS = """
from pathlib import Path
from sim.report.figures.style import figure, head, own_look, panel, save
with own_look():
    drawing = figure(4.0)
    head(drawing, "A title of $5 to $9", "in Leeds_and_Bradford")
    panel(drawing, 1, 1, 5, 2).plot([1, 2, 3])
    save(drawing, Path("made"), "one")
"""


def drawn_in(folder):
    folder.mkdir(exist_ok=True)
    surroundings = dict(os.environ) | {"PYTHONPATH": str(ROOT), "MPLCONFIGDIR": str(folder)}
    subprocess.run([sys.executable, "-c", DRAWS], cwd=folder, env=surroundings, check=True)
    return [path.read_bytes() for path in sorted((folder / "made").iterdir())]


@pytest.mark.slow
def test_a_file_of_settings_in_the_working_folder_changes_no_byte(tmp_path):
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "matplotlibrc").write_text(THEIRS)
    assert drawn_in(tmp_path / "theirs") == drawn_in(tmp_path / "none")


def test_no_text_is_read_as_mathematics(tmp_path):
    with own_look():
        drawing = Figure()
        drawing.text(0, 0, r"Council of $\frac{1$")  # mathematics that is broken off
        axes = drawing.add_axes((0.1, 0.1, 0.8, 0.8))
        axes.set_yticks([0.5], ["$x"])
        axes.plot([0, 1], label="_$")
        assert len(save(drawing, tmp_path, "council")) == 2


def test_what_a_notebook_has_set_is_as_before_afterwards():
    with matplotlib.rc_context({"font.family": ["serif"], "text.parse_math": True}):
        with own_look():
            assert matplotlib.rcParams["font.family"] == ["sans-serif"]
        assert matplotlib.rcParams["font.family"] == ["serif"]
        assert matplotlib.rcParams["text.parse_math"]
