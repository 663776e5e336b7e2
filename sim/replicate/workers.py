"""How many workers share the work: as many as are asked for, or the cores this process may use."""


def workers(asked: int = 0) -> int:
    """Return how many workers there are.

    Parameters
    ----------
    asked
        How many; 0 for the cores this process may use, by its affinity and its container's limit,
        which on a shared machine are fewer than the machine has.
    """
    import joblib

    return asked or int(joblib.cpu_count())
