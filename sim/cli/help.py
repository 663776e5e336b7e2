"""The help: what the program answers, and what can be set, made from the register."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence

from sim.arms.constraints import EARLIEST, LATEST
from sim.arms.figures_in_words import default_in_words
from sim.arms.scenarios import broken, scenarios
from sim.cli.arguments import Option
from sim.cli.flags import flags_in_words
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
    "compute.workers",
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
    every = "Every setting of python -m sim, by its name: python -m sim --help settings."
    return _page(
        f"{name} [OPTION=VALUE ...] [SETTING=VALUE ...]",
        opening,
        {
            "OPTIONS": [line for one in options
                        for line in _entry(f"{one.name}={one.default}", one.words)],
            "EXAMPLES": _pairs(examples),
            "SETTINGS": [*_wrapped(every, "  "), *_settings(STUDY, "study"),
                         *_entry("resume=FOLDER", "go on with a study that was interrupted, with "
                                 "nothing beside it")],
            "FLAGS": _pairs(flags_in_words(sweeps=False)),
            "RESULTS": _pairs(results),
        },
    )  # fmt: skip


def page(topics: Sequence[str] = ()) -> str:
    """Return the help, or what it says of the topics: settings, scenarios, a room, one of either.

    Raises
    ------
    UserError
        Where there is no such topic.
    """
    if topics:
        return "\n\n".join(_topic(topic) for topic in topics)
    every = settings_by_name()
    rooms = ", ".join(dict.fromkeys(name.split(".")[0] for name in every if "." in name))
    told = [(name, scenario.line) for name, scenario in scenarios().items()]
    told += [(name, f"cannot be used: {why}") for name, why in broken().items()]
    measures = ((measure.id, f"{measure.words} [{measure.unit}]") for measure in HEADLINE)
    more = (f"--help {ALL} lists all {len(every)}, --help ROOM one room ({rooms}), --help NAME one "
            "setting with its source.")  # fmt: skip
    return _page(
        "python -m sim [+scenario=NAME] [SETTING=VALUE ...] [policy.SETTING=VALUE ...]",
        OPENING,
        {
            "SCENARIOS": [*_pairs(told), f"  --help {POLICIES}: all that each says and moves, and "
                          "the law it needs"],
            "EXAMPLES": _pairs(EXAMPLES),
            "MAIN SETTINGS": [*_settings(MAIN, "policy"), "", *_wrapped(more)],
            "SETTINGS AND POLICIES": [POLICY],
            "FLAGS": _pairs(flags_in_words(sweeps=True)),
            "RESULTS": [RESULTS, *_pairs(measures)],
        },
    )  # fmt: skip


def _page(usage: str, opening: str, sections: Mapping[str, Sequence[str]]) -> str:
    """Return a page: its sections, and the exit codes that all commands have."""
    lines = [usage, "", *_wrapped(opening)]
    exits = _pairs((str(exit.value), exit.words) for exit in Exit)
    for title, said in {**sections, "EXIT CODES": exits}.items():
        lines += ["", title, *said]
    return "\n".join(lines)


def _settings(names: Sequence[str], study: str) -> list[str]:
    """Return settings in short, and where results go: below the folder of the policy or study."""
    lines = []
    for name in names:
        one = settings_by_name()[name]
        lines += _entry(f"{name}={default_in_words(one)}", _about(one))
    where = f"hydra.run.dir=results/<{study}>/<authority>_<changed>_<worlds>_<time>-<id>"
    return lines + _entry(where, "where the results go: a new or empty folder")


def _topic(topic: str) -> str:
    told = [one for name, one in scenarios().items() if topic in (POLICIES, name)]
    if told:
        return "\n".join(
            line for one in told for line in _entry(one.name, one.words,
                                                    f"Needs {one.law_in_words}")
        )  # fmt: skip
    if topic in (faults := broken()):
        return "\n".join(_entry(topic, f"cannot be used: {faults[topic]}"))
    every = settings_by_name()
    listed = [one for name, one in every.items()
              if topic in (ALL, name) or name.startswith(topic + ".")]  # fmt: skip
    if not listed:
        rooms = {name.rpartition(".")[0] for name in every} - {""}
        topics = [ALL, POLICIES, *sorted(rooms), *every, *scenarios()]
        raise UserError(
            f"--help {topic} is not allowed: it must be {ALL}, {POLICIES}, a room, a setting or a "
            f"scenario{near_it(topic, topics)}"
        )
    lines = []
    for one in listed:
        believed = "; plausible {:g} to {:g}".format(*one.plausible) if one.plausible else ""
        lines += _entry(
            f"{one.name}={default_in_words(one)}{'' if one.policy else ' *'}",
            _about(one) + believed,
            f"Kind: {one.said_kind}. Source: {one.source}",
        )
    grades = "; ".join(f"{grade}: {words}" for grade, words in GRADES.items())
    footer = f"* no policy may change it. Grades of sources: {grades}."
    return "\n".join([*lines, "", *_wrapped(f"Kinds of setting: {said_kinds()}"),
                      *_wrapped(footer)])  # fmt: skip


def said_kinds() -> str:
    """Return what each kind of setting is, in words."""
    each = "; ".join(f"{kind}, {words}" for kind, words in KINDS.items())
    return (
        f"{each}. What a policy sets is a choice, whatever the kind of its value today. A belief "
        "is drawn anew in each plausible world; it is held where no range is known for it, or "
        "where it tells one authority from another."
    )


def _about(setting: Setting) -> str:
    """Return what a setting is, its unit and what is allowed."""
    allowed = setting.allowed
    if setting.name == "authority.name":
        count = len(authorities.names())
        allowed = f"{authorities.AVERAGE} or one of {count}, by name, a word of it (hull) or code"
    elif setting.name == "start":
        allowed = f"from {EARLIEST} to {LATEST}"
    return f"{setting.words} ({setting.unit}): {allowed}"


def _entry(name: str, *said: str) -> list[str]:
    """Return a name and, set in below it, what is said of it."""
    return [f"  {name}", *(line for text in said for line in _wrapped(text, " " * 6))]


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[str]:
    every = list(pairs)
    wide = max(len(left) for left, _ in every)
    if wide > WIDEST:
        return [line for left, right in every for line in _entry(left, right)]
    lines = []
    for left, right in every:
        lines += textwrap.wrap(
            f"  {left:<{wide}}  {right}", WIDTH, subsequent_indent=" " * (wide + 4)
        )
    return lines


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)
