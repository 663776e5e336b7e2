"""Addressed chance: every random number is a function of (seed, agent, purpose, ordinal).

A counter-based generator: no state, so no draw can move another. The four parts are folded one by
one through the finaliser of SplitMix64 (Steele, Lea and Flood 2014), a bijection of 64 bits.
"""

import math

import numpy as np

from sim.engine.compile import kernel, rule

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST = np.uint64(0xBF58476D1CE4E5B9)
SECOND = np.uint64(0x94D049BB133111EB)
S30, S27, S31, S11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
UNIT = 1.0 / 9007199254740992.0  # 2 ** -53
MOST = 1000  # the largest Poisson count; rounding ends the sum of chances long before


@rule
def _mix(bits):
    bits = (bits ^ (bits >> S30)) * FIRST
    bits = (bits ^ (bits >> S27)) * SECOND
    return bits ^ (bits >> S31)


@rule
def bits_at(seed, agent, purpose, ordinal):
    """Return the 64 random bits at an address; seed and agent uint64, the others from 0."""
    bits = _mix(seed + GOLDEN)
    bits = _mix((bits ^ agent) + GOLDEN)
    bits = _mix((bits ^ np.uint64(purpose)) + GOLDEN)
    return _mix((bits ^ np.uint64(ordinal)) + GOLDEN)


@rule
def uniform(seed, agent, purpose, ordinal):
    """Return a number from 0 up to, not including, 1."""
    return float(bits_at(seed, agent, purpose, ordinal) >> S11) * UNIT


@rule
def exponential(seed, agent, purpose, ordinal, mean):
    """Return an exponential waiting time with the given mean."""
    return -mean * math.log(1.0 - uniform(seed, agent, purpose, ordinal))


@rule
def poisson(seed, agent, purpose, ordinal, mean):
    """Return a Poisson count by inversion; a larger mean never gives a smaller count."""
    left = uniform(seed, agent, purpose, ordinal)
    chance = math.exp(-mean)
    number = 0
    while left >= chance and number < MOST:
        left -= chance
        number += 1
        chance *= mean / number
    return number


@kernel
def replication_seed(seed, replication):
    """Return the seed of one replication, a hash of both numbers."""
    return bits_at(np.uint64(seed), np.uint64(replication), 0, 0)
