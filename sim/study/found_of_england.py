"""What a study of all authorities says: England's sums and every authority, each made once."""

from collections.abc import Sequence
from functools import cached_property

import pandas as pd

from sim.analyse import tables
from sim.analyse.added_up import added_up, finished_everywhere
from sim.analyse.estimate import holm
from sim.analyse.headline import headline, verdicts
from sim.analyse.places_apart import places_apart
from sim.analyse.totals_of_england import totals
from sim.arms.resolve import NATIONAL, OWN, Arms
from sim.measures.catalogue import HEADLINE
from sim.replicate.arm_results import Ledgers, pairs, two
from sim.study.changed import changed_words
from sim.study.found_of_policy import Found
from sim.study.notes import stock_words

NAME = "England"


class FoundOfEngland:
    """The tables of England and of its authorities.

    Parameters
    ----------
    every
        The resolved arms of each authority.
    each
        What finished of each authority, in the same order: today's service, and the policy.
    scenario
        The policy's name.
    fixed
        The measures that cannot differ under this policy.

    Attributes
    ----------
    each
        Every authority's arms, with the replications that finished in all of them.
    national
        England's arms: those added up, replication by replication.
    sums
        England's tables.
    """

    def __init__(
        self,
        every: Sequence[Arms],
        each: Sequence[Sequence[Ledgers]],
        scenario: str,
        fixed: frozenset[str],
    ) -> None:
        self.every, self.how, self.fixed = every, every[0].today, fixed
        self._finished = each
        self.each = finished_everywhere([arms.today.authority.name for arms in every], each)
        self.national = added_up(self.each)
        today, policy = two(self.national)
        changed = changed_words(every[0], "" if policy is None else scenario)
        self.sums = Found(NAME, today, policy, self.how, fixed, every[0].fixed, changed=changed)

    @cached_property
    def authorities(self) -> pd.DataFrame:
        """The headline measures of every authority, a row each.

        In one world readings allow for judging a measure in all authorities at once (Holm); over
        worlds each authority meets the same ones. `rests_on` says whether all of the authority's
        published figures are its own. `caution` says why its own levels are not to be read; it is
        in England's sums all the same.
        """
        blocks, identical = [], []
        for arms, found in zip(self.every, self.each, strict=True):
            block = headline(*two(found), self.how.matters, self.fixed)
            if len(found) > 1 and not found[0].worlds:
                apart = tables.difference(HEADLINE, *pairs(found[0], found[1]))
                identical += apart.identical.tolist()
            block.insert(0, "authority", arms.today.authority.name)
            flags = set(arms.flags.values())
            block["rests_on"] = NATIONAL if NATIONAL in flags else OWN
            block["caution"] = stock_words(found[0], arms, len(self.every))
            blocks.append(block)
        table = pd.concat(blocks, ignore_index=True)
        if not identical:
            return table
        for measure in HEADLINE:
            rows = (table["measure"] == measure.id).to_numpy()
            table.loc[rows, "adjusted_p"] = holm(table.loc[rows, "p_value"].tolist())
        table["reading"] = verdicts(table, identical)
        return table

    @cached_property
    def totals(self) -> pd.DataFrame:
        """England's children, reviews, posts and pounds, with their own spread."""
        return totals(self.national, self.each, self.fixed)

    @cached_property
    def apart(self) -> pd.DataFrame | None:
        """The places whose answer differs in kind from England's; None without a policy."""
        if len(self.national) == 1:
            return None
        return places_apart(
            self.every, self.each, self.national, self.authorities, self.sums.headline
        )

    @cached_property
    def replications(self) -> pd.DataFrame:
        """Every measure of every replication that finished, of every authority."""
        return pd.concat(
            [
                tables.replications(arms.today.authority.name, found)
                for arms, found in zip(self.every, self._finished, strict=True)
            ],
            ignore_index=True,
        )
