"""What several reported years together are called, the same in every table."""

SETTLED = "settled years"  # all but the first, in which a policy comes in
ALL_YEARS = "all years"
