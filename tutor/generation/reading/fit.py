"""Which rendering of each fact is told, so that the finished text has the wanted level and length. Reads no held-out measure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tutor.catalog.topics import Rendering
from tutor.verify.level import COUNTED, Counts, count, estimate, measures

Choices = np.ndarray[tuple[int, ...], np.dtype[np.intp]]
WAYS = 3
"""Plain, middle, rich."""
_WAY_GRADES, _FARTHEST = np.array([1.5, 5.5, 10.5]), 4.0
"""About what each reads like, and how far from the wanted grade a single rendering may be without harm."""
_WORDS = COUNTED.index("words")
_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Target:
    """The wanted grade and number of words (0: any); `extra` is what the finished text measures above the sums of its parts."""

    grade: float
    words: int
    extra: float = 0.0


@dataclass(frozen=True, slots=True)
class Fit:
    """How good a choice of renderings is (0 is best), and the choice: 0 plain, 1 middle, 2 rich for each unit."""

    cost: float
    choice: tuple[int, ...]


def fit(units: Sequence[Rendering], target: Target, *, is_quick: bool = False) -> Fit:
    """Return the best choice found by changing one rendering at a time, then two at a time; `is_quick` leaves out the second."""
    counted = np.array([[_sums(text) for text in unit.texts] for unit in units])
    alike = (np.full((1, len(units)), way, dtype=np.intp) for way in range(WAYS))
    best = min(alike, key=lambda one: _costs(counted, one, target)[0])
    cost = float(_costs(counted, best, target)[0])
    for changes in (1,) if is_quick else (1, 2):
        for _ in range(_ROUNDS):
            near = _near(best[0], changes)
            costs = _costs(counted, near, target)
            place = int(costs.argmin())
            if costs[place] >= cost - 1e-9:
                break
            cost, best = float(costs[place]), near[place : place + 1]
    return Fit(cost, tuple(int(way) for way in best[0]))


def cost_of(units: Sequence[Rendering], choice: Sequence[int], target: Target) -> float:
    """Return how good a choice is for another target."""
    counted = np.array([[_sums(text) for text in unit.texts] for unit in units])
    return float(_costs(counted, np.array([choice], dtype=np.intp), target)[0])


def words_of(units: Sequence[Rendering], way: int) -> float:
    """Return how many words the units have in one rendering."""
    return float(sum(_sums(unit.texts[way])[_WORDS] for unit in units))


def grade_of(units: Sequence[Rendering], way: int) -> float:
    """Return the estimated grade of the units in one rendering."""
    return float(estimate(np.sum([_sums(unit.texts[way]) for unit in units], axis=0)))


@lru_cache(maxsize=50_000)
def _sums(text: str) -> Counts:
    return np.asarray(count(text).sum(axis=0))


def _near(choice: Choices, changes: int) -> Choices:
    """Return all choices that differ from this one in exactly one place, or in two."""
    size = len(choice)
    ones = np.repeat(choice[None, :], size * (WAYS - 1), axis=0)
    places = np.repeat(np.arange(size), WAYS - 1)
    steps = np.tile(np.arange(1, WAYS), size)
    ones[np.arange(len(ones)), places] = (choice[places] + steps) % WAYS
    if changes == 1:
        return np.asarray(ones)
    first, second = np.triu_indices(len(ones), 1)
    kept = places[first] != places[second]
    twos = ones[first[kept]].copy()
    twos[np.arange(len(twos)), places[second[kept]]] = ones[second[kept], places[second[kept]]]
    return np.asarray(twos)


def _costs(counted: Counts, choices: Choices, target: Target) -> Counts:
    """Return what is wrong with each choice: the grade by our estimate and by Flesch-Kincaid, the length, jumps."""
    units, ways, _ = counted.shape
    taken = np.zeros((len(choices), units * ways))
    np.put_along_axis(taken, choices + ways * np.arange(units), 1.0, axis=1)
    sums = taken @ counted.reshape(units * ways, -1)
    off = estimate(sums) + target.extra - target.grade
    off_formula = measures(sums)["flesch_kincaid"] - target.grade
    long = (sums[:, _WORDS] / target.words - 1) / 0.06 if target.words else np.zeros(len(choices))
    far = np.maximum(np.abs(_WAY_GRADES - target.grade) - _FARTHEST, 0)[choices] ** 2
    jumps = np.abs(np.diff(choices, axis=1))
    uneven = 0.01 * jumps.sum(axis=1) + 0.06 * (jumps == WAYS - 1).sum(axis=1)
    off_rix = measures(sums)["rix"] - target.grade
    return np.asarray(off**2 + 0.3 * off_rix**2 + off_formula**2 + 0.2 * long**2 + uneven + 0.04 * far.sum(axis=1))
