"""The standard of a problem (MathCAMPS): `python -m evals.standards --data ../shared/benchmarks [--limit N] [--json F]`.

R@1 and R@5 over a whole catalogue of standards, with n and standard error, beside likeness of meaning alone and shared words alone.
A problem's code is the part before its variant ("3.MD.D.8-polygon" is 3.MD.D.8). Only features of the text are used, nothing is fitted.
"""

import argparse
import json
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from tutor.errors import TutorError
from tutor.retrieval.embedder import open_embedder
from tutor.retrieval.standards import Standard, Standards, load_standards, open_standards
from tutor.retrieval.words import WordIndex

Problem = tuple[str, str]
Rank = Callable[[str], "np.ndarray[tuple[int, ...], np.dtype[np.float32]]"]


def problems(path: Path, limit: int) -> list[Problem]:
    """Return (text, code) of the problems, a fixed sample of `limit` of them where it is above 0."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = [(line["statement"], re.sub(r"-[a-z]+$", "", line["standard"])) for line in lines]
    return random.Random(1).sample(found, limit) if 0 < limit < len(found) else found


def recalls(asked: list[Problem], codes: tuple[str, ...], scores: Rank) -> tuple[float, float]:
    """Return R@1 and R@5: the shares of problems whose code is among the first one and five. Ties count against us."""
    row = {code: number for number, code in enumerate(codes)}
    ranks = []
    for text, code in asked:
        found = scores(text)
        ranks.append(int((found >= found[row[code]]).sum()))
    return float(np.mean([rank <= 1 for rank in ranks])), float(np.mean([rank <= 5 for rank in ranks]))


def rankings(standards: tuple[Standard, ...], ranked: Standards, home: Path) -> dict[str, Rank]:
    """Return the ways to score that are compared, by name."""
    embedder = open_embedder(home)
    vectors = embedder.embed([standard.description for standard in standards])
    words = WordIndex([standard.text for standard in standards])
    return {
        "wherefore": ranked.scores,
        "MiniLM only": lambda text: vectors @ embedder.one(text),
        "BM25 only": words.shares,
    }


def results(data: Path, home: Path, limit: int) -> list[dict[str, Any]]:
    """Return one row a metric: value, standard error, n and the baseline of the same metric."""
    standards = load_standards(data / "coherence_map" / "standards.jsonl")
    asked = problems(data / "mathcamps" / "problems.jsonl", limit)
    ranked = open_standards(home, standards)
    found = {name: recalls(asked, ranked.codes, way) for name, way in rankings(standards, ranked, home).items()}
    rows: list[dict[str, Any]] = []
    for name, values in found.items():
        for metric, value, baseline in zip(("R@1", "R@5"), values, found["MiniLM only"], strict=True):
            error = float(np.sqrt(value * (1 - value) / len(asked)))
            row = {"task": "standards", "metric": f"{metric} {name}", "value": value, "stderr": error, "n": len(asked)}
            rows.append({**row, "baseline": baseline})
    return rows


def main() -> int:
    """Print the table; return 2 where nothing could run."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--home", type=Path, default=Path("var"))
    options.add_argument("--limit", type=int, default=0)
    options.add_argument("--json", type=Path)
    chosen = options.parse_args()
    try:
        rows = results(chosen.data, chosen.home, chosen.limit)
    except (TutorError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    for row in rows:
        print("{metric:<16} {value:.3f} ± {stderr:.3f}   n = {n}   MiniLM only: {baseline:.3f}".format(**row))
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
