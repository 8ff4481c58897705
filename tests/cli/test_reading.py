"""The verbs about reading."""

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Run

TEXT = "The sun is hot. It gives us light. Plants need the light to grow. We eat the plants. Cows eat them too. At night it is gone."


def test_level_gives_a_grade_its_error_and_what_makes_it_hard(run: Run, lines: Callable[..., Path]) -> None:
    ran = run("level", "--jsonl", lines({"id": 1, "text": TEXT}, {"id": 2, "text": "Too short."}, {"id": 3}))
    good, short, missing = ran.rows
    assert (ran.code, good["id"], set(good)) == (0, 1, {"id", "grade", "error", "measures", "hard"})
    assert 0 <= good["grade"] < 4
    assert {"flesch_kincaid", "coleman_liau"} <= set(good["measures"])
    assert set(good["hard"]) == {"words", "sentences"}
    assert "could not measure: too short" in short["error"]
    assert '"text" is missing' in missing["error"]


def test_passage_gives_text_sections_questions_and_what_was_measured(run: Run) -> None:
    ran = run("passage", "--topic", "honeybees", "--grade", "4", "--words", "150")
    (made,) = ran.rows
    assert (ran.code, ran.err) == (0, "")
    assert {"text", "sections", "glossary", "questions", "measured", "receipt", "title", "note"} <= set(made)
    assert abs(made["measured"]["grade"] - 4) <= 1
    assert {"kind", "question", "options", "key", "where", "why"} == set(made["questions"][0])


def test_a_level_set_is_a_list_from_easy_to_hard(run: Run) -> None:
    made = run("passage", "--topic", "honeybees", "--grade", "5", "--words", "150", "--level-set").rows[0]
    grades = [one["measured"]["grade"] for one in made]
    assert 3 <= len(made) <= 5
    assert grades == sorted(grades)


def test_topics_are_listed(run: Run) -> None:
    rows = run("passage", "--list", "--json").rows[0]
    assert {"id", "title", "grades", "standards"} == set(rows[0])
    assert "science.honeybees" in {row["id"] for row in rows}


def test_an_unknown_topic_or_format_says_what_there_is(run: Run) -> None:
    ran = run("passage", "--topic", "honey bee", "--grade", "4")
    assert ran.code == 2
    assert "science.honeybees" in ran.err
    assert "md" in run("passage", "--topic", "honeybees", "--format", "mdx").err
    assert "--topic" in run("passage").err


def test_a_text_of_ones_own_is_made_easier(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text(
        "Scientists utilized numerous instruments in order to investigate the enormous territory near the river Nile in 1890. "
        * 2
    )
    made = run("passage", "--text", file, "--grade", "5").rows[0]
    assert "used many instruments to look into the huge" in made["text"]
    assert "utilized -> used" in made["changes"]
    assert "cannot be read" in run("passage", "--text", tmp_path / "none.txt").err
