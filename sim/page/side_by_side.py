"""Several policies in one picture, the command's own, and the table it is drawn from."""

from collections.abc import Sequence

import pandas as pd

from sim.analyse.comparison import comparison
from sim.page.html import svg
from sim.page.result import PageResult, SideBySide
from sim.page.visitor_question import Question
from sim.report.figures.policy_panels import many, pages
from sim.report.figures.style import own_look
from sim.study.notes import runs_words


def side_by_side(question: Question, told: Sequence[PageResult], pairs: int) -> SideBySide | None:
    """Return the policies side by side; None where there is one, or they share no service of today.

    Parameters
    ----------
    told
        What each changes.
    pairs
        Of runs, behind each.
    """
    found = [one.found for one in told]
    today = found[0].today
    arms = [one.policy for one in found if one.policy is not None]
    if len(arms) < 2 or any(one.today is not today for one in found):
        return None
    fixed = {one.policy: each.fixed for one, each in zip(arms, found, strict=True)}
    compared = comparison([today, *arms], found[0].how.matters, fixed)
    worlds = None
    if today.worlds:
        worlds = pd.concat([one.worlds for one in found], ignore_index=True)
    heads = {"policy": {one.policy: each.heading for one, each in zip(arms, found, strict=True)}}
    both = (compared.replace(heads), None if worlds is None else worlds.replace(heads))
    pictures = []
    for page, measures in enumerate(pages(len(arms)), start=1):
        with own_look():
            drawing = many(*both, measures, authority=found[0].authority, runs=runs_words(today))
        title = str(drawing.get_label()).partition("\n")[0]
        pictures.append((svg(drawing, f"policies_{page}"), title))
    named = f"scenarios=[{','.join(question.policies)}]"
    command = question.command("", pairs, "experiments.compare", named)
    return SideBySide(command, compared, tuple(pictures))
