"""The command: reads what was asked, refuses mistakes in one line, and runs the study."""

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from sim import __version__
from sim.command_line import CommandLine, read
from sim.exits import Exit
from sim.results_folder import check_folder, new_folder
from sim.scenarios import KEEP, OWN_POLICY
from sim.settings.arms import Arms, resolve
from sim.settings.mistake import Mistake
from sim.settings.policy import Asked


def main(arguments: Sequence[str]) -> int:
    """Do what the words after `python -m sim` ask for.

    Returns
    -------
    int
        One of the exit codes in `Exit`.
    """
    try:
        asked = read(arguments)
        if asked.help is not None:
            from sim.help_page import page

            _show(page(asked.help))
            return Exit.DONE
        if asked.version:
            print(f"IRO service simulator {__version__}")
            return Exit.DONE
        return _compose_and_run(asked)
    except Mistake as mistake:
        _say(str(mistake))
        return Exit.MISTAKE
    except KeyboardInterrupt:
        _say("interrupted")
        return Exit.INTERRUPTED
    except Exception as error:
        return _fault(error)


def _compose_and_run(line: CommandLine) -> int:
    from hydra.errors import HydraException
    from omegaconf.errors import OmegaConfBaseException

    from sim.composition import run_composed

    code: int = Exit.FAULT

    def job(asked: Asked) -> None:
        nonlocal code
        try:
            code = _run(resolve(asked.settings, asked.changes), line)
        except Mistake as mistake:
            _say(str(mistake))
            code = Exit.MISTAKE
        except Exception as error:  # Hydra would print lines of its own over it
            code = _fault(error)

    try:
        run_composed(line.overrides, job)
    except (HydraException, OmegaConfBaseException) as error:
        # the words of the command line are checked: what is left is a config file's
        raise Mistake(f"the configs cannot be read: {error}") from None
    return code


def _run(arms: Arms, line: CommandLine) -> int:
    """Run the study of the arms that were asked for."""
    scenario = KEEP
    if arms.under_policy is not None:
        scenario = OWN_POLICY if line.scenario in (None, KEEP) else str(line.scenario)
    folder = line.folder or new_folder(scenario)
    check_folder(folder)
    from sim.study.run import run  # the model takes seconds to load, so only now

    return run(arms, scenario, folder)


def _fault(error: Exception) -> int:
    """Say that the fault is ours and where it is, with the traceback for whoever mends it."""
    traceback.print_exception(error)
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    _say(f"a fault of ours, {type(error).__name__}{where}: {error}")
    return Exit.FAULT


def _show(text: str) -> None:
    """Print a page, of which whoever reads it may want the beginning only (`| head`)."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(message: str) -> None:
    """Print one line to stderr, whatever line ends the message quotes."""
    print("sim:", " ".join(message.split()), file=sys.stderr)
