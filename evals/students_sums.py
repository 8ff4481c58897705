"""Wrong procedures for calculations with two whole numbers or two fractions, that no catalogue has."""

from collections.abc import Callable, Sequence
from math import lcm

from evals.students_given import Given, Run, add, digit_sum


def _wholes(op: str, rule: Callable[[int, int], "int | str | None"]) -> Run:
    def run(seen: Given) -> str | None:
        pair = seen.wholes
        if pair is None or seen.op != op or seen.kind != "evaluate":
            return None
        made = rule(*pair)
        return None if made is None else str(made)

    return run


def _parts(op: str, rule: Callable[[int, int, int, int], tuple[int, int]]) -> Run:
    def run(seen: Given) -> str | None:
        parts = seen.parts
        if parts is None or seen.op not in op or seen.kind != "evaluate":
            return None
        top, bottom = rule(*parts)
        return f"{top}/{bottom}" if bottom > 0 and top >= 0 else None

    return run


def _columns(one: int, two: int) -> list[tuple[int, int]]:
    size = max(len(str(one)), len(str(two)))
    return [(int(a), int(b)) for a, b in zip(str(one).rjust(size, "0"), str(two).rjust(size, "0"), strict=True)]


def _joined(digits: Sequence[int]) -> int:
    return int("".join(map(str, digits)))


# Whole numbers

add(
    "first column added",
    "adds the first digits, copies the rest of the longer number",
    _wholes(
        "+",
        lambda a, b: (
            int(str(max(a, b))[0]) * 10 ** (len(str(max(a, b))) - 1)
            + max(a, b) % 10 ** (len(str(max(a, b))) - 1)
            + int(str(min(a, b))[0]) * 10 ** (len(str(max(a, b))) - 1)
        ),
    ),
)
add(
    "carry to the front",
    "adds all columns and writes every ten over at the front",
    _wholes(
        "+",
        lambda a, b: (
            sum(x + y >= 10 for x, y in _columns(a, b)) * 10 ** len(_columns(a, b))
            + _joined([(x + y) % 10 for x, y in _columns(a, b)])
        ),
    ),
)
add(
    "nine at most",
    "writes 9 in a column that comes to more",
    _wholes("+", lambda a, b: _joined([min(x + y, 9) for x, y in _columns(a, b)])),
)
add(
    "tens from the second turned",
    "reads the second number back to front",
    _wholes("+", lambda a, b: a + int(str(b)[::-1])),
)
add("counts the start", "counts on and takes the starting number with it", _wholes("+", lambda a, b: a + b - 1))
add(
    "rounded first, sum",
    "rounds both to tens first",
    _wholes("+", lambda a, b: (a + 5) // 10 * 10 + (b + 5) // 10 * 10),
)
add(
    "ones added to all",
    "adds the last digit of the second number to each digit",
    _wholes("+", lambda a, b: _joined([int(x) + b % 10 for x in str(a)])),
)
add(
    "columns multiplied",
    "multiplies in the last column, adds in the others",
    _wholes("+", lambda a, b: _joined([*(x + y for x, y in _columns(a, b)[:-1]), a % 10 * (b % 10)])),
)
add(
    "larger digit kept",
    "keeps the larger digit of each column",
    _wholes("-", lambda a, b: _joined([max(x, y) for x, y in _columns(a, b)])),
)
add(
    "nine minus",
    "takes each digit that is too small from nine",
    _wholes("-", lambda a, b: _joined([x - y if x >= y else 9 - y for x, y in _columns(a, b)])),
)
add("counts the start back", "counts back and takes the starting number with it", _wholes("-", lambda a, b: a - b + 1))
add(
    "ones added",
    "adds the ones, subtracts the rest",
    _wholes("-", lambda a, b: (a // 10 - b // 10) * 10 + (a % 10 + b % 10) % 10),
)
add(
    "second turned, minus",
    "reads the second number back to front",
    _wholes("-", lambda a, b: abs(a - int(str(b)[::-1]))),
)
add(
    "rounded first, minus",
    "rounds both to tens first",
    _wholes("-", lambda a, b: (a + 5) // 10 * 10 - (b + 5) // 10 * 10),
)
add(
    "pays in all columns",
    "takes one from every column but the last",
    _wholes("-", lambda a, b: a - b - (10 ** (len(str(a)) - 1) - 1) // 9 * 10 // 10),
)
add(
    "subtracts the digit sum",
    "subtracts the digits of the second number one after the other",
    _wholes("-", lambda a, b: a - digit_sum(b)),
)
add("one too few", "adds the number once too few", _wholes("×", lambda a, b: a * (b - 1)))
add(
    "digit sums multiplied",
    "multiplies by the sum of the digits",
    _wholes("×", lambda a, b: a * digit_sum(b) if b > 9 else max(a, b) * digit_sum(b) + b),
)
add(
    "products side by side",
    "writes the products of the digits side by side",
    _wholes("×", lambda a, b: _joined([int(x) * int(y) for x in str(a) for y in str(b)])),
)
add(
    "last digits only",
    "multiplies by the last digit only, adds the other number",
    _wholes("×", lambda a, b: a * (b % 10) + b),
)
add("square", "multiplies the first number by itself", _wholes("×", lambda a, b: a * a))
add("product and sum", "multiplies, then adds both numbers too", _wholes("×", lambda a, b: a * b + a + b))
add(
    "digits divided",
    "divides each digit, rests forgotten, noughts written",
    _wholes("÷", lambda a, b: _joined([int(x) // b for x in str(a)]) if b else None),
)
add("one share too many", "counts the rest as one more share", _wholes("÷", lambda a, b: a // b + 1 if b else None))
add("rest for quotient", "subtracts and halves", _wholes("÷", lambda a, b: (a - b) // 2))
add(
    "divided by the digits",
    "divides by the sum of the digits and one",
    _wholes("÷", lambda a, b: a // (digit_sum(b) + 1)),
)

# Fractions

add(
    "own bottoms",
    "uses the common bottom, and multiplies each top by its own bottom",
    _parts("+", lambda a, b, c, d: (a * b + c * d, b * d)),
)
add("top with bottom", "adds each top to its bottom: (a+b)/(c+d)", _parts("+", lambda a, b, c, d: (a + b, c + d)))
add(
    "crosswise",
    "adds the first top to the second bottom, and the other way",
    _parts("+", lambda a, b, c, d: (a + d, b + c)),
)
add(
    "same made equal by adding",
    "adds to top and bottom until the bottoms are the same",
    _parts("+", lambda a, b, c, d: (a + max(b, d) - b + c + max(b, d) - d, max(b, d))),
)
add(
    "all over the product",
    "adds all four numbers over the product of the bottoms",
    _parts("+", lambda a, b, c, d: (a + b + c + d, b * d)),
)
add(
    "tops multiplied, bottoms added",
    "multiplies the tops and adds the bottoms",
    _parts("+-×", lambda a, b, c, d: (a * c, b + d)),
)
add(
    "smaller bottom",
    "adds the tops, keeps the smaller bottom and adds one",
    _parts("+", lambda a, b, c, d: (a + c + 1, min(b, d))),
)
add(
    "difference under difference",
    "takes the tops apart over the sum of the bottoms",
    _parts("-", lambda a, b, c, d: (abs(a - c), b + d)),
)
add(
    "own bottoms, minus",
    "multiplies each top by its own bottom, and subtracts",
    _parts("-", lambda a, b, c, d: (abs(a * b - c * d), b * d)),
)
add("crosswise, minus", "subtracts crosswise", _parts("-", lambda a, b, c, d: (abs(d - a), b + c)))
add(
    "equal by subtracting",
    "subtracts from top and bottom until the bottoms are the same",
    _parts("-", lambda a, b, c, d: (abs(a - (b - min(b, d)) - c + (d - min(b, d))), min(b, d))),
)
add(
    "tops added, bottoms multiplied",
    "adds the tops and multiplies the bottoms and doubles",
    _parts("×", lambda a, b, c, d: (2 * (a + c), b * d)),
)
add(
    "common bottom first",
    "makes the bottoms the same and multiplies tops by bottoms",
    _parts("×", lambda a, b, c, d: (a * (lcm(b, d) // b) * c * (lcm(b, d) // d), lcm(b, d) + 1)),
)
add("bottom times top", "multiplies each top by its bottom", _parts("×", lambda a, b, c, d: (a * b, c * d)))
add(
    "sums turned", "adds tops and bottoms, then turns the fraction over", _parts("÷", lambda a, b, c, d: (b + d, a + c))
)
add("differences", "subtracts tops and bottoms", _parts("÷×", lambda a, b, c, d: (abs(a - c), max(abs(b - d), 1))))
add(
    "bottoms divided",
    "divides the bottoms into each other, multiplies the tops",
    _parts("÷", lambda a, b, c, d: (a * c, max(b, d) // max(min(b, d), 1))),
)
