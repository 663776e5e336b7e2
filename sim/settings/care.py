"""Coming into care, the planned route and stay, placement and leaving."""

from dataclasses import dataclass

from sim.settings.register import hours, setting, share

AGES = "P: DfE children looked after 2025, age at start"
ROUTES = (
    "assumption: a split by age whose total over entrants agrees with DfE's reasons ceased "
    "2025 (home 27%, special guardianship or order 15%, adoption 9%, to 18 33%, other 15%)"
)
STAYS = "assumption: no table of stays by route was reachable; adoption from DfE's 27 months"


@dataclass(frozen=True)
class AgeAtStart:
    """Age of children who start to be looked after; the rest are 16 and over."""

    under_1: float = share(0.16, "of entrants, under 1 year old", source=AGES, policy=False)
    from_1_to_4: float = share(0.14, "of entrants, 1 to 4", source=AGES, policy=False)
    from_5_to_9: float = share(0.15, "of entrants, 5 to 9", source=AGES, policy=False)
    from_10_to_15: float = share(0.27, "of entrants, 10 to 15", source=AGES, policy=False)


@dataclass(frozen=True)
class Routes:
    """Planned routes out of care at one age; the rest leave by other routes."""

    home: float = share(0.3, "planned to return home", source=ROUTES, policy=False)
    guardianship: float = share(
        0.2, "planned for special guardianship or an order to relatives",
        source=ROUTES, policy=False,
    )  # fmt: skip
    adoption: float = share(0.0, "planned for adoption", source=ROUTES, policy=False)
    to_18: float = share(
        0.2, "planned to stay, fostered or in residential care, to 18",
        source=ROUTES, policy=False,
    )  # fmt: skip


@dataclass(frozen=True)
class RoutesByAge:
    """Planned routes by age at start."""

    under_1: Routes = Routes(0.27, 0.25, 0.35, 0.08)
    from_1_to_4: Routes = Routes(0.32, 0.28, 0.22, 0.12)
    from_5_to_9: Routes = Routes(0.38, 0.22, 0.02, 0.28)
    from_10_to_15: Routes = Routes(0.33, 0.12, 0.0, 0.35)
    from_16: Routes = Routes(0.14, 0.02, 0.0, 0.60)


@dataclass(frozen=True)
class Stay:
    """Planned stay on one route: log-normal, so strongly right-skewed."""

    median_years: float = setting(
        1.0, "median planned stay: the route's own time, in every authority",
        unit="years", low=0.01, high=18, source=STAYS, policy=False,
    )  # fmt: skip
    spread: float = setting(
        0.8, "standard deviation of the logarithm of the stay", unit="log years",
        low=0, high=3, source=STAYS, policy=False,
    )  # fmt: skip


@dataclass(frozen=True)
class Stays:
    """Planned stays by route; those planned to 18 leave on their 18th birthday."""

    home: Stay = Stay(0.567, 1.0)
    guardianship: Stay = Stay(1.29, 0.6)
    adoption: Stay = Stay(1.95, 0.35)
    other: Stay = Stay(0.515, 1.0)


@dataclass(frozen=True)
class Placement:
    """Where children are placed; the rest are with parents, in supported lodgings or other."""

    foster: float = share(
        0.69, "fostered or placed for adoption", policy=False,
        source="P: DfE placements at 31 March 2025 (foster 67%, for adoption 2%)",
    )  # fmt: skip
    residential: float = share(
        0.12, "in children's or secure homes", policy=False,
        source="P: DfE placements at 31 March 2025",
    )  # fmt: skip


MOVES = (
    "assumption: so that 10% have three placements in a year, 69% are long-term stable (DfE 2025)"
)


@dataclass(frozen=True)
class PlacementMoves:
    """How often children move from one placement to another, the same under every policy."""

    at_entry: float = setting(
        1.46, "moves on entry", unit="per child-year", low=0, high=50, source=MOVES, policy=False
    )
    settled: float = setting(
        0.12, "moves of a child long in care", unit="per child-year", low=0, high=50,
        source=MOVES, policy=False,
    )  # fmt: skip
    same_kind: float = share(
        0.75, "of moves that lead to the same kind of placement", policy=False,
        source="assumption: no figure read",
    )  # fmt: skip
    settling_years: float = setting(
        0.7, "time in which the rate falls to the settled one, by e", unit="years", low=0.01,
        high=20, source=MOVES, policy=False,
    )  # fmt: skip
    unsettled_share: float = share(
        0.11, "of children who go on moving often", source=MOVES, policy=False
    )
    unsettled_factor: float = setting(
        7.0, "multiplies their rate of moves", unit="ratio", low=0, high=100, source=MOVES,
        policy=False,
    )  # fmt: skip


ADOPTION = "D: DfE 2025: 9 months to the decision, 10 to the match, 1 to placing, 9 to the order"


@dataclass(frozen=True)
class Adoption:
    """When the steps of an adoption are planned for, as shares of the planned stay."""

    decision: float = share(0.30, "at which adoption is decided", source=ADOPTION, policy=False)
    match: float = share(0.60, "at which the match is made", source=ADOPTION, policy=False)
    placed: float = share(0.64, "at which the child is placed", source=ADOPTION, policy=False)


@dataclass(frozen=True)
class TransferScheme:
    """Unaccompanied children whom the National Transfer Scheme hands on to other authorities."""

    below_years: float = setting(
        1.0, "mean stay (children / entries a year) below which an authority's figures are read as "
        "those of a place of arrival: so many of its entrants are handed on within weeks that the "
        "others stay as long as is usual", unit="years", low=0, high=2, policy=False,
        source="assumption: Kent's is 0.6 years (young arrivals passed on); the next, 1.4",
    )  # fmt: skip
    others_years: float = setting(
        2.45, "mean stay of the others there", unit="years", low=0.25, high=12, policy=False,
        source="D: DfE 2025, England's children looked after / entries a year",
    )  # fmt: skip
    stay_days: float = setting(
        18.0, "mean stay until a child is handed on", unit="calendar days", low=1, high=180,
        policy=False, source="assumption: 10-40; the scheme asks for ten working days. Held, not "
        "drawn, for one authority's answers alone hang on it",
    )  # fmt: skip
    youngest: float = setting(
        15.0, "of age on arrival, the youngest", unit="years", low=0, high=16, policy=False,
        source="assumption: nearly all are 16 or 17",
    )  # fmt: skip
    oldest: float = setting(
        17.9, "of age on arrival, the oldest; ages lie evenly between", unit="years", low=16,
        high=17.9, policy=False, source="assumption: nearly all are 16 or 17",
    )  # fmt: skip
    hours: float = hours(
        6.0, "of a social worker to receive such a child and ask for the transfer",
        source="assumption: no measured hours were found", policy=False,
    )  # fmt: skip


@dataclass(frozen=True)
class Care:
    """Entry to care and the plan out of it."""

    sibling_share: float = setting(
        0.25, "chance that an entrant is followed by a sibling on the same day", unit="share",
        low=0.0, high=0.6, source="assumption: no figure read", plausible=(0.1, 0.4),
        policy=False,
    )  # fmt: skip
    most_to_18: float = share(
        0.95, "the most of an age group planned to stay to 18, however long an authority's stays",
        source="assumption: some always leave otherwise", policy=False,
    )  # fmt: skip
    delay_days: float = setting(
        42.6, "mean days that stays last past their plan in today's service (planned stays "
        "are set shorter by so much)",
        unit="calendar days", low=0, high=365, plausible=(0, 90),
        source="assumption: fitted, so that realised stays average children / entries",
        policy=False,
    )  # fmt: skip
    age_at_start: AgeAtStart = AgeAtStart()
    routes: RoutesByAge = RoutesByAge()
    stays: Stays = Stays()
    adoption: Adoption = Adoption()
    placement: Placement = Placement()
    transfer_scheme: TransferScheme = TransferScheme()
