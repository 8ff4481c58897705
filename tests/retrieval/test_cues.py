from pathlib import Path

import pytest

from tutor.errors import ContentError
from tutor.maths.formula import formula
from tutor.retrieval.cues import load_cues

FILE = """
numerals: {two: 2}
words: {each: [each, every]}
names: {big: largest > 10}
cues:
  - {about: Groups of something, when: each and big, codes: {3.OA.A.3: 3}}
  - {about: Nothing from high school, when: not each, codes: {"A-*": -2}}
"""


def folder_with(text: str, tmp_path: Path) -> Path:
    (tmp_path / "standards").mkdir()
    (tmp_path / "standards" / "cues.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "lines.yaml").write_text("lines: {}", encoding="utf-8")
    return tmp_path


def test_a_cue_that_holds_gives_its_weight(tmp_path: Path) -> None:
    cues = load_cues(folder_with(FILE, tmp_path))
    assert cues.weights("Each of 12 boxes holds two pens") == {"3.OA.A.3": 3.0}
    assert cues.weights("12 boxes") == {"A-*": -2.0}


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("each and big", "each and small", "cues.Groups of something: unknown features small. Correct it."),
        ("largest > 10", "largest >", "names.big: .*not a formula"),
        ("[each, every]", "['(each']", r"line 3, words.each.0: .*valid regular expression"),
        ("two: 2", "two: pair", "numerals.two: Input should be a valid integer"),
        ("words:", "word:", "words: Field required"),
        ("numerals: {two: 2}", "numerals: {two: 2}\nnumerals: {}", "line 3: .*Correct the file."),
        ("3.OA.A.3: 3", "3.OA.A.3: 99", "less than or equal to 9"),
    ],
)
def test_a_fault_says_where_what_and_the_cure(before: str, after: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=message):
        load_cues(folder_with(FILE.replace(before, after), tmp_path))


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "lines.yaml").write_text("lines: {}", encoding="utf-8")
    with pytest.raises(ContentError, match=r"cues.yaml: cannot be read"):
        load_cues(tmp_path)


def test_the_cues_that_ship_speak_for_every_grade_from_k_to_8() -> None:
    cues = load_cues()
    grades = {code.split(".")[0] for cue in cues.cues for code in cue.codes}
    assert {"K", "1", "2", "3", "4", "5", "6", "7", "8"} <= grades
    assert len({code for cue in cues.cues for code in cue.codes}) > 150


def test_every_word_list_and_name_is_used_by_a_cue() -> None:
    cues = load_cues()
    used = {name for rule in (*cues.names.values(), *(cue.when for cue in cues.cues)) for name in formula(rule).names}
    assert set(cues.words) | set(cues.names) <= used
