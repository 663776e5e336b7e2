"""What is published of the spread between authorities, of caseloads and of England beside targets.

Each figure stands here once with its source; what the simulated service comes to is never written
down but made from the records of the study.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from experiments.validate.targets import Target
from sim.data import authorities

OFSTED = "Ofsted reports 2013-18, 51 authorities"
DFE = "DfE LAIT 2025"
IROS = "councils' IRO reports"


@dataclass(frozen=True)
class Between:
    """A figure that authorities publish of themselves."""

    measure: str  # the measure it is
    column: str  # the column of the authorities' figures; empty for what inspectors' reports print
    words: str  # what it is, in short
    # the published spread between authorities, in percentage points; percentiles by their
    # number
    sd: float
    percentiles: tuple[tuple[int, float], ...]
    of: int  # how many authorities that spread is of
    rounding: float  # how far a published figure may be from what it was rounded from
    source: str
    # the beginning of the names of settings that are set so that authorities differ so
    set_by: str = ""
    # the setting by which an authority's own figure has a part in its practice quality
    informs: str = ""


BETWEEN = (
    Between("reviews_on_time", "", "reviews on time", 7.7,
            ((10, 85), (25, 91), (50, 95), (75, 98), (90, 99)), 51, 0.0, OFSTED,
            "authority.draw.frictions_"),
    Between("three_plus_social_workers", "pct_3plus_social_workers", "3+ social workers", 9.3,
            ((10, 15), (50, 26), (90, 38)), 151, 0.5,
            "DfE SSDA903 2024", "authority.draw.handovers_",
            "authority.draw.quality_with_churn"),
    Between("three_plus_placements", "pct_3plus_placements", "3+ placements", 2.7,
            ((10, 7), (50, 10), (90, 14)), 151, 0.5, DFE,
            "authority.draw.early_moves_"),
    Between("long_term_stability", "pct_long_term_stable", "long-term stability", 7.1,
            ((10, 59), (50, 68), (90, 76)), 151, 0.5, DFE,
            "authority.draw.settled_moves_"),
)  # fmt: skip
SD_WITHIN = 0.25  # of the published standard deviation, in which a simulated one is as wide


def own_figures(column: str, names: Iterable[str]) -> dict[str, float]:
    """Return the figure that each of these authorities publishes of itself, where it does."""
    found = {name: authorities.figures(name)[column] for name in names}
    return {name: figure.value for name, figure in found.items() if figure.own}


@dataclass(frozen=True)
class AtCaseload:
    """A figure published of services by children to an IRO, with the range believed of it."""

    words: str
    measure: str
    caseload: tuple[float, float]
    statistic: str  # "median", "mean" or "p10" over authorities and years
    figure: str
    low: float
    high: float
    source: str


# Many published caseloads count child protection cases too (in Wolverhampton, which printed both,
# 111 with them and 71 without), so what is published at a caseload may be of fewer children.
AT_CASELOAD = (
    AtCaseload("midway checks", "midway_coverage", (75, 90), "mean", "42-49% (24-68)", 0.35, 0.60,
               IROS + "; median caseload 82"),
    AtCaseload("midway checks", "midway_coverage", (100, 115), "mean", "at least 20%", 0.20, 0.60,
               IROS + "; assumption"),
    AtCaseload("child seen before the review", "child_seen_before_review", (100, 120), "mean",
               "68-71%", 0.50, 0.75, IROS),
    AtCaseload("reviews on time", "reviews_on_time", (100, 120), "median", "92% or more", 0.92,
               1.0, "Ofsted reports, caseloads flagged high"),
)  # fmt: skip
BANDS = ((50, 60), (60, 75), (75, 90), (90, 100), (100, 115), (115, 140))
BY_CASELOAD = "desk.person_spread"  # set so that duties give way gently as caseloads rise
BY_BAND = ("midway_coverage", "child_seen_before_review", "records_on_time",
           "challenge_followed_up", "reviews_on_time")  # fmt: skip


# Figures of England by which no world was chosen. Worlds are chosen by the targets, so being in
# range says little there.
OF_ENGLAND = (
    Target(0, "service_cost", "about £1,000-1,400", 1000, 1400,
           "derived: 70 to 50 children to an IRO at £70,000, an assumption",
           words="cost of IROs, managers and administrators"),
)  # fmt: skip

ADOPTION = (15.0, 23.0)  # months from entry to placement, in which nine of ten authorities are
ADOPTION_SHARE = 0.9
STOCK_WITHIN = 0.25  # of its published children, in which an authority's simulated ones are
