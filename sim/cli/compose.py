"""Hydra: composing the schema, the scenario's file and the overrides of one command line."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import hydra
from hydra.core.config_store import ConfigStore
from hydra.errors import HydraException
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from sim.arms.policy import Asked
from sim.arms.scenarios import configs
from sim.errors import UserError


def compose(overrides: Sequence[str]) -> Asked:
    """Return what was asked.

    Hydra writes nothing, makes no folder and starts no log (configs/config.yaml).

    Parameters
    ----------
    overrides
        As on Hydra's command line; they were checked before (command_line.py).

    Raises
    ------
    UserError
        Where a config file does not fit the schema.
    """
    store_schema()
    try:
        with hydra.initialize_config_dir(str(configs().resolve()), version_base="1.3"):
            config = hydra.compose("config", list(overrides))
            return OmegaConf.to_object(config)  # type: ignore[return-value]
    except (HydraException, OmegaConfBaseException) as error:
        # the words of the command line are checked: what is left is a config file's
        raise UserError(f"the configs cannot be read: {error}") from None


@cache
def store_schema() -> None:
    """Put the schema where Hydra finds it, once a process: making it is half the work."""
    ConfigStore.instance().store(name="schema", node=thaw(Asked))


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
