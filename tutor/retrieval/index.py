"""The search index over all chunks: vectors and words, fused, under metadata filters. Cutting content into chunks is left to `chunks`.

Its files are built once for each content, in a folder of their own below `home/index`, named by its hash, written aside and then
renamed: a half-built index is never seen, and a reader in another process keeps the one it opened.
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path

import numpy as np
from filelock import FileLock

from tutor.catalog.schema import Catalog
from tutor.domain import Source
from tutor.errors import SearchIndexError
from tutor.retrieval.chunks import Filters, chunks, content_hash, indexed_text
from tutor.retrieval.embedder import Embedder, Progress, Vectors, cannot_write, open_embedder
from tutor.retrieval.export import WEIGHTS_SHA256
from tutor.retrieval.vectors import VectorStore
from tutor.retrieval.words import WordIndex

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
    store = VectorStore(folder)
    with ExitStack() as undo:
        undo.callback(store.close)
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
