import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.errors import ParseError
from tutor.maths.read import _parser, _short, read
from tutor.maths.reading.lexer import tokens
from tutor.maths.tree import (
    Abs,
    Bin,
    Blank,
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
    Rel,
    Remainder,
    Root,
)


def n(text: int | str) -> Num:
    return Num(str(text))


def frac(top: int, bottom: int) -> Frac:
    return Frac(n(top), n(bottom))


X, Y = Name("x"), Name("y")


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("7", n(7)),
        ("0.40", n("0.40")),
        (".5", n(".5")),
        ("1,000", n("1,000")),
        ("1,234,567.5", n("1,234,567.5")),
        ("3/4", frac(3, 4)),
        ("3 / 4", frac(3, 4)),
        ("¾", frac(3, 4)),
        ("³⁄₄", frac(3, 4)),
        (r"\frac{3}{4}", frac(3, 4)),
        (r"\dfrac34", frac(3, 4)),
        ("1,000/3", Frac(n("1,000"), n(3))),
        ("6 2/3", Mixed(n(6), n(2), n(3))),
        ("6 ⅔", Mixed(n(6), n(2), n(3))),
        ("6⅔", Mixed(n(6), n(2), n(3))),
        ("6 and 2/3", Mixed(n(6), n(2), n(3))),
        (r"6\frac{2}{3}", Mixed(n(6), n(2), n(3))),
        ("-2 1/4", Neg(Mixed(n(2), n(1), n(4)))),
        ("−5", Neg(n(5))),
        ("⁻5", Neg(n(5))),
        ("+5", n(5)),
        ("25%", Percent(n(25))),
        ("25 percent", Percent(n(25))),
        ("1/2%", Percent(frac(1, 2))),
        ("5 R 2", Remainder(n(5), n(2))),
        ("5r2", Remainder(n(5), n(2))),
        ("5 remainder 2", Remainder(n(5), n(2))),
    ],
)
def test_a_number_is_read_as_it_is_written(text: str, node: Node) -> None:
    assert read(text) == node


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("$3.50", Quantity(n("3.50"), "$", True)),
        ("-$3.50", Neg(Quantity(n("3.50"), "$", True))),
        (r"\$3.50", Quantity(n("3.50"), "$", True)),
        ("£2", Quantity(n(2), "£", True)),
        ("3 dollars", Quantity(n(3), "$", True)),
        ("50¢", Quantity(n(50), "¢")),
        ("50 cents", Quantity(n(50), "¢")),
        ("5 cm", Quantity(n(5), "cm")),
        ("5cm", Quantity(n(5), "cm")),
        ("3/4 inches", Quantity(frac(3, 4), "in")),
        ("5 cm^2", Quantity(n(5), "cm²")),
        ("5 square centimeters", Quantity(n(5), "cm²")),
        (r"5\text{ cm}^2", Quantity(n(5), "cm²")),
        ("60 km/h", Quantity(n(60), "km/h")),
        ("60 miles per hour", Quantity(n(60), "mi/h")),
        ("45°", Quantity(n(45), "°")),
        (r"45^\circ", Quantity(n(45), "°")),
        ("5 m", Quantity(n(5), "m")),
        ("5m", Bin("*", n(5), Name("m"))),
        ("5 m + n", Bin("+", Bin("*", n(5), Name("m")), Name("n"))),
        ("5m + 30cm", Bin("+", Quantity(n(5), "m"), Quantity(n(30), "cm"))),
        ("3 h 20 min", Bin("+", Quantity(n(3), "h"), Quantity(n(20), "min"), " ")),
    ],
)
def test_a_unit_or_a_coin_belongs_to_its_number(text: str, node: Node) -> None:
    assert read(text) == node


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("3x", Bin("*", n(3), X)),
        ("xy", Bin("*", X, Y)),
        ("ru", Bin("*", Name("r"), Name("u"))),
        ("3 x 4", Bin("*", n(3), n(4), "×")),
        ("3x4", Bin("*", n(3), n(4), "×")),
        ("3 x -4", Bin("*", n(3), Neg(n(4)), "×")),
        ("3 x n", Bin("*", n(3), Name("n"), "×")),
        ("3 x + 4", Bin("+", Bin("*", n(3), X), n(4))),
        ("x x 4", Bin("*", X, n(4), "×")),
        ("3 * 4", Bin("*", n(3), n(4), "×")),
        (r"3 \cdot 4", Bin("*", n(3), n(4), "·")),
        ("50% of 20", Bin("*", Percent(n(50)), n(20), "×")),
        ("2(x+3)", Bin("*", n(2), Group(Bin("+", X, n(3))))),
        ("8 ÷ 3/4", Bin("/", n(8), frac(3, 4), "÷")),
        ("3/4/2", Bin("/", frac(3, 4), n(2), "/")),
        ("1/2 / 3/4", Bin("/", frac(1, 2), frac(3, 4), "/")),
        ("2/3x", Bin("*", frac(2, 3), X)),
        ("12 / 4x", Bin("/", n(12), Bin("*", n(4), X), "/")),
        ("6x ÷ 2x", Bin("/", Bin("*", n(6), X), Bin("*", n(2), X), "÷")),
        ("8÷2(4)", Bin("*", Bin("/", n(8), n(2), "÷"), Group(n(4)))),
        ("x/3/4", Bin("/", Bin("/", X, n(3), "/"), n(4), "/")),
        ("(x+1)/(2)", Bin("/", Group(Bin("+", X, n(1))), Group(n(2)), "/")),
        (r"\frac{x+1}{2}", Bin("/", Group(Bin("+", X, n(1))), n(2), "/")),
        ("1=-y/-4", Rel("=", n(1), Bin("/", Neg(Y), Neg(n(4)), "/"))),
        ("5 -3", Bin("-", n(5), n(3))),
        ("5 - -3", Bin("-", n(5), Neg(n(3)))),
        ("-2^2", Neg(Bin("^", n(2), n(2)))),
        ("2^3/4", Bin("/", Bin("^", n(2), n(3)), n(4), "/")),
        ("3/2^2", Bin("/", n(3), Bin("^", n(2), n(2)), "/")),
        ("2^3^2", Bin("^", n(2), Bin("^", n(3), n(2)))),
        ("x²y", Bin("*", Bin("^", X, n(2)), Y)),
        ("10⁻³", Bin("^", n(10), Neg(n(3)))),
        ("x^{n+1}", Bin("^", X, Group(Bin("+", Name("n"), n(1))))),
        ("√9/3", Bin("/", Root(n(9)), n(3), "/")),
        ("2√3", Bin("*", n(2), Root(n(3)))),
        (r"\sqrt[3]{8}", Root(n(8), 3)),
        ("sqrt(x+1)", Root(Bin("+", X, n(1)))),
        ("2 ⁵√32", Bin("*", n(2), Root(n(32), 5))),
        ("2πr", Bin("*", Bin("*", n(2), Name("pi")), Name("r"))),
        ("2|x-1|", Bin("*", n(2), Abs(Bin("-", X, n(1))))),
        (r"\left[2+3\right]", Group(Bin("+", n(2), n(3)))),
        ("$x+1$", Bin("+", X, n(1))),
    ],
)
def test_an_expression_follows_the_conventions(text: str, node: Node) -> None:
    assert read(text) == node


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("x <= 3", Rel("<=", X, n(3))),
        (r"x \geq 3", Rel(">=", X, n(3))),
        ("x ≠ 3", Rel("!=", X, n(3))),
        ("2 < x < 5", Rel("<", Rel("<", n(2), X), n(5))),
        ("0.06 _ 0.8", Rel("?", n("0.06"), n("0.8"))),
        ("1/2 ○ 3/4", Rel("?", frac(1, 2), frac(3, 4))),
        ("3 + ? = 7", Rel("=", Bin("+", n(3), Blank()), n(7))),
        ("3 x ? = 12", Rel("=", Bin("*", n(3), Blank(), "×"), n(12))),
        ("□ - 3 = 4", Rel("=", Bin("-", Blank(), n(3)), n(4))),
        ("3 + 4 =", Rel("=", Bin("+", n(3), n(4)), Blank())),
        ("4/6?", frac(4, 6)),
        ("4/6.", frac(4, 6)),
        ("1,5", Listing((n(1), n(5)))),
        ("0.3, 1/2, 2", Listing((n("0.3"), frac(1, 2), n(2)))),
        ("10,100,1000", Listing((n(10), n(100), n(1000)))),
        ("(2, 3)", Group(Listing((n(2), n(3))))),
        ("x = 2 or x = -2", Listing((Rel("=", X, n(2)), Rel("=", X, Neg(n(2)))))),
        ("x = ±2", Listing((Rel("=", X, n(2)), Rel("=", X, Neg(n(2)))))),
        ("17 ÷ 5 = 3 R 2", Rel("=", Bin("/", n(17), n(5), "÷"), Remainder(n(3), n(2)))),
    ],
)
def test_statements_gaps_and_lists_are_read(text: str, node: Node) -> None:
    assert read(text) == node


def test_a_colon_is_a_ratio_only_where_one_is_asked_for() -> None:
    assert read("3:4:5", ratio=True) == Ratio((n(3), n(4), n(5)))
    assert read("3 to 4", ratio=True) == Ratio((n(3), n(4)))
    assert read("12:4") == Bin("/", n(12), n(4), ":")


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("", 0, "no maths"),
        ("idk", 0, "“idk”"),
        ("3 is 4", 2, "“is”"),
        ("5 apples", 2, "“apples”"),
        ("3 + é", 4, "“é”"),
        ("(2 + 3", 0, "never closed"),
        ("2 + 3)", 5, "not opened"),
        ("(2 + 3]", 6, "not opened"),
        ("3 +", 3, "missing at the end"),
        ("3 × ÷ 4", 4, "“÷”"),
        ("2 3", 2, "“3”"),
        ("1/2 3/4", 4, "“3”"),
        ("1.2.3", 3, "“.”"),
        (r"\alpha + 1", 0, "alpha"),
        (r"\rvert 3", 0, "closes nothing"),
        ("¢50", 0, "needs a number"),
        ("9" * 61, 0, "digits"),
        ("1" * 1001, 1000, "too long"),
        ("-" * 90 + "1", 0, "deep"),
        ("__import__('os').system('x')", 2, "“import”"),
    ],
)
def test_an_error_points_at_the_first_character_at_fault(text: str, position: int, words: str) -> None:
    with pytest.raises(ParseError) as caught:
        read(text)
    assert caught.value.position == position
    assert words in str(caught.value)
    assert caught.value.text == text


def test_latex_that_says_nothing_does_not_move_the_position_of_an_error() -> None:
    with pytest.raises(ParseError) as caught:
        read(r"\left( 2 + ! \right)")
    assert caught.value.position == 11


def fuzzed(count: int) -> list[str]:
    pieces = [
        *string.printable,
        *"½⅔²³−×·÷≤√π□漢\u200b",
        "1/2",
        "6 2/3",
        "\\frac{",
        "\\sqrt[3]{",
        "}",
        " x ",
        "((((",
        "9^9^9",
        " cm",
        "|",
    ]
    draw = random.Random(7)
    return ["".join(draw.choices(pieces, k=draw.randint(1, 40))) for _ in range(count)]


def fault(text: str) -> int:
    """Return the position of the fault in a text, 0 where it is read; any other error than a ParseError comes out."""
    try:
        read(text)
    except ParseError as error:
        return error.position
    return 0


def test_noise_raises_nothing_but_a_parse_error_with_a_position() -> None:
    assert all(0 <= fault(text) <= len(text) for text in fuzzed(3000))


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert 0 <= fault(text) <= len(text)


@pytest.mark.parametrize(
    "text", ["(" * 999, "|" * 999, "√" * 999, "1/" * 499 + "1", "\\frac{" * 160, "( " * 500, "x" * 1000, "?" * 1000]
)
def test_long_and_deep_texts_are_refused_or_read_without_a_crash(text: str) -> None:
    assert 0 <= fault(text) <= len(text)


@pytest.mark.parametrize(
    "text", ["7", "2/3", "6 2/3", "n", "1/2 + 1/3", "3 x 4", "8 ÷ 3/4", "1.5/2", "x = 4", "0.4 < 0.35", "6 2/3 - n"]
)
def test_what_is_short_has_the_tree_that_the_grammar_gives_it(text: str) -> None:
    found = tokens(text, False)
    assert _short(found) == _parser().parse(found) == read(text)


@pytest.mark.parametrize("text", ["-3", "x - -3", "2(3)", "5 cm", "3, 4", "2x"])
def test_what_needs_the_grammar_is_left_to_it(text: str) -> None:
    assert _short(tokens(text, False)) is None
