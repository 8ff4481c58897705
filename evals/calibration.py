"""How well the chances of the belief hold where slips, consistency and prevalence are not what was fitted: alone, and known the class.

A cell is a class of simulated pupils (`students_world`). What a class tells is learned from half of it and used on the other half: once
from as many answers as the pupil gave, once from ten answers each, as of a class that has worked before. One answer of each pupil alone
cannot tell a class in which few hold something from one in which many follow it seldom, so there the first must stay off: after one right
answer about .93 know where prevalence is half of the usual and .59 where it is double, and any chance given to both is off by .10 in one.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.results import Point, Result, calibration_error, calibration_stderr, reliability, share
from evals.students import Pupil
from evals.students_world import USUAL, Population, World
from tutor.diagnosis import Case, class_prior, diagnose
from tutor.diagnosis.belief import USUAL as USUAL_PRIOR
from tutor.diagnosis.belief import Prior
from tutor.domain import KNOWS, Attempt, Hypothesis

AFTER = (1, 3, 10)
CELLS: dict[str, Population] = {
    "as fitted": USUAL,
    "slip .05": USUAL.but(slips=(0.05,)),
    "slip .20": USUAL.but(slips=(0.2,)),
    "slip .35": USUAL.but(slips=(0.35,)),
    "consistency .5": USUAL.but(consistencies=(0.5,)),
    "consistency .75": USUAL.but(consistencies=(0.75,)),
    "consistency 1": USUAL.but(consistencies=(1.0,)),
    "prevalence half": USUAL.but(held=USUAL.held / 2, other=USUAL.other / 2),
    "prevalence double": USUAL.but(held=USUAL.held * 2, other=USUAL.other),
}
WAYS = ("", " in a class that answered as much", " in a class known by ten answers")


@dataclass(frozen=True)
class Worked:
    """A pupil and what was written, oldest first."""

    pupil: Pupil
    attempts: tuple[Attempt, ...]

    def case(self, count: int) -> Case:
        """Return the case after so many answers."""
        newest, history = self.attempts[count - 1], self.attempts[: count - 1]
        return Case(newest.problem, newest.response, history=history, task=newest.task)


def calibrations(world: World, pupils: int, chance: random.Random) -> Iterator[Result]:
    """Yield the figures of every cell of so many pupils."""
    for name, population in CELLS.items():
        yield from calibration(name, work(world, population, pupils, chance), world)


def work(world: World, population: Population, pupils: int, chance: random.Random) -> list[Worked]:
    """Return pupils of a population with ten answers each."""
    made = []
    for name in world.turns(pupils):
        pupil = population.pupil(world, name, chance)
        problems = world.draw(name, max(AFTER), chance)
        texts = [(one, pupil.answer(one, world.misconceptions, chance)) for one in problems]
        attempts = (Attempt(problem=one.text, response=text, task=one.brought) for one, text in texts)
        made.append(Worked(pupil, tuple(attempts)))
    return made


def calibration(name: str, worked: Sequence[Worked], world: World) -> Iterator[Result]:
    """Yield the accuracy of the likeliest state and the expected calibration error of its chance, after each number of answers."""
    known = _learned(worked, max(AFTER), world)
    drawn: dict[str, list[Point]] = {way: [] for way in WAYS}
    for count in AFTER:
        priors = {WAYS[0]: [USUAL_PRIOR] * len(worked)}
        priors |= {WAYS[1]: _learned(worked, count, world)} if count < max(AFTER) else {}
        for way, known_as in (priors | {WAYS[2]: known}).items():
            told = _told(worked, count, known_as, world)
            if not way:
                yield _likeliest(name, count, told)
            yield _error(f"{name}: calibration error{way}, after {count}", count, told, drawn[way])


Told = Sequence[tuple[Hypothesis, str]]


def _learned(worked: Sequence[Worked], count: int, world: World) -> list[Prior]:
    """Return for each pupil the prior that the other half of the class tells."""
    halves = [class_prior([one.case(count) for one in worked[part::2]], world.matcher) for part in (0, 1)]
    return [halves[1 - place % 2] for place in range(len(worked))]


def _told(worked: Sequence[Worked], count: int, priors: Sequence[Prior], world: World) -> Told:
    found = []
    for one, prior in zip(worked, priors, strict=True):
        made = diagnose(one.case(count), world.matcher, prior=prior).hypotheses
        found += [(made[0], one.pupil.holds)] if made else []
    return found


def _likeliest(name: str, count: int, told: Told) -> Result:
    always = sum(holds == KNOWS for _, holds in told) / len(told) if told else 0.0
    truths = [top.id == holds for top, holds in told]
    metric = f"{name}: likeliest is held, after {count}"
    return share("diagnosis", metric, truths, baseline=always, note="baseline: always knows")


def _error(metric: str, count: int, told: Told, drawn: list[Point]) -> Result:
    """Return the error; the reliability diagram stands with the last number of answers."""
    chances, truths = [top.p for top, _ in told], [top.id == holds for top, holds in told]
    constant = abs(sum(truths) / len(truths) - 0.5) if truths else None
    drawn += reliability(chances, truths, f"after {count}", bins=5)
    return Result(
        "diagnosis", metric, calibration_error(chances, truths), calibration_stderr(chances, truths), len(told), constant,
        note=f"{_by_luck(chances):.3f} by luck alone; {_table(chances, truths)}", lower_is_better=True,
        series=tuple(drawn) if count == AFTER[-1] else (), plot="reliability", axes=("chance given to the likeliest", "share true"),
    )  # fmt: skip


def _by_luck(chances: Sequence[float], times: int = 25) -> float:
    """Return the calibration error that perfect chances have on so few pupils."""
    luck = random.Random(1)
    drawn = ([luck.random() < chance for chance in chances] for _ in range(times))
    return sum(calibration_error(chances, truths) for truths in drawn) / times


def _table(chances: Sequence[float], truths: Sequence[bool]) -> str:
    """Return the reliability table: upper end of the bin, n, share true, mean chance."""
    rows: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for chance, truth in zip(chances, truths, strict=True):
        rows[min(int(chance * 5), 4)].append((chance, truth))
    cells = []
    for place, row in sorted(rows.items()):
        true, given = (sum(column) / len(row) for column in zip(*row, strict=True))
        cells.append(f"<{(place + 1) / 5:.1f} {given:.2f}/{true:.2f} ({len(row)})")
    return "true/given " + ", ".join(cells)
