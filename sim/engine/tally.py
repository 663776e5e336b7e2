"""Counting into the ledger, by the period in which a day falls."""

from sim.engine.compile import rule


@rule
def count(w, day, what, amount):
    """Add an amount to one count of the day's period."""
    w.ledger[w.days[day].period, what] += amount
