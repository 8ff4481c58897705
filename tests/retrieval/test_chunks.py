from collections.abc import Callable

import pytest

from tutor.catalog.schema import Catalog
from tutor.retrieval.index import Filters, chunks, content_hash, grade_span, indexed_text


def test_a_lesson_gives_its_key_idea_examples_trap_and_words(catalog_with: Callable[..., Catalog]) -> None:
    of_one = [chunk for chunk in chunks(catalog_with()) if chunk.skill == "maths.decimals.compare"]
    assert [(chunk.id, chunk.kind) for chunk in of_one] == [
        ("maths.decimals.compare#example-1", "worked_example"),
        ("maths.decimals.compare#example-2", "worked_example"),
        ("maths.decimals.compare#key-idea", "lesson"),
        ("maths.decimals.compare#trap", "lesson"),
        ("maths.decimals.compare#words", "lesson"),
    ]
    assert {chunk.standards for chunk in of_one} == {("4.NF.C.7", "5.NBT.A.3b")}
    assert {(chunk.grades, chunk.licence) for chunk in of_one} == {("4-5", "CC BY 4.0")}


def test_the_text_is_the_content_word_for_word(catalog_with: Callable[..., Catalog]) -> None:
    example = next(chunk for chunk in chunks(catalog_with()) if chunk.id == "maths.integers.subtract#example-1")
    assert example.text == "`4 - (-1)`\nThe opposite of `-1` is `1`.\nSo add: `4 + 1 = 5`.\n`5`"
    assert indexed_text(example).startswith("Subtracting negative numbers. 4 - (-1)\n")


def test_the_hash_changes_with_the_text_and_not_with_the_score(catalog_with: Callable[..., Catalog]) -> None:
    chunk = chunks(catalog_with())[0]
    assert content_hash(chunk) == content_hash(chunk.model_copy(update={"score": 0.5}))
    assert content_hash(chunk) != content_hash(chunk.model_copy(update={"text": chunk.text + "."}))


@pytest.mark.parametrize(
    ("grades", "expected"),
    [("4", [4]), ("3-6", [3, 4, 5, 6]), ("K-2", [0, 1, 2]), ("K", [0]), ("6–8", [6, 7, 8]), ("", []), ("all", [])],
)
def test_grades_are_read_as_a_span(grades: str, expected: list[int]) -> None:
    assert list(grade_span(grades)) == expected


@pytest.mark.parametrize(
    ("standard", "count"),
    [("5.NBT.A.3b", 5), ("5.NBT.A.3", 5), ("5", 10), ("5.NBT", 5), ("7.NS.A.1", 5), ("5.NBT.A.3a", 0), ("5.NB", 0)],
)
def test_a_standard_filter_takes_a_code_or_what_it_lies_under(
    standard: str, count: int, catalog_with: Callable[..., Catalog]
) -> None:
    assert len(Filters(chunks(catalog_with())).rows(standard=standard) or []) == count


def test_filters_hold_together_and_empty_ones_ask_nothing(catalog_with: Callable[..., Catalog]) -> None:
    filters = Filters(chunks(catalog_with()))
    assert filters.rows(standard="", skill="") is None
    assert filters.rows(grade="5", kind="worked_example") == [0, 1, 5, 6]
    assert filters.rows(grade="7", skill="maths.decimals.compare") == []
    assert filters.rows(licence="CC BY 4.0", skill="maths.integers.subtract") == [10, 11, 12, 13, 14]
