"""How any desk behaves under pressure: urgency, give and take, relief and memory."""

from dataclasses import dataclass

from sim.settings.register import setting, share


@dataclass(frozen=True)
class Desk:
    """How any desk behaves under pressure, and sickness."""

    cut_from_days: float = setting(
        10.0, "days' work waiting from which work is cut and overtime worked",
        unit="working days", low=0, high=200, source="assumption: toy desk",
    )  # fmt: skip
    cut_per_day: float = share(
        0.105, "of full hours cut for each further day waiting, down to the least",
        source="assumption: work is shortened before it is dropped", plausible=(0.06, 0.15),
    )  # fmt: skip
    task_spread: float = setting(
        8.5, "by which one task of a reviewer is taken up sooner or later than another of its kind "
        "(scale of a logistic spread; meetings and decisions are held on their day)",
        unit="working days", low=0, high=60, plausible=(5, 12), policy=False,
        source="assumption: no figure read; so that midway checks and contact give way as gently "
        "with caseload as inspectors and councils report",
    )  # fmt: skip
    person_spread: float = setting(
        6.0, "by which one reviewer takes up a kind of task sooner or later than another (scale of "
        "a logistic spread)", unit="working days", low=0, high=60, plausible=(3, 9), policy=False,
        source="assumption: no figure read; as for a task's own spread",
    )  # fmt: skip
    least_dated_share: float = share(
        0.25, "of a day's hours kept for dated work however heavy the standing work",
        source="assumption: reports and decisions are not dropped entirely",
    )  # fmt: skip
    cover_days: int = setting(
        22, "for which the children of an empty post wait for the successor; if it stands empty "
        "for longer, colleagues take them over at once", unit="working days", low=0, high=520,
        source="assumption: a working month", plausible=(5, 40), policy=False,
    )  # fmt: skip
    cover_least: float = share(
        0.8, "of an authority's posts of a role that must be filled for colleagues to cover one "
        "that stands empty; where fewer are, as in small places, somebody of another place or "
        "team covers it", source="assumption: a fifth more children each can be borne",
        policy=False,
    )  # fmt: skip
    repaid_over_years: float = setting(
        10.0, "over which a post gives back the hours of whoever covered it from elsewhere",
        unit="years", low=0.1, high=100, policy=False,
        source="assumption: neighbours cover one another in turn, as an insurance",
    )  # fmt: skip
    own_from_children: float = setting(
        1000.0, "children looked after from which a place bears alone that they are now more, now "
        "fewer; of a smaller place's difference neighbours bear all but the root of its part of "
        "that", unit="children", low=0, high=100_000, policy=False,
        source="assumption: small services share cover with their neighbours",
    )  # fmt: skip
    load_on_leaving: float = setting(
        0.25, "elasticity of leaving to load: what waits on the desk, where it is more than the "
        "days from which work is cut, x (1 + share of supervision taken)", unit="elasticity",
        low=0, high=3, plausible=(0, 0.5), policy=False,
        source="assumption: workload is the reason named most, its size is unknown",
    )  # fmt: skip
    most_load: float = setting(
        3.0, "times the days from which work is cut: more than this waiting on a desk neither "
        "drives anybody out sooner nor has a part post borrow more", unit="ratio", low=1, high=100,
        source="assumption: so that no load runs away", policy=False,
    )  # fmt: skip
    load_memory_days: int = setting(
        60, "over which that load is averaged", unit="working days", low=1, high=520,
        source="assumption: a quarter of a year", policy=False,
    )  # fmt: skip
    relief_from_days: float = setting(
        5.0, "days' work waiting from which a desk is relieved: part of its standing work (visits "
        "and other casework) is left undone, and other teams give social workers hours",
        unit="working days", low=0, high=200, policy=False,
        source="assumption: a week behind, before work is cut",
    )  # fmt: skip
    relief_days: float = setting(
        10.0, "further days' work waiting over which that relief rises evenly to its most",
        unit="working days", low=0, high=200, policy=False,
        source="assumption: two weeks more",
    )  # fmt: skip
    standing_gives: float = share(
        0.3, "of standing work (social workers' visits and casework, advocates' casework) left "
        "undone at most on a desk that is behind; visits are then late",
        source="assumption: visits of children looked after are in time for 89-93% (Darlington "
        "2018-20), so little of it is ever left", plausible=(0.1, 0.5), policy=False,
    )  # fmt: skip
    spells_per_year: float = setting(
        1.5, "sickness spells of a worker", unit="per year", low=0, high=20,
        source="D: with their length, DfE's 3.5% sickness absence 2025",
    )  # fmt: skip
    spell_days: float = setting(
        6.0, "mean length of a sickness spell", unit="working days", low=1, high=200,
        source="D: with their rate, DfE's 3.5% sickness absence 2025",
    )  # fmt: skip
