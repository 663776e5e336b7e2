"""What the replications of one policy, or of today's service alone, say: each table made once."""

from collections.abc import Callable, Mapping
from functools import cached_property

import pandas as pd

from sim.analyse import tables
from sim.analyse.by_group import groups
from sim.analyse.costs import costs
from sim.analyse.drift_and_chance import drift
from sim.analyse.drift_by_cause import drift_by_cause
from sim.analyse.drift_tail import tail
from sim.analyse.hangs_on import ENOUGH, hangs_on, hangs_on_table
from sim.analyse.headline import headline
from sim.analyse.monthly import monthly
from sim.analyse.weeks import week
from sim.analyse.what_noticing_moves import noticers
from sim.analyse.worlds_table import worlds_table
from sim.analyse.years import years
from sim.arms.practice_of_places import practice_in, practice_of
from sim.measures.catalogue import HEADLINE
from sim.replicate.arm_results import Ledgers, pairs
from sim.replicate.worlds import beliefs_of
from sim.settings import Settings, register, to_dict
from sim.settings.register import Value
from sim.study.changed import with_changed


class Found:
    """The tables of a policy against today's service.

    Parameters
    ----------
    authority
        Its name, as titles give it.
    today, policy
        The arms; None without a policy.
    how
        Today's settings.
    fixed
        The measures that cannot differ under this policy.
    set_by_user
        The settings that hold in every world.
    why
        The parts of the differences; None where they were not asked for.
    changed
        What the user set beside scenario and authority, in words.
    """

    def __init__(
        self,
        authority: str,
        today: Ledgers,
        policy: Ledgers | None,
        how: Settings,
        fixed: frozenset[str] = frozenset(),
        set_by_user: frozenset[str] = frozenset(),
        why: pd.DataFrame | None = None,
        changed: str = "",
    ) -> None:
        self.authority, self.today, self.policy = authority, today, policy
        self.how, self.fixed, self.set_by_user, self.why = how, fixed, set_by_user, why
        self.changed = changed

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return every table that is written, by the name of its file."""
        return {name: make() for name, make in self.makers().items()}

    def makers(self) -> dict[str, Callable[[], pd.DataFrame]]:
        """Return what makes each table that is written, by the name of its file."""
        arms = [self.today] + ([self.policy] if self.policy else [])
        made: dict[str, Callable[[], pd.DataFrame]] = {
            "headline": lambda: self.named(self.headline),
            "summary": lambda: self.named(self.summary),
            "years": lambda: self.named(years(self.today, self.policy, self.fixed)),
            "groups": lambda: self.named(groups(self.today, self.policy, self.fixed)),
            "tail": lambda: self.named(tail(self.today, self.policy)),
            "week": lambda: self.named(self.week),
            "costs": lambda: self.costs,
            "drift_by_cause": lambda: self.named(self.drift_by_cause),
            "noticers": lambda: self.named(self.noticers),
            "replications": lambda: tables.replications(self.authority, arms),
            "monthly": lambda: self.monthly,
        }
        if self.policy is not None:
            made["drift"] = lambda: self.named(self.drift)
        if self._is_asked_what_it_hangs_on:
            made["hangs_on"] = lambda: self._named_of_policy(self.hanging)
        if self.today.worlds:
            made["worlds"] = lambda: self.worlds
        if self.why is not None:
            parts = self.why
            made["why"] = lambda: parts
        return {name: self._with_changed(make) for name, make in made.items()}

    def _with_changed(self, make: Callable[[], pd.DataFrame]) -> Callable[[], pd.DataFrame]:
        return lambda: with_changed(make(), self.changed)

    def _named_of_policy(self, table: pd.DataFrame) -> pd.DataFrame:
        assert self.policy is not None
        named = self.named(table)
        named.insert(1, "policy", self.policy.policy)
        return named

    def named(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return a table with the authority's name before its columns."""
        named = table.copy()
        named.insert(0, "authority", self.authority)
        return named

    @cached_property
    def headline(self) -> pd.DataFrame:
        """The headline measures and how they read."""
        return headline(self.today, self.policy, self.how.matters, self.fixed)

    @cached_property
    def summary(self) -> pd.DataFrame:
        """Every measure."""
        return tables.summary(self.today, self.policy, self.fixed)

    @cached_property
    def monthly(self) -> pd.DataFrame:
        """Every measure by month."""
        return monthly(self.authority, self.today, self.policy)

    @cached_property
    def week(self) -> pd.DataFrame:
        """Where hours go."""
        return week(self.today, self.policy)

    @cached_property
    def noticers(self) -> pd.DataFrame:
        """What comes of each one's noticing."""
        return noticers(self.today, self.policy)

    @cached_property
    def costs(self) -> pd.DataFrame:
        """The cost by part and year."""
        return costs(self.authority, self.today, self.policy, self.how.cost.discount_rate)

    @cached_property
    def drift(self) -> pd.DataFrame | None:
        """Differences in drift; None without a policy."""
        return None if self.policy is None else drift(self.today, self.policy)

    @cached_property
    def drift_by_cause(self) -> pd.DataFrame:
        """What drift is owed to."""
        return drift_by_cause(self.today, self.policy)

    @cached_property
    def worlds(self) -> pd.DataFrame:
        """Every pair of runs with its beliefs."""
        held = {
            name: value for name, value in to_dict(self.how).items() if name in self.set_by_user
        }
        return worlds_table(self.authority, self.today, self.policy, held, self._in_place)

    def _of_place(self, world: int) -> Mapping[str, Value]:
        """Return what is drawn in a world for the one authority studied, if it is a named one."""
        return practice_of(self.how, world) if self._is_one_place else {}

    def _in_place(self, world: int) -> Mapping[str, Value]:
        """Return the practice of the one authority studied, what the user set with the rest."""
        return practice_in(self.how, world) if self._is_one_place else {}

    @property
    def _is_one_place(self) -> bool:
        return self.authority == self.how.authority.name

    @property
    def _is_asked_what_it_hangs_on(self) -> bool:
        return self.policy is not None and len(set(self.today.worlds)) >= ENOUGH

    @cached_property
    def hanging(self) -> pd.DataFrame | None:
        """What the answer hangs on; None without a policy, or in few worlds or one."""
        if self.policy is None or not self._is_asked_what_it_hangs_on:
            return None
        today, policy = pairs(self.today, self.policy)
        worlds = list(dict.fromkeys(today.worlds))
        beliefs = pd.DataFrame(
            [{**beliefs_of(world, self.set_by_user), **self._of_place(world)} for world in worlds]
        )
        differences = pd.DataFrame(
            tables.differences_by_world(HEADLINE, today, policy),
            columns=[measure.id for measure in HEADLINE],
        )
        ranges = {one.name: one.plausible for one in register(Settings()) if one.plausible}
        found = hangs_on(beliefs, self.headline, differences, self.how.seed, ranges)
        return hangs_on_table(found)
