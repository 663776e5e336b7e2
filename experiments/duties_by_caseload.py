"""What is seen of today's service at one caseload after the other: what is done of each duty."""

import dataclasses
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial

import pandas as pd

from experiments.order_of_giving_way import ORDER, gives_way_at
from sim.analyse import tables
from sim.arms.resolve import Arms
from sim.arms.scenarios import KEEP
from sim.measures.catalogue import MEASURES
from sim.replicate.arm_results import ArmResults
from sim.report.document.content import Figure, Report
from sim.report.document.duties_report import of_duties
from sim.report.numbers import label, say
from sim.study.drawn_figures import Drawn
from sim.study.notes import basis_of, runs_words
from sim.study.policy_study import View

COLUMNS = ["policy", "measure", "unit", "today", "today_low", "today_high", "range"]


class Duties(View):
    """The share done of each duty at each caseload, and where it gives way.

    Parameters
    ----------
    first_asked
        The resolved settings at the lowest caseload.
    caseloads
        Children to a full-time IRO, rising.
    each
        What finished at each: today's service alone.
    """

    leading = ("giving_way",)

    def __init__(
        self, first_asked: Arms, caseloads: Sequence[float], each: Sequence[Sequence[ArmResults]]
    ) -> None:
        self.asked, self.caseloads = first_asked, caseloads
        self.arms = [arms[0] for arms in each]
        self.basis = dataclasses.replace(basis_of(first_asked, ""), varied=("iro.caseload",))
        self.runs = runs_words(self.arms[0])

    @cached_property
    def duties(self) -> pd.DataFrame:
        """The share done of each duty at each caseload, a row each, with its interval."""
        wanted = [next(m for m in MEASURES if m.id == id) for id in ORDER]
        blocks = {
            caseload: tables.of_measures(wanted, today)[COLUMNS]
            for caseload, today in zip(self.caseloads, self.arms, strict=True)
            if today.replications
        }
        return pd.concat(blocks, names=["caseload"]).reset_index("caseload").reset_index(drop=True)

    @cached_property
    def lost(self) -> pd.DataFrame:
        """Where each duty gives way; infinite where it does not."""
        rows = []
        for id in ORDER:
            duty = self.duties[self.duties["measure"] == id].dropna(subset=["today"])
            known = duty["caseload"].tolist(), duty["today"].tolist()
            rows.append((id, gives_way_at(*known) if len(duty) > 1 else math.nan))
        return pd.DataFrame(rows, columns=["measure", "gives_way_at"])

    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Return both tables, with what tells them from those of another run first."""
        made = {"duties": self.duties, "giving_way": self.lost.assign(policy=KEEP)}
        first = ["authority", "policy", "seed"]
        return {
            name: table.assign(authority=self.basis.authority, seed=self.asked.today.seed)[
                [*first, *(one for one in table.columns if one not in first)]
            ]
            for name, table in made.items()
        }

    def figures(self) -> Iterator[Drawn]:
        """Give the figure."""
        from sim.report.figures.duty_curves import giving_way

        named = {"authority": self.basis.authority, "runs": self.runs}
        yield "giving_way", partial(giving_way, self.duties, self.lost, **named)

    def report(self, figures: Sequence[Figure], remarks: Sequence[str]) -> Report:
        """Return the report."""
        return of_duties(self.basis, self.duties, self.lost, tables.summary(self.arms[0]),
                         runs=self.runs, figures=figures, remarks=remarks)  # fmt: skip

    def print(self) -> None:
        """Print the share of each duty at each caseload, and where each gives way."""
        lost = self.lost.set_index("measure")["gives_way_at"]
        wide = self.duties.pivot(index="measure", columns="caseload", values="today")
        print("Share of each duty done, by children to a full-time IRO")
        print(f"  {'':<26}" + "".join(f"{at:>8g}" for at in wide.columns) + "  a quarter lost at")
        for id, values in wide.loc[list(ORDER)].iterrows():
            shown = "".join(f"{say(value, 'share'):>8}" for value in values)
            at = lost[id]
            where = f"{at:.0f}" if math.isfinite(at) else "-" if math.isnan(at) else "not lost"
            print(f"  {label(str(id)):<26}{shown}  {where:>17}")
