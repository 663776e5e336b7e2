"""What the commands of studies share: reading their words, refusing what is of no use, their help.

A study's `__main__` says in its docstring what the study answers, and makes its program here.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from experiments.beliefs import AUTO, can_vary
from sim.arms.resolve import Arms
from sim.arms.scenarios import KEEP, scenarios
from sim.arms.typed_words import names_in
from sim.cli.arguments import CommandLine, Option
from sim.cli.command import Program
from sim.errors import UserError, near_it
from sim.settings import READINGS, Settings, register

if TYPE_CHECKING:
    from sim.study.session import Study

ALL = "all"  # scenarios


def study_program(
    name: str,
    words: str | None,
    begin: Callable[[CommandLine], tuple["Study", str]],
    options: Sequence[Option],
    examples: Sequence[tuple[str, str]],
    results: Sequence[tuple[str, str]],
    *,
    varies: bool = False,
) -> Program:
    """Return the program of a study; `words` is its docstring, whose further paragraphs help tells.

    The other parameters are those of `Program` and `program_page`.
    """
    opening = " ".join((words or "").partition("\n\n")[2].split())

    def help_of(topics: Sequence[str]) -> str:
        from sim.cli.help import program_page

        return program_page(name, opening, options, examples, results, topics)

    return Program(name, help_of, begin, tuple(options), varies=varies)


def named_scenarios(text: str) -> tuple[str, ...]:
    """Return the scenarios of a list as it is typed, [keep,abolish], or of `all`.

    Today's service is in every comparison, named or not.

    Raises
    ------
    UserError
        Where a name is none, or no policy is named.
    """
    known = list(scenarios())
    names = list(dict.fromkeys(names_in(text)))
    if names == [ALL]:
        return tuple(known)
    for name in names or [""]:
        if name not in known:
            raise UserError(
                f"scenarios={text} is not allowed: {name or 'nothing'} must be {ALL} or one of "
                f"{', '.join(known)}{near_it(name, known)}"
            )
    if names == [KEEP]:
        raise UserError(f"scenarios={text} is not allowed: it must name a policy beside {KEEP}")
    return (KEEP, *(name for name in names if name != KEEP))


def settings_to_vary(option: str) -> Callable[[str], tuple[str, ...] | None]:
    """Return a reader of names of settings that have a plausible range; None for auto."""

    def read(text: str) -> tuple[str, ...] | None:
        if text == AUTO:
            return None
        listed = register(Settings())
        ranged, known = can_vary(listed), {setting.name for setting in listed}
        names = list(dict.fromkeys(names_in(text)))
        refused = f"{option}={text} is not allowed:"
        if not names:
            raise UserError(f"{refused} it must be {AUTO} or names of settings, [a.b,c.d]")
        for one in names:
            guess = near_it(one, ranged) or "; --help settings lists them"
            if one not in known:
                raise UserError(f"{refused} there is no setting {one}{guess}")
            if one not in ranged:
                raise UserError(f"{refused} {one} must be a setting with a plausible range{guess}")
        return tuple(names)

    return read


def refuse_scenario(line: CommandLine) -> None:
    """Refuse a scenario of python -m sim where several are named by an option."""
    if line.scenario is not None:
        raise UserError(
            f"+scenario={line.scenario} is not allowed here: write scenarios=[{line.scenario}]"
        )


def refuse_beyond_one_world(arms: Arms, instead: str) -> None:
    """Refuse all of England, and words that ask how many worlds are enough, or why.

    `instead` is what may be said instead of how many are enough.
    """
    if arms.today.authority.scope != "one":
        raise UserError("authority.scope=england is not allowed here: name one authority")
    if arms.today.precision is not None:
        raise UserError(f"precision={arms.today.precision:g} is not allowed here: {instead}")
    if arms.today.precision_of == READINGS:
        raise UserError(f"precision_of={READINGS} is not allowed here: {instead}")
    if arms.today.why:
        raise UserError("why=true is not allowed here: run python -m sim with it")
    refuse_records(arms)


def refuse_records(arms: Arms) -> None:
    """Refuse records of single reviews and plan actions, which one policy's study alone writes."""
    if arms.today.records:
        raise UserError("records is not allowed here: run python -m sim with it")
