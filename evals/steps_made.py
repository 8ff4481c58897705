"""Equations worked in writing by pupils made up here: right, with one wrong idea, or with a slip. They share no code with the malrules."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from random import Random

Worked = tuple[str, list[str], int | None]
"""The equation, the lines of the working, and the line (from 0) on which it goes wrong."""
EQUATIONS, EXPRESSIONS = "maths.equations.", "maths.expressions."


def _end(factor: int, right: Fraction | int) -> str:
    """Return the last line of a working that is done right from `factor x = right` on."""
    return f"x = {Fraction(right) / factor}"


def _plain(random: Random) -> tuple[int, int, int]:
    """Return a, b, c of ax + b = c with a whole solution; all of them differ."""
    while True:
        a, b, x = random.randint(2, 9), random.randint(2, 12), random.randint(2, 12)
        if len({a, b, x, a * x, a * x + b}) == 5:
            return a, b, a * x + b


def _two_step(lines: Callable[[int, int, int], list[str]], wrong: int | None) -> Callable[[Random], Worked]:
    def work(random: Random) -> Worked:
        a, b, c = _plain(random)
        return f"{a}x + {b} = {c}", lines(a, b, c), wrong

    return work


def _brackets(random: Random) -> Worked:
    a, b, c = _plain(random)
    c = a * (c + b)
    return f"{a}(x + {b}) = {c}", [f"{a}x + {b} = {c}", f"{a}x = {c - b}", _end(a, c - b)], 0


def _letter_moved(random: Random) -> Worked:
    a, b, c = _plain(random)
    d = a + random.randint(1, 5)
    x = (c - b) // a
    return f"{d}x = {a}x + {(d - a) * x}", [f"{d + a}x = {(d - a) * x}", _end(d + a, (d - a) * x)], 0


def _right_brackets(random: Random) -> Worked:
    a, b, c = _plain(random)
    whole = a * (c + b)
    return f"{a}(x + {b}) = {whole}", [f"{a}x + {a * b} = {whole}", f"{a}x = {whole - a * b}", f"x = {c}"], None


RIGHT = (
    _two_step(lambda a, b, c: [f"{a}x = {c - b}", _end(a, c - b)], None),
    _two_step(lambda a, b, c: [f"{a}x + {b} - {b} = {c} - {b}", f"{a}x = {c - b}", _end(a, c - b)], None),
    _two_step(lambda a, b, c: [f"{a}x = {c} - {b} = {c - b}", f"x = {c - b}/{a} = {(c - b) // a}"], None),
    _right_brackets,
)
SLIPS = (
    _two_step(lambda a, b, c: [f"{a}x = {c - b + 1}", _end(a, c - b + 1)], 0),
    _two_step(lambda a, b, c: [f"{a}x = {c - b}", f"x = {(c - b) // a + 1}"], 1),
)
UNKNOWN = (
    _two_step(lambda a, b, c: [f"{a}x = {c * b}", _end(a, c * b)], 0),
    _two_step(lambda a, b, c: [f"{a}x = {c - 2 * b}", _end(a, c - 2 * b)], 0),
    _two_step(lambda a, b, c: [f"{a}x = {c - b}", _end(a + 1, c - b)], 1),
)
"""Wrong procedures that the catalog does not hold."""
HELD: dict[str, Callable[[Random], Worked]] = {
    EQUATIONS + "constant-moved": _two_step(lambda a, b, c: [f"{a}x = {c + b}", _end(a, c + b)], 0),
    EQUATIONS + "step-one-side-only": _two_step(lambda a, b, c: [f"{a}x = {c}", _end(a, c)], 0),
    EQUATIONS + "step-number-left-off": _two_step(lambda a, b, c: [f"{a}x = {c - b}", f"x = {c - b}"], 1),
    EQUATIONS + "subtracts-coefficient": _two_step(lambda a, b, c: [f"{a}x = {c - b}", f"x = {c - b - a}"], 1),
    EQUATIONS + "operation-not-inverted": _two_step(lambda a, b, c: [f"{a}x = {c - b}", f"x = {(c - b) * a}"], 1),
    EQUATIONS + "divides-one-term": _two_step(
        lambda a, b, c: [f"x + {b} = {Fraction(c, a)}", f"x = {Fraction(c, a) - b}"], 0
    ),
    EQUATIONS + "letter-moved": _letter_moved,
    EXPRESSIONS + "first-term-only": _brackets,
}


def worked(random: Random, each: int) -> Iterator[tuple[str, Worked]]:
    """Yield `each` workings of every kind, with the id of the wrong idea, "right", "slip" or "unknown"."""
    for _ in range(each):
        yield from ((id, work(random)) for id, work in HELD.items())
        yield from (("right", work(random)) for work in RIGHT)
        yield from (("slip", work(random)) for work in SLIPS)
        yield from (("unknown", work(random)) for work in UNKNOWN)
