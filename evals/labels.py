"""Labels that others bring (MaE, CogTutorBugs), ranked as `tutor label` ranks them.

Accuracy of the first label by `tutor label`, with n and standard error, beside the majority label, the nearest example by MiniLM and by
TF-IDF. Calibration: the mean share that the first label is given, which should be its accuracy. Learned from the given examples alone.
MaE has two examples a label here, so one is learned from and one asked: what more examples a label give is shown on labels of our own
(`labels_made`), whose pupils are simulated.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from evals.labels_made import made, split
from evals.results import Result, Run, calibration_error, calibration_stderr, reliability, share
from evals.results import by_group as shares_of
from tutor.diagnosis import Matcher
from tutor.diagnosis.labels import Given, Label, Labeller
from tutor.retrieval import Embedder, open_embedder

NEEDS = ("mae/labels.jsonl", "mae/examples.jsonl", "cogtutorbugs/steps.jsonl")
DRAWN = 4
"""Splits of MaE drawn beside the two fixed ones; their mean tells how much hangs on which example of a label is shown."""
Split = tuple[list[Given], list[Given]]
Part = tuple[Split, str]
Guess = tuple[str, float]
Way = Callable[[Sequence[Label], Sequence[Given], Sequence[Given], str], list[Guess]]


def mae(run: Run) -> tuple[list[Label], list[Split]]:
    """Return the labels and two splits: learned from example 1 and asked of 2 (of `limit` at most), and the reverse."""
    labels = [Label(row["id"], row["misconception"], row["topic"]) for row in run.rows("mae/labels.jsonl")]
    halves: dict[int, list[Given]] = {1: [], 2: []}
    for row in run.rows("mae/examples.jsonl"):
        given = Given(row["Question"], row["Incorrect Answer"], label=row["Misconception ID"])
        halves[row["Example Number"]].append(given)
    first, second = (sorted(halves[number], key=lambda one: one.label) for number in (1, 2))
    most = run.limit or None
    return labels, [(first, second[:most]), (second, first[:most])]


def drawn(splits: Sequence[Split], seed: int) -> list[Split]:
    """Return splits of the same examples in which chance says for each label which of its two is shown."""
    draw, (shown, asked) = random.Random(seed), splits[0]
    pairs = [
        tuple(zip(*(draw.sample(pair, 2) for pair in zip(shown, asked, strict=False)), strict=True))
        for _ in range(DRAWN)
    ]
    return [(list(first), list(second)) for first, second in pairs]


def steps(run: Run) -> tuple[list[Label], list[Split]]:
    """Return the labels and five splits in which no equation `before` is on both sides."""
    from sklearn.model_selection import GroupKFold

    rows = run.some(run.rows("cogtutorbugs/steps.jsonl"))
    fields = ("action", "input", "previous_action")
    given = [
        Given(row["before"], row["after"], {name: row[name] or "" for name in fields}, row["label"]) for row in rows
    ]
    labels = [Label(id, id.replace("_", " ").lower()) for id in sorted({row["label"] for row in rows})]
    folds = GroupKFold(5, shuffle=True, random_state=0).split(given, groups=[one.problem for one in given])
    return labels, [([given[row] for row in shown], [given[row] for row in asked]) for shown, asked in folds]


def ways(matcher: Matcher, embedder: Embedder) -> dict[str, Way]:
    """Return what is compared, by name: ours, and the constant baselines. Each text is embedded once."""
    known: dict[str, Any] = {}

    def embed(texts: Sequence[str]) -> Any:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, embedder.embed(new) if new else (), strict=True))
        return np.stack([known[text] for text in texts])

    def ours(labels: Sequence[Label], shown: Sequence[Given], asked: Sequence[Given], group: str) -> list[Guess]:
        found = Labeller(labels, shown, matcher, embed=embed).rank(asked, group=group)
        return [ranked[0] for ranked in found]

    def majority(labels: Sequence[Label], shown: Sequence[Given], asked: Sequence[Given], group: str) -> list[Guess]:
        among = of_group(labels, shown, group)
        ((label, count),) = Counter(one.label for one in among).most_common(1)
        return [(label, count / len(among))] * len(asked)

    def minilm(labels: Sequence[Label], shown: Sequence[Given], asked: Sequence[Given], group: str) -> list[Guess]:
        among = of_group(labels, shown, group)
        return nearest(embed([one.text for one in asked]) @ embed([one.text for one in among]).T, among)

    def tfidf(labels: Sequence[Label], shown: Sequence[Given], asked: Sequence[Given], group: str) -> list[Guess]:
        from sklearn.feature_extraction.text import TfidfVectorizer

        among = of_group(labels, shown, group)
        runs = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True)
        table = runs.fit_transform([one.text for one in among])
        return nearest((runs.transform([one.text for one in asked]) @ table.T).toarray(), among)

    return {"wherefore": ours, "majority": majority, "MiniLM nearest": minilm, "TF-IDF nearest": tfidf}


def of_group(labels: Sequence[Label], shown: Sequence[Given], group: str) -> list[Given]:
    """Return the examples whose label is of the group, all where it is ""."""
    ids = {label.id for label in labels if group in ("", label.group)}
    return [one for one in shown if one.label in ids]


def nearest(likeness: Any, shown: Sequence[Given]) -> list[Guess]:
    """Return the label of the most alike example of each row, sure of it."""
    return [(shown[best].label, 1.0) for best in np.asarray(likeness).argmax(axis=1)]


def by_group(labels: Sequence[Label], splits: Sequence[Split]) -> Iterator[Part]:
    """Yield each split once for each group, with the queries of the group only; examples of other groups may be learned from."""
    group_of = {label.id: label.group for label in labels}
    for shown, asked in splits:
        for group in sorted(set(group_of.values())):
            if of_group := [one for one in asked if group_of[one.label] == group]:
                yield (shown, of_group), group


def scored(labels: Sequence[Label], parts: Sequence[Part], way: Way) -> tuple[list[bool], list[float]]:
    """Return for each row of all parts whether the first label was right, and the share that it was given."""
    right: list[bool] = []
    shares: list[float] = []
    for (shown, asked), group in parts:
        unlabelled = [Given(one.problem, one.response, one.said) for one in asked]
        for (label, chance), one in zip(way(labels, shown, unlabelled, group), asked, strict=True):
            right.append(label == one.label)
            shares.append(chance)
    return right, shares


def mean_of(values: Sequence[float]) -> float:
    """Return the mean."""
    return float(np.mean(values))


def told_of(baselines: Mapping[str, float]) -> str:
    """Return the baselines as words of a note, the best first."""
    return "baselines: " + ", ".join(
        f"{name} {baselines[name]:.3f}" for name in sorted(baselines, key=lambda one: -baselines[one])
    )


def evaluate(run: Run) -> Iterator[Result]:
    """Yield the accuracy of the first label on each set, the best baseline beside it; the others are in the note."""
    embedder = open_embedder(run.services.settings.home)
    known_to_us = ways(run.services.matcher, embedder)
    labels, splits = mae(run)
    kinds, folds = steps(run)
    beliefs, matcher, given = made(run)
    unknown = ways(matcher, embedder)
    tasks: list[tuple[str, list[Label], list[Part], float | None]] = [
        ("MaE exact, all 55 labels", labels, [(split, "") for split in splits], 0.515),
        ("MaE within the topic", labels, list(by_group(labels, splits)), 0.733),
        ("CogTutorBugs, five folds by equation", kinds, [(fold, "") for fold in folds], None),
        *(
            (f"simulated, malrules unknown, {many} a label", beliefs, [(split(given, many), "")], None)
            for many in (1, 2, 3)
        ),
    ]
    for metric, known, parts, anchor in tasks:
        ours, *others = (unknown if known is beliefs else known_to_us).items()
        baselines = {name: mean_of(scored(known, parts, way)[0]) for name, way in others}
        right, shares = scored(known, parts, ours[1])
        note = f"{told_of(baselines)}; mean share given {mean_of(shares):.3f}"
        if known is labels:
            others_drawn = drawn(splits, run.seed)
            again = by_group(labels, others_drawn) if parts[0][1] else [(split, "") for split in others_drawn]
            note += f"; mean of {DRAWN} drawn splits {mean_of(scored(known, list(again), ours[1])[0]):.3f}"
        asked = [one for (_, many), _ in parts for one in many]
        group_of = {label.id: label.group or label.id for label in known}
        missed = tuple(
            f"{one.problem} -> {one.response} ({one.label})" for one, hit in zip(asked, right, strict=True) if not hit
        )
        yield share("labels", metric, right, baseline=round(max(baselines.values()), 3), anchor=anchor, note=note, failures=missed[:20],
                    series=shares_of([group_of[one.label] for one in asked], right), plot="bars")  # fmt: skip
        error = calibration_error(shares, right)
        yield Result("labels", f"{metric}: calibration error", error, calibration_stderr(shares, right), len(right), lower_is_better=True,
                     series=reliability(shares, right), plot="reliability", axes=("share given to the first", "share right"))  # fmt: skip
