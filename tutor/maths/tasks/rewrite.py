"""Writes a normal form back as a tree: like terms collected, brackets multiplied out, or factored. Equality is left to `compare`."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from functools import reduce
from math import gcd, lcm
from typing import Any

from tutor.errors import CannotCheck
from tutor.maths.algebra import Monomial, Polynomial, Quotient, names_in, normal
from tutor.maths.number import written
from tutor.maths.tree import Bin, Frac, Group, Mixed, Name, Neg, Node, Num, Quantity, Root, children
from tutor.maths.value import measure, value


def collected(node: Node) -> Node:
    """Return the expression with brackets multiplied out and like terms collected, highest power first.

    A quotient is cancelled by the factors that top and bottom share. Raises CannotCheck where there is no normal form.
    """
    return quotient_tree(normal(node))


def factored(node: Node) -> Node:
    """Return the expression as a product that has no further factors over the rationals, the common number first."""
    form = normal(node)
    number = _constant(form.bottom)
    if number is None:
        raise CannotCheck("Only expressions without a letter below the line are factored.")
    content, factors = _factors({monomial: factor / number for monomial, factor in form.top.items()})
    parts: list[Node] = []
    for polynomial, times in factors:
        tree = polynomial_tree(polynomial)
        base = Group(tree) if isinstance(tree, Bin) and tree.op in "+-" else tree
        parts.append(base if times == 1 else Bin("^", base, Num(str(times))))
    if not parts:
        return written(content, "")
    body = reduce(lambda left, right: Bin("*", left, right), parts)
    if abs(content) == 1:
        return Neg(body) if content < 0 else body
    front = written(abs(content), "")
    whole = reduce(lambda left, right: Bin("*", left, right), parts, front)
    return Neg(whole) if content < 0 else whole


def quotient_tree(form: Quotient) -> Node:
    """Return the tree of a normal form in lowest terms."""
    number = _constant(form.bottom)
    if number is not None:
        return polynomial_tree({monomial: factor / number for monomial, factor in form.top.items()})
    top, bottom = _cancelled(form)
    number = _constant(bottom)
    if number is not None:
        return polynomial_tree({monomial: factor / number for monomial, factor in top.items()})
    above, below = polynomial_tree(top), polynomial_tree(bottom)
    return Bin("/", _bracketed(above), _bracketed(below), "/")


def polynomial_tree(polynomial: Polynomial) -> Node:
    """Return the tree of a polynomial: terms by falling degree, then by letters; `3x^2 - x + 1/2`."""
    terms = sorted(polynomial.items(), key=lambda term: _rank(term[0]))
    if not terms:
        return Num("0")
    total = _term(*terms[0])
    for monomial, factor in terms[1:]:
        total = Bin("-" if factor < 0 else "+", total, _term(monomial, abs(factor)))
    return total


def _rank(monomial: Monomial) -> tuple[Fraction, list[tuple[str, Fraction]]]:
    letters = [(str(name), power) for name, power in monomial if isinstance(name, str)]
    return -sum((power for _, power in letters), Fraction(0)), [(name, -power) for name, power in letters]


def _term(monomial: Monomial, factor: Fraction) -> Node:
    powers = [_power(name, exponent) for name, exponent in monomial]
    size = written(abs(factor), "")
    if powers and abs(factor) == 1:
        body = reduce(lambda left, right: Bin("*", left, right), powers)
    else:
        body = reduce(lambda left, right: Bin("*", left, right), powers, size)
    return Neg(body) if factor < 0 else body


def _power(name: str | int, exponent: Fraction) -> Node:
    if isinstance(name, int):
        inside = Num(str(name**exponent.numerator))
        return Root(inside, exponent.denominator)
    if name.startswith("unit "):
        raise CannotCheck("Units are not collected.")
    base: Node = Name(name)
    if exponent == 1:
        return base
    return Bin("^", base, written(exponent, ""))


def _bracketed(node: Node) -> Node:
    return node if isinstance(node, Num | Name) else Group(node)


def _constant(polynomial: Polynomial) -> Fraction | None:
    return polynomial.get((), Fraction(0)) if not any(polynomial.keys() - {()}) else None


def _content(numbers: Iterable[Fraction]) -> Fraction:
    listed = list(numbers)
    return Fraction(reduce(gcd, (n.numerator for n in listed)), reduce(lcm, (n.denominator for n in listed)))


def _expressed(polynomial: Polynomial) -> tuple[Any, Any]:
    """Return SymPy's polynomial over the rationals and its letters. Imported late: it takes most of a second."""
    from sympy import Poly, Rational, symbols

    names = sorted(names_in(polynomial))
    if not names or any(isinstance(name, int) for monomial in polynomial for name, _ in monomial):
        raise CannotCheck("Roots and bare numbers have no factors with letters.")
    letters = symbols(names)
    terms = {}
    for monomial, factor in polynomial.items():
        powers = dict(monomial)
        exponents = [powers.get(name, Fraction(0)) for name in names]
        if any(e.denominator != 1 for e in exponents) or max(exponents) > 12 or len(polynomial) > 40:
            raise CannotCheck("This expression is too large to factor.")
        terms[tuple(int(e) for e in exponents)] = Rational(factor.numerator, factor.denominator)
    return Poly.from_dict(terms, *letters), names


def _polynomial(poly: Any, names: list[str]) -> Polynomial:
    found: Polynomial = {}
    for exponents, factor in poly.terms():
        monomial = tuple((name, Fraction(e)) for name, e in zip(names, exponents, strict=True) if e)
        found[monomial] = Fraction(int(factor.p), int(factor.q))
    return found


def _factors(polynomial: Polynomial) -> tuple[Fraction, list[tuple[Polynomial, int]]]:
    if not polynomial or _constant(polynomial) is not None:
        return _constant(polynomial) or Fraction(0), []
    poly, names = _expressed(polynomial)
    content, factors = poly.factor_list()
    number = Fraction(int(content.p), int(content.q))
    found = [(_polynomial(factor, names), times) for factor, times in factors]
    found.sort(key=lambda each: (len(each[0]), max(each[0].values())))
    return number, found


def _cancelled(form: Quotient) -> tuple[Polynomial, Polynomial]:
    both = {**form.top, **form.bottom}
    _, names = _expressed(both)
    top, bottom = (_in(polynomial, names) for polynomial in (form.top, form.bottom))
    common = top.gcd(bottom)
    above, below = (_polynomial(each.exquo(common), names) for each in (top, bottom))
    scale = _content([*above.values(), *below.values()])
    if below[min(below, key=_rank)] < 0:
        scale = -scale
    return {m: f / scale for m, f in above.items()}, {m: f / scale for m, f in below.items()}


def _in(polynomial: Polynomial, names: list[str]) -> Any:
    from sympy import Poly, Rational, symbols

    terms = {}
    for monomial, factor in polynomial.items():
        powers = dict(monomial)
        terms[tuple(int(powers.get(name, 0)) for name in names)] = Rational(factor.numerator, factor.denominator)
    return Poly.from_dict(terms or {tuple([0] * len(names)): Rational(0)}, *symbols(names))


def natural(worth: Fraction, *surface: Node) -> Node:
    """Return a number written as its problem is: as a decimal, a mixed number, else as a whole number or simplest fraction."""
    written_in = [node for each in surface for node in _all(each)]
    form = "simplest"
    if any(isinstance(node, Mixed) for node in written_in):
        form = "mixed"
    elif any(isinstance(node, Num) and "." in node.text for node in written_in) and not any(
        isinstance(n, Frac) for n in written_in
    ):
        form = "decimal"
    try:
        return written(worth, form)
    except CannotCheck:
        return written(worth, "simplest")


def _all(node: Node) -> Iterable[Node]:
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(reversed(list(children(here))))


def quantities(node: Node) -> list[Quantity]:
    """Return the quantities in a tree."""
    return [each for each in _all(node) if isinstance(each, Quantity)]


def has_fraction(node: Node) -> bool:
    """Return True where a fraction or mixed number is written in the tree."""
    return any(isinstance(each, Frac | Mixed) for each in _all(node))


def size(node: Node) -> Fraction:
    """Return how large a value is, in base units where it has a unit."""
    return measure(node).amount if quantities(node) else value(node)


def renamed(node: Node, old: str, new: str) -> Node:
    """Return the tree with one letter for another."""
    if isinstance(node, Name):
        return Name(new) if node.letter == old else node
    parts = {}
    for each in fields(node):
        part = getattr(node, each.name)
        if is_dataclass(part):
            parts[each.name] = renamed(part, old, new)  # type: ignore[arg-type]
    return replace(node, **parts) if parts else node  # type: ignore[arg-type]
