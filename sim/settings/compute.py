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
    address: str = setting(
        "local", "the Dask scheduler, tcp://<machine>:<port>; local starts a cluster of one "
        "process a core here", unit="address", source=RUN, policy=False,
    )  # fmt: skip
