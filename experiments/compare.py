"""Compare policies on the same children and the same chance: `python -m experiments.compare`.

Every policy runs in the same worlds as today's service. What comes out is what each changes, how
sure that is when several are judged at once, how often each is the best, and what is gained and
given up between timeliness, drift, the child's voice and cost.
"""

import dataclasses
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.scenario_list import ALL, named_scenarios
from sim.command_line import CommandLine, Option
from sim.program import Program, run
from sim.report.document.content import Report
from sim.report.document.of_comparison import of_comparison
from sim.report.document.rendered import figures_in
from sim.scenarios import KEEP
from sim.settings.arms import Arms, flat
from sim.settings.mistake import Mistake
from sim.study import tables
from sim.study.announce import authority_words, notes_on, precision_words
from sim.study.bars import Bars
from sim.study.beliefs import drift_intervals
from sim.study.conduct import Study
from sim.study.enough import Enough, conduct
from sim.study.ledgers import Ledgers
from sim.study.point import Point, with_draws
from sim.study.policies import TRADED, comparison, ranks, trade_offs
from sim.study.reporting import basis_of, failures_words
from sim.study.run import TIMELINESS, differing
from sim.study.trade_off import trade_off as cost_and_drift


class Comparison:
    """What the comparison studies.

    Parameters
    ----------
    asked
        The resolved arms of each policy, by its name.
    """

    def __init__(self, asked: Mapping[str, Arms]) -> None:
        self.asked = asked
        self.first = next(iter(asked.values()))
        self.how = self.first.today
        point = Point(0, self.how, {name: arms.policy for name, arms in asked.items()},
                      monthly=False)  # fmt: skip
        self.points = with_draws(point, self.first.fixed)
        self.enough: Enough | None = None

    def about(self) -> Mapping[str, Any]:
        """Return the settings, and what each policy changes of them."""
        return {
            "settings": flat(self.how),
            "policies": {
                name: differing(arms.today, arms.under_policy) for name, arms in self.asked.items()
            },
            "authority_flags": dict(self.first.flags),
            "drawn": self.points[-1].drawn_settings,
        }

    def conduct(self, study: Study, bars: Bars) -> None:
        """Run all policies in the same worlds."""
        self.enough = conduct(study, bars, self.points, self.how, lambda: self._widest(study))

    def _widest(self, study: Study) -> float:
        """Return the largest half-width of the policies' headline difference, by chance alone."""
        baseline, *policies = study.arms(self.points[0])
        if not baseline.replications:
            return float("nan")
        rows = [tables.headline(baseline, p).set_index("measure").loc[TIMELINESS] for p in policies]
        return max(float(row["difference_high"] - row["difference_low"]) / 2 for row in rows)

    def compared(self, study: Study) -> pd.DataFrame:
        """Return the headline measures of every policy against today's service."""
        return comparison(study.arms(self.points[-1]), self.how.matters)

    def drift(self, study: Study) -> pd.DataFrame:
        """Return each policy's differences in drift with both intervals."""
        baseline, *policies = study.arms(self.points[0])
        drawn = study.arms(self.points[-1]) if len(self.points) > 1 else None
        blocks = [
            drift_intervals(baseline, policy, drawn and (drawn[0], drawn[place]))
            for place, policy in enumerate(policies, start=1)
        ]
        table = pd.concat(blocks, ignore_index=True)
        return table.rename(columns={"scenario": "policy"})

    def write(self, study: Study, part: Path) -> Mapping[str, Any]:
        """Write the tables and figures."""
        arms = study.arms(self.points[-1])
        compared = self.compared(study)
        tables.write_csv(compared, part / "comparison.csv")
        tables.write_csv(ranks(arms), part / "ranks.csv")
        tables.write_csv(trade_offs(compared), part / "trade_offs.csv")
        tables.write_csv(cost_and_drift(arms), part / "cost_and_drift.csv")
        tables.write_csv(self.drift(study), part / "drift.csv")
        tables.write_csv(_summaries(arms), part / "summary.csv")
        tables.write_parquet(tables.replications(arms), part / "replications.parquet")
        self._draw(part, compared, arms)
        found: dict[str, Any] = {"notes": notes_on(arms[0], self.first)}
        if self.enough is not None:
            found["precision"] = dataclasses.asdict(self.enough)
        return found

    def _draw(self, part: Path, compared: pd.DataFrame, arms: Sequence[Ledgers]) -> None:
        from sim.report import forest, trade_off
        from sim.report.differences import differences
        from sim.report.rank_strips import rank_strips
        from sim.report.style import save

        named: dict[str, Any] = {
            "authority": authority_words(self.first), "replications": len(arms[0].replications),
            "drawn": bool(arms[0].draws),
        }  # fmt: skip
        figures = part / "figures"
        for policy, rows in compared.groupby("policy", sort=False):
            drawing = differences(rows, scenario=str(policy), **named)
            save(drawing, figures, f"differences_{policy}")
        for page, bands in enumerate(forest.pages(compared["policy"].nunique()), start=1):
            save(forest.forest(compared, bands, **named), figures, f"policies_{page}")
        ranked = ranks(arms)
        others = [one for one in dict.fromkeys(ranked["measure"]) if one not in TRADED]
        for page, shown in enumerate((TRADED, others[:3], others[3:]), start=1):
            save(rank_strips(ranked, shown, **named), figures, f"ranks_{page}")
        save(trade_off.trade_off(cost_and_drift(arms), **named), figures, "cost_and_drift")

    def report(self, study: Study, part: Path) -> Report:
        """Return the report."""
        arms = study.arms(self.points[-1])
        compared = self.compared(study)
        remarks = [*notes_on(arms[0], self.first), *failures_words(study.failures)]
        if self.enough is not None:
            remarks.append(precision_words(self.enough))
        policies = tuple((name, asked.policy) for name, asked in self.asked.items())
        drawn = self.points[-1].drawn_settings
        return of_comparison(
            replace(basis_of(self.first, "", drawn), policies=policies),
            compared, _summaries(arms), ranks(arms), self.drift(study), trade_offs(compared),
            replications=len(arms[0].replications), figures=figures_in(part), remarks=remarks,
        )  # fmt: skip

    def say(self, study: Study) -> None:
        """Print the policies side by side."""
        from sim.report.combined import show_comparison

        arms = study.arms(self.points[-1])
        for note in notes_on(arms[0], self.first):
            print(note)
        compared = self.compared(study)
        show_comparison(
            compared, ranks(arms), self.drift(study), trade_offs(compared),
            authority=authority_words(self.first), replications=len(arms[0].replications),
        )  # fmt: skip
        if self.enough is not None:
            print(precision_words(self.enough))


def _summaries(arms: Sequence[Ledgers]) -> pd.DataFrame:
    whole = [tables.summary(arms[0], arm).assign(policy=arm.policy) for arm in arms[1:]]
    return pd.concat(whole, ignore_index=True)


def _begin(line: CommandLine) -> tuple[Comparison, str]:
    from sim.asking import ask

    if line.scenario is not None:
        raise Mistake(
            f"+scenario={line.scenario} is not allowed here: write scenarios=[{line.scenario}]"
        )
    asked = {}
    for name in line.options["scenarios"]:
        if name == KEEP:
            continue
        arms = ask(line, [f"+scenario={name}"])
        if arms.beside:
            raise Mistake("policy.pool is not allowed here: run python -m sim with it")
        asked[name] = arms
    if next(iter(asked.values())).today.authority.scope != "one":
        raise Mistake(
            "authority=england is not allowed here: run python -m sim authority=england with each "
            "scenario by itself; the same seed gives them the same children"
        )
    return Comparison(asked), "compare"


SCENARIOS = Option(
    "scenarios",
    "the policies to compare with today's service and each other, [strengthen,abolish], or all",
    ALL,
    named_scenarios,
)
EXAMPLES = (
    ("python -m experiments.compare", "all scenarios, in the average authority"),
    ("python -m experiments.compare scenarios=[keep,strengthen,relocate,abolish] "
     "authority.name=Leeds replications=100", "four, in Leeds"),
    ("python -m experiments.compare scenarios=[strengthen,abolish] uncertainty=sampled",
     "with beliefs drawn from the plausible settings"),
    ("python -m experiments.compare scenarios=[abolish] precision=0.005 replications=1000",
     "until the difference in reviews on time is known to half a point"),
)  # fmt: skip
RESULTS = (
    ("comparison.csv", "headline measures of each policy: paired differences, intervals, verdicts"),
    ("ranks.csv", "how often each policy has each rank, by measure"),
    ("trade_offs.csv", "timeliness, drift, the child's voice and cost together"),
    ("cost_and_drift.csv", "how sure the differences in cost and drift are together"),
    ("drift.csv", "differences in drift with chance alone, and with beliefs"),
    ("summary.csv", "every measure of each policy"),
    ("replications.parquet", "every measure of every run"),
    ("dictionary.csv", "what each column is"),
    ("report.html, report.md", "the answer in words, with how sure, figures and assumptions"),
    ("figures/", "all policies side by side, ranks, cost against drift, and each policy's own"),
    ("run.json", "every setting that was used"),
)


def _help(topics: Sequence[str]) -> str:
    from sim.help_page import program_page

    opening = " ".join((__doc__ or "").split("\n\n", 1)[1].split())
    return program_page(PROGRAM.name, opening, PROGRAM.options, EXAMPLES, RESULTS, topics)


PROGRAM = Program("python -m experiments.compare", _help, _begin, (SCENARIOS,))

if __name__ == "__main__":
    sys.exit(run(PROGRAM, sys.argv[1:]))
