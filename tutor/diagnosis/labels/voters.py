"""Ways to say how well labels go with a response: by likeness, or learned by weights, by trees, by features in threes.

Which of them to trust is left to `labeller`. Source: ours, where nothing else is said.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.diagnosis.labels.features import CROSSED
from tutor.diagnosis.labels.steps import STEP

Array = NDArray[np.float64]
Voter = Callable[[Sequence["Given"]], Array]
"""P(label) of each response, one column a label."""

TEMPERATURE = 0.06
TREES, FEATURES_A_SPLIT, LEAST_TO_SPLIT = 150, 0.3, 4
RIDGE, SOFT, MOST_IN_PAIRS = 0.1, 0.1, 4000
"""How much is left unlearned, and up to how many examples each is set against each other."""
MOST_RUNS = 2000
LEAST_SEEN, ALWAYS = 3, "always"
TINY = 1e-9
UNKNOWN = 0.95
"""The quantile of the likenesses of labels with examples that a label without one is taken for."""


@dataclass(frozen=True, slots=True)
class Label:
    """One label: what it says, and the group it is ranked within; the Labeller fills in its terms and the vector of its text."""

    id: str
    text: str
    group: str = ""
    terms: Array | None = field(default=None, compare=False)
    vector: Array | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Given:
    """One response, `label` empty where it is asked for; `said`: further texts, such as the action of an equation step.

    The Labeller fills in the features `seen`, the beliefs of the catalog that explain the response, the terms of mathematics in all of
    it, and the vector of its text.
    """

    problem: str
    response: str
    said: Mapping[str, str] = field(default_factory=dict)
    label: str = ""
    seen: Mapping[str, float] = field(default_factory=dict)
    beliefs: str = ""
    terms: Array | None = field(default=None, compare=False)
    vector: Array | None = field(default=None, compare=False)

    @property
    def text(self) -> str:
        """Return all that was written, with all digits alike."""
        return re.sub(r"\d", "0", "\n".join((self.problem, self.response, *self.said.values())))

    @property
    def explained(self) -> str:
        """Return the text and the beliefs that explain the response."""
        return f"{self.text} {self.beliefs}".rstrip()


def softmax(scores: Array) -> Array:
    """Return shares that sum to 1 in each row."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def truth_of(labels: Sequence[Label], examples: Sequence[Given]) -> NDArray[np.int64]:
    """Return the column of each example's label."""
    row = {label.id: number for number, label in enumerate(labels)}
    return np.array([row[example.label] for example in examples], dtype=np.int64)


def by_likeness(labels: Sequence[Label], examples: Sequence[Given]) -> Voter:
    """Weigh labels by how alike their examples and their own words are to the response, examples double.

    Spelling and features, which hold what was done, count whole; what only tells the subject counts half: wording, terms, meaning.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.pipeline import make_pipeline

    words = [label.text for label in labels]
    spelling = _spelling([*(example.text for example in examples), *words], 1, 4)
    wording = _spelling([*(example.explained for example in examples), *words], 3, 5)
    kinds = make_pipeline(DictVectorizer(), TfidfTransformer(smooth_idf=False))
    seen = kinds.fit_transform([example.seen for example in examples]).T.tocsr()
    shown, said = (
        spelling.transform([example.text for example in examples]).T.tocsr(),
        wording.transform(words).T.tocsr(),
    )
    subjects = [*_subject(labels, examples, "terms"), *_subject(labels, examples, "vector")]

    def likes(cases: Sequence[Given]) -> tuple[Array, Array]:
        done = (spelling.transform([case.text for case in cases]) @ shown).toarray()
        done += (kinds.transform([case.seen for case in cases]) @ seen).toarray()
        told = (wording.transform([case.explained for case in cases]) @ said).toarray()
        others, texts = zip((done / 2, told), *(subject(cases) for subject in subjects), strict=True)
        return np.average(others, axis=0, weights=[2.0, *[0.5] * len(subjects)]), np.mean(texts, axis=0)

    truth = truth_of(labels, examples)
    pooled = _pool(truth, len(labels), likes(examples)[0] if len(examples) <= MOST_IN_PAIRS else None)

    def vote(queries: Sequence[Given]) -> Array:
        alike, told = likes(queries)
        return softmax((2 * pooled(alike) + told) / 3 / TEMPERATURE)

    return vote


def _spelling(texts: Sequence[str], shortest: int, longest: int, most: int | None = None) -> Any:
    """Return what turns texts into shares of their runs of letters (of the `most` common ones), rare ones counting more."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    runs = TfidfVectorizer(analyzer="char_wb", ngram_range=(shortest, longest), sublinear_tf=True, max_features=most)
    return runs.fit([*texts, "0"])


def _pool(truth: NDArray[np.int64], count: int, among: Array | None = None) -> Callable[[Array], Array]:
    """Return what turns likeness to examples into likeness to labels: of the best example, the more examples the less, and of all.

    `among`: the likeness of the examples to each other; with it, what all say is learned by ridge regression on the squares, else it is
    their mean. A label without an example gets what but a few others exceed (UNKNOWN), so that its words can speak for it.
    """
    from scipy.linalg import solve

    order = np.argsort(truth, kind="stable")
    present, starts, sizes = np.unique(truth[order], return_index=True, return_counts=True)
    absent, each = np.setdiff1d(np.arange(count), present), np.eye(len(present))[np.searchsorted(present, truth)]
    many = 1 - len(present) / len(truth)
    learned = each / sizes if among is None else solve(among**2 + RIDGE * np.eye(len(truth)), each, assume_a="pos")

    def pooled(likeness: Array) -> Array:
        found = np.zeros((len(likeness), count))
        best = np.maximum.reduceat(likeness[:, order], starts, axis=1)
        found[:, present] = (1 - many) * best + many * (likeness if among is None else likeness**2) @ learned
        found[:, absent] = np.quantile(found[:, present], UNKNOWN, axis=1)[:, None]
        return found

    return pooled


def _subject(labels: Sequence[Label], examples: Sequence[Given], name: str) -> list[Callable[..., tuple[Array, Array]]]:
    """Return what gives the likeness of the named vectors to examples and to labels, each around its own mean; nothing without vectors."""
    size = next((len(vector) for example in examples if (vector := getattr(example, name)) is not None), 0)
    if not size:
        return []
    mine, theirs = (_stacked([getattr(one, name) for one in many], size) for many in (examples, labels))
    middle = mine.sum(axis=0) / max(1, mine.any(axis=1).sum())
    ours, said = _around(mine, middle), _around(theirs, theirs.mean(axis=0))

    def likes(cases: Sequence[Given]) -> tuple[Array, Array]:
        asked = _around(_stacked([getattr(case, name) for case in cases], size), middle)
        return asked @ ours.T, asked @ said.T

    return [likes]


def _stacked(vectors: Sequence[Array | None], size: int) -> Array:
    return np.stack([np.zeros(size) if vector is None else np.asarray(vector, dtype=np.float64) for vector in vectors])


def _around(vectors: Array, middle: Array) -> Array:
    """Return the vectors seen from the middle, of length 1; what has no vector stays zero."""
    moved = np.where(vectors.any(axis=1, keepdims=True), vectors - middle, 0.0)
    return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), TINY))


def by_weights(labels: Sequence[Label], examples: Sequence[Given]) -> Voter:
    """Logistic regression on features, their crossings, and spelling; a step is told by its features alone, which hold all of it."""
    from scipy.sparse import hstack
    from sklearn.linear_model import LogisticRegression

    def texts(cases: Sequence[Given]) -> list[str]:
        return ["" if STEP in case.seen else case.text for case in cases]

    spelling, kinds = _spelling(texts(examples), 1, 4, MOST_RUNS), _kinds(examples, crossed=True)

    def table(cases: Sequence[Given]) -> Any:
        return hstack([kinds(cases), spelling.transform(texts(cases))]).tocsr()

    return _classifier(LogisticRegression(max_iter=300), labels, examples, table)


def by_trees(labels: Sequence[Label], examples: Sequence[Given]) -> Voter:
    """Extremely randomized trees on features. Source: Geurts, Ernst and Wehenkel 2006."""
    from sklearn.ensemble import ExtraTreesClassifier

    trees = ExtraTreesClassifier(TREES, max_features=FEATURES_A_SPLIT, min_samples_split=LEAST_TO_SPLIT, random_state=0)

    def mean(table: Any) -> Any:  # what predict_proba gives, without its toll on a single row
        return np.mean([tree.tree_.predict(table) for tree in trees.estimators_], axis=0)

    return _classifier(trees, labels, examples, _kinds(examples, crossed=False), mean)


def by_threes(labels: Sequence[Label], examples: Sequence[Given]) -> Voter:
    """Ridge regression on the features and crossings that two responses share, three at once. Source: Saunders, Gammerman and Vovk 1998."""
    from scipy.linalg import solve
    from sklearn.preprocessing import normalize

    kinds, each = _kinds(examples, crossed=True), np.eye(len(labels))[truth_of(labels, examples)]
    shown = normalize(kinds(examples))
    turned = shown.T.tocsr()
    learned = solve((shown @ turned).toarray() ** 3 + RIDGE / 2 * np.eye(len(each)), each, assume_a="pos")
    return lambda queries: softmax((normalize(kinds(queries)) @ turned).toarray() ** 3 @ learned / SOFT)


def _kinds(examples: Sequence[Given], *, crossed: bool) -> Callable[[Sequence[Given]], Any]:
    """Return what turns responses into a table of the features that are not too rare."""
    from sklearn.feature_extraction import DictVectorizer

    counts = Counter(name for example in examples for name in example.seen if crossed or CROSSED not in name)
    kept = [name for name, count in counts.items() if count >= LEAST_SEEN]
    table = DictVectorizer(dtype=np.float32).fit([dict.fromkeys([ALWAYS, *kept], 1.0)])

    def kinds(cases: Sequence[Given]) -> Any:
        found = table.transform([case.seen for case in cases])
        found.indices, found.indptr = found.indices.astype(np.int32), found.indptr.astype(np.int32)  # trees want it so
        return found

    return kinds


def _classifier(
    learner: Any, labels: Sequence[Label], examples: Sequence[Given], table: Callable[..., Any],
    shares: Callable[..., Any] | None = None,
) -> Voter:  # fmt: skip
    from threadpoolctl import threadpool_limits

    truth = truth_of(labels, examples)
    if len(set(truth)) < 2:
        return lambda queries: np.tile(np.bincount(truth, minlength=len(labels)) / len(truth), (len(queries), 1))
    with threadpool_limits(1):  # on tables as small as these, threads only wait for each other
        learner.fit(table(examples), truth)

    def vote(queries: Sequence[Given]) -> Array:
        found = np.zeros((len(queries), len(labels)))
        found[:, learner.classes_] = (shares or learner.predict_proba)(table(queries))
        return found

    return vote


FITTED = (by_weights, by_trees, by_threes)
"""The ways that learn from examples, and need some for each label."""
