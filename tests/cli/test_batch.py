"""The verbs that work through JSON lines."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tutor.diagnosis.words import Phrasebook
from tutor.errors import CannotCheck

HALVES = {"problem": "1/2 + 1/3", "response": "2/5"}


def test_diagnose_names_the_belief(run: Run, lines: Callable[..., Path]) -> None:
    ran = run("diagnose", "--jsonl", lines({"id": "a"} | HALVES))
    (row,) = ran.rows
    assert (row["id"], row["verdict"], row["decision"]) == ("a", "wrong", "maths.fractions.add-across")
    assert {"reason", "hypotheses", "evidence"} <= row.keys()
    assert sum(one["p"] for one in row["hypotheses"]) == pytest.approx(1, abs=1e-5)
    assert (ran.code, ran.err) == (0, "")


def test_history_comes_oldest_first_and_makes_it_surer(run: Run, lines: Callable[..., Path]) -> None:
    history = [{"problem": "3/4 + 1/2", "response": "4/6"}, {"problem": "1/5 + 1/2", "response": "2/7"}]
    alone, after = run("diagnose", "--jsonl", lines(HALVES, HALVES | {"history": history})).rows
    assert alone["hypotheses"][0]["p"] < after["hypotheses"][0]["p"]


def test_the_rows_of_a_class_are_weighed_by_what_is_common_in_it(run: Run, lines: Callable[..., Path]) -> None:
    history = [{"problem": "3/4 + 1/2", "response": "4/6"}, {"problem": "1/5 + 1/2", "response": "2/7"}]
    right = [{"problem": "3/4 + 1/2", "response": "5/4"}, {"problem": "1/5 + 1/2", "response": "7/10"}]
    holding = [HALVES | {"history": history, "class": "a"}] * 25
    knowing = [HALVES | {"response": "5/6", "history": right, "class": "b"}] * 25
    rows = run(
        "diagnose", "--jsonl", lines(*holding, *knowing, *(HALVES | {"class": name} for name in ("a", "b", 3)))
    ).rows
    in_a, in_b, alone = (row["hypotheses"][0]["p"] for row in rows[-3:])
    assert in_a > alone > in_b


@pytest.mark.parametrize("id", ["a", 7, 1.5, None, True, ["x", {"y": 1}], {"k": None}, "é🙂", "\ud800", "a\u2028b"])
def test_an_id_comes_back_unchanged(run: Run, lines: Callable[..., Path], id: object) -> None:
    for verb, row in (("diagnose", HALVES), ("grade", {"expected": "5/6", "response": "10/12"})):
        assert run(verb, "--jsonl", lines({"id": id} | row)).rows[0]["id"] == id


def test_a_bad_line_has_its_error_and_the_others_go_on(run: Run, lines: Callable[..., Path]) -> None:
    bad = ["{not json", "[1, 2]", {"id": 3}, {"id": 4, "expected": [1], "response": "2"}, '"text"', "[" * 100_000]
    good = {"id": 9, "expected": "5/6", "response": "10/12"}
    ran = run("grade", "--jsonl", lines(good, *bad, "", good))
    assert (ran.code, ran.err) == (0, "")
    assert len(ran.rows) == 8
    assert [row["id"] for row in ran.rows] == [9, None, None, 3, 4, None, None, 9]
    assert all(row.keys() == {"id", "error"} for row in ran.rows[1:-1])
    assert 'line 4: "expected" is missing' in ran.rows[3]["error"]
    assert [ran.rows[0]["reason"], ran.rows[-1]["reason"]] == ["not_simplified", "not_simplified"]


def test_a_line_that_is_not_utf_8_is_one_error(run: Run) -> None:
    ran = run("grade", "--jsonl", "-", stdin=b'{"expected": "\xff"}\n{"expected": "1", "response": "1"}\n')
    assert ["error" in row for row in ran.rows] == [True, False]


def test_a_fault_of_ours_on_one_line_leaves_the_others(
    run: Run, lines: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def grade(expected: str, response: str, **given: str) -> None:
        raise ZeroDivisionError if response == "boom" else CannotCheck("too large")

    monkeypatch.setattr("tutor.maths.grade_answer", grade)
    rows = run("grade", "--jsonl", lines(*[{"expected": "1", "response": one} for one in ("boom", "2")])).rows
    assert "ZeroDivisionError" in rows[0]["error"]
    assert rows[1]["error"] == "line 2: too large"


@pytest.mark.parametrize("verb", ["diagnose", "grade"])
def test_a_missing_file_stops_everything_with_one_message(run: Run, tmp_path: Path, verb: str) -> None:
    ran = run(verb, "--jsonl", tmp_path / "none.jsonl")
    assert (ran.code, ran.out) == (2, "")
    assert "none.jsonl: cannot be read" in ran.err
    assert "Traceback" not in ran.err


def test_a_dash_reads_standard_input(run: Run) -> None:
    (row,) = run("grade", "--jsonl", "-", stdin='{"id": 1, "expected": "5/6", "response": "five sixths"}').rows
    assert row == {"id": 1, "verdict": "right", "reason": "correct"}


@pytest.mark.parametrize(
    ("given", "verdict", "reason"),
    [
        ({"expected": "7/2", "response": "3 1/2", "form": "mixed"}, "right", "correct"),
        ({"expected": "7/2", "response": "7/2", "form": "mixed"}, "wrong", "form"),
        ({"expected": "-4", "response": "4"}, "wrong", "wrong_sign"),
        ({"expected": "12 cm", "response": "12"}, "right", "unit_missing"),
        ({"expected": "12", "response": "idk"}, "unreadable", "no_answer"),
        ({"expected": 0.5, "response": 0.50}, "right", "correct"),
    ],
)
def test_grade_gives_verdict_and_reason(
    run: Run, lines: Callable[..., Path], given: dict[str, object], verdict: str, reason: str
) -> None:
    assert run("grade", "--jsonl", lines(given)).rows == [{"id": None, "verdict": verdict, "reason": reason}]


def test_remarks_are_embedded_many_at_a_time(
    run: Run, lines: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(Phrasebook, "expect", lambda book, texts, embed: asked.append([*texts]))
    said = {"response": "i added the tops", "history": [{"problem": "3/4 + 1/2", "response": "just 4/6 all over"}]}
    rows = run("diagnose", "--jsonl", lines(HALVES | said, HALVES, {"id": 5}, HALVES | {"history": "none yet"})).rows
    assert len(rows) == 4
    assert asked == [["i added the tops", "just 4/6 all over", "2/5"]]
