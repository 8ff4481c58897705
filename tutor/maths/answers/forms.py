"""In which form an answer is written, and whether that is the form that was asked for. Whether its value is right is left to `grade`."""

import math
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tutor.domain import Task
from tutor.errors import CannotCheck
from tutor.maths.algebra import Polynomial, normal
from tutor.maths.answers.verdict import Reason
from tutor.maths.tree import (
    Bin,
    Frac,
    Group,
    Listing,
    Mixed,
    Name,
    Neg,
    Node,
    Num,
    Percent,
    Quantity,
    Ratio,
    Root,
    children,
)
from tutor.maths.value import value

Shape = Literal["whole", "decimal", "fraction", "mixed", "percent", "other"]
_PLACE = re.compile(r"-?\d{1,13}(?:\.\d{1,20})?")
NAMES = frozenset(
    [
        "simplest",
        "mixed",
        "improper",
        "decimal",
        "percent",
        "whole",
        "expanded",
        "factored",
        "fraction",
        "rounded",
        "unit",
    ]
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The form an answer must have: `name` ("" for any), `detail` (the unit), `place` to round to, and whether `form` asked for it.

    A form that only follows from the task ("how many cm are 2 m?") already says the unit, so a missing one is only noted.
    """

    name: str = ""
    detail: str = ""
    place: Fraction | None = None
    in_words: bool = False


def asked_form(form: str, task: Task | None) -> Asked | None:
    """Return the form that was asked for, by `form` or else by the task; None where `form` is not known.

    `rounded:N` is N decimals, tens for N = -1; a place such as `rounded:0.1` or `rounded:10` is taken too, as is the place of a task.
    """
    in_words = bool(form) and (task is None or form != task.form)
    form = form.strip() or (task.form if task else "") or _form_of_kind(task)
    name, _, detail = form.partition(":")
    if name == "rounded" or (not form and task and task.kind == "round"):
        place = _place(detail, task)
        return Asked("rounded", detail, place, in_words) if place else None
    return Asked(name, detail.strip(), None, in_words) if not name or name in NAMES else None


def _form_of_kind(task: Task | None) -> str:
    if task is None:
        return ""
    if task.kind == "round":
        return f"rounded:{task.want}"
    if task.kind == "convert" and task.want in NAMES - {"fraction"}:
        return task.want
    if task.kind == "percent" and task.want == "percent":
        return "percent"
    return {"simplify": "simplest", "expand": "expanded", "factor": "factored"}.get(task.kind, "")


def _place(detail: str, task: Task | None) -> Fraction | None:
    """Return the place to round to; "1" is a place where the task says so, else one decimal."""
    detail = detail.strip().replace(",", "")
    if not _PLACE.fullmatch(detail):
        return None
    number = Fraction(detail)
    of_task = task is not None and detail in (task.want, task.form.partition(":")[2])
    if number.denominator == 1 and -30 <= number <= 9 and not (number == 1 and of_task):
        return Fraction(10) ** -int(number)
    return number if number > 0 else None


def bare(node: Node) -> Node:
    """Return a node without its sign, unit and brackets."""
    while isinstance(node, Neg | Quantity) or (isinstance(node, Group) and not isinstance(node.of, Listing)):
        node = node.of
    return node


def shape(node: Node) -> Shape:
    """Return the form in which a number is written; a decimal that ends in .0 counts as whole."""
    node = bare(node)
    if isinstance(node, Num):
        return "decimal" if node.text.partition(".")[2].strip("0") else "whole"
    if isinstance(node, Frac) or (_is_division(node) and _bottom_is_positive(node)):
        return "fraction"
    return {Mixed: "mixed", Percent: "percent"}.get(type(node), "other")  # type: ignore[return-value]


def _is_division(node: Node) -> bool:
    """Return True for two numbers over each other that are not a plain fraction: 3 over 4, 1/-2, 1.5/2, 3:4."""
    if not (isinstance(node, Bin) and node.op == "/" and node.sign in ("/", ":")):
        return False
    return isinstance(bare(node.left), Num | Frac) and isinstance(bare(node.right), Num | Frac)


def _bottom_is_positive(node: Node) -> bool:
    return isinstance(node, Bin) and node.sign == "/" and value(node.right) > 0


def is_reduced(node: Node) -> bool:
    """Return True for a number in lowest terms, with a proper fraction part where it is mixed."""
    node = bare(node)
    if isinstance(node, Percent):
        return True
    if isinstance(node, Frac):
        return _lowest(node.top, node.bottom) and value(node.bottom) != 1
    if isinstance(node, Mixed):
        return _lowest(node.top, node.bottom) and value(node.top) < value(node.bottom)
    if isinstance(node, Bin) and _is_division(node):
        return _lowest(node.left, node.right) and value(node.right) != 1
    return True


def _lowest(top: Node, bottom: Node) -> bool:
    above, below = value(top), value(bottom)
    return above.denominator == below.denominator == 1 and math.gcd(above.numerator, below.numerator) == 1


def is_worked_out(node: Node) -> bool:
    """Return True for an answer, False for numbers still to be added, taken away, multiplied or divided (7 + 5, 3 × 4, 10 ÷ 2).

    Powers, roots, multiples of π and standard form (3 × 10^4) are answers; so is anything with variables.
    """
    node = bare(node)
    if isinstance(node, Bin) and node.sign != " " and not _has_name(node):
        if node.op in "+-":
            return _has_root(node)
        if node.op == "/":
            return _is_division(node) or _has_root(node)
        if node.op == "*":
            return _has_root(node) or (
                isinstance(node.right, Bin) and node.right.op == "^" and bare(node.right.left) == Num("10")
            )
    return True


def _has_name(node: Node) -> bool:
    return isinstance(node, Name) or any(map(_has_name, children(node)))


def _has_root(node: Node) -> bool:
    return isinstance(node, Root) or any(map(_has_root, children(node)))


def fault(node: Node, asked: Asked, key: Node) -> Reason | None:
    """Return why an answer of the right value is not in the form that was asked for, None where it is.

    `key` is the expected answer: a factored answer must have as many factors.
    """
    check = _CHECKS.get(asked.name)
    return check(node, key) if check else None


def _not_simplest(node: Node, key: Node) -> Reason | None:
    if _has_name(node):
        return None if is_collected(node) else "not_simplified"
    if isinstance(bare(node), Ratio):
        return None if _ratio_is_lowest(bare(node)) else "not_simplified"
    return None if is_reduced(node) and roots_are_lowest(node) else "not_simplified"


def _not_mixed(node: Node, key: Node) -> Reason | None:
    inner = bare(node)
    proper = isinstance(inner, Frac) and value(inner.top) < value(inner.bottom)
    mixed = isinstance(inner, Mixed) and value(inner.top) < value(inner.bottom)
    return None if mixed or proper or shape(node) == "whole" else "form"


def _not_improper(node: Node, key: Node) -> Reason | None:
    return None if shape(node) in ("fraction", "whole") else "form"


def _not_fraction(node: Node, key: Node) -> Reason | None:
    return None if shape(node) in ("fraction", "mixed", "whole") else "form"


def _not_decimal(node: Node, key: Node) -> Reason | None:
    return None if shape(node) in ("decimal", "whole") else "form"


def _not_percent(node: Node, key: Node) -> Reason | None:
    return None if shape(node) == "percent" else "form"


def _not_whole(node: Node, key: Node) -> Reason | None:
    return None if shape(node) == "whole" else "form"


def _not_expanded(node: Node, key: Node) -> Reason | None:
    return None if all(map(is_monomial, terms(node))) else "form"


def _not_factored(node: Node, key: Node) -> Reason | None:
    if not _has_name(node):
        numbers = [value(part) for part in factors(node)]
        return None if all(number.denominator == 1 and _is_prime(number.numerator) for number in numbers) else "form"
    parts = [part for part in factors(node) if _has_name(part)]
    wanted = max(len([part for part in factors(key) if _has_name(part)]), 1)
    single = len(parts) == 1 and len(factors(node)) == 1 and isinstance(bare(node), Bin) and len(factors(key)) > 1
    return None if len(parts) >= wanted and not single and all(map(_is_prime_factor, parts)) else "form"


def terms(node: Node) -> list[Node]:
    """Return the terms of a sum as written, brackets around sums opened; their signs are left out."""
    node = bare(node)
    if isinstance(node, Bin) and node.op in "+-" and node.sign != " ":
        return [*terms(node.left), *terms(node.right)]
    return [node]


def factors(node: Node) -> list[Node]:
    """Return the factors of a product as written, a power as its base so many times; signs are left out."""
    node = bare(node)
    if isinstance(node, Bin) and node.op == "*":
        return [*factors(node.left), *factors(node.right)]
    if (
        isinstance(node, Bin)
        and node.op == "^"
        and isinstance(node.right, Num)
        and node.right.text.isdigit()
        and int(node.right.text) <= 40
    ):
        return factors(node.left) * int(node.right.text)
    return [node]


def is_collected(node: Node) -> bool:
    """Return True for an expression with variables whose brackets are opened and whose like terms are put together."""
    written = terms(node)
    if not all(map(is_monomial, written)):
        return False
    try:
        quotient = normal(node)
    except CannotCheck:
        return True
    numbers = [part for term in written for part in factors(term) if not _has_name(part)]
    return len(written) == len(quotient.top) and all(map(is_reduced, numbers)) and all(map(_one_number, written))


def _one_number(term: Node) -> bool:
    """Return True for a term in which no two numbers and no two powers of one letter are still to be multiplied."""
    parts = _top_factors(term)
    letters = [part.left if isinstance(part, Bin) and part.op == "^" else part for part in parts]
    names = [part for part in letters if isinstance(part, Name)]
    return sum(not _has_name(part) for part in parts) <= 1 and len(names) == len(set(names))


def _top_factors(node: Node) -> list[Node]:
    node = bare(node)
    if isinstance(node, Bin) and node.op == "*":
        return [*_top_factors(node.left), *_top_factors(node.right)]
    return [node]


def is_monomial(node: Node) -> bool:
    """Return True for a term without a sum in it that would have to be multiplied out."""
    node = bare(node)
    if isinstance(node, Bin) and node.op in "+-" and node.sign != " ":
        return False
    if isinstance(node, Bin) and node.op in "*^":
        return is_monomial(node.left) and is_monomial(node.right)
    if isinstance(node, Bin) and node.op == "/":
        return is_monomial(node.left) and not _has_name(node.right)
    return True


def _is_prime_factor(node: Node) -> bool:
    """Return True for a factor with variables that gives out no number and, where it is a quadratic in one letter, no linear factor."""
    try:
        top: Polynomial = normal(node).top
    except CannotCheck:
        return True
    if not top or any(isinstance(generator, int) for monomial in top for generator, _ in monomial):
        return True
    content = Fraction(
        math.gcd(*(factor.numerator for factor in top.values())),
        math.lcm(*(factor.denominator for factor in top.values())),
    )
    if len(top) == 1:
        return True
    shared = set.intersection(*({generator for generator, _ in monomial} for monomial in top))
    return content == 1 and not shared and not _splits(top)


def _splits(top: Polynomial) -> bool:
    """Return True for a quadratic in one letter whose discriminant is a square."""
    letters = {generator for monomial in top for generator, _ in monomial}
    by_degree = {sum(exponent for _, exponent in monomial): factor for monomial, factor in top.items()}
    if len(letters) != 1 or max(by_degree) != 2:
        return False
    a, b, c = (by_degree.get(Fraction(degree), Fraction(0)) for degree in (2, 1, 0))
    discriminant = b * b - 4 * a * c
    number = discriminant.numerator * discriminant.denominator
    return number >= 0 and math.isqrt(number) ** 2 == number


def _is_prime(number: int) -> bool:
    if not 2 <= number <= 10**8:
        return False
    return all(number % divisor for divisor in range(2, math.isqrt(number) + 1))


def _ratio_is_lowest(node: Node) -> bool:
    values = [value(part) for part in children(node)]
    return all(part.denominator == 1 for part in values) and math.gcd(*(part.numerator for part in values)) == 1


def roots_are_lowest(node: Node) -> bool:
    """Return True where no square root of a whole number still holds a square (√8 does)."""
    if isinstance(node, Root) and node.degree == 2 and isinstance(bare(node.of), Num):
        inside = value(node.of)
        limit = min(math.isqrt(inside.numerator), 10_000)
        return inside.denominator == 1 and not any(
            inside.numerator % (root * root) == 0 for root in range(2, limit + 1)
        )
    return all(map(roots_are_lowest, children(node)))


_CHECKS = {
    "simplest": _not_simplest, "mixed": _not_mixed, "improper": _not_improper, "fraction": _not_fraction, "decimal": _not_decimal,
    "percent": _not_percent, "whole": _not_whole, "expanded": _not_expanded, "factored": _not_factored,
}  # fmt: skip
