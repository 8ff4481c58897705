"""The values that a parameter of an item model may take, and an order of drawing them in which none comes twice; no list is kept."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import overload

from tutor.maths.number import written
from tutor.maths.show import show

_NUMBER = r"-?\d+(?:\.\d+)?"
_RANGE = re.compile(rf"({_NUMBER})\.\.({_NUMBER})(?: step (\d+(?:\.\d+)?))?")
_ROUNDS = 4
_MASK = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Steps(Sequence[Fraction]):
    """The values first, first + step, ... in order."""

    first: Fraction
    step: Fraction
    size: int

    def __len__(self) -> int:
        return self.size

    @overload
    def __getitem__(self, place: int) -> Fraction: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Fraction]: ...
    def __getitem__(self, place: int | slice) -> Fraction | Sequence[Fraction]:
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(self.size)))
        if not -self.size <= place < self.size:
            raise IndexError(place)
        return self.first + self.step * (place % self.size)


@lru_cache(maxsize=2048)
def values_of(text: str) -> Sequence[Fraction]:
    """Return the values that "2..12", "0.1..9.9 step 0.1" or "2, 3, 4, 6" stands for.

    Raises ValueError that says what is wrong with the text.
    """
    text = text.strip()
    if match := _RANGE.fullmatch(text):
        first, last, step = Fraction(match[1]), Fraction(match[2]), Fraction(match[3] or 1)
        if last < first or not step:
            raise ValueError(f"{text!r} holds no value")
        return Steps(first, step, int((last - first) // step) + 1)
    parts = [part.strip() for part in text.split(",")]
    if not all(re.fullmatch(_NUMBER, part) for part in parts):
        raise ValueError(f"{text!r} is neither a range such as 2..12 or 0.1..9.9 step 0.1 nor a list such as 2, 3, 4")
    found = tuple(Fraction(part) for part in parts)
    if len(set(found)) < len(found):
        raise ValueError(f"{text!r} names a value twice")
    return found


@lru_cache(maxsize=50_000)
def as_written(value: Fraction) -> str:
    """Return a value as it stands in a stem: "7", "-0.25", and a fraction only where no decimal ends."""
    if value.denominator == 1:
        return str(value.numerator)
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return show(written(value, "decimal" if rest == 1 else "simplest"))


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
