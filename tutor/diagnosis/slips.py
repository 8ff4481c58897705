"""How likely a moment's carelessness turns one answer into another: off by one, a digit, a sign, the point, one part of a fraction.

Which answers are being compared is left to `likelihood`.
"""

from collections.abc import Hashable
from fractions import Fraction

ONE_OFF, TWO_OFF, PLACE_OFF, SIGN, POINT, TURNED = 0.14, 0.04, 0.08, 0.12, 0.06, 0.06
DIGIT = 0.2
LONGEST = 10**12


Parts = tuple[int, int]
"""Top and bottom of a fraction as written."""


def near(answer: Hashable, meant: Hashable, written: Parts | None = None) -> float:
    """Return P(the careless answer | what was meant), in [0, 0.5]; 0 where they are equal or far apart.

    written: top and bottom of the answer where it is written as a fraction. Source: ours.
    """
    if answer == meant:
        return 0.0
    if isinstance(answer, Fraction) and isinstance(meant, Fraction):
        return _numbers(answer, meant, written or (answer.numerator, answer.denominator))
    if isinstance(answer, tuple) and isinstance(meant, tuple) and answer and meant and answer[0] == meant[0]:
        return _tuples(answer, meant)
    return 0.0


def _tuples(answer: tuple[Hashable, ...], meant: tuple[Hashable, ...]) -> float:
    """Return the chance of another sign in a comparison, of two neighbours swapped in a list."""
    if answer[0] == "relation":
        return 0.5
    if len(answer) != len(meant):
        return 0.0
    odd = [place for place, (one, two) in enumerate(zip(answer, meant, strict=True)) if one != two]
    if answer[0] == "list" and sorted(map(str, answer)) == sorted(map(str, meant)):
        return 0.5 / (len(meant) - 1) if len(odd) == 2 and odd[1] == odd[0] + 1 else 0.02
    return 0.1 if len(odd) == 1 else 0.0


def _numbers(answer: Fraction, meant: Fraction, written: Parts) -> float:
    chance = SIGN if answer == -meant else 0.0
    if answer.denominator == 1 == meant.denominator:
        return max(chance, _wholes(answer.numerator, meant.numerator))
    if _ends(answer.denominator) and _ends(meant.denominator):
        chance = max(chance, _decimals(answer, meant))
    return max(chance, _fractions(answer, meant, written))


def _wholes(answer: int, meant: int) -> float:
    if abs(answer) > LONGEST or abs(meant) > LONGEST:
        return 0.0
    off = abs(answer - meant)
    if off <= 2:
        return ONE_OFF if off == 1 else TWO_OFF
    if off in (10, 100, 1000) and abs(meant) >= off // 2:
        return PLACE_OFF
    if meant and answer and max(abs(answer), abs(meant)) == 10 * min(abs(answer), abs(meant)):
        return POINT
    return _digits(str(abs(answer)), str(abs(meant)))


def _digits(answer: str, meant: str) -> float:
    """Return the chance of one wrong digit, or of two neighbours turned round."""
    if len(answer) != len(meant):
        return 0.0
    odd = [place for place, (one, two) in enumerate(zip(answer, meant, strict=True)) if one != two]
    if len(odd) == 1 and len(meant) > 1:
        return DIGIT / (8 * len(meant))
    turned = (
        len(odd) == 2 and odd[1] == odd[0] + 1 and answer[odd[0]] == meant[odd[1]] and answer[odd[1]] == meant[odd[0]]
    )
    return TURNED / max(len(meant) - 1, 1) if turned else 0.0


def _ends(denominator: int) -> bool:
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    return denominator == 1


def _decimals(answer: Fraction, meant: Fraction) -> float:
    """Return the chance for two decimals: as for whole numbers in their last place, or the point moved by one."""
    if answer in (meant * 10, meant / 10):
        return POINT
    for places in range(1, 7):
        ten = 10**places
        one, two = answer * ten, meant * ten
        if one.denominator == 1 == two.denominator:
            return _wholes(one.numerator, two.numerator)
    return 0.0


def _fractions(answer: Fraction, meant: Fraction, written: Parts) -> float:
    """Return the chance of one part of a fraction being off by one or two, or the whole by one."""
    if abs(answer - meant) == 1:
        return ONE_OFF / 2
    top, bottom = abs(written[0]), written[1]
    size = abs(meant)
    chances = [_off(size * bottom, top), _off(abs(answer) * meant.denominator, size.numerator)]
    if size and top:
        chances += [_off(top / size, bottom) / 2, _off(size.numerator / abs(answer), meant.denominator) / 2]
    return max(chances)


def _off(one: Fraction, two: int) -> float:
    return {1: ONE_OFF, 2: TWO_OFF}.get(int(abs(one - two)), 0.0) if one.denominator == 1 else 0.0
