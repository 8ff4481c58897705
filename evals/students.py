"""Simulated pupils for measuring the diagnosis: what they hold, how often they slip, and what they do when nothing known explains them.

Nothing here is shared with `diagnosis` but the malrules themselves. A pupil either knows the skill, holds one misconception and follows it
with some consistency, or follows a wrong procedure that no catalogue has; every answer may be spoilt by a slip of the pen.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from tutor.diagnosis import Matcher, predict
from tutor.diagnosis.literal import key, numeral
from tutor.diagnosis.predict import right_answer
from tutor.domain import KNOWS, OTHER, Task
from tutor.maths.show import show
from tutor.maths.tree import Frac, Listing, Mixed, Neg, Node, Num, Rel, Relation

Chance = random.Random
Make = Callable[[Chance], Task]
RELATIONS: tuple[Relation, ...] = ("<", ">", "=")


@dataclass(frozen=True)
class Pupil:
    """One simulated pupil: `holds` is KNOWS, a misconception id or OTHER; `procedure` numbers the unknown procedure of OTHER."""

    holds: str
    slip: float = 0.2
    consistency: float = 0.9
    procedure: int = 0

    def answer(self, task: Task, matcher: Matcher, chance: Chance) -> Node:
        """Return what this pupil writes."""
        right = right_answer(task)
        assert right is not None
        meant = self._meant(task, right, matcher, chance)
        return slipped(meant, chance) if chance.random() < self.slip else meant

    def _meant(self, task: Task, right: Node, matcher: Matcher, chance: Chance) -> Node:
        if self.holds == OTHER:
            return unknown_procedure(task, right, self.procedure)
        if self.holds != KNOWS and chance.random() < self.consistency:
            found = predict(matcher.catalog.misconceptions[self.holds], task)
            return found[0].node if found else right
        return right


def slipped(node: Node, chance: Chance) -> Node:
    """Return the answer spoilt: a digit off, two digits turned round, a sign, a neighbour, or a wild number."""
    if isinstance(node, Rel):
        return Rel(chance.choice([sign for sign in RELATIONS if sign != node.op]), node.left, node.right)
    if isinstance(node, Listing):
        items = [*node.items]
        place = chance.randrange(len(items) - 1)
        items[place], items[place + 1] = items[place + 1], items[place]
        return Listing(tuple(items))
    if isinstance(node, Neg):
        return node.of if chance.random() < 0.3 else Neg(slipped(node.of, chance))
    if isinstance(node, Frac) and isinstance(node.top, Num) and isinstance(node.bottom, Num):
        if chance.random() < 0.7:
            return Frac(_spoilt(node.top, chance), node.bottom)
        return Frac(node.top, _spoilt(node.bottom, chance))
    if isinstance(node, Mixed):
        return Mixed(_spoilt(node.whole, chance), node.top, node.bottom)
    return _spoilt(node, chance) if isinstance(node, Num) else node


def _spoilt(node: Num, chance: Chance) -> Num:
    digits = [place for place, character in enumerate(node.text) if character.isdigit()]
    way, place = chance.random(), chance.choice(digits)
    text = [*node.text]
    if way < 0.5:
        text[place] = str((int(text[place]) + chance.choice((1, 9))) % 10)
    elif way < 0.7:
        text[place] = str(chance.choice([digit for digit in range(10) if str(digit) != text[place]]))
    elif way < 0.85 and len(digits) > 1:
        one = chance.randrange(len(digits) - 1)
        text[digits[one]], text[digits[one + 1]] = text[digits[one + 1]], text[digits[one]]
    else:
        return Num(str(chance.randint(1, 120)))
    return _sound("".join(text), node, chance)


def _sound(text: str, node: Num, chance: Chance) -> Num:
    """Return the numeral; a zero or an unchanged one becomes another small number, so that a slip is always a slip."""
    return Num(text) if Fraction(text) not in (0, Fraction(node.text)) else Num(str(chance.randint(1, 9)))


def unknown_procedure(task: Task, right: Node, which: int) -> Node:
    """Return the answer of a wrong procedure that is in no catalogue, always the same one for the same number."""
    worth = key(right)
    if isinstance(worth, Fraction):
        changed = UNKNOWN[which % len(UNKNOWN)](worth)
        return numeral(changed, decimal="." in task.expression)
    if isinstance(right, Rel):
        return Rel("<" if right.op == ">" else ">", right.left, right.right)
    if isinstance(right, Listing):
        return Listing((right.items[-1], *right.items[:-1]))
    return right


UNKNOWN: tuple[Callable[[Fraction], Fraction], ...] = (
    lambda worth: worth * 2,
    lambda worth: worth + 3,
    lambda worth: worth * worth + 1,
    lambda worth: worth / 2 + 1,
    lambda worth: Fraction(sum(int(digit) for digit in str(worth.numerator) if digit.isdigit()) + 17),
    lambda worth: worth * Fraction(7, 4),
    lambda worth: Fraction(worth.numerator * 3 + 5, worth.denominator + 6),
    lambda worth: abs(worth - 41) + 5,
)


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
    return Task(
        kind="evaluate",
        expression=chance.choice(
            (f"{one} + {two} * {three}", f"{one * 5} - {two} + {three}", f"{one} * ({two} + {three})")
        ),
    )


SKILLS: dict[str, Make] = {
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
    "three terms": three_terms,
}


def tasks(skill: str, chance: Chance) -> Iterator[Task]:
    """Yield tasks of a skill without end."""
    while True:
        yield SKILLS[skill](chance)


def as_text(task: Task) -> str:
    """Return the task as a pupil finds it on a sheet."""
    return task.expression.replace("*", "×") + ("" if task.kind == "compare" else " =")


def as_response(node: Node) -> str:
    """Return the answer as a pupil writes it."""
    return show(node)
