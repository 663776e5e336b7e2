"""How many replications a study has where none are asked for."""

WORLDS, IN_ENGLAND, IN_ONE = 200, 20, 50


def usual_replications(worlds: str, scope: str) -> int:
    """Return how many: each plausible world once, some of them for all of England, or 50 of one.

    Parameters
    ----------
    worlds, scope
        The settings `worlds` and `authority.scope`.
    """
    if worlds == "one":
        return IN_ONE
    return IN_ENGLAND if scope == "england" else WORLDS
