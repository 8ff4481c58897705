import json
from pathlib import Path

from tests.catalog.editor_schema import editor_schemas, write_editor_schemas
from tutor.catalog import content_folder
from tutor.catalog.load import first_line


def test_the_schemas_in_the_content_folder_are_current() -> None:
    folder = content_folder() / "schema"
    written = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    assert written == editor_schemas(), "write them anew: python tests/catalog/editor_schema.py"


def test_written_schemas_are_json_and_name_the_required_fields(tmp_path: Path) -> None:
    write_editor_schemas(tmp_path)
    schema = json.loads((tmp_path / "schema" / "misconceptions.json").read_text())
    assert {"id", "belief", "skills", "contrast"} <= set(schema["required"])


def test_one_task_kind_may_stand_for_a_list_of_them() -> None:
    malrule = json.loads(editor_schemas()["misconceptions.json"])["$defs"]["Malrule"]
    assert [choice.get("type") for choice in malrule["properties"]["task"]["anyOf"]][1] == "array"


def test_the_first_line_of_a_lesson_points_three_folders_up() -> None:
    assert first_line("lessons", 3) == "# yaml-language-server: $schema=../../../schema/lessons.json"
