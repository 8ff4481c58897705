"""The files of the search index, built once for each content and replaced when it changes.

Each content has a folder of its own below `home/index`, named by its hash, written aside and then renamed: a half-built index is
never seen, and a reader in another process keeps the one it opened. The caller holds the lock. Searching is left to `index`.
"""

import hashlib
import json
import shutil
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path

import numpy as np

from tutor.domain import Source
from tutor.errors import SearchIndexError
from tutor.retrieval.chunks import content_hash, indexed_text
from tutor.retrieval.embedder import Embedder, Progress, Vectors
from tutor.retrieval.export import WEIGHTS_SHA256
from tutor.retrieval.vectors import VectorStore

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
