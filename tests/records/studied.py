"""Real studies, with the records that their tables and figures were made from."""

import contextlib
import csv
import io
from types import SimpleNamespace

import pandas as pd
import pytest
from studies import last_of_each

from sim.cli import main
from sim.report.figures import style
from sim.study import session

WORDS = ["authority.name=Rutland", "years=2", "warm_up_years=1", "replications=12"]
STORED = 200  # worlds
ARMS = 2  # today's service and the policy come first


class Ran(SimpleNamespace):
    """A study: `records` by number of replication, `point`, `folder`, `figures` and `said`."""

    @property
    def numbers(self):
        return sorted(self.records)

    def world(self, number):
        return number % STORED + 1

    def runs(self, arm, months=slice(None)):
        """Return each run's counts of some reported months, by its number."""
        return {n: self.records[n].months[arm][months].sum(axis=0) for n in self.numbers}

    def before(self, arm, month):
        return {n: self.records[n].before[month] for n in self.numbers}

    def in_group(self, arm, group):
        return {n: self.records[n].groups[arm][group] for n in self.numbers}

    def by_world(self, runs):
        """Return the runs of each world."""
        found = {}
        for number in sorted(runs):
            found.setdefault(self.world(number), []).append(runs[number])
        return found

    def table(self, name):
        """Return a table as it is written, empty cells of words as empty text."""
        table = pd.read_csv(self.folder / f"{name}.csv")
        with (self.folder / f"{name}.csv").open(encoding="utf-8") as file:
            assert next(csv.reader(file)) == list(table.columns)
        words = [name for name in ("empty", "reading") if name in table]
        table[words] = table[words].astype(object).fillna("")
        return table


def ran(folder, *words, scenario="abolish", asked=None, program=main.main):
    """Run a program as a user does, and keep its runs, the figures and what it printed."""
    runners, figures, said = [], {}, io.StringIO()
    save = style.save

    class Kept(session.Runner):
        def run(self, jobs, *more):
            jobs = list(jobs)
            super().run(jobs, *more)
            runners.append((self, jobs[0][0]))

    def keep(drawing, where, name):
        figures[name] = drawing
        return save(drawing, where, name)

    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(said):
        patch.setattr(session, "Runner", Kept)
        patch.setattr(style, "save", keep)
        first = asked or f"+scenario={scenario}"
        assert program([*last_of_each(first, *WORDS, *words), f"hydra.run.dir={folder}"]) == 0
    runner, point = runners[0]
    records = {number: counted for (_, number), counted in runner.counted.items()}
    return Ran(records=records, point=point, folder=folder, figures=figures, said=said.getvalue(),
               in_worlds=point.in_worlds)  # fmt: skip
