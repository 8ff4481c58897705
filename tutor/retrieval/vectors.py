"""The only door to Chroma: one collection on disk, written once and then only read. What the vectors mean is left to `index`.

Chroma's own metadata filters cost a scan of the collection, so rows are chosen before and asked for by id.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np

from tutor.domain import Source
from tutor.errors import SearchIndexError
from tutor.retrieval.embedder import Vectors

_NAME = "chunks"
_BATCH = 2000
_EXACT = 200


class VectorStore:
    """Vectors by chunk id in a folder. Reading is safe from several threads and processes. Raises SearchIndexError."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
        import chromadb
        from chromadb.config import Settings

        self.folder = folder
        settings = Settings(anonymized_telemetry=False)
        if not create:
            self._guarded(self._check_database)
        self._client = self._guarded(lambda: chromadb.PersistentClient(path=str(folder), settings=settings))
        try:
            self._collection = self._guarded(self._create if create else self._open)
        except SearchIndexError:
            self.close()
            raise

    def count(self) -> int:
        """Return how many vectors there are, after one trial search that would show a damaged file."""
        if total := int(self._guarded(self._collection.count)):
            self.nearest(np.zeros(self.get([self._any_id()]).shape[1], dtype=np.float32), 1)
        return total

    def add(self, chunks: Sequence[Source], vectors: Vectors) -> None:
        """Store chunks with their vectors, texts and metadata."""
        for start in range(0, len(chunks), _BATCH):
            part = chunks[start : start + _BATCH]
            record = {
                "ids": [chunk.id for chunk in part],
                "embeddings": vectors[start : start + _BATCH],
                "documents": [chunk.text for chunk in part],
                "metadatas": [_metadata(chunk) for chunk in part],
            }
            self._guarded(partial(self._collection.add, **record))

    def get(self, ids: Sequence[str]) -> Vectors:
        """Return one row an id, in the order asked. Raises SearchIndexError where one is missing."""
        found = self._guarded(partial(self._collection.get, ids=list(ids), include=["embeddings"]))
        rows = dict(zip(found["ids"], found["embeddings"], strict=True))
        if missing := [wanted for wanted in ids if wanted not in rows]:
            raise self._damaged(f"no vector for {missing[0]}")
        return np.array([rows[wanted] for wanted in ids], dtype=np.float32)

    def nearest(self, vector: Vectors, count: int, among: Sequence[str] | None = None) -> list[tuple[str, float]]:
        """Return up to `count` (id, likeness), nearest first; `among` restricts to these ids, exactly where they are few."""
        if among is not None and len(among) <= _EXACT:
            likeness = self.get(among) @ vector if among else np.zeros(0)
            order = np.argsort(-likeness)[:count]
            return [(among[row], float(likeness[row])) for row in order]
        limit = None if among is None else list(among)
        ask = partial(
            self._collection.query, query_embeddings=[vector], n_results=count, ids=limit, include=["distances"]
        )
        found = self._guarded(ask)
        return [(chunk, 1.0 - distance) for chunk, distance in zip(found["ids"][0], found["distances"][0], strict=True)]

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()

    def _check_database(self) -> None:
        """Look before Chroma does: a client of chromadb 1.5.9 that once failed on a file stays broken for the whole process."""
        with closing(sqlite3.connect(f"file:{quote(str(self.folder))}/chroma.sqlite3?mode=ro", uri=True)) as database:
            said = database.execute("PRAGMA quick_check(1)").fetchone()[0]
        if said != "ok":
            raise sqlite3.DatabaseError(said)

    def _create(self) -> Any:
        shape = {"hnsw": {"space": "ip", "ef_search": 100}}
        return self._client.create_collection(_NAME, embedding_function=None, configuration=shape)

    def _open(self) -> Any:
        return self._client.get_collection(_NAME, embedding_function=None)

    def _any_id(self) -> str:
        return str(self._guarded(partial(self._collection.get, limit=1, include=[]))["ids"][0])

    def _guarded(self, call: Callable[[], Any]) -> Any:
        from chromadb.errors import ChromaError

        try:
            return call()
        except (ChromaError, OSError, ValueError, RuntimeError, sqlite3.Error) as error:
            raise self._damaged(str(error)) from error

    def _damaged(self, why: str) -> SearchIndexError:
        return SearchIndexError(
            f"{self.folder}: the search index cannot be used ({why}). Delete the folder and start again."
        )


def _metadata(chunk: Source) -> dict[str, str]:
    kept = chunk.model_dump(include={"title", "kind", "grades", "skill", "licence"})
    return {**kept, "standards": json.dumps(chunk.standards)}
