"""The catalog's lessons cut into chunks that a reply may cite, and the filters over them. Finding chunks is left to `index`."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tutor.catalog.schema import Catalog, Lesson, Skill
from tutor.catalog.values import grade_span
from tutor.domain import Source


def chunks(catalog: Catalog) -> list[Source]:
    """Return every chunk, sorted by id: of each lesson the key idea, each worked example, the trap and the words.

    The text is the content's own, word for word, so that a quotation can be checked against it; `score` is 0.
    """
    lessons = (lesson for lesson in catalog.lessons.values() if lesson.skill in catalog.skills)
    found = (chunk for lesson in lessons for chunk in _of_lesson(lesson, catalog.skills[lesson.skill]))
    return sorted(found, key=lambda chunk: chunk.id)


def _of_lesson(lesson: Lesson, skill: Skill) -> Iterator[Source]:
    shared = {"title": lesson.title, "skill": skill.id, "grades": skill.grades, "standards": skill.standards}
    words = "\n".join(f"{word}: {meaning}" for word, meaning in lesson.vocabulary.items())
    for part, text in (("key-idea", lesson.key_idea), ("trap", lesson.trap), ("words", words)):
        if text:
            yield Source(id=f"{skill.id}#{part}", kind="lesson", text=text, licence=lesson.licence, **shared)
    for number, example in enumerate(lesson.examples, start=1):
        text = "\n".join((example.problem, *example.steps, example.answer))
        yield Source(
            id=f"{skill.id}#example-{number}", kind="worked_example", text=text, licence=lesson.licence, **shared
        )


def content_hash(chunk: Source) -> str:
    """Return the sha256 of all that is stored of a chunk: text and metadata, not the score."""
    return hashlib.sha256(chunk.model_dump_json(exclude={"score"}).encode()).hexdigest()


def indexed_text(chunk: Source) -> str:
    """Return the words that are searched: title and text, without the marks around mathematics."""
    return f"{chunk.title}. {chunk.text}".replace("`", "")


class Filters:
    """Which chunks carry which standard, grade, skill, kind and licence: looked up, never scanned."""

    def __init__(self, found: Sequence[Source]) -> None:
        self._rows: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        for row, chunk in enumerate(found):
            keys = [("skill", chunk.skill), ("kind", chunk.kind), ("licence", chunk.licence)]
            keys += [("grade", str(grade)) for grade in grade_span(chunk.grades)]
            keys += [("standard", prefix) for code in chunk.standards for prefix in _prefixes(code)]
            for key in keys:
                self._rows[key].add(row)

    def rows(self, **wanted: str) -> list[int] | None:
        """Return the rows that carry all that is wanted, ascending; None where nothing was asked. Empty texts ask nothing."""
        sets = [self._rows.get((name, value), set()) for name, value in wanted.items() if value]
        return sorted(set.intersection(*sets)) if sets else None


def _prefixes(code: str) -> set[str]:
    """Return a code and what it lies under: "4.NF.B.3a" gives "4", "4.NF", "4.NF.B", "4.NF.B.3", "4.NF.B.3a"."""
    parts = code.split(".")
    under = {".".join(parts[:end]) for end in range(1, len(parts) + 1)}
    return under | {code.rstrip("abcdefgh")} if parts[-1][:1].isdigit() else under
