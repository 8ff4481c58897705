"""One row in, one row out, whatever the row holds."""

import json

import pytest

from tutor.diagnosis import Matcher, class_prior_of_rows, diagnose_row, reading
from tutor.diagnosis.belief import USUAL


def test_a_row_comes_back_with_its_id_and_as_json(matcher: Matcher) -> None:
    row = {"id": {"any": [1]}, "problem": "1/2 + 1/3", "response": "2/5", "grade": "5", "skill": "", "history": []}
    found = json.loads(json.dumps(diagnose_row(row, matcher)))
    assert found["id"] == {"any": [1]}
    assert (found["verdict"], found["decision"]) == ("wrong", "maths.fractions.add-across")
    assert found["hypotheses"][0] == {"id": "maths.fractions.add-across", "p": found["hypotheses"][0]["p"]}
    assert found["key"] == "5/6"


def test_history_is_read_oldest_first(matcher: Matcher) -> None:
    history = [{"problem": "1/2 + 1/4", "response": "2/6"}, {"problem": "1/5 + 1/4", "response": "2/9"}]
    found = diagnose_row({"id": 1, "problem": "1/2 + 1/3", "response": "2/5", "history": history}, matcher)
    assert [made["attempt"] for made in found["evidence"]] == [0, 1, 2]
    assert [made["response"] for made in found["evidence"]] == ["2/5", "2/9", "2/6"]


@pytest.mark.parametrize(("number", "text"), [(12, "12"), (0.4, "0.4"), (-3, "-3")])
def test_a_response_may_be_a_number(matcher: Matcher, number: float, text: str) -> None:
    old = {"problem": "8 + 9", "response": number}
    row = {"id": 1, "problem": "7 + 6", "response": number, "history": [old]}
    said = {**row, "response": text, "history": [{**old, "response": text}]}
    assert diagnose_row(row, matcher) == diagnose_row(said, matcher)


@pytest.mark.parametrize(
    "row",
    [
        {"id": 1},
        {"id": 1, "problem": 3, "response": "x"},
        {"id": 1, "problem": "1 + 1", "response": None},
        {"id": 1, "problem": "1 + 1", "response": True},
        {"id": 1, "problem": "1 + 1", "response": "2", "history": "none"},
        {"id": 1, "problem": "1 + 1", "response": "2", "history": [{"problem": "1 + 1"}]},
    ],
)
def test_a_row_of_another_shape_gets_an_error_that_says_what(matcher: Matcher, row: dict[str, object]) -> None:
    found = diagnose_row(row, matcher)
    assert found["id"] == 1
    assert "must" in found["error"]


def test_rows_of_one_class_tell_what_is_common_in_it(matcher: Matcher) -> None:
    history = [{"problem": "1/2 + 1/4", "response": "2/6"}, {"problem": "1/5 + 1/4", "response": "2/9"}]
    row = {"problem": "1/2 + 1/3", "response": "2/5", "history": history}
    learned = class_prior_of_rows([row] * 30 + [{"problem": 3}, "no row"], matcher)
    assert learned.mix[2].sum() > USUAL.mix[2].sum() + 0.2
    few = class_prior_of_rows([row] * 5, matcher)
    assert few.mix[2].sum() == pytest.approx(USUAL.mix[2].sum())


def test_a_row_that_breaks_leaves_the_class_its_usual_prior(matcher: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*given: object) -> None:
        raise RuntimeError("broken")

    rows = [{"id": number, "problem": f"{number} + 8", "response": "9"} for number in range(40)]
    assert class_prior_of_rows(rows, matcher) is not USUAL
    monkeypatch.setattr(matcher, "predictions", breaks)
    reading._seen.cache_clear()
    assert class_prior_of_rows(rows, matcher) is USUAL
