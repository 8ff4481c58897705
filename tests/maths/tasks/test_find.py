import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.domain import Task
from tutor.maths.read import read
from tutor.maths.tasks import find

TASKS = {
    "what's 5/8 + 1/4?": Task(kind="evaluate", expression="5/8 + 1/4"),
    "412 - 87 =": Task(kind="evaluate", expression="412 - 87"),
    "Work out (5 + 2) x 3": Task(kind="evaluate", expression="(5 + 2) x 3"),
    "Find the difference between 90 and 35.": Task(kind="evaluate", expression="90 - 35"),
    "what is the difference of 12 and 70": Task(kind="evaluate", expression="70 - 12"),
    "Calculate the product of 2/5 and 3/7. Give your answer in simplest form.": Task(
        kind="evaluate", expression="2/5 × 3/7", form="simplest"
    ),
    "take 6 away from 20": Task(kind="evaluate", expression="20 - 6"),
    "what do you get when you divide 9 by 4?": Task(kind="evaluate", expression="9 ÷ 4"),
    "two thirds plus one sixth": Task(kind="evaluate", expression="2/3 + 1/6"),
    "half of 26": Task(kind="evaluate", expression="1/2 × 26"),
    "Compute $\\frac{2}{9} \\times \\frac{3}{4}$.": Task(kind="evaluate", expression="2/9 × 3/4"),
    "5 raised to the power of 3": Task(kind="evaluate", expression="5^3"),
    "  431\n- 265\n-----": Task(kind="evaluate", expression="431 - 265"),
    "solve 7 1/4 - 3/4": Task(kind="evaluate", expression="7 1/4 - 3/4"),
    "Simplify 10/15": Task(kind="simplify", expression="10/15", form="simplest"),
    "put 6/9 in lowest terms": Task(kind="simplify", expression="6/9", form="simplest"),
    "simplify 4x + 3x - 2": Task(kind="simplify", expression="4x + 3x - 2", form="simplest"),
    "0.7 __ 0.65": Task(kind="compare", expression="0.7 _ 0.65", given=("0.7", "0.65")),
    "Write <, > or = in the gap: (2/9) _ (1/4)": Task(
        kind="compare", expression="(2/9) _ (1/4)", given=("(2/9)", "(1/4)")
    ),
    "which is bigger, 0.8 or 0.75?": Task(
        kind="compare", expression="0.8 _ 0.75", given=("0.8", "0.75"), want="largest"
    ),
    "which of 0.3, 0.31 and 0.301 is the smallest": Task(
        kind="compare", given=("0.3", "0.31", "0.301"), want="smallest"
    ),
    "Order 2/3, 1/2 and 5/6 from least to greatest": Task(
        kind="order", given=("2/3", "1/2", "5/6"), want="ascending"
    ),
    "put these in descending order: -3, 2, -7": Task(kind="order", given=("-3", "2", "-7"), want="descending"),
    "round 2,749 to the nearest hundred": Task(kind="round", expression="2,749", want="100", form="rounded:100"),
    "Round 8.046 to 1 decimal place": Task(kind="round", expression="8.046", want="0.1", form="rounded:0.1"),
    "round 30561 to 2 significant figures": Task(
        kind="round", expression="30561", want="2 significant", form="rounded:2 significant"
    ),
    "convert 7/8 to a decimal": Task(kind="convert", expression="7/8", want="decimal", form="decimal"),
    "write 17/5 as a mixed number": Task(kind="convert", expression="17/5", want="mixed", form="mixed"),
    "what is 0.45 as a fraction": Task(kind="convert", expression="0.45", want="fraction"),
    "change 4 m into cm": Task(kind="convert", expression="4 m", want="cm", form="unit:cm"),
    "2 m = __ cm": Task(kind="convert", expression="2 m", want="cm", form="unit:cm"),
    "how many minutes are in 3 hours": Task(kind="convert", expression="3 hours", want="min", form="unit:min"),
    "5 pens cost $15. How many dollars do 8 pens cost?": Task(
        kind="ratio", expression="5 : 15 = 8 : _", want="missing"
    ),
    "4 bags of rice weigh 20 kg. How many kilograms do 7 bags weigh?": Task(
        kind="ratio", expression="4 : 20 = 7 : _", want="missing"
    ),
    "Share 20 stickers in the ratio 2 : 3. How many stickers are in the larger share?": Task(
        kind="ratio", expression="2 : 3", given=("20",), want="larger share"
    ),
    "Convert 30000 cm² to m².": Task(kind="convert", expression="30000 cm²", want="m²", form="unit:m²"),
    "Convert 5 cm² to mm²": Task(kind="convert", expression="5 cm²", want="mm²", form="unit:mm²"),
    "Find the area of a circle with radius 5. Use 3.14 for π.": Task(
        kind="area", given=("radius = 5", "pi = 3.14"), want="circle"
    ),
    "What is the circumference of a circle with a diameter of 10 cm? Use π = 3.14.": Task(
        kind="perimeter", given=("diameter = 10 cm", "pi = 3.14"), want="circle"
    ),
    "A box is 4 cm long, 3 cm wide and 2 cm high. What is its volume?": Task(
        kind="volume", given=("length = 4 cm", "width = 3 cm", "height = 2 cm"), want="cuboid"
    ),
    "Convert 3.5 km to m": Task(kind="convert", expression="3.5 km", want="m", form="unit:m"),
    "Increase 80 by 25%": Task(kind="evaluate", expression="80 + 25% × 80"),
    "what is $60 decreased by 15%": Task(kind="evaluate", expression="$60 - 15% × $60"),
    "Find the area of a circle with diameter 10 cm. Use 3.14 for pi.": Task(
        kind="area", given=("diameter = 10 cm", "pi = 3.14"), want="circle"
    ),
    "A parallelogram has a base of 8 cm, a height of 5 cm and a slanted side of 6 cm. Find its area.": Task(
        kind="area", given=("base = 8 cm", "height = 5 cm", "side = 6 cm"), want="parallelogram"
    ),
    "Solve for y: 4y - 3 = 13": Task(kind="solve", expression="4y - 3 = 13", want="y"),
    "if 5k = 35, what is k?": Task(kind="solve", expression="5k = 35", want="k"),
    "3x + 1 < 10": Task(kind="solve", expression="3x + 1 < 10", want="x"),
    "9 + __ = 15": Task(kind="solve", expression="9 + _ = 15", want="_"),
    "Solve the system of equations: x + y = 9 and x - y = 1": Task(
        kind="solve", given=("x + y = 9", "x - y = 1"), want="x, y"
    ),
    "expand 4(x - 3)": Task(kind="expand", expression="4(x - 3)", form="expanded"),
    "factorise 8x + 12": Task(kind="factor", expression="8x + 12", form="factored"),
    "Evaluate 5n - 2 when n = 6": Task(kind="substitute", expression="5n - 2", given=("n = 6",)),
    "find y when x = 4 in y = 2x + 3": Task(kind="substitute", expression="2x + 3", given=("x = 4",)),
    "find the area of a rectangle 6 cm by 9 cm": Task(
        kind="area", given=("length = 6 cm", "width = 9 cm"), want="rectangle"
    ),
    "A square has sides of length 8 m. What is its perimeter?": Task(
        kind="perimeter", given=("side = 8 m",), want="square"
    ),
    "what's the volume of a box that is a cube with edge 5 cm": Task(
        kind="volume", given=("side = 5 cm",), want="cube"
    ),
    "two angles of a triangle are 40° and 75°. find the third angle": Task(
        kind="angle", given=("angle = 40°", "angle = 75°"), want="triangle"
    ),
    "find the mean of 6, 7 and 11": Task(kind="mean", given=("6", "7", "11")),
    "what is the median of 5, 1, 8?": Task(kind="median", given=("5", "1", "8")),
    "slope of the line through (1, 3) and (4, 9)": Task(kind="slope", given=("(1, 3)", "(4, 9)")),
    "What is the y-intercept of y = 5x - 4?": Task(kind="intercept", expression="y = 5x - 4", want="y"),
    "simplify the ratio 15:20": Task(kind="ratio", expression="15:20", want="simplest", form="simplest"),
    "2:5 = 8:?": Task(kind="ratio", expression="2:5 = 8:_", want="missing"),
    "what is 30% of 70": Task(
        kind="percent", expression="30% × 70", given=("percent = 30%", "whole = 70"), want="part"
    ),
    "9 is what percent of 45?": Task(
        kind="percent", expression="9 ÷ 45", given=("part = 9", "whole = 45"), want="percent", form="percent"
    ),
    "14 is 20% of what number": Task(
        kind="percent", expression="14 ÷ 20%", given=("percent = 20%", "part = 14"), want="whole"
    ),
    "subtract 8 from a number": Task(
        kind="translate", expression="n - 8", given=("subtract 8 from a number",)
    ),
    "Write an expression for 4 more than twice a number": Task(
        kind="translate", expression="2n + 4", given=("4 more than twice a number",)
    ),
    "What number is 6 more than 12?": Task(kind="evaluate", expression="12 + 6"),
    "What is 4.5 less than 10?": Task(kind="evaluate", expression="10 - 4.5"),
    "Find the absolute value of -9.": Task(kind="evaluate", expression="|-9|"),
    "A jacket costs $50. It is on sale for 20% off. What is the sale price?": Task(
        kind="evaluate", expression="$50 - 20% × $50"
    ),
    "What value of x makes 3x + 1 = 7 true?": Task(kind="solve", expression="3x + 1 = 7", want="x"),
    "Solve the proportion x/6 = 12/18": Task(kind="solve", expression="x/6 = 12/18", want="x"),
    "The scores are 60, 70 and 95. What is the mean score?": Task(kind="mean", given=("60", "70", "95")),
    "Write 2.7 × 10^4 in standard form": Task(kind="evaluate", expression="2.7 × 10^4"),
    "A number is made of 500 + 20 + 6. Which number is it?": Task(kind="evaluate", expression="500 + 20 + 6"),
    "How many 1/6 are in 2?": Task(kind="evaluate", expression="2 ÷ 1/6"),
    "If f(x) = 3x - 5, what is f(-2)?": Task(kind="substitute", expression="3x - 5", given=("x = -2",)),
    "Multiply (x + 4)(x - 5)": Task(kind="expand", expression="(x + 4)(x - 5)", form="expanded"),
    "A coat costs $60 and is 25% off. What is the sale price?": Task(kind="evaluate", expression="$60 - 25% × $60"),
    "A diver is at -3 metres and dives 8 metres deeper. Work out -3 - 8 to find where the diver is now.": Task(
        kind="evaluate", expression="-3 - 8"
    ),
    "explain why 1/4 is smaller than 1/3": Task(kind="explain", want="explain why 1/4 is smaller than 1/3"),
}  # fmt: skip


@pytest.mark.parametrize(("message", "task"), TASKS.items(), ids=TASKS)
def test_a_question_becomes_its_task(message, task):
    found = find(message)
    assert found.task == task
    assert found.claim == ""
    assert found.problem or task.kind == "explain"


CLAIMS = {
    "what's 3/8 + 1/2? i got 4/10": ("3/8 + 1/2", "4/10", ""),
    "is 3/7 right for 1/3 + 2/4": ("1/3 + 2/4", "3/7", ""),
    "1/4+1/5=2/9": ("1/4 + 1/5", "2/9", ""),
    "2/3 + 1/4 = ?  i think its 3/7": ("2/3 + 1/4", "3/7", ""),
    "my answer is 35 for 3+4*5 cuz i went left to right": ("3 + 4 × 5", "35", "cuz i went left to right"),
    "i added the tops and got 5/9 for 2/4 + 3/5": ("2/4 + 3/5", "5/9", "i added the tops"),
    "1/6 + 1/6 = 2/12 because i added the bottoms too": ("1/6 + 1/6", "2/12", "because i added the bottoms too"),
    "which is bigger 0.6 or 0.45, i think 0.45": ("0.6 __ 0.45", "0.45", ""),
    "0.27 > 0.3": ("0.27 __ 0.3", "0.27 > 0.3", ""),
    "I think 1/5 is bigger than 1/4": ("1/5 __ 1/4", "1/5 > 1/4", ""),
    "expand 3(x+4) i got 3x + 4": ("3(x + 4)", "3x + 4", ""),
    "x + 9 = 4\nx = 13": ("x + 9 = 4", "x = 13", ""),
    "6 less than a number. i wrote 6 - x": ("6 less than a number", "6 - x", ""),
    "  9.4\nx   2\n-----\n 1.88": ("9.4 × 2", "1.88", ""),
    "number 5 is 2/9+1/3 and i got 3/12": ("2/9 + 1/3", "3/12", ""),
    "Problem: 7 - 12\nAnswer: 5": ("7 - 12", "5", ""),
    "2x + 3 = 9 -> 2x = 12": ("2x + 3 = 9", "2x = 12", ""),
    "-7+2= i said 9": ("-7 + 2", "9", ""),
    "my friend says 2 + 3 * 4 = 20. is that right?": ("2 + 3 × 4", "20", "is that right"),
    "the perimeter of a rectangle 7 m by 4 m is 28": ("length = 7 m, width = 4 m", "28", ""),
    "two angles of a triangle are 40 and 75, whats the third? 115": ("angle = 40, angle = 75", "115", ""),
    "simplify 4x + 2y + x i got 7xy": ("4x + 2y + x", "7xy", ""),
    "5(x + 3) i got 5x + 3": ("5(x + 3)", "5x + 3", ""),
    "solve 3x + 4 = 2x + 9, x = 6": ("3x + 4 = 2x + 9", "x = 6", ""),
    "x^3 * x^4 = x^12": ("x^3 × x^4", "x^12", ""),
    "|-7| = -7": ("|-7|", "-7", ""),
    "¿cual es 15% de 60? 4": ("15% × 60", "4", ""),
    "cuanto es 1/3 + 1/4? me da 2/7": ("1/3 + 1/4", "2/7", ""),
    "4/9 + 1/9 = 5/18 cause 4+1=5 and 9+9=18": ("4/9 + 1/9", "5/18", "cause 4+1=5 and 9+9=18"),
}


@pytest.mark.parametrize(("message", "expected"), CLAIMS.items(), ids=CLAIMS)
def test_the_claimed_answer_and_the_reason_are_kept_apart_from_the_problem(message, expected):
    found = find(message)
    assert (found.problem, found.claim, found.words) == expected


@pytest.mark.parametrize(
    "message",
    [
        "hi", "help", "i have 2 dogs", "i am 11 years old", "idk what to do on number 3", "can we do problem 4", "what is a fraction?",
        "can you give me a hint", "I got 7 out of 10 on my test", "what is 2+2 and what is 3+3",
        "Mia has 6 pens and needs 9. How many more does she need?", "there are 28 kids and 7 tables, how many kids per table?",
        "First, calculate 9/2 - 1/3. Then subtract 1/6 from the result.", "Work out 6 + 3. Then multiply the result by 3.",
        "Tom has 3 apples and 4 pears. What is 3 + 5?", "A cube has a volume of 27 cubic cm. How heavy is each side?", "2, 4, __",
        "A rectangle has a perimeter of 20 and a length 6 more than its width. What is its width?", "3 7 11 15 _", "",
        "A square has area 36. How long is its diagonal?", "The area of a square is 36 more than its side. Find the side.",
        "The mean of 4, 6 and x is y.",
        "   ", "???", "=", "3/", "(", "§n0 + §n1",
        "Find the least common multiple.", "What is the greatest common factor?", "Increase 80 by 25.", "i like the next 3, 4 days",
        "Two sides of a triangle are 5 and 7. Find the third side.", "the legs of the table are 3 and 4 feet", "my pattern is blue",
        "4 painters need 6 days. How many days do 8 painters need?",
        "5 + 2 = 7\n^\nThe arrow points to a symbol. What does the symbol mean?", "why do we flip the second fraction?",
    ],
)  # fmt: skip
def test_chat_and_stories_hold_no_task(message):
    assert find(message).task is None


@pytest.mark.parametrize(
    ("message", "claim"),
    [("i got 3/7", "3/7"), ("3/7", "3/7"), ("x = 4", "x = 4"), ("the answer is 12", "12"), ("wait no its 14", "14"),
     ("is it 9?", "9"), ("not sure but maybe 2/5?", "2/5"), ("ok 5", "5"), ("I added 4 and 2 and got 6 then 5 + 3 is 8 so 6/8", "6/8"),
     ("5 R 2", "5 R 2")],
)  # fmt: skip
def test_an_answer_without_a_problem_is_a_claim(message, claim):
    found = find(message)
    assert (found.task, found.claim) == (None, claim)


def test_a_form_asked_for_in_a_second_sentence_belongs_to_the_task():
    assert find("What is 7/4 + 3/4? Write your answer as a mixed number.").task.form == "mixed"
    assert find("What is 2/7 × 3? Answer to 2 decimal places").task.form == "rounded:0.01"
    assert find("Work out 1/2 + 1/8. Show your work.").task.form == ""


def test_only_the_beginning_of_a_long_message_is_looked_at_and_quickly():
    for text in ("1 " * 5000, "the " * 2500, "\n" * 10_000, "(" * 10_000, "one hundred and " * 700, "i got 1, " * 1200):
        start = time.perf_counter()
        find(text)
        assert time.perf_counter() - start < 0.5


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=120))
def test_no_text_makes_find_raise(text):
    find(text)


_PARTS = """what is;i got;1/2;3;0.5;+;-;x;=;?;_;of;round;to the nearest;ten;%;solve;(;);and;is bigger than;a number;because;$;\\frac{1}{2}
perimeter;square;side;order;mean of;,;cm;:"""
_WORDS = st.sampled_from([*_PARTS.replace("\n", ";").split(";"), "\n"])


@settings(max_examples=300, deadline=None)
@given(st.lists(_WORDS, max_size=14))
def test_every_task_found_can_be_read(words):
    task = find(" ".join(words)).task
    if task and task.kind != "explain" and task.expression:
        read(task.expression, ratio=task.kind == "ratio")


@pytest.mark.parametrize("problem", ["4 x (5 + 6)", "Work out 2 + 3 x (4 - 1).", "What is -5 x (-4)?"])
def test_an_x_between_spaces_before_a_bracket_is_times(problem: str) -> None:
    found = find(problem).task
    assert found is not None
    assert (found.kind, " x (" in found.expression) == ("evaluate", True)


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        (
            "At dawn it is -7 degrees. By noon it is 15 degrees warmer. Work out -7 + 15 to find the temperature.",
            "-7 + 15",
        ),
        ("A pen costs 2 dollars. Work out 2 + 5 × 8 to find the price of one pen and 5 books.", "2 + 5 × 8"),
        ("There are 20 people on a bus, 7 get off and 6 get on. Work out 20 - 7 + 6.", "20 - 7 + 6"),
    ],
)
def test_a_calculation_is_found_beside_the_story_whose_numbers_it_works_with(text: str, expression: str) -> None:
    task = find(text).task
    assert task is not None
    assert (task.kind, task.expression) == ("evaluate", expression)


@pytest.mark.parametrize("text", ["Sam has 9 pens. Work out 2 + 3 to find how many.", "3 + 4 = 7. Work out 5 + 2."])
def test_a_calculation_beside_other_numbers_stays_unread(text: str) -> None:
    assert find(text).task is None


@pytest.mark.parametrize(
    "message",
    ["yo, {} aint that it", "y'all, {}", "oi mate, {}", "please could you check, {}", "my sister asks: {}", "ay bruh {}",
     "{}, innit", "ok bet, {}", "wagwan, {}", "{}, know what i mean"],
)  # fmt: skip
def test_how_a_pupil_speaks_does_not_hide_the_task(message: str) -> None:
    found = find(message.format("8.4 * 6 I got 5.04"))
    assert (found.task.kind if found.task else "", found.claim) == ("evaluate", "5.04")


def test_what_is_asked_before_a_comma_is_no_aside() -> None:
    assert find("True or false, 1/2 + 1/3. I got 5/6").task is None
    asked = find("Round to ten, 347 + 12. I got 360").task
    assert asked is not None
    assert asked.form == "rounded:10"


@pytest.mark.parametrize(
    ("message", "problem", "claim"),
    [
        ("What is 1/2 + 1/3? i did 3/6 + 2/6 = 5/12", "1/2 + 1/3", "i did 3/6 + 2/6 = 5/12"),
        ("45 - 18 i did 40-10=30 and 8-5=3 so 33", "45 - 18", "i did 40-10=30 and 8-5=3 so 33"),
        ("6 + 2 * 3. first i added 6 + 2 = 8 then 24", "6 + 2 × 3", "first i added 6 + 2 = 8 then 24"),
        ("work out 203 - 87. my working: 203 - 87 = 124", "203 - 87", "my working: 203 - 87 = 124"),
    ],
)
def test_how_it_was_worked_out_is_what_is_claimed(message: str, problem: str, claim: str) -> None:
    found = find(message)
    assert (found.problem, found.claim) == (problem, claim)


@pytest.mark.parametrize("message", ["What is 1/2 + 1/3? i did 5 of them", "I did number 5 already", "i did 3 + 4 = 7"])
def test_what_was_done_without_a_problem_or_a_result_is_no_working(message: str) -> None:
    assert "did" not in find(message).claim
