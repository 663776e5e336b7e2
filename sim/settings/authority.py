"""The authority's own figures, and its latent practice quality."""

from dataclasses import dataclass

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
        "one", "one authority, or all English ones added up; authority=england sets it",
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
    practice_quality: float = setting(
        0.0, "latent practice quality, in standard deviations from the average authority",
        unit="standard deviations", low=-4, high=4, plausible=(-2, 2),
        source="assumption: 0 for a named authority, for no figure measures it", policy=False,
    )  # fmt: skip
    quality_on_stalling: float = setting(
        0.3, "b in the factor exp(-b x quality) on the chance that an action stalls",
        unit="per standard deviation", low=-2, high=2, plausible=(0, 0.6),
        source="assumption: Ofsted's grades go with drift, the size is unknown", policy=False,
    )  # fmt: skip
    quality_on_challenge: float = setting(
        -0.15, "b in the factor exp(-b x quality) on the will to challenge",
        unit="per standard deviation", low=-2, high=2, plausible=(-0.3, 0),
        source="assumption: Ofsted's grades go with IRO challenge, the size is unknown",
        policy=False,
    )  # fmt: skip
    quality_on_turnover: float = setting(
        0.2, "b in the factor exp(-b x quality) on social workers leaving",
        unit="per standard deviation", low=-2, high=2, plausible=(0, 0.4),
        source="assumption: a common cause of churn and drift, the size is unknown",
        policy=False,
    )  # fmt: skip
