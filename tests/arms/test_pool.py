"""One pool of IROs across authorities: how it is asked for, and what it changes."""

import dataclasses
import subprocess
import sys

import numpy as np
import pytest

from sim.arms.pool import canonical, members
from sim.arms.resolve import resolve
from sim.errors import UserError
from sim.replicate.replication import point_of, run_point
from sim.settings import Settings


def test_a_list_of_authorities_is_written_as_their_full_names():
    assert members(canonical("[leeds, Bradford]")) == ["Leeds", "Bradford"]
    assert members(canonical('["Bristol, City of",leeds]')) == ["Bristol, City of", "Leeds"]
    assert canonical(canonical("[leeds,bradford]")) == canonical("[leeds,bradford]")
    assert members(canonical("[average,average]")) == ["average", "average"]
    assert canonical("[Leeds;bradford]") == canonical("[leeds; Bradford]") == "Leeds; Bradford"
    assert canonical("[]") == ""


@pytest.mark.parametrize(
    ("asked", "policy", "said"),
    [
        ({}, {"pool": "[Leeds]"}, "two authorities or more"),
        ({}, {"pool": "[Leeds,Bardford]"}, "near it: Bradford"),
        ({}, {"pool": f"[{'Leeds,' * 2999}Leeds]"}, "at most 151 authorities"),
        ({"name": "Kent"}, {"pool": "[Leeds,Bradford]"}, "authority.name=Kent"),
        ({}, {"pool": "[Leeds,Bradford]", "iro.employer": "none", "review.chair": "team_manager"},
         "no IROs to share"),
    ],
)  # fmt: skip
def test_what_cannot_be_pooled_is_refused(asked, policy, said):
    given = Settings()
    given = dataclasses.replace(given, authority=dataclasses.replace(given.authority, **asked))
    with pytest.raises(UserError, match=said):
        resolve(given, policy)


def test_only_a_policy_pools():
    with pytest.raises(UserError, match="only a policy pools IROs"):
        resolve(dataclasses.replace(Settings(), pool="[Leeds,Bradford]"), {})


def test_each_authority_of_a_pool_has_its_own_figures_and_the_same_policy():
    arms = resolve(Settings(), {"pool": "[Leeds,Bradford]", "iro.caseload": 60.0})
    ((bradford, under),) = arms.beside
    assert arms.today.authority.name == "Leeds"
    assert bradford.authority.name == "Bradford"
    own = arms.today.authority.children_looked_after
    assert own != bradford.authority.children_looked_after
    assert (bradford.iro.caseload, under.iro.caseload) == (70.0, 60.0)


def test_the_chosen_authority_comes_first():
    given = Settings()
    chosen = dataclasses.replace(given.authority, name="Bradford")
    arms = resolve(dataclasses.replace(given, authority=chosen), {"pool": "[Leeds,Bradford]"})
    assert arms.today.authority.name == "Bradford"
    assert [today.authority.name for today, _ in arms.beside] == ["Leeds"]


@pytest.mark.slow
def test_a_pool_leaves_today_apart_and_shares_under_the_policy():
    asked = dataclasses.replace(Settings(), years=1, warm_up_years=1)
    arms = resolve(asked, {"pool": "[Rutland,Hartlepool]"})
    point = point_of(0, arms, "pooled")
    pooled = run_point(point, 5)
    apart, shared = pooled.months
    assert not np.array_equal(apart, shared)
    again = run_point(point, 5)
    assert all(np.array_equal(a, b) for a, b in zip(pooled, again, strict=True))


@pytest.mark.slow
def test_the_command_runs_a_pool(tmp_path):
    folder = tmp_path / "run"
    words = ["+scenario=relocate", "policy.pool=[Rutland,Hartlepool]", "replications=2", "years=1",
             f"hydra.run.dir={folder}"]  # fmt: skip
    ran = subprocess.run([sys.executable, "-m", "sim", *words], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert "Rutland and Hartlepool: relocate, changed against today, in" in ran.stdout
    assert '"authority.name": "Hartlepool"' in (folder / "run.json").read_text("utf-8")
