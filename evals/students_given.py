"""What a wrong procedure of a simulated pupil looks at, and the list of all (`WRONG`), which `students_sums` and `students_wrong` fill.

A procedure works on a problem's own numbers with plain fractions and digits; nothing of `diagnosis` is used.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from tutor.domain import Task

NUMERAL = r"\d+ \d+/\d+|\d+/\d+|\d*\.?\d+"
TERM = re.compile(rf"\(?(-?)\s*({NUMERAL})\)?(%?)")
PAIR = re.compile(rf"\s*\(?(-?(?:{NUMERAL}))\)?\s*([-+*×÷/])\s*\(?(-?(?:{NUMERAL}))\)?\s*")
Run = Callable[["Given"], "str | Fraction | None"]


@dataclass(frozen=True)
class Given:
    """What a procedure looks at: kind and wish of the task, the numbers in order (texts without sign), the two terms and operation of a
    plain calculation, and the key."""

    kind: str
    want: str
    numbers: tuple[str, ...]
    left: str
    op: str
    right: str
    key: str

    @property
    def worths(self) -> list[Fraction]:
        """Return what the numbers are worth."""
        return [worth(text) for text in self.numbers]

    @property
    def wholes(self) -> tuple[int, int] | None:
        """Return the two terms of a calculation with whole numbers."""
        both = (self.left, self.right)
        return (int(self.left), int(self.right)) if all(text.isdigit() for text in both) else None

    @property
    def parts(self) -> tuple[int, int, int, int] | None:
        """Return tops and bottoms of a calculation with two plain fractions (or one and a whole number)."""
        found: list[int] = []
        for text in (self.left, self.right):
            top, _, bottom = text.partition("/")
            if not top.isdigit() or (bottom and not bottom.isdigit()):
                return None
            found += [int(top), int(bottom or 1)]
        return None if found[1] == found[3] == 1 else (found[0], found[1], found[2], found[3])


@dataclass(frozen=True)
class Wrong:
    """A wrong procedure: its name, what such a pupil does, and the program."""

    name: str
    says: str
    run: Run

    def on(self, task: Task, key: str) -> str:
        """Return what it gives on the task, or ""."""
        try:
            made = self.run(given(task, key))
        except (ValueError, ZeroDivisionError, IndexError, OverflowError):
            return ""
        return "" if made is None else made if isinstance(made, str) else written(made, "." in task.expression)


def given(task: Task, key: str) -> Given:
    """Return the numbers of a task."""
    text = task.expression or ", ".join(task.given)
    pair = PAIR.fullmatch(text)
    numbers = tuple(found[2] for found in TERM.finditer(text))
    left, op, right = pair.groups() if pair else ("", "", "")
    return Given(task.kind, task.want, numbers, left, {"*": "×", "/": "÷"}.get(op, op), right, key)


def worth(text: str) -> Fraction:
    """Return the worth of a number as written, mixed numbers too."""
    if " " in text:
        whole, rest = text.split()
        return Fraction(whole) + Fraction(rest)
    return Fraction(text)


def written(value: Fraction, decimal: bool) -> str:
    """Return a number as text: a decimal where the task has some and it ends, else whole or a fraction."""
    if value.denominator == 1:
        return str(value.numerator)
    if decimal:
        short = f"{float(value):.6f}".rstrip("0")
        return short if Fraction(short) == value else f"{float(value):.2f}"
    return f"{value.numerator}/{value.denominator}"


WRONG: list[Wrong] = []


def wrong(name: str, says: str) -> Callable[[Run], Run]:
    """Register a procedure."""

    def keep(run: Run) -> Run:
        add(name, says, run)
        return run

    return keep


def add(name: str, says: str, run: Run) -> None:
    """Register a procedure."""
    WRONG.append(Wrong(name, says, run))


def digit_sum(number: int) -> int:
    """Return the sum of the digits."""
    return sum(map(int, str(abs(number))))
