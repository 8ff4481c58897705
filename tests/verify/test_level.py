import pytest

from tutor.verify import reading_grade
from tutor.verify.level import syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [("cat", 1), ("make", 1), ("table", 2), ("fraction", 2), ("denominator", 5), ("added", 2), ("worked", 1), ("pieces", 2), ("the", 1)],
)  # fmt: skip
def test_syllables_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count


def test_short_plain_sentences_read_at_a_low_grade() -> None:
    assert reading_grade("Look at the top. Now look at the bottom. Are they the same?") < 2


def test_long_sentences_of_long_words_read_at_a_high_grade() -> None:
    text = "Multiplicative comparison necessitates identification of proportional relationships among corresponding quantities."
    assert reading_grade(text) > 12


def test_mathematics_is_left_out() -> None:
    assert reading_grade("Work out `1234567 + 7654321 - 33333`.") == reading_grade("Work out `1`.")


def test_a_text_without_words_has_grade_0() -> None:
    assert reading_grade("`1/2`") < 1
    assert reading_grade("") == 0.0
