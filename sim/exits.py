"""The command's exit codes, and what each means."""

from enum import IntEnum


class Exit(IntEnum):
    """How the command ended."""

    DONE = 0
    FAULT = 1
    MISTAKE = 2
    SOME_FAILED = 3
    INTERRUPTED = 130

    @property
    def words(self) -> str:
        """What it means to whoever started the command."""
        return {
            Exit.DONE: "done",
            Exit.FAULT: "a fault of ours",
            Exit.MISTAKE: "what was asked cannot be run, and nothing was written; or its folder "
            "was taken meanwhile, and the message says where the results are",
            Exit.SOME_FAILED: "done, but some replications failed",
            Exit.INTERRUPTED: "stopped from the keyboard",
        }[self]
