"""Literal numbers in trees: what they are worth, how a value is written, and when two answers are the same answer.

Reading text is left to `maths.read`; working an expression out is left to `work`.
"""

from collections.abc import Hashable
from fractions import Fraction
from functools import lru_cache

from tutor.errors import CannotCheck
from tutor.maths import tree
from tutor.maths.number import places, written
from tutor.maths.tree import Bin, Frac, Group, Listing, Mixed, Name, Neg, Node, Num, Percent, Quantity, Rel, children
from tutor.maths.tree import letters_of as letters_of
from tutor.maths.value import in_fractions, value, worked
from tutor.maths.value import numeral_value as numeral_value

FLIPPED: dict[tree.Relation, tree.Relation] = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
POINTS = (1009, -2003)
"""Where expressions with variables are valued to tell whether they are the same; the n-th letter is shifted by 211n."""
PI = {"pi": Fraction(355, 113)}
BROKEN = (Frac, Mixed)
AROUND, NAMED, OPERATED = (Group, Quantity), (Name, Group), (Bin, Rel)
AROUND_ONE = (Neg, Group, Percent, Quantity)
"""Kinds of nodes as tuples: what is asked a thousand times a second must not build a union each time."""
LONGEST_NUMERAL = 60
"""Digits from which a numeral is no number that anybody would reckon with."""
MOST_PLACES = 12
"""The longest decimal that a value is written as."""


def number(node: Node) -> Fraction | None:
    """Return the exact value of a literal number (whole, decimal, fraction, mixed, percent, with sign, unit or brackets), else None."""
    if type(node) is Num:
        return numeral_value(node.text) if len(node.text) <= LONGEST_NUMERAL else None
    if isinstance(node, BROKEN):
        if not isinstance(node.top, Num) or not isinstance(node.bottom, Num):
            return None
        return _broken(node.whole.text if isinstance(node, Mixed) else "0", node.top.text, node.bottom.text)
    if isinstance(node, AROUND_ONE):
        inner = number(node.of)
        if inner is None or isinstance(node, AROUND):
            return inner
        return -inner if isinstance(node, Neg) else inner / 100
    return None


@lru_cache(maxsize=20_000)
def _broken(whole: str, top: str, bottom: str) -> Fraction | None:
    under = numeral_value(bottom)
    return numeral_value(whole) + numeral_value(top) / under if under else None


def bare(node: Node) -> Node:
    """Return the node without brackets that hold nothing but a number or a letter, and without its unit."""
    while isinstance(node, AROUND):
        if isinstance(node, Group) and number(node.of) is None and not isinstance(node.of, NAMED):
            return node
        node = node.of
    return node


def is_whole(node: Node) -> bool:
    """Tell whether the node is a whole number without sign, as written."""
    return isinstance(node, Num) and "." not in node.text


def is_decimal(node: Node) -> bool:
    """Tell whether the node is written with a decimal point anywhere."""
    if type(node) is Num:
        return "." in node.text
    return any(map(is_decimal, children(node)))


def numeral(worth: Fraction, *, decimal: bool = False) -> Node:
    """Return the plainest way to write a value: whole, decimal where wanted and short enough, else a fraction in lowest terms."""
    if worth < 0:
        return Neg(numeral(-worth, decimal=decimal))
    if worth.denominator == 1:
        return Num(str(worth.numerator))
    if decimal and (places(worth) or LONGEST_NUMERAL) <= MOST_PLACES:
        return written(worth, "decimal")
    return Frac(Num(str(worth.numerator)), Num(str(worth.denominator)))


def key(node: Node) -> Hashable:
    """Return what identifies an answer whatever its written form: equal keys mean the same answer.

    A number is its value, `x = 3` the same as 3, 2 : 3 the same as 2/3, a comparison its sign, a list its values (of solutions in
    any order), an expression with letters its values at fixed points. Where nothing can be worked out the node itself is the key.
    """
    node = bare(node)
    worth = number(node)
    if worth is not None:
        return worth
    if isinstance(node, Group):
        return key(node.of)
    if isinstance(node, Rel):
        return _relation_key(node)
    if isinstance(node, Listing):
        keys = [key(item) for item in node.items]
        return ("list", *(sorted(keys, key=str) if all(isinstance(item, Rel) for item in node.items) else keys))
    if isinstance(node, tree.Ratio):
        return _ratio_key(node)
    if isinstance(node, tree.Remainder):
        return ("rest", numeral_value(node.quotient.text), numeral_value(node.rest.text))
    return _expression_key(node)


def _relation_key(node: Rel) -> Hashable:
    left, right, op = bare(node.left), bare(node.right), node.op
    first, second = key(left), key(right)
    larger_first = isinstance(first, Fraction) and isinstance(second, Fraction) and first > second
    if larger_first or (isinstance(right, Name) and not isinstance(left, Name)):
        left, first, second, op = right, second, first, FLIPPED.get(op, op)
    if isinstance(left, Name):
        return second if op == "=" else (op, second)
    return ("relation", op, first, second)


def _ratio_key(node: tree.Ratio) -> Hashable:
    parts = [number(part) for part in node.parts]
    first = parts[0]
    if not first or None in parts:
        return ("ratio", *(key(part) for part in node.parts))
    if len(parts) == 2 and parts[1]:
        return first / parts[1]
    return ("ratio", *(part / first for part in parts if part is not None))


def _expression_key(node: Node) -> Hashable:
    letters = sorted(letters_of(node))
    try:
        return ("at", *letters, *(_valued(node, letters, point) for point in POINTS)) if letters else value(node, PI)
    except CannotCheck:
        return node


def _valued(node: Node, letters: list[str], point: int) -> Fraction | int:
    """Return what an expression is worth, reckoned in whole numbers as far as they go, which is far faster than in fractions."""
    names = PI | {letter: Fraction(point + 211 * place) for place, letter in enumerate(letters)}
    if tree.units_of(node):
        return value(node, names)
    by = in_fractions(names)
    over, power = (lambda one, two, act=act: _plain(act(Fraction(one), two)) for act in (by.over, by.power))
    return worked(node, by._replace(number=_plain, name=lambda letter: _plain(by.name(letter)), over=over, power=power))


def _plain(number: Fraction) -> Fraction:
    return number.numerator if number.denominator == 1 else number  # type: ignore[return-value]


def literals(node: Node) -> list[Node]:
    """Return the literal numbers of a tree from left to right, fractions and signed numbers whole, brackets and units off."""
    node = bare(node)
    if number(node) is not None:
        return [node]
    if isinstance(node, OPERATED):
        return literals(node.left) + literals(node.right)
    return [found for part in children(node) for found in literals(part)]
