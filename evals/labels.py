"""Labels that others bring (MaE, CogTutorBugs): `python -m evals.labels --data ../shared/benchmarks [--json F]`.

Accuracy of the first label by `tutor label`, with n and standard error, beside the majority label, the nearest example by MiniLM and by
TF-IDF. Calibration: the mean share that the first label is given, which should be its accuracy. Learned from the given examples alone.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tutor.catalog import load
from tutor.diagnosis import Matcher
from tutor.diagnosis.labels import Given, Label, Labeller
from tutor.errors import TutorError
from tutor.retrieval import Embedder, open_embedder

Split = tuple[list[Given], list[Given]]
Part = tuple[Split, str]
Guess = tuple[str, float]
Way = Callable[[Sequence[Label], Sequence[Given], Sequence[Given], str], list[Guess]]


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Return the JSON objects of a file of lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def mae(data: Path) -> tuple[list[Label], list[Split]]:
    """Return the labels and two splits: learned from example 1 and asked of 2, and the reverse."""
    labels = [Label(row["id"], row["misconception"], row["topic"]) for row in rows_of(data / "mae" / "labels.jsonl")]
    halves: dict[int, list[Given]] = {1: [], 2: []}
    for row in rows_of(data / "mae" / "examples.jsonl"):
        given = Given(row["Question"], row["Incorrect Answer"], label=row["Misconception ID"])
        halves[row["Example Number"]].append(given)
    return labels, [(halves[1], halves[2]), (halves[2], halves[1])]


def steps(data: Path) -> tuple[list[Label], list[Split]]:
    """Return the labels and five splits in which no equation `before` is on both sides."""
    from sklearn.model_selection import GroupKFold

    rows = rows_of(data / "cogtutorbugs" / "steps.jsonl")
    fields = ("action", "input", "previous_action")
    given = [
        Given(row["before"], row["after"], {name: row[name] or "" for name in fields}, row["label"]) for row in rows
    ]
    labels = [Label(id, id.replace("_", " ").lower()) for id in sorted({row["label"] for row in rows})]
    folds = GroupKFold(5, shuffle=True, random_state=0).split(given, groups=[one.problem for one in given])
    return labels, [([given[row] for row in shown], [given[row] for row in asked]) for shown, asked in folds]


def ways(matcher: Matcher, embedder: Embedder) -> dict[str, Way]:
    """Return what is compared, by name: ours, and the constant baselines."""

    def ours(labels: Sequence[Label], shown: Sequence[Given], asked: Sequence[Given], group: str) -> list[Guess]:
        found = Labeller(labels, shown, matcher, embed=embedder.embed).rank(asked, group=group)
        return [ranked[0] for ranked in found]

    def majority(labels: Sequence[Label], shown: Sequence[Given], asked: Sequence[Given], group: str) -> list[Guess]:
        ((label, count),) = Counter(one.label for one in shown).most_common(1)
        return [(label, count / len(shown))] * len(asked)

    def minilm(labels: Sequence[Label], shown: Sequence[Given], asked: Sequence[Given], group: str) -> list[Guess]:
        return nearest(
            embedder.embed([one.text for one in asked]) @ embedder.embed([one.text for one in shown]).T, shown
        )

    def tfidf(labels: Sequence[Label], shown: Sequence[Given], asked: Sequence[Given], group: str) -> list[Guess]:
        from sklearn.feature_extraction.text import TfidfVectorizer

        runs = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True)
        table = runs.fit_transform([one.text for one in shown])
        return nearest((runs.transform([one.text for one in asked]) @ table.T).toarray(), shown)

    return {"wherefore": ours, "majority": majority, "MiniLM nearest": minilm, "TF-IDF nearest": tfidf}


def nearest(likeness: Any, shown: Sequence[Given]) -> list[Guess]:
    """Return the label of the most alike example of each row, sure of it."""
    return [(shown[best].label, 1.0) for best in np.asarray(likeness).argmax(axis=1)]


def by_group(labels: Sequence[Label], splits: Sequence[Split]) -> Iterator[Part]:
    """Yield each split once for each group, with its examples and queries only."""
    group_of = {label.id: label.group for label in labels}
    for split in splits:
        for group in sorted(set(group_of.values())):
            shown, asked = ([one for one in half if group_of[one.label] == group] for half in split)
            yield (shown, asked), group


def scored(labels: Sequence[Label], parts: Sequence[Part], way: Way) -> dict[str, float]:
    """Return the accuracy over all parts with standard error and n, and the mean share that the first label was given."""
    right: list[bool] = []
    shares: list[float] = []
    for (shown, asked), group in parts:
        unlabelled = [Given(one.problem, one.response, one.said) for one in asked]
        for (label, share), one in zip(way(labels, shown, unlabelled, group), asked, strict=True):
            right.append(label == one.label)
            shares.append(share)
    value, n = float(np.mean(right)), len(right)
    return {"value": value, "stderr": float(np.sqrt(value * (1 - value) / n)), "n": n, "share": float(np.mean(shares))}


def results(data: Path, home: Path) -> Iterator[dict[str, Any]]:
    """Yield one row a task, the best baseline in `baseline`, all of them in `baselines`."""
    ours, *others = ways(Matcher(load()), open_embedder(home)).items()
    labels, splits = mae(data)
    kinds, folds = steps(data)
    tasks: list[tuple[str, list[Label], list[Part]]] = [
        ("MaE, all 55 labels", labels, [(split, "") for split in splits]),
        ("MaE, within the topic", labels, list(by_group(labels, splits))),
        ("CogTutorBugs", kinds, [(fold, "") for fold in folds]),
    ]
    for task, known, parts in tasks:
        baselines = {name: round(scored(known, parts, way)["value"], 4) for name, way in others}
        row = {"task": "labels", "metric": task, **scored(known, parts, ours[1])}
        yield {**row, "baseline": max(baselines.values()), "baselines": baselines}


def main() -> int:
    """Print the table; return 2 where nothing could run."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--home", type=Path, default=Path("var"))
    options.add_argument("--json", type=Path)
    chosen = options.parse_args()
    try:
        rows = list(results(chosen.data, chosen.home))
    except (TutorError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    for row in rows:
        print("{metric:<22} {value:.3f} ± {stderr:.3f}   n = {n}   mean share {share:.3f}   {baselines}".format(**row))
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
