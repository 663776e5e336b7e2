"""What the worlds hold of the IRO's noticing as a whole, in words, beside what is known of it."""

import statistics

from sim.data.plausible_settings import KNOWN, TRIALS, members


def noticing_in_words() -> str:
    """Return what noticing does in the stored worlds, to leaving care and to drift."""
    leaving = sorted(member.leaving_rate_ratio for member in members())
    drift = sorted(member.drift_ratio for member in members())
    return (
        "What the IRO's noticing does as a whole is itself a belief. Calibrated to the average "
        "authority, children who are to leave by a planned route do so at "
        f"{leaving[0]:.2f} to {leaving[-1]:.2f} times the rate at which they would if no IRO "
        f"noticed anything (median {statistics.median(leaving):.2f}: the implied rate ratio), and "
        f"drift without it would be {drift[0]:.1f} to {drift[-1]:.1f} times what it is (median "
        f"{statistics.median(drift):.1f}). Of IROs neither is measured; trials of lawyers and "
        f"volunteers who look at children's plans in the United States come to {TRIALS} for the "
        "rate, in the first months. Worlds outside "
        f"{KNOWN[0]:g} to {KNOWN[1]:g} are left out; worlds.csv has each world's."
    )
