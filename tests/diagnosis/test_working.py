"""One line of working: what it states, and which of its equalities are certainly false."""

from fractions import Fraction
from random import Random

import pytest

from tutor.diagnosis.working import false_link, statements

TRUE = [
    "3/4 + 1/2 = 6/8 + 4/8 = 10/8",
    "So he has 12 - 4 = 8 tyres left.",
    "She pays 3 x $4 = $12 for them",
    "He earned 1,250 + 750 = $2,000 in all.",
    "20% of 80 = 0.2 x 80 = 16 children",
    "40/100 = 40%, that is 20 / 50 * 100 = 40%",
    "They need 12 pens * 3 pens/box = 36 pens.",
    "First find the total: 6 dogs + 4 cats = 10 animals",
    "- 2 boxes x 4 balls = 8 balls",
    "5 plus 7 is 12.",
    "12 divided by 3 equals 4",
    "4 x 3 = 12 + 5 = 17",
    "2 hours = 120 minutes",
    "On day 5 there are -1 + 2 = 1 birds",
    "60 minutes x 2 = 2 hours",
    "3 m + 50 cm = 350 cm",
    "12 / 6 = 2 and 18 / 6 = 3",
    "2539 * 45 = 114,255, so it is more",
    "- -4 + 7 = 3 is left",
    "step 1 9/2 ÷ 3 = 3/2",
    "2 x 3 m = 600 cm",
]
NOT_DECIDED = [
    "10/3 = 3.33",
    "10/3 = 3",
    "31 / 3 is about 10, so 31/3 ≈ 10",
    "about 48 x 2 = 100",
    "4/5 = $24, so one fifth is $6",
    "The price of 5 pens = 3 x 4",
    "he is 2 times 3 + 4 = 14",
    "half of 3 x 4 = 6",
    "7 x 1000 = 7 thousand",
    "5 x 20 cents = $1",
    "8:55 + 3(30) = 8:55 + 90",
    "50/ 1/2 = 100",
    "x + 5 = 9",
    "7 ÷ 2 = 3 R 1",
    "- 2 x 4 = 8",
    "no numbers here = at all",
    "",
]
FALSE = [
    ("So he has 12 - 4 = 9 tyres left.", "12 - 4 = 9"),
    ("She pays 3 x $4 = $7 for them", "3 x $4 = $7"),
    ("3/4 + 1/2 = 6/8 + 4/8 = 10/16", "3/4 + 1/2 = 6/8 + 4/8 = 10/16"),
    ("20% of 80 = 20 children", "20% × 80 = 20"),
    ("10/3 = 3.5", "10/3 = 3.5"),
    ("5 plus 7 is 13.", "5 plus 7 = 13"),
    ("The total is 1,250 + 750 = 1,900 and more", "1250 + 750 = 1900"),
    ("4 x 3 = 12 + 5 = 18", "4 x 3 = 12 + 5 = 18"),
    ("10 = 3 + 4", "10 = 3 + 4"),
]


def found(line: str) -> list[str]:
    return [stated.text for stated in statements(line) if false_link(stated, frozenset())]


@pytest.mark.parametrize("line", TRUE)
def test_a_true_line_is_read_and_not_accused(line: str) -> None:
    assert any(len(stated.parts) > 1 for stated in statements(line))
    assert found(line) == []


@pytest.mark.parametrize("line", NOT_DECIDED)
def test_what_may_mean_something_else_is_not_accused(line: str) -> None:
    assert found(line) == []


@pytest.mark.parametrize(("line", "piece"), FALSE)
def test_a_false_equality_is_found_among_words(line: str, piece: str) -> None:
    assert found(line) == [piece]


def test_a_value_that_was_rounded_before_may_be_used_as_what_it_stands_for() -> None:
    (stated,) = statements("0.33 x 600 = 200 minutes")
    assert false_link(stated, frozenset()) is not None
    assert false_link(stated, frozenset({Fraction(33, 100)})) is None


FRAMES = (
    "{}", "So he has {} apples left.", "First: {}", "{}, so it is more", "- {}", "because {} in total", "step 1 {}",
    "Each of the 3 kids has {} cards", "In week 2 they sold {} loaves", "= {}", "the answer is {}!!", "{}; {}",
)  # fmt: skip


def reckoning(random: Random, slip: int) -> str:
    """Return an equality of two numbers of many kinds, true but for the slip."""
    kinds = (random.randint(-20, -1), Fraction(random.randint(1, 99), 10), Fraction(random.randint(1, 9), 4))
    one, other = (Fraction(random.choice((*kinds, random.randint(1, 60), random.randint(1000, 9999)))) for _ in "ab")
    sign = random.choice("+-×÷")
    worth = {"+": one + other, "-": one - other, "×": one * other, "÷": one / other}[sign] + slip
    return f"{told(random, one)} {sign} {told(random, other)} = {told(random, worth)}"


def told(random: Random, worth: Fraction) -> str:
    if worth.denominator == 1:
        return f"{worth.numerator:,}" if random.random() < 0.5 else str(worth)
    if worth > 1 and random.random() < 0.5:
        return f"{worth.numerator // worth.denominator} {worth.numerator % worth.denominator}/{worth.denominator}"
    return str(worth)


def test_of_many_true_reckonings_in_many_frames_none_is_accused_and_slips_are_seen() -> None:
    random = Random(7)
    true = [random.choice(FRAMES).replace("{}", reckoning(random, 0)) for _ in range(1500)]
    assert [line for line in true if found(line)] == []
    slipped = [random.choice(FRAMES).replace("{}", reckoning(random, random.choice((-3, 2, 5)))) for _ in range(500)]
    assert sum(bool(found(line)) for line in slipped) > 400
