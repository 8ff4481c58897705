"""A judge is held against people's labels, in files of the form that MRBench has, before its figures count."""

import json
import re
from pathlib import Path

import pytest

from evals.agreement import LEAST, agreements, doubts, error, kappa, labelled, spread, told
from evals.results import Run
from evals.rubric import dimensions, rated
from tests.evals.test_rubric import gateway
from tutor.llm.transports import Completion, Request
from tutor.services import Services

KNOWN = ("Yes", "To some extent", "No")


class Judges:
    """A judge that answers by what the reply says of itself; `odd` breaks the rule in one way."""

    def __init__(self, odd: str = "") -> None:
        self.odd = odd

    def __call__(self, request: Request, wait_s: float) -> Completion:
        """Return a verdict in form, or what the odd judge says."""
        labels = request.messages[0]["content"].rpartition("GRADE: one of ")[2].split(", ")
        means = re.search(r"\[(.+?)\]", request.messages[1]["content"])
        says = {"constant": "GRADE: Yes", "first": f"GRADE: {labels[0]}", "rambles": "A fine reply, all in all."}
        right = means[1] if means else "Yes"
        return Completion(text=says.get(self.odd, f"It is so. GRADE: {right}"), tokens_in=1, tokens_out=1)


def data(folder: Path, conversations: int = 12) -> Path:
    """Write a file of the form that the second version of MRBench has; each reply carries its label between brackets."""
    rows = [
        {"conversation_id": str(number), "conversation_history": f"Tutor: What is {number} + 2? \nStudent: {number}", "Data": "Bridge",
         "Split": "train", "Topic": "Adding", "Ground_Truth_Solution": "Not Available",
         "anno_llm_responses": {
             who: {"response": f"Count on from {number}. [{label}]", "annotation": {
                 "Mistake_Identification": label, "Mistake_Location": label, "Providing_Guidance": label, "Actionability": label}}
             for who, label in zip(("Anna", "Ben", "Cleo"), KNOWN, strict=True)}}
        for number in range(conversations)
    ]  # fmt: skip
    (folder / "mrbench").mkdir()
    (folder / "mrbench/MRBench_V2.json").write_text(json.dumps(rows), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("odd", "doubt"),
    [("", ""), ("constant", "gave one label|kappa with people 0.00"), ("first", "unscored"), ("rambles", "100% of its")],
    ids=["reads the reply", "says yes to all", "goes by the order", "never in form"],
)  # fmt: skip
def test_a_judge_counts_only_where_it_agrees_with_people(
    services: Services, tmp_path: Path, odd: str, doubt: str
) -> None:
    door = gateway(services, Judges(odd))  # type: ignore[arg-type]
    replies, fault = labelled(Run(services, data=data(tmp_path)))
    agreed = agreements(door, spread(replies, 36, 1))
    found = doubts(agreed)
    assert (fault, found["tutor_tone"]) == ("", "no labels of people on it")
    assert bool(found["actionability"]) == bool(doubt)
    assert re.search(doubt, found["actionability"])
    figures = {one.metric: one for one in (*told(agreed), *rated(door, [("2 + 2 = 5", "Hm. [Yes]")], found))}
    assert (figures["judge: actionability"].value is None) == bool(doubt)
    assert figures["judge: tutor_tone"].value is None
    assert "not to be trusted" in figures["judge: tutor_tone"].note
    if not doubt:
        kept = figures["judge: kappa with people: actionability"]
        assert (kept.value, kept.stderr, kept.n, kept.note) == (1.0, 0.0, 36, "trusted; 0 of 36 unscored")
        assert figures["judge agrees with people: actionability"].baseline == pytest.approx(1 / 3)


def test_too_few_labels_are_no_measure(services: Services, tmp_path: Path) -> None:
    replies, _ = labelled(Run(services, data=data(tmp_path, 3)))
    found = doubts(agreements(gateway(services, Judges()), replies))  # type: ignore[arg-type]
    assert found["actionability"] == f"held against 9 labels of people, {LEAST} are needed"


def test_kappa_is_agreement_beyond_chance_and_its_error_is_that_of_whole_conversations() -> None:
    # 20 yes and 15 no of both, 5 and 10 of one alone: agreed .70, by chance .50
    table = [("Yes", "Yes")] * 20 + [("Yes", "No")] * 5 + [("No", "Yes")] * 10 + [("No", "No")] * 15
    pairs = [(f"c{number}", *pair) for number, pair in enumerate(table)]
    assert kappa(pairs) == pytest.approx(0.4)
    alone = error(pairs)
    assert alone == pytest.approx(0.13, abs=0.02)
    together = error([(f"c{number // 10}", *pair) for number, pair in enumerate(table)])
    assert together is not None
    assert alone is not None
    assert together > alone
    assert kappa([("c", "Yes", "Yes")]) is None
    assert kappa([]) is None


def test_no_reply_counts_twice_and_few_are_of_many_conversations(services: Services, tmp_path: Path) -> None:
    folder = data(tmp_path)
    again = json.loads((folder / "mrbench/MRBench_V2.json").read_text(encoding="utf-8"))
    for row in again:
        row["tutor_responses"] = row.pop("anno_llm_responses")
    (folder / "bea2025").mkdir()
    (folder / "bea2025/mrbench_v3_devset.json").write_text(json.dumps(again), encoding="utf-8")
    replies, _ = labelled(Run(services, data=folder))
    assert len(replies) == 36
    assert len({one.conversation for one in spread(replies, 12, 1)}) == 12


def test_labels_that_cannot_be_read_are_said(services: Services, tmp_path: Path) -> None:
    (tmp_path / "mrbench").mkdir()
    (tmp_path / "mrbench/MRBench_V2.json").write_text("{no", encoding="utf-8")
    replies, fault = labelled(Run(services, data=tmp_path))
    assert replies == []
    assert "MRBench_V2.json" in fault
    assert "mrbench_v3_devset.json" in fault


def test_every_dimension_that_people_label_is_one_of_the_rubric(services: Services, tmp_path: Path) -> None:
    replies, _ = labelled(Run(services, data=data(tmp_path)))
    assert {name for one in replies for name in one.labels} <= set(dimensions())
