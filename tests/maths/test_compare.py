import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.errors import CannotCheck
from tutor.maths.algebra.symbolic import within_steps
from tutor.maths.compare import same
from tutor.maths.read import read
from tutor.maths.tree import Bin, Name, Neg, Node, Num


def both(a: str, b: str) -> bool | None:
    return same(read(a), read(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("1/2", "0.5"),
        ("4/8", "½"),
        ("25%", "1/4"),
        ("2√2", "√8"),
        ("1/√2", "√2/2"),
        ("(1 + √2)(1 - √2)", "-1"),
        ("∛16", "2∛2"),
        ("√(5 + 2√6)", "√2 + √3"),
        ("2(x + 3)", "2x + 6"),
        ("(x + 1)^2", "x² + 2x + 1"),
        ("(x² - 1)/(x - 1)", "x + 1"),
        ("πr²", "r × r × π"),
        ("√(x²)", "|x|"),
        ("2^x × 2", "2^(x + 1)"),
        ("100 cm", "1 m"),
        ("3 h 20 min", "200 min"),
        ("5 km/h", "5000 m/h"),
        ("$3.50", "350¢"),
        ("1 L", "1000 cm³"),
        ("5m", "5 m"),
        ("5 R 2", "5 r 2"),
        ("(2, 3)", "(2, 6/2)"),
        ("0.3, 1/2", "3/10, 0.5"),
    ],
)
def test_equal_things_are_the_same_however_they_are_written(a: str, b: str) -> None:
    assert both(a, b) is True
    assert both(b, a) is True


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("1/2", "0.51"),
        ("π", "3.14"),
        ("√2", "1.414"),
        ("2(x + 3)", "2x + 3"),
        ("x", "y"),
        ("5 cm", "5"),
        ("5 cm", "5 g"),
        ("5 R 2", "5"),
        ("(2, 3)", "(3, 2)"),
        ("1, 2", "1, 2, 3"),
        ("x = 4", "4"),
        ("√(x²)", "x"),
    ],
)
def test_different_things_are_not_the_same(a: str, b: str) -> None:
    assert both(a, b) is False
    assert both(b, a) is False


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("x = 4", "4 = x"),
        ("2x + 3 = 11", "x = 4"),
        ("6/x = 3", "x = 2"),
        ("x² = 9", "x = ±3"),
        ("x² + 1 = 0", "x² + 4 = 0"),
        ("|x| = 3", "x = 3 or x = -3"),
        ("√x = 3", "x = 9"),
        ("y = 2x + 1", "2x - y = -1"),
        ("x + y = 5, x - y = 1", "y = 2, x = 3"),
        ("-2x < 6", "x > -3"),
        ("2 < x < 5", "x < 5, x > 2"),
        ("x² > 4", "x < -2 or x > 2"),
        ("0.06 < 0.8", "0.8 > 0.06"),
        ("3 + 4 = 7", "7 = 4 + 3"),
        ("x ≠ 3", "2x ≠ 6"),
    ],
)
def test_statements_with_the_same_solutions_are_the_same(a: str, b: str) -> None:
    assert both(a, b) is True
    assert both(b, a) is True


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("x² = 9", "x = 3"),
        ("-2x < 6", "x < -3"),
        ("x < 3", "x ≤ 3"),
        ("x = 3, y = 2", "x = 2, y = 3"),
        ("1 < 2", "3 < 4"),
        ("1 < 2", "1 = 2"),
        ("y = 2x", "y = 3x"),
    ],
)
def test_statements_with_other_solutions_are_not_the_same(a: str, b: str) -> None:
    assert both(a, b) is False


def test_ratios_are_the_same_in_proportion() -> None:
    assert same(read("3:4", ratio=True), read("6:8", ratio=True)) is True
    assert same(read("1:2:3", ratio=True), read("2:4:6", ratio=True)) is True
    assert same(read("1:2:3", ratio=True), read("2:4:5", ratio=True)) is False
    assert same(read("3:4", ratio=True), read("3:4:5", ratio=True)) is False


@pytest.mark.parametrize(("a", "b"), [("1/0", "1"), ("9^9^9", "1"), ("√-4", "2"), ("√(x - x - 1)", "x"), ("?", "3")])
def test_what_could_not_be_decided_is_none(a: str, b: str) -> None:
    assert both(a, b) is None


def test_what_is_written_alike_is_the_same_even_where_it_cannot_be_worked_out() -> None:
    assert both("9^9^9", "9^9^9") is True


def test_the_limit_of_steps_holds_in_any_thread() -> None:
    caught: list[str] = []

    def work() -> None:
        try:
            within_steps(lambda: sum(abs(i) for i in range(10**9)), most=1000)
        except CannotCheck as error:
            caught.append(str(error))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(10)
    assert caught == ["This takes too long to compare."]


polynomials = st.recursive(
    st.one_of(st.integers(0, 9).map(lambda i: Num(str(i))), st.sampled_from([Name("x"), Name("y")])),
    lambda inner: st.one_of(
        st.builds(
            lambda op, a, b: Bin(op, a, b, "×" if op == "*" else ""), st.sampled_from(["+", "-", "*"]), inner, inner
        ),
        st.builds(Neg, inner),
    ),
    max_leaves=6,
)


@given(polynomials, polynomials)
def test_a_product_may_be_turned_round_and_multiplied_out(a: Node, b: Node) -> None:
    assert same(Bin("*", a, b, "×"), Bin("*", b, a, "×")) is True
    assert same(Bin("*", a, Bin("+", b, Num("1")), "×"), Bin("+", Bin("*", a, b, "×"), a)) is True


@given(polynomials)
def test_one_more_is_never_the_same(a: Node) -> None:
    assert same(a, Bin("+", a, Num("1"))) is False
