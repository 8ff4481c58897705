"""Reads a finished word problem sentence by sentence and solves what its clauses say. It never sees the rule of the item that told it."""

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from tutor.catalog.schema import Clause
from tutor.domain import Pack
from tutor.errors import CannotCheck

_SENTENCE = re.compile(r"(?<=[.?]) +")
_RELATION = re.compile(r"([\w']+) = ([\w' ]+?)(?: ([-+*/]) ([\w' ]+))?")
_SLOT = re.compile(r"\\\{(\w+)\\\}")
_NAME = r"[A-Z]\w+"
_NUMBER, _FRACTION = r"\d+(?:\.\d+)?", r"\d+/\d+|\d+(?:\.\d+)?%"
_DONE: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv
}  # fmt: skip
Amount = str | Fraction
Relation = tuple[str, Amount, str, Amount]
"""out = left (operation) right; amounts are numbers or names; a plain equality is "+" with 0."""


@dataclass(frozen=True)
class Tongue:
    """The sentences that are understood, compiled: each clause beside the pattern of its sentences in any setting."""

    patterns: tuple[tuple[re.Pattern[str], Clause], ...]

    def solve(self, stem: str) -> Fraction:
        """Return what the stem asks for. Raises CannotCheck where a sentence is not understood or the question stays open."""
        told = self._heard(stem)
        known = told.solved()
        if told.asked not in known:
            raise CannotCheck(f"What is asked for ({told.asked or 'nothing'}) does not follow.")
        return known[told.asked]

    def amounts(self, stem: str) -> dict[str, Fraction]:
        """Return every amount that the stem states or implies, by name. Raises CannotCheck as `solve`."""
        return self._heard(stem).solved()

    def _heard(self, stem: str) -> "_Told":
        told = _Told()
        for sentence in _SENTENCE.split(stem.replace("`", "").strip()):
            told.hear(*self._understood(sentence))
        return told

    def _understood(self, sentence: str) -> tuple[Clause, dict[str, str]]:
        for pattern, clause in self.patterns:
            if match := pattern.fullmatch(sentence):
                return clause, match.groupdict()
        raise CannotCheck(f"The sentence {sentence!r} is not understood.")


@dataclass
class _Told:
    """What was heard so far: the relations, how often each person's amount changed, and what is asked."""

    relations: list[Relation] = field(default_factory=list)
    changes: dict[str, int] = field(default_factory=dict)
    asked: str = ""

    def hear(self, clause: Clause, said: dict[str, str]) -> None:
        """Take in one sentence: its people and numbers put into the relations of its clause."""
        for text in clause.means:
            found = _RELATION.fullmatch(text)
            if found is None:
                raise CannotCheck(f"The relation {text!r} of {clause.id} is not understood.")
            left, right = self._amount(found[2], said), self._amount(found[4] or "0", said)
            self.relations.append((self._name(found[1], said), left, found[3] or "+", right))
        if clause.asks:
            self.asked = self._name(clause.asks, said)

    def _amount(self, text: str, said: dict[str, str]) -> Amount:
        if text in ("n", "f") or text.isdigit():
            number = said.get(text, text)
            return Fraction(number.rstrip("%")) / (100 if number.endswith("%") else 1)
        return self._name(text, said)

    def _name(self, text: str, said: dict[str, str]) -> str:
        """Return the name of an amount: of a person or a kind with how often it has changed, others as they are."""
        letter, _, when = text.partition(" ")
        if letter.rstrip("'") not in ("A", "B", "K"):
            return text
        person = said[letter.rstrip("'")]
        if letter.endswith("'"):
            self.changes[person] = self.changes.get(person, 0) + 1
        return f"{person} {0 if when == 'at first' else self.changes.get(person, 0)}"

    def solved(self) -> dict[str, Fraction]:
        """Return all amounts that follow. Raises CannotCheck where two sentences contradict each other."""
        known: dict[str, Fraction] = {}
        for _ in range(len(self.relations) + 1):
            for relation in self.relations:
                known |= dict(_follows(relation, known))
        return known


def _follows(relation: Relation, known: dict[str, Fraction]) -> Iterator[tuple[str, Fraction]]:
    """Yield the one amount of a relation that is not known yet, worked out from the others."""
    out, left, sign, right = relation
    worth = {name: name if isinstance(name, Fraction) else known.get(name) for name in (out, left, right)}
    a, x, y = worth[out], worth[left], worth[right]
    try:
        if x is not None and y is not None:
            result = _DONE[sign](x, y)
            if a is None:
                yield out, result
            elif a != result:
                raise CannotCheck(f"{out} is {a} by one sentence and {result} by another.")
        elif a is not None and y is not None and isinstance(left, str):
            yield left, {"+": a - y, "-": a + y, "*": a / y if y else a, "/": a * y}[sign]
        elif a is not None and x is not None and isinstance(right, str):
            yield right, {"+": a - x, "-": x - a, "*": a / x if x else a, "/": x / a if a else a}[sign]
    except ZeroDivisionError:
        raise CannotCheck("A division by zero.") from None


@lru_cache(maxsize=4)
def tongue(clauses: tuple[Clause, ...], packs: tuple[Pack, ...]) -> Tongue:
    """Return the compiled sentences of the clauses over the words of all packs."""
    words = {
        "things": [thing.many for pack in packs for thing in pack.things],
        "thing": [thing.one for pack in packs for thing in pack.things],
        "holders": [pack.holders.many for pack in packs],
        "holder": [pack.holders.one for pack in packs],
        "K": [kind for pack in packs for kind in pack.kinds],
        "gets": [verb for pack in packs for verb in pack.gets],
        "loses": [verb for pack in packs for verb in pack.loses],
    }
    plain = {"A": _NAME, "B": _NAME, "n": _NUMBER, "f": _FRACTION}
    choices = {name: "|".join(map(re.escape, sorted(set(said), key=len, reverse=True))) for name, said in words.items()}

    def slot(match: re.Match[str]) -> str:
        name = match[1]
        pattern = plain.get(name) or choices[name]
        return f"(?P<{name}>{pattern})" if name in "ABKnf" else f"(?:{pattern})"

    return Tongue(tuple((re.compile(_SLOT.sub(slot, re.escape(clause.say))), clause) for clause in clauses))
