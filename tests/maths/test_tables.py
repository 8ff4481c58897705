from pathlib import Path

import pytest

import tutor.maths
from tutor.catalog.strict_yaml import Document
from tutor.maths.tables import Phrasebook, table

ROOM = Path(tutor.maths.__file__).parent


@pytest.mark.parametrize("path", sorted(ROOM.rglob("*.yaml")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_table_says_anything_twice(path: Path) -> None:
    document = Document(path.read_text("utf-8"))
    assert document.faults == []
    assert table(f"maths.{path.parent.name}", path.stem) == document.data


@pytest.mark.parametrize(
    ("room", "name"), [("answers", "words"), ("reading", "signs"), ("tasks", "pieces"), ("tasks", "words")]
)
def test_every_pattern_and_rewrite_of_a_room_compiles_with_its_references_filled_in(room: str, name: str) -> None:
    english = Phrasebook(f"maths.{room}", name)
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
