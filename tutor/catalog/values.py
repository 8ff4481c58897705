"""The values that a parameter of an item model may take. Drawing among them is left to `generation`."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

_NUMBER = r"-?\d+(?:\.\d+)?"
_RANGE = re.compile(rf"({_NUMBER})\.\.({_NUMBER})(?: step (\d+(?:\.\d+)?))?")


@dataclass(frozen=True, slots=True)
class Steps:
    """The values first, first + step, ... in order; none of them is kept."""

    first: Fraction
    step: Fraction
    size: int

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, place: int) -> Fraction:
        return self.first + self.step * range(self.size)[place]


Values = Steps | tuple[Fraction, ...]


@lru_cache(maxsize=2048)
def values_of(text: str) -> Values:
    """Return the values that "2..12", "0.1..9.9 step 0.1" or "2, 3, 4, 6" stands for. Raises ValueError that says what is wrong."""
    if match := _RANGE.fullmatch(text.strip()):
        first, last, step = Fraction(match[1]), Fraction(match[2]), Fraction(match[3] or 1)
        if last < first or not step:
            raise ValueError(f"{text} is empty")
        return Steps(first, step, int((last - first) // step) + 1)
    parts = [part.strip() for part in text.split(",")]
    if not all(re.fullmatch(_NUMBER, part) for part in parts):
        raise ValueError(f"{text!r} are no values")
    values = tuple(Fraction(part) for part in parts)
    if len(set(values)) < len(values):
        raise ValueError(f"{text!r} names a value twice")
    return values
