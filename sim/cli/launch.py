"""A sweep by one of Hydra's own launchers: each point a run of its own, in a folder of its own."""

import functools
import shlex
from collections.abc import Callable, Sequence

from sim.arms.typed_words import quoted
from sim.cli.arguments import LAUNCHER, CommandLine
from sim.cli.compose import at_its_place, hydra_begun
from sim.errors import Exit, UserError
from sim.study.choose_folder import check_folder, sweep_folder

JOBS = "jobs.csv"
NAMED = LAUNCHER[0]
Run = Callable[[Sequence[str]], int]


def launch(line: CommandLine, run: Run) -> int:
    """Hand each point of a sweep to the launcher that is asked for, as a job.

    Parameters
    ----------
    line
        The command line, with `launcher` and `grid`.
    run
        Runs the words of one point, and returns an exit code; a launcher may send it elsewhere.

    Returns
    -------
    int
        0 where every job ended well, else that some failed. `jobs.csv` in the sweep's folder has a
        row for each with its exit code, and the cause where its launcher lost it.

    Raises
    ------
    UserError
        Where there is no such launcher, or it refuses its settings.
    """
    import pandas as pd
    from hydra._internal.callbacks import Callbacks
    from hydra.core.global_hydra import GlobalHydra
    from hydra.core.plugins import Plugins
    from hydra.core.utils import JobStatus
    from hydra.errors import HydraException
    from hydra.types import HydraContext, RunMode
    from omegaconf.errors import OmegaConfBaseException

    from sim.analyse.tables import write_csv

    folder = line.folder or sweep_folder()
    check_folder(folder)
    points = line.grid or ()
    with hydra_begun(line.config, ()) as words:
        of = GlobalHydra.instance().hydra
        assert of is not None
        asked = [*words, *line.launcher, f"hydra.sweep.dir={quoted(str(folder.absolute()))}",
                 "hydra.sweep.subdir=${hydra.job.num}"]  # fmt: skip
        _check(line.launcher, of.config_loader.get_group_options("hydra/launcher"))
        try:
            config = of.compose_config(
                line.config, asked, run_mode=RunMode.MULTIRUN, with_log_configuration=False
            )
        except (HydraException, OmegaConfBaseException) as error:
            why = str(error).splitlines()[0]
            raise UserError(f"{' '.join(line.launcher)} is not allowed: {why}") from None
        launcher = Plugins.instance().instantiate_launcher(
            hydra_context=HydraContext(config_loader=of.config_loader, callbacks=Callbacks()),
            task_function=functools.partial(_job, run, [list(point.words) for point in points]),
            config=config,
        )
    every = [[at_its_place(word) for word in point.overrides] for point in points]
    ended = launcher.launch(every, initial_job_idx=0)  # each job has a Hydra of its own
    rows = []
    for point, job in zip(points, ended, strict=True):
        lost = job.status is not JobStatus.COMPLETED
        code, cause = (Exit.FAULT, str(job._return_value)) if lost else (job.return_value, "")
        rows.append((shlex.join(point.words), int(code), " ".join(cause.split())))
    table = pd.DataFrame(rows, columns=["words", "exit", "cause"])
    write_csv(table.rename_axis("job").reset_index(), folder / f"{JOBS}.part")
    (folder / f"{JOBS}.part").replace(folder / JOBS)
    return Exit.DONE if (table["exit"] == Exit.DONE).all() else Exit.SOME_FAILED


def _check(words: Sequence[str], there_are: Sequence[str]) -> None:
    """Refuse words that name no launcher, or more than one, or none that is installed."""
    names = [word.removeprefix(NAMED) for word in words if word.startswith(NAMED)]
    allowed = f"it must be one of {', '.join(sorted(there_are))}"
    more = "" if "joblib" in there_are else "; joblib comes with iro-service-simulator[joblib]"
    if not names:
        raise UserError(f"{words[0]} is not allowed without {NAMED}NAME; {allowed}{more}")
    for name in names:
        if name not in there_are:
            raise UserError(f"{NAMED}{name} is not allowed: {allowed}{more}")
    if len(names) > 1:
        raise UserError(f"{NAMED}{names[1]} is not allowed: {NAMED}{names[0]} stands before it")


def _job(run: Run, points: Sequence[Sequence[str]], _: object) -> int:
    """Run the point whose number Hydra says, where Hydra says."""
    from hydra.core.hydra_config import HydraConfig

    job = HydraConfig.get()
    return run([*points[job.job.num], f"hydra.run.dir={job.runtime.output_dir}"])
