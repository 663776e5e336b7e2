"""A program of this project: how its command line is read, what it asks, how its study begins."""

import functools
import re
import shlex
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sim import __version__
from sim.arms.policy import PREFIX
from sim.arms.scenarios import KEEP, OWN_POLICY
from sim.cli.arguments import CommandLine, Option, read
from sim.errors import LONGEST_PATH, Exit, UserError, echoed, print_no_more, printable
from sim.study.brief import Brief
from sim.study.choose_folder import check_folder, new_folder

if TYPE_CHECKING:
    from sim.settings import Settings
    from sim.study.session import Study


# said in a place of their own, or without a say in what comes out
APART = (
    "scenario", "authority.name", "authority.scope", "worlds", "replications", "compute.workers",
    "compute.kind", "compute.address",
)  # fmt: skip
ENDLESS = re.compile(rf"\S{{{4 * LONGEST_PATH},}}")  # what was typed, read as a path, say


@dataclass(frozen=True)
class Program:
    """One command."""

    name: str  # how it is started: "python -m sim"
    help: Callable[[Sequence[str]], str]  # makes its help, or what that says of topics asked about
    # makes of a command line the study, and the name of the folder below results/ that holds the
    # folders of its runs: the policy's, or the study's
    begin: Callable[[CommandLine], tuple["Study", str]]
    options: tuple[Option, ...] = ()  # what it takes beside settings
    sweeps: bool = False  # whether it takes -m
    varies: bool = False  # whether it varies beliefs itself, and so is of no world


def run(program: Program, arguments: Sequence[str]) -> int:
    """Do what the words after a command ask for.

    Returns
    -------
    int
        One of the exit codes in `Exit`.
    """
    try:
        return _run(program, arguments)
    except UserError as mistake:
        _say(_cut(str(mistake), arguments))
        return Exit.MISTAKE
    except KeyboardInterrupt:
        _say("interrupted")
        return Exit.INTERRUPTED
    except Exception as error:
        return _fault(error)


def _run(program: Program, arguments: Sequence[str]) -> int:
    line = read(arguments, program.options, program.sweeps)
    if line.help is not None:
        with to_be_read():
            print("\n".join(map(printable, program.help(line.help).split("\n"))))
        return Exit.DONE
    if line.version:
        with to_be_read():
            print(f"IRO service simulator {__version__}")
        return Exit.DONE
    if line.show is not None:
        from sim.cli.compose import show

        with to_be_read():
            show(line.overrides, line.config, *line.show)
        return Exit.DONE
    if line.launcher:
        from sim.cli.launch import launch

        return launch(line, functools.partial(run, program))
    part, folder = None, line.folder
    if line.resume is not None:
        from sim.study.session import reopen

        part, folder, words = reopen(line.resume, program.name)
        line = read(words, program.options, program.sweeps)
    if folder is not None:
        check_folder(folder)
    study, name = program.begin(line)
    asked = brief_of(line, name, study.authority, study.how, program.varies)
    if folder is None:
        folder = new_folder(asked)
        check_folder(folder)
    from sim.study.session import RUN, run_session

    code = run_session(study, program.name, line.words, folder, part)
    if (folder / RUN).exists():
        from sim.study.index import add

        add(folder, shlex.join([*program.name.split(), *line.words]), asked, code)
    return code


def _fault(error: Exception) -> int:
    """Say that the fault is ours and where it is, with the traceback for whoever mends it."""
    traceback.print_exception(error)
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    kept = "".join(f"; {note}" for note in getattr(error, "__notes__", ()))
    _say(f"a fault of ours, {type(error).__name__}{where}: {error}{kept}")
    return Exit.FAULT


def _cut(message: str, arguments: Sequence[str]) -> str:
    """Return a message in which what was typed stands cut short where it is long."""
    typed = (part for word in arguments for part in (word, word.partition("=")[2]))
    for part in sorted(typed, key=len, reverse=True):
        if len(part) > LONGEST_PATH:
            message = message.replace(part, echoed(part))
    return ENDLESS.sub(lambda part: echoed(part[0]), message)


@contextmanager
def to_be_read() -> Iterator[None]:
    """Print within, for whoever reads it may want the beginning only (`| head`).

    Raises
    ------
    UserError
        Where standard output takes nothing, a full disk say.
    """
    try:
        yield
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        print_no_more()
    except OSError as fault:
        print_no_more()
        why = fault.strerror or fault
        raise UserError(f"standard output cannot be written ({why})") from None


def _say(message: str) -> None:
    """Print one line to stderr, whatever line ends and control characters the message quotes."""
    print("sim:", printable(" ".join(message.split())), file=sys.stderr)


def brief_of(
    line: CommandLine, study: str, authority: str, how: "Settings", varies: bool = False
) -> Brief:
    """Return what a command line asks.

    Parameters
    ----------
    line
        The command line.
    study, authority, varies
        See `Brief`.
    how
        The resolved settings.
    """
    replications = int(how.replications or 0)
    worlds = None
    if how.worlds == "plausible" and not varies:
        from sim.replicate.worlds import stored  # a table is read, which help needs not

        worlds = min(replications, stored())
    until_sure = how.precision is not None or how.precision_of == "readings"
    policies = list(dict.fromkeys(_policies(line, study)))
    named = [word for word in line.words if "=" in word and not word.startswith("-")]
    changed = [word for word in named if word.partition("=")[0].lstrip("+") not in APART]
    if study not in policies and line.grid is None and line.scenario is not None:
        changed.insert(0, line.scenario)
    return Brief(study, authority, "; ".join(policies), tuple(changed), worlds, replications,
                 how.seed, varies, until_sure)  # fmt: skip


def _policies(line: CommandLine, study: str) -> Iterable[str]:
    if line.grid is not None:
        return [_policy(point) for point in line.grid]
    if "scenarios" in line.options:
        return [str(name) for name in line.options["scenarios"]]
    return [study] if study in (KEEP, OWN_POLICY) else [_policy(line)]


def _policy(line: CommandLine) -> str:
    own = any(word.startswith(PREFIX) for word in line.overrides)
    return (OWN_POLICY if own else KEEP) if line.scenario in (None, KEEP) else str(line.scenario)
