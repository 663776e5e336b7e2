"""Care proceedings: who is in them, how long they last, and the children's guardian."""

from dataclasses import dataclass

from sim.settings.register import hours, setting, share, working_days

SHARES = (
    "assumption: by route, so that about 16% of children looked after have an interim order and "
    "19% none (DfE, 31 March 2025)"
)


@dataclass(frozen=True)
class Court:
    """Care proceedings and the children's guardian, who is there while they run."""

    home: float = share(
        0.45, "of children planned to return home who are in care proceedings", source=SHARES,
        policy=False,
    )  # fmt: skip
    guardianship: float = share(
        0.85, "of children planned for guardianship who are in care proceedings", source=SHARES,
        policy=False,
    )  # fmt: skip
    adoption: float = share(
        1.0, "of children planned for adoption who are in care proceedings", source=SHARES,
        policy=False,
    )  # fmt: skip
    to_18: float = share(
        0.60, "of children planned to stay to 18 who are in care proceedings", source=SHARES,
        policy=False,
    )  # fmt: skip
    other: float = share(
        0.15, "of other children who are in care proceedings", source=SHARES, policy=False
    )
    late_share: float = share(
        0.28, "of proceedings that begin some time after entry",
        source="D: 41% start under an interim order or police protection (DfE 2025), about 57% "
        "come to proceedings", policy=False,
    )  # fmt: skip
    late_days: int = working_days(
        60, "mean days from entry until those begin", source="assumption: no figure read",
        policy=False,
    )  # fmt: skip
    weeks: float = setting(
        43.9, "mean length of care proceedings; they end earlier for a child who leaves care",
        unit="weeks", low=1, high=300, plausible=(38, 50), policy=False,
        source="assumption: so that those that end take about 36 weeks (NAO, 2024)",
    )  # fmt: skip
    spread: float = setting(
        0.45, "standard deviation of the logarithm of their length", unit="log weeks", low=0,
        high=2, source="assumption: 40% were done in 26 weeks when the mean was 33 (2019)",
        policy=False,
    )  # fmt: skip
    hearing_days: int = working_days(
        40, "from one hearing to the next", source="assumption: about two months", high=260,
        policy=False,
    )  # fmt: skip
    hearing_hours: float = hours(
        8.77, "of the social worker for each hearing: statement, plan, the day itself",
        source="assumption: no measured hours were found", plausible=(4, 15),
    )  # fmt: skip
    liaison: float = share(
        0.42, "of children in proceedings whose guardian and reviewer tell each other what they "
        "know",
        source="S: NCB survey 2013: 58% of IROs rarely or never received court papers",
        plausible=(0.2, 0.6),
    )  # fmt: skip
