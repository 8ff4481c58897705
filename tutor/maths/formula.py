"""Formulas of content files (`where`, `rank`, `answer`) in Python's notation, over exact fractions.

A formula is read once through a whitelist of Python's syntax tree and turned into closures; nothing is ever given to `eval`.
What the names stand for is left to the caller.
"""

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any

from tutor.errors import CannotCheck
from tutor.maths.number import LONGEST_DECIMAL, places, rounded

Result = Fraction | bool | str
Values = Mapping[str, Fraction | str]
Run = Callable[[Values], Any]

LONGEST_TEXT = 400
LONGEST_POWER_BITS = 4096
NUMERAL = re.compile(r"\d+\.?\d*|\.\d+")
WRITTEN = re.compile(r"[-−]?(\d[\d,]*\.?\d*|\.\d+)")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, ready to be called with the values of its names; `names` are those it needs."""

    text: str
    names: frozenset[str]
    _run: Run = field(repr=False, compare=False)

    def __call__(self, values: Values) -> Result:
        """Return the exact value, the truth, or the sign ("<", ">", "=") that this formula has for these values.

        A value given as text is a number as written ("0.40"): `digits` and `places` count what is written there.
        Raises CannotCheck where there is no value: a missing name, a division by zero, gcd of parts, a power too large.
        """
        try:
            result = self._run(values)
        except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
            raise CannotCheck(f"{self.text}: no value here ({error})") from error
        return Fraction(result) if type(result) is int else result


@lru_cache(maxsize=8192)
def formula(text: str) -> Formula:
    """Return the formula written in `text`.

    It may hold names, numbers, "words", + - * / // % **, comparisons, and, or, not, `a if b else c`, and the functions gcd, lcm, abs,
    min, max, floor, ceil, isqrt, round_half_up(x, place), smallest_factor(n), digits(x) and places(x) (how many are written), numeral(x)
    (is it written as one), sign(a, b), whole(x).
    Raises ValueError that names the character at fault. Source: ours.
    """
    source = text.strip()
    if len(source) > LONGEST_TEXT:
        raise ValueError(f"a formula has at most {LONGEST_TEXT} characters, this one has {len(source)}")
    try:
        reader = _Reader(source)
        run = reader.run(ast.parse(source, mode="eval").body)
    except SyntaxError as error:
        at = error.offset or len(source) + 1
        raise ValueError(f"{text!r}, character {at}: not a formula ({error.msg})") from error
    except (RecursionError, MemoryError) as error:
        raise ValueError(f"{text!r}, character 1: nested too deeply") from error
    return Formula(text, frozenset(reader.names), run)


class _Reader:
    """Turns the syntax tree of one formula into closures, collecting its names."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.names: set[str] = set()

    def run(self, node: ast.expr) -> Run:
        kind = READERS.get(type(node))
        if kind is None:
            raise self.refuse(node, "this is not allowed here")
        return kind(self, node)

    def refuse(self, node: ast.expr, why: str) -> ValueError:
        return ValueError(f"{self.source!r}, character {node.col_offset + 1}: {why}")

    def constant(self, node: ast.Constant) -> Run:
        if isinstance(node.value, bool | str):
            fixed: Any = node.value
        else:
            numeral = ast.get_source_segment(self.source, node) or ""
            if not NUMERAL.fullmatch(numeral):
                raise self.refuse(node, "write numbers with digits and a point only")
            fixed = Fraction(numeral) if "." in numeral else int(numeral)
        return lambda values: fixed

    def name(self, node: ast.Name) -> Run:
        key = node.id
        self.names.add(key)

        def run(values: Values) -> Any:
            value = values[key]
            if type(value) is Fraction:
                return value.numerator if value.denominator == 1 else value  # whole numbers reckon far faster
            return _written(value) if type(value) is str else _number(value)

        return run

    def binary(self, node: ast.BinOp) -> Run:
        act = OPERATORS.get(type(node.op))
        if act is None:
            raise self.refuse(node, "use + - * / // % and ** (for powers) only")
        return _joined(act, self.run(node.left), self.run(node.right))

    def unary(self, node: ast.UnaryOp) -> Run:
        of = self.run(node.operand)
        if isinstance(node.op, ast.Not):
            return lambda values: not of(values)
        if isinstance(node.op, ast.USub):
            return lambda values: -of(values)
        raise self.refuse(node, "use not and - only")

    def boolean(self, node: ast.BoolOp) -> Run:
        parts = [self.run(value) for value in node.values]
        stop = isinstance(node.op, ast.Or)

        def run(values: Values) -> bool:
            for part in parts:
                if bool(part(values)) is stop:
                    return stop
            return not stop

        return run

    def compare(self, node: ast.Compare) -> Run:
        acts = [COMPARISONS.get(type(op)) for op in node.ops]
        if None in acts:
            raise self.refuse(node, "use == != < <= > >= only")
        sides = [self.run(side) for side in (node.left, *node.comparators)]
        links = [_joined(act, left, right) for act, left, right in zip(acts, sides, sides[1:], strict=False) if act]
        if len(links) == 1:
            return links[0]
        return lambda values: all(link(values) for link in links)

    def choice(self, node: ast.IfExp) -> Run:
        test, then, otherwise = self.run(node.test), self.run(node.body), self.run(node.orelse)
        return lambda values: then(values) if test(values) else otherwise(values)

    def call(self, node: ast.Call) -> Run:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        act, least, most = FUNCTIONS.get(name, (None, 0, 0))
        if act is None:
            raise self.refuse(node, f"no such function; there are {', '.join(FUNCTIONS)}")
        if node.keywords or not least <= len(node.args) <= most:
            raise self.refuse(node, f"{name} takes {least if least == most else f'{least} or more'} values")
        read = self.as_written if name in ("digits", "places", "numeral") else self.run
        parts = [read(part) for part in node.args]
        if len(parts) == 2:
            return _joined(act, *parts)
        return lambda values: act(*[part(values) for part in parts])

    def as_written(self, node: ast.expr) -> Run:
        """Read a part whose written form counts: a name stands for its text where it has one."""
        if not isinstance(node, ast.Name):
            return self.run(node)
        key = node.id
        self.names.add(key)
        return lambda values: values[key]


def _joined(act: Callable[..., Any], left: Run, right: Run) -> Run:
    return lambda values: act(left(values), right(values))


def _number(value: object) -> int:
    if isinstance(value, int):
        return value
    raise TypeError("a value must be a fraction or a text")


@lru_cache(maxsize=8192)
def _written(text: str) -> Fraction | int | str:
    """Return the number that a text writes; a text that writes none is a word and stays one."""
    if not WRITTEN.fullmatch(text):
        return text
    worth = Fraction(text.replace(",", "").replace("−", "-"))
    return worth.numerator if worth.denominator == 1 else worth


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator != 1 or isinstance(base, str):
        raise ValueError("a power needs a whole exponent")
    bits = max(base.numerator.bit_length(), base.denominator.bit_length())
    if bits * abs(exponent.numerator) > LONGEST_POWER_BITS:
        raise ValueError("a power too large")
    return Fraction(base) ** exponent.numerator


def _of_wholes(act: Callable[..., int]) -> Callable[..., int]:
    """Return the function for whole numbers only."""

    def run(*values: Fraction) -> int:
        if any(value.denominator != 1 for value in values):
            raise ValueError("a whole number is needed")
        return act(*(value.numerator for value in values))

    return run


def _smallest_factor(number: int) -> int:
    """Return the smallest factor above 1 of a whole number; the number itself where none is below a thousand."""
    return next((factor for factor in range(2, min(number, 1000) + 1) if number % factor == 0), number)


def _round_half_up(value: Fraction, place: Fraction) -> Fraction:
    return rounded(Fraction(value), Fraction(place))


def _places(value: Fraction | str) -> int:
    """Return how many digits stand after the point: as written, else in the shortest decimal."""
    if isinstance(value, str):
        return len(_numeral(value).partition(".")[2])
    count = places(Fraction(value))
    if count is None or count > LONGEST_DECIMAL:
        raise ValueError("a decimal that does not end")
    return count


def _digits(value: Fraction | str) -> int:
    """Return how many digits a number has: as written, else in the shortest decimal."""
    if isinstance(value, str):
        return sum(character.isdigit() for character in _numeral(value))
    return len(str(abs(value.numerator) // value.denominator)) + _places(value)


def _numeral(text: str) -> str:
    if not WRITTEN.fullmatch(text):
        raise ValueError("a number is needed")
    return text


def _sign(left: Fraction, right: Fraction) -> str:
    return "=" if left == right else "<" if left < right else ">"


def _arithmetic(act: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Return the operation for numbers only: Python would also join texts and divide whole numbers into floats."""

    def run(left: Any, right: Any) -> Any:
        if type(left) is str or type(right) is str:
            raise TypeError("words cannot be reckoned with")
        return act(left, right)

    return run


READERS: dict[type[ast.expr], Callable[[_Reader, Any], Run]] = {
    ast.Constant: _Reader.constant, ast.Name: _Reader.name, ast.BinOp: _Reader.binary, ast.UnaryOp: _Reader.unary,
    ast.BoolOp: _Reader.boolean, ast.Compare: _Reader.compare, ast.IfExp: _Reader.choice, ast.Call: _Reader.call,
}  # fmt: skip
_ACTS = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: lambda left, right: Fraction(left) / right,
    ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod, ast.Pow: _power,
}  # fmt: skip
OPERATORS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {op: _arithmetic(act) for op, act in _ACTS.items()}
COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge
}  # fmt: skip
FUNCTIONS: dict[str, tuple[Callable[..., Any], int, int]] = {
    "gcd": (_of_wholes(math.gcd), 2, 9), "lcm": (_of_wholes(math.lcm), 2, 9), "abs": (abs, 1, 1), "min": (min, 2, 99),
    "max": (max, 2, 99), "floor": (math.floor, 1, 1), "ceil": (math.ceil, 1, 1), "round_half_up": (_round_half_up, 2, 2),
    "isqrt": (_of_wholes(math.isqrt), 1, 1), "smallest_factor": (_of_wholes(_smallest_factor), 1, 1), "digits": (_digits, 1, 1),
    "places": (_places, 1, 1), "numeral": (lambda value: isinstance(value, str), 1, 1), "sign": (_sign, 2, 2),
    "whole": (lambda value: value.denominator == 1, 1, 1),
}  # fmt: skip
