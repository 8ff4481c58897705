"""Text to vectors: all-MiniLM-L6-v2 from its ONNX export, in this process, without network. Making the export is left to `export`."""

import hashlib
import json
import os
import shutil
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from tutor.errors import SearchIndexError
from tutor.retrieval.export import WEIGHTS_SHA256, export, sha256

Vectors = NDArray[np.float32]
Progress = Callable[[str, int, int], None]
DIMENSIONS = 384
THREADS, BATCH = 2, 32


class Embedder:
    """Turns texts into vectors of length 1, so that a dot product is their likeness (about -0.1 to 1).

    Cheap to make: the session is opened at the first text. Safe to share between threads.
    `length`: tokens read of a text, the rest is cut. `remember`: single texts kept.
    """

    def __init__(self, folder: Path, *, length: int = 256, remember: int = 4096) -> None:
        self.folder = folder
        self._length = length
        self._lock = threading.Lock()
        self._remembered = lru_cache(remember)(self._vector)
        self._parts: tuple[Any, Any] | None = None

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, float32, in the order given; shape (len(texts), 384)."""
        found = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for start in range(0, len(texts), BATCH):
            rows = by_length[start : start + BATCH]
            found[rows] = self._run([texts[i] for i in rows])
        return found

    def one(self, text: str) -> Vectors:
        """Return the vector of one text, shape (384,), read-only; the last few thousand texts are remembered."""
        return self._remembered(text)

    def kept(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, as `embed` does: many are kept on disk by their hash, a single one in memory."""
        if len(texts) == 1:
            return self.one(texts[0])[None]
        name = f"{hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:16]}.npy"
        path = self.folder.with_name("vectors") / name
        with suppress(OSError, ValueError, EOFError):
            known: Vectors = np.load(path)
            if known.shape[0] == len(texts):
                return known
        vectors = self.embed(texts)
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}.npy")
        np.save(unfinished, vectors)
        unfinished.replace(path)
        return vectors

    def _vector(self, text: str) -> Vectors:
        vector: Vectors = self._run([text])[0]
        vector.setflags(write=False)
        return vector

    def _run(self, texts: Sequence[str]) -> Vectors:
        tokenizer, session = self._opened()
        encoded = tokenizer.encode_batch(list(texts))
        ids = np.array([e.ids for e in encoded], dtype=np.int64)
        mask = np.array([e.attention_mask for e in encoded], dtype=np.int64)
        vectors = session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
        return np.asarray(vectors, dtype=np.float32)

    def _opened(self) -> tuple[Any, Any]:
        with self._lock:
            if self._parts is None:
                self._parts = self._open()
            return self._parts

    def _open(self) -> tuple[Any, Any]:
        import onnxruntime
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.enable_truncation(self._length)
        tokenizer.enable_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = THREADS, 1
        options.enable_cpu_mem_arena = False
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        path = str(self.folder / "embedder.onnx")
        return tokenizer, onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def open_embedder(home: Path, *, progress: Progress | None = None) -> Embedder:
    """Return the embedder of this home folder; its export is made first where it is missing or damaged (about 15 seconds).

    Raises SearchIndexError where the weights are not the known ones or the folder cannot be written.
    """
    folder = home / "embedder"
    try:
        home.mkdir(parents=True, exist_ok=True)
        with FileLock(home / "embedder.lock"):
            if not _is_whole(folder):
                _make(folder, progress or (lambda stage, done, total: None))
    except OSError as error:
        raise cannot_write(folder, error) from error
    return Embedder(folder, length=json.loads((folder / "export.json").read_text(encoding="utf-8"))["length"])


def cannot_write(folder: Path, error: OSError) -> SearchIndexError:
    """Return the error for a folder that cannot be made or written."""
    return SearchIndexError(f"{folder}: cannot be written ({error}). Set TUTOR_HOME to a folder that can.")


def _is_whole(folder: Path) -> bool:
    try:
        facts = json.loads((folder / "export.json").read_text(encoding="utf-8"))
        known = facts["weights"] == WEIGHTS_SHA256 and isinstance(facts["length"], int)
        return known and facts["onnx"] == sha256(folder / "embedder.onnx") and (folder / "tokenizer.json").is_file()
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _make(folder: Path, progress: Progress) -> None:
    progress("embedder", 0, 1)
    unfinished = folder.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    export(unfinished)
    shutil.rmtree(folder, ignore_errors=True)
    unfinished.rename(folder)
    progress("embedder", 1, 1)
