"""Wrong options that people labelled (Eedi): is the question read, its key found, a wrong option explained, and its label recognised?

The labels are the set's own. They are ranked as `tutor label` ranks them, in five folds, no question on both sides; many labels are met in
one question only, so that on the other side nothing but their words tells them. None of the set is shipped.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from evals.labels import told_of
from evals.loaders import Answered, load
from evals.results import Result, Run, by_group, calibration_error, calibration_stderr, mean, reliability, share
from tutor.diagnosis import Case, Matcher, diagnose
from tutor.diagnosis.labels import Given, Label, Labeller
from tutor.diagnosis.labels.features import EXPLAINED, features
from tutor.diagnosis.reading import key_text
from tutor.maths import find, grade_answer
from tutor.retrieval import Embedder, open_embedder

NEEDS = ("eedi/train.csv",)
FOLDS, RANKED = 5, 25
"""Folds by question, and how many labels of a ranking count: the competition's measure is the mean of 1/rank among the first 25."""
Ranks = list[int]
"""The place of the right label in each ranking, from 1; 0 where it is not among the first RANKED."""


def evaluate(run: Run) -> Iterator[Result]:
    """Yield what becomes of the questions, then how well the labels of their wrong options are recognised."""
    rows: list[Answered] = run.some(load("eedi", run.data))
    yield from questions(rows, run.services.matcher)
    yield from labels(rows, run)


def questions(rows: Sequence[Answered], matcher: Matcher) -> Iterator[Result]:
    """Yield how many questions are read and worked out, and how many of their wrong options a misconception of ours yields."""
    asked = list({row.problem: row for row in rows}.values())
    read = {row.problem for row in asked if find(row.problem).task is not None}
    missed = tuple(row.problem for row in asked if row.problem not in read)
    yield share("distractors", "Eedi: questions that are read", [row.problem in read for row in asked], baseline=0.0,
                failures=missed[:20], note="pictures and words that are no task of ours are not; the rest is of those read")  # fmt: skip
    worked = [(row, made) for row in asked if row.problem in read and (made := _worked(row.problem))]
    agree = [grade_answer(row.key, made, problem=row.problem).verdict == "right" for row, made in worked]
    others = tuple(
        f"{row.problem}: {made}, key {row.key}" for (row, made), hit in zip(worked, agree, strict=True) if not hit
    )
    yield share("distractors", "Eedi: our answer is the key", agree, failures=others[:20])
    wrong = [row for row in rows if row.problem in read]
    found = [diagnose(Case(row.problem, row.response), matcher) for row in wrong]
    yield share("distractors", "Eedi: wrong options called right", [one.verdict == "right" for one in found], lower_is_better=True,
                baseline=0.0)  # fmt: skip
    explained = [_explained(row.problem, row.response, matcher) for row in wrong]
    half = len(wrong) // 2
    of_another = [
        _explained(row.problem, other.response, matcher)
        for row, other in zip(wrong, wrong[half:] + wrong[:half], strict=True)
    ]
    by_luck = sum(of_another) / len(of_another) if of_another else None
    subjects = [row.more["subject"] for row in wrong]
    yield share("distractors", "Eedi: wrong options that a misconception yields", explained, baseline=by_luck,
                note="baseline: the option of another question", series=by_group(subjects, explained), plot="bars")  # fmt: skip


def _worked(problem: str) -> str:
    task = find(problem).task
    return key_text(task) if task is not None else ""


def _explained(problem: str, response: str, matcher: Matcher) -> bool:
    return any(name.startswith(EXPLAINED) for name in features(problem, response, matcher))


def labels(rows: Sequence[Answered], run: Run) -> Iterator[Result]:
    """Yield how often the label is first, and the mean of 1/rank among the first 25, beside the commonest and the nearest label."""
    parts = folds(rows, run.seed)
    if not parts:
        note = "needs wrong options of five questions or more"
        yield Result("distractors", "Eedi: label is first", None, None, len(rows), note=note)
        return
    known = [Label(id, text) for id, text in sorted({(row.label, row.more.get("misconception", "")) for row in rows})]
    told = ranked(known, parts, run)
    for metric, worth in (("label is first", _is_first), ("mean of 1/rank among 25", _inverse)):
        base = {name: float(np.mean([worth(rank) for rank in held])) for name, held in told.others.items()}
        note, values = f"{len(known)} labels; {told_of(base)}", [worth(rank) for rank in told.ours]
        yield mean("distractors", f"Eedi: {metric}", values, baseline=round(max(base.values()), 3), note=note)
    first, asked = [rank == 1 for rank in told.ours], [row for _, queries in parts for row in queries]
    is_new = [row.label not in {one.label for one in shown} for shown, queries in parts for row in queries]
    metric = "Eedi: label is first, told by its words alone"
    yield share(
        "distractors",
        metric,
        [hit for hit, new in zip(first, is_new, strict=True) if new],
        note="no example of it was shown",
    )
    missed = [row for row, hit in zip(asked, first, strict=True) if not hit][:20]
    read = tuple(f"{row.problem} -> {row.response} ({row.more.get('misconception', row.label)})" for row in missed)
    error, spread = calibration_error(told.shares, first), calibration_stderr(told.shares, first)
    yield Result("distractors", "Eedi: calibration error of the first label", error, spread, len(first), lower_is_better=True,
                 series=reliability(told.shares, first), plot="reliability", axes=("share given to the first", "share right"),
                 failures=read)  # fmt: skip


@dataclass
class Ranking:
    """The rank of the right label for each row in the order asked, by ours and by the baselines, and the share that our first was given."""

    ours: Ranks = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    others: dict[str, Ranks] = field(default_factory=lambda: {"commonest": [], "MiniLM nearest": []})


def ranked(known: Sequence[Label], parts: Sequence["Part"], run: Run) -> Ranking:
    """Return the ranks over all folds."""
    told, embedder = Ranking(), open_embedder(run.services.settings.home)
    for shown, queries in parts:
        labeller = Labeller(known, [_given(row) for row in shown], run.services.matcher, embed=embedder.embed)
        found = labeller.rank([_given(row, is_shown=False) for row in queries])
        told.ours += [_rank([id for id, _ in one], row.label) for one, row in zip(found, queries, strict=True)]
        told.shares += [one[0][1] for one in found]
        told.others["commonest"] += _commonest(shown, queries)
        told.others["MiniLM nearest"] += _nearest(known, shown, queries, embedder)
    return told


def _is_first(rank: int) -> float:
    return float(rank == 1)


def _inverse(rank: int) -> float:
    return 1 / rank if rank else 0.0


Part = tuple[list[Answered], list[Answered]]


def folds(rows: Sequence[Answered], seed: int) -> list[Part]:
    """Return (shown, asked) five times over, all options of a question on one side; none where there are too few questions."""
    from sklearn.model_selection import GroupKFold

    groups = [row.more["question"] for row in rows]
    if len(set(groups)) < FOLDS:
        return []
    split = GroupKFold(FOLDS, shuffle=True, random_state=seed).split(rows, groups=groups)
    return [([rows[place] for place in shown], [rows[place] for place in asked]) for shown, asked in split]


def _given(row: Answered, *, is_shown: bool = True) -> Given:
    said = {"construct": row.more["construct"], "key": row.key}
    return Given(row.problem, row.response, said, row.label if is_shown else "")


def _rank(ids: Sequence[str], right: str) -> int:
    return ids.index(right) + 1 if right in ids[:RANKED] else 0


def _commonest(shown: Sequence[Answered], asked: Sequence[Answered]) -> Ranks:
    ids = [id for id, _ in Counter(row.label for row in shown).most_common(RANKED)]
    return [_rank(ids, row.label) for row in asked]


def _nearest(known: Sequence[Label], shown: Sequence[Answered], asked: Sequence[Answered], embedder: Embedder) -> Ranks:
    """Return the ranks where the labels stand by the likeness of their text or of their most alike example, whichever is higher."""
    texts = [(row.label, _told(row)) for row in shown] + [(label.id, label.text) for label in known if label.text]
    likeness: Any = embedder.embed([_told(row) for row in asked]) @ embedder.embed([text for _, text in texts]).T
    orders = [dict.fromkeys(texts[place][0] for place in np.argsort(-held, kind="stable")) for held in likeness]
    return [_rank(list(order), row.label) for order, row in zip(orders, asked, strict=True)]


def _told(row: Answered) -> str:
    return f"{row.more['construct']}. {row.problem} {row.response}"
