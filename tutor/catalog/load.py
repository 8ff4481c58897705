"""Content files into a Catalog: every scalar is read as text, no key may repeat, and all faults of all files come at once.

Which file holds what follows from its place, see SHAPES. How the files fit together is left to `check`.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

import tutor
from tutor.catalog import schema
from tutor.catalog.schema import Catalog, MoreItems, Skill
from tutor.domain import Pack
from tutor.errors import ContentError

Plain = str | list["Plain"] | dict[str, "Plain"]
Location = Sequence[str | int]


class Document:
    """One YAML text: `data` as plain lists, dicts and strings, and `faults` (line, what) found while reading it."""

    def __init__(self, text: str) -> None:
        self.faults: list[tuple[int, str]] = []
        self._root = self._compose(text)
        self.data: Plain = "" if self._root is None else self._plain(self._root)

    def line(self, location: Location) -> int:
        """Return the line (from 1) of the value at `location`, or of the last part of the way that exists."""
        node = self._root
        for step in location:
            inner = _child(node, step)
            if inner is None:
                break
            node = inner
        return 1 if node is None else int(node.start_mark.line) + 1

    def _compose(self, text: str) -> yaml.Node | None:
        try:
            node: yaml.Node | None = yaml.compose(text, Loader=yaml.CBaseLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
            what = getattr(error, "problem", None) or getattr(error, "context", None) or error
            self.faults.append((mark.line + 1 if mark else 1, f"not YAML: {what}"))
            return None
        if node is None:
            self.faults.append((1, "the file is empty"))
        return node

    def _plain(self, node: yaml.Node) -> Plain:
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(part) for part in node.value]
        return str(node.value)

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Plain]:
        result: dict[str, Plain] = {}
        for key, part in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.faults.append((key.start_mark.line + 1, "a key must be text"))
            elif key.value in result:
                self.faults.append((key.start_mark.line + 1, f"the key {key.value} stands here twice"))
            else:
                result[str(key.value)] = self._plain(part)
        return result


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    if isinstance(node, yaml.MappingNode):
        return next((part for key, part in node.value if key.value == step), None)
    return None


Shape = TypeVar("Shape")
SHAPES: dict[str, tuple[str, TypeAdapter[Any]]] = {
    "skills": ("**/skills.yaml", TypeAdapter(list[Skill])),
    "stories": ("**/stories.yaml", TypeAdapter(list[MoreItems])),
    "figures": ("**/figures.yaml", TypeAdapter(list[MoreItems])),
    "rules": ("**/rules.yaml", TypeAdapter(list[schema.Rule])),
    "lessons": ("**/lessons/*.yaml", TypeAdapter(schema.Lesson)),
    "misconceptions": ("**/misconceptions/*.yaml", TypeAdapter(schema.Misconception)),
    "tellings": ("maths/tellings.yaml", TypeAdapter(schema.Tellings)),
    "lines": ("lines.yaml", TypeAdapter(schema.Lines)),
    "phrases": ("phrases.yaml", TypeAdapter(schema.Phrases)),
    "packs": ("settings/packs.yaml", TypeAdapter(list[Pack])),
    "clauses": ("settings/clauses.yaml", TypeAdapter(list[schema.Clause])),
    "sheet": ("sheet.yaml", TypeAdapter(schema.SheetWords)),
    "terms": ("terms.yaml", TypeAdapter(schema.Terms)),
    "glossary": ("glossary.yaml", TypeAdapter(schema.Glossary)),
}
"""What the content files hold: name -> where they lie below the content folder, and their shape."""


def content_folder(setting: Path | None = None) -> Path:
    """Return the folder of content, see `shipped`."""
    return shipped("content", "lines.yaml", setting)


def shipped(name: str, file: str, setting: Path | None) -> Path:
    """Return a folder that has a file: the setting, else the one beside `tutor/`, else the copy inside the package.

    Raises ContentError where there is none.
    """
    package = Path(tutor.__file__).parent
    places = [setting] if setting else [package.parent / name, package / "_data" / name]
    for place in places:
        if (place / file).is_file():
            return place
    tried = " or ".join(str(place) for place in places)
    raise ContentError([f"{tried}: no {name} here (no {file}). Set TUTOR_{name.upper()} to the folder of {name}."])


def load(folder: Path | None = None) -> Catalog:
    """Return all content below `folder` (default: `content_folder()`), indexed by id.

    Raises ContentError with every fault of every file: file and line, place, cure.
    """
    home, faults = content_folder(folder), list[str]()
    found = {name: list(sound(home, pattern, shape, faults)) for name, (pattern, shape) in SHAPES.items()}
    skills = by_key(_flat(found["skills"]), "id", faults)
    parts = {
        "skills": _with_more(skills, _flat(found["stories"] + found["figures"]), faults),
        "rules": by_key(_flat(found["rules"]), "id", faults),
        "lessons": by_key(found["lessons"], "skill", faults),
        "misconceptions": by_key(found["misconceptions"], "id", faults),
        "packs": tuple(by_key(_flat(found["packs"]), "id", faults).values()),
        "clauses": tuple(by_key(_flat(found["clauses"]), "id", faults).values()),
    }
    for name in ("lines", "phrases", "sheet", "terms", "tellings", "glossary"):
        parts |= {field: words for _, whole in found[name] for field, words in whole}
    if faults:
        raise ContentError(faults)
    return Catalog(**parts, hash=_hash(home))


def first_line(name: str, depth: int) -> str:
    """Return the first line of a content file of shape `name` that lies `depth` folders below the content folder."""
    return f"# yaml-language-server: $schema={'../' * depth}schema/{name}.json"


def read_as(shape: TypeAdapter[Shape], path: Path, name: str) -> Shape:
    """Return the value that a file holds. Raises ContentError with every fault: `name` and line, place, cure."""
    try:
        return parsed(shape, path.read_text(encoding="utf-8"), name)
    except UnicodeDecodeError as error:
        raise ContentError([f"{name}: byte {error.start} is not UTF-8. Save the file as UTF-8."]) from error
    except OSError as error:
        what = f"cannot be read ({error.strerror}). Check the file and its permissions."
        raise ContentError([f"{name}: {what}"]) from error


def parsed(shape: TypeAdapter[Shape], text: str, name: str) -> Shape:
    """Return the value that a text in YAML holds. Raises ContentError as `read_as`."""
    document = Document(text)
    if document.faults:
        raise ContentError([f"{name}, line {line}: {what}. Correct the file." for line, what in document.faults])
    try:
        return shape.validate_python(document.data)
    except ValidationError as error:
        raise ContentError([_fault(name, document, detail) for detail in error.errors()]) from error


def sound(home: Path, pattern: str, shape: TypeAdapter[Any], faults: list[str]) -> Iterator[tuple[str, Any]]:
    """Yield (file, value) for each sound file that matches; note the faults of the others."""
    for path in sorted(home.glob(pattern)):
        name = f"{home.name}/{path.relative_to(home).as_posix()}"
        try:
            yield name, read_as(shape, path, name)
        except ContentError as error:
            faults += error.faults


def _with_more(skills: dict[str, Skill], more: list[tuple[str, MoreItems]], faults: list[str]) -> dict[str, Skill]:
    """Return the skills, each with its further item models after its own."""
    for name, one in more:
        if one.skill not in skills:
            faults.append(f"{name}: there is no skill {one.skill}. Correct the id.")
            continue
        skill = skills[one.skill]
        skills[one.skill] = skill.model_copy(update={"items": (*skill.items, *one.items)})
    return skills


def _flat(values: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [(name, value) for name, many in values for value in many]


def by_key(values: Iterable[tuple[str, Any]], field: str, faults: list[str]) -> dict[str, Any]:
    """Return the values indexed by a field, in the order read; note a key that two of them share."""
    index: dict[str, tuple[str, Any]] = {}
    for name, value in values:
        key = getattr(value, field)
        other, _ = index.setdefault(key, (name, value))
        if index[key][1] is not value:
            faults.append(f"{name}: {key} is already in {other}. Give one of them another id.")
    return {key: value for key, (_, value) in index.items()}


def _hash(home: Path) -> str:
    """Return the sha256 of the names and bytes of all files of content, in the order of their names."""
    paths = {path.relative_to(home).as_posix(): path for pattern, _ in SHAPES.values() for path in home.glob(pattern)}
    total = sha256()
    for name in sorted(paths):
        content = paths[name].read_bytes()
        total.update(f"{name}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def _fault(name: str, document: Document, detail: Any) -> str:
    place = ".".join(map(str, detail["loc"])) or "the whole file"
    cures = {"missing": "Add it.", "extra_forbidden": "Remove it or correct its name."}
    cure = cures.get(detail["type"], "Correct it.")
    return f"{name}, line {document.line(detail['loc'])}, {place}: {detail['msg']}. {cure}"
