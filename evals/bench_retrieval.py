"""Speed and size of search: `python -m evals.bench_retrieval [--home var] [--chunks 10000]`.

The first table is the real content; the second has many made-up chunks with random vectors, to see what filters cost as content grows.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from tutor.catalog import load
from tutor.domain import Source
from tutor.retrieval import Embedder, Index, open_index
from tutor.retrieval.vectors import VectorStore

QUERIES = (
    "how do i add fractions with different bottoms {n}",
    "why is 0.4 bigger than 0.35? i thought {n} is bigger",
    "what is {n} - (-2) and why does it get bigger",
    "do i multiply before i add in 2 + 3 x {n}",
)


def resident_mb() -> int:
    """Return the resident memory of this process in MB (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmRSS"))


def timed(search: Callable[[str], object], runs: int = 200) -> tuple[float, float]:
    """Return the median and the 95th percentile of one search in ms; no query comes twice, so nothing is remembered."""
    queries = [QUERIES[run % len(QUERIES)].format(n=time.perf_counter_ns()) for run in range(runs)]
    times = []
    for query in queries:
        start = time.perf_counter()
        search(query)
        times.append(1000 * (time.perf_counter() - start))
    return float(np.median(times)), float(np.percentile(times, 95))


def made_up(count: int, folder: Path, embedder: Embedder) -> Index:
    """Return an index of `count` chunks over 400 skills with random vectors."""
    found = [
        Source(
            id=f"chunk-{n}", title=f"Lesson {n % 400}", text=f"fraction decimal number {n} line {n % 97} step {n % 13}",
            kind="worked_example" if n % 3 else "lesson", skill=f"skill-{n % 400}", grades=str(n % 9), licence="CC BY 4.0",
            standards=(f"{n % 9}.NF.A.{n % 5}",),
        )
        for n in range(count)
    ]  # fmt: skip
    vectors = np.random.default_rng(1).normal(size=(count, 384)).astype(np.float32)
    store = VectorStore(folder, create=True)
    store.add(found, vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
    return Index(found, store, embedder)


def show(name: str, index: Index, skill: str) -> None:
    """Print one line for each way to search."""
    filters: list[dict[str, object]] = [{}, {"skill": skill}, {"grade": 4}, {"kind": "worked_example", "grade": 5}]
    for wanted in filters:
        median, slow = timed(lambda query, wanted=wanted: index.search(query, **wanted))  # type: ignore[misc]
        print(f"{name:>12} {len(index.chunks):>7} chunks  {wanted!s:<42} p50 {median:5.1f} ms  p95 {slow:5.1f} ms")
    with ThreadPoolExecutor(8) as pool:
        eight = list(pool.map(lambda _: timed(index.search, 25), range(8)))
    print(f"{name:>12} 8 threads: p50 {np.median([median for median, _ in eight]):5.1f} ms a search")


def main() -> None:
    """Print both tables and the resident memory."""
    options = argparse.ArgumentParser()
    options.add_argument("--home", type=Path, default=Path("var"))
    options.add_argument("--chunks", type=int, default=10_000)
    chosen = options.parse_args()
    start = time.perf_counter()
    index = open_index(chosen.home, load())
    print(f"opened in {time.perf_counter() - start:.2f} s, resident {resident_mb()} MB")
    index.search("a first search opens the embedder")
    print(f"after the first search: resident {resident_mb()} MB")
    show("real", index, next(iter(index.chunks)).skill if index.chunks else "none")
    print(f"resident {resident_mb()} MB")
    with tempfile.TemporaryDirectory() as folder:
        many = made_up(chosen.chunks, Path(folder), index.embedder)
        show("made up", many, "skill-7")
        many.close()
    print(f"resident {resident_mb()} MB")


if __name__ == "__main__":
    main()
