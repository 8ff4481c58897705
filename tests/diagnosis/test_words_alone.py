"""A misconception that no number betrays is named where the words are clear, and only there."""

import pytest

from tutor.catalog.schema import Catalog
from tutor.diagnosis import Case, Matcher, diagnose
from tutor.domain import Diagnosis

ADD = "maths.fractions.add-across"
GROWS = "maths.decimals.times-makes-bigger"


@pytest.fixture(scope="module")
def heard(catalog: Catalog) -> Matcher:
    made = catalog.misconceptions[ADD].model_copy(
        update={
            "id": GROWS,
            "belief": "Multiplying always makes a number bigger.",
            "malrules": (),
            "examples": (),
            "says": (
                "times always makes it bigger",
                "when you multiply the answer has to be bigger",
                "multiplying means the number grows",
            ),
            "says_not": (
                "multiplying does not always make it bigger",
                "times a number below one makes it smaller",
            ),
        }
    )
    return Matcher(catalog.model_copy(update={"misconceptions": {**catalog.misconceptions, GROWS: made}}))


def of(heard: Matcher, problem: str, response: str) -> Diagnosis:
    return diagnose(Case(problem, response), heard)


@pytest.mark.parametrize(
    ("problem", "response"),
    [
        ("Explain why 0.5 * 8 is less than 8.", "it cant be, multiplying always makes a number bigger"),
        ("0.5 * 8", "16 because multiplying always makes a number bigger"),
        ("Does times make numbers grow?", "yes multiplying always makes a number bigger"),
    ],
    ids=["to explain", "beside an answer", "no task was read"],
)
def test_clear_words_name_what_no_number_betrays(heard: Matcher, problem: str, response: str) -> None:
    found = of(heard, problem, response)
    assert found.decision == GROWS
    assert ("words", GROWS) in [(one.kind, one.hypothesis) for one in found.evidence]


@pytest.mark.parametrize(
    "response",
    [
        "it does not always make it bigger when you multiply",
        "because half of 8 is 4",
        "i like bigger numbers",
        "idk",
        "times",
        "",
    ],
)
def test_other_words_accuse_nobody(heard: Matcher, response: str) -> None:
    found = of(heard, "Explain why 0.5 * 8 is less than 8.", response)
    assert found.decision is None


def test_words_never_outvote_a_right_answer(heard: Matcher) -> None:
    assert of(heard, "0.5 * 8", "4 but multiplying always makes a number bigger").decision == "correct"


def test_a_malrule_that_does_not_apply_is_not_heard_where_others_do(heard: Matcher) -> None:
    found = of(heard, "0.06 _ 0.8", "0.06 > 0.8 because i added the tops and the bottoms")
    assert ADD not in {one.id for one in found.hypotheses}


def test_praise_of_words_alone_is_not_a_verdict(heard: Matcher) -> None:
    found = of(heard, "Does times make numbers grow?", "multiplying does not always make it bigger")
    assert (found.verdict, found.decision) == ("unreadable", None)


def test_words_and_a_number_count_together(catalog: Catalog) -> None:
    matcher = Matcher(catalog)
    number, both = (
        diagnose(Case("1/2 + 1/3", response), matcher) for response in ("2/5", "2/5, i added the tops and the bottoms")
    )
    sure = {one.id: one.p for one in number.hypotheses}[ADD]
    assert {one.id: one.p for one in both.hypotheses}[ADD] > sure


@pytest.mark.parametrize(
    "response", ["mum said 2/5 and i told her no", "lots of people put 2/5", "i thought 2/5 but no"]
)
def test_a_number_that_is_not_the_pupils_own_accuses_nobody(catalog: Catalog, response: str) -> None:
    assert diagnose(Case("1/2 + 1/3", response), Matcher(catalog)).decision is None


def test_a_right_number_that_somebody_told_is_right(catalog: Catalog) -> None:
    assert diagnose(Case("1/2 + 1/3", "mum said 5/6"), Matcher(catalog)).verdict == "right"
