"""Writes a normal form back as a tree: like terms collected, brackets multiplied out, or factored. Equality is left to `compare`."""

from fractions import Fraction
from functools import reduce
from typing import Any

from tutor.errors import CannotCheck
from tutor.maths.algebra import Monomial, Polynomial, names_in, normal
from tutor.maths.number import written
from tutor.maths.tree import Bin, Frac, Group, Mixed, Name, Neg, Node, Num, Root, units_of, walk
from tutor.maths.value import measure, value


def collected(node: Node) -> Node:
    """Return the expression with brackets multiplied out and like terms collected, highest power first.

    A quotient is cancelled by the factors that top and bottom share. Raises CannotCheck where there is no normal form.
    """
    form = normal(node)
    top, bottom = form.top, form.bottom
    if names_in(bottom):
        from tutor.maths.algebra.symbolic import expressed  # late: SymPy takes most of a second

        letters = sorted(names_in(top) | names_in(bottom))
        top, bottom = map(_polynomial, expressed(top, letters).cancel(expressed(bottom, letters), include=True))
        if bottom[min(bottom, key=_rank)] < 0:
            top, bottom = ({monomial: -factor for monomial, factor in each.items()} for each in (top, bottom))
    if not any(bottom.keys() - {()}):
        return polynomial_tree({monomial: factor / bottom[()] for monomial, factor in top.items()})
    trees = map(polynomial_tree, (top, bottom))
    above, below = (tree if isinstance(tree, Num | Name) else Group(tree) for tree in trees)
    return Bin("/", above, below, "/")


def factored(node: Node) -> Node:
    """Return the expression as a product that has no further factors over the rationals, the common number first."""
    form = normal(node)
    if any(form.bottom.keys() - {()}):
        raise CannotCheck("Only expressions without a letter below the line are factored.")
    content, found = form.top.get((), Fraction(0)), []
    if any(form.top.keys() - {()}):
        from tutor.maths.algebra.symbolic import expressed

        whole, found = expressed(form.top, sorted(names_in(form.top))).factor_list()
        content = Fraction(int(whole.p), int(whole.q))
    parts = [(_polynomial(factor), times) for factor, times in found]
    factors = sorted(parts, key=lambda each: (len(each[0]), max(each[0].values())))
    return _product(content / form.bottom[()], [_raised(polynomial, times) for polynomial, times in factors])


def _raised(polynomial: Polynomial, times: int) -> Node:
    tree = polynomial_tree(polynomial)
    base = Group(tree) if isinstance(tree, Bin) and tree.op in "+-" else tree
    return base if times == 1 else Bin("^", base, Num(str(times)))


def polynomial_tree(polynomial: Polynomial) -> Node:
    """Return the tree of a polynomial: terms by falling degree, then by letters; `3x^2 - x + 1/2`."""
    terms = sorted(polynomial.items(), key=lambda term: _rank(term[0]))
    if not terms:
        return Num("0")
    total = _term(*terms[0])
    for monomial, factor in terms[1:]:
        total = Bin("-" if factor < 0 else "+", total, _term(monomial, abs(factor)))
    return total


def _rank(monomial: Monomial) -> tuple[Fraction | int, list[tuple[str, Fraction | int]]]:
    letters = [(str(name), power) for name, power in monomial if isinstance(name, str)]
    return -sum((power for _, power in letters), Fraction(0)), [(name, -power) for name, power in letters]


def _term(monomial: Monomial, factor: Fraction) -> Node:
    return _product(factor, [_power(name, exponent) for name, exponent in monomial])


def _product(number: Fraction, parts: list[Node]) -> Node:
    """Return the product with its number in front; a 1 before letters is left out."""
    shown = parts if parts and abs(number) == 1 else [written(abs(number), ""), *parts]
    body = reduce(lambda left, right: Bin("*", left, right), shown)
    return Neg(body) if number < 0 else body


def _power(name: str | int, exponent: Fraction | int) -> Node:
    if isinstance(name, int):
        return Root(Num(str(name**exponent.numerator)), exponent.denominator)
    if name.startswith("unit "):
        raise CannotCheck("Units are not collected.")
    return Name(name) if exponent == 1 else Bin("^", Name(name), written(Fraction(exponent), ""))


def _polynomial(poly: Any) -> Polynomial:
    names = [str(letter) for letter in poly.gens]
    return {
        tuple((name, Fraction(e)) for name, e in zip(names, exponents, strict=True) if e): Fraction(int(c.p), int(c.q))
        for exponents, c in poly.terms()
        if c
    }


def natural(worth: Fraction, *surface: Node) -> Node:
    """Return a number written as its problem is: as a decimal, a mixed number, else as a whole number or simplest fraction."""
    written_in = [part for node in surface for part in walk(node)]
    form = "simplest"
    if any(isinstance(part, Mixed) for part in written_in):
        form = "mixed"
    elif any(isinstance(part, Num) and "." in part.text for part in written_in) and not has_fraction(*surface):
        form = "decimal"
    try:
        return written(worth, form)
    except CannotCheck:
        return written(worth, "simplest")


def has_fraction(*nodes: Node) -> bool:
    """Return True where a fraction or mixed number is written in one of the trees."""
    return any(isinstance(part, Frac | Mixed) for node in nodes for part in walk(node))


def size(node: Node) -> Fraction:
    """Return how large a value is, in base units where it has a unit."""
    return measure(node).amount if units_of(node) else value(node)
