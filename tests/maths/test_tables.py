from pathlib import Path

import pytest

import tutor
from tutor.catalog.load import Document
from tutor.maths.tables import Phrasebook, table

HOUSE = Path(tutor.__file__).parent
TABLES = {
    (".".join(path.relative_to(HOUSE).parent.parts), path.stem): path
    for room in ("diagnosis", "maths")
    for path in sorted((HOUSE / room).rglob("*.yaml"))
}


@pytest.mark.parametrize(("room", "name"), TABLES)
def test_no_table_says_anything_twice(room: str, name: str) -> None:
    document = Document(TABLES[room, name].read_text("utf-8"))
    assert document.faults == []
    assert table(room, name) == document.data


@pytest.mark.parametrize(("room", "name"), [place for place in TABLES if "patterns" in table(*place)])
def test_every_pattern_and_rewrite_compiles_with_its_references_filled_in(room: str, name: str) -> None:
    english = Phrasebook(room, name)
    for said, row in english.rows.get("patterns", {}).items():
        for pattern in [english.pattern(said)] if isinstance(row, str) else english.each(said):
            assert "~" not in pattern.pattern
    assert all(english.rewrites(said) for said in english.rows.get("rewrites", {}))


def test_a_reference_stands_for_any_phrase_of_a_list_or_for_another_pattern() -> None:
    english = Phrasebook("maths.tasks")
    english.rows = {
        "colours": "red, dark blue",
        "patterns": {"coloured": "a ~colours~ ~shape~", "shape": ["square", "circle"]},
    }
    assert english.pattern("coloured").fullmatch("a dark blue circle")
    assert not english.pattern("coloured").fullmatch("a dark circle")
