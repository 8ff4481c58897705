"""Content files into a Catalog: every scalar is read as text, and all faults of all files come at once.

Which file holds what follows from its place, see SHAPES. How the files fit together is left to `check`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

import tutor
from tutor.catalog.schema import Catalog, Lesson, Lines, Misconception, Phrases, Rule, Skill
from tutor.catalog.strict_yaml import Document
from tutor.errors import ContentError

SHAPES: dict[str, tuple[str, TypeAdapter[Any]]] = {
    "skills": ("**/skills.yaml", TypeAdapter(list[Skill])),
    "rules": ("**/rules.yaml", TypeAdapter(list[Rule])),
    "lessons": ("**/lessons/*.yaml", TypeAdapter(Lesson)),
    "misconceptions": ("**/misconceptions/*.yaml", TypeAdapter(Misconception)),
    "lines": ("lines.yaml", TypeAdapter(Lines)),
    "phrases": ("phrases.yaml", TypeAdapter(Phrases)),
}
"""What the content files hold: name -> where they lie below the content folder, and their shape."""


def content_folder(setting: Path | None = None) -> Path:
    """Return the folder of content: the setting, else the one beside `tutor/`, else the copy inside the package.

    Raises ContentError where there is none.
    """
    package = Path(tutor.__file__).parent
    places = [setting] if setting else [package.parent / "content", package / "_data" / "content"]
    for place in places:
        if (place / "lines.yaml").is_file():
            return place
    tried = " or ".join(str(place) for place in places)
    raise ContentError([f"{tried}: no content here (no lines.yaml). Set TUTOR_CONTENT to the folder of content."])


def load(folder: Path | None = None) -> Catalog:
    """Return all content below `folder` (default: `content_folder()`), indexed by id.

    Raises ContentError with every fault of every file: file and line, place, cure.
    """
    reading = _Reading(content_folder(folder))
    found = {name: list(reading.values(pattern, shape)) for name, (pattern, shape) in SHAPES.items()}
    parts = {
        "skills": reading.by_key(_flat(found["skills"]), lambda skill: skill.id),
        "rules": reading.by_key(_flat(found["rules"]), lambda rule: rule.id),
        "lessons": reading.by_key(found["lessons"], lambda lesson: lesson.skill),
        "misconceptions": reading.by_key(found["misconceptions"], lambda misconception: misconception.id),
        "lines": found["lines"][0][1].lines if found["lines"] else {},
        "phrases": found["phrases"][0][1].phrases if found["phrases"] else {},
    }
    if reading.faults:
        raise ContentError(reading.faults)
    return Catalog(**parts, hash=reading.hash())


@dataclass
class _Reading:
    """One pass over a content folder: the faults found so far, and what was read for the hash."""

    folder: Path
    faults: list[str] = field(default_factory=list)
    read: dict[str, bytes] = field(default_factory=dict)

    def values(self, pattern: str, shape: TypeAdapter[Any]) -> Iterator[tuple[str, Any]]:
        """Yield (file, value) for each sound file that matches; note the faults of the others."""
        for path in sorted(self.folder.glob(pattern)):
            name = f"{self.folder.name}/{path.relative_to(self.folder).as_posix()}"
            text = self._text(name, path)
            if text is None:
                continue
            document = Document(text)
            self.faults += [f"{name}, line {line}: {what}. Correct the file." for line, what in document.faults]
            if document.faults:
                continue
            try:
                yield name, shape.validate_python(document.data)
            except ValidationError as error:
                self.faults += [_fault(name, document, detail) for detail in error.errors()]

    def by_key(self, values: list[tuple[str, Any]], key: Callable[[Any], str]) -> dict[str, Any]:
        """Return the values indexed by key, in the order read; note a key that two of them share."""
        index: dict[str, Any] = {}
        places: dict[str, str] = {}
        for name, value in values:
            if key(value) in index:
                other = places[key(value)]
                self.faults.append(f"{name}: {key(value)} is already in {other}. Give one of them another id.")
            else:
                index[key(value)], places[key(value)] = value, name
        return index

    def hash(self) -> str:
        """Return the sha256 of the names and bytes of all files read, in the order of their names."""
        total = sha256()
        for name in sorted(self.read):
            total.update(f"{name}\0{len(self.read[name])}\0".encode())
            total.update(self.read[name])
        return total.hexdigest()

    def _text(self, name: str, path: Path) -> str | None:
        try:
            self.read[path.relative_to(self.folder).as_posix()] = content = path.read_bytes()
            return content.decode("utf-8")
        except UnicodeDecodeError as error:
            self.faults.append(f"{name}: byte {error.start} is not UTF-8. Save the file as UTF-8.")
        except OSError as error:
            self.faults.append(f"{name}: cannot be read ({error.strerror}). Check the file and its permissions.")
        return None


def _flat(values: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [(name, value) for name, many in values for value in many]


def _fault(name: str, document: Document, detail: Any) -> str:
    location = detail["loc"]
    place = ".".join(str(step) for step in location) or "the whole file"
    cure = {
        "missing": "Add it.",
        "extra_forbidden": "Remove it or correct its name.",
    }.get(detail["type"], "Correct it.")
    return f"{name}, line {document.line(location)}, {place}: {detail['msg']}. {cure}"
