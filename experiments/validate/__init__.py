"""Holding the simulated authorities against what is published of the real ones."""
