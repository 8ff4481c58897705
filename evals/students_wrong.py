"""Wrong procedures that no catalogue has, for simulated pupils: `WRONG` holds them all, `applying` those that fit a set of tasks."""

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from math import prod

import evals.students_sums  # noqa: F401 registers its procedures
from evals.students_given import WRONG, Given, Run, Wrong, add, digit_sum, worth, wrong
from tutor.domain import Task

__all__ = ["WRONG", "Wrong", "applying"]

# Numbers with signs, points, whole parts


@wrong("size by size, sign of the first", "works with the sizes turned round and keeps the first sign")
def _first_sign(seen: Given) -> Fraction | None:
    if "-" not in (seen.left[:1], seen.right[:1]) or seen.op not in "+-" or not seen.op:
        return None
    one, two = worth(seen.left.lstrip("-")), worth(seen.right.lstrip("-"))
    size = 2 * one + two if seen.op == "+" else one + 2 * two
    return -size if seen.left.startswith("-") else size


@wrong("nought counted", "counts over nought and takes it as a step of its own")
def _nought(seen: Given) -> Fraction | None:
    if "-" not in (seen.left[:1], seen.right[:1]) or seen.op not in "+-" or not seen.op:
        return None
    right = worth(seen.left) + (1 if seen.op == "+" else -1) * worth(seen.right)
    return right + 1 if right < 0 else right - 1


@wrong("signs cancel twice", "writes the sum of the sizes for a product, with the sign of the second")
def _sum_for_product(seen: Given) -> Fraction | None:
    if "-" not in (seen.left[:1], seen.right[:1]) or seen.op not in "×÷" or not seen.op:
        return None
    size = worth(seen.left.lstrip("-")) + worth(seen.right.lstrip("-"))
    return -size if seen.right.startswith("-") else size


def _points(rule: Callable[[str, str, str], "str | Fraction | None"]) -> Run:
    def run(seen: Given) -> "str | Fraction | None":
        texts = (seen.left, seen.right)
        plain = all(re.fullmatch(r"\d*\.?\d+", text) for text in texts) and any("." in text for text in texts)
        return rule(seen.left, seen.right, seen.op) if plain else None

    return run


def _operated(one: Fraction, two: Fraction, op: str) -> Fraction:
    return {"+": one + two, "-": one - two, "×": one * two, "÷": one / two if two else one}[op]


add(
    "wholes only",
    "rounds both to wholes and works with those",
    _points(
        lambda a, b, op: (
            _operated(Fraction(int(worth(a) + Fraction(1, 2))), Fraction(int(worth(b) + Fraction(1, 2)) or 1), op) + 1
        )
    ),
)
add(
    "point after one digit",
    "works without points and puts one after the first digit",
    _points(lambda a, b, op: _one_point(_operated(Fraction(a.replace(".", "")), Fraction(b.replace(".", "")), op))),
)
add(
    "tails doubled",
    "adds the part after the point twice",
    _points(lambda a, b, op: _operated(worth(a), worth(b), op) + worth(b) % 1 + Fraction(1, 10)),
)


def _one_point(value: Fraction) -> str | None:
    digits = str(int(abs(value)))
    return f"{digits[0]}.{digits[1:]}" if len(digits) > 1 else None


@wrong("whole parts multiplied", "multiplies the whole parts and adds the fractions")
def _whole_parts(seen: Given) -> Fraction | None:
    if " " not in seen.left + seen.right or not seen.op:
        return None
    one, two = worth(seen.left), worth(seen.right)
    return Fraction(one // 1 * (two // 1 or 1)) + one % 1 + two % 1 + (seen.op != "×")


@wrong("fractions first then turned", "subtracts whole parts, adds fractions")
def _turned_parts(seen: Given) -> Fraction | None:
    if " " not in seen.left + seen.right or not seen.op:
        return None
    one, two = worth(seen.left), worth(seen.right)
    return abs(one // 1 - two // 1) + one % 1 + two % 1 + Fraction(1, 2)


# Roundings, comparisons, orders


@wrong("a step too high", "rounds to the next step and one further")
def _too_high(seen: Given) -> Fraction | None:
    return (worth(seen.numbers[0]) // worth(seen.want) + 2) * worth(seen.want) if _to_round(seen) else None


@wrong("nines", "writes nines after the place")
def _nines(seen: Given) -> Fraction | None:
    if not _to_round(seen):
        return None
    step = worth(seen.want)
    return worth(seen.numbers[0]) // step * step + step * Fraction(9, 10)


@wrong("noughts put in", "puts a nought in at the place")
def _noughts(seen: Given) -> str | None:
    return f"{seen.numbers[0][:1]}0{seen.numbers[0][1:]}" if _to_round(seen) else None


def _to_round(seen: Given) -> bool:
    return seen.kind == "round" and bool(re.fullmatch(r"10*|0\.0*1", seen.want)) and bool(seen.numbers)


def _rank(rank: Callable[[str], "int | Fraction"]) -> Run:
    """Return a procedure that ranks numbers by a rank of its own."""

    def run(seen: Given) -> str | None:
        if seen.kind not in ("compare", "order") or len(seen.numbers) < 2:
            return None
        ranks = [rank(text) for text in seen.numbers]
        if seen.key.strip() in ("<", ">", "="):
            return "=" if ranks[0] == ranks[1] else "<" if ranks[0] < ranks[1] else ">"
        smallest = any(word in seen.want for word in ("small", "least", "ascending"))
        order = sorted(range(len(ranks)), key=lambda place: ranks[place], reverse=not smallest)
        if "ending" in seen.want:
            return ", ".join(seen.numbers[place] for place in order)
        return seen.numbers[order[0]] if len(set(ranks)) > 1 else None

    return run


add("by the last digit", "compares the last digits", _rank(lambda text: int(text[-1])))
add("by the digit sum", "compares the sums of the digits", _rank(lambda text: sum(map(int, re.findall(r"\d", text)))))
add("by the largest digit", "compares the largest digits", _rank(lambda text: max(map(int, re.findall(r"\d", text)))))
add("by the noughts", "the number with more noughts is larger", _rank(lambda text: text.count("0")))

# Whatever the task: the numbers are grabbed and something is done with them


def _grab(least: int, rule: Callable[[list[Fraction]], "Fraction | None"]) -> Run:
    def run(seen: Given) -> Fraction | None:
        numeric = seen.kind not in ("compare", "order") and re.fullmatch(r"[-\d./ %]+", seen.key)
        return rule(seen.worths) if numeric and len(seen.numbers) >= least else None

    return run


add("sum and one", "adds all numbers there are, and one for the start", _grab(2, lambda all: sum(all, Fraction(0)) + 1))
add(
    "product less sum",
    "multiplies all numbers and takes their sum away",
    _grab(2, lambda all: prod(all, start=Fraction(1)) - sum(all)),
)
add(
    "middle", "takes the middle of the largest and the smallest number", _grab(2, lambda all: (max(all) + min(all)) / 2)
)
add("twice the first", "doubles the first number and adds the last", _grab(2, lambda all: 2 * all[0] + all[-1]))
add("first less twice the last", "takes the last number away twice", _grab(2, lambda all: all[0] - 2 * all[-1]))
add("outer product", "multiplies first and last number and forgets the rest", _grab(3, lambda all: all[0] * all[-1]))
add("outer sum", "adds first and last number and forgets the rest", _grab(3, lambda all: all[0] + all[-1]))
add("span", "takes the smallest number from the largest, twice", _grab(2, lambda all: 2 * (max(all) - min(all))))


def _key_changed(rule: Callable[[Fraction], "Fraction | None"]) -> Run:
    def run(seen: Given) -> Fraction | None:
        plain = seen.kind not in ("compare", "order") and re.fullmatch(r"-?[\d./ ]+", seen.key)
        return rule(worth(seen.key)) if plain and not seen.key.startswith("- ") else None

    return run


add("doubles at the end", "works rightly, then doubles", _key_changed(lambda key: 2 * key))
add("three more", "works rightly, then adds three", _key_changed(lambda key: key + 3))
add("half and one", "works rightly, then halves and adds one", _key_changed(lambda key: key / 2 + 1))
add(
    "digits of the answer",
    "gives the sum of the digits of the answer and ten",
    _key_changed(lambda key: Fraction(digit_sum(key.numerator) + 10)),
)
add(
    "top and bottom changed",
    "adds five to the top and six to the bottom of the answer",
    _key_changed(lambda key: Fraction(key.numerator + 5, key.denominator + 6)),
)


# Expressions and equations as text


def _terms(rule: Callable[[list[int], str], str]) -> Run:
    """Return a procedure on the coefficients of an answer with a letter."""

    def run(seen: Given) -> str | None:
        letters = set(re.findall(r"[a-z]", seen.key))
        if len(letters) != 1 or "=" in seen.key or "<" in seen.key or ">" in seen.key:
            return None
        return rule([int(text) for text in re.findall(r"\d+", seen.key)] or [1], letters.pop())

    return run


add("one term", "puts all numbers of the answer into one term", _terms(lambda all, x: f"{sum(all) + 1}{x}"))
add("product term", "multiplies all numbers into one term", _terms(lambda all, x: f"{prod(all) + 1}{x}"))
add("turned terms", "swaps number and letter term, adds one", _terms(lambda all, x: f"{all[-1] + 1}{x} + {all[0]}"))


def applying(tasks: Sequence[tuple[Task, str]]) -> list[Wrong]:
    """Return the procedures that give something on most of the tasks (each with its key)."""
    return [made for made in WRONG if 2 * sum(bool(made.on(task, key)) for task, key in tasks) > len(tasks)]
