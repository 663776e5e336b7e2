"""The authority's own figures, and its latent practice quality."""

from dataclasses import dataclass

from sim.settings.draw import Draw
from sim.settings.register import setting

LAIT = "P: DfE Local Authority Interactive Tool, latest of 2023-2025 (sim/data)"


@dataclass(frozen=True)
class Authority:
    """Which authority is simulated."""

    name: str = setting(
        "average",
        "which English authority; `average` is England divided by its authorities",
        unit="name",
        source="choice: any of the authorities in sim/data",
        policy=False,
    )
    scope: str = setting(
        "one", "one authority, or all English ones added up",
        unit="kind", choices=("one", "england"), source="choice: the user's", policy=False,
    )  # fmt: skip
    file: str = setting(
        "", "a YAML file with a council's own figures, in place of a name", unit="path",
        source="choice: the user's", policy=False,
    )  # fmt: skip
    children_looked_after: float | None = setting(
        None, "children looked after on 31 March", unit="children", low=0, high=20_000,
        source=LAIT, column="children_looked_after", policy=False,
    )  # fmt: skip
    started_in_year: float | None = setting(
        None, "children who started to be looked after in the year", unit="children a year",
        low=0, high=20_000, source=LAIT, column="started_in_year", policy=False,
    )  # fmt: skip
    ceased_in_year: float | None = setting(
        None, "children who ceased to be looked after in the year", unit="children a year",
        low=0, high=20_000, source=LAIT, column="ceased_in_year", policy=False,
    )  # fmt: skip
    trend: float = setting(
        0.0, "growth of entries a year, from the first reported day", unit="share a year",
        low=-0.5, high=0.5, plausible=(-0.05, 0.05),
        source="assumption: each authority is made stationary", policy=False,
    )  # fmt: skip
    practice_quality: float | None = setting(
        None, "latent practice quality, in standard deviations from the average authority; not "
        "set, it is drawn for a named authority (authority.draw), and 0 for the average",
        unit="standard deviations", low=-4, high=4, plausible=(-2, 2),
        source="assumption: no figure measures it; what goes with it is in authority.draw",
        policy=False, optional=True,
    )  # fmt: skip
    quality_spread: float | None = setting(
        None, "standard deviation of quality between the places that this one is of: quality's "
        "factors are over their mean in these, so that England stays as it is; not set, 1 for a "
        "named authority and 0 for the average, which is that mean",
        unit="standard deviations", low=0, high=2,
        source="assumption: by the definition of quality", policy=False, optional=True,
    )  # fmt: skip
    quality_on_stalling: float = setting(
        0.2, "b in the factor exp(-b x quality) on the odds that an action stalls",
        unit="per standard deviation", low=-2, high=2, plausible=(0, 0.4),
        source="assumption: so that drift goes with churn and grade as in Ofsted's reports, and no "
        "place has over three times England's", policy=False,
    )  # fmt: skip
    quality_on_challenge: float = setting(
        -0.225, "b in the factor exp(-b x quality) on the will to challenge",
        unit="per standard deviation", low=-2, high=2, plausible=(-0.45, 0),
        source="assumption: Ofsted's grades go with IRO challenge, the size is unknown",
        policy=False,
    )  # fmt: skip
    quality_on_turnover: float = setting(
        0.0, "b in the factor exp(-b x quality) on social workers leaving",
        unit="per standard deviation", low=-2, high=2, plausible=(0, 0.4),
        source="assumption: 0, for each place's turnover is published and quality goes with it",
        policy=False,
    )  # fmt: skip
    frictions: float | None = setting(
        None, "multiplies the odds of the four shares of review.frictions in this place; not set, "
        "it is drawn for a named authority (authority.draw), and 1 for the average", unit="ratio",
        low=0, high=20, plausible=(0.05, 2.5), policy=False, optional=True,
        source="assumption: places differ as their published shares of reviews on time do",
    )  # fmt: skip
    handovers: float | None = setting(
        None, "multiplies social_worker.reallocations and the odds of "
        "social_worker.transfer_share in this place; not set, it is drawn for a named authority "
        "(authority.draw), and 1 for the average", unit="ratio", low=0, high=20,
        plausible=(0.5, 2), policy=False, optional=True,
        source="assumption: how cases are allocated differs; places differ as their "
        "published shares of children with three or more workers do",
    )  # fmt: skip
    early_moves: float | None = setting(
        None, "multiplies placement_moves.at_entry in this place; not set, it is drawn for a "
        "named authority (authority.draw), and 1 for the average", unit="ratio", low=0, high=20,
        plausible=(0.5, 2), policy=False, optional=True,
        source="assumption: places differ as their published shares "
        "of children with three or more placements do",
    )  # fmt: skip
    settled_moves: float | None = setting(
        None, "multiplies placement_moves.settled in this place; not set, it is drawn for a named "
        "authority (authority.draw), and 1 for the average", unit="ratio", low=0, high=20,
        plausible=(0.5, 2), policy=False, optional=True,
        source="assumption: places differ as their published long-term stability does",
    )  # fmt: skip
    draw: Draw = Draw()
