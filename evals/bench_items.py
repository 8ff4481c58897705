"""Makes items of every skill: how many a second, how much memory, and none twice.

Run: `python -m evals.bench_items [n] [seed]`. Whether their keys are right is left to the eval `keys`.
"""

import resource
import sys
import time
from collections import Counter

from tutor.catalog import load
from tutor.diagnosis import Matcher
from tutor.generation import iterate_items
from tutor.interop.sheet import stem_in_words


def main(n: int = 10_000, seed: int = 1) -> None:
    """Print what a run over the whole catalog comes to."""
    matcher, seen, offered = Matcher(catalog := load()), set(), Counter[int]()
    start = time.process_time()
    for item in iterate_items(catalog, matcher, n=n, seed=seed):
        seen.add(stem_in_words(item))
        if item.options:
            offered[len(item.options) - 1] += 1
    spent = time.process_time() - start
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{n} items, {n / spent:.0f}/s, {n - len(seen)} stems twice, {memory_mb:.0f} MB at most")
    print(f"choice items by distractors: {dict(sorted(offered.items()))}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
