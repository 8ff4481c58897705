"""Fits the parameters of knowledge tracing to recorded answers. Using them is left to `tutor.learner.mastery`.

`python -m evals.fit_mastery` fits the defaults of the product to simulated answers of the seeds that are kept for it.
"""

import math
from collections import Counter
from collections.abc import Sequence

from tutor.learner.mastery import DEFAULT, Parameters

_SMALLEST, _LARGEST = 0.001, 0.999
_LARGEST_ERROR = 0.45


def fit(
    sequences: Sequence[Sequence[bool]], start: Parameters = DEFAULT, *, rounds: int = 200, tolerance: float = 1e-5
) -> Parameters:
    """Return the parameters under which the answers are most likely, by expectation-maximisation from `start`.

    sequences: for each learner the answers to one skill, oldest first, True for right. Slip and guess stay below 0.45, so that
    knowing remains better than not knowing (Beck & Chang 2007). Stops after `rounds`, or when no parameter moves by more than
    `tolerance`. Raises ValueError where there are no answers. Source: Baum et al. 1970; Corbett & Anderson 1995.
    """
    weights = Counter(tuple(sequence) for sequence in sequences if sequence)
    if not weights:
        raise ValueError("no answers to fit to: give at least one sequence with an answer")
    parameters = start
    for _ in range(rounds):
        fitted = _better(weights, parameters)
        moved = max(abs(after - before) for (_, after), (_, before) in zip(fitted, parameters, strict=True))
        parameters = fitted
        if moved < tolerance:
            break
    return parameters


def _better(weights: Counter[tuple[bool, ...]], parameters: Parameters) -> Parameters:
    """One round: expected counts under the parameters, then the parameters that fit those counts."""
    known_first = total = learnt = unknown_before = slips = known = guesses = unknown = 0.0
    for answers, weight in weights.items():
        knows = _p_known(answers, parameters)
        total += weight
        known_first += weight * knows[0][0]
        for right, (p, p_learnt) in zip(answers, knows, strict=True):
            known += weight * p
            unknown += weight * (1 - p)
            slips += 0 if right else weight * p
            guesses += weight * (1 - p) if right else 0
            learnt += weight * p_learnt
        unknown_before += weight * sum(1 - p for p, _ in knows[:-1])
    return Parameters(
        prior=_within(known_first / total, _LARGEST),
        learn=_within(learnt / unknown_before, _LARGEST) if unknown_before else parameters.learn,
        slip=_within(slips / known, _LARGEST_ERROR) if known else parameters.slip,
        guess=_within(guesses / unknown, _LARGEST_ERROR) if unknown else parameters.guess,
    )


def _p_known(answers: tuple[bool, ...], parameters: Parameters) -> list[tuple[float, float]]:
    """Return for each answer P(known then | all answers) and P(learnt right after it | all answers): forward, then backward."""
    likely = [_likelihoods(right, parameters) for right in answers]
    forward = []
    p = parameters.prior
    for if_known, if_not in likely:
        p = p * if_known / (p * if_known + (1 - p) * if_not)
        forward.append(p)
        p += (1 - p) * parameters.learn
    smoothed = [(forward[-1], 0.0)]
    for p in reversed(forward[:-1]):
        later = smoothed[-1][0]
        already = later * p / (p + (1 - p) * parameters.learn)
        smoothed.append((already, later - already))
    return smoothed[::-1]


def _likelihoods(right: bool, parameters: Parameters) -> tuple[float, float]:
    """Return P(this answer | known) and P(this answer | not known)."""
    if right:
        return 1 - parameters.slip, parameters.guess
    return parameters.slip, 1 - parameters.guess


def _within(p: float, largest: float) -> float:
    return min(max(p, _SMALLEST), largest)


SEEDS = range(101, 109)
PUPILS = 60


def main() -> None:
    """Print the defaults that fit the simulated answers best, and what pace and reach of a learner's strength do to the log loss."""
    from evals import foresee
    from evals.logs import WORLDS
    from tutor.learner import mastery

    logs = [world(PUPILS, seed) for seed in SEEDS for world in WORLDS.values()]
    sequences: dict[tuple[int, str, str], list[bool]] = {}
    for place, log in enumerate(logs):
        for learner, skill, right in log:
            sequences.setdefault((place, learner, skill), []).append(right)
    best = fit(list(sequences.values()))
    print(best)
    for pace, reach in ((0.0, 0.0), (0.1, 1.0), (0.2, 0.5), (0.2, 1.0), (0.3, 0.5), (0.4, 0.5)):
        mastery.PACE, mastery.REACH = pace, reach
        losses = [
            -math.log(max(p if right else 1 - p, 1e-4))
            for log in logs
            for p, (_, skill, right) in zip(foresee.ours(log, {skill: best for _, skill, _ in log}), log, strict=True)
        ]
        print(f"pace {pace}, reach {reach}: log loss {sum(losses) / len(losses):.4f}")


if __name__ == "__main__":
    main()
