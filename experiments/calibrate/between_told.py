"""What the page says of targets between authorities."""

from experiments.calibrate.between import FEW, MANY, TARGETS, Spreads
from experiments.markdown import prose, table


def told(spreads: Spreads) -> list[str]:
    """Return the part of the page that says it."""
    worlds = len(next(iter(spreads.values.values())))
    lines = [
        "## Between authorities",
        "",
        prose(
            f"These are judged for the set as a whole: {spreads.authorities} authorities, one run "
            f"of a year each in the first {worlds} worlds, with their published figures; and again "
            f"with {FEW:g} and with {MANY:g} children an IRO everywhere. Of each world's figure "
            "the table gives the least, the median, which is to be in range, and the most. The "
            "range of a spread is within a quarter of the published one. Churn is the mean of an "
            "authority's ranks in agency share and in children with three or more social workers, "
            "both as published; correlations are of ranks, of drift as simulated with churn and "
            "caseload as published. Inspectors' reports, not simulated days, hold the published "
            "correlations: they are of whether drift is mentioned."
        ),
        "",
    ]
    rows = []
    for target in TARGETS:
        values = spreads.values[target.name]
        median = spreads.median(target)
        fits = "in" if target.low <= median <= target.high else "**OUT**"
        rows.append(
            (target.words, target.published, f"{target.low:.3g} to {target.high:.3g}",
             f"{min(values):.2g}", f"{median:.2g}", f"{max(values):.2g}", fits)
        )  # fmt: skip
    lines += table(("between authorities", "published", "range", "least world", "median", "most",
                    ""), rows)  # fmt: skip
    if spreads.failed:
        lines += ["", f"{spreads.failed} of these runs failed and are left out."]
    return lines
