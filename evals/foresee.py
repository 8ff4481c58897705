"""Ways to foresee the next answer from those before it: our learner state, and what it is measured against."""

import math
from collections import defaultdict
from collections.abc import Sequence

from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from evals.fit_mastery import Answer, School, fit, foreseen, sequences
from evals.logs import Log
from tutor.learner.mastery import Fit, predict, update

ELO_PACE, ELO_SLOWING = 1.0, 0.05
"""How far an answer moves a rating, and how fast that gets less. Source: Pelánek 2016, the form 1 / (1 + 0.05 n)."""


def by_learner(log: Log) -> School:
    """Return the answers of each learner, oldest first; none is known to have had help."""
    found: dict[str, list[Answer]] = defaultdict(list)
    for learner, skill, right in log:
        found[learner].append(Answer(skill, right))
    return found


def ours(log: Log, fitted: Fit) -> list[float]:
    """Return P(right) before each answer as the product's learner state has it under the fit."""
    chances = {learner: iter(foreseen(answers, fitted)) for learner, answers in by_learner(log).items()}
    return [next(chances[learner]) for learner, *_ in log]


def traced(log: Log, fitted: Fit) -> list[float]:
    """Return P(right) before each answer by plain knowledge tracing, each skill of a learner for itself."""
    p_known: dict[tuple[str, str], float] = {}
    found = []
    for learner, skill, right in log:
        parameters = fitted.of(skill)
        p = p_known.get((learner, skill), parameters.prior)
        found.append(predict(p, parameters))
        p_known[learner, skill] = update(p, right, parameters)
    return found


def unshrunk(log: Log) -> Fit:
    """Return the parameters of knowledge tracing fitted to each skill alone, however few its answers."""
    return Fit(skills={skill: fit(held) for skill, held in sequences(by_learner(log)).items()})


def always(train: Log, test: Log) -> list[float]:
    """Return the share right of all answers, for every answer."""
    return [sum(right for *_, right in train) / len(train)] * len(test)


def shares(train: Log, test: Log) -> list[float]:
    """Return the share right of the skill."""
    counts: dict[str, list[bool]] = defaultdict(list)
    for _, skill, right in train:
        counts[skill].append(right)
    return [sum(counts[skill]) / len(counts[skill]) if skill in counts else 0.5 for _, skill, _ in test]


def elo(train: Log, test: Log) -> list[float]:
    """Return P(right) by ratings of learners and of skills that move with every answer; those of the skills go on from the other half.

    Source: Elo 1978; Pelánek 2016.
    """
    rating: dict[str, float] = defaultdict(float)
    count: dict[str, int] = defaultdict(int)
    found = []
    for learner, skill, right in (*train, *test):
        who, what = f"learner {learner}", f"skill {skill}"
        p = 1 / (1 + math.exp(rating[what] - rating[who]))
        found.append(p)
        for name, sign in ((who, 1), (what, -1)):
            rating[name] += sign * ELO_PACE / (1 + ELO_SLOWING * count[name]) * (right - p)
            count[name] += 1
    return found[len(train) :]


def counts(train: Log, test: Log) -> list[float]:
    """Return P(right) by performance factors: skill, and the logarithms of right and wrong answers so far (Pavlik and others 2009)."""
    skills = {skill: place for place, skill in enumerate(dict.fromkeys(skill for _, skill, _ in train))}

    def features(log: Log) -> csr_matrix:
        before: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
        values, columns, ends = list[float](), list[int](), [0]
        for learner, skill, right in log:
            seen = before[learner, skill]
            if skill in skills:
                values += [1.0, math.log1p(seen[1]), math.log1p(seen[0])]
                columns += [skills[skill] + block * len(skills) for block in range(3)]
            ends.append(len(values))
            seen[right] += 1
        return csr_matrix((values, columns, ends), shape=(len(log), 3 * len(skills)))

    answers: Sequence[bool] = [right for _, _, right in train]
    if len(set(answers)) < 2:
        return always(train, test)
    fitted = LogisticRegression(max_iter=500).fit(features(train), answers)
    return [float(p) for p in fitted.predict_proba(features(test))[:, 1]]
