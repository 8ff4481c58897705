"""Public sets from a local path: each shape is read, and what is missing or broken is said with where it comes from."""

import json
from pathlib import Path

import pytest

from evals.loaders import SOURCES, load
from evals.public import PUBLIC, rows
from evals.rubric import dimensions
from tutor.errors import TutorError

MRBENCH = [{
    "conversation_id": "1", "conversation_history": "Tutor: What is 2 + 2?\\nStudent: 5", "Data": "Bridge", "Split": "train",
    "Topic": "Adding", "Ground_Truth_Solution": "Not Available",
    "anno_llm_responses": {"Anna": {"response": "It is 4.", "annotation": {
        "Mistake_Identification": "Yes", "Mistake_Location": "No", "Revealing_of_the_Answer": "Yes (and the answer is correct)",
        "Providing_Guidance": "To some extent", "Actionability": "No", "Coherence": "Yes",
        "Tutor_Tone": "Neutral", "Humanlikeness": "Yes"}}},
}]  # fmt: skip
BEA = [{
    "conversation_id": "1", "conversation_history": "Tutor: What is 2 + 2? Student: 5",
    "tutor_responses": {"Anna": {"response": "Count again.", "annotation": {
        "Mistake_Identification": "Yes", "Mistake_Location": "No", "Providing_Guidance": "Yes", "Actionability": "Yes"}}},
}]  # fmt: skip
MATHDIAL = {
    "qid": "1", "scenario": "3", "question": "Ann has 2 pens and buys 3.", "ground_truth": "5", "student_incorrect_solution": "6",
    "student_profile": "", "teacher_described_confusion": "", "self-correctness": "No", "self-typical-confusion": "1",
    "self-typical-interactions": "1",
    "conversation": "Teacher: (generic)Hi (again).|EOM|Student: 6|EOM|Teacher: (probing)How? |EOM|Student: I guessed|EOM|Teacher: (focus)",
}  # fmt: skip
STEPVERIFY = [{
    "problem": "Ann has 2 pens and buys 3. How many?", "topic": "", "reference_solution": "2 + 3 = 5\n5",
    "student_incorrect_solution": ["She has 2.", "2 + 3 = 6", "6"], "incorrect_index": 1, "incorrect_step": "2 + 3 = 6",
    "error_category": "Calculation", "error_description": "", "dialog_history": [{"user": "Teacher", "text": "Hi"}],
    "student_correct_response": "5",
}]  # fmt: skip
BRIDGE = [{
    "problem": "2 + 2", "reference_solution": "4", "dialog_history": [
        {"user": "Teacher", "text": "Well?"}, {"user": "Student", "text": "5"}, {"user": "Teacher", "text": "Count."}],
}]  # fmt: skip
EEDI = """QuestionId,ConstructId,ConstructName,SubjectId,SubjectName,CorrectAnswer,QuestionText,AnswerAText,AnswerBText,AnswerCText,\
AnswerDText,MisconceptionAId,MisconceptionBId,MisconceptionCId,MisconceptionDId
1,10,Adding,20,Fractions,B,1/2 + 1/3,2/5,5/6,1/6,2/6,17.0,,,
"""
ASSISTMENTS = "order_id,user_id,problem_id,skill_id,skill_name,correct\n9,7,52,1,Area,0\n8,7,51,1,Area,1\n10,7,53,,,1\n"
MAE = [
    {"Misconception": "Adds the tops.", "Misconception ID": "MaE01", "Topic": "Number", "Question": "1/2 + 1/3",
     "Incorrect Answer": "2/5", "Correct Answer": "5/6", "Source": "", "Explanation": ""} for _ in range(2)
]  # fmt: skip


def put(data: Path, name: str, text: str) -> Path:
    path = data / SOURCES[name].files[0]
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return data


@pytest.mark.parametrize("name", SOURCES)
def test_a_missing_set_is_said_with_where_it_comes_from(name: str, tmp_path: Path) -> None:
    with pytest.raises(TutorError, match="is missing") as told:
        load(name, tmp_path)
    assert SOURCES[name].where in str(told.value)
    with pytest.raises(TutorError, match=r"no folder of data is named.*--data or TUTOR_DATA"):
        load(name, None)


def test_replies_of_tutors_come_with_the_labels_of_people_as_the_rubric_writes_them(tmp_path: Path) -> None:
    (one,) = load("mrbench", put(tmp_path, "mrbench", json.dumps(MRBENCH)))
    assert (one.by, one.reply) == ("Anna", "It is 4.")
    assert one.conversation == "Tutor: What is 2 + 2?\nStudent: 5"
    assert one.labels.keys() == dimensions().keys()
    assert all(label in dimensions()[name].labels for name, label in one.labels.items())


def test_the_shared_task_has_four_of_the_dimensions(tmp_path: Path) -> None:
    (one,) = load("bea2025", put(tmp_path, "bea2025", json.dumps(BEA)))
    assert one.labels == {
        "mistake_identification": "Yes",
        "mistake_location": "No",
        "providing_guidance": "Yes",
        "actionability": "Yes",
    }


def test_a_file_of_the_shared_task_without_labels_has_replies_and_no_labels(tmp_path: Path) -> None:
    bare = [BEA[0] | {"tutor_responses": {"Anna": {"response": "Count again."}}}]
    (one,) = load("bea2025", put(tmp_path, "bea2025", json.dumps(bare)))
    assert (one.reply, one.labels) == ("Count again.", {})


@pytest.mark.parametrize(
    ("name", "file", "text"),
    [("mathdial", "mathdial/data/test.jsonl", json.dumps(MATHDIAL)),
     ("mathtutorbench", "mathtutorbench/datasets/stepverify.json", json.dumps(STEPVERIFY)),
     ("mathtutorbench_hard", "mathtutorbench/datasets/mathdial_bridge_hard.json", json.dumps(BRIDGE)),
     ("assistments", "assistments/skill_builder_data.csv", ASSISTMENTS), ("mae", "mae/data/data.json", json.dumps(MAE))],
)  # fmt: skip
def test_a_set_is_read_where_a_copy_of_its_repository_has_it(name: str, file: str, text: str, tmp_path: Path) -> None:
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(text, encoding="utf-8")
    assert load(name, tmp_path)


def test_each_line_of_a_teacher_comes_after_what_was_said_before_it(tmp_path: Path) -> None:
    first, second = load("mathdial", put(tmp_path, "mathdial", json.dumps(MATHDIAL)))
    assert (first.conversation, first.reply) == ("Ann has 2 pens and buys 3.", "Hi (again).")
    assert second.conversation.endswith("Teacher: Hi (again).\nStudent: 6")
    assert second.reply == "How?"


def test_a_labelled_wrong_option_is_a_response(tmp_path: Path) -> None:
    (one,) = load("eedi", put(tmp_path, "eedi", EEDI))
    assert (one.problem, one.response, one.key, one.label) == ("1/2 + 1/3", "2/5", "5/6", "17")
    assert "misconception" not in one.more
    (tmp_path / "eedi/misconception_mapping.csv").write_text(
        "MisconceptionId,MisconceptionName\n17,Adds the tops\n", encoding="utf-8"
    )
    (one,) = load("eedi", tmp_path)
    assert one.more["misconception"] == "Adds the tops"


def test_answers_come_in_the_order_of_time_and_without_a_skill_are_left_out(tmp_path: Path) -> None:
    rows = load("assistments", put(tmp_path, "assistments", ASSISTMENTS))
    assert [(row.learner, row.more["skill"], row.label) for row in rows] == [("7", "1", "1"), ("7", "1", "0")]


def test_both_files_of_mathtutorbench_are_read(tmp_path: Path) -> None:
    (wrong,) = load("mathtutorbench", put(tmp_path, "mathtutorbench", json.dumps(STEPVERIFY)))
    assert (wrong.response, wrong.key, wrong.label) == ("She has 2.\n2 + 3 = 6\n6", "2 + 3 = 5\n5", "2")
    put(tmp_path, "mathtutorbench_dialogues", json.dumps(BRIDGE))
    (said,) = load("mathtutorbench_dialogues", tmp_path)
    assert (said.conversation, said.reply) == ("2 + 2\nTeacher: Well?\nStudent: 5", "Count.")


def test_sets_that_evals_need_are_read_as_their_authors_publish_them(tmp_path: Path) -> None:
    (tmp_path / "mae").mkdir()
    (tmp_path / "mae/data.json").write_text(json.dumps(MAE), encoding="utf-8")
    assert rows(tmp_path, "mae/labels.jsonl") == [{"id": "MaE01", "misconception": "Adds the tops.", "topic": "Number"}]
    assert [row["Example Number"] for row in rows(tmp_path, "mae/examples.jsonl")] == [1, 2]
    assert [(one.response, one.key, one.label) for one in load("mae", tmp_path)] == [("2/5", "5/6", "MaE01")] * 2
    (tmp_path / "stepverify").mkdir()
    (tmp_path / "stepverify/stepverify.json").write_text(json.dumps(STEPVERIFY), encoding="utf-8")
    assert load("stepverify", tmp_path)[0].label == "2"


def test_articles_are_read_from_their_three_folders(tmp_path: Path) -> None:
    for level in ("Ele", "Int", "Adv"):
        folder = tmp_path / "onestopenglish/Texts-SeparatedByReadingLevel" / f"{level}-Txt"
        folder.mkdir(parents=True)
        if level == "Int":  # as in some copies of the corpus
            folder /= "Int-Txt"
            folder.mkdir()
        first = "Intermediate\n" if level == "Int" else ""
        (folder / f"Bees-{level.lower()}.txt").write_text(f"{first}Bees fly.\nThey hum.", encoding="utf-8-sig")
    found = rows(tmp_path, "onestopenglish/articles.jsonl")
    assert {(row["article"], row["text"]) for row in found} == {("Bees", "Bees fly.\nThey hum.")}
    assert [one.label for one in load("onestopenglish", tmp_path)] == ["ele", "int", "adv"]


@pytest.mark.parametrize("name", PUBLIC)
def test_a_needed_file_says_where_it_comes_from_and_which_row_lacks_a_field(name: str, tmp_path: Path) -> None:
    with pytest.raises(TutorError) as told:
        rows(tmp_path, name)
    assert PUBLIC[name].where in str(told.value)
    (tmp_path / name).parent.mkdir()
    whole = dict.fromkeys(PUBLIC[name].fields, "x")
    (tmp_path / name).write_text(json.dumps(whole) + '\n\n{"a": 1}\n', encoding="utf-8")
    with pytest.raises(TutorError, match=f"has no {PUBLIC[name].fields[0]}"):
        rows(tmp_path, name)


@pytest.mark.parametrize(
    ("name", "text"),
    [("mrbench", '[{"a": 1}]'), ("mathdial", '{"question": "x"}'), ("eedi", "a,b\n1,2\n"), ("stepverify", '[{"problem": "x"}]'),
     ("mathtutorbench_dialogues", '[{"problem": "x", "dialog_history": []}]')],
)  # fmt: skip
def test_a_broken_file_is_named_with_what_it_lacks(name: str, text: str, tmp_path: Path) -> None:
    with pytest.raises(TutorError, match="not as expected") as told:
        load(name, put(tmp_path, name, text))
    assert SOURCES[name].where in str(told.value)


def test_an_empty_file_is_no_set(tmp_path: Path) -> None:
    with pytest.raises(TutorError, match="holds nothing"):
        load("mathdial", put(tmp_path, "mathdial", ""))


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    with pytest.raises(TutorError, match=r"train\.jsonl, line 2: not JSON"):
        load("mathdial", put(tmp_path, "mathdial", json.dumps(MATHDIAL) + "\n{no"))
