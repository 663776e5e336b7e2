"""The page that says what validation found: `docs/validation.md`. No figure in it is typed."""

from experiments.markdown import filled
from experiments.validate import caseloads, england_figures, grades, relations, spreads
from experiments.validate.authority_records import CASELOADS, WORLDS, YEARS
from experiments.validate.compared import Compared, misfits
from experiments.validate.held import share_inside
from experiments.validate.published import Between
from experiments.validate.reports import WRONG
from experiments.validate.validation_results import ValidationResults
from sim.settings import Settings, register

NAMES = tuple(setting.name for setting in register(Settings()))
COLUMNS = {setting.column for setting in register(Settings()) if setting.column}
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


def page(found: ValidationResults) -> str:
    """Return the page."""
    chosen = england_figures.USED
    worlds, years, places = found.records[["world", "year", "authority"]].nunique()
    asked = (("worlds", worlds, WORLDS), ("years", years, YEARS))
    more = [f"--{name} {number}" for name, number, usual in asked if number != usual]
    return filled(
        "validation",
        found=found,
        places=places,
        worlds=worlds,
        years=years,
        command=" ".join(["python -m experiments.validate", *more]),
        unchosen=[r.reading for r in found.compared if r.group != chosen and not set_so(r)],
        given=given,
        share_inside=share_inside,
        headings=HEADINGS,
        set_so=set_so,
        bands=caseloads.by_band(found.records).map(
            lambda cell: f"{cell:.1f}" if isinstance(cell, float) else cell
        ),
        misfits=misfits(found.compared),
        simulated=simulated,
        quartiles=[f"{at:g}" for at in CASELOADS[1:-1]],
        reports=relations.known(found.every, found.records),
        wrong=WRONG,
    )


def given(between: Between) -> str:
    """Return whether, and how, an authority's own figure is given to the model."""
    if between.informs in NAMES:
        return "through practice quality"
    return "yes" if between.column in COLUMNS else "no"
