"""Fits the parameters of knowledge tracing to answers: of each skill of a school, drawn towards all skills together, checked on
learners who are held out.

`tutor fit` fits to the school's own log; `python -m evals.fit_mastery` fits what ships to simulated answers of the seeds that are kept
for it. Keeping a fit is left to `tutor.store`, using it to `tutor.learner`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tutor.domain import Event, Learner
from tutor.learner.fold import apply
from tutor.learner.mastery import (
    AIDED_GUESS,
    DEFAULT,
    SHIPPED,
    Fit,
    Parameters,
    begin,
    predict,
    strengthened,
    update,
)

FOLDS = 5
FEWEST_ANSWERS, FEWEST_LEARNERS = 30, 10
"""A skill with fewer of either has the parameters of all skills together, so that no child can be read from a fit."""
PULL = 20.0
"""How many answers what is known of all skills together weighs beside those of one skill (`python -m evals.fit_mastery`)."""
FORGETS = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5)
"""The powers of forgetting that are tried, none first: without days all foresee the same, and none is taken."""
MOST_ANSWERS, MOST_SEQUENCES = 50, 5000
"""Later answers of a learner to a skill say little of its parameters, nor do more sequences; each is left out of the fit."""
_ROUNDS, _TOLERANCE = 200, 1e-4
_SMALLEST, _LARGEST_ERROR, _LARGEST = 0.001, 0.45, 0.999
_DAY_S = 86_400.0
Grid = NDArray[Any]


class Answer(NamedTuple):
    """A graded answer to a skill; `aided` where help came before it; the day, counted from any, where it is known."""

    skill: str
    right: bool
    aided: bool = False
    day: float = 0.0


School = Mapping[str, Sequence[Answer]]


def answered(events: Iterable[Event]) -> list[Answer]:
    """Return the answers in the log of one learner that say something of a skill, oldest first."""
    state, found = Learner(id=""), list[Answer]()
    for event in events:
        state = apply(state.model_copy(update={"id": event.learner}), event)
        if event.kind == "attempt" and (last := state.attempts[-1]).skill and last.verdict in ("right", "wrong"):
            day = event.at.timestamp() / _DAY_S
            found.append(Answer(last.skill, last.verdict == "right", last.aided, day))
    return found


def foreseen(answers: Iterable[Answer], fitted: Fit = SHIPPED) -> list[float]:
    """Return P(right) before each answer of one learner, as the learner's state has it."""
    known, strength, found = dict[str, tuple[float, float]](), 0.0, list[float]()
    for skill, right, aided, day in answers:
        p, last = known.get(skill, (begin(strength, fitted.of(skill)), day))
        p = fitted.remembered(p, day - last)
        found.append(predict(p, fitted.of(skill), strength=strength))
        strength = strength if aided else strengthened(strength, right, found[-1])
        known[skill] = update(p, right, fitted.of(skill), aided=aided), day
    return found


class Checked(NamedTuple):
    """A fit with the mean log loss on answers of learners who were held out, that of what ships, and the error of their difference."""

    fit: Fit
    learners: int
    answers: int
    loss: float
    loss_shipped: float
    error: float

    @property
    def is_better(self) -> bool:
        """Return whether it foresees those who were held out better than what ships, by more than a standard error over learners.

        Never where they are too few for a fit to hide each of them.
        """
        return self.learners >= FEWEST_LEARNERS and self.loss_shipped - self.loss > self.error


def fit_school(school: School) -> Checked:
    """Return what is fitted to all answers, and how well the same way foresees each fifth of the learners from the other four."""
    names = sorted(name for name, answers in school.items() if answers)
    losses: list[list[float]] = []
    for part in range(FOLDS):
        others = fit_skills({name: school[name] for place, name in enumerate(names) if place % FOLDS != part})
        losses += [[_loss(school[name], way) for way in (others, SHIPPED)] for name in names[part::FOLDS]]
    alone = [sum(not one.aided for one in school[name]) for part in range(FOLDS) for name in names[part::FOLDS]]
    answers = max(sum(alone), 1)
    by_fit, shipped = np.array(losses or [[0.0, 0.0]]).T
    off = shipped - by_fit - (shipped - by_fit).sum() / answers * np.array(alone or [0])
    error = float((off @ off) ** 0.5 / answers)
    loss, loss_shipped = float(by_fit.sum() / answers), float(shipped.sum() / answers)
    return Checked(fit_skills(school), len(names), sum(alone), loss, loss_shipped, error)


def _loss(answers: Sequence[Answer], fitted: Fit) -> float:
    """Return the log loss summed over the answers without help."""
    chances = zip(answers, foreseen(answers, fitted), strict=True)
    return sum(-log(p if one.right else 1 - p) for one, p in chances if not one.aided)


def sequences(school: School) -> dict[str, list[list[Answer]]]:
    """Return skill -> of each learner the answers to it."""
    found: dict[str, dict[str, list[Answer]]] = defaultdict(lambda: defaultdict(list))
    for name, answers in school.items():
        for one in answers:
            found[one.skill][name].append(one)
    return {skill: list(found[skill].values()) for skill in sorted(found)}


def fit_skills(school: School, pull: float = PULL) -> Fit:
    """Return the parameters of all skills together, and those of each skill with enough answers, drawn towards them.

    Source of the drawing: empirical Bayes, Efron & Morris 1973; how strongly is ours.
    """
    held = sequences(school)
    rest = fit([one for sequences in held.values() for one in sequences], DEFAULT, pull)
    enough = [skill for skill, of in held.items() if len(of) >= FEWEST_LEARNERS and sum(map(len, of)) >= FEWEST_ANSWERS]
    found = Fit(rest=rest, skills={skill: fit(held[skill], rest, pull) for skill in enough})
    return _with_forgetting(found, list(school.values()))


def _with_forgetting(fitted: Fit, learners: Sequence[Sequence[Answer]]) -> Fit:
    """Return the fit with the power of forgetting that foresees best; none where that is not better by more than a standard error."""
    if len({one.day for answers in learners for one in answers}) < 2:
        return fitted
    ways = [fitted.model_copy(update={"forgets": power}) for power in FORGETS]
    losses = np.array([[_loss(answers, way) for answers in learners] for way in ways])
    best = int(losses.sum(axis=1).argmin())
    gains = losses[0] - losses[best]
    return ways[best] if gains.sum() > gains.std() * len(gains) ** 0.5 else fitted


def fit(sequences: Sequence[Sequence[Answer]], toward: Parameters = DEFAULT, pull: float = 0.0) -> Parameters:
    """Return the parameters under which the answers are most likely, by expectation-maximisation from `toward`.

    sequences: of each learner the answers to one skill, oldest first. `pull`: so many answers speak for `toward` beside them. Slip and
    guess stay below 0.45, so that knowing remains better than not knowing (Beck & Chang 2007). Source: Baum et al. 1970; Corbett &
    Anderson 1995.
    """
    held = [sequence[:MOST_ANSWERS] for sequence in sequences if sequence]
    if not held:
        return toward
    held = held[:: -(-len(held) // MOST_SEQUENCES)]
    seen, right, aided = np.zeros((3, len(held), max(map(len, held))), dtype=bool)
    for row, sequence in enumerate(held):
        seen[row, : len(sequence)] = True
        right[row, : len(sequence)], aided[row, : len(sequence)] = zip(
            *((a.right, a.aided) for a in sequence), strict=True
        )
    found = toward
    for _ in range(_ROUNDS):
        before, found = found, _better(seen, right, aided, found, toward, pull)
        if max(abs(new - old) for (_, new), (_, old) in zip(found, before, strict=True)) < _TOLERANCE:
            break
    return found


def _better(seen: Grid, right: Grid, aided: Grid, now: Parameters, toward: Parameters, pull: float) -> Parameters:
    """One round: how often each thing is expected to have happened under the parameters, then the parameters that fit that."""
    guess = np.where(aided, AIDED_GUESS, now.guess)
    if_known = np.where(seen, np.where(right, 1 - now.slip, now.slip), 1.0)
    if_not = np.where(seen, np.where(right, guess, 1 - guess), 1.0)
    knows, learnt = _p_known(if_known, if_not, now)
    later, alone = seen[:, 1:], seen & ~aided

    def share(of: Grid, among: Grid, before: float, largest: float = _LARGEST) -> float:
        weight = float(among.sum()) + pull
        return min(max((float(of.sum()) + pull * before) / weight, _SMALLEST), largest) if weight else before

    return Parameters(
        prior=share(knows[:, 0], np.ones(len(knows)), toward.prior),
        learn=share(learnt * later, (1 - knows[:, :-1]) * later, toward.learn),
        slip=share(knows * (seen & ~right), knows * seen, toward.slip, _LARGEST_ERROR),
        guess=share((1 - knows) * (alone & right), (1 - knows) * alone, toward.guess, _LARGEST_ERROR),
    )


def _p_known(if_known: Grid, if_not: Grid, parameters: Parameters) -> tuple[Grid, Grid]:
    """Return P(known at an answer | all answers) and P(learnt right after it | all answers): forward, then backward."""
    forward, p = [], np.full(len(if_known), parameters.prior)
    for known, unknown in zip(if_known.T, if_not.T, strict=True):
        p = p * known / (p * known + (1 - p) * unknown)
        forward.append(p)
        p = p + (1 - p) * parameters.learn
    knows, learnt = [forward[-1]], []
    for p in forward[-2::-1]:
        already = knows[-1] * p / (p + (1 - p) * parameters.learn)
        learnt.append(knows[-1] - already)
        knows.append(already)
    return np.array(knows[::-1]).T, np.array(learnt[::-1]).T.reshape(len(if_known), -1)


SEEDS = range(101, 109)
PUPILS = 60


def main() -> None:
    """Print what fits the simulated answers best, and what pace and reach of strength do to the log loss."""
    from evals import foresee
    from evals.logs import WORLDS
    from tutor.learner import mastery

    logs = [world(PUPILS, seed) for seed in SEEDS for world in WORLDS.values()]
    schools = [foresee.by_learner(one) for one in logs]
    best = Fit(rest=fit([one for school in schools for held in sequences(school).values() for one in held]))
    print(best.rest)
    for pace, reach in ((0.0, 0.0), (0.1, 1.0), (0.2, 0.5), (0.2, 1.0), (0.3, 0.5), (0.4, 0.5)):
        mastery.PACE, mastery.REACH = pace, reach
        losses = [_loss(answers, best) / len(answers) for school in schools for answers in school.values()]
        print(f"pace {pace}, reach {reach}: log loss {sum(losses) / len(losses):.4f}")
    mastery.PACE, mastery.REACH = 0.2, 0.5
    for pull in (0.0, 5.0, 10.0, 20.0, 40.0, 80.0):
        losses = []
        for school in schools:
            few = {name: school[name] for name in list(school)[:15]}
            fitted = fit_skills(few, pull)
            losses += [_loss(school[name], fitted) / len(school[name]) for name in school if name not in few]
        print(f"pull {pull}, fitted to 15 learners: log loss {sum(losses) / len(losses):.4f}")


if __name__ == "__main__":
    main()
