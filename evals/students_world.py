"""The world of simulated pupils: sheets of problems, which misconceptions show on them, and what a population is made of."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import combinations, cycle, islice

from evals.students import Problem, Pupil
from evals.students_sheets import ITEMS, plain_sheets, sheets
from evals.students_wrong import WRONG, Wrong
from tutor.catalog.schema import Catalog, Misconception
from tutor.diagnosis import Matcher
from tutor.diagnosis.reading import read_attempt
from tutor.domain import KNOWS, OTHER, Attempt
from tutor.maths import grade

LEAST_SHOWS = 0.25
"""Share of a sheet's problems on which a misconception or procedure must differ from the key for a pupil of that sheet to hold it."""


@dataclass
class World:
    """Sheets by name (skill or plain), and what may be held on each."""

    matcher: Matcher
    misconceptions: Mapping[str, Misconception]
    sheets: dict[str, list[Problem]]
    held: dict[str, list[str]] = field(default_factory=dict)
    wrong: dict[str, list[Wrong]] = field(default_factory=dict)

    def turns(self, count: int) -> Iterator[str]:
        """Yield names of sheets in turn."""
        return islice(cycle(self.sheets), count)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return every sheet with each misconception held on it, misconceptions in turn."""
        found = [(name, id) for name, held in self.held.items() for id in held]
        return random.Random(5).sample(found, len(found))

    def draw(self, name: str, count: int, chance: random.Random, *, shows: str = "") -> list[Problem]:
        """Return problems of a sheet, each once before any comes again; `shows`: those on which this misconception shows."""
        found = self.shows(name, shows) if shows else self.sheets[name]
        made: list[Problem] = []
        while len(made) < count:
            made += chance.sample(found, min(len(found), count - len(made)))
        return made

    def shows(self, name: str, id: str) -> list[Problem]:
        """Return the problems of a sheet on which a pupil with this misconception writes something wrong."""
        pupil = Pupil(id)
        return [
            problem
            for problem in self.sheets[name]
            if self.is_wrong(pupil.meant(problem, self.misconceptions), problem)
        ]

    def couples(self, chance: random.Random, count: int) -> list[tuple[str, str, str]]:
        """Return sheets with two misconceptions, each of which gives another wrong answer than the other on three problems at least."""
        found = []
        for name, held in self.held.items():
            given = {
                id: [Pupil(id).meant(problem, self.misconceptions) for problem in self.sheets[name]] for id in held
            }
            for one, two in combinations(held, 2):
                apart = [
                    trio for trio in zip(given[one], given[two], self.sheets[name], strict=True) if trio[0] != trio[1]
                ]
                wrong = [
                    (self.is_wrong(first, problem), self.is_wrong(second, problem)) for first, second, problem in apart
                ]
                if min(map(sum, zip(*wrong, strict=True)), default=0) >= 3:
                    found.append((name, one, two) if chance.random() < 0.5 else (name, two, one))
        chance.shuffle(found)
        return [found[place % len(found)] for place in range(count)]

    def is_wrong(self, text: str, problem: Problem) -> bool:
        """Tell whether the text is no right answer."""
        return text != problem.key and not same(text, problem)

    def tell_apart(self, id: str, problems: Sequence[Problem]) -> bool:
        """Tell whether some of the problems has another answer by this misconception than by each of the others that apply."""
        yields = [
            {other: {made.key for made in many} for other, many in self.matcher.predictions(problem.task).items()}
            for problem in problems
        ]
        others = {other for made in yields for other in made} - {id}
        return all(any(made.get(other) != made.get(id) for made in yields if id in made) for other in others)

    def strangers(self, chance: random.Random, count: int) -> list[tuple[str, Wrong, list[Problem]]]:
        """Return sheets with a wrong procedure and the problems on which it differs from the key and every malrule's answer."""
        found = []
        for name in self.sheets:
            for wrong in chance.sample(self.wrong[name], len(self.wrong[name])):
                problems = [problem for problem in self.sheets[name] if self.is_own(wrong, problem)]
                if len(problems) >= 3:
                    found.append((name, wrong, problems))
        chance.shuffle(found)
        return [found[place % len(found)] for place in range(count)]

    def is_own(self, wrong: Wrong, problem: Problem) -> bool:
        """Tell whether a wrong procedure gives an answer that is neither right nor a malrule's."""
        text = wrong.on(problem.task, problem.key)
        if not text or not self.is_wrong(text, problem):
            return False
        seen = read_attempt(Attempt(problem=problem.text, response=text, task=problem.brought), self.matcher).seen
        yielded = {made.key for many in seen.predictions.values() for made in many} if seen else set()
        return seen is not None and seen.answer is not None and seen.answer not in yielded


_graded: dict[tuple[str, str, str], bool] = {}
_worlds: dict[tuple[str, int, int, bool], World] = {}
PLAIN = re.compile(r"([a-z] = )?(-?\d{1,9}(?:/[1-9]\d{0,8}|\.\d{1,6})?)")


def same(text: str, problem: Problem) -> bool:
    """Tell whether the text is as good as the key; plain numbers far apart, of which most are, need no grading."""
    plain, wanted = PLAIN.fullmatch(text), PLAIN.fullmatch(problem.key)
    if plain and wanted and plain[1] == wanted[1]:
        off = abs(Fraction(plain[2]) - Fraction(wanted[2]))
        if off > abs(Fraction(wanted[2])) / 10:
            return False
    asked = text, problem.key, problem.text
    if asked not in _graded:
        _graded[asked] = grade(problem.key, text, task=problem.task, form=problem.task.form).verdict == "right"
    return _graded[asked]


def build_world(
    catalog: Catalog, matcher: Matcher, *, seed: int, items: int = ITEMS, as_they_come: bool = False
) -> World:
    """Return the world of a catalog: item models of every skill (see `sheets`) and plain sums. Built once a process for all evals."""
    asked = catalog.hash, seed, items, as_they_come
    if asked not in _worlds:
        _worlds[asked] = _built(catalog, matcher, seed, items, as_they_come)
    return _worlds[asked]


def _built(catalog: Catalog, matcher: Matcher, seed: int, items: int, as_they_come: bool) -> World:
    published = {id: made for id, made in catalog.misconceptions.items() if made.status == "published"}
    drawn = sheets(catalog, matcher, items=items, seed=seed, as_they_come=as_they_come)
    world = World(matcher, published, {**drawn, **plain_sheets(items=items, seed=seed)})
    for name, problems in world.sheets.items():
        ids = {id for problem in problems for id in matcher.predictions(problem.task)}
        ids = {id for id in ids if name in published[id].skills or name not in catalog.skills}
        world.held[name] = [id for id in sorted(ids) if len(world.shows(name, id)) >= LEAST_SHOWS * len(problems)]
        world.wrong[name] = [wrong for wrong in WRONG if _differs(wrong, problems, world)]
    return world


def _differs(wrong: Wrong, problems: Sequence[Problem], world: World) -> bool:
    made = [(wrong.on(problem.task, problem.key), problem) for problem in problems]
    given = [(text, problem) for text, problem in made if text]
    enough = 2 * len(given) > len(problems)
    return enough and sum(world.is_wrong(text, problem) for text, problem in given) > len(problems) / 2


@dataclass(frozen=True)
class Population:
    """What pupils hold (`held`, `other`: shares of all) and how they are; each pupil draws one of the slip rates and consistencies."""

    held: float = 0.3
    other: float = 0.12
    slips: tuple[float, ...] = (0.05, 0.1, 0.2)
    consistencies: tuple[float, ...] = (0.8, 0.9, 1.0)
    guess: float = 0.01

    def but(self, **changes: object) -> "Population":
        """Return the population with something changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def pupil(self, world: World, name: str, chance: random.Random) -> Pupil:
        """Return a pupil for a sheet."""
        drawn = chance.random()
        made = Pupil(KNOWS, None, chance.choice(self.slips), chance.choice(self.consistencies), self.guess)
        if drawn < self.held and world.held[name]:
            return replace(made, holds=chance.choice(world.held[name]))
        if self.held <= drawn < self.held + self.other and world.wrong[name]:
            return replace(made, holds=OTHER, wrong=chance.choice(world.wrong[name]))
        return made


USUAL = Population()
