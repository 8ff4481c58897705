"""Simulated pupils for measuring the diagnosis: what they hold, how they slip, guess, forget, waver and learn. `describe` prints it.

They share nothing with `diagnosis` but the malrules themselves: they write texts, from the key of a problem, from what a malrule yields on
it, or from a wrong procedure that no catalogue has (`students_wrong`). Problems come from `students_sheets`.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from evals.students_wrong import Wrong
from tutor.catalog.schema import Misconception
from tutor.diagnosis import predict
from tutor.domain import KNOWS, OTHER, Task
from tutor.maths.show import show

Chance = random.Random
NUMBER = re.compile(r"\d+(?:\.\d+)?")
SIGNS = ("<", ">", "=")


@dataclass(frozen=True)
class Problem:
    """A problem as it stands on a sheet, its task, and its key as text; `brought`: the task where the text does not hold it."""

    text: str
    task: Task
    key: str
    skill: str = ""
    brought: Task | None = None


@dataclass
class Pupil:
    """One simulated pupil. `holds` is KNOWS, a misconception id or OTHER; `wrong` is the procedure of OTHER.

    slip: how often an answer is spoilt by the pen. consistency: how often the misconception or wrong procedure is followed; else the
    pupil works as one who knows. guess: how often anything is written. forgets: how often one who knows does not, this once, and guesses.
    learns: the chance that a move which addresses what is held makes it go. also: a second misconception; either is followed as it comes.
    """

    holds: str
    wrong: Wrong | None = None
    slip: float = 0.2
    consistency: float = 1.0
    guess: float = 0.0
    forgets: float = 0.0
    learns: float = 0.4
    also: str = ""

    def answer(self, problem: Problem, misconceptions: Mapping[str, Misconception], chance: Chance) -> str:
        """Return what this pupil writes."""
        guesses = self.guess + (self.forgets if self.holds == KNOWS else 0.0)
        if chance.random() < guesses:
            return guessed(problem, chance)
        meant = self._meant(problem, misconceptions, chance)
        return slipped(meant, chance) if chance.random() < self.slip else meant

    def meant(self, problem: Problem, misconceptions: Mapping[str, Misconception]) -> str:
        """Return what this pupil writes where nothing goes astray; the key where what is held does not apply."""
        if self.holds == OTHER and self.wrong:
            return self.wrong.on(problem.task, problem.key) or problem.key
        if self.holds in misconceptions:
            return yielded(misconceptions[self.holds], problem.task) or problem.key
        return problem.key

    def taught(self, chance: Chance) -> None:
        """Let the pupil learn from a move that addresses what is held."""
        if self.holds != KNOWS and chance.random() < self.learns:
            self.holds, self.wrong = KNOWS, None

    def _meant(self, problem: Problem, misconceptions: Mapping[str, Misconception], chance: Chance) -> str:
        if self.holds == KNOWS or chance.random() >= self.consistency:
            return problem.key
        if not self.also:
            return self.meant(problem, misconceptions)
        either = chance.sample((self, replace(self, holds=self.also)), 2)
        texts = [one.meant(problem, misconceptions) for one in either]
        return next((text for text in texts if text != problem.key), problem.key)


_yielded: dict[tuple[str, Task], str] = {}


def yielded(misconception: Misconception, task: Task) -> str:
    """Return what the first malrule that applies yields, as the pupil writes it, or ""."""
    asked = misconception.id, task
    if asked not in _yielded:
        found = predict(misconception, task)
        _yielded[asked] = show(found[0].node) if found else ""
    return _yielded[asked]


# Slips of the pen


def slipped(text: str, chance: Chance) -> str:
    """Return the answer spoilt in one place; never the same text."""
    ways: Sequence[Callable[[str, Chance], str]] = (
        (_another_sign,) if compared(text) else (_swapped,) if "," in text else SPOILS
    )
    for _ in range(20):
        spoilt = chance.choices(ways, WEIGHTS[: len(ways)] if ways is SPOILS else None)[0](text, chance)
        if spoilt != text and spoilt:
            return spoilt
    return str(chance.randint(1, 120))


def compared(text: str) -> bool:
    """Tell whether an answer compares: it has a sign of order, or "=" and no letter; in x = 5 the number may go wrong, not the sign."""
    return any(sign in text for sign in SIGNS[:2]) or ("=" in text and not re.search("[a-z]", text))


def _another_sign(text: str, chance: Chance) -> str:
    sign = next(sign for sign in SIGNS if sign in text)
    return text.replace(sign, chance.choice([other for other in SIGNS if other != sign]))


def _swapped(text: str, chance: Chance) -> str:
    items = text.split(",")
    place = chance.randrange(len(items) - 1)
    items[place], items[place + 1] = items[place + 1].strip(), items[place].strip()
    return ", ".join(item.strip() for item in items)


def _one_number(text: str, chance: Chance, change: Callable[[str], str]) -> str:
    spots = list(NUMBER.finditer(text))
    if not spots:
        return text
    spot = chance.choice(spots)
    changed = change(spot[0])
    bottom = spot.start() > 0 and text[spot.start() - 1] == "/"
    return text if bottom and not changed.strip("0.") else text[: spot.start()] + changed + text[spot.end() :]


def _digit_off(text: str, chance: Chance) -> str:
    def change(number: str) -> str:
        place = chance.choice([place for place, character in enumerate(number) if character.isdigit()])
        step = chance.choice((1, 9, 1, 9, 2, 8, 5))
        return number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]

    return _one_number(text, chance, change)


def _turned(text: str, chance: Chance) -> str:
    def change(number: str) -> str:
        places = [at for at in range(len(number) - 1) if number[at : at + 2].isdigit()]
        if not places:
            return number
        at = chance.choice(places)
        return number[:at] + number[at + 1] + number[at] + number[at + 2 :]

    return _one_number(text, chance, change)


def _one_more(text: str, chance: Chance) -> str:
    return _one_number(
        text, chance, lambda number: number if "." in number else str(max(int(number) + chance.choice((1, -1)), 0))
    )


def _sign(text: str, chance: Chance) -> str:
    return text[1:] if text.startswith("-") else f"-{text}"


def _ten_times(text: str, chance: Chance) -> str:
    return _one_number(text, chance, lambda number: number[:-1] if number.endswith("0") else f"{number}0")


def _wild(text: str, chance: Chance) -> str:
    return _one_number(text, chance, lambda number: str(chance.randint(1, max(9, 10 ** len(number.split(".")[0])))))


SPOILS = (_digit_off, _one_more, _turned, _wild, _sign, _ten_times)
WEIGHTS = (30, 30, 12, 16, 6, 6)


def guessed(problem: Problem, chance: Chance) -> str:
    """Return anything at all: a number of the problem, a sign, or some number."""
    if problem.task.kind == "compare" and any(sign == problem.key.strip() for sign in SIGNS):
        return chance.choice(SIGNS)
    numbers = NUMBER.findall(problem.text)
    return chance.choice(numbers) if numbers and chance.random() < 0.4 else str(chance.randint(1, 100))


@lru_cache(maxsize=1)
def describe() -> str:
    """Return how simulated pupils behave, in a few lines."""
    from evals.students_wrong import WRONG

    lines = [
        "A simulated pupil knows the skill, holds one misconception (runs its first malrule that applies), or follows one wrong procedure",
        "that no catalogue has. `consistency`: how often what is held is followed, else the pupil works rightly. `slip`: an answer is then",
        "spoilt (a digit, one more or less, digits turned, another number, the sign, a zero; another sign of a comparison; neighbours of a",
        "list). `guess`, `forgets`: anything is written. `learns`: what is held goes after teaching. `also`: a second one is held, and",
        "either is followed as it comes. Wrong procedures:",
        *(f"  {wrong.name}: {wrong.says}" for wrong in WRONG),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(describe())
