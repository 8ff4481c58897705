"""In which form an answer is written, and whether that is the form that was asked for. Whether its value is right is left to `values`."""

import math
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeGuard

from tutor.domain import Task
from tutor.errors import CannotCheck
from tutor.maths.algebra import normal
from tutor.maths.answers.results import bare
from tutor.maths.answers.verdict import Reason
from tutor.maths.number import place_of
from tutor.maths.read import readable
from tutor.maths.tree import Bin, Frac, Mixed, Name, Neg, Node, Num, Percent, Ratio, Root, children, holds
from tutor.maths.value import value

Shape = Literal["whole", "decimal", "fraction", "mixed", "percent", "other"]
_PLACE = re.compile(r"-?\d{1,13}(?:\.\d{1,20})?")
_FORM_OF_KIND = {"simplify": "simplest", "expand": "expanded", "factor": "factored"}
_SHAPES: dict[str, tuple[Shape, ...]] = {
    "improper": ("fraction", "whole"), "fraction": ("fraction", "mixed", "whole"), "decimal": ("decimal", "whole"),
    "percent": ("percent",), "whole": ("whole",),
}  # fmt: skip
NAMES = frozenset({"", "simplest", "mixed", "scientific", "expanded", "factored", "unit", *_SHAPES})


@dataclass(frozen=True, slots=True)
class Asked:
    """The form an answer must have: `name` ("" for any), `unit`, `place` to round to, and whether `form` asked for it.

    A form that only follows from the task ("how many cm are 2 m?") already says the unit, so a missing one is only noted.
    """

    name: str = ""
    unit: str = ""
    place: Fraction | None = None
    in_words: bool = False


def asked_form(form: str, task: Task | None) -> Asked | None:
    """Return the form that was asked for, by `form` or else by the task; None where `form` is not known.

    `rounded:N` is N decimals, tens for N = -1; a place such as `rounded:0.1` or `rounded:10` is taken too, as is the place of a task.
    """
    in_words = bool(form) and (task is None or form != task.form)
    form = form.strip() or (task.form if task else "") or _form_of_kind(task)
    name, _, detail = form.partition(":")
    if name == "rounded":
        place = _place(detail.strip().replace(",", ""), task)
        return Asked(name, "", place, in_words) if place else None
    return Asked(name, detail.strip() if name == "unit" else "", None, in_words) if name in NAMES else None


def _form_of_kind(task: Task | None) -> str:
    if task is None:
        return ""
    if task.kind == "round":
        return f"rounded:{task.want}"
    if task.kind == "convert" and task.want in NAMES and task.want != "fraction":
        return task.want
    if task.kind == "percent" and task.want == "percent":
        return "percent"
    return _FORM_OF_KIND.get(task.kind, "")


def _place(detail: str, task: Task | None) -> Fraction | None:
    """Return the place to round to; "1" is a place where the task says so, else one decimal."""
    if task and detail.endswith("significant") and (node := readable(task.expression)) is not None:
        return Fraction(place_of(detail, value(node)))
    if not _PLACE.fullmatch(detail):
        return None
    number = Fraction(detail)
    of_task = task is not None and detail in (task.want, task.form.partition(":")[2])
    if number.denominator == 1 and -30 <= number <= 9 and not (number == 1 and of_task):
        return Fraction(10) ** -int(number)
    return number if number > 0 else None


def fault(node: Node, asked: Asked, key: Node) -> Reason | None:
    """Return why an answer of the right value is not in the form that was asked for, None where it is.

    `key` is the expected answer: a factored answer must have as many factors.
    """
    if asked.name == "simplest":
        as_key = holds(key, Name) and not _is_simplest(key)  # (x + 6)/x is as simple as 1 + 6/x
        return None if as_key or _is_simplest(node) else "not_simplified"
    if asked.name in _SHAPES:
        return None if shape(node) in _SHAPES[asked.name] else "form"
    if asked.name == "mixed":
        inner = bare(node)
        proper = isinstance(inner, Frac | Mixed) and value(inner.top) < value(inner.bottom)
        return None if proper or shape(node) == "whole" else "form"
    if asked.name == "scientific":
        return None if _is_scientific(node) else "form"
    if asked.name == "expanded":
        return None if all(map(is_monomial, terms(node))) else "form"
    if asked.name == "factored":
        return None if _is_factored(node, key) else "form"
    return None


def _is_scientific(node: Node) -> bool:
    """Return True for a number from 1 to 10 times a power of ten."""
    node = node.of if isinstance(node, Neg) else node
    if not (isinstance(node, Bin) and node.op == "*" and isinstance(node.left, Num)):
        return False
    return isinstance(node.right, Bin) and node.right.left == Num("10") and 1 <= value(node.left) < 10


def shape(node: Node) -> Shape:
    """Return the form in which a number is written; a decimal that ends in .0 counts as whole."""
    node = bare(node)
    if isinstance(node, Num):
        return "decimal" if node.text.partition(".")[2].strip("0") else "whole"
    if isinstance(node, Frac) or (is_division(node) and node.sign == "/" and value(node.right) > 0):
        return "fraction"
    return "mixed" if isinstance(node, Mixed) else "percent" if isinstance(node, Percent) else "other"


def is_division(node: Node) -> TypeGuard[Bin]:
    """Return True for two numbers over each other that are not a plain fraction: 3 over 4, 1/-2, 1.5/2, 3:4."""
    if not (isinstance(node, Bin) and node.op == "/" and node.sign in ("/", ":")):
        return False
    return isinstance(bare(node.left), Num | Frac) and isinstance(bare(node.right), Num | Frac)


def is_reduced(node: Node) -> bool:
    """Return True for a number in lowest terms, with a proper fraction part where it is mixed."""
    node = bare(node)
    if isinstance(node, Mixed):
        return _is_lowest(node.top, node.bottom) and value(node.top) < value(node.bottom)
    if isinstance(node, Frac):
        return _is_lowest(node.top, node.bottom) and value(node.bottom) != 1
    return not is_division(node) or (_is_lowest(node.left, node.right) and value(node.right) != 1)


def _is_lowest(*parts: Node) -> bool:
    numbers = [value(part) for part in parts]
    whole = all(number.denominator == 1 for number in numbers)
    return whole and math.gcd(*(number.numerator for number in numbers)) == 1


def _is_simplest(node: Node) -> bool:
    if holds(node, Name):
        return is_collected(node)
    inner = bare(node)
    if isinstance(inner, Ratio):
        return _is_lowest(*inner.parts)
    return is_reduced(node) and roots_are_lowest(node)


def roots_are_lowest(node: Node) -> bool:
    """Return True where no square root of a whole number still holds a square (√8 does)."""
    if isinstance(node, Root) and node.degree == 2 and isinstance(bare(node.of), Num):
        inside = value(node.of)
        roots = range(2, min(math.isqrt(inside.numerator), 10_000) + 1)
        return inside.denominator == 1 and all(inside.numerator % (root * root) for root in roots)
    return all(map(roots_are_lowest, children(node)))


def is_worked_out(node: Node) -> bool:
    """Return True for an answer, False for numbers still to be added, taken away, multiplied or divided (7 + 5, 3 × 4, 10 ÷ 2).

    Powers, roots, multiples of π and standard form (3 × 10^4) are answers; so is anything with variables.
    """
    node = bare(node)
    if not isinstance(node, Bin) or node.sign == " " or node.op == "^" or holds(node, Name | Root):
        return True
    standard = isinstance(node.right, Bin) and node.right.op == "^" and bare(node.right.left) == Num("10")
    return is_division(node) or (node.op == "*" and standard)


def terms(node: Node) -> list[Node]:
    """Return the terms of a sum as written, brackets around sums opened; their signs are left out."""
    node = bare(node)
    if isinstance(node, Bin) and node.op in "+-" and node.sign != " ":
        return [*terms(node.left), *terms(node.right)]
    return [node]


def factors(node: Node, *, repeated: bool = True) -> list[Node]:
    """Return the factors of a product as written, a power as its base so many times if `repeated`; signs are left out."""
    node = bare(node)
    if isinstance(node, Bin) and node.op == "*":
        return [*factors(node.left, repeated=repeated), *factors(node.right, repeated=repeated)]
    if repeated and isinstance(node, Bin) and node.op == "^" and isinstance(node.right, Num):
        times = node.right.text
        return factors(node.left) * int(times) if times.isdigit() and int(times) <= 40 else [node]
    return [node]


def is_monomial(node: Node) -> bool:
    """Return True for a term without a sum in it that would have to be multiplied out."""
    node = bare(node)
    if not isinstance(node, Bin) or node.sign == " ":
        return True
    if node.op == "/":
        return is_monomial(node.left) and not holds(node.right, Name)
    return node.op in "*^" and is_monomial(node.left) and is_monomial(node.right)


def is_collected(node: Node) -> bool:
    """Return True for an expression with variables whose brackets are opened and whose like terms are put together."""
    written = terms(node)
    if not all(map(is_monomial, written)):
        return False
    try:
        count = len(normal(node).top)
    except CannotCheck:
        return True
    numbers = [part for term in written for part in factors(term) if not holds(part, Name)]
    return len(written) == count and all(map(is_reduced, numbers)) and all(map(_is_multiplied_out, written))


def _is_multiplied_out(term: Node) -> bool:
    """Return True for a term in which no two numbers and no two powers of one letter are still to be multiplied."""
    parts = factors(term, repeated=False)
    bases = [part.left if isinstance(part, Bin) and part.op == "^" else part for part in parts]
    letters = [base for base in bases if isinstance(base, Name)]
    return sum(not holds(part, Name) for part in parts) <= 1 and len(letters) == len(set(letters))


def _is_factored(node: Node, key: Node) -> bool:
    parts = factors(node)
    if not holds(node, Name):
        numbers = [value(part) for part in parts]
        return all(number.denominator == 1 and _is_prime(number.numerator) for number in numbers)
    with_letters = [part for part in parts if holds(part, Name)]
    wanted = sum(holds(part, Name) for part in factors(key))
    single = len(parts) == 1 and isinstance(bare(node), Bin) and len(factors(key)) > 1
    return len(with_letters) >= wanted and not single and all(map(_is_prime_factor, with_letters))


def _is_prime(number: int) -> bool:
    return 2 <= number <= 10**8 and all(number % divisor for divisor in range(2, math.isqrt(number) + 1))


def _is_prime_factor(node: Node) -> bool:
    """Return True for a factor with variables that gives out no number and has no further factors over the rationals."""
    from tutor.maths.tasks.rewrite import factored

    try:
        return len(factors(factored(node))) == 1
    except CannotCheck:
        return True
