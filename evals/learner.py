"""The learner's state: does it foresee the next answer, and does what the tutor does make pupils learn rather than only succeed?

The first on simulated logs (and on ASSISTments where its file is in the folder of data), the second on simulated pupils (`classes`).
Simulations show how the parts work together; they do not show that children learn.
"""

import math
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

from evals.classes import policies
from evals.fit_mastery import fit_skills
from evals.foresee import always, by_learner, counts, elo, ours, shares, traced, unshrunk
from evals.loaders import load
from evals.logs import LEARNERS, WORLDS, Log
from evals.results import Result, Run, calibration_error, mean, reliability
from tutor.errors import TutorError
from tutor.learner.mastery import SHIPPED

NEEDS: tuple[str, ...] = ()
MOST_LEARNERS = 1000
RESAMPLED = 100
LEAST = 1e-4
"""No answer was foreseen with a smaller chance, for the log loss."""


def evaluate(run: Run) -> Iterator[Result]:
    """Yield the area under the curve of the next answer, then what pupils know after each policy."""
    for name, world in WORLDS.items():
        yield from foreseen(world(max(run.limit or LEARNERS, 2), run.seed), name)
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


def foreseen(log: Log, name: str) -> Iterator[Result]:
    """Yield area under the curve, log loss and calibration on half of the learners; what is fitted is fitted on the other half."""
    names = list(dict.fromkeys(learner for learner, _, _ in log))
    shown = set(names[::2])
    train = [row for row in log if row[0] in shown]
    test = [row for row in log if row[0] not in shown]
    if not train or not test:
        yield Result(
            "learner", f"AUC of the next answer, {name}", None, None, len(log), note="needs two learners or more"
        )
        return
    ways: dict[str, list[float]] = {
        "our learner state": ours(test, SHIPPED),
        "our learner state, fitted to each skill": ours(test, fit_skills(by_learner(train))),
        "knowledge tracing fitted to each skill": traced(test, unshrunk(train)),
        "counts of right and wrong (PFA)": counts(train, test),
        "ratings (Elo)": elo(train, test),
        "share right of the skill": shares(train, test),
        "always the same": always(train, test),
    }
    truth, who = [right for _, _, right in test], [learner for learner, _, _ in test]
    note = f"{len(names)} learners, what is fitted is fitted on half of them"
    usual = _losses(ways["always the same"], truth)
    for way, chances in ways.items():
        value, error = area(chances, truth, who)
        yield Result(
            "learner", f"AUC of the next answer, {name}: {way}", value, error, len(test), baseline=0.5, note=note
        )
    for way, chances in ways.items():
        more: dict[str, Any] = {"baseline": round(sum(usual) / len(usual), 4), "lower_is_better": True}
        yield mean(
            "learner",
            f"log loss of the next answer, {name}: {way}",
            _losses(chances, truth),
            **more,
            note=f"{note}; baseline: always the same",
        )
    for way, chances in list(ways.items())[:5]:
        metric, error = f"calibration error of the next answer, {name}: {way}", calibration_error(chances, truth)
        points, axes = reliability(chances, truth), ("chance foreseen", "share right")
        yield Result(
            "learner",
            metric,
            error,
            None,
            len(test),
            lower_is_better=True,
            series=points,
            plot="reliability",
            axes=axes,
        )


def _losses(chances: Sequence[float], truth: Sequence[bool]) -> list[float]:
    held = (min(max(p if right else 1 - p, LEAST), 1.0) for p, right in zip(chances, truth, strict=True))
    return [-math.log(p) for p in held]


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
