"""Fits how much words weigh (`tutor.diagnosis.words`), with an embedder and without. Run: python -m evals.fit_words

Learned from the catalogue's own lines, each scored with itself left out, and from the development half of `paraphrases.jsonl`. The other
half is never read here; `evals.words` measures on it. With --folds it prints how well the development half is told, five folds; with
--alone only how good the chances are that the diagnosis gives on it, for some ways to flatten words without a number.
"""

import json
import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray

from evals.results import calibration_error
from tutor.diagnosis import Case, diagnose, likelihood, words
from tutor.diagnosis.words import MOST, Phrasebook, Score
from tutor.domain import KNOWS, OTHER
from tutor.services import Services, build

Array = NDArray[np.float64]
PARAPHRASES = Path(__file__).with_name("paraphrases.jsonl")
BESIDE = Path(__file__).with_name("said_beside.jsonl")
RIGHT_WAYS = Path(__file__).with_name("right_ways.yaml")
WEIGHT_OF_OURS = 40.0
"""A paraphrase counts as much as so many lines of the catalogue, which were written beside each other and are more alike."""
STRENGTH = 1.0
SET = {"denied": -4.0}
"""Set, not fitted: a line of the catalogue never meets its own denial while it is left out, so the lines cannot teach this weight."""
EACH, INNOCENT = 0.06, 0.65
"""The prior of a misconception, and of everything else, between which the weights are fitted: about those of tutor.diagnosis.belief."""
THRESHOLD = 0.7
FALSELY = 0.05
"""The most of our utterances that betray nothing that may name somebody."""
FOLDS = 5


class Said(NamedTuple):
    """What somebody said: the text, the misconception it betrays ("" where none), its place among the lines (-1: none), a weight."""

    text: str
    id: str
    place: int = -1
    weight: float = 1.0


class Heard(NamedTuple):
    """A text as its scores: one row a misconception that it sounds like, and the row of the right one, -1 where there is none."""

    ids: tuple[str, ...]
    table: Array
    right: int
    betrays: bool
    weight: float


def paraphrases(half: str) -> list[Said]:
    """Return the utterances of one half, "development" or "held_out"."""
    rows = (json.loads(line) for line in PARAPHRASES.read_text(encoding="utf-8").splitlines())
    ours = [row for row in rows if row["half"] == half]
    return [Said(row["text"], "" if row["id"] == "none" else row["id"], weight=WEIGHT_OF_OURS) for row in ours]


def right_ways(half: str) -> list[tuple[str, str]]:
    """Return problems of one half, each with what a pupil who goes a right way says of it."""
    return [(problem, told) for problem, told in yaml.safe_load(RIGHT_WAYS.read_text(encoding="utf-8"))[half]]


class Beside(NamedTuple):
    """What somebody said beside a problem: the misconceptions that it may betray, none where nothing is betrayed, and how it is said."""

    problem: str
    text: str
    ids: tuple[str, ...]
    kind: str


def beside(half: str) -> list[Beside]:
    """Return what was said beside problems, of one half."""
    rows = (json.loads(line) for line in BESIDE.read_text(encoding="utf-8").splitlines())
    return [Beside(row["problem"], row["text"], tuple(row["ids"]), row["kind"]) for row in rows if row["half"] == half]


def taught() -> list[Said]:
    """Return all that was said in the development half, beside problems or not; what asks, quotes or fits elsewhere is left to rules."""
    plain = [one for one in beside("development") if one.kind in ("holds", "right", "denies", "chat")]
    ours = [Said(one.text, one.ids[0] if one.ids else "", weight=WEIGHT_OF_OURS) for one in plain]
    ways = [Said(told, "", weight=WEIGHT_OF_OURS) for _, told in right_ways("development")]
    return [*paraphrases("development"), *ours, *ways]


def lines(book: Phrasebook) -> Iterator[Said]:
    """Yield the lines of the catalogue; a line that denies betrays nothing."""
    for place, ((id, speaks, _), text) in enumerate(zip(book.lines, book.texts, strict=True)):
        yield Said(text, id if speaks else "", place)


def heard(book: Phrasebook, said: Said) -> Heard:
    """Return the text beside every misconception that comes to mind."""
    scores = book.scores(said.text, without=said.place)
    ids = tuple(scores)
    table = np.array([*scores.values()], dtype=np.float64).reshape(len(ids), len(Score._fields))
    return Heard(ids, table, ids.index(said.id) if said.id in scores else -1, bool(said.id), said.weight)


def fit(texts: Sequence[Heard], fields: Sequence[str]) -> tuple[Score, float]:
    """Return the weights and the base of the log likelihood ratio under which the right ones of all are likeliest (a conditional logit)."""
    from scipy.optimize import minimize

    free = [place for place, name in enumerate(Score._fields) if name in fields and name not in SET]
    told = [one for one in texts if one.right >= 0 or not one.betrays]
    sizes = np.array([len(one.ids) for one in told])
    starts, of = np.concatenate([[0], np.cumsum(sizes)[:-1]]), np.repeat(np.arange(len(told)), sizes)
    table = np.concatenate([one.table for one in told])
    fixed = table @ np.array([SET.get(name, 0.0) if name in fields else 0.0 for name in Score._fields])
    table = table[:, free]
    counts, has = np.array([one.weight for one in told]), np.array([one.right >= 0 for one in told])
    right = (starts + [one.right for one in told])[has]

    def loss(weights: Array) -> tuple[float, Array]:
        logs = math.log(EACH) + weights[0] + table @ weights[1:] + fixed
        odds = np.exp(np.clip(logs, -30, 30))
        whole = np.bincount(of, odds, len(told)) + INNOCENT
        pulled = -odds / whole[of] * counts[of]
        pulled[right] += counts[has]
        likelihood = (counts[has] * logs[right]).sum() - (counts * np.log(whole)).sum()
        slope = np.concatenate([[pulled.sum()], pulled @ table]) - STRENGTH * np.concatenate([[0.0], weights[1:]])
        return STRENGTH / 2 * float(weights[1:] @ weights[1:]) - float(likelihood), -slope

    found = minimize(loss, np.zeros(1 + len(free)), jac=True, method="L-BFGS-B").x
    weights = {**dict.fromkeys(Score._fields, 0.0), **{name: SET[name] for name in SET if name in fields}}
    weights |= {Score._fields[place]: round(float(value), 2) for place, value in zip(free, found[1:], strict=True)}
    return Score(**weights), float(found[0])


def guess(weights: Score, base: float, text: Heard) -> tuple[str, float]:
    """Return the likeliest misconception and its chance, ("", 0) where none comes to mind."""
    logs = base + text.table @ np.array(weights)
    logs -= max(logs.max(initial=0.0) - math.log(MOST), 0.0)
    odds = EACH * np.exp(logs)
    return (text.ids[odds.argmax()], float(odds.max() / (odds.sum() + INNOCENT))) if text.ids else ("", 0.0)


def lowered(weights: Score, base: float, innocent: Sequence[Heard]) -> float:
    """Return the base, lowered as far as it must be so that texts that betray nothing name somebody at most as often as we allow."""
    while np.mean([guess(weights, base, text)[1] >= THRESHOLD for text in innocent]) > FALSELY:
        base -= 0.1
    return round(base, 2)


def told_in_folds(ours: Sequence[Heard], all_lines: Sequence[Heard], fields: Sequence[str]) -> str:
    """Return how well each fifth of our utterances is told by the weights of the other four."""
    fold, found = np.random.default_rng(0).permutation(len(ours)) % FOLDS, []
    for held in range(FOLDS):
        known = [*all_lines, *(one for one, place in zip(ours, fold, strict=True) if place != held)]
        weights, base = fit(known, fields)
        base = lowered(weights, base, [one for one in known if not one.betrays and one.weight > 1])
        found += [(one, *guess(weights, base, one)) for one, place in zip(ours, fold, strict=True) if place == held]
    wanted = [(id == one.ids[one.right] if one.right >= 0 else False, p) for one, id, p in found if one.betrays]
    named = [right for right, p in wanted if p >= THRESHOLD]
    falsely = [p >= THRESHOLD for one, _, p in found if not one.betrays]
    first, share = np.mean([right for right, _ in wanted]), len(named) / len(wanted)
    return (
        f"first {first:.3f}, named {share:.3f}, right where named {np.mean(named):.3f}, falsely {np.mean(falsely):.3f}"
    )


def chances_alone(services: Services) -> Iterator[str]:
    """Yield the log loss and the calibration error of first guesses on the development half, by the share that `words.alone` keeps."""
    said = paraphrases("development")
    for kept in (1.0, 0.8, 0.65, 0.5, 0.35):
        words.KEPT = kept
        likelihood.terms.cache_clear()
        made = [
            diagnose(Case("Explain how you think about it.", one.text), services.matcher).hypotheses for one in said
        ]
        firsts = [next((held for held in found if held.id not in (KNOWS, OTHER)), None) for found in made]
        told = [(first.p, first.id == one.id) for first, one in zip(firsts, said, strict=True) if first]
        chances, truths = zip(*told, strict=True)
        lost = np.mean([-math.log(max(p if true else 1 - p, 1e-3)) for p, true in told])
        yield f"kept {kept}: log loss {lost:.3f}, calibration error {calibration_error(chances, truths):.3f} (n = {len(told)})"


def main() -> None:
    """Print the fitted weights, and how many texts they rest on."""
    services = build()
    if "--alone" in sys.argv:
        print(*chances_alone(services), sep="\n")
        return
    held = {id: made for id, made in services.catalog.misconceptions.items() if made.status == "published"}
    texts = services.matcher.phrases.texts
    known = dict(zip(texts, services.embedder.kept(texts), strict=True))
    for embed in (
        None,
        lambda texts: np.array([known[text] if text in known else services.embedder.one(text) for text in texts]),
    ):
        book = Phrasebook(held, embed)
        fields = [name for name in Score._fields if embed or name != "near"]
        ours, others = ([heard(book, one) for one in many] for many in (taught(), lines(book)))
        print(f"{'with' if embed else 'without'} an embedder: {len(others)} lines, {len(ours)} paraphrases")
        if "--folds" in sys.argv:
            print(told_in_folds(ours, others, fields))
        weights, base = fit([*others, *ours], fields)
        innocent = [one for one in ours if not one.betrays]
        print(f"{weights}\nBASE {lowered(weights, base, innocent)} (fitted {base:.2f})")


if __name__ == "__main__":
    main()
