"""What a pupil says, as likelihood ratios: which misconception's `says` lines it sounds like, and which `says_not` lines.

Works on content words, forgives spelling, and knows negation. How much words may weigh beside an answer is left to `reading`.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple, Protocol

from tutor.catalog.schema import Misconception
from tutor.maths.tables import table

WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|(?<![\d.,/])(?:0|10|50|100)(?![\d/]|[.,]\d)|[.,;:!?]")
ENDINGS = ("ting", "ning", "ding", "ing", "ted", "ped", "ned", "ied", "ed", "es", "s")
REACH = 4
SHORTEST_MISSPELT = 5
HEARD = 0.2
"""The likeness below which words tell nothing of a misconception."""
MOST = 120.0
LEAST = 1 / 20

Token = tuple[str, bool]


class Likeness(Protocol):
    """Text likeness worked out elsewhere: misconception id -> (best cosine with `says`, best with `says_not`)."""

    def get(self, id: str, /) -> tuple[float, float] | None:
        """Return the two cosines for a misconception, or None."""


class Score(NamedTuple):
    """How a text sounds beside one misconception, each in [0, 1] but `shared`.

    `speaks`: its best likeness with a `says` line. `rival`: the same of the best other misconception. `shared`: what it has in common with
    that line; few and frequent words tell less than many and rare ones. `covered`: the share of the text found in any `says` line.
    `turned`: by how much it rather negates a `says_not` line than repeats it. `denied`: by how much it is more like a `says_not` line.
    """

    speaks: float
    rival: float
    shared: float
    covered: float
    turned: float
    denied: float


WEIGHTS = Score(speaks=1.38, rival=-1.38, shared=1.4, covered=2.58, turned=3.89, denied=-4.0)
BASE = -1.46
"""Log likelihood ratio = BASE + WEIGHTS . Score. Fitted by evals/fit_words.py."""
OF_A_QUESTION = 0.5
"""The share of it that is left where the pupil asks: who asks whether it is so does not say that it is."""


@dataclass
class _Heard:
    """What was heard of one misconception: best likeness with `says` and `says_not` lines, most shared, words found, lines turned round."""

    likeness: dict[bool, float] = field(default_factory=lambda: {True: 0.0, False: 0.0})
    shared: float = 0.0
    found: dict[Token, float] = field(default_factory=dict)
    turned: float = 0.0


@cache
def english() -> dict[str, dict[str, str]]:
    """Return the lists of words.yaml, each word with the word it counts as."""
    lists = {name: {word: word for word in said.split()} for name, said in table("diagnosis", "words").items()}
    same = {word: line.split()[0] for line in table("diagnosis", "words")["same"].splitlines() for word in line.split()}
    return {**lists, "same": same}


def tokens(text: str) -> frozenset[Token]:
    """Return the content words of a text, shortened to a stem, each with whether it stands under a negation."""
    found, under, known = [], 0, english()
    for word in WORD.findall(text.lower().replace("’", "'")):
        if word in known["not"] or word.endswith("n't"):
            under = REACH
        elif word in known["ends"] or not word[0].isalnum():
            under = 0
        elif word not in known["stop"]:
            found.append((stem(word), under > 0))
            under = max(under - 1, 0)
    return frozenset(found)


@cache
def stem(word: str) -> str:
    """Return the word that it counts as, without its common endings."""
    same = english()["same"]
    for ending in ENDINGS if word not in same else ():
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return same.get(word, word)


class Phrasebook:
    """The `says` and `says_not` lines of all misconceptions by their content words, each word weighed by how rare it is among the lines."""

    def __init__(self, misconceptions: Mapping[str, Misconception]) -> None:
        self.lines = [
            (id, speaks, tokens(line))
            for id, made in misconceptions.items()
            for speaks, many in ((True, (made.belief, *made.says)), (False, made.says_not))
            for line in many
        ]
        self.postings: dict[str, list[tuple[int, bool]]] = defaultdict(list)
        for place, (_, _, line) in enumerate(self.lines):
            for word, under in line:
                self.postings[word].append((place, under))
        most = math.log(1 + len(self.lines))
        self.rarity = {word: math.log(1 + len(self.lines) / len(held)) / most for word, held in self.postings.items()}
        self.sizes = [sum(self.rarity[word] for word, _ in line) for _, _, line in self.lines]
        self.spelt = {form: word for word in [*english()["same"], *self.postings] for form in _cuts(word)}

    def ratios(self, text: str, likeness: Likeness | None = None) -> dict[str, float]:
        """Return misconception id -> P(words | holds it) / P(words | does not), in [LEAST, MOST]; only where the words tell anything.

        likeness: cosines of an embedder, as a second opinion that counts as much as the words.
        """
        found, size = {}, OF_A_QUESTION if text.lower().split(" ", 1)[0] in english()["asks"] else 1.0
        for id, score in self.scores(text, likeness=likeness).items():
            log = size * (BASE + sum(weight * value for weight, value in zip(WEIGHTS, score, strict=True)))
            if score.speaks + score.denied >= HEARD and abs(log) > 0.1:
                found[id] = min(max(math.exp(min(log, 9.0)), LEAST), MOST)
        return found

    def scores(self, text: str, *, without: int = -1, likeness: Likeness | None = None) -> dict[str, Score]:
        """Return misconception id -> score, of those that have a word in common with the text; `without` is a line left out."""
        said = {(self._known(word), under) for word, under in tokens(text)}
        if len(said) < 2:
            return {}
        size = sum(self.rarity.get(word, 1.0) for word, _ in said)
        heard = self._heard(said, size, without)
        for id, held in heard.items():
            near = likeness.get(id) if likeness is not None else None
            for side, cosine in zip((True, False), near or (), strict=False):
                held.likeness[side] = (held.likeness[side] + max(cosine, 0)) / 2
        best, second = sorted([0.0, 0.0, *(held.likeness[True] for held in heard.values())])[:-3:-1]
        found = {}
        for id, held in heard.items():
            speaks, against = held.likeness[True], held.likeness[False]
            covered = sum(held.found.values()) / size
            rival = second if speaks == best else best
            turned, denied = max(held.turned - against, 0), max(against - speaks, 0)
            found[id] = Score(speaks, rival, held.shared, covered, turned, denied)
        return found

    def _heard(self, said: set[Token], size: float, without: int) -> dict[str, _Heard]:
        shared: dict[int, float] = defaultdict(float)
        crossed: dict[int, float] = defaultdict(float)
        heard: dict[str, _Heard] = defaultdict(_Heard)
        for word, under in said:
            for place, other in self.postings.get(word, ()):
                shared[place] += self.rarity[word] if other == under else -self.rarity[word]
                if other != under and (word, other) not in said:
                    crossed[place] += self.rarity[word]
                id, speaks, _ = self.lines[place]
                if speaks and other == under and place != without:
                    heard[id].found[word, under] = self.rarity[word]
        for place, value in shared.items():
            (id, speaks, _), norm = self.lines[place], math.sqrt(size * self.sizes[place])
            if place != without:
                held = heard[id]
                if value / norm > held.likeness[speaks]:
                    held.likeness[speaks] = value / norm
                    held.shared = value if speaks else held.shared
                held.turned = held.turned if speaks else max(held.turned, crossed[place] / norm)
        return heard

    def _known(self, word: str) -> str:
        """Return the word, or the known one that it misspells."""
        if word in self.postings or len(word) < SHORTEST_MISSPELT:
            return word
        return stem(next((self.spelt[form] for form in _cuts(word) if form in self.spelt), word))


def _cuts(word: str) -> Iterable[str]:
    """Yield the word and, where it is long, what is left of it without one of its letters."""
    yield word
    if len(word) >= SHORTEST_MISSPELT:
        yield from (word[:place] + word[place + 1 :] for place in range(len(word)))
