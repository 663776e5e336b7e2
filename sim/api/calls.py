"""What is called from Python: `sim.run`, `sim.compare` and `sim.scenarios`.

A call is put in the words of the command, and those are read, checked and made a study just as the
command's are: so its refusals are the same lines, and its results the same bytes.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from sim.api.call_words import (
    as_command,
    is_named,
    named_policies,
    policy_words,
    shared_settings,
    words_of,
)
from sim.api.study_result import Result
from sim.arms.scenarios import KEEP
from sim.arms.scenarios import scenarios as every_scenario
from sim.cli.arguments import read
from sim.cli.ask import ask
from sim.cli.main import PROGRAM, begin
from sim.errors import UserError
from sim.settings.register import Value
from sim.study.policies_compared import compare as compared

Policy = str | Mapping[str, Value]
Policies = Policy | Mapping[str, Policy] | Sequence[str | Mapping[str, Mapping[str, Value]]]
COMPARE = "python -m experiments.compare"


def run(
    policy: Policy = KEEP,
    *,
    authority: str | None = None,
    replications: int | None = None,
    seed: int | None = None,
    years: int | None = None,
    worlds: str | None = None,
    settings: Mapping[str, Value] | None = None,
    progress: bool = True,
    **keywords: Value,
) -> Result:
    """Return what `python -m sim` answers: a policy against today's service, or today's alone.

    Parameters
    ----------
    policy
        A scenario's name, or what the policy changes by dotted name, `{"iro.caseload": 50}`;
        `"scenario"` among the names is the scenario that the others change. Today's service alone
        where none is given.
    authority
        A part of the name is enough; the average authority where none is given.
    replications, seed, years, worlds
        The settings of these names.
    settings
        Further settings, which hold in both arms, by dotted name: `{"iro.extra_duties": ...}`.
    progress
        Whether to show on stderr how far it is.
    **keywords
        Further settings with `__` for the dot: `iro__caseload=60`.

    Raises
    ------
    UserError
        A ValueError, whose message is the line that the command would print.
    """
    shared = shared_settings(
        settings, authority=authority, replications=replications, seed=seed, years=years,
        worlds=worlds, **keywords,
    )  # fmt: skip
    return _one(policy, shared, progress)


def compare(
    policies: Policies,
    *,
    authority: str | None = None,
    replications: int | None = None,
    seed: int | None = None,
    years: int | None = None,
    worlds: str | None = None,
    settings: Mapping[str, Value] | None = None,
    progress: bool = True,
    **keywords: Value,
) -> Result:
    """Return what policies change, each against today's service in the same worlds.

    Parameters
    ----------
    policies
        One policy, as `run` takes it: what `python -m sim` answers. Or several, side by side as
        `python -m experiments.compare` puts them: a list of scenarios, a mapping of policies by
        names of your own, `{"fifty": {"iro.caseload": 50}}`, or a list of both.
    authority, replications, seed, years, worlds, settings, progress, **keywords
        As of `run`.

    Raises
    ------
    UserError
        A ValueError, whose message is the line that the command would print.
    """
    shared = shared_settings(
        settings, authority=authority, replications=replications, seed=seed, years=years,
        worlds=worlds, **keywords,
    )  # fmt: skip
    if isinstance(policies, str) or (isinstance(policies, Mapping) and not is_named(policies)):
        return _one(policies, shared, progress)
    return _several(policies, shared, progress)


def scenarios() -> pd.DataFrame:
    """Return a row for each scenario there is, your own among them.

    Returns
    -------
    pandas.DataFrame
        By name: `words`, what it stands for, `law`, what it needs of the law, and `changes`, what
        its policy sets, a mapping of dotted names that may be changed and given to `sim.compare`.
    """
    rows = [
        {"scenario": one.name, "words": one.words, "law": one.law_in_words, "changes": one.changes}
        for one in every_scenario().values()
    ]
    return pd.DataFrame(rows).set_index("scenario")


def _one(policy: Any, shared: Mapping[str, Any], progress: bool) -> Result:
    if not isinstance(policy, str | Mapping):
        raise UserError(
            f"{policy} is not allowed as a policy: it must be a scenario's name or a mapping of "
            "settings, {'iro.caseload': 50}"
        )
    own = [] if policy == KEEP else policy_words(policy)
    words = [*own, *words_of(shared)]
    study, _ = begin(read(words))
    return Result(study, as_command(PROGRAM.name, words), progress=progress)


def _several(policies: Any, shared: Mapping[str, Any], progress: bool) -> Result:
    if not isinstance(policies, Iterable):
        raise UserError(f"{policies} is not allowed as policies: it must name some, in a list")
    named = named_policies(policies)
    words, asked = words_of(shared), {}
    for name, own in named.items():
        asked[name] = ask(read([*own, *words]))
        if asked[name].under_policy is None:
            raise UserError(f"{name} is not allowed: it changes nothing of today's service")
    if all(own == policy_words(name) for name, own in named.items()):
        command = as_command(COMPARE, [f"scenarios=[{','.join(named)}]", *words])
    else:  # no command takes policies by names of one's own
        command = f"sim.compare({policies!r}, settings={shared!r})"
    return Result(compared(asked, monthly=True), command, progress=progress)
