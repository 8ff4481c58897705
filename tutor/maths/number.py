"""The canonical writing of an exact value in a form. Which form an answer must have is left to `grade`."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from tutor.errors import CannotCheck
from tutor.maths.tree import Bin, Frac, Mixed, Neg, Node, Num, Percent, Quantity
from tutor.maths.value import value as worth

LONGEST_DECIMAL = 40


def written(value: Fraction, form: str) -> Node:
    """Return the tree of a value in a form; a negative one is a Neg around it.

    Forms: "" and "simplest" (a whole number or a fraction in lowest terms), "mixed", "improper" (a whole number over 1 as a whole number),
    "decimal", "percent" and "scientific" (all exact), "whole", "rounded:10", "rounded:0.1" (half away from zero, with the places of
    the place), "unit:cm", "unit:$". Raises CannotCheck where the value has no such writing, or the form is not known.
    """
    name, _, detail = form.partition(":")
    write = _FORMS.get(name)
    if write is None:
        raise CannotCheck(f"A number cannot be written in the form {form!r}. Use one of: {', '.join(sorted(_FORMS))}.")
    node = write(abs(value), detail)
    bare = node.of if isinstance(node, Quantity) else node
    return Neg(node) if value < 0 and worth(bare) else node


def place_of(place: str, value: Fraction) -> str:
    """Return the place to round to; "2 significant" depends on the size of the number."""
    count, _, significant = place.partition(" ")
    return str(Fraction(10) ** (_leading(value) - int(count) + 1)) if significant else place


def _leading(value: Fraction) -> int:
    """Return the power of ten of the first digit that is not zero."""
    return (Decimal(value.numerator) / value.denominator).adjusted()


def places(value: Fraction) -> int | None:
    """Return the number of decimal places that write the value exactly, None where no number of places does."""
    rest, count = value.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest, power = rest // prime, power + 1
        count = max(count, power)
    return count if rest == 1 else None


def rounded(value: Fraction, place: Fraction) -> Fraction:
    """Return the multiple of `place` nearest to the value, halves away from zero."""
    steps = abs(value) / place
    nearest = (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)
    return (nearest if value >= 0 else -nearest) * place


def _simplest(value: Fraction, _: str) -> Node:
    if value.denominator == 1:
        return Num(str(value.numerator))
    return Frac(Num(str(value.numerator)), Num(str(value.denominator)))


def _mixed(value: Fraction, _: str) -> Node:
    whole, rest = divmod(value.numerator, value.denominator)
    if not rest or not whole:
        return _simplest(value, "")
    return Mixed(Num(str(whole)), Num(str(rest)), Num(str(value.denominator)))


def _whole(value: Fraction, _: str) -> Node:
    if value.denominator != 1:
        raise CannotCheck("This value is not a whole number.")
    return Num(str(value.numerator))


def _decimal(value: Fraction, _: str) -> Node:
    count = places(value)
    if count is None or count > LONGEST_DECIMAL:
        raise CannotCheck("This value has no exact decimal that ends.")
    return _with_places(value, count)


def _scientific(value: Fraction, _: str) -> Node:
    power = _leading(value)
    exponent = Neg(Num(str(-power))) if power < 0 else Num(str(power))
    return Bin("*", _decimal(value / Fraction(10) ** power, ""), Bin("^", Num("10"), exponent), "×")


def _with_places(value: Fraction, count: int) -> Num:
    digits = str(value.numerator * 10**count // value.denominator).rjust(count + 1, "0")
    return Num(f"{digits[:-count]}.{digits[-count:]}" if count else digits)


def _percent(value: Fraction, _: str) -> Node:
    hundredths = value * 100
    return Percent(_mixed(hundredths, "") if places(hundredths) is None else _decimal(hundredths, ""))


def _rounded(value: Fraction, place: str) -> Node:
    try:
        step = Fraction(place.replace(",", ""))
    except (ValueError, ZeroDivisionError):
        step = Fraction(0)
    count = places(step)
    if step <= 0 or count is None or count > LONGEST_DECIMAL:
        raise CannotCheck(f"{place!r} is not a place to round to. Use one such as 10, 1 or 0.01.")
    return _with_places(rounded(value, step), count)


def _unit(value: Fraction, unit: str) -> Node:
    money = unit in ("$", "£", "€")
    if money and value.denominator != 1 and places(value) in (1, 2):
        return Quantity(_with_places(value, 2), unit, money)
    return Quantity(_simplest(value, "") if places(value) is None else _decimal(value, ""), unit, money)


_FORMS: dict[str, Callable[[Fraction, str], Node]] = {
    "": _simplest, "simplest": _simplest, "mixed": _mixed, "improper": _simplest, "decimal": _decimal, "percent": _percent,
    "whole": _whole, "rounded": _rounded, "unit": _unit, "scientific": _scientific,
}  # fmt: skip
