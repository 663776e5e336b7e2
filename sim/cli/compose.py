"""Hydra: composing the settings, the scenario's file and the overrides of one command line."""

import dataclasses
from collections.abc import Sequence
from typing import Any

import hydra
from hydra.core.config_store import ConfigStore
from hydra.errors import HydraException
from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException

from sim.arms.policy import PREFIX, Request, request_of
from sim.arms.scenarios import configs, dotted
from sim.errors import UserError
from sim.settings import Settings


def compose(overrides: Sequence[str]) -> Request:
    """Return what was asked.

    Hydra writes nothing, makes no folder and starts no log (configs/config.yaml).

    Parameters
    ----------
    overrides
        As on Hydra's command line; they were checked before (arguments.py).

    Raises
    ------
    UserError
        Where a config file cannot be read, or names what is no setting.
    """
    ConfigStore.instance().store(name="settings", node=dataclasses.asdict(Settings()))
    # the policy has no names of its own: Hydra is told to add each
    added = [f"++{word}" if word.startswith(PREFIX) else word for word in overrides]
    try:
        with hydra.initialize_config_dir(str(configs().resolve()), version_base="1.3"):
            composed: Any = OmegaConf.to_container(hydra.compose("config", added), resolve=True)
    except (HydraException, OmegaConfBaseException) as error:
        # the words of the command line are checked: what is left is a config file's
        raise UserError(f"the configs cannot be read: {error}") from None
    return request_of(dict(dotted(composed)))
