"""Hydra: composing the schema, the scenario's file and the overrides of one command line."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

import hydra
from hydra.core.config_store import ConfigStore
from omegaconf import DictConfig, OmegaConf

from sim.scenarios import configs
from sim.settings.policy import Asked


def run_composed(overrides: Sequence[str], job: Callable[[Asked], None]) -> None:
    """Compose what was asked and hand it to the job.

    Hydra writes nothing, makes no folder and starts no log (configs/config.yaml).

    Parameters
    ----------
    overrides
        As on Hydra's command line; they were checked before (command_line.py).
    job
        What to do; it deals with its own errors, for Hydra would print over them.

    Raises
    ------
    hydra.errors.HydraException, omegaconf.errors.OmegaConfBaseException
        Where a config file does not fit the schema.
    """
    ConfigStore.instance().store(name="schema", node=thaw(Asked))
    os.environ["HYDRA_FULL_ERROR"] = "1"  # raise, so that the one line printed is ours

    def composed(config: DictConfig) -> None:
        job(OmegaConf.to_object(config))  # type: ignore[arg-type]

    command_line, sys.argv = sys.argv, ["sim", *overrides]
    try:
        hydra.main(config_path=str(configs()), config_name="config", version_base="1.3")(composed)()
    finally:
        sys.argv = command_line


def compose(overrides: Sequence[str]) -> Asked:
    """Return what overrides ask for, as `run_composed` would hand it on."""
    ConfigStore.instance().store(name="schema", node=thaw(Asked))
    with hydra.initialize_config_dir(str(configs().resolve()), version_base="1.3"):
        config = hydra.compose("config", list(overrides))
    return OmegaConf.to_object(config)  # type: ignore[return-value]


def thaw(schema: Any) -> DictConfig:
    """Return a frozen dataclass as a schema that Hydra can compose into.

    OmegaConf marks a frozen dataclass read-only, and then refuses every override; the objects
    made from the composed config are frozen all the same.
    """
    node = OmegaConf.structured(schema)

    def walk(part: DictConfig) -> None:
        OmegaConf.set_readonly(part, None)
        for key in part:
            child = part._get_node(key)
            if isinstance(child, DictConfig):
                walk(child)

    walk(node)
    return node
