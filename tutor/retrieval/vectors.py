"""The only door to Chroma: one collection on disk, written once and then only read. What the vectors mean is left to `index`.

Chroma's own metadata filters cost a scan of the collection, so rows are chosen before and asked for by id.
"""

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
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
_KEPT = {"title", "kind", "grades", "skill", "licence"}


class VectorStore:
    """Vectors by chunk id in a folder. Reading is safe from several threads and processes. Raises SearchIndexError."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
        import chromadb
        from chromadb.config import Settings

        self.folder = folder
        with self._explained(), ExitStack() as undo:
            if not create:
                _check_database(folder)
            self._client = chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))
            undo.callback(self.close)
            if create:
                shape = {"hnsw": {"space": "ip", "ef_search": 100}}
                collection = self._client.create_collection(_NAME, embedding_function=None, configuration=shape)
            else:
                collection = self._client.get_collection(_NAME, embedding_function=None)
            self._collection: Any = collection
            undo.pop_all()

    def count(self) -> int:
        """Return how many vectors there are, after one trial search that would show a damaged file."""
        with self._explained():
            total = int(self._collection.count())
            first = self._collection.get(limit=1, include=["embeddings"])["embeddings"] if total else ()
        for vector in first:
            self.nearest(vector, 1)
        return total

    def add(self, chunks: Sequence[Source], vectors: Vectors) -> None:
        """Store chunks with their vectors, texts and metadata."""
        for start in range(0, len(chunks), _BATCH):
            part = chunks[start : start + _BATCH]
            with self._explained():
                self._collection.add(
                    ids=[chunk.id for chunk in part],
                    embeddings=vectors[start : start + _BATCH],
                    documents=[chunk.text for chunk in part],
                    metadatas=[
                        {**chunk.model_dump(include=_KEPT), "standards": json.dumps(chunk.standards)} for chunk in part
                    ],
                )

    def get(self, ids: Sequence[str]) -> Vectors:
        """Return one row an id, in the order asked. Raises SearchIndexError where one is missing."""
        with self._explained():
            found = self._collection.get(ids=list(ids), include=["embeddings"])
            rows = dict(zip(found["ids"], found["embeddings"], strict=True))
            if missing := [wanted for wanted in ids if wanted not in rows]:
                raise ValueError(f"no vector for {missing[0]}")
        return np.array([rows[wanted] for wanted in ids], dtype=np.float32)

    def nearest(self, vector: Vectors, count: int, among: Sequence[str] | None = None) -> list[tuple[str, float]]:
        """Return up to `count` (id, likeness), nearest first; `among` restricts to these ids, exactly where they are few."""
        if among is not None and len(among) <= _EXACT:
            likeness = self.get(among) @ vector if among else np.zeros(0)
            return [(among[row], float(likeness[row])) for row in np.argsort(-likeness)[:count]]
        ids = None if among is None else list(among)
        with self._explained():
            found = self._collection.query([vector], ids=ids, n_results=count, include=["distances"])
        return [(chunk, 1.0 - distance) for chunk, distance in zip(found["ids"][0], found["distances"][0], strict=True)]

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        from chromadb.errors import ChromaError

        try:
            yield
        except (ChromaError, OSError, ValueError, RuntimeError, sqlite3.Error) as error:
            what = f"the search index cannot be used ({error}). Delete the folder and start again."
            raise SearchIndexError(f"{self.folder}: {what}") from error


def _check_database(folder: Path) -> None:
    """Look before Chroma does: a client of chromadb 1.5.9 that once failed on a file stays broken for the whole process."""
    with closing(sqlite3.connect(f"file:{quote(str(folder))}/chroma.sqlite3?mode=ro", uri=True)) as database:
        said = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    if said != "ok":
        raise sqlite3.DatabaseError(said)
