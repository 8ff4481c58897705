"""How values stand in a stem, and an order of drawing in which none comes twice; no list is kept."""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from tutor.maths.number import places, written
from tutor.maths.show import show

_ROUNDS = 4
_MASK = (1 << 64) - 1


@lru_cache(maxsize=50_000)
def as_written(value: Fraction) -> str:
    """Return a value as it stands in a stem: "7", "-0.25", and a fraction only where no decimal ends."""
    return show(written(value, "simplest" if places(value) is None else "decimal"))


def shuffled(size: int, seed: int) -> Iterator[int]:
    """Yield each of the numbers below `size` once, in an order that only the seed decides, without keeping any of them.

    Source: a Feistel network walked until it falls below `size`; Black and Rogaway 2002.
    """
    half = max(1, (max(size - 1, 1).bit_length() + 1) // 2)
    mask = (1 << half) - 1
    for place in range(1 << (2 * half)):
        left, right = place >> half, place & mask
        for turn in range(_ROUNDS):
            left, right = right, left ^ (_mixed(right, seed + turn) & mask)
        if (drawn := left << half | right) < size:
            yield drawn


def _mixed(number: int, seed: int) -> int:
    """Return 64 bits that depend on every bit of both numbers. Source: Steele, Lea and Flood 2014 (SplitMix64)."""
    word = (number + 1) * 0x9E3779B97F4A7C15 + seed & _MASK
    word = (word ^ word >> 30) * 0xBF58476D1CE4E5B9 & _MASK
    word = (word ^ word >> 27) * 0x94D049BB133111EB & _MASK
    return word ^ word >> 31
