"""What the short texts in content stand for: the values that a parameter may take, and the grades something is for."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

_NUMBER = r"-?\d+(?:\.\d+)?"
_RANGE = re.compile(rf"({_NUMBER})\.\.({_NUMBER})(?: step (\d+(?:\.\d+)?))?")
_GRADE = re.compile(r"K|\d+")


def grade_span(grades: str) -> range:
    """Return the grades that "4", "3-6" or "K-2" stand for; K is 0. An empty or unreadable text gives an empty range."""
    ends = [0 if end == "K" else int(end) for end in _GRADE.findall(grades)]
    return range(ends[0], ends[-1] + 1) if ends else range(0)


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
