"""What the replications of one policy, or of today's service alone, say: each table made once."""

from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass
from functools import cached_property, partial

import pandas as pd

from sim.analyse import tables
from sim.analyse.by_group import groups
from sim.analyse.by_time import monthly, years
from sim.analyse.costs import costs
from sim.analyse.drift_tables import drift, drift_by_cause, tail
from sim.analyse.fixed_by_construction import fixed_by_construction
from sim.analyse.hangs_on import ENOUGH, hangs_on, hangs_on_table
from sim.analyse.headline import headline
from sim.analyse.parts_of_policy import Part
from sim.analyse.weeks import week
from sim.analyse.what_noticing_moves import noticers
from sim.analyse.why_table import why_table
from sim.analyse.worlds_table import worlds_table
from sim.arms.practice_of_places import practice_in, practice_of
from sim.arms.resolve import Arms
from sim.arms.scenarios import headed
from sim.measures.catalogue import HEADLINE
from sim.replicate.arm_results import ArmResults, common_replications
from sim.replicate.worlds import beliefs_of
from sim.settings import Settings, register, to_dict
from sim.settings.register import Value
from sim.study.changed import changed_words, with_changed
from sim.study.notes import OWN_FIGURES, authority_words


@dataclass(eq=False)
class PolicyResult:
    """The tables of a policy against today's service."""

    asked: Arms
    # what finished of each arm; None without a policy
    today: ArmResults
    policy: ArmResults | None
    _: KW_ONLY
    authority: str = ""  # its name, as titles give it; that of `asked` where it is not given
    # what finished of all arms, and the parts of the policy's difference that they measure
    arms: Sequence[ArmResults] = ()
    parts: Sequence[Part] = ()

    def __post_init__(self) -> None:
        self.authority = self.authority or authority_words(self.asked)
        self.how = self.asked.today
        self.fixed = fixed_by_construction(self.asked.policy)
        name = "" if self.policy is None else self.policy.policy
        self.changed = changed_words(self.asked, name)

    def makers(self) -> dict[str, Callable[[], pd.DataFrame]]:
        """Return what makes each table that is written, by the name of its file."""
        arms = [self.today, *([self.policy] if self.policy else [])]
        made: dict[str, Callable[[], pd.DataFrame]] = {
            "headline": lambda: self.headline,
            "summary": lambda: self.summary,
            "years": lambda: years(self.today, self.policy, self.fixed),
            "groups": lambda: groups(self.today, self.policy, self.fixed),
            "tail": lambda: tail(self.today, self.policy),
            "week": lambda: self.week,
            "costs": lambda: self.costs,
            "drift_by_cause": lambda: self.causes,
            "noticers": lambda: self.noticers,
            "replications": lambda: tables.replications(self.authority, arms),
            "monthly": lambda: self.monthly,
        }
        if self.policy is not None:
            made["drift"] = lambda: self.drift
        if self._is_asked_what_it_hangs_on:
            made["hangs_on"] = lambda: self.hanging
        if self.today.worlds:
            made["worlds"] = lambda: self.worlds
        if self.why is not None:
            made["why"] = lambda: self.why
        return {name: partial(self._as_written, make) for name, make in made.items()}

    def _as_written(self, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """Return a table with whose it is before its columns, and with what the user set."""
        table = make()
        names = {} if self.policy is None else {"policy": self.policy.policy}
        for place, (name, words) in enumerate({"authority": self.authority, **names}.items()):
            if name not in table:
                table = table.copy()
                table.insert(place, name, words)
        return with_changed(table, self.changed)

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
    def why(self) -> pd.DataFrame | None:
        """The parts of the differences; None where they were not asked for."""
        if self.policy is None or not self.parts:
            return None
        name, matters = self.policy.policy, self.how.matters
        return why_table(self.authority, name, self.arms, self.parts, matters)

    @cached_property
    def causes(self) -> pd.DataFrame:
        """What drift is owed to."""
        return drift_by_cause(self.today, self.policy)

    @property
    def held(self) -> dict[str, Value]:
        """The settings that the user set, which hold in every world, with their values."""
        values = to_dict(self.how)
        return {name: value for name, value in values.items() if name in self.asked.fixed}

    @cached_property
    def worlds(self) -> pd.DataFrame:
        """Every pair of runs with its beliefs, and what is drawn for a named authority."""
        in_place = (lambda world: practice_in(self.how, world)) if self._is_one_place else None
        return worlds_table(self.authority, self.today, self.policy, self.held, in_place)

    @cached_property
    def heading(self) -> str | None:
        """The policy's name as headings give it, which say where it is changed."""
        return None if self.policy is None else headed(self.policy.policy, self.asked.policy)

    @property
    def _is_one_place(self) -> bool:
        return self.authority.removesuffix(OWN_FIGURES) == self.how.authority.name

    @property
    def _is_asked_what_it_hangs_on(self) -> bool:
        return self.policy is not None and len(set(self.today.worlds)) >= ENOUGH

    @cached_property
    def hanging(self) -> pd.DataFrame | None:
        """What the answer hangs on; None without a policy, or in few worlds or one."""
        if self.policy is None or not self._is_asked_what_it_hangs_on:
            return None
        today, policy = common_replications(self.today, self.policy)
        worlds = dict.fromkeys(today.worlds)
        place = self.how if self._is_one_place else None
        beliefs = pd.DataFrame([
            {**beliefs_of(world, self.asked.fixed), **(practice_of(place, world) if place else {})}
            for world in worlds
        ])  # fmt: skip
        differences = pd.DataFrame(tables.differences_by_world(HEADLINE, today, policy),
                                   columns=[measure.id for measure in HEADLINE])  # fmt: skip
        ranges = {one.name: one.plausible for one in register(Settings()) if one.plausible}
        found = hangs_on(beliefs, self.headline, differences, self.how.seed, ranges)
        return hangs_on_table(found)
