"""What a pupil says, as likelihood ratios: which misconception's `says` lines it sounds like, and which `says_not` lines.

Works on content words, forgives spelling, and knows negation. How much words may weigh beside an answer is left to `reading`.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache, cached_property, lru_cache
from itertools import product
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tutor.catalog.schema import Misconception
from tutor.errors import SearchIndexError
from tutor.maths import tables

WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|(?<![\d.,/])(?:0|10|50|100)(?![\d/]|[.,]\d)|[.,;:!?]")
ENDING = re.compile(r"(?<=\w{3})(?:(?<=([bdgmnpt]))\1)?(?:y?ing|ied|ies|ed|es|[esy])$")
REACH, SHORTEST_MISSPELT = 4, 5
NEAR = 0.35
"""The cosine from which a misconception comes to mind that has no word in common with a text."""
HEARD = 0.2
"""How much more like a `says_not` line a text must be to count as a denial where nothing speaks for the misconception."""
MOST, LEAST, FEW = 120.0, 1 / 20, 3
MOST_EXPECTED = 10_000
NOWHERE = np.array([], dtype=np.intp)

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
    False: Score(3.83, 1.76, 5.99, 2.22, -4.0, 0.0, -8.15),
    True: Score(-0.66, 1.94, 3.97, 1.85, -4.0, 13.0, -12.77),
}
BASE = {False: -2.82, True: -2.71}
"""Without an embedder, and with one: log likelihood ratio = BASE + WEIGHTS . Score. Fitted by evals/fit_words.py."""
OF_A_QUESTION = 0.4
"""The share of it that is left where the pupil asks, or tells what others say: neither says that it is so."""
ASKED, CLOSE, SPREAD = 0.5, 0.05, 12.0
"""Cosine from which a problem is about some line; how much less near to it others may be; what they lose of the log ratio beyond that."""

CLEARLY, KEPT = 3.2, 0.65
"""Log ratio from which words without any number are clear; how much of what is missing to it still counts. Fitted by evals/fit_words.py."""


def alone(ratios: Mapping[str, float]) -> dict[str, float]:
    """Return the ratios of words without a number: what speaks for a belief, but not clearly, is right more often than it says."""
    return {id: max(ratio, math.exp(CLEARLY - KEPT * (CLEARLY - math.log(ratio)))) for id, ratio in ratios.items()}


SAID = tables.Phrasebook("diagnosis")
ASKS, DISOWNED = (SAID.pattern(name, re.IGNORECASE | re.VERBOSE) for name in ("asks", "disowned"))


@cache
def english() -> dict[str, dict[str, str]]:
    """Return the lists of words.yaml, each word with the word it counts as."""
    same = {word: line.split()[0] for line in SAID.rows["same"].splitlines() for word in line.split()}
    return {**{name: dict.fromkeys(SAID.words(name), "") for name in ("not", "ends", "stop")}, "same": same}


def own(text: str) -> str:
    """Return what the pupil claims: not what others are said to say, nor what comes before "is wrong"."""
    return DISOWNED.sub("", text)


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
    return same.get(word) or same.get(cut := ENDING.sub("", word), cut)


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
        self._ahead: dict[str, NDArray[Any]] = {}
        self.far: Callable[[str], NDArray[Any]] = lru_cache(maxsize=1024)(self._far)
        self.ids = (*misconceptions,)
        places = {id: place for place, id in enumerate(self.ids)}
        self._owner = np.array([places[id] for id, _, _ in self.lines], dtype=np.intp)
        self._speaks = np.array([speaks for _, speaks, _ in self.lines], dtype=bool)
        self._sides, self._starts = np.unique(2 * self._owner + ~self._speaks, return_index=True)
        held: dict[Token, list[int]] = defaultdict(list)
        for place, token in ((place, token) for place, (_, _, line) in enumerate(self.lines) for token in line):
            held[token].append(place)
        self._postings = {token: np.array(places) for token, places in held.items()}
        often = Counter(word for _, _, line in self.lines for word, _ in line)
        most = math.log(1 + len(self.lines))
        self.rarity = {word: math.log(1 + len(self.lines) / count) / most for word, count in often.items()}
        self._sizes = np.array([sum(self.rarity[word] for word, _ in line) or 1.0 for _, _, line in self.lines])
        self.spelt = {form: word for word in [*english()["same"], *often] for form in _cuts(word)}

    def expect(self, texts: Iterable[str], embed: Embed) -> None:
        """Embed texts that are soon to be heard many at a time: those of several words, the first MOST_EXPECTED of them."""
        new = [*dict.fromkeys(said for said in map(own, texts) if len(tokens(said)) > 1)][:MOST_EXPECTED]
        self._ahead = dict(zip(new, embed(new), strict=True)) if new and self.vectors is not None else {}

    def ratios(self, text: str, asked: str = "", *, without: int = -1) -> dict[str, float]:
        """Return misconception id -> P(words | holds it) / P(words | does not), in [LEAST, MOST]; only where the words tell anything.

        What is like no `says` line speaks against nobody, unless it is more like a denial. `asked`: the problem, where its words
        are all that is known of it. `without`: the place of a line left out.
        """
        size = OF_A_QUESTION if ASKS.search(text) else 1.0
        ids, logs, denied = self._told(text, asked, without)
        logs = np.where(logs > 0, size * (logs - max(0.0, logs.max(initial=0.0) - math.log(MOST))), 0.0)
        logs += (logs <= 0) * WEIGHTS[True].denied * denied * (denied >= HEARD)
        told = zip(ids, logs.tolist(), strict=True)
        return {id: max(math.exp(log), LEAST) for id, log in told if abs(log) > 0.1}

    def faint(self, text: str, asked: str = "") -> dict[str, float]:
        """Return the few misconceptions that a text which tells nothing clearly is most like, with ratios below 1."""
        told = sorted(zip(*self._told(text, asked, -1), strict=True), key=lambda one: -one[1])
        few = [(id, math.exp(log)) for id, log, denied in told if denied < HEARD][:FEW]
        return {id: ratio for id, ratio in few if ratio >= LEAST}

    def scores(self, text: str, *, without: int = -1) -> dict[str, Score]:
        """Return misconception id -> score, of those that the text shares a word with or is near to; `without` is a line left out."""
        places, scores = self._scored(text, without)
        return {self.ids[place]: Score(*row) for place, row in zip(places, scores.tolist(), strict=True)}

    def _told(self, text: str, asked: str, without: int) -> tuple[list[str], NDArray[Any], NDArray[Any]]:
        """Return ids, their log likelihood ratios, not yet cut at what they may be, and how much the text denies them."""
        heard, scores = self._scored(own(text), without)
        hears = self.vectors is not None if len(scores) else False
        far = self.far(asked)[heard] if asked and hears else 0.0
        logs: NDArray[Any] = BASE[hears] + scores @ np.array(WEIGHTS[hears]) - far
        return [self.ids[place] for place in heard], logs, scores[:, Score._fields.index("denied")]

    def _far(self, asked: str) -> NDArray[Any]:
        """Return how much each misconception loses because the problem is about another."""
        near = self._near(asked, -1) if len(tokens(asked)) > 1 else None
        about = np.zeros(len(self.ids)) if near is None else self._best(near)[0]
        lost: NDArray[Any] = SPREAD * np.maximum(about.max() - CLOSE - about, 0.0) * (about.max() >= ASKED)
        return lost

    def _scored(self, text: str, without: int) -> tuple[NDArray[Any], NDArray[Any]]:
        """Return the places of what the text shares a word with or is near to, and their scores, one a row."""
        said = {(self._known(word), under) for word, under in tokens(text)}
        if len(said) < (1 if self.embed else 2):
            return NOWHERE, np.empty((0, len(Score._fields)))
        size = sum(self.rarity.get(word, 1.0) for word, _ in said)
        touched, shared, crossed, covered = self._heard(said, without)
        norm = np.sqrt(size * self._sizes)
        likeness, near = shared / norm, self._near(text, without)
        (speaks, against), (_, turned) = self._best(likeness), self._best(crossed / norm)
        close, far = self._best(near) if near is not None else (np.zeros(len(self.ids)), np.zeros(len(self.ids)))
        heard = touched | (close >= NEAR)
        known = far.max() if near is not None else against[heard].max(initial=0.0)
        common, is_best = np.zeros(len(self.ids)), self._speaks & (shared > 0) & (likeness == speaks[self._owner])
        common[self._owner[is_best][::-1]] = shared[is_best][::-1]
        turned, denied = np.maximum(turned - against, 0), np.maximum(np.maximum(against - speaks, far - close), 0)
        table = np.stack([speaks, common, covered / size, turned, denied, close, np.full(len(self.ids), known)], axis=1)
        return np.flatnonzero(heard), table[heard]

    def _heard(self, said: set[Token], without: int) -> tuple[NDArray[Any], ...]:
        """Return which misconceptions have a word in common, of each line what is shared and crossed, of each one what is covered.

        A word under a negation that is said without one, or the reverse, is crossed.
        """
        touched, covered = np.zeros(len(self.ids), dtype=bool), np.zeros(len(self.ids))
        shared, crossed = np.zeros(len(self.lines)), np.zeros(len(self.lines))
        for (word, under), other in product(said, (False, True)):
            places, rarity = self._postings.get((word, other), NOWHERE), self.rarity.get(word, 0.0)
            places = places[places != without]
            touched[self._owner[places]] = True
            shared[places] += rarity if other == under else -rarity
            if other == under:
                covered[self._owner[places][self._speaks[places]]] += rarity  # once each, however many lines
            elif (word, other) not in said:
                crossed[places] += rarity
        return touched, shared, crossed, covered

    def _best(self, of_lines: NDArray[Any]) -> NDArray[Any]:
        """Return the best of the lines that say it and of those that deny it, at least 0; shape (2, misconceptions)."""
        best = np.zeros(2 * len(self.ids))
        best[self._sides] = np.maximum(np.maximum.reduceat(of_lines, self._starts), 0)
        return best.reshape(-1, 2).T

    @cached_property
    def vectors(self) -> NDArray[Any] | None:
        """Return one row a line of content, None without an embedder; the first time in a home folder takes some seconds."""
        with suppress(SearchIndexError):
            return self.embed(self.texts) if self.embed else None
        return None

    def _near(self, text: str, without: int) -> NDArray[Any] | None:
        """Return the cosine of the text with each line, None without an embedder."""
        if self.vectors is None or self.embed is None:
            return None
        vector = self._ahead[text] if text in self._ahead else self.embed([text])[0]
        cosines: NDArray[Any] = np.einsum("ij,j->i", self.vectors, vector)  # @ waits for threads that others hold
        if without >= 0:
            cosines[without] = -1.0
        return cosines

    def _known(self, word: str) -> str:
        """Return the word, or the known one that it misspells."""
        if word in self.rarity or len(word) < SHORTEST_MISSPELT:
            return word
        return stem(next((self.spelt[form] for form in _cuts(word) if form in self.spelt), word))


def _cuts(word: str) -> Iterable[str]:
    """Yield the word and, where it is long, what is left of it without one of its letters."""
    yield word
    if len(word) >= SHORTEST_MISSPELT:
        yield from (word[:place] + word[place + 1 :] for place in range(len(word)))
