"""The view Authorities: all of England's, sorted by one measure, from what was stored."""

from collections.abc import Callable
from dataclasses import replace

import solara

from sim.data import authorities
from sim.data.bands_of_authorities import made
from sim.page.authority_strip import (
    BY_ID,
    DIFFERENCE,
    TODAY,
    measures,
    places,
    rows,
    sentences,
    strip,
)
from sim.page.form_fields import Choice, authority_options
from sim.page.html import Framed, Table, box, command, words
from sim.page.visitor_question import Chosen
from sim.replicate.fingerprint import decided_by
from sim.report.numbers import capital, label

MARKED_NOTE = "It is marked in the strip; the average authority is none of them."
KEY = (
    "Dot: the median of plausible worlds; line: 90% of them; black dash: what the authority "
    "published. Point at an authority for its values; the table below holds them all."
)
NO_RANKING = (
    "Authorities differ by their published figures and by what is drawn of their practice, given "
    "these: no ranking of councils."
)


@solara.component
def Authorities(chosen: Chosen, choose: Callable[[Chosen], None]) -> None:
    """Show the strip, what it shows in words, and its values as a table."""
    options = [{"value": one.id, "text": capital(label(one.id, one.unit))} for one in measures()]
    known = [one["value"] for one in options]
    measure = BY_ID[chosen.measure if chosen.measure in known else known[0]]
    shown = DIFFERENCE if chosen.shown == DIFFERENCE else TODAY
    policy = str(made()["policy"])
    words("h2", "All authorities of England")
    with box("div", "choices"):
        Choice(id="measure", label="Measure", value=measure.id, options=options, note=measure.words,
               event_choose=lambda name: choose(replace(chosen, measure=name)))  # fmt: skip
        Choice(
            id="shown", label="What is shown", value=shown,
            options=[{"value": TODAY, "text": "Today's service"},
                     {"value": DIFFERENCE, "text": f"What {policy} changes"}],
            event_choose=lambda name: choose(replace(chosen, shown=name)),
        )  # fmt: skip
        Choice(
            id="authority", label="Authority", value=chosen.question.authority,
            options=authority_options(), note=MARKED_NOTE,
            event_choose=lambda name: choose(
                replace(chosen, question=replace(chosen.question, authority=name))
            ),
        )  # fmt: skip
    each = places(measure.id, shown)
    said = sentences(each, measure, shown, chosen.question.authority)
    for sentence in said:
        words("p", sentence, "sentence")
    Framed("Strip of all authorities",
           strip(each, measure, shown, chosen.question.authority, " ".join(said)))  # fmt: skip
    words("p", f"{KEY} {NO_RANKING}", "note")
    words("p", _origin(), "note")
    left = len(authorities.names()) - len(each)
    if left:
        words("p", f"{left} authorities have no value of it, and stand neither here nor in the "
              "table.", "note")  # fmt: skip
    caption = f"{capital(label(measure.id, measure.unit))}, the lowest median first"
    headings = ["Authority", "Median", "90% of worlds"] + ["Published"] * (shown == TODAY)
    cells = rows(each, measure.unit, shown, chosen.question.authority)
    Table(caption, headings, cells, numbers=headings[1:])
    command("The strip", str(made()["same_runs"]))


def _origin() -> str:
    """Return what the stored values were made by."""
    said = (
        f"Stored, not run now: each authority in the same {made()['worlds']} plausible worlds, by "
        f"{made()['command']}. What is moved in Compare changes nothing here."
    )
    if made()["rules"] != decided_by():
        said += " The rules, or what compiles them, are others since; the values may be too."
    return said
