"""What a message is, and which problem it belongs to."""

import pytest

from tests.conftest import Catalog
from tutor.agent.belong import shown_of
from tutor.agent.perceive import Perceived, perceive
from tutor.domain import Attempt, Learner
from tutor.maths import find
from tutor.verify import screen


def working_on(problem: str, *, solved: bool = False, item: str = "", attempts: tuple[Attempt, ...] = ()) -> Learner:
    found = find(problem)
    assert found.task is not None
    return Learner(
        id="ada", current_problem=found.problem, current_task=found.task, solved=solved, current_item=item, attempts=attempts
    )  # fmt: skip


def read(content: Catalog, message: str, learner: Learner | None = None) -> Perceived:
    return perceive(screen(message, content.phrases), learner or Learner(id="ada"), content.phrases)


@pytest.mark.parametrize(
    ("message", "intent", "problem"),
    [
        ("what's 3/4 + 1/2? i got 4/6", "attempt", "3/4 + 1/2"),
        ("3/4 + 1/2", "problem", "3/4 + 1/2"),
        ("how do i do 3/4 + 1/2", "how_to", "3/4 + 1/2"),
        ("what is a third of 12", "problem", "a third of 12"),
        ("help me with 3/4 + 1/2", "stuck", "3/4 + 1/2"),
        ("144 / 12", "problem", "144/12"),
        ("hello", "greeting", ""),
        ("thanks!", "thanks", ""),
        ("give me a problem", "practise", ""),
        ("i got 12", "claim_only", ""),
        ("my dog is called rex", "chat", ""),
        ("What is the slope of y = 3x + 2?", "problem", "the slope of y = 3x + 2"),
        ("round 347 to the nearest ten", "problem", "round 347 to the nearest ten"),
        ("excuse me, what is 20% of 50? i got 2.5", "attempt", "20% of 50"),
        (
            "sorry to bother you but Find the area of a triangle of base 6 cm and height 4 cm. I got 24",
            "attempt",
            "Find the area of a triangle of base 6 cm and height 4 cm",
        ),
        ("", "empty", ""),
        ("Find the difference between 100 and 40.\n100\n- 40\n-----\n140", "attempt", "100 - 40"),
    ],
)
def test_a_first_message(content: Catalog, message: str, intent: str, problem: str) -> None:
    seen = read(content, message)
    assert (seen.intent, seen.problem) == (intent, problem)


@pytest.mark.parametrize(
    ("current", "message", "problem"),
    [
        ("3/4 + 1/2", "5/4", "3/4 + 1/2"),
        ("3/4 + 1/2", "i got 4/3", "3/4 + 1/2"),
        ("3/4 + 1/2", "3/4 + 2/4", "3/4 + 1/2"),
        ("3/4 + 1/2", "10/8 = 5/4", "3/4 + 1/2"),
        ("3/4 + 1/2", "3/4+1/2 = 4/6", "3/4 + 1/2"),
        ("0.8 + 0.4", ".8\n+ .4\n----\n .12", "0.8 + 0.4"),
        ("Solve x + 1/3 = 7", "x = 7 - 1/3 = 6/3 = 2", "x + 1/3 = 7"),
        ("3x + 4 = 10 -> 3x = 14", "3x = 6", "3x + 4 = 10"),
        ("3x + 4 = 10 -> 3x = 14", "5x = 40", "5x = 40"),
        ("Solve 2x + 3 = 11", "2x = 8", "2x + 3 = 11"),
        ("3/4 + 1/2", "what is 5/4", "5/4"),
        ("3/4 + 1/2", "1/5 + 1/6 = 2/11", "1/5 + 1/6"),
        ("Solve 2x + 3 = 11", "3x + 1 = 22", "3x + 1 = 22"),
    ],
)
def test_mathematics_answers_the_problem_in_progress_or_brings_its_own(
    content: Catalog, current: str, message: str, problem: str
) -> None:
    assert read(content, message, working_on(current)).problem == problem


def test_after_a_solved_problem_a_fraction_alone_is_a_new_one(content: Catalog) -> None:
    seen = read(content, "5/4", working_on("3/4 + 1/2", solved=True))
    assert (seen.intent, seen.problem) == ("problem", "5/4")


@pytest.mark.parametrize(("message", "problem"), [("-2", "-8 + 6"), ("-4", "-9 + 5"), ("7", "-9 + 5")])
def test_an_answer_after_a_probe_goes_where_it_is_right(content: Catalog, message: str, problem: str) -> None:
    before = Attempt(problem="-8 + 6", response="2", task=find("-8 + 6").task, verdict="wrong")
    probed = working_on("-9 + 5", item="item-1", attempts=(before,))
    assert read(content, message, probed).problem == problem


@pytest.mark.parametrize("message", ["just tell me", "how do i start", "idk", "next one"])
def test_a_wish_is_no_answer(content: Catalog, message: str) -> None:
    assert read(content, message, working_on("3/4 + 1/2")).intent in ("wants_answer", "how_to", "stuck", "practise")


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("why", "why"),
        ("but why??", "why"),
        ("y tho", "why"),
        ("why did i get it wrong", "why"),
        ("what did i do wrong", "why"),
        ("thats why i added the tops", "attempt"),
        ("explain", "why"),
        ("ok", "nod"),
        ("lol k", "nod"),
        ("k.", "nod"),
        ("i hate math", "discouraged"),
        ("im so dumb", "discouraged"),
        ("this is too hard", "discouraged"),
        ("i'm never gonna get this", "discouraged"),
        ("are you a robot?", "identity"),
        ("do you like minecraft", "off_topic"),
        ("whats your favourite colour", "off_topic"),
        ("5/4", "attempt"),
        ("i kept the bottom", "attempt"),
        ("are you sure", "doubt"),
        ("will you tell my teacher", "who_sees"),
        ("skip", "practise"),
        ("can i have an easy one", "practise"),
        ("i am scared of maths", "discouraged"),
        ("what is the answer times 2", "wants_answer"),
        ("show me the working for 3/4 + 1/2", "how_to"),
        ("6/8 = 3/4 ?", "holds"),
        ("is 3/4 + 2/4 = 6/4?", "fails"),
        ("is 0.5 more than 0.45?", "holds"),
        ("is 3/4 + 2/4 = 5/4?", "attempt"),
        ("is it 5/4?", "attempt"),
    ],
)
def test_what_pupils_say_beside_their_answers_is_understood(content: Catalog, message: str, intent: str) -> None:
    assert read(content, message, working_on("3/4 + 1/2")).intent == intent


def test_mathematics_after_a_problem_was_solved_is_no_second_try_at_it(content: Catalog) -> None:
    assert read(content, "2(x+3)", working_on("3/4 + 1/2", solved=True)).intent == "claim_only"
    assert read(content, "1.25", working_on("3/4 + 1/2", solved=True)).intent == "attempt"


def test_a_division_with_spaces_is_a_new_problem_and_a_fraction_an_answer(content: Catalog) -> None:
    comparing = working_on("3/4 + 1/2")
    assert read(content, "144 / 12", comparing).intent == "problem"
    assert read(content, "5/4", comparing).intent == "attempt"


def test_a_question_about_another_equation_is_no_answer_even_where_it_cannot_be_read(content: Catalog) -> None:
    assert read(content, "y = 2x + 3 what is the thing there", working_on("6x = 24")).intent == "unread"


@pytest.mark.parametrize(
    ("message", "problem", "intent"),
    [
        ("percent increase from 40 to 50 i got 20%", "percent increase from 40 to 50", "attempt"),
        ("what's the value of the 6 in 3.265?", "the value of the 6 in 3.265", "problem"),
        ("what is 8% tax on $50, i think $4", "8% tax on $50", "attempt"),
        ("is 0.4 greater than 0.35? yes", "0.4 greater than 0.35", "attempt"),
    ],
)
def test_a_problem_is_shown_as_it_was_asked_where_what_was_read_would_be_half_of_the_answer(
    content: Catalog, message: str, problem: str, intent: str
) -> None:
    seen = read(content, message)
    assert (seen.intent, seen.problem.removeprefix("is ")) == (intent, problem)


def test_the_wrong_answer_insisted_on_belongs_to_its_own_problem_and_not_to_the_probe(content: Catalog) -> None:
    before = find("0.5 + 0.25")
    told = Attempt(problem="0.5 + 0.25", response="i think 0.30", task=before.task, verdict="wrong")
    learner = working_on("19.7 + 8.54", item="maths.made/1", attempts=(told,))
    assert read(content, "no its 0.30!!", learner).problem == "0.5 + 0.25"
    assert read(content, "0.31", learner).problem == "19.7 + 8.54"


def test_another_question_about_the_same_line_is_a_new_problem(content: Catalog) -> None:
    seen = read(content, "What is the y-intercept of y = 3x + 2", working_on("What is the slope of y = 3x + 2"))
    assert (seen.is_new, seen.problem) == (True, "the y-intercept of y = 3x + 2")


@pytest.mark.parametrize("reason", ["because 3+1 is 4 and 4+2 is 6", "3+1 is 4 and 4+2 is 6"])
def test_a_reason_given_for_a_wrong_answer_is_read_beside_that_answer(content: Catalog, reason: str) -> None:
    told = Attempt(problem="3/4 + 1/2", response="4/6", task=find("3/4 + 1/2").task, verdict="wrong")
    learner = working_on("3/4 + 1/2", attempts=(told,))
    assert read(content, reason, learner).response == f"4/6 {reason}"
    assert read(content, f"{reason} so 5/4", learner).response == f"{reason} so 5/4"


def test_a_statement_asked_about_without_a_problem_in_progress_is_answered(content: Catalog) -> None:
    assert read(content, "6/8 = 3/4 ?").intent == "holds"
    assert read(content, "3/8 + 2/8 how much it is").problem == "3/8 + 2/8"


def test_an_item_is_called_by_its_stem_where_the_mathematics_would_tell_what_to_do() -> None:
    assert shown_of("Work out `4/8 + 6/8`.", "4/8 + 6/8") == "4/8 + 6/8"
    story = "There are 223 oranges. Of these, 48 are large. How many are small?"
    assert shown_of(story, "223 - 48") == story
