"""Fits how much words weigh (`tutor.diagnosis.words`): prints the weights of the log likelihood ratio. Run: python -m evals.fit_words

Learned from the catalogue's own lines, each scored with itself left out, and from the development half of `paraphrases.jsonl`. The other
half is never read here; `evals.words` measures on it.
"""

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tutor.catalog import content_folder, load
from tutor.diagnosis.matcher import CLEAR
from tutor.diagnosis.words import MOST, Phrasebook, Score

Array = NDArray[np.float64]
PARAPHRASES = Path(__file__).with_name("paraphrases.jsonl")
WEIGHT_OF_OURS = 3.0
"""A paraphrase counts as much as so many lines of the catalogue, which were written beside each other and are more alike."""
STRENGTH = 1.0
DENIED = -4.0
"""Set, not fitted: a line of the catalogue never meets its own denial while it is left out, so the lines cannot teach this weight."""
DENIALS, OTHERS = 0.5, 5.0
"""What denials of a belief, and talk about anything else of its area, weigh together beside all that speaks for it."""
SCALES = tuple(number / 20 for number in range(10, 36))
EACH = 0.06
MOST_HELD = 0.35
"""The prior of a misconception, and the most of all together, by which the scale is chosen: those of tutor.diagnosis.belief."""
THRESHOLD = 0.7
FALSELY = 0.03
"""The most of all texts that betray nothing, denials of the catalogue among them, that may name somebody."""


class Said(NamedTuple):
    """What somebody said: the text, the misconception it betrays ("" where none), and the place of the line in the book, -1 for none."""

    text: str
    id: str
    place: int = -1
    about: str = ""
    weight: float = 1.0


class Pair(NamedTuple):
    """A text beside a misconception: its score, whether the text betrays it or is a denial of it, and what the pair counts."""

    score: Score
    holds: bool
    denies: bool
    weight: float


def paraphrases(half: str) -> list[Said]:
    """Return the utterances of one half, "development" or "held_out"."""
    rows = (json.loads(line) for line in PARAPHRASES.read_text(encoding="utf-8").splitlines())
    ours = [row for row in rows if row["half"] == half]
    return [Said(row["text"], "" if row["id"] == "none" else row["id"], weight=WEIGHT_OF_OURS) for row in ours]


def lines(book: Phrasebook, texts: list[str]) -> Iterator[Said]:
    """Yield the lines of the catalogue; a line that denies betrays nothing and is about the misconception that it stands under."""
    for place, ((id, speaks, _), text) in enumerate(zip(book.lines, texts, strict=True)):
        yield Said(text, id if speaks else "", place, id)


def pairs(book: Phrasebook, said: Said) -> Iterator[Pair]:
    """Yield the text beside every misconception that it has words in common with, of its own area where it has one."""
    about = said.id or said.about
    for id, score in book.scores(said.text, without=said.place).items():
        if not about or area(id) == area(about):
            yield Pair(score, id == said.id, not said.id and id == said.about, said.weight)


def area(id: str) -> str:
    """Return the area of a misconception: maths.fractions of maths.fractions.add-across."""
    return id.rsplit(".", 1)[0]


def fit(made: list[Pair]) -> tuple[Array, float]:
    """Return the weights and the base of the log likelihood ratio: of a logistic regression, less the log odds it was fitted at."""
    from sklearn.linear_model import LogisticRegression

    table, holds = np.array([pair.score[:-1] for pair in made]), np.array([pair.holds for pair in made])
    counts, denies = np.array([pair.weight for pair in made]), np.array([pair.denies for pair in made])
    for part, wanted in ((denies, DENIALS), (~denies & ~holds, OTHERS)):
        counts[part] *= wanted * counts[holds].sum() / counts[part].sum()
    fitted = LogisticRegression(C=STRENGTH, max_iter=1000).fit(table, holds, sample_weight=counts)
    return fitted.coef_[0], float(fitted.intercept_[0]) + math.log(DENIALS + OTHERS)


def scale_of(weights: Array, base: float, innocent: list[dict[str, Score]]) -> float:
    """Return the largest scale of the weights at which words that betray nothing name somebody at most as often as we allow."""
    shares = {scale: named(scale * weights, scale * base, innocent) for scale in SCALES}
    return max((scale for scale, share in shares.items() if share <= FALSELY), default=SCALES[0])


def named(weights: Array, base: float, heard: list[dict[str, Score]]) -> float:
    """Return the share of texts, given as their scores, that name a misconception by words alone."""
    hits = 0
    for scores in heard:
        logs = [base + np.dot(weights, score[:-1]) + DENIED * score.denied for score in scores.values()]
        odds = [EACH * min(math.exp(min(log, 9)), MOST) for log in logs if log >= math.log(CLEAR)]
        rest = 1 - min(EACH * len(odds), MOST_HELD)
        hits += max(odds, default=0) >= THRESHOLD * (rest + sum(odds))
    return hits / len(heard)


def main() -> None:
    """Print the fitted weights, and how many texts they rest on."""
    held = load(content_folder()).misconceptions
    held = {id: made for id, made in held.items() if made.status == "published"}
    book = Phrasebook(held)
    texts = [line for made in held.values() for line in (made.belief, *made.says, *made.says_not)]
    ours = paraphrases("development")
    made = [pair for said in lines(book, texts) for pair in pairs(book, said)]
    weights, base = fit([*made, *(pair for said in ours for pair in pairs(book, said))])
    innocent = [said for said in (*lines(book, texts), *ours) if not said.id]
    scale = scale_of(weights, base, [book.scores(said.text, without=said.place) for said in innocent])
    fitted = Score(*(round(float(value), 2) for value in (*(scale * weights), DENIED)))
    print(f"{len(texts)} lines, {len(ours)} paraphrases, {len(made)} pairs of lines, scale {scale}")
    print(f"WEIGHTS = {fitted}\nBASE = {scale * base:.2f}")


if __name__ == "__main__":
    main()
