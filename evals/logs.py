"""Answers of simulated pupils to skills in a row, in two worlds that differ in how pupils learn. Neither is what is measured on them.

Pupils differ in ability, skills in how hard they are and how fast they are learnt. Seeds from 101 on were used to fit, others never.
"""

import math
import random
from collections.abc import Callable, Mapping, Sequence

LEARNERS, SKILLS, ANSWERS = 200, 6, 8
Log = Sequence[tuple[str, str, bool]]
"""(learner, skill, right) in the order given."""


def simulated(learners: int, seed: int) -> Log:
    """Return answers of pupils who get better by a power law of practice.

    Source of the form: additive factors, Cen, Koedinger and Junker 2006.
    """
    chance = random.Random(f"{seed} log")
    hard = [chance.gauss(0, 1) for _ in range(SKILLS)]
    gains = [chance.uniform(0.1, 0.9) for _ in range(SKILLS)]
    log = []
    for learner in range(learners):
        ability, order = chance.gauss(0, 1), _order(chance)
        tried = [0] * SKILLS
        for skill in order:
            ease = ability - hard[skill] + gains[skill] * math.log1p(tried[skill])
            tried[skill] += 1
            log.append((f"pupil {learner}", f"skill {skill}", chance.random() < 0.1 + 0.85 / (1 + math.exp(-ease))))
    return log


def stepwise(learners: int, seed: int) -> Log:
    """Return answers of pupils who come to know a skill from one answer to the next, the able ones sooner.

    Source of the form: knowledge tracing with parameters of each learner, Yudelson, Koedinger and Gordon 2013.
    """
    chance = random.Random(f"{seed} stepwise")
    skills = [
        [chance.uniform(*ends) for ends in ((0.15, 0.7), (0.03, 0.25), (0.03, 0.15), (0.1, 0.3))] for _ in range(SKILLS)
    ]
    log = []
    for learner in range(learners):
        ability, order = chance.gauss(0, 1), _order(chance)
        knows: dict[int, bool] = {}
        for skill in order:
            prior, learn, slip, guess = skills[skill]
            if skill not in knows:
                knows[skill] = chance.random() < _moved(prior, ability)
            log.append((f"pupil {learner}", f"skill {skill}", chance.random() < (1 - slip if knows[skill] else guess)))
            knows[skill] = knows[skill] or chance.random() < _moved(learn, 0.6 * ability)
    return log


WORLDS: Mapping[str, Callable[[int, int], Log]] = {"simulated": simulated, "simulated, learnt in steps": stepwise}


def _order(chance: random.Random) -> list[int]:
    order = [skill for skill in range(SKILLS) for _ in range(ANSWERS)]
    chance.shuffle(order)
    return order


def _moved(p: float, by: float) -> float:
    odds = p / (1 - p) * math.exp(by)
    return odds / (1 + odds)
