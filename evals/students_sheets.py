"""Problems for simulated pupils: from the item models of every skill, and, as a second source, plain sums drawn here.

`sheet(skill)` gives both in one shape. Keys of item models are proven by generation; those of plain sums are worked out by `maths`.
"""

import random
from collections.abc import Callable, Sequence
from fractions import Fraction

from evals.students import Problem
from tutor.catalog.schema import Catalog
from tutor.diagnosis import Matcher
from tutor.domain import Item, Task
from tutor.errors import TutorError
from tutor.generation import fillings, make_items
from tutor.maths.tasks import answer_text, find

Chance = random.Random
Make = Callable[[Chance], Task]
ITEMS = 24
"""Problems of a skill."""
ASKED = ("{}", "Work out {}.", "{} =", "What is {}?", "Calculate {}")


def sheets(
    catalog: Catalog, matcher: Matcher, *, items: int = ITEMS, seed: int = 1, as_they_come: bool = False
) -> dict[str, list[Problem]]:
    """Return skill -> problems from its item models; fewer where there are fewer, none where none can be made.

    as_they_come: as the tutor draws candidates for a probe; else as it sets practice, the telling fillings first.
    """
    draw = _as_they_come if as_they_come else _from_items
    made = {skill: draw(catalog, matcher, skill, items, seed) for skill in catalog.skills}
    return {skill: problems for skill, problems in made.items() if len(problems) >= 3}


def _from_items(catalog: Catalog, matcher: Matcher, skill: str, items: int, seed: int) -> list[Problem]:
    for count in (items, items // 2, items // 4, 3):
        try:
            found = make_items(catalog, matcher, skill=skill, n=count, seed=seed, kind="number")
        except TutorError:
            continue
        return [_from_item(item) for item in found]
    return []


def _as_they_come(catalog: Catalog, matcher: Matcher, skill: str, items: int, seed: int) -> list[Problem]:
    made = fillings(catalog, matcher, skill=skill, n=items, seed=seed)
    return [_from_item(item) for make in made.values() if (item := make())]


def _from_item(item: Item) -> Problem:
    """Return the stem as the problem; of a story, the plain problem, and its task where only the item knows it."""
    stem = item.stem.replace("`", "")
    text = stem if find(stem).task is not None else item.problem
    return Problem(text, item.task, item.key, item.skill, None if find(text).task is not None else item.task)


def plain_sheets(*, items: int = ITEMS, seed: int = 1) -> dict[str, list[Problem]]:
    """Return name -> plain problems, as anybody would write them."""
    chance = Chance(f"{seed} plain")
    return {name: [_plain(make(chance), name, chance) for _ in range(items)] for name, make in PLAIN.items()}


def _plain(task: Task, name: str, chance: Chance) -> Problem:
    text = task.expression.replace("*", chance.choice(("×", "x", "*")))
    asked = "{}" if task.kind == "compare" else chance.choice(ASKED)
    key = answer_text(task)
    return Problem(asked.format(text), task, key, name)


def fractions(op: str) -> Make:
    """Return a maker of sums, differences, products or quotients of two fractions."""

    def make(chance: Chance) -> Task:
        while True:
            bottom, other = chance.randint(2, 12), chance.randint(2, 12)
            top, second = chance.randint(1, bottom - 1), chance.randint(1, other - 1)
            if op != "-" or Fraction(top, bottom) > Fraction(second, other):
                return Task(kind="evaluate", expression=f"{top}/{bottom} {op} {second}/{other}")

    return make


def mixed(op: str) -> Make:
    """Return a maker of sums or differences of two mixed numbers."""

    def make(chance: Chance) -> Task:
        bottom, other = chance.randint(2, 9), chance.randint(2, 9)
        one, two = chance.randint(4, 9), chance.randint(1, 3)
        top, second = chance.randint(1, bottom - 1), chance.randint(1, other - 1)
        return Task(kind="evaluate", expression=f"{one} {top}/{bottom} {op} {two} {second}/{other}")

    return make


def wholes(op: str, low: int, high: int, low_two: int, high_two: int) -> Make:
    """Return a maker of sums, differences or products of two whole numbers."""

    def make(chance: Chance) -> Task:
        one, two = chance.randint(low, high), chance.randint(low_two, high_two)
        one, two = (max(one, two), min(one, two)) if op == "-" else (one, two)
        return Task(kind="evaluate", expression=f"{one} {op} {two}")

    return make


def decimals(op: str) -> Make:
    """Return a maker of sums, differences or products of two decimals with one or two places."""

    def make(chance: Chance) -> Task:
        places = (chance.choice((1, 2)), chance.choice((1, 2)) if op != "*" else 1)
        one, two = (f"{chance.randint(10**place, 20 * 10**place) / 10**place:.{place}f}" for place in places)
        if op == "-" and Fraction(one) < Fraction(two):
            one, two = two, one
        return Task(kind="evaluate", expression=f"{one} {op} {two}")

    return make


def decimal_pair(chance: Chance) -> Task:
    """Return a comparison of two decimals below one."""
    while True:
        one, two = (f"0.{chance.randint(1, 10 ** chance.choice((1, 2, 3)) - 1)}" for _ in range(2))
        if Fraction(one) != Fraction(two):
            return Task(kind="compare", expression=f"{one} _ {two}")


def fraction_pair(chance: Chance) -> Task:
    """Return a comparison of two fractions."""
    while True:
        one, two = (chance.randint(2, 12) for _ in range(2))
        top, second = chance.randint(1, one - 1), chance.randint(1, two - 1)
        if Fraction(top, one) != Fraction(second, two):
            return Task(kind="compare", expression=f"{top}/{one} _ {second}/{two}")


def signed(op: str) -> Make:
    """Return a maker of sums, differences or products with negative whole numbers."""

    def make(chance: Chance) -> Task:
        one, two = chance.randint(-12, 12) or 5, chance.randint(-12, 12) or -4
        one = -abs(one) if two > 0 else one
        return Task(kind="evaluate", expression=f"{one} {op} {f'({two})' if two < 0 else two}")

    return make


def three_terms(chance: Chance) -> Task:
    """Return an expression in which the order of operations matters."""
    one, two, three = (chance.randint(2, 12) for _ in range(3))
    forms: Sequence[str] = (
        f"{one} + {two} * {three}",
        f"{one * 5} - {two} + {three}",
        f"{one} * ({two} + {three})",
    )
    return Task(kind="evaluate", expression=chance.choice(forms))


PLAIN: dict[str, Make] = {
    "fractions +": fractions("+"),
    "fractions -": fractions("-"),
    "fractions ×": fractions("*"),
    "fractions ÷": fractions("÷"),
    "mixed -": mixed("-"),
    "mixed +": mixed("+"),
    "wholes +": wholes("+", 120, 999, 35, 899),
    "wholes -": wholes("-", 200, 999, 35, 899),
    "wholes ×": wholes("*", 12, 99, 3, 49),
    "decimals +": decimals("+"),
    "decimals -": decimals("-"),
    "decimals ×": decimals("*"),
    "compare decimals": decimal_pair,
    "compare fractions": fraction_pair,
    "signed +": signed("+"),
    "signed -": signed("-"),
    "signed ×": signed("*"),
    "three terms": three_terms,
}
