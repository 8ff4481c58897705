"""What a language model may tell of mathematics: what our pages say, in its own words, and nothing else."""

from functools import cache

import pytest

from tutor.catalog import load
from tutor.domain import Segment, TutorReply
from tutor.verify import RuleBook

ADDING, ACROSS = "maths.fractions.add-unlike", "maths.fractions.add-across"
COMPARING, LONGER = "maths.decimals.compare", "maths.decimals.longer-is-larger"


@cache
def book() -> RuleBook:
    return RuleBook(load())


def said(*texts: str) -> TutorReply:
    return TutorReply(segments=tuple(Segment(kind="said", text=text) for text in texts))


def supposed(text: str, *after: str) -> TutorReply:
    return TutorReply(segments=(Segment(kind="supposed", text=text), *said(*after).segments))


@pytest.mark.parametrize(
    "text",
    [
        "The bottom number tells you the size of the pieces.",
        "First we need the same bottom. Then we add the tops and keep the bottom.",
        "We can only count pieces together when they are the same size.",
        "Look at the two bottoms again.",
        "You added the tops and the bottoms.",
        "Well begun! Which bottom could both fractions have?",
        "Don't add the bottoms when you add fractions.",
        "Think of a pizza with two slices.",
    ],
)
def test_what_our_pages_say_may_be_said_in_other_words(text: str) -> None:
    assert book().why_not(said(text), ADDING, ACROSS) == ""


@pytest.mark.parametrize(
    "text",
    [
        "To add fractions you add the tops and add the bottoms.",  # another deed
        "Add the tops and keep the bottoms as they were.",  # a condition left out
        "Pieces of different sizes can be counted together.",  # polarity
        "Multiply the tops and multiply the bottoms.",  # only under a condition
        "The top tells the size of the pieces.",  # roles
        "Did you know that we add the bottoms as well as the tops?",  # a question that tells
        "Look at the tops and the bottoms and add them.",
        "You found that to add fractions you add the bottoms.",
    ],
)
def test_what_they_do_not_say_may_not(text: str) -> None:
    assert book().why_not(said(text), ADDING, ACROSS)


@pytest.mark.parametrize(
    "text",
    ["Longer does mean larger.", "Each place to the right is worth ten times more.", "Compare the hundredths first."],
)
def test_a_rule_of_another_case_is_no_support(text: str) -> None:
    assert book().why_not(said(text), COMPARING, LONGER)


def test_a_known_error_of_the_topic_is_not_said_whatever_the_skill() -> None:
    told = said("When you add fractions, the numerators go together and the denominators go together.")
    found = book().why_not(told, "maths.fractions.mixed-improper", "maths.fractions.remainder-as-whole")
    assert found.endswith("it is a known error")


def test_a_supposition_is_the_belief_and_is_answered() -> None:
    told = "By that rule a decimal with more digits would be larger."
    assert book().why_not(supposed(told, "But that cannot be."), COMPARING, LONGER) == ""
    assert book().why_not(supposed(told, "Go on."), COMPARING, LONGER) == "what is supposed is not answered"
    assert "no idea" in book().why_not(supposed("Decimals with more digits are larger.", "But no."), COMPARING, LONGER)


def test_a_reply_is_trimmed_of_what_no_page_says_and_of_what_hangs_on_it() -> None:
    reply = said(
        "Look at the bottoms first. Bottoms are added too. That is how it works. Which number do both go into?"
    )
    assert book().trimmed(reply, ADDING, ACROSS).text == "Look at the bottoms first. Which number do both go into?"
    assert book().trimmed(said("Bottoms are added. Good."), ADDING, ACROSS).text == "Bottoms are added. Good."


def test_our_own_sentences_may_be_repeated() -> None:
    assert book().why_not(said("Zorbs are frobbed twice."), ADDING, ACROSS, ("Zorbs are frobbed twice.",)) == ""
    assert book().why_not(said("Zorbs are frobbed twice."), ADDING, ACROSS)
