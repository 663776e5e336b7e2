"""Where replications run: threads of this machine, or a Dask cluster."""

from dataclasses import dataclass

from sim.settings.register import setting

RUN = "choice: the user's"


@dataclass(frozen=True)
class Compute:
    """Where replications run; it changes no result."""

    kind: str = setting(
        "threads", "what runs the replications", unit="kind",
        choices=("threads", "dask"), source=RUN, policy=False,
    )  # fmt: skip
    workers: int = setting(
        0, "threads that share the replications, or processes of a local Dask cluster; 0 for the "
        "cores that this process may use", unit="workers", low=0, high=256, source=RUN,
        policy=False,
    )  # fmt: skip
    address: str = setting(
        "local", "the Dask scheduler, tcp://<machine>:<port>; local starts a cluster here",
        unit="address", source=RUN, policy=False,
    )  # fmt: skip
