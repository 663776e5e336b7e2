"""Addressed chance: each number is fair, knows nothing of its neighbours, and never moves."""

import importlib.util
from itertools import permutations

import numpy as np
import pytest
from scipy import stats

from sim.engine import chance, compile
from sim.engine.chance import bits_at, exponential, poisson, replication_seed, uniform
from sim.engine.compile import kernel

SEED, AGENT, PURPOSE, ORDINAL = 20260401, 2052 * 1024 + 3, 5, 17
PARTS = ("seed", "agent", "purpose", "ordinal")
MANY = 20_000


@kernel
def draw(seeds, agents, purposes, ordinals, mean, bits, drawn):
    """Draw at each address: the bits, a uniform number, an exponential one, a Poisson count."""
    for n in range(len(bits)):
        at = seeds[n], agents[n], purposes[n], ordinals[n]
        bits[n] = bits_at(at[0], at[1], at[2], at[3])
        drawn[n, 0] = uniform(at[0], at[1], at[2], at[3])
        drawn[n, 1] = exponential(at[0], at[1], at[2], at[3], mean)
        drawn[n, 2] = poisson(at[0], at[1], at[2], at[3], mean)


@kernel
def hash_seeds(seeds, replications, hashed):
    """Hash each pair of a seed and a replication."""
    for n in range(len(hashed)):
        hashed[n] = replication_seed(seeds[n], replications[n])


def addresses(number=MANY, **running):
    """Return addresses that differ in the parts named, each an array or a step per address."""
    given = dict(seed=SEED, agent=AGENT, purpose=PURPOSE, ordinal=ORDINAL) | running
    parts = [np.broadcast_to(np.asarray(given[part]), number) for part in PARTS]
    kinds = (np.uint64, np.uint64, np.int64, np.int64)
    return [part.astype(kind) for part, kind in zip(parts, kinds, strict=True)]


def drawn_at(parts, mean=1.0):
    bits, drawn = np.zeros(len(parts[0]), np.uint64), np.zeros((len(parts[0]), 3))
    draw(*parts, mean, bits, drawn)
    return bits, drawn


def uniforms(number=MANY, **running):
    return drawn_at(addresses(number, **running))[1][:, 0]


def running(part, start=0):
    """Return uniform numbers at neighbouring addresses, which differ in one part alone."""
    return uniforms(**{part: start + np.arange(MANY)})


@pytest.mark.parametrize("part", PARTS)
def test_numbers_are_spread_evenly_whichever_part_of_the_address_runs(part):
    u = running(part)
    assert (u >= 0).all()
    assert (u < 1).all()
    assert stats.kstest(u, "uniform").pvalue > 0.001
    counts = np.histogram(u, bins=256, range=(0, 1))[0]
    assert stats.chisquare(counts).pvalue > 0.001


@pytest.mark.parametrize("part", PARTS)
def test_neighbours_know_nothing_of_each_other(part):
    u = running(part)
    bound = 4 / np.sqrt(MANY)
    for apart in (1, 2, 3, 8, 1024):
        assert abs(np.corrcoef(u[:-apart], u[apart:])[0, 1]) < bound
    cells = np.histogram2d(u[:-1:2], u[1::2], bins=16, range=((0, 1), (0, 1)))[0]
    assert stats.chisquare(cells.ravel()).pvalue > 0.001


@pytest.mark.parametrize(("part", "other"), [*permutations(PARTS, 2)])
def test_two_who_differ_in_one_part_meet_different_fates(part, other):
    """The streams of two children, say, at the same ordinals."""
    along = {other: np.arange(MANY)}
    here, there = uniforms(**along), uniforms(**along, **{part: 1})
    assert abs(np.corrcoef(here, there)[0, 1]) < 4 / np.sqrt(MANY)


def test_every_bit_is_a_fair_coin():
    bits, _ = drawn_at(addresses(agent=AGENT + np.arange(MANY)))
    ones = np.array([int(((bits >> np.uint64(b)) & np.uint64(1)).sum()) for b in range(64)])
    assert (abs(ones - MANY / 2) < 4.5 * np.sqrt(MANY / 4)).all()


def test_parts_do_not_stand_in_for_each_other():
    """Swapping numbers between parts, or moving one from one part to the next, is another draw."""
    few = np.arange(12)
    grid = np.stack(np.meshgrid(few, few, few, few), -1).reshape(-1, 4)
    bits, _ = drawn_at(addresses(len(grid), **dict(zip(PARTS, grid.T, strict=True))))
    assert len(np.unique(bits)) == len(grid)


def test_the_same_address_is_the_same_number_however_and_whenever_it_is_asked():
    forwards = running("ordinal")
    asked = np.random.default_rng(1).permutation(MANY)
    assert (uniforms(ordinal=asked) == forwards[asked]).all()


def test_one_more_draw_moves_no_other():
    some = np.arange(0, MANY, 2)
    assert (uniforms(len(some), ordinal=some) == running("ordinal")[::2]).all()


@pytest.mark.parametrize("mean", [0.05, 0.9, 3.0, 12.0])
def test_counts_follow_poisson(mean):
    counts = drawn_at(addresses(agent=np.arange(MANY)), mean)[1][:, 2].astype(int)
    top = int(stats.poisson.ppf(0.999, mean))
    expected = MANY * np.append(stats.poisson.pmf(np.arange(top), mean), 0)
    expected[top] = MANY - expected.sum()
    assert stats.chisquare(np.bincount(np.minimum(counts, top), minlength=top + 1),
                           expected).pvalue > 0.001  # fmt: skip


def test_a_larger_mean_never_gives_fewer():
    parts = addresses(2000, agent=np.arange(2000))
    counts = np.array([drawn_at(parts, mean)[1][:, 2] for mean in np.linspace(0, 20, 81)])
    assert (np.diff(counts, axis=0) >= 0).all()
    assert (counts[0] == 0).all()
    assert counts[-1].mean() > 19


@pytest.mark.parametrize("mean", [0.5, 1.0, 120.0])
def test_waiting_times_are_exponential_with_their_mean(mean):
    waits = drawn_at(addresses(agent=np.arange(MANY)), mean)[1][:, 1]
    assert np.isfinite(waits).all()
    assert stats.kstest(waits, "expon", (0, mean)).pvalue > 0.001
    assert abs(waits.mean() / mean - 1) < 4 / np.sqrt(MANY)


def test_compiled_and_interpreted_agree_in_every_bit(monkeypatch):
    monkeypatch.setattr(compile, "rule", lambda function: function)
    spec = importlib.util.spec_from_file_location("chance_as_written", chance.__file__)
    plain = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(plain)
    assert type(plain.bits_at) is type(lambda: 0)  # nothing of it is compiled
    some = np.random.default_rng(2).integers(0, 2**62, (4, 500))
    parts = addresses(500, **dict(zip(PARTS, some, strict=True)))
    parts[0][:2], parts[1][:2] = np.uint64(0), np.uint64(2**64 - 1)
    for mean in (0.3, 7.7):
        bits, drawn = drawn_at(parts, mean)
        with np.errstate(over="ignore"):
            again = [
                (plain.bits_at(*at), plain.uniform(*at), plain.exponential(*at, mean),
                 plain.poisson(*at, mean))
                for at in zip(*parts, strict=True)
            ]  # fmt: skip
        assert [int(b) for b, *_ in again] == bits.tolist()
        assert np.array([rest for _, *rest in again]).tobytes() == drawn.tobytes()


def splitmix64(state):
    """Return what SplitMix64 gives after a state, in whole numbers of any size."""
    bits = (state + 0x9E3779B97F4A7C15) % 2**64
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB % 2**64
    return bits ^ (bits >> 31)


def test_the_bits_are_those_of_splitmix64_folded_over_the_address():
    assert splitmix64(1234567) == 6457827717110365317  # as its authors' code gives
    some = np.random.default_rng(3).integers(0, 2**62, (4, 200))
    parts = addresses(200, **dict(zip(PARTS, some, strict=True)))
    for found, (seed, agent, purpose, ordinal) in zip(
        drawn_at(parts)[0].tolist(), some.T.tolist(), strict=True
    ):
        bits = splitmix64(splitmix64(splitmix64(seed) ^ agent) ^ purpose)
        assert found == splitmix64(bits ^ ordinal)


def test_a_replications_seed_is_a_hash_not_a_sum():
    seeds, numbers = (part.ravel().astype(np.uint64) for part in np.mgrid[0:400, 0:400])
    hashed = np.zeros(len(seeds), np.uint64)
    hash_seeds(seeds, numbers, hashed)
    by_pair = hashed.reshape(400, 400)
    assert by_pair[1, 2] != by_pair[2, 1]
    assert len(np.unique(hashed)) == len(hashed) == 160_000
    assert stats.kstest(hashed.astype(float) / 2.0**64, "uniform").pvalue > 0.001
