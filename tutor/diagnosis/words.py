"""What a pupil says, as likelihood ratios: which misconception's `says` lines it sounds like, and which `says_not` lines.

Works on content words, forgives spelling, and knows negation. How much words may weigh beside an answer is left to `reading`.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple, Protocol

import yaml

from tutor.catalog.schema import Misconception

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
    """How a text sounds beside one misconception: its best likeness with a `says` line, by how much it is more like a `says_not` line, and
    its best likeness with a `says` line of any other.

    `shared` is how much the text has in common with the best `says` line: few and frequent words tell less than many and rare ones.
    """

    speaks: float
    denied: float
    rival: float
    shared: float


WEIGHTS = Score(speaks=3.0, denied=-4.0, rival=-1.5, shared=1.2)
BASE = -1.15
"""Log likelihood ratio = BASE + WEIGHTS . Score. Fitted by evals/fit_words.py."""


@cache
def english() -> dict[str, dict[str, str]]:
    """Return the lists of words.yaml, each word with the word it counts as."""
    text = files("tutor.diagnosis").joinpath("words.yaml").read_text(encoding="utf-8")
    lists: dict[str, str] = yaml.load(text, yaml.BaseLoader)
    same = {word: line.split()[0] for line in lists.pop("same").splitlines() for word in line.split()}
    return {"same": same, **{name: {word: word for word in said.split()} for name, said in lists.items()}}


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
        found = {}
        for id, score in self.scores(text, likeness=likeness).items():
            log = BASE + sum(weight * value for weight, value in zip(WEIGHTS, score, strict=True))
            if score.speaks + score.denied >= HEARD and abs(log) > 0.1:
                found[id] = min(max(math.exp(min(log, 9.0)), LEAST), MOST)
        return found

    def scores(self, text: str, *, without: int = -1, likeness: Likeness | None = None) -> dict[str, Score]:
        """Return misconception id -> score, of those that have a word in common with the text; `without` is a line left out."""
        said = {(self._known(word), under) for word, under in tokens(text)}
        size = sum(self.rarity.get(word, 1.0) for word, _ in said)
        shared: dict[int, float] = defaultdict(float)
        for word, under in said if len(said) > 1 else ():
            for place, other in self.postings.get(word, ()):
                shared[place] += self.rarity[word] if other == under else -self.rarity[word]
        best: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
        for place, value in shared.items():
            id, speaks, _ = self.lines[place]
            alike = value / math.sqrt(size * self.sizes[place])
            if place != without and alike > best[id][not speaks]:
                best[id][not speaks] = alike
                best[id][2] = max(best[id][2], value if speaks else 0)
        for id, held in best.items():
            near = likeness.get(id) if likeness is not None else None
            held[:2] = [(one + max(two, 0)) / 2 for one, two in zip(held[:2], near, strict=True)] if near else held[:2]
        return dict(_with_rivals(best))

    def _known(self, word: str) -> str:
        """Return the word, or the known one that it misspells."""
        if word in self.postings or len(word) < SHORTEST_MISSPELT:
            return word
        return stem(next((self.spelt[form] for form in _cuts(word) if form in self.spelt), word))


def _with_rivals(best: Mapping[str, list[float]]) -> Iterator[tuple[str, Score]]:
    top = [*sorted((held[0] for held in best.values()), reverse=True), 0.0]
    for id, (speaks, against, shared) in best.items():
        yield id, Score(speaks, max(against - speaks, 0), top[1] if speaks == top[0] else top[0], shared)


def _cuts(word: str) -> Iterable[str]:
    """Yield the word and, where it is long, what is left of it without one of its letters."""
    yield word
    if len(word) >= SHORTEST_MISSPELT:
        yield from (word[:place] + word[place + 1 :] for place in range(len(word)))
