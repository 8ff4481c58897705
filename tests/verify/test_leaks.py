"""A table of the ways in which an answer can be given away in words, and of hints that sound alike and give nothing away."""

import pytest

from tutor.catalog import load
from tutor.domain import Move, Segment, TutorReply
from tutor.verify import ReplyContext, check_reply

TONE = load().phrases
GIVEN_AWAY = {
    ("Simplify 4/6", "2/3"): [
        "So you get two thirds.",
        "Two thirds is what is left.",
        "It is two-thirds of the whole.",
        "two out of three",
        "Try two over three.",
        "The result is 2 thirds.",
        "Sixty-six percent, about.",
        "It is `0.666`",
        "Think of two parts out of three.",
        "that is ⅔",
        "What about 66.7%?",
        "It is 2 : 3",
        "double one third",
        "one third and one third",
        "A third, and another third, and that is one third and one third.",
        "Son dos tercios.",
        "deux tiers",
        "zwei Drittel",
    ],
    ("5/8 - 2/8", "3/8"): ["So `2/8 + 3/8 = 5/8`, just as apples.", "5/8 = 3/8 + 2/8"],
    ("Simplify the ratio 8 : 12", "2 : 3"): [
        "so the ratio is 2 : 3.",
        "`2 : 3`",
        "that is 2 to 3",
        "It comes to two to three.",
    ],
    ("-8 _ 3", "<"): ["< is your answer.", "The sign is `<`."],
    ("Which of these numbers is the smallest: -7, -15 or 2?", "-15"): [
        "Could it be **-15**?",
        "Think of -15 and look again.",
    ],
    ("Which of these numbers is the largest: 853, 1399 or 2541?", "2541"): ["Write `2541.0` and you are done."],
    ("_ = 3/5", "3/5"): ["Write `6/10` and you are done."],
    ("12 ÷ 4", "3"): ["Think of 3 × 4 = 12.", "4 times 3 is 12"],
    ("1/2 + 1/4", "3/4"): [
        "three quarters",
        "You have three fourths now.",
        "It makes three-quarters.",
        "that is 75 percent",
        "seventy-five percent",
        "0.75",
        "point seven five",
        "zero point seven five",
        "a half and a quarter is three quarters",
        "75 hundredths",
        "six eighths",
        "a quarter less than a whole",
        "one minus a quarter",
        "3 quarters",
        "3/4ths",
    ],
    ("3/4 + 3/4", "3/2"): [
        "one and a half",
        "It comes to one and a half.",
        "1 1/2",
        "1½",
        "1.5",
        "one point five",
        "150%",
        "a hundred and fifty percent",
        "three halves",
        "one whole and a half",
        "one and one half",
        "6/4",
        "half more than one",
        "1 and 2/4",
    ],
    ("5 * 5", "25"): [
        "twenty-five",
        "The answer is twenty five.",
        "it is 25",
        "a quarter of a hundred",
        "five squared",
        "20 + 5",
        "two tens and five ones",
        "24 + 1 is it",
        "thirty minus five",
        "25.0",
        "XXV",
        "It is XXV in Roman numerals.",
        "two dozen and one",
        "2 dozen and one",
        "two five",
        "two, five",
        "a two followed by a five",
        "veinticinco",
        "vingt-cinq",
        "fünfundzwanzig",
        "the number right after 24",
        "the whole number between 24 and 26",
        "one more than twenty-four",
        "five less than thirty",
        "②⑤",
        "2️⃣5️⃣",
        "𝟐𝟓",
    ],
    ("3 * 4", "12"): [
        "a dozen",
        "It makes a dozen.",
        "twelve",
        "You get 12.",
        "10 + 2",
        "ten and two more",
        "one ten and two ones",
        "XII",
        "one two",
    ],
    ("1/10 + 4/10", "1/2"): [
        "a half",
        "one half",
        "It is half.",
        "half of a whole",
        "fifty percent",
        "50%",
        "0.5",
        "five tenths",
        "point five",
        "Exactly half.",
    ],
    ("20% of 50", "10"): [
        "ten",
        "You get ten.",
        "The answer is 10.",
        "5 × 2",
    ],
    ("7 - 10", "-3"): [
        "minus three",
        "negative three",
        "three below zero",
        "-3",
        "−3",
        "the opposite of three",
    ],
    ("x + 5 = 12", "x = 7"): [
        "x is seven",
        "x = 7",
        "seven",
        "12 - 5",
        "So 7.",
        "the letter is 7",
        "12 take away 5",
        "12 minus 5 is what you need",
    ],
    ("2.5 * 5", "12.5"): [
        "one two point five",
        "twelve point five",
        "doce punto cinco",
        "twelve and a half",
    ],
    ("30 + 5", "35"): [
        "treinta y cinco",
        "XXXV",
        "three tens and five ones",
        "three, then a five",
    ],
    ("100 * 12", "1200"): [
        "twelve hundred",
        "one thousand two hundred",
        "1,200",
        "1200",
        "1.2 thousand",
    ],
}
"""Not seen, and known: riddles ("the days of two weeks"), places in the alphabet, letters apart, words written backwards."""
HINTS = {
    ("Simplify 4/6", "2/3"): [
        "Look at the two numbers. Which number goes into both?",
        "Divide both by the same number.",
        "There are two steps.",
        "Try cutting the pizza into thirds.",
    ],
    ("1/2 + 1/4", "3/4"): [
        "Cut the half into quarters.",
        "How many quarters are in a half?",
        "Two quarters make a half.",
        "Use three steps.",
    ],
    ("3 * 4", "12"): [
        "Three groups of four.",
        "Count by fours.",
        "Draw 3 rows of 4.",
    ],
    ("7 - 10", "-3"): [
        "Start at seven and take ten steps down.",
        "Go below zero.",
        "There are three things to check.",
    ],
    ("1/10 + 4/10", "1/2"): [
        "Add the tenths first.",
        "Cut the bar in half and look.",
    ],
    ("5 * 5", "25"): [
        "Five rows of five dots.",
        "Take your time, even twenty minutes.",
        "Read it once more, and count two, three or four of the rows.",
        "Is it more than two rows? Go on, and then on.",
        "DC and AC are letters. Mix it, and add one and one.",
    ],
    ("20% of 50", "10"): [
        "Ten percent is one tenth.",
        "One percent is one hundredth of it.",
        "Take ten percent first.",
    ],
    ("x + 5 = 12", "x = 7"): [
        "Undo the plus.",
        "What number and five make twelve?",
    ],
}


def gives_away(text: str, problem: str, key: str) -> bool:
    move = Move(name="hint", problem=problem)
    context = ReplyContext(move=move, keys=(key,), problem=problem, verdict="wrong", tone=TONE, grade=5)
    found = check_reply(TutorReply(segments=(Segment(kind="said", text=text),)), context)
    return any(one.check == "no_answer_given" and one.outcome == "fail" for one in found)


@pytest.mark.parametrize(("problem", "key"), GIVEN_AWAY)
@pytest.mark.parametrize("around", ["{}", "Look at `7/9` first. {}"])
def test_an_answer_in_words_is_seen_also_beside_digits(problem: str, key: str, around: str) -> None:
    told = [around.format(text) for text in GIVEN_AWAY[problem, key]]
    assert [text for text in told if not gives_away(text, problem, key)] == []


@pytest.mark.parametrize(("problem", "key"), HINTS)
def test_a_hint_that_sounds_like_it_passes(problem: str, key: str) -> None:
    assert [text for text in HINTS[problem, key] if gives_away(text, problem, key)] == []
