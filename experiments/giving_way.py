"""At what caseload does each duty give way? `python -m experiments.giving_way`.

Today's service runs at one caseload after the other, in the same worlds. What comes out is the
share done of each duty at each, and the caseload at which a quarter of what is done at the least
of them is lost: monitoring and contact first, timeliness last, as inspectors describe.
"""

import dataclasses
import math
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.study_command import refuse_beyond_one_world, study_program
from sim.arms.resolve import Arms
from sim.arms.typed_words import names_in
from sim.cli.arguments import CommandLine, Option
from sim.cli.command import run
from sim.errors import UserError
from sim.settings import Settings, register, to_dict

if TYPE_CHECKING:
    from sim.study.policy_study import PolicyStudy


def read_caseloads(text: str) -> tuple[float, ...]:
    """Return the caseloads of a list as it is typed, [50,70,90], rising.

    Raises
    ------
    UserError
        Where one is no number that `iro.caseload` may be, or there are fewer than two.
    """
    caseload = next(one for one in register(Settings()) if one.name == "iro.caseload")
    refused = (
        f"caseloads={text} is not allowed: it must be two or more different numbers, each "
        f"{caseload.allowed}"
    )
    try:
        found = tuple(sorted({float(word) for word in names_in(text)}))
    except ValueError:
        raise UserError(refused) from None
    low, high = caseload.low or 0.0, caseload.high or math.inf
    if len(found) < 2 or not all(low <= one <= high for one in found):
        raise UserError(refused)
    return found


def giving_way(asked: Sequence[Arms]) -> "PolicyStudy":
    """Return what is studied: today's service at each caseload.

    `asked` is the resolved settings at each caseload, rising.
    """
    from experiments.duties_by_caseload import Duties
    from sim.replicate.replication import point_of
    from sim.study.notes import authority_words
    from sim.study.policy_study import PolicyStudy

    caseloads = [float(arms.today.iro.caseload) for arms in asked]
    points = [
        dataclasses.replace(point_of(place, arms, ""), monthly=False)
        for place, arms in enumerate(asked)
    ]
    metadata = {
        "settings": to_dict(asked[0].today),
        "caseloads": caseloads,
        "authority_flags": dict(asked[0].flags),
    }
    return PolicyStudy(asked[0].today, authority_words(asked[0]), points, metadata,
                       lambda each, _: Duties(asked[0], caseloads, each))  # fmt: skip


def _begin(line: CommandLine) -> tuple["PolicyStudy", str]:
    from sim.cli.ask import ask_in_one_world

    if line.scenario is not None or any(word.startswith("policy.") for word in line.overrides):
        raise UserError("a policy is not allowed here: duties give way under today's settings")
    if "iro.caseload" in line.given:
        raise UserError("iro.caseload is not allowed here: write caseloads=[50,70,90]")
    asked = [ask_in_one_world(line, [f"iro.caseload={at:g}"]) for at in line.options["caseloads"]]
    asked = [dataclasses.replace(arms, fixed=arms.fixed | {"iro.caseload"}) for arms in asked]
    refuse_beyond_one_world(asked[0], "say replications")
    return giving_way(asked), "giving_way"


CASELOADS = Option(
    "caseloads",
    "the caseloads to run, children to a full-time IRO",
    "[50,60,70,80,90,100,110,120,130,140]",
    read_caseloads,
)
EXAMPLES = (
    ("python -m experiments.giving_way", "the average authority from 50 to 140 children"),
    ("python -m experiments.giving_way authority.name=Leeds caseloads=[60,80,100]",
     "Leeds at three caseloads"),
)  # fmt: skip
RESULTS = (
    ("duties.csv", "the share done of each duty at each caseload, with its interval"),
    ("giving_way.csv", "the caseload at which each duty gives way"),
    ("report.html, report.md", "the answer in words, with figures and assumptions"),
    ("dictionary.csv", "what each column is"),
    ("figures/", "caseload against each duty"),
    ("run.json", "every setting that was used"),
)


PROGRAM = study_program(
    "python -m experiments.giving_way", __doc__, _begin, (CASELOADS,), EXAMPLES, RESULTS
)

if __name__ == "__main__":
    sys.exit(run(PROGRAM, sys.argv[1:]))
