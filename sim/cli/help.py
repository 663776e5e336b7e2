"""The help: what the program answers, and what can be set, made from the register."""

import textwrap
from collections.abc import Iterable, Sequence

from sim.arms.constraints import EARLIEST, LATEST
from sim.arms.figures_in_words import default_in_words
from sim.arms.scenarios import Scenario, scenarios
from sim.cli.arguments import Option
from sim.data import authorities
from sim.errors import Exit, UserError, near_it
from sim.measures.catalogue import HEADLINE
from sim.settings import Setting, settings_by_name
from sim.settings.register import GRADES, KINDS

WIDTH = 96
WIDEST = 60  # letters beside which an explanation still fits; else it stands below
ALL = "settings"
POLICIES = "scenarios"
# the settings that most questions begin with; `--help settings` lists every one
MAIN = (
    "authority.name",
    "seed",
    "replications",
    "years",
    "start",
    "iro.caseload",
    "iro.extra_duties.prevalence",
    "iro.extra_duties.time_share",
    "social_worker.caseload",
    "social_worker.notification_rate",
)

# what any study is asked with
STUDY = (
    "authority.name",
    "authority.file",
    "replications",
    "seed",
    "worlds",
    "threads",
    "compute.kind",
    "compute.address",
)

OPENING = """\
Which arrangement keeps the reviews of looked-after children on time and their care plans from
drifting, for what workload and cost, and how sure can one be? This program simulates the
Independent Reviewing Officer (IRO) service of an English local authority day by day, under
today's arrangement and under a policy, many times over with the same children meeting the same
fates in both, and says what the policy changes."""

EXAMPLES = (
    ("python -m sim", "today's service in the average authority"),
    ("python -m sim +scenario=abolish", "what abolishing the IRO would change"),
    ("python -m sim +scenario=relocate authority.name=Leeds", "relocating the IROs of Leeds"),
    ("python -m sim +scenario=ring_fence iro.caseload=100", "where IROs hold 100 children each"),
    ("python -m sim policy.iro.caseload=50", "a policy of one's own: 50 children to an IRO"),
    ("python -m sim +scenario=notify replications=50 seed=7", "fewer worlds, other chance"),
    ("python -m sim +scenario=abolish hydra.run.dir=my/run", "results in a folder of one's own"),
)

POLICY = """\
A setting written by its name holds today: in both arms and in the warm-up before them. With
`policy.` before the name it is part of the policy: it holds in the scenario's arm only, from the
first reported day. A scenario is a named set of such values; policy.<name>=null takes one back."""

RESULTS = """\
A table on the screen, and below results/<policy>/ a folder whose name says the authority, what was
changed, the worlds and the time, with report.html (the answer in words; report.md to paste),
headline.csv, summary.csv, worlds.csv, replications.csv, monthly.csv, dictionary.csv (what each
column is), figures/ and run.json, which holds every setting that was used. results/index.csv lists
the runs, but none whose folder was named with hydra.run.dir elsewhere.
Headline measures, each with a verdict:"""


def program_page(
    name: str,
    opening: str,
    options: Sequence[Option],
    examples: Sequence[tuple[str, str]],
    results: Sequence[tuple[str, str]],
    topics: Sequence[str] = (),
) -> str:
    """Return the help of a further command, which takes every setting and options of its own.

    Parameters
    ----------
    name, opening
        How it is started, and what it answers.
    options
        What it takes beside settings.
    examples
        Commands, and what each asks.
    results
        The files it writes, and what each holds.
    topics
        As in `page`.
    """
    if topics:
        return page(topics)
    return "\n".join(
        [
            f"{name} [OPTION=VALUE ...] [SETTING=VALUE ...]",
            "",
            *textwrap.wrap(opening, WIDTH),
            "",
            "OPTIONS",
            *(
                line
                for option in options
                for line in (f"  {option.name}={option.default}",
                             *_wrapped(option.words, " " * 6))
            ),
            "",
            "EXAMPLES",
            *_pairs(examples),
            "",
            "SETTINGS",
            *_wrapped("Every setting of python -m sim, by its name: python -m sim --help settings.",
                      "  "),
            *(line for name in STUDY for line in _short(settings_by_name()[name])),
            "  hydra.run.dir=results/<study>/<authority>_<changed>_<worlds>_<time>-<id>",
            "      where the results go: a new or empty folder",
            "  resume=FOLDER",
            "      go on with a study that was interrupted, with nothing beside it",
            "",
            "RESULTS",
            *_pairs(results),
            "",
            "EXIT CODES",
            *_pairs((str(exit.value), exit.words) for exit in Exit),
        ]
    )  # fmt: skip


def page(topics: Sequence[str] = ()) -> str:
    """Return the help, or what it says of the topics: settings, scenarios, a room, one of either.

    Raises
    ------
    UserError
        Where there is no such topic.
    """
    if not topics:
        return _overview()
    return "\n\n".join(_topic(topic) for topic in topics)


def _overview() -> str:
    rooms = dict.fromkeys(name.split(".")[0] for name in settings_by_name() if "." in name)
    return "\n".join(
        [
            "python -m sim [+scenario=NAME] [SETTING=VALUE ...] [policy.SETTING=VALUE ...]",
            "",
            OPENING,
            "",
            "SCENARIOS",
            *_pairs((name, scenario.line) for name, scenario in scenarios().items()),
            f"  --help {POLICIES}: all that each says and moves, and the law it needs",
            "",
            "EXAMPLES",
            *_pairs(EXAMPLES),
            "",
            "MAIN SETTINGS",
            *(line for name in MAIN for line in _short(settings_by_name()[name])),
            "  hydra.run.dir=results/<policy>/<authority>_<changed>_<worlds>_<time>-<id>",
            "      where the results go: a new or empty folder",
            "",
            *_wrapped(f"--help {ALL} lists all {len(settings_by_name())}, --help ROOM one room "
                      f"({', '.join(rooms)}), --help NAME one setting with its source.", ""),
            "",
            "SETTINGS AND POLICIES",
            POLICY,
            "",
            "RESULTS",
            RESULTS,
            *_pairs((measure.id, f"{measure.words} [{measure.unit}]") for measure in HEADLINE),
            "",
            "EXIT CODES",
            *_pairs((str(exit.value), exit.words) for exit in Exit),
        ]
    )  # fmt: skip


def _topic(topic: str) -> str:
    told = [one for name, one in scenarios().items() if topic in (POLICIES, name)]
    if told:
        return "\n".join(line for one in told for line in _scenario(one))
    every = settings_by_name()
    listed = [
        setting
        for name, setting in every.items()
        if topic in (ALL, name) or name.startswith(topic + ".")
    ]
    if not listed:
        rooms = {name.rpartition(".")[0] for name in every} - {""}
        topics = [ALL, POLICIES, *sorted(rooms), *every, *scenarios()]
        raise UserError(
            f"--help {topic} is not allowed: it must be {ALL}, {POLICIES}, a room, a setting or a "
            f"scenario{near_it(topic, topics)}"
        )
    grades = "; ".join(f"{grade}: {words}" for grade, words in GRADES.items())
    footer = f"* no policy may change it. Grades of sources: {grades}."
    kinds = f"Kinds of setting: {said_kinds()}"
    lines = [line for setting in listed for line in _long(setting)]
    return "\n".join([*lines, "", *_wrapped(kinds, ""), *_wrapped(footer, "")])


def _scenario(scenario: Scenario) -> list[str]:
    """Return a scenario's paragraph and the law it needs."""
    law = f"Needs {scenario.law_in_words}"
    return [f"  {scenario.name}", *(line for text in (scenario.words, law)
                                    for line in _wrapped(text, " " * 6))]  # fmt: skip


def said_kinds() -> str:
    """Return what each kind of setting is, in words."""
    each = "; ".join(f"{kind}, {words}" for kind, words in KINDS.items())
    return (
        f"{each}. What a policy sets is a choice, whatever the kind of its value today. A belief "
        "is drawn anew in each plausible world; it is held where no range is known for it, or "
        "where it tells one authority from another."
    )


def _short(setting: Setting) -> list[str]:
    return [
        f"  {setting.name}={default_in_words(setting)}",
        *_wrapped(f"{setting.words} ({setting.unit}): {_allowed(setting)}", " " * 6),
    ]


def _long(setting: Setting) -> list[str]:
    fixed = "" if setting.policy else " *"
    believed = ""
    if setting.plausible:
        low, high = setting.plausible
        believed = f"; plausible {low:g} to {high:g}"
    return [
        f"  {setting.name}={default_in_words(setting)}{fixed}",
        *_wrapped(f"{setting.words} ({setting.unit}): {_allowed(setting)}{believed}", " " * 6),
        *_wrapped(f"Kind: {setting.said_kind}. Source: {setting.source}", " " * 6),
    ]


def _allowed(setting: Setting) -> str:
    if setting.name == "authority.name":
        count = len(authorities.names())
        return f"{authorities.AVERAGE} or one of {count}, a part of the name is enough (hull)"
    if setting.name == "start":
        return f"from {EARLIEST} to {LATEST}"
    return setting.allowed


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[str]:
    every = list(pairs)
    wide = max(len(left) for left, _ in every)
    if wide > WIDEST:
        return [line for left, right in every for line in (f"  {left}", *_wrapped(right, " " * 6))]
    lines = []
    for left, right in every:
        lines += textwrap.wrap(
            f"  {left:<{wide}}  {right}", WIDTH, subsequent_indent=" " * (wide + 4)
        )
    return lines


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)
