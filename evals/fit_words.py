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

from tutor.catalog import content_folder, load
from tutor.diagnosis.words import Phrasebook, Score

PARAPHRASES = Path(__file__).with_name("paraphrases.jsonl")
WEIGHT_OF_OURS = 3.0
"""A paraphrase counts as much as so many lines of the catalogue, which were written beside each other and are more alike."""
STRENGTH = 1.0


class Said(NamedTuple):
    """What somebody said: the text, the misconception it betrays ("" where none), and the place of the line in the book, -1 for none."""

    text: str
    id: str
    place: int = -1
    about: str = ""
    weight: float = 1.0


class Pair(NamedTuple):
    """A text beside a misconception: its score, whether the text betrays it, and what the pair counts."""

    score: Score
    holds: bool
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
            yield Pair(score, id == said.id, said.weight)


def area(id: str) -> str:
    """Return the area of a misconception: maths.fractions of maths.fractions.add-across."""
    return id.rsplit(".", 1)[0]


def fit(made: list[Pair]) -> tuple[Score, float]:
    """Return the weights and the base of the log likelihood ratio: of a logistic regression, less the log odds it was fitted at."""
    from sklearn.linear_model import LogisticRegression

    table, holds = np.array([pair.score for pair in made]), np.array([pair.holds for pair in made])
    counts = np.array([pair.weight for pair in made])
    fitted = LogisticRegression(C=STRENGTH, max_iter=1000).fit(table, holds, sample_weight=counts)
    odds = counts[holds].sum() / counts[~holds].sum()
    return Score(*map(float, fitted.coef_[0].round(2))), round(float(fitted.intercept_[0] - math.log(odds)), 2)


def main() -> None:
    """Print the fitted weights, and how many texts they rest on."""
    held = load(content_folder()).misconceptions
    held = {id: made for id, made in held.items() if made.status == "published"}
    book = Phrasebook(held)
    texts = [line for made in held.values() for line in (made.belief, *made.says, *made.says_not)]
    ours = paraphrases("development") if PARAPHRASES.exists() else []
    made = [pair for said in (*lines(book, texts), *ours) for pair in pairs(book, said)]
    weights, base = fit(made)
    print(
        f"{len(texts)} lines, {len(ours)} paraphrases, {len(made)} pairs, {sum(pair.holds for pair in made)} that hold"
    )
    print(f"WEIGHTS = {weights}\nBASE = {base}")


if __name__ == "__main__":
    main()
