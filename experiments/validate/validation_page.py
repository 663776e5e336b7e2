"""The page that says what validation found: `docs/validation.md`. No figure in it is typed."""

from collections.abc import Sequence

from experiments.markdown import items, prose, table
from experiments.validate import caseloads, england_figures, grades, relations, spreads
from experiments.validate.authority_records import CASELOADS, QUANTILES, WORLDS, YEARS
from experiments.validate.compared import Compared, misfits
from experiments.validate.held import Held, Worth, share_inside
from experiments.validate.published import Between
from experiments.validate.reports import WRONG
from experiments.validate.validation_results import ValidationResults
from sim.settings import Settings, register

NAMES = tuple(setting.name for setting in register(Settings()))
COMMAND = "python -m experiments.validate"
HEADINGS = (
    ("England", "england", (england_figures.UNUSED, england_figures.USED)),
    (spreads.GROUP, "spreads", (spreads.GROUP, spreads.PLACES)),
    ("What goes with what in inspection reports", "odds", (relations.ODDS,)),
    ("What drift goes with", "drift", (relations.GOES_WITH, relations.DAYS)),
    (grades.GROUP, "grades", (grades.GROUP,)),
    (caseloads.GROUP, "caseloads", (caseloads.GROUP,)),
)


def number(value: float, unit: str) -> str:
    """Return a figure in so many digits as its unit bears."""
    if value != value:
        return "none"
    if unit.startswith("r"):
        return f"{value:+.2f}" if unit in ("r", "r of ranks") else f"{value:.3g}"
    if unit.startswith(("%", "points")):
        return f"{value:.1f}"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def simulated(one: Compared) -> str:
    """Return the simulated median with its 90% band."""
    middle, least, most = (number(v, one.unit) for v in (one.middle, one.least, one.most))
    return f"{middle} ({least} to {most})"


def set_so(one: Compared) -> bool:
    """Say whether there is a setting that was set so that a figure comes out as published."""
    return bool(one.set_by) and any(name.startswith(one.set_by) for name in NAMES)


def command(found: ValidationResults) -> str:
    """Return the command that makes a study of as many worlds and years."""
    asked = (("worlds", found.worlds, WORLDS), ("years", found.years, YEARS))
    return " ".join([COMMAND, *(f"--{name} {n}" for name, n, usual in asked if n != usual)])


def page(found: ValidationResults) -> str:
    """Return the page."""
    parts = [_opening(found), _short(found), _forecasts(found)]
    parts += [_group(found, *heading) for heading in HEADINGS]
    parts += [_misfits(found.compared), _how(found)]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _picture(name: str, words: str) -> list[str]:
    return ["", f"![{words}](img/validation_{name}.png)"]


def _opening(found: ValidationResults) -> list[str]:
    return [
        "# Validation",
        "",
        prose(
            "Published figures beside simulated ones: those of England, of single authorities, of "
            "how authorities differ, and of what goes with what. The page is made from the records "
            f"of one study, {found.places} authorities in {found.worlds} plausible worlds with "
            f"{found.years} reported {'year' if found.years == 1 else 'years'} each, by"
        ),
        "",
        "```sh",
        command(found),
        "```",
        "",
        prose(
            "A figure is *as published* where the simulated median lies in the published range, "
            "its own error included; reproduced *in some worlds* where only part of the simulated "
            "90% band does; else it is *not reproduced*. Where settings were set so that a figure "
            "comes out, they are named: that it does is then no evidence for the model."
        ),
    ]


def _short(found: ValidationResults) -> list[str]:
    rows = [one for one in found.compared if one.group != england_figures.USED and not set_so(one)]
    counts = [sum(one.reading == reading for one in rows)
              for reading in ("as published", "in some worlds", "not reproduced")]  # fmt: skip
    told = [
        f"Of {len(rows)} figures by which neither worlds nor settings were chosen, {counts[0]} are "
        f"as published, {counts[1]} in some worlds, and {counts[2]} are not reproduced."
    ]
    told += [said(between, worth) for between, _, worth in found.held if worth is not None]
    return ["## In short", "", *items(told)]


def said(between: Between, worth: Worth) -> str:
    """Return in words how much better a named authority's forecast is than one for everyone."""
    gain = abs(worth.gain)
    ends = f"(90% interval of the gain: {worth.gain_low:+.0%} to {worth.gain_high:+.0%})"
    if worth.gain_low > 0:
        verdict = f"is better than the same forecast for everyone, by {gain:.0%} of its score"
    elif worth.gain_high < 0:
        verdict = f"is **worse** than the same forecast for everyone, by {gain:.0%} of its score"
    else:
        verdict = "is no better and no worse than the same forecast for everyone"
    return (
        f"**{between.words[0].upper()}{between.words[1:]}**: a named authority's forecast "
        f"{verdict} {ends}. It is off by {worth.error:.1f} points, England's mean for everyone by "
        f"{worth.constant_error:.1f}."
    )


def _forecasts(found: ValidationResults) -> list[str]:
    given = {setting.column for setting in register(Settings()) if setting.column}
    lines = [
        "## What a named authority's forecast is worth",
        "",
        prose(
            "The forecast is the spread of an authority's simulated years over worlds. Beside it "
            "stands a constant forecast, the same for everyone: the mean and the spread of what "
            "all other authorities publish. The score is the ranked probability score, in "
            "percentage points: the smaller the better, and 0 for one who knows."
        ),
        "",
    ]
    cells = []
    for between, rows, worth in found.held:
        if worth is None:
            continue
        known = "yes" if between.column in given else "no"
        if between.informs in NAMES:
            known = "through practice quality"
        cells.append(_cells_of_worth(between, rows, worth, known))
    lines += table(("figure", "of", "given to the model", "inside own 90% band (95% interval)",
                    "mean width of band", "error", "score"), cells)  # fmt: skip
    lines += ["", prose("In brackets after width, error and score: the constant forecast's.")]
    return [*lines, *_picture("bands", "Authorities in their bands"),
            *_picture("forecasts", "Scores of forecasts")]  # fmt: skip


def _cells_of_worth(
    between: Between, rows: Sequence[Held], worth: Worth, known: str
) -> tuple[object, ...]:
    share, low, high = share_inside(rows)
    return (
        between.words, worth.of, known,
        f"{share:.0%} ({low:.0%} to {high:.0%})",
        f"{worth.width:.1f} ({worth.constant_width:.1f})",
        f"{worth.error:.1f} ({worth.constant_error:.1f})",
        f"{worth.crps:.2f} ({worth.constant_crps:.2f})",
    )  # fmt: skip


def beside(rows: Sequence[Compared]) -> list[str]:
    """Return published figures beside simulated ones as a table."""
    heads = (
        "figure",
        "unit",
        "published",
        "simulated (90% band)",
        "reading",
        "set so by",
        "source",
    )
    return table(heads, [
        (one.words, one.unit, one.published, simulated(one), one.reading,
         f"`{one.set_by}{'*' * one.set_by.endswith(('_', '.'))}`" if set_so(one) else "",
         one.source)
        for one in rows
    ])  # fmt: skip


def _group(
    found: ValidationResults, heading: str, picture: str, groups: Sequence[str]
) -> list[str]:
    lines = [f"## {heading}"]
    for group in groups:
        lines += ["", *([] if len(groups) == 1 else [f"### {group}", ""]), *beside(found.of(group))]
    if picture == "caseloads":
        lines += ["", "The median world's mean, percent:", "", *_bands(found)]
    return [*lines, *_picture(picture, heading)]


def _bands(found: ValidationResults) -> list[str]:
    made = caseloads.by_band(found.records)
    return table(made.columns, [
        [f"{v:.1f}" if isinstance(v, float) else v for v in each]
        for each in made.itertuples(index=False)
    ])  # fmt: skip


def _misfits(every: Sequence[Compared]) -> list[str]:
    off = items(
        f"**{one.words}** ({one.group}{'' if one.unit.startswith('r') else f', {one.unit}'}): "
        f"published {one.published}, simulated {simulated(one)}: {one.reading}."
        for one in misfits(every)
    )
    heading = "## What the model does not reproduce"
    return [heading, "", *(off or ["Every figure above is as published."])]


def _how(found: ValidationResults) -> list[str]:
    quartiles = [f"{c:g}" for q, c in zip(QUANTILES, CASELOADS, strict=True) if 0 < q < 1]
    reports = [one for one in found.every if one.authority in set(found.records["authority"])]
    notes = (
        "**Caseloads** of IROs are published by few authorities, so each authority's is drawn in "
        f"each world, whatever else it is like, with the published quartiles: "
        f"{', '.join(quartiles[:-1])} and {quartiles[-1]}. Some published ones count child "
        "protection cases too.",
        f"**Inspection reports**, {len(reports)} of the authorities simulated, are coded by their "
        f"text; about {WRONG:.0%} of codes are wrong. A simulated report flags as many as real "
        "ones do, those whose measure is furthest out, and its codes are then spoiled as much, as "
        "many one way as the other. Caseload, challenge and monitoring are compared in reports "
        "that mention them.",
        "**Their years** are 2013 to 2025, the other figures' the latest of 2023 to 2025: an "
        "authority may have changed between them, which weakens every relation on the published "
        "side.",
        "**Bands** hold 90% of worlds and years; those of England, of what drift goes with and of "
        "caseloads 90% of worlds. A published whole percentage is inside if what it may have been "
        "rounded from is.",
        "**Reports kept back:** the flags are of half the authorities. The others' are kept for "
        "judging, so nothing on this page has been held against them.",
    )
    return ["## How it was done", "", *items(notes)]
