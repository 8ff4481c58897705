"""The learner's state: does it foresee the next answer, and does what the tutor does make pupils learn rather than only succeed?

The first on simulated logs (and on ASSISTments where its file is in the folder of data), the second on simulated pupils (`classes`).
Simulations show how the parts work together; they do not show that children learn.
"""

import math
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from evals.classes import policies
from evals.loaders import load
from evals.results import Result, Run
from tutor.errors import TutorError
from tutor.learner.fit import fit
from tutor.learner.mastery import DEFAULT, Parameters, predict, update

NEEDS: tuple[str, ...] = ()
LEARNERS, SKILLS, ANSWERS = 200, 6, 8
MOST_LEARNERS = 1000
RESAMPLED = 100
Log = Sequence[tuple[str, str, bool]]
"""(learner, skill, right) in the order given."""
Chances = dict[int, float]


def evaluate(run: Run) -> Iterator[Result]:
    """Yield the area under the curve of the next answer, then what pupils know after each policy."""
    yield from foreseen(simulated(run.limit or LEARNERS, run.seed), "simulated")
    try:
        rows = load("assistments", run.data)
    except TutorError as error:
        yield Result("learner", "AUC of the next answer, ASSISTments", None, None, 0, note=str(error))
    else:
        learners = dict.fromkeys(row.learner for row in rows)
        kept = set(list(learners)[: run.limit or MOST_LEARNERS])
        told = [(row.learner, row.more["skill"], row.label == "1") for row in rows if row.learner in kept]
        yield from foreseen(told, "ASSISTments")
    yield from policies(run)


def simulated(learners: int, seed: int) -> Log:
    """Return answers of pupils who differ in ability and get better by a power law; not the model that is measured here.

    Source of the form: additive factors, Cen, Koedinger and Junker 2006.
    """
    chance = random.Random(f"{seed} log")
    hard = [chance.gauss(0, 1) for _ in range(SKILLS)]
    gains = [chance.uniform(0.1, 0.9) for _ in range(SKILLS)]
    log = []
    for learner in range(learners):
        ability, order = chance.gauss(0, 1), [skill for skill in range(SKILLS) for _ in range(ANSWERS)]
        chance.shuffle(order)
        tried = [0] * SKILLS
        for skill in order:
            ease = ability - hard[skill] + gains[skill] * math.log1p(tried[skill])
            tried[skill] += 1
            log.append((f"pupil {learner}", f"skill {skill}", chance.random() < 0.1 + 0.85 / (1 + math.exp(-ease))))
    return log


def foreseen(log: Log, name: str) -> Iterator[Result]:
    """Yield the area under the curve on half of the learners; what is fitted is fitted on the other half."""
    names = list(dict.fromkeys(learner for learner, _, _ in log))
    shown = set(names[::2])
    train = [row for row in log if row[0] in shown]
    test = [row for row in log if row[0] not in shown]
    fitted = _fitted(train)
    ways: dict[str, Callable[[], list[float]]] = {
        "our learner state": lambda: traced(test, {}),
        "knowledge tracing fitted to each skill": lambda: traced(test, fitted),
        "share right of the skill": lambda: _shares(train, test),
        "counts of right and wrong (PFA)": lambda: _counts(train, test),
    }
    truth = [right for _, _, right in test]
    for way, chances in ways.items():
        note = f"baseline: the same chance for all; {len(names)} learners, fitted on half of them"
        value, error = area(chances(), truth, [learner for learner, _, _ in test])
        yield Result(
            "learner", f"AUC of the next answer, {name}: {way}", value, error, len(test), baseline=0.5, note=note
        )


def area(chances: Sequence[float], truth: Sequence[bool], learners: Sequence[str]) -> tuple[float | None, float | None]:
    """Return the area under the curve, and its standard error over resampled learners; None where all answers are the same."""
    if len(set(truth)) < 2:
        return None, None
    scores, hits = np.array(chances), np.array(truth)
    places: dict[str, list[int]] = defaultdict(list)
    for place, learner in enumerate(learners):
        places[learner].append(place)
    chance, groups, drawn = random.Random(1), list(places.values()), []
    for _ in range(RESAMPLED):
        chosen = [place for group in chance.choices(groups, k=len(groups)) for place in group]
        if len(set(hits[chosen])) == 2:
            drawn.append(float(roc_auc_score(hits[chosen], scores[chosen])))
    return float(roc_auc_score(hits, scores)), float(np.std(drawn)) if drawn else None


def traced(log: Log, fitted: dict[str, Parameters]) -> list[float]:
    """Return P(right) before each answer by knowledge tracing, with the parameters of its skill, else those of the product."""
    p_known: dict[tuple[str, str], float] = {}
    found = []
    for learner, skill, right in log:
        parameters = fitted.get(skill, DEFAULT)
        p = p_known.get((learner, skill), parameters.prior)
        found.append(predict(p, parameters))
        p_known[learner, skill] = update(p, right, parameters)
    return found


def _fitted(log: Log) -> dict[str, Parameters]:
    sequences: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for learner, skill, right in log:
        sequences[skill][learner].append(right)
    return {skill: fit(list(held.values()), rounds=60) for skill, held in sequences.items()}


def _shares(train: Log, test: Log) -> list[float]:
    counts: dict[str, list[bool]] = defaultdict(list)
    for _, skill, right in train:
        counts[skill].append(right)
    return [sum(counts[skill]) / len(counts[skill]) if skill in counts else 0.5 for _, skill, _ in test]


def _counts(train: Log, test: Log) -> list[float]:
    """Return P(right) by performance factors: skill, and the logarithms of right and wrong answers so far (Pavlik and others 2009)."""
    skills = {skill: place for place, skill in enumerate(dict.fromkeys(skill for _, skill, _ in train))}

    def features(log: Log) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        before: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
        made = np.zeros((len(log), 3 * len(skills) + 1))
        for place, (learner, skill, right) in enumerate(log):
            counts = before[learner, skill]
            if skill in skills:
                made[place, skills[skill]] = 1
                made[place, len(skills) + skills[skill]] = math.log1p(counts[1])
                made[place, 2 * len(skills) + skills[skill]] = math.log1p(counts[0])
            counts[right] += 1
        return made

    fitted = LogisticRegression(max_iter=500).fit(features(train), [right for _, _, right in train])
    return [float(p) for p in fitted.predict_proba(features(test))[:, 1]]
