"""What the IRO's noticing does in a world: to drift, and to the rate of leaving care by plan.

Nobody has measured either. Drift is what noticing moves most, and no figure of it is published. The
rate of leaving is what trials of other outsiders tell of: lawyers, volunteers and boards who look
at children's plans in the United States. With one against without one it was about 1.0 to 1.5, most
of it in the first months, and nothing for children who stay. So a world far outside is no plausible
one; inside the evidence is too soft to choose.
"""

import math
from typing import NamedTuple

from sim.data.plausible_settings import KNOWN

LEAST, MOST = KNOWN


class Noticing(NamedTuple):
    """What noticing does in today's service."""

    # drift days per child-year with all the IRO's noticing switched off, over those with it: 1
    # is no effect, 2 is twofold
    drift_ratio: float
    # children who leave by their planned route (home, guardianship, adoption) to a year in care
    # of children who are to, with the IRO's noticing, over the same with it switched off: the
    # implied rate ratio
    leaving_rate_ratio: float


UNKNOWN = Noticing(math.nan, math.nan)


def is_plausible(noticing: Noticing) -> bool:
    """Say whether the implied rate ratio is one that the evidence allows."""
    return LEAST <= noticing.leaving_rate_ratio <= MOST
