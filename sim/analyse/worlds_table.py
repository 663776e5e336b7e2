"""`worlds.csv`: every pair of runs with its beliefs, so that anyone's statistics can go on."""

from collections.abc import Callable, Mapping

import pandas as pd

from sim.analyse.tables import runs_of, values_by_run
from sim.measures.catalogue import HEADLINE
from sim.measures.noticers_measured import measures_of_noticing
from sim.replicate.arm_results import ArmResults, common_replications
from sim.replicate.worlds import beliefs_of, noticing_of
from sim.settings.register import Value


def worlds_table(
    authority: str,
    today: ArmResults,
    policy: ArmResults | None,
    held: Mapping[str, Value],
    of_place: Callable[[int], Mapping[str, Value]] | None = None,
) -> pd.DataFrame:
    """Return a row for each pair of runs, or run of today's service.

    Parameters
    ----------
    held
        The settings that the user set, which no world decides, with their values.
    of_place
        Makes of a world's number what is drawn there for the authority, if it is a named one.

    Returns
    -------
    pandas.DataFrame
        `authority`, `policy`, `world`, `replication` and `seed`; the beliefs of the world, a column
        each by their settings' names, those that the user set at the value held; what is drawn
        for a named authority; `drift_ratio` and `leaving_rate_ratio` of the world, as it was
        calibrated; and of each
        headline measure `<id>.today`, `<id>.under_policy` and `<id>.difference`, in its unit; last
        `<id>.today` of what comes of each one's noticing.
    """
    if policy is not None:
        today, policy = common_replications(today, policy)
    beliefs = pd.DataFrame([
        {name: held.get(name, value) for name, value in beliefs_of(world, frozenset()).items()}
        | (dict(of_place(world)) if of_place else {})
        for world in today.worlds
    ])  # fmt: skip
    noticed = pd.DataFrame([noticing_of(world) for world in today.worlds])
    before = values_by_run(HEADLINE, today)
    values = {"today": before}
    if policy is not None:
        after = values_by_run(HEADLINE, policy)
        values |= {"under_policy": after, "difference": after - before}
    columns = {f"{measure.id}.{arm}": each[:, place] for place, measure in enumerate(HEADLINE)
               for arm, each in values.items()}  # fmt: skip
    noticing = measures_of_noticing()
    names = [f"{measure.id}.today" for measure in noticing]
    columns |= dict(zip(names, values_by_run(noticing, today).T, strict=True))
    runs = runs_of(authority, today).assign(policy=(policy or today).policy)
    return pd.concat([runs, beliefs, noticed, pd.DataFrame(columns)], axis=1)
