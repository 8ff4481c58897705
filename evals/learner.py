"""The learner's state: does it foresee the next answer, and does what the tutor does make pupils learn rather than only succeed?

The first on simulated logs (and on ASSISTments where its file is in the folder of data), the second on simulated pupils (`classes`).
Simulations show how the parts work together; they do not show that children learn.
"""

import math
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

from evals.classes import policies
from evals.folds import ANCHORS, FOLDS, held_out, some, ways
from evals.loaders import Answered, load
from evals.logs import LEARNERS, WORLDS, Log
from evals.results import Result, Run, calibration_error, calibration_stderr, mean, reliability
from tutor.errors import TutorError

NEEDS: tuple[str, ...] = ()
MOST_LEARNERS = 1000
RESAMPLED = 100
LEAST = 1e-4
"""No answer was foreseen with a smaller chance, for the log loss."""


def evaluate(run: Run) -> Iterator[Result]:
    """Yield the area under the curve of the next answer, then what pupils know after each policy."""
    for name, world in WORLDS.items():
        yield from foreseen(world(max(run.limit or LEARNERS, 2), run.seed), name)
    for name in ("assistments", "assistments2015"):
        form = name.removeprefix("assistments") or "2009"
        try:
            log = some(told(load(name, run.data)), run.limit or MOST_LEARNERS, run.seed)
        except TutorError as error:
            yield Result("learner", f"AUC of the next answer, ASSISTments {form}", None, None, 0, note=str(error))
        else:
            note = f"{len({row[0] for row in log})} learners, each held out in one of {FOLDS} folds"
            yield from figures(
                *held_out(log, seed=run.seed), name=f"ASSISTments {form}", note=note, anchor=ANCHORS[form]
            )
    yield from policies(run)


def told(rows: Sequence[Answered]) -> Log:
    """Return answers of a set as a log."""
    return [(row.learner, row.more["skill"], row.label == "1") for row in rows]


def foreseen(log: Log, name: str) -> Iterator[Result]:
    """Yield area under the curve, log loss and calibration on half of the learners; what is fitted is fitted on the other half."""
    names = list(dict.fromkeys(learner for learner, _, _ in log))
    shown = set(names[::2])
    train = [row for row in log if row[0] in shown]
    test = [row for row in log if row[0] not in shown]
    if not train or not test:
        metric = f"AUC of the next answer, {name}"
        yield Result("learner", metric, None, None, len(log), note="needs two learners or more")
        return
    truth, who = [right for _, _, right in test], [learner for learner, _, _ in test]
    note = f"{len(names)} learners, what is fitted is fitted on half of them"
    yield from figures(ways(train, test), truth, who, name=name, note=note)


def figures(
    chances: Mapping[str, Sequence[float]],
    truth: Sequence[bool],
    who: Sequence[str],
    *,
    name: str,
    note: str,
    anchor: float | None = None,
) -> Iterator[Result]:
    """Yield area under the curve, log loss and calibration of what each way foresaw; `anchor` is the area that is published of PFA."""
    more: dict[str, Any] = {"baseline": 0.5, "note": f"{note}; anchor: PFA as published" if anchor else note}
    for way, found in chances.items():
        value, error = area(found, truth, who)
        metric = f"AUC of the next answer, {name}: {way}"
        yield Result("learner", metric, value, error, len(truth), anchor=anchor, **more)
    usual = _losses(chances["always the same"], truth)
    more = {"baseline": round(sum(usual) / len(usual), 4), "lower_is_better": True}
    for way, found in chances.items():
        metric = f"log loss of the next answer, {name}: {way}"
        yield mean("learner", metric, _losses(found, truth), **more, note=f"{note}; baseline: always the same")
    more = {"lower_is_better": True, "plot": "reliability", "axes": ("chance foreseen", "share right")}
    for way, found in list(chances.items())[:5]:
        metric, gap = f"calibration error of the next answer, {name}: {way}", calibration_error(found, truth)
        yield Result(
            "learner",
            metric,
            gap,
            calibration_stderr(found, truth),
            len(truth),
            series=reliability(found, truth),
            **more,
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
