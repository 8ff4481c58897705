import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.errors import ParseError
from tutor.maths.read import read
from tutor.maths.show import show, show_text
from tutor.maths.tree import Bin, Frac, Neg, Num

LEAVES = [
    "7",
    "0.40",
    ".5",
    "1,000",
    "3/4",
    "6 2/3",
    "x",
    "y",
    "25%",
    "$3.50",
    "5 cm",
    "45°",
    "5 R 2",
    "π",
    "√2",
    "∛x",
    "|x|",
    "x²",
    "?",
    "½",
    r"\frac{x}{2}",
]
JOINTS = [" + ", " - ", " × ", " · ", " ÷ ", "/", " / ", "", "^"]
AROUND = [
    "({})",
    "-{}",
    "√({})",
    "|{}|",
    r"\frac{{{}}}{{3x}}",
    r"\frac{{2}}{{{}}}",
    "x^{{{}}}",
    "{}%",
    r"\sqrt[5]{{{}}}",
]

expressions = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        st.builds(lambda a, sign, b: f"{a}{sign}{b}", inner, st.sampled_from(JOINTS), inner),
        st.builds(lambda frame, a: frame.format(a), st.sampled_from(AROUND), inner),
    ),
    max_leaves=8,
)
statements = st.one_of(
    expressions,
    st.builds(
        lambda a, sign, b: f"{a} {sign} {b}",
        expressions,
        st.sampled_from(["=", "<", "≥", "≠", "≈", "_", ","]),
        expressions,
    ),
)


@settings(max_examples=300)
@given(statements, st.sampled_from(["plain", "latex"]))
def test_what_is_written_plain_or_in_latex_reads_back_to_the_same_tree(text: str, style: str) -> None:
    try:
        node = read(text)
    except ParseError:
        return
    assert read(show(node, "latex" if style == "latex" else "plain")) == node


@pytest.mark.parametrize("text", ["3:4", "2x : 3", "3 : 4 = x : 8", "1 : 2 : 3"])
def test_a_ratio_reads_back_as_a_ratio(text: str) -> None:
    node = read(text, ratio=True)
    assert read(show(node), ratio=True) == node
    assert read(show(node, "latex"), ratio=True) == node


@pytest.mark.parametrize(
    ("text", "plain", "latex"),
    [
        ("3x4", "3 × 4", r"3 \times 4"),
        ("½+⅓", "1/2 + 1/3", r"\frac{1}{2} + \frac{1}{3}"),
        ("6½", "6 1/2", r"6\frac{1}{2}"),
        ("2(x+3)=10", "2(x + 3) = 10", "2(x + 3) = 10"),
        ("(x+1)/2", "(x + 1)/2", r"\frac{x + 1}{2}"),
        ("x^(n+1)", "x^(n + 1)", "x^{n + 1}"),
        ("-2²", "-2^2", "-2^{2}"),
        ("1,000", "1,000", "1{,}000"),
        ("$3.50", "$3.50", r"\$3.50"),
        ("5 square cm", "5 cm²", r"5\,\text{cm²}"),
        ("2 pi r", "2πr", r"2\pi r"),
        ("0.06 _ 0.8", "0.06 __ 0.8", r"0.06 \square 0.8"),
        ("x>=3", "x ≥ 3", r"x \geq 3"),
        ("sqrt(x+1)", "√(x + 1)", r"\sqrt{x + 1}"),
        ("17÷5=3r2", "17 ÷ 5 = 3 R 2", r"17 \div 5 = 3\text{ R }2"),
    ],
)
def test_each_style_has_its_own_writing(text: str, plain: str, latex: str) -> None:
    assert show(read(text)) == plain
    assert show(read(text), "latex") == latex


def test_mathml_has_real_fractions_and_no_hidden_text() -> None:
    assert show(read("2 1/2 x"), "mathml") == (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow><mrow><mn>2</mn><mo>\u2064</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></mrow>'
        "<mo>\u2062</mo><mi>x</mi></mrow></math>"
    )
    assert "<mo>&lt;</mo>" in show(read("1 < 2"), "mathml")


def test_typst_is_written_with_its_own_functions() -> None:
    assert show(read("6 2/3 × √x ≤ 5 cm"), "typst") == '6 frac(2, 3) times sqrt(x) <= 5" cm"'


def test_a_built_tree_gets_the_brackets_it_needs() -> None:
    total = Bin("+", Num("2"), Num("3"))
    assert show(Bin("*", total, Num("4"), "×")) == "(2 + 3) × 4"
    assert show(Bin("*", Num("4"), Neg(Num("2")))) == "4(-2)"
    assert show(Bin("^", Frac(Num("1"), Num("2")), Num("2"))) == "(1/2)^2"
    assert show(Bin("-", Num("1"), total)) == "1 - (2 + 3)"
    assert show(Bin("/", Num("12"), Num("4"), "/")) == "12 ÷ 4"


def test_prose_keeps_its_words_and_shows_its_mathematics() -> None:
    text = "Is `1/2` < one & `5 apples`?"
    assert show_text(text) == "Is 1/2 < one & 5 apples?"
    assert show_text(text, "latex") == r"Is $\frac{1}{2}$ < one \& 5 apples?"
    assert show_text("#1: `x^2`", "typst") == r"\#1: $x^(2)$"
    assert show_text(text, "html") == (
        'Is <math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac><mn>1</mn><mn>2</mn></mfrac></math> &lt; one &amp; 5 apples?'
    )


def test_a_lone_backtick_and_hostile_mathematics_stay_harmless() -> None:
    assert show_text("a ` b") == "a  b"
    assert show_text("`<script>alert(1)</script>`", "html") == "&lt;script&gt;alert(1)&lt;/script&gt;"
    assert "<mo>:</mo>" in show_text("`3:4`", "html")
