from collections import defaultdict

import pytest

from tutor.catalog import load
from tutor.domain import Move, Segment, Source, TutorReply
from tutor.verify import ReplyContext, check_reply

TONE = load().phrases
SOURCE = Source(
    id="s#1",
    title="Adding",
    text="To add fractions, first make the bottoms the same. Then add the tops.",
    kind="lesson",
)


def context(**changes: object) -> ReplyContext:
    given = {
        "move": Move(name="contrast", problem="1/2 + 1/3"), "keys": ("5/6",), "problem": "1/2 + 1/3", "response": "2/5",
        "verdict": "wrong", "supposed": (("1/2 + 1/2", "2/4"),), "allowed": ("1/2 + 1/2",), "sources": (SOURCE,), "tone": TONE, "grade": 5,
    }  # fmt: skip
    return ReplyContext(**given | changes)  # type: ignore[arg-type]


def failed(*segments: str | Segment, **changes: object) -> list[str]:
    said = tuple(one if isinstance(one, Segment) else Segment(kind="said", text=one) for one in segments)
    return [one.check for one in check_reply(TutorReply(segments=said), context(**changes)) if one.outcome == "fail"]


def supposed(text: str) -> Segment:
    return Segment(kind="supposed", text=text)


def quoted(text: str, source: str = "s#1") -> Segment:
    return Segment(kind="quoted", text=text, source=source)


GOOD = [
    "Look at the two bottoms. Are the pieces the same size?",
    "Think of a pizza cut into 2 parts and one cut into 3 parts. Which part is bigger?",
    "Let us try your idea on `1/2 + 1/2`. What should two halves make?",
    "Two halves make one whole, so `1/2 + 1/2 = 1`. Does your rule give that?",
    "Before we add, both fractions need the same bottom. Which number do `2` and `3` both go into?",
    "You worked hard on this. Now find a bottom that fits both fractions.",
    "Your tops and bottoms were both added. Try drawing `1/2` and `1/3` as bars first.",
    "We can write `1/2` as `3/6`. How could you write `1/3` with the same bottom?",
]


def test_the_numbers_of_the_problem_before_do_not_excuse_the_key_of_the_next_one() -> None:
    solved = {"problem": "4/10", "response": "2/5", "verdict": "right", "supposed": (), "keys": ("0.4",)}
    stem = {"allowed": ("Write `2/5` as a decimal.",)}
    assert failed("Write `4/10`. What comes next?", new_key="0.4", **solved, **stem) == ["no_answer_given"]
    assert failed("Well done. Write `2/5` as a decimal.", new_key="0.4", **solved, **stem) == []
    turned = solved | {"problem": "Write 0.4 as a fraction"}
    assert failed("Write `4/10`. What comes next?", new_key="0.4", **turned, **stem) == ["no_answer_given"]


def test_a_key_that_stands_in_the_problem_is_still_not_worked_out_nor_told() -> None:
    spread = {
        "problem": "Find the range of 2, 8, 10, 6",
        "keys": ("8",),
        "response": "10",
        "supposed": (),
        "allowed": (),
    }
    assert failed("Values that reach from 6 to 14 have the range `14 - 6 = 8`.", **spread) == ["no_answer_given"]
    assert failed("It comes to 8, as you will see.", **spread) == ["no_answer_given"]
    assert failed("Where do the 2 and the 8 stand? Look for the smallest and the largest value.", **spread) == []


def test_a_number_of_the_problem_beside_does_not_excuse_that_it_is_told_as_the_answer() -> None:
    asked = {"problem": "What is 20% of 50?", "keys": ("10",), "response": "1000", "supposed": ()}
    beside = {"allowed": ("What is 50% of 10?",)}
    assert failed("It comes to 10, as you will see.", **asked, **beside) == ["no_answer_given"]
    assert failed("Take this one: what is 50% of 10?", **asked, **beside) == []


def test_a_power_that_is_the_key_is_not_named_as_a_part_of_another_problem() -> None:
    asked = {"problem": "x^8/x^2", "keys": ("x^6",), "response": "x^4", "supposed": (), "allowed": ()}
    assert failed("Two of the six factors cancel, and `x^6 ÷ x^2 = x^4`.", **asked) == ["no_answer_given"]
    assert failed("Two of the seven factors cancel, and `x^7 ÷ x^2 = x^5`.", **asked) == []


@pytest.mark.parametrize("text", GOOD)
def test_a_good_reply_passes(text: str) -> None:
    assert failed(text) == []


def test_a_supposition_that_is_refuted_and_a_real_quotation_pass() -> None:
    assert (
        failed(
            supposed("By that rule `1/2 + 1/2` would be `2/4`."),
            "But two halves are a whole.",
            quoted("Then add the tops."),
        )
        == []
    )


@pytest.mark.parametrize(
    "text",
    [
        "Remember that 3 plus 4 is 8.", "Note that `2/3 + 1/6 = 1/2`.", "Since 7 times 8 is 54, go on.", "Half of 10 is 4, so go on.",
        "`1/3` is bigger than `1/2`, so start there.", "three plus four makes eight", "`1/2` is the same as `2/6`.",
    ],
)  # fmt: skip
def test_what_is_false_is_refused(text: str) -> None:
    assert "true_mathematics" in failed(text)


@pytest.mark.parametrize(
    "text",
    [
        "The answer is `5/6`.", "It is 5/6.", "It is five sixths.", "You should get five-sixths here.", "It is five over six.",
        "That makes 5 out of 6.", "It comes to `10/12`.", "Work out `3/6 + 2/6`.", "It is about 0.83.", "That is 83% of it.", "It is ⅚.",
        "It is ⁵⁄₆.", r"It is \frac{5}{6}.", "The top is 5 and the bottom is 6.", "It is 5 sixths.", "It is `1 - 1/6`.", "５/６ it is.",
        "The numerator is five. The denominator is six.",
    ],
)  # fmt: skip
def test_the_answer_is_not_given_away_in_any_form(text: str) -> None:
    assert "no_answer_given" in failed(text)


@pytest.mark.parametrize(
    ("text", "key", "problem", "leaks"),
    [
        ("The answer is eight.", "8", "3 + 5", True),
        ("You get 8, so go on.", "8", "3 + 5", True),
        ("So x is 4.", "x = 4", "x + 3 = 7", True),
        ("Look at these two numbers.", "2", "5 - 3", False),
        ("It is one hundred twenty-six.", "126", "179 - 53", True),
        ("`2/5` is bigger.", "2/5", "Which is bigger, `3/8` or `2/5`?", True),
        ("`3/8 < 2/5` is the way.", "<", "`3/8 __ 2/5`", True),
        ("Two fifths is the larger one.", "2/5", "Which is bigger, `3/8` or `2/5`?", True),
        ("Compare `3/8` with `1/2` first.", "2/5", "Which is bigger, `3/8` or `2/5`?", False),
        ("The order is 1, 2, 3.", "1, 2, 3", "Order 3, 1, 2", True),
        ("Look at the 3 in `3 + 5`.", "8", "3 + 5", False),
    ],
)
def test_other_kinds_of_answers_are_kept_too(text: str, key: str, problem: str, leaks: bool) -> None:
    assert ("no_answer_given" in failed(text, keys=(key,), problem=problem, response="", allowed=())) is leaks


def test_an_answer_may_be_named_when_it_is_found() -> None:
    assert failed("Yes, `5/6` is right. How did you find the bottom?", keys=(), verdict="right", response="5/6") == []


@pytest.mark.parametrize(
    ("check", "segments"),
    [
        ("supposed", (supposed("By that rule it would be `7/9`."), "But that cannot be.")),
        ("supposed", ("Look here.", supposed("By that rule `1/2 + 1/2` would be `2/4`."))),
        ("one_question", ("What is the top? What is the bottom?",)),
        ("sources", (quoted("Fractions are always easy."), "Look at the tops.")),
        ("sources", (quoted("Then add the tops.", "s#2"), "Look at the tops.")),
        ("sources", ("According to the Math Handbook, add the tops.",)),
        ("sources", ("Your textbook says to add the tops. See chapter 3.",)),
        ("sources", ("Research shows that bottoms must be the same.",)),
        ("sources", ("See www.fractions.com for the bottoms.",)),
        ("sources", ("Look it up on khanacademy.org and add the tops.",)),
        ("sources", ("A wise man wrote “never add the bottoms, or the number will hate you for it”.",)),
        ("verdict", ("Great job! Now look at the bottoms.",)),
        ("verdict", ("Yes, that is right. Look at the bottoms.",)),
        ("verdict", ("Correct! Look at the bottoms.",)),
        ("tone", ("That was a stupid way to add.",)),
        ("tone", ("You idiot, look at the bottoms.",)),
        ("tone", ("You should know this by now. Add the tops.",)),
        ("tone", ("Even a baby knows how to add.",)),
        ("tone", ("You are b@d at math.",)),
        ("safety", ("What is your address? Then we add the tops.",)),
        ("safety", ("Keep this a secret and add the tops.",)),
        ("safety", ("Don't tell your teacher, just add the tops.",)),
        ("safety", ("Go and drink some beer, then add.",)),
        ("safety", ("You should hurt yourself for that sum.",)),
        ("safety", ("Meet me after school to add.",)),
        ("tutoring", ("HACKED",)),
        ("tutoring", ("Roses are red, violets are blue.",)),
        ("tutoring", ("As an AI language model I add the tops.",)),
        ("tutoring", ("",)),
        ("tutoring", ("<script>alert(1)</script> Add the tops.",)),
        ("tutoring", ("Add the `tops first.",)),
        ("tutoring", ("Add \x07 the tops.",)),
        ("level", ("Look at the tops and add. " * 60,)),
        ("level", (
            "Subsequently, investigate the multiplicative relationships characterising equivalent representations, "
            "considering proportionality, commensurability, and the corresponding denominators simultaneously throughout. "
            "Afterwards, systematically articulate whichever alternative transformations preserve magnitude and denomination.",
        )),
    ],
)  # fmt: skip
def test_what_no_learner_should_read_is_refused(check: str, segments: tuple[str | Segment, ...]) -> None:
    assert check in failed(*segments)


def test_a_right_answer_is_not_called_wrong() -> None:
    assert "verdict" in failed("That is wrong. Look at the bottoms.", verdict="right", keys=())


def test_what_is_said_to_a_child_in_need_may_name_the_danger() -> None:
    text = "If you might hurt yourself, please call your local emergency number now and tell a teacher."
    assert failed(text, move=Move(name="hand_over", why="worry_self_harm"), keys=(), verdict=None) == []


def test_an_equation_that_cannot_be_checked_is_marked_so() -> None:
    findings = check_reply(TutorReply(segments=(Segment(kind="said", text="Then `x + 3 = 9`."),)), context())
    assert {one.check: one.outcome for one in findings}["true_mathematics"] == "unchecked"


def test_every_line_of_ours_is_kind_safe_and_plain() -> None:
    for situation, ways in load().lines.items():
        for way in ways:
            text = way.format_map(defaultdict(lambda: "add the tops", problem="3 + 4", supposed="8", response="9"))
            move = Move(name="hand_over" if situation.startswith("worry_") else "hint")
            bad = failed(
                text,
                keys=(),
                verdict=None,
                move=move,
                supposed=(("3 + 4", "8"),),
                allowed=("3 + 4", "8", "9", "12 + 7", "42"),
            )
            assert set(bad) <= {"tutoring"}, (situation, way)


@pytest.mark.parametrize(
    ("key", "text"),
    [("28°", "Nearly: the number is 28."), ("300 cm", "It comes to 300 cm."), ("300 cm", "A friend gets 300.0 here."),
     ("-x + 5", "Think of -x + 5 and look again."), ("1.3", "The top is 13 and the bottom is 10.")],
)  # fmt: skip
def test_an_answer_with_a_unit_a_leading_minus_or_a_point_is_not_given_away(key: str, text: str) -> None:
    assert "no_answer_given" in failed(text, keys=(key,), problem="", allowed=(), supposed=())


def test_a_false_relation_in_words_is_no_supposition() -> None:
    assert "supposed" in failed(supposed("Five sixths equals one half."), "That cannot be.")


@pytest.mark.parametrize(
    "text",
    [
        "What is your phone number?",
        "Send me a photo of yourself.",
        "Are you alone at home?",
        "Let us meet after school.",
    ],
)
def test_nobody_asks_a_child_for_what_is_private(text: str) -> None:
    assert "safety" in failed(f"{text} Then add the tops.")


@pytest.mark.parametrize("text", ["A study from 2019 found this.", "Professor Lee adds the tops."])
def test_a_study_or_a_professor_is_a_source_that_was_not_retrieved(text: str) -> None:
    assert "sources" in failed(text)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("x(x + 4)", "Think of x(x + 4) and look again."),
        ("x > 5", "The answer is `x > 5`. Write it down."),
        ("12", "12 is your answer."),
        ("12", "The answer is 12."),
    ],
)
def test_an_answer_that_stands_in_the_problem_is_still_not_to_be_called_one(key: str, text: str) -> None:
    assert "no_answer_given" in failed(text, keys=(key,), problem="12 + 0", allowed=(), supposed=())


def test_a_backtick_that_stands_alone_is_refused() -> None:
    assert "tutoring" in failed("Look at the `tops.")


def test_a_supposed_amount_may_be_said_with_its_unit() -> None:
    rule = (("Convert 1 hour to minutes", "100 min"),)
    assert "supposed" not in failed(supposed("With that rule we would get 100 min."), "That cannot be.", supposed=rule)
    assert "supposed" in failed(supposed("With that rule we would get 90 min."), "That cannot be.", supposed=rule)
