"""Formulas of content files (`where`, `rank`, `answer`) in Python's notation, over exact fractions.

A formula is read once through a whitelist of Python's syntax tree; what is compiled is a tree of our own making that reaches nothing else.
What the names stand for is left to the caller.
"""

import ast
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from types import FunctionType
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
        return _whole(result) if type(result) is int else result


_whole = lru_cache(maxsize=8192)(Fraction)


@lru_cache(maxsize=8192)
def formula(text: str) -> Formula:
    """Return the formula written in `text`.

    It may hold names, numbers, "words", + - * / // % **, comparisons, and, or, not, `a if b else c`, and the functions gcd, lcm, abs,
    min, max, floor, ceil, isqrt, round_half_up(x, place), smallest_factor(n), digits(x) and places(x) (how many are written), numeral(x)
    (is it written as one), sign(a, b), whole(x), mixed(w, n, d).
    Raises ValueError that names the character at fault. Source: ours.
    """
    source = text.strip()
    if len(source) > LONGEST_TEXT:
        raise ValueError(f"a formula has at most {LONGEST_TEXT} characters, this one has {len(source)}")
    try:
        reader = _Reader(source)
        run = reader.function()
    except SyntaxError as error:
        at = error.offset or len(source) + 1
        raise ValueError(f"{text!r}, character {at}: not a formula ({error.msg})") from error
    except (RecursionError, MemoryError) as error:
        raise ValueError(f"{text!r}, character 1: nested too deeply") from error
    return Formula(text, frozenset(reader.names), run)


class _Reader(ast.NodeVisitor):
    """Writes the syntax tree of one formula anew from what is allowed in it, collecting its names."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.names: set[str] = set()

    def function(self) -> Run:
        """Return the formula as a function of the values of its names."""
        body = self.visit(ast.parse(self.source, mode="eval").body)
        made = ast.Expression(ast.Lambda(VALUES, body))
        code = compile(ast.fix_missing_locations(made), "<formula>", "eval")
        found: Run = FunctionType(code, KNOWN)()
        return found

    def generic_visit(self, node: Any) -> Any:
        raise self.refuse(node, "this is not allowed here")

    def number(self, node: ast.expr) -> ast.expr:
        """Return a part that is reckoned with: Python would also join and repeat words."""
        is_sure = isinstance(node, ast.BinOp) or (isinstance(node, ast.Constant) and type(node.value) is not str)
        return self.visit(node) if is_sure else _calls("_number", self.visit(node))

    def refuse(self, node: ast.expr, why: str) -> ValueError:
        return ValueError(f"{self.source!r}, character {node.col_offset + 1}: {why}")

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        if isinstance(node.value, bool | str):
            return ast.Constant(node.value)
        numeral = ast.get_source_segment(self.source, node) or ""
        if not NUMERAL.fullmatch(numeral):
            raise self.refuse(node, "write numbers with digits and a point only")
        if "." not in numeral:
            return ast.Constant(int(numeral))
        KNOWN[numeral] = Fraction(numeral)
        return ast.Name(numeral, ast.Load())

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return _calls("_worth", self.as_written(node))

    def as_written(self, node: ast.expr) -> ast.expr:
        """Return a part whose written form counts: a name stands for its text where it has one."""
        if not isinstance(node, ast.Name):
            return self.visit(node)  # type: ignore[no-any-return]
        self.names.add(node.id)
        return ast.Subscript(ast.Name("values", ast.Load()), ast.Constant(node.id), ast.Load())

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        left, right = (self.number(side) for side in (node.left, node.right))
        if type(node.op) in OPERATORS:
            return ast.BinOp(left, node.op, right)
        act = "_divided" if isinstance(node.op, ast.Div) else "_power" if isinstance(node.op, ast.Pow) else ""
        if not act:
            raise self.refuse(node, "use + - * / // % and ** (for powers) only")
        return _calls(act, left, right)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        if not isinstance(node.op, ast.Not | ast.USub):
            raise self.refuse(node, "use not and - only")
        return ast.UnaryOp(node.op, self.visit(node.operand))

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        return _calls("bool", ast.BoolOp(node.op, [self.visit(value) for value in node.values]))

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        if not all(type(op) in COMPARISONS for op in node.ops):
            raise self.refuse(node, "use == != < <= > >= only")
        first, *others = [self.visit(side) for side in (node.left, *node.comparators)]
        return ast.Compare(first, node.ops, others)

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        return ast.IfExp(self.visit(node.test), self.visit(node.body), self.visit(node.orelse))

    def visit_Call(self, node: ast.Call) -> ast.expr:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        act, least, most = FUNCTIONS.get(name, (None, 0, 0))
        if act is None:
            raise self.refuse(node, f"no such function; there are {', '.join(FUNCTIONS)}")
        if node.keywords or not least <= len(node.args) <= most:
            raise self.refuse(node, f"{name} takes {least if least == most else f'{least} or more'} values")
        read = self.as_written if name in ("digits", "places", "numeral") else self.visit
        return _calls(name, *map(read, node.args))


def _calls(name: str, *parts: ast.expr) -> ast.expr:
    return ast.Call(ast.Name(name, ast.Load()), list(parts), [])


def _worth(value: object) -> Any:
    """Return what a name is worth, whole numbers as such, which reckon far faster; a text that writes no number is a word."""
    if type(value) is str:
        return _written(value)
    if type(value) is Fraction:
        return value.numerator if value.denominator == 1 else value
    if isinstance(value, int):
        return value
    raise TypeError("a value must be a fraction or a text")


def _number(value: Any) -> Any:
    if type(value) is str:
        raise TypeError("words cannot be reckoned with")
    return value


@lru_cache(maxsize=8192)
def _written(text: str) -> Fraction | int | str:
    """Return the number that a text writes; a text that writes none is a word and stays one."""
    if not WRITTEN.fullmatch(text):
        return text
    worth = Fraction(text.replace(",", "").replace("−", "-"))
    return worth.numerator if worth.denominator == 1 else worth


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator != 1:
        raise ValueError("a power needs a whole exponent")
    bits = max(base.numerator.bit_length(), base.denominator.bit_length())
    if bits * abs(exponent.numerator) > LONGEST_POWER_BITS:
        raise ValueError("a power too large")
    return (base if exponent >= 0 else Fraction(base)) ** exponent.numerator


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


def _mixed(whole: Fraction, top: Fraction, bottom: Fraction) -> Fraction:
    if any(part.denominator != 1 or part < 0 for part in (whole, top, bottom)):
        raise ValueError("a mixed number of parts that are not whole")
    return whole + Fraction(top, bottom)


VALUES = ast.arguments([], [ast.arg("values")], None, [], [], None, [])
OPERATORS = frozenset([ast.Add, ast.Sub, ast.Mult, ast.FloorDiv, ast.Mod])
COMPARISONS = frozenset([ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE])
FUNCTIONS: dict[str, tuple[Callable[..., Any], int, int]] = {
    "gcd": (_of_wholes(math.gcd), 2, 9), "lcm": (_of_wholes(math.lcm), 2, 9), "abs": (abs, 1, 1), "min": (min, 2, 99),
    "max": (max, 2, 99), "floor": (math.floor, 1, 1), "ceil": (math.ceil, 1, 1),
    "round_half_up": (lambda value, place: rounded(Fraction(value), Fraction(place)), 2, 2),
    "isqrt": (_of_wholes(math.isqrt), 1, 1), "smallest_factor": (_of_wholes(_smallest_factor), 1, 1), "digits": (_digits, 1, 1),
    "places": (_places, 1, 1), "numeral": (lambda value: isinstance(value, str), 1, 1),
    "sign": (lambda left, right: "=" if left == right else "<" if left < right else ">", 2, 2),
    "whole": (lambda value: value.denominator == 1, 1, 1), "mixed": (_mixed, 3, 3),
}  # fmt: skip
KNOWN: dict[str, Any] = {
    **{name: act for name, (act, _, _) in FUNCTIONS.items()}, "bool": bool, "__builtins__": {},
    "_worth": _worth, "_number": _number, "_divided": lambda left, right: Fraction(left) / right, "_power": _power,
}  # fmt: skip
"""All that the code of a formula can reach; decimals are added as they are met."""
