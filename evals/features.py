"""What each further feature adds to foreseeing the next answer: forgetting, items, prerequisites, recent answers; on simulated pupils only.

    python -m evals.features [learners]

Two worlds, both ours: in one the features are at work, in the other none is, so that what is gained is seen beside what it costs where a
feature means nothing. That a simulated pupil forgets shows that the way can pick it up, not that children forget so.
"""

import math
import random
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from sklearn.metrics import roc_auc_score

from evals.fit_mastery import Answer, fit_skills
from tutor.learner.mastery import Fit, begin, predict, strengthened, update

SKILLS, ITEMS, ANSWERS, LEARNERS = 8, 12, 64, 160
SEEDS = range(201, 207)
"""Seeds 101 to 108 are those that what ships was fitted to; these are used for nothing else."""


class Seen(NamedTuple):
    """An answer and its item."""

    answer: Answer
    item: str


World = Mapping[str, Sequence[Seen]]


def world(learners: int, seed: int, effect: float) -> World:
    """Return learner -> answers; `effect` 1 for a world in which pupils forget, items differ and skills build on each other, 0 for none.

    Skill n builds on skill n - 1, except for the first and the fifth. Of known skills a seventh is lost in a week and a third in a
    month; the log-odds of items differ by 0.8; who lacks what comes before starts a skill with odds a quarter as good.
    """
    chance = random.Random(f"{seed} features {effect}")
    skills = [[chance.uniform(*e) for e in ((0.2, 0.7), (0.05, 0.3), (0.05, 0.15), (0.1, 0.3))] for _ in range(SKILLS)]
    items = {f"{skill}.{n}": effect * chance.gauss(0, 0.8) for skill in range(SKILLS) for n in range(ITEMS)}
    made = {}
    for learner in range(learners):
        ability, day, knows, last, rows = chance.gauss(0, 1), 0.0, dict[int, bool](), dict[int, float](), []
        for place in range(ANSWERS):
            day += chance.choice((1, 2, 7, 14)) if place % 8 == 0 else 0.001
            skill = chance.randrange(min(SKILLS, 2 + place // 6))
            prior, learn, slip, guess = skills[skill]
            if skill not in knows:
                lacks = skill % 4 > 0 and not knows.get(skill - 1, False)
                knows[skill] = chance.random() < _moved(prior, ability - (math.log(4) * effect if lacks else 0))
            elif knows[skill]:
                gone = day - last[skill]
                knows[skill] = chance.random() < (1 + gone / 14) ** (-0.4 * effect)
            item = f"{skill}.{chance.randrange(ITEMS)}"
            p = _moved(1 - slip if knows[skill] else guess, -items[item])
            rows.append(Seen(Answer(f"{skill}", chance.random() < p, day=day), item))
            knows[skill] = knows[skill] or chance.random() < _moved(learn, 0.6 * ability)
            last[skill] = day
        made[f"pupil {learner}"] = rows
    return made


def _moved(p: float, by: float) -> float:
    odds = p / (1 - p) * math.exp(by)
    return odds / (1 + odds)


class Feature(NamedTuple):
    """How much each feature counts beside knowledge tracing fitted to each skill; the product takes forgetting from a school's fit."""

    forgets: float = 0.0
    items: float = 0.0
    before: float = 0.0
    """How far P(known) of what a skill builds on moves its first P(known), in log-odds."""
    recent: float = 0.0
    """How far the share right of the last answers to the skill, newest first at 0.7 each, moves the chance, in log-odds."""


def foreseen(rows: Sequence[Seen], fitted: Fit, items: Mapping[str, float], use: Feature) -> list[float]:
    """Return P(right) before each answer by the learner's state and the features in use."""
    fitted = fitted.model_copy(update={"forgets": use.forgets})
    p_known, last, recent = dict[str, float](), dict[str, float](), defaultdict[str, float](float)
    strength, found = 0.0, list[float]()
    for (skill, right, aided, day), item in rows:
        of = fitted.of(skill)
        if skill in p_known:
            p = fitted.remembered(p_known[skill], day - last[skill])
        else:
            earlier = p_known.get(f"{int(skill) - 1}", of.prior) if int(skill) % 4 else 0.5
            p = _moved(begin(strength, of), use.before * (2 * earlier - 1))
        chance = predict(p, of, strength=strength)
        found.append(_moved(chance, use.recent * recent[skill] - use.items * items.get(item, 0.0)))
        strength = strengthened(strength, right, found[-1])
        p_known[skill], last[skill] = update(p, right, of, aided=aided), day
        recent[skill] = 0.7 * recent[skill] + 0.3 * (1 if right else -1)
    return found


def difficulties(train: World, fitted: Fit) -> dict[str, float]:
    """Return how much harder each item is than its skill foresees, in log-odds, drawn to 0 by ten answers."""
    off, weight = defaultdict[str, float](float), defaultdict[str, float](float)
    for rows in train.values():
        for one, p in zip(rows, foreseen(rows, fitted, {}, Feature()), strict=True):
            off[one.item] += p - one.answer.right
            weight[one.item] += p * (1 - p)
    return {item: off[item] / (weight[item] + 10 * 0.2) for item in off}


GRIDS: Mapping[str, Sequence[Feature]] = {
    "forgetting": [Feature(forgets=x) for x in (0.1, 0.2, 0.3, 0.5)],
    "items": [Feature(items=x) for x in (0.5, 1.0, 1.5)],
    "prerequisites": [Feature(before=x) for x in (0.5, 1.0, 2.0)],
    "recent answers": [Feature(recent=x) for x in (0.2, 0.4, 0.8)],
}


def _scores(chances: Sequence[float], truth: Sequence[bool]) -> tuple[float, float]:
    """Return log loss and area under the curve."""
    p, hit = np.clip(np.array(chances), 1e-4, 1 - 1e-4), np.array(truth)
    return float(-np.mean(np.where(hit, np.log(p), np.log(1 - p)))), float(roc_auc_score(hit, p))


def compare(learners: int, seed: int, effect: float) -> dict[str, tuple[float, float, float]]:
    """Return feature -> its weight, chosen on a quarter of the pupils, and log loss and area on a half; "none" and "all" among them."""
    rows = world(learners, seed, effect)
    names = list(rows)
    train, chosen, test = (
        {name: rows[name] for name in names[start::step]} for start, step in ((0, 4), (2, 4), (1, 2))
    )
    fitted = fit_skills({name: [one.answer for one in held] for name, held in (train | chosen).items()})
    items = difficulties(train, fitted)

    def score(held: World, use: Feature) -> tuple[float, float]:
        chances = [p for rows in held.values() for p in foreseen(rows, fitted, items, use)]
        return _scores(chances, [one.answer.right for rows in held.values() for one in rows])

    found = {"none": (0.0, *score(test, Feature()))}
    best = {name: min((Feature(), *grid), key=lambda use: score(chosen, use)) for name, grid in GRIDS.items()}
    items = difficulties(train | chosen, fitted)
    every = Feature(*(max(weights) for weights in zip(*best.values(), strict=True)))
    for name, use in (*best.items(), ("all", every)):
        found[name] = (sum(use), *score(test, use))
    return found


def _told(changes: Sequence[float]) -> str:
    return f"{np.mean(changes):+.4f} ± {np.std(changes, ddof=1) / len(changes) ** 0.5:.4f}"


def main(learners: int = LEARNERS) -> None:
    """Print what each feature changes in log loss and area on pupils who were held out, with its standard error over seeds."""
    for effect, name in ((1.0, "features at work"), (0.0, "no feature at work")):
        runs = [compare(learners, seed, effect) for seed in SEEDS]
        for feature in runs[0]:
            weight = np.mean([run[feature][0] for run in runs])
            changes = [
                [run[feature][at] - (run["none"][at] if feature != "none" else 0) for run in runs] for at in (1, 2)
            ]
            print(f"{name}, {feature}: weight {weight:.2f}, log loss {_told(changes[0])}, AUC {_told(changes[1])}")
        print(f"  n = {learners * ANSWERS // 2} answers of {learners // 2} pupils held out, {len(SEEDS)} seeds")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
