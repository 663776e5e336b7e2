"""The local authority: where its posts stand, who leaves them, and what a policy makes of them."""

from sim.engine.compile import rule


class Authority:
    """One authority of the world; mostly there is one, several share a pool of IROs."""

    entries_a_year: float  # beside those who pass through
    passing_a_year: float
    first_worker: int  # rows of today's posts
    workers: int
    first_manager: int
    managers: int
    turnover: float  # permanent social workers who leave it, a year each
    internal_moves: float  # to other posts of the authority, a year each
    agency_share: float  # of social workers in post
    uncovered_days: float  # mean working days that a social worker's post stands empty
    agency_fte: float
    in_care: int  # children
    overstaying: int  # of them, after their planned day
    children_due: float  # before it, whom its figures and the course of entries let expect
    mean_stay: float  # planned, in years
    shared: float  # of its difference from them, the share that other places bear
    lent: float  # hours that these lend it, as a share of its own; below 0 it lends
    agency_owed: float  # working days of agency workers that are due to the share, less those had
    # what differs in its practice: factors on the settings that all share
    quality_on_stalling: float
    quality_on_challenge: float
    quality_on_turnover: float
    frictions: float  # on the odds of what keeps reviews from their day
    handovers: float  # on reallocations and the odds of a transfer
    early_moves: float
    settled_moves: float
    redeployed_fte: float  # IROs who become case-holding social workers
    reviewing_fte: float  # managers' posts that a policy buys, for reviewing alone


@rule
def at_odds(share, ratio):
    """Return a share where its odds are `ratio` times as high: it stays a share of them all."""
    share = min(1.0, share)
    return share if ratio == 1.0 else ratio * share / (1.0 - share + ratio * share)
