"""How what nobody publishes of a place is drawn, given what is published of it."""

from dataclasses import dataclass

from sim.settings.register import setting


@dataclass(frozen=True)
class Draw:
    """The spread between authorities, and what goes with what is published of them.

    Everything is in standard deviations between places, by normal scores of ranks; a correlation of
    quality with what is published is that of the two, nothing else held.
    """

    on: bool = setting(
        True, "whether a named authority's practice is drawn, as wide as authorities differ; else "
        "it is the average authority's", unit="yes or no", policy=False, kind="choice",
        source="assumption: a named place is not the average",
    )  # fmt: skip
    quality_with_churn: float = setting(
        -0.5, "correlation of practice quality with the place's churn: its agency workers and "
        "children with three or more social workers, each by rank", unit="correlation",
        low=-0.9, high=0, plausible=(-0.7, -0.3), policy=False,
        source="assumption: so that drift goes with churn as in Ofsted's reports (r = .36, .37)",
    )  # fmt: skip
    quality_with_grade: float = setting(
        0.5, "correlation of practice quality with Ofsted's grade of the experience of children "
        "looked after", unit="correlation", low=0, high=0.95, plausible=(0.3, 0.7), policy=False,
        source="assumption: inspectors see much of practice, late and not all",
    )  # fmt: skip
    frictions_with_quality: float = setting(
        -0.4, "correlation of frictions with practice quality", unit="correlation", low=-0.9,
        high=0.9, plausible=(-0.6, -0.2), policy=False,
        source="assumption: so that Ofsted's grades go with reviews on time (r = .30; 95.8, 93.7 "
        "and 91.0% in Good, RI and Inadequate)",
    )  # fmt: skip
    frictions_mean: float = setting(
        1.5, "mean of a place's frictions over England, as a ratio to the average authority's; "
        "they are exponential, so many places have nearly none", unit="ratio", low=0.1, high=3,
        plausible=(1, 2), policy=False,
        source="assumption: so that reviews on time differ as published (SD 7.7 points, "
        "10/25/50/75/90% at 85/91/95/98/99)",
    )  # fmt: skip
    handovers_spread: float = setting(
        0.42, "standard deviation of the logarithm of a place's handovers", unit="log ratio",
        low=0, high=2, plausible=(0.3, 0.55), policy=False,
        source="assumption: so that shares of children with three or more workers differ as "
        "published (DfE 2025: SD 9.3 points)",
    )  # fmt: skip
    handovers_with_grade: float = setting(
        -0.4, "correlation of a place's handovers with Ofsted's grade", unit="correlation",
        low=-0.9, high=0.9, plausible=(-0.6, 0), policy=False,
        source="D: three or more workers against grade, r = -.44 over 144 authorities",
    )  # fmt: skip
    early_moves_spread: float = setting(
        0.29, "standard deviation of the logarithm of a place's placement moves on entry",
        unit="log ratio", low=0, high=2, plausible=(0.15, 0.5), policy=False,
        source="assumption: so that shares of children with three or more placements differ as "
        "published (DfE 2025: SD 2.7 points)",
    )  # fmt: skip
    settled_moves_spread: float = setting(
        0.34, "standard deviation of the logarithm of a place's placement moves of settled "
        "children", unit="log ratio", low=0, high=2, plausible=(0.15, 0.5), policy=False,
        source="assumption: so that long-term stability differs as published (DfE 2025: SD 7.1 "
        "points)",
    )  # fmt: skip
    moves_together: float = setting(
        -0.3, "correlation of a place's early and settled moves", unit="correlation", low=-0.9,
        high=0.9, plausible=(-0.6, 0.3), policy=False,
        source="assumption: so that three or more placements go with stability (DfE 2025: "
        "r = -.27)",
    )  # fmt: skip
    furthest: float = setting(
        2.33, "how far from the mean place anything of a place is drawn; what lies further out, "
        "one draw in fifty at 2.33 either way, is put there", unit="standard deviations", low=1,
        high=6, plausible=(2, 3), policy=False,
        source="assumption: no authority holds three times England's drift year after year",
    )  # fmt: skip
