"""JSON Schemas of the content files, so that editors complete and check them. Generated, never edited by hand:

python tests/catalog/editor_schema.py
"""

import json
from pathlib import Path
from typing import Any

from tutor.catalog import content_folder
from tutor.catalog.load import SHAPES
from tutor.catalog.reading import READING, SIMPLER
from tutor.catalog.topics import TOPIC


def editor_schemas() -> dict[str, str]:
    """Return the text of each file below content/schema/, by file name."""
    shapes = {name: shape for name, (_, shape) in SHAPES.items()}
    shapes |= {"topics": TOPIC, "reading": READING, "simpler": SIMPLER}
    return {f"{name}.json": _text(shape.json_schema()) for name, shape in shapes.items()}


def write_editor_schemas(folder: Path) -> None:
    """Write the JSON Schemas into `folder`/schema/, replacing those that are there."""
    (folder / "schema").mkdir(exist_ok=True)
    for name, text in editor_schemas().items():
        (folder / "schema" / name).write_text(text, encoding="utf-8")


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(_loosened(schema), indent=1, ensure_ascii=False) + "\n"


def _loosened(part: Any) -> Any:
    """Allow what our loader allows: an unquoted 0.50 or yes is text, and one task kind may stand for a list of them."""
    if isinstance(part, list):
        return [_loosened(inner) for inner in part]
    if not isinstance(part, dict):
        return part
    loose = {key: _loosened(inner) for key, inner in part.items()}
    if loose.get("type") == "string":
        loose["type"] = ["string", "number", "boolean"]
    if loose.get("type") == "array" and "enum" in loose.get("items", {}):
        return {"anyOf": [loose["items"], loose]}
    return loose


if __name__ == "__main__":
    write_editor_schemas(content_folder())
