import pytest

from tutor.errors import CannotCheck
from tutor.maths.algebra import Quotient, difference, equal, names_in, normal
from tutor.maths.read import read


def of(text: str) -> Quotient:
    return normal(read(text))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("√12", "2√3"),
        ("√(1/2)", "√2/2"),
        ("√2 × √3", "√6"),
        ("∛2 × ∛4", "2"),
        ("2^(1/2)", "√2"),
        ("8^(2/3)", "4"),
        ("|-√2|", "√2"),
    ],
)
def test_roots_have_one_normal_form(a: str, b: str) -> None:
    assert equal(of(a), of(b))


def test_a_difference_is_nothing_only_where_both_are_equal() -> None:
    assert difference(of("(a + b)(a - b)"), of("a² - b²")).top == {}
    assert difference(of("(a + b)²"), of("a² + b²")).top != {}


def test_units_and_variables_are_named() -> None:
    assert names_in(of("3x + 2y").top) == {"x", "y"}
    assert names_in(of("3 cm").top) == {"unit length"}


@pytest.mark.parametrize(
    "text", ["√x", "2^x", "|x|", "1/(x - x)", "√-2", "√(1 + √2)", "(x + y + z)^40", "x^41", "√9999999967", "x = 3"]
)
def test_what_has_no_small_normal_form_cannot_be_checked(text: str) -> None:
    with pytest.raises(CannotCheck):
        of(text)
