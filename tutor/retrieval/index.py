"""The search index over the chunks of all lessons: vectors and words, fused, under metadata filters.

Its files are built once for each content, in a folder of their own below `home/index`, named by its hash, written aside and then
renamed: a half-built index is never seen, and a reader in another process keeps the one it opened.
"""

import hashlib
import json
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path

import numpy as np
from filelock import FileLock

from tutor.catalog.schema import Catalog, Lesson, Skill
from tutor.catalog.values import grade_span
from tutor.domain import Source
from tutor.errors import SearchIndexError
from tutor.retrieval.embedder import Embedder, Progress, Vectors, cannot_write, open_embedder
from tutor.retrieval.export import WEIGHTS_SHA256
from tutor.retrieval.vectors import VectorStore
from tutor.retrieval.words import WordIndex


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


POOL = 40
WORDS_WEIGHT = 0.4
FLOOR = 0.29
SAID_WEIGHT, DOUBT = 0.5, 3.0
"""What it adds to the key idea of a skill that words betray an error in it, and the ratio at which half of that is added."""

Hear = Callable[[str], Mapping[str, float]]


class Index:
    """Chunks that can be searched, safely shared; made by `open_index`. `hear`: a text to the skills it errs in, with likelihood ratios."""

    def __init__(
        self, found: Sequence[Source], store: VectorStore, embedder: Embedder, hear: Hear | None = None
    ) -> None:
        self.chunks, self.embedder, self._store, self.hear = tuple(found), embedder, store, hear
        self._row = {chunk.id: row for row, chunk in enumerate(found)}
        self._words = WordIndex([indexed_text(chunk) for chunk in found])
        self._filters = Filters(found)

    def search(
        self, query: str, *, k: int = 5, standard: str = "", grade: int | None = None, skill: str = "", kind: str = "",
        licence: str = "",
    ) -> list[Source]:  # fmt: skip
        """Return up to k chunks, best first; empty where nothing is relevant, to be said as "not in your sources".

        `standard`: a code or what it lies under ("4.NF"). The score is 0.6 x the likeness of meaning + 0.4 x the share of the
        query's weighted words; what betrays an error brings up the key idea of its skill. Below FLOOR nothing is relevant: of 36
        questions about lessons all scored above 0.32, of 55 about anything else all but one below 0.28 (a cake recipe met a lesson
        on recipes). Where a `skill` is named no floor holds, because its lesson is about it. Source: ours.
        """
        wanted = "" if grade is None else str(grade)
        rows = self._filters.rows(standard=standard, grade=wanted, skill=skill, kind=kind, licence=licence)
        if not query.strip() or not self.chunks or k < 1 or rows == []:
            return []
        scores = self._scores(query, max(POOL, k), rows)
        best = sorted(scores, key=lambda row: (-scores[row], row))[:k]
        found = (self.chunks[row].model_copy(update={"score": round(scores[row], 4)}) for row in best)
        return [chunk for chunk in found if skill or chunk.score >= FLOOR]

    def _scores(self, query: str, pool: int, rows: list[int] | None) -> dict[int, float]:
        among = None if rows is None else [self.chunks[row].id for row in rows]
        near = self._store.nearest(self.embedder.one(query), min(pool, len(self.chunks)), among)
        likeness = {self._row[chunk]: value for chunk, value in near}
        shares = self._words.shares(query)
        allowed = range(len(self.chunks)) if rows is None else rows
        by_words = sorted((row for row in allowed if shares[row] > 0), key=lambda row: -shares[row])[:pool]
        least = min(likeness.values(), default=0.0)
        heard = self.hear(query).items() if self.hear else ()
        known = ((self._row.get(f"{skill}#key-idea", -1), ratio) for skill, ratio in heard)
        ideas = {row: SAID_WEIGHT * ratio / (ratio + DOUBT) for row, ratio in known}
        return {
            row: (1 - WORDS_WEIGHT) * likeness.get(row, least) + WORDS_WEIGHT * float(shares[row]) + ideas.get(row, 0.0)
            for row in {*likeness, *by_words, *(row for row in ideas if row in allowed)}
        }

    def close(self) -> None:
        """Let go of the files."""
        self._store.close()


def open_index(home: Path, catalog: Catalog, *, hear: Hear | None = None, progress: Progress | None = None) -> Index:
    """Return the index of this catalog below `home`; what is missing, outdated or damaged is built first.

    Only chunks that changed are embedded again. `progress(stage, done, total)` is called while building. Several processes may
    call this at once: one builds, the others wait. Raises SearchIndexError (where, what, cure) where nothing can be built.
    """
    report = progress or (lambda stage, done, total: None)
    embedder = open_embedder(home, progress=progress)
    found = chunks(catalog)
    folder = home / "index"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(home / "index.lock"):
            store = current_store(folder, found, embedder, report)
    except OSError as error:
        raise cannot_write(folder, error) from error
    return Index(found, store, embedder, hear)


LAYOUT = "1"
KEPT = 2
BATCH = 64


def current_store(folder: Path, found: Sequence[Source], embedder: Embedder, report: Progress) -> VectorStore:
    """Return the vectors of exactly these chunks, opened; built first where there are none or they are damaged.

    Vectors of unchanged chunks are taken from the folder built last; of the folders only the newest two are kept.
    """
    hashes = {chunk.id: content_hash(chunk) for chunk in found}
    name = hashlib.sha256(json.dumps([LAYOUT, WEIGHTS_SHA256, sorted(hashes.items())]).encode()).hexdigest()[:16]
    target = folder / name
    try:
        return _opened(target, len(found))
    except SearchIndexError:
        shutil.rmtree(target, ignore_errors=True)
    earlier = _newest_first(folder)
    unfinished = folder / f"{name}.unfinished"
    _build(unfinished, found, hashes, _vectors_before(earlier), embedder, report)
    unfinished.rename(target)
    for old in earlier[KEPT - 1 :]:
        shutil.rmtree(old, ignore_errors=True)
    return _opened(target, len(found))


def _opened(folder: Path, expected: int) -> VectorStore:
    if not (folder / "chunks.json").is_file():
        raise SearchIndexError(f"{folder}: there is no index here.")
    with ExitStack() as undo:
        store = undo.enter_context(closing(VectorStore(folder)))
        if (count := store.count()) != expected:
            what = f"holds {count} chunks, not {expected}. Delete the folder and start again."
            raise SearchIndexError(f"{folder}: {what}")
        undo.pop_all()
    return store


def _newest_first(folder: Path) -> list[Path]:
    for left in folder.glob("*.unfinished"):
        shutil.rmtree(left, ignore_errors=True)
    whole = [path.parent for path in folder.glob("*/chunks.json")]
    return sorted(whole, key=lambda path: (path / "chunks.json").stat().st_mtime, reverse=True)


def _vectors_before(earlier: Sequence[Path]) -> dict[str, Vectors]:
    """Return the vectors of the folder built last by the hash of their chunk; none where it cannot be read."""
    try:
        hashes = json.loads((earlier[0] / "chunks.json").read_text(encoding="utf-8")) if earlier else {}
        if not hashes:
            return {}
        with closing(VectorStore(earlier[0])) as store:
            return dict(zip(hashes.values(), store.get(list(hashes)), strict=True))
    except (SearchIndexError, ValueError, AttributeError):
        return {}


def _build(
    folder: Path, found: Sequence[Source], hashes: dict[str, str], before: dict[str, Vectors], embedder: Embedder, report: Progress,
) -> None:  # fmt: skip
    new = [chunk for chunk in found if hashes[chunk.id] not in before]
    for start in range(0, len(new), BATCH):
        report("index", start, len(new))
        part = new[start : start + BATCH]
        vectors = embedder.embed([indexed_text(chunk) for chunk in part])
        before |= zip((hashes[chunk.id] for chunk in part), vectors, strict=True)
    report("index", len(new), len(new))
    with closing(VectorStore(folder, create=True)) as store:
        store.add(found, np.array([before[hashes[chunk.id]] for chunk in found], dtype=np.float32))
    (folder / "chunks.json").write_text(json.dumps(hashes), encoding="utf-8")
