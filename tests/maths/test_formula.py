"""Formulas of content files: exact, whitelisted, fast."""

import timeit
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.errors import CannotCheck
from tutor.maths.formula import Formula, formula

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)


@pytest.mark.parametrize(
    ("text", "values", "result"),
    [
        ("(n1 + n2) / (d1 + d2)", {"n1": 1, "d1": 2, "n2": 1, "d2": 3}, Fraction(2, 5)),
        ("a / b", {"a": 7, "b": 2}, Fraction(7, 2)),
        ("a // b", {"a": 7, "b": 2}, Fraction(3)),
        ("a % b", {"a": 7, "b": 2}, Fraction(1)),
        ("-a ** 2", {"a": 3}, Fraction(-9)),
        ("a ** -2", {"a": 3}, Fraction(1, 9)),
        ("0.1 + 0.2", {}, Fraction(3, 10)),
        ("gcd(12, 18) + lcm(4, 6)", {}, Fraction(18)),
        ("min(a, 2) + max(a, 2, 3)", {"a": 1}, Fraction(4)),
        ("abs(a - 5)", {"a": 2}, Fraction(3)),
        ("floor(a) + 10 * ceil(a)", {"a": HALF}, Fraction(10)),
        ("round_half_up(a, 10)", {"a": 345}, Fraction(350)),
        ("round_half_up(a, 0.1)", {"a": Fraction("0.25")}, Fraction("0.3")),
        ("round_half_up(a, 1)", {"a": Fraction("-2.5")}, Fraction(-3)),
        ("digits(a)", {"a": "0.40"}, Fraction(3)),
        ("digits(a)", {"a": Fraction(120)}, Fraction(3)),
        ("places(a)", {"a": "0.40"}, Fraction(2)),
        ("places(a)", {"a": Fraction("0.40")}, Fraction(1)),
        ("a + 1", {"a": "0.40"}, Fraction("1.4")),
        ("a + 1", {"a": "1,000"}, Fraction(1001)),
        ("a if a > b else b", {"a": HALF, "b": THIRD}, HALF),
        ("mixed(a, 1, b) - 0.5", {"a": 2, "b": 3}, Fraction(11, 6)),
    ],
)
def test_a_formula_gives_the_exact_value(text: str, values: dict[str, Fraction | str], result: Fraction) -> None:
    given_values = {name: Fraction(value) if isinstance(value, int) else value for name, value in values.items()}
    found = formula(text)(given_values)
    assert found == result
    assert isinstance(found, Fraction)


@pytest.mark.parametrize(
    ("text", "values", "result"),
    [
        ("d1 != d2 and gcd(n1, d1) == 1", {"d1": 3, "d2": 4, "n1": 2}, True),
        ("d1 != d2 and gcd(n1, d1) == 1", {"d1": 3, "d2": 3, "n1": 2}, False),
        ("a < b <= c", {"a": 1, "b": 2, "c": 2}, True),
        ("a < b < c", {"a": 1, "b": 2, "c": 2}, False),
        ("not whole(a / b) or a == 0", {"a": 3, "b": 2}, True),
        ("sign(a, b) == '<'", {"a": 1, "b": 2}, True),
    ],
)
def test_a_guard_gives_a_truth(text: str, values: dict[str, int], result: bool) -> None:
    assert formula(text)({name: Fraction(value) for name, value in values.items()}) is result


@pytest.mark.parametrize(("a", "b", "sign"), [(1, 2, "<"), (2, 1, ">"), (2, 2, "=")])
def test_sign_gives_the_comparison_sign(a: int, b: int, sign: str) -> None:
    assert formula("sign(a, b)")({"a": Fraction(a), "b": Fraction(b)}) == sign


@pytest.mark.parametrize(("value", "result"), [("0.25", True), ("7", True), (Fraction(1, 4), False)])
def test_numeral_tells_digits_from_a_fraction(value: Fraction | str, result: bool) -> None:
    assert formula("numeral(a)")({"a": value}) is result


def test_words_are_compared_but_not_reckoned_with() -> None:
    assert formula("want == 'largest'")({"want": "largest"}) is True
    with pytest.raises(CannotCheck, match="words"):
        formula("want * 3")({"want": "ab"})


def test_a_formula_knows_its_names() -> None:
    assert formula("places(a) + b * gcd(c, 2)").names == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("a + b.real", 5),
        ("a ^ 2", 1),
        ("__import__('os')", 1),
        ("1 + 1e5", 5),
        ("[1, 2]", 1),
        ("gcd(1)", 1),
        ("a is b", 1),
        ("(lambda: 1)()", 1),
        ("~a", 1),
        ("a +", 0),
        ("", 0),
        ("a\0", 0),
    ],
)
def test_anything_off_the_list_is_refused_with_its_place(text: str, position: int) -> None:
    with pytest.raises(ValueError, match=f"character {position or ''}"):
        formula(text)


def test_too_long_or_too_deep_a_text_is_refused() -> None:
    with pytest.raises(ValueError, match="at most"):
        formula("1+" * 400 + "1")
    with pytest.raises(ValueError, match="character"):
        formula("(" * 200 + "1" + ")" * 199)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a / b", {"a": 1, "b": 0}),
        ("a / b", {"a": 1}),
        ("2 ** 10000", {}),
        ("2 ** 0.5", {}),
        ("(2 ** 2000) ** 2000", {}),
        ("gcd(a, 2)", {"a": HALF}),
        ("places(a)", {"a": THIRD}),
        ("round_half_up(a, 0)", {"a": 1}),
        ("whole('a')", {}),
        ("mixed(a, 1, 3)", {"a": HALF}),
        ("'a' * 3", {}),
        ("(sign(a, 1) if a else 2) * 3", {"a": 1}),
    ],
)
def test_no_value_is_said_so(text: str, values: dict[str, Fraction]) -> None:
    with pytest.raises(CannotCheck):
        formula(text)({name: Fraction(value) for name, value in values.items()})


@given(st.text(alphabet="ab12 +-*/%()<>=.,'and orgcdmin\0é", max_size=60))
def test_any_text_is_a_formula_or_a_value_error(text: str) -> None:
    try:
        read = formula(text)
    except ValueError:
        return
    try:
        assert isinstance(read({"a": HALF, "b": Fraction(3)}), Fraction | bool | str)
    except CannotCheck:
        return


def test_a_guard_takes_about_two_microseconds() -> None:
    guard: Formula = formula("d1 != d2 and gcd(n1, d1) == 1")
    values = {"d1": Fraction(3), "d2": Fraction(4), "n1": Fraction(2)}
    best = min(timeit.repeat(lambda: guard(values), number=2000, repeat=20)) / 2000
    assert best < 10e-6
