"""Public sets from a local path: each shape is read, and what is missing or broken is said with where it comes from."""

import json
from pathlib import Path

import pytest

from evals.loaders import SOURCES, Answered, by_mapping, load
from tutor.errors import TutorError

MRBENCH = [{
    "conversation_history": "Tutor: What is 2 + 2? Student: 5",
    "tutor_responses": {"Anna": {"response": "Count again.", "annotation": {"Mistake_Identification": "Yes", "Tutor_Tone": "Neutral"}}},
}]  # fmt: skip
MATHDIAL = {
    "question": "Ann has 2 pens and buys 3.",
    "conversation": "Teacher: (generic)Hi.|EOM|Student: 6|EOM|Teacher: (probing)How?",
}
EEDI = """QuestionId,ConstructName,SubjectName,CorrectAnswer,QuestionText,AnswerAText,AnswerBText,AnswerCText,AnswerDText,\
MisconceptionAId,MisconceptionBId,MisconceptionCId,MisconceptionDId
1,Adding,Fractions,B,1/2 + 1/3,2/5,5/6,1/6,2/6,17,,,
"""
ASSISTMENTS = "user_id,problem_id,skill_id,skill_name,correct\n7,51,1,Area,1\n7,52,1,Area,0\n7,53,,,1\n"


def put(data: Path, name: str, text: str) -> Path:
    path = data / SOURCES[name].file
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return data


@pytest.mark.parametrize("name", SOURCES)
def test_a_missing_set_is_said_with_where_it_comes_from(name: str, tmp_path: Path) -> None:
    with pytest.raises(TutorError, match="is missing") as told:
        load(name, tmp_path)
    assert SOURCES[name].where in str(told.value)
    with pytest.raises(TutorError, match="--data or TUTOR_DATA"):
        load(name, None)


def test_replies_of_tutors_come_with_the_labels_of_people(tmp_path: Path) -> None:
    (one,) = load("mrbench", put(tmp_path, "mrbench", json.dumps(MRBENCH)))
    assert (one.by, one.reply) == ("Anna", "Count again.")
    assert one.labels == {"mistake_identification": "Yes", "tutor_tone": "Neutral"}


def test_each_line_of_a_teacher_comes_after_what_was_said_before_it(tmp_path: Path) -> None:
    first, second = load("mathdial", put(tmp_path, "mathdial", json.dumps(MATHDIAL)))
    assert (first.conversation, first.reply) == ("Ann has 2 pens and buys 3.", "Hi.")
    assert second.conversation.endswith("Teacher: Hi.\nStudent: 6")
    assert second.reply == "How?"


def test_a_labelled_wrong_option_is_a_response(tmp_path: Path) -> None:
    (one,) = load("eedi", put(tmp_path, "eedi", EEDI))
    assert (one.problem, one.response, one.key, one.label) == ("1/2 + 1/3", "2/5", "5/6", "17")


def test_answers_without_a_skill_are_left_out(tmp_path: Path) -> None:
    rows = load("assistments", put(tmp_path, "assistments", ASSISTMENTS))
    assert [(row.learner, row.more["skill"], row.label) for row in rows] == [("7", "Area", "1"), ("7", "Area", "0")]


def test_a_task_of_mathtutorbench_has_a_problem_and_what_the_student_wrote(tmp_path: Path) -> None:
    row = {"problem": "2 + 2", "student_solution": "5", "solution": "4", "error_line": 1}
    (one,) = load("mathtutorbench", put(tmp_path, "mathtutorbench", json.dumps(row)))
    assert (one.problem, one.response, one.key, one.more["error_line"]) == ("2 + 2", "5", "4", "1")


def test_a_broken_file_is_named_with_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(TutorError, match=r"mrbench\.json: not as expected"):
        load("mrbench", put(tmp_path, "mrbench", '[{"a": 1}]'))


def test_any_csv_is_read_by_a_mapping(tmp_path: Path) -> None:
    table, mapping = tmp_path / "ours.csv", tmp_path / "ours.yaml"
    table.write_text("item,answer,code,class\n1/2 + 1/3,2/5,add-across,5b\n", encoding="utf-8")
    mapping.write_text("problem: item\nresponse: answer\nlabel: code\n", encoding="utf-8")
    assert by_mapping(table, mapping) == [Answered("1/2 + 1/3", "2/5", label="add-across", more={"class": "5b"})]


def test_all_that_does_not_fit_a_mapping_is_said_at_once(tmp_path: Path) -> None:
    table, mapping = tmp_path / "ours.csv", tmp_path / "ours.yaml"
    table.write_text("item\n1/2\n", encoding="utf-8")
    mapping.write_text("problem: question\nanswer: item\n", encoding="utf-8")
    with pytest.raises(TutorError, match=r"answer is none of .*response is missing.*no column question"):
        by_mapping(table, mapping)
