"""What a pupil says, as likelihood ratios: which misconception's `says` lines it sounds like, and which `says_not` lines.

Works on content words and knows negation. How much words may weigh beside an answer is left to `diagnose`.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from tutor.catalog.schema import Misconception

WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
NOT = frozenset(["not", "no", "never", "dont", "didnt", "isnt", "wasnt", "cant", "without", "nothing", "instead"])
STOP_LINES = (
    "i it its it's is are was be the a an to of and or so then that this they them these those you your my me we he she just because cuz",
    "cause bc with in on at for do did does got get gets has have had if when what which how why as by but there here will would can could",
    "should u ok um like really very too also im i'm i've ive were than thing things one think thought",
)
STOP = frozenset(word for line in STOP_LINES for word in line.split())
ENDINGS = ("ting", "ning", "ding", "ing", "ted", "ped", "ned", "ied", "ed", "es", "s")
REACH = 4
MOST = 4.0
"""What words may weigh at most: lines that say the opposite share most of their words, so likeness alone is weak evidence."""
LEAST_LIKENESS = 0.45
LEAST_MARGIN = 0.15
STEEPNESS = 2.5

Token = tuple[str, bool]


class Likeness(Protocol):
    """Text likeness worked out elsewhere: misconception id -> (best cosine with `says`, best with `says_not`)."""

    def get(self, id: str, /) -> tuple[float, float] | None:
        """Return the two cosines for a misconception, or None."""


def tokens(text: str) -> frozenset[Token]:
    """Return the content words of a text, shortened to a stem, each with whether it stands under a negation."""
    found, under = [], 0
    for word in WORD.findall(text.lower().replace("’", "'")):
        if word in NOT or word.endswith("n't"):
            under = REACH
        elif word not in STOP:
            found.append((stem(word), under > 0))
            under = max(under - 1, 0)
    return frozenset(found)


def stem(word: str) -> str:
    """Return the word without its common endings."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


@dataclass
class Phrasebook:
    """The `says` and `says_not` lines of all misconceptions as content words, each word weighed by how rare it is among the lines."""

    says: dict[str, list[frozenset[Token]]] = field(default_factory=dict)
    says_not: dict[str, list[frozenset[Token]]] = field(default_factory=dict)
    rarity: dict[str, float] = field(default_factory=dict)

    def ratios(self, text: str, ids: Iterable[str], likeness: Likeness | None = None) -> dict[str, float]:
        """Return misconception id -> P(words | holds it) / P(words | does not), in [1 / MOST, MOST]; only where the words tell anything.

        likeness: cosines of an embedder, as a second opinion that counts as much as the words.
        """
        said = tokens(text)
        found = {}
        for id in ids if len(said) > 1 or likeness is not None else ():
            ratio = self._ratio(said, id, likeness.get(id) if likeness is not None else None)
            if abs(math.log(ratio)) > 0.1:
                found[id] = ratio
        return found

    def _ratio(self, said: frozenset[Token], id: str, likeness: tuple[float, float] | None) -> float:
        speaks = max((self.alike(said, line) for line in self.says.get(id, ())), default=0.0)
        against = max((self.alike(said, line) for line in self.says_not.get(id, ())), default=0.0)
        if likeness is not None:
            speaks, against = (speaks + max(likeness[0], 0)) / 2, (against + max(likeness[1], 0)) / 2
        margin = speaks - against
        if max(speaks, against) < LEAST_LIKENESS or abs(margin) < LEAST_MARGIN:
            return 1.0
        return min(max(math.exp(STEEPNESS * margin), 1 / MOST), MOST)

    def alike(self, said: frozenset[Token], line: frozenset[Token]) -> float:
        """Return how alike two sets of words are, in [0, 1]; a word that one side negates and the other does not counts against it."""
        both = said & line
        crossed = {word for word, under in said if (word, not under) in line and (word, under) not in line}
        shared = sum(self._weight(word) for word, _ in both) - sum(self._weight(word) for word in crossed)
        one, two = (sum(self._weight(word) for word, _ in side) for side in (said, line))
        return max(shared, 0.0) / math.sqrt(one * two) if one and two else 0.0

    def _weight(self, word: str) -> float:
        return self.rarity.get(word, 1.0)


def phrasebook(misconceptions: Mapping[str, Misconception]) -> Phrasebook:
    """Return the phrasebook of the misconceptions."""
    says = {id: [tokens(line) for line in made.says] for id, made in misconceptions.items()}
    says_not = {id: [tokens(line) for line in made.says_not] for id, made in misconceptions.items()}
    lines = [line for table in (says, says_not) for many in table.values() for line in many]
    counts: dict[str, int] = {}
    for line in lines:
        for word in {word for word, _ in line}:
            counts[word] = counts.get(word, 0) + 1
    rarity = {word: math.log(1 + len(lines) / count) / math.log(1 + len(lines)) for word, count in counts.items()}
    return Phrasebook(says, says_not, rarity)
