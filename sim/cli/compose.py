"""Hydra: composing the settings, the scenario's file and the overrides of one command line."""

import dataclasses
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import hydra
from hydra.core.config_store import ConfigStore
from hydra.core.global_hydra import GlobalHydra
from hydra.errors import HydraException
from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException

from sim.arms.policy import Request, request_of
from sim.arms.scenario_files import configs, dotted, own_configs
from sim.arms.typed_words import quoted
from sim.cli.flags import CONFIG
from sim.data.plain_yaml import tree_of, values_of
from sim.data.text_file import is_file, text_of
from sim.errors import UserError
from sim.settings import Settings


def compose(overrides: Sequence[str], config: str = CONFIG) -> Request:
    """Return what was asked.

    Hydra writes nothing, makes no folder and starts no log (configs/config.yaml).

    Parameters
    ----------
    overrides
        As on Hydra's command line; they were checked before (arguments.py).
    config
        The name of the primary config.

    Raises
    ------
    UserError
        Where a config file cannot be read, or names what is no setting.
    """
    with hydra_begun(config, overrides) as words:
        composed: Any = OmegaConf.to_container(hydra.compose(config, words), resolve=True)
        values = dict(dotted(composed))
    return request_of(values, {word.partition("=")[0] for word in overrides})


def show(overrides: Sequence[str], config: str, flag: str, what: str) -> None:
    """Print what Hydra's --cfg or --info prints: the config composed, or how it is."""
    with hydra_begun(config, overrides) as words:
        of = GlobalHydra.instance().hydra
        if of is not None and flag == "cfg":
            of.show_cfg(config, words, cfg_type=what, package=None)
        elif of is not None:
            of.show_info(what, config, words)


@contextmanager
def hydra_begun(config: str, overrides: Sequence[str]) -> Iterator[list[str]]:
    """Have Hydra begin, and give the overrides as it takes them.

    Each name is added where no file holds it. The primary config's folder comes first, then all
    others that may hold scenarios.
    """
    folders = [configs(), *own_configs()]
    if config != CONFIG:
        holding = [folder for folder in folders if is_file(folder / f"{config}.yaml")]
        if not holding:
            said = ", ".join(str(folder) for folder in folders)
            raise UserError(
                f"--config-name={config} is not allowed: there is no {config}.yaml in {said}"
            )
        _check(holding[0] / f"{config}.yaml", config)
        folders = list(dict.fromkeys([holding[0], *folders]))
    path = ",".join(quoted(f"file://{folder.absolute()}") for folder in folders[1:])
    words = [at_its_place(word) for word in overrides]
    ConfigStore.instance().store(name="settings", node=dataclasses.asdict(Settings()))
    try:
        with hydra.initialize_config_dir(str(folders[0].resolve()), version_base="1.3"):
            yield [*words, f"hydra.searchpath=[{path}]"]
    except (HydraException, OmegaConfBaseException) as error:
        # the words of the command line are checked: what is left is a config file's
        raise UserError(f"the configs cannot be read: {error}") from None


def at_its_place(word: str) -> str:
    """Return an override as Hydra is to take it: a scenario's values stand where it writes them.

    That is what a scenario's first line says; Hydra overlooks it behind a byte order mark.
    """
    return word.replace("+scenario=", "+scenario@_global_=", 1) if word[0] == "+" else f"++{word}"


def _check(path: Path, config: str) -> None:
    """Refuse a primary config that Hydra could not read, or would read otherwise than it looks."""
    try:
        values_of(tree_of(text_of(path)))
    except UserError as mistake:
        raise UserError(f"--config-name={config} is not allowed: {path}: {mistake}") from None
