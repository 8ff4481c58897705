"""Learns labels from examples, and decides by examples held out how far to trust each voter. Embedding is left to the caller."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from tutor.diagnosis.labels.features import EXPLAINED, features, named
from tutor.diagnosis.labels.voters import (
    FITTED,
    MOST_IN_PAIRS,
    TINY,
    Array,
    Given,
    Label,
    Voter,
    by_likeness,
    softmax,
    truth_of,
)
from tutor.diagnosis.matcher import Matcher
from tutor.diagnosis.words import Embed
from tutor.errors import TutorError

Ranked = list[tuple[str, float]]
Maker = Callable[[Sequence[Label], Sequence[Given]], Voter]

WORD = re.compile(r"[A-Za-z]{3,}")

POWERS = (0.25, 0.5, 0.7, 0.85, 1.0, 1.2, 1.5, 2.0, 4.0)
SHARES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
FOLDS, FOLDS_OF_MANY, MANY = 4, 2, 1000
FLOOR = 1e-6
LEAST_TO_WEIGH, LEAST_TO_LEARN, MOST_TO_LEARN = 2, 5, 300
"""Examples a label from which weights are fitted and classifiers tried; labels up to which they are affordable."""


Vote = Callable[[Sequence[Label], Sequence[Given], Given], Sequence[str]]
"""A further voter from outside: the ids of the labels that fit a response best, likeliest first; none where it cannot say."""
VOICE, VOTE = 0.5, (0.7, 0.2, 0.1)
"""What the outside vote counts, and how it is shared over the labels it names. Set, not fitted: no language model was at hand."""
MOST_VOTED, MOST_SHOWN = 20, 6


class Labeller:
    """Ranks labels for responses; learns at the first question, and remembers.

    `embed` turns texts into vectors of length 1, one row each; only responses with words are embedded, and without it all works too.
    `vote` is one more voter on the likeliest labels, such as a language model.
    Further texts (`said`) are used where examples and queries both have the field. A label without text is told by its examples alone;
    examples of unknown labels are left out. Raises TutorError where a label is listed twice, or no example has a known label.
    """

    def __init__(
        self, labels: Sequence[Label], examples: Sequence[Given], matcher: Matcher, *,
        embed: Embed | None = None, vote: Vote | None = None,
    ) -> None:  # fmt: skip
        known = {label.id for label in labels}
        if len(known) < len(labels):
            raise TutorError("A label is listed twice. Give each label an id of its own.")
        self._matcher, self._terms = matcher, matcher.catalog.terms
        self._labels = [replace(label, terms=named(label.text, self._terms)) for label in labels]
        self._examples = [example for example in examples if example.label in known]
        if not self._examples:
            raise TutorError("No example has one of the labels. Name in each example the id of a label.")
        self._fields = frozenset(name for example in self._examples for name in example.said)
        self._embed = embed if any(map(_has_words, self._examples)) else None
        if self._embed:
            texts = [label.text for label in labels if label.text.strip()]
            vectors = dict(zip(texts, self._embed(texts), strict=True)) if texts else {}
            self._labels = [replace(label, vector=vectors.get(label.text)) for label in self._labels]
        self._rankers: dict[frozenset[str], Voter] = {}
        self._vote = vote

    def rank(self, queries: Sequence[Given], *, group: str = "") -> list[Ranked]:
        """Return the labels of the group (of all where it is "") for each query, the likeliest first; each list sums to 1.

        What is learned from all labels is shared out among those of the group. Raises TutorError where the group has no label.
        """
        places = [place for place, label in enumerate(self._labels) if group in ("", label.group)]
        if not places:
            raise TutorError(f'no label has the group "{group}". Leave it out to rank all labels.')
        found: list[Ranked] = [[] for _ in queries]
        sets = [self._fields.intersection(query.said) for query in queries]
        for fields in sorted(set(sets), key=sorted):
            rows = [row for row, of in enumerate(sets) if of == fields]
            ranker, asked = self._ranker(fields), [queries[row] for row in rows]
            table = np.maximum(ranker(self._seen(asked, fields))[:, places], TINY)
            table[[not (query.response.strip() or any(query.said.values())) for query in asked]] = 1.0  # nothing tells
            for row, shares in zip(rows, table / table.sum(axis=1, keepdims=True), strict=True):
                order = np.argsort(-shares, kind="stable")
                found[row] = [(self._labels[places[of]].id, float(shares[of])) for of in order]
        return [self._voted(query, ranked) for query, ranked in zip(queries, found, strict=True)]

    def _voted(self, query: Given, ranked: Ranked) -> Ranked:
        """Return the ranking with the outside vote on its first labels counted in; as it was where there is no vote."""
        ids = [id for id, _ in ranked[:MOST_VOTED]]
        shown = [example for example in self._examples if example.label in ids[:MOST_SHOWN]][: 2 * MOST_SHOWN]
        labels = [label for label in self._labels if label.id in ids]
        named = [id for id in dict.fromkeys(self._vote(labels, shown, query) if self._vote else ()) if id in ids]
        if not named:
            return ranked
        weights = dict(zip(named, VOTE, strict=False))
        total = sum(weights.values())
        mixed = [(id, (1 - VOICE) * share + VOICE * weights.get(id, 0.0) / total) for id, share in ranked]
        return sorted(mixed, key=lambda pair: -pair[1])

    def _ranker(self, fields: frozenset[str]) -> Voter:
        if fields not in self._rankers:
            self._rankers[fields] = _learned(self._labels, self._seen(self._examples, fields))
        return self._rankers[fields]

    def _seen(self, given: Sequence[Given], fields: frozenset[str]) -> list[Given]:
        found = [self._featured(one, fields) for one in given]
        worded = [row for row, one in enumerate(found) if self._embed and _has_words(one)]
        if self._embed and worded:
            for row, vector in zip(worded, self._embed([found[row].explained for row in worded]), strict=True):
                found[row] = replace(found[row], vector=vector)
        return found

    def _featured(self, given: Given, fields: frozenset[str]) -> Given:
        said = {name: given.said[name] for name in sorted(fields.intersection(given.said))}
        seen = features(given.problem, given.response, self._matcher, said)
        ids = [name.removeprefix(EXPLAINED) for name in seen if name.startswith(EXPLAINED)]
        beliefs = " ".join(self._matcher.catalog.misconceptions[id].belief for id in sorted(ids))
        found = replace(given, said=said, seen=seen, beliefs=beliefs)
        return replace(found, terms=named(found.explained, self._terms))


def _has_words(given: Given) -> bool:
    return WORD.search(given.problem) is not None or WORD.search(given.response) is not None


def _learned(labels: Sequence[Label], examples: Sequence[Given]) -> Voter:
    """Return the mix of voters that does best on examples held out, all of one problem together; with too few, likeness alone."""
    each = len(examples) / len(labels)
    problems = [example.problem for example in examples]
    folds = min(FOLDS if len(examples) < MANY else FOLDS_OF_MANY, len(set(problems)))
    if each < LEAST_TO_WEIGH or folds < 2:
        return by_likeness(labels, examples)
    makers: list[Maker] = [by_likeness]
    if each >= LEAST_TO_LEARN and len(labels) <= MOST_TO_LEARN:
        makers += FITTED if len(examples) <= MOST_IN_PAIRS else FITTED[:-1]
    truth = truth_of(labels, examples)
    tables = [_held_out(make, labels, examples, problems, folds) for make in makers]
    powers = [_best_power(table, truth) for table in tables]
    sharp = (_sharp(table, power) for table, power in zip(tables, powers, strict=True))
    right = np.stack([table[np.arange(len(truth)), truth] for table in sharp])
    mixes = [mix for mix in product(SHARES, repeat=len(makers)) if abs(sum(mix) - 1) < FLOOR]
    mix = max(mixes, key=lambda shares: float(np.log(np.maximum(np.array(shares) @ right, FLOOR)).mean()))
    last = _best_power(_mixed(tables, powers, mix), truth)
    voters = [make(labels, examples) if share else None for make, share in zip(makers, mix, strict=True)]

    def vote(queries: Sequence[Given]) -> Array:
        found = [voter(queries) if voter else np.ones((len(queries), len(labels))) for voter in voters]
        return _sharp(_mixed(found, powers, mix), last)

    return vote


def _held_out(
    make: Maker, labels: Sequence[Label], examples: Sequence[Given], problems: Sequence[str], folds: int
) -> Array:
    from sklearn.model_selection import GroupKFold

    table = np.zeros((len(examples), len(labels)))
    for kept, held in GroupKFold(folds).split(problems, groups=problems):
        table[held] = make(labels, [examples[row] for row in kept])([examples[row] for row in held])
    return table


def _mixed(tables: Sequence[Array], powers: Sequence[float], shares: Sequence[float]) -> Array:
    voters = zip(tables, powers, shares, strict=True)
    return np.asarray(sum(share * _sharp(table, power) for table, power, share in voters))


def _best_power(table: Array, truth: NDArray[np.int64]) -> float:
    """Return the power that makes P(label) honest: the least log loss."""
    rows = np.arange(len(truth))
    return min(POWERS, key=lambda power: -float(np.log(np.maximum(_sharp(table, power)[rows, truth], FLOOR)).mean()))


def _sharp(table: Array, power: float) -> Array:
    return softmax(power * np.log(np.maximum(table, FLOOR)))
