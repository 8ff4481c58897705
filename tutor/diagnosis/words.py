"""What a pupil says, as likelihood ratios: which misconception's `says` lines it sounds like, and which `says_not` lines.

Works on content words, forgives spelling, and knows negation. How much words may weigh beside an answer is left to `reading`.
"""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tutor.catalog.schema import Misconception
from tutor.errors import SearchIndexError
from tutor.maths.tables import table

WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|(?<![\d.,/])(?:0|10|50|100)(?![\d/]|[.,]\d)|[.,;:!?]")
ENDINGS = ("ting", "ning", "ding", "ing", "ted", "ped", "ned", "ied", "ed", "es", "s")
REACH, SHORTEST_MISSPELT = 4, 5
NEAR = 0.35
"""The cosine from which a misconception comes to mind that has no word in common with a text."""
HEARD = 0.2
"""How much more like a `says_not` line a text must be to count as a denial where nothing speaks for the misconception."""
MOST, LEAST, FEW = 120.0, 1 / 20, 3

Token = tuple[str, bool]
Embed = Callable[[Sequence[str]], NDArray[Any]]


class Score(NamedTuple):
    """How a text sounds beside one misconception, each in [0, 1] but `shared`.

    `speaks`: its best likeness with a `says` line. `shared`: what it has in common with that line; few and frequent words tell less than
    many and rare ones. `covered`: the share of the text found in any `says` line. `turned`: by how much it rather negates a `says_not`
    line than repeats it. `denied`: by how much it is more like a `says_not` line. `near`: its best cosine with a `says` line, 0 without an
    embedder. `known`: how much it is like what anybody says who knows better, the best of all `says_not` lines.
    """

    speaks: float
    shared: float
    covered: float
    turned: float
    denied: float
    near: float
    known: float


WEIGHTS = {
    False: Score(2.26, 1.92, 6.08, 3.64, -4.0, 0.0, -5.78),
    True: Score(-1.41, 1.96, 4.04, 3.25, -4.0, 10.22, -7.87),
}
BASE = {False: -3.37, True: -4.75}
"""Without an embedder, and with one: log likelihood ratio = BASE + WEIGHTS . Score. Fitted by evals/fit_words.py."""
OF_A_QUESTION = 0.5
"""The share of it that is left where the pupil asks: who asks whether it is so does not say that it is."""

CLEARLY, KEPT = 3.2, 0.65
"""Log ratio from which words without any number are clear; how much of what is missing to it still counts. Fitted by evals/fit_words.py."""


def alone(ratios: Mapping[str, float]) -> dict[str, float]:
    """Return the ratios of words without a number: what speaks for a belief, but not clearly, is right more often than it says."""
    flat = {id: math.exp(CLEARLY - KEPT * (CLEARLY - math.log(ratio))) for id, ratio in ratios.items() if ratio > 1}
    return {id: max(ratio, flat.get(id, ratio)) for id, ratio in ratios.items()}


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
    """The `says` and `says_not` lines of all misconceptions by their content words, each word weighed by how rare it is among the lines.

    embed: texts to vectors of length 1, one row each, asked for the lines at the first text; without it the words alone are heard.
    """

    def __init__(self, misconceptions: Mapping[str, Misconception], embed: Embed | None = None) -> None:
        sides = [(id, speaks, made) for id, made in misconceptions.items() for speaks in (True, False)]
        said = [(id, speaks, (made.belief, *made.says) if speaks else made.says_not) for id, speaks, made in sides]
        self.texts = tuple(line for _, _, many in said for line in many)
        self.lines = [(id, speaks, tokens(line)) for id, speaks, many in said for line in many]
        self.embed = embed
        self.postings: dict[str, list[tuple[int, bool]]] = defaultdict(list)
        self._starts: dict[tuple[str, bool], int] = {}
        for place, (id, speaks, line) in enumerate(self.lines):
            self._starts.setdefault((id, speaks), place)
            for word, under in line:
                self.postings[word].append((place, under))
        most = math.log(1 + len(self.lines))
        self.rarity = {word: math.log(1 + len(self.lines) / len(held)) / most for word, held in self.postings.items()}
        self.sizes = [sum(self.rarity[word] for word, _ in line) for _, _, line in self.lines]
        self.spelt = {form: word for word in [*english()["same"], *self.postings] for form in _cuts(word)}

    def ratios(self, text: str, *, without: int = -1) -> dict[str, float]:
        """Return misconception id -> P(words | holds it) / P(words | does not), in [LEAST, MOST]; only where the words tell anything.

        What is like no `says` line speaks against nobody, unless it is more like a denial. `without`: the place of a line left out.
        """
        size = OF_A_QUESTION if text.lower().split(" ", 1)[0] in english()["asks"] else 1.0
        scores = self.scores(text, without=without)
        logs = {id: size * self.log_ratio(score) for id, score in scores.items()}
        denied = {id: score.denied * (score.denied >= HEARD) for id, score in scores.items()}
        logs |= {id: WEIGHTS[True].denied * denied[id] for id, log in logs.items() if log <= 0}
        over = max(0.0, *logs.values(), math.log(MOST)) - math.log(MOST)
        told = {id: log - over * (log > 0) for id, log in logs.items() if abs(log) > 0.1}
        return {id: max(math.exp(log), LEAST) for id, log in told.items()}

    def faint(self, text: str) -> dict[str, float]:
        """Return the few misconceptions that a text which tells nothing clearly is most like, with ratios below 1."""
        logs = {id: self.log_ratio(score) for id, score in self.scores(text).items() if score.denied < HEARD}
        best = sorted(logs, key=lambda id: -logs[id])[:FEW]
        return {id: ratio for id in best if (ratio := math.exp(logs[id])) >= LEAST}

    def log_ratio(self, score: Score) -> float:
        """Return the log likelihood ratio of a score, not yet cut at what it may be."""
        hears = self.vectors is not None
        return BASE[hears] + sum(weight * value for weight, value in zip(WEIGHTS[hears], score, strict=True))

    def scores(self, text: str, *, without: int = -1) -> dict[str, Score]:
        """Return misconception id -> score, of those that the text shares a word with or is near to; `without` is a line left out."""
        said = {(self._known(word), under) for word, under in tokens(text)}
        if len(said) < (1 if self.embed else 2):
            return {}
        size = sum(self.rarity.get(word, 1.0) for word, _ in said)
        heard, near = self._heard(said, size, without), self._near(text, without)
        heard |= {id: heard[id] for (id, speaks), cosine in near.items() if speaks and cosine >= NEAR}
        denials = [cosine for (_, speaks), cosine in near.items() if not speaks]
        known = max(denials or [held.likeness[False] for held in heard.values()], default=0.0)
        found = {}
        for id, held in heard.items():
            speaks, against = held.likeness[True], held.likeness[False]
            close, far = max(near.get((id, True), 0), 0), near.get((id, False), 0)
            turned, denied = max(held.turned - against, 0), max(against - speaks, far - close, 0)
            found[id] = Score(speaks, held.shared, sum(held.found.values()) / size, turned, denied, close, known)
        return found

    @cached_property
    def vectors(self) -> NDArray[Any] | None:
        """Return one row a line of content, None without an embedder; the first time in a home folder takes some seconds."""
        with suppress(SearchIndexError):
            return self.embed(self.texts) if self.embed else None
        return None

    def _near(self, text: str, without: int) -> dict[tuple[str, bool], float]:
        """Return (misconception id, says it or denies it) -> the best cosine of the text with such a line; none without an embedder."""
        if self.vectors is None or self.embed is None:
            return {}
        cosines = np.einsum("ij,j->i", self.vectors, self.embed([text])[0])  # @ waits for threads that others hold
        if without >= 0:
            cosines[without] = -1.0
        best = np.maximum.reduceat(cosines, list(self._starts.values()))
        return dict(zip(self._starts, best.tolist(), strict=True))

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
