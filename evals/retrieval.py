"""The standard of a problem over a whole catalogue of standards (MathCAMPS), and the lesson of a skill asked for in a pupil's words.

A problem's code is the part before its variant ("3.MD.D.8-polygon" is 3.MD.D.8). Only features of the text are used, nothing is fitted
to these problems. The pupil's words are those of `evals.words`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from random import Random

import numpy as np

from evals.fit_words import paraphrases
from evals.results import Result, Run, share
from tutor.retrieval.embedder import open_embedder
from tutor.retrieval.index import Hear, Index
from tutor.retrieval.standards import Standard, Standards, load_standards, open_standards
from tutor.retrieval.words import WordIndex

NEEDS = ("coherence_map/standards.jsonl", "mathcamps/problems.jsonl")
MOST_SAID = 400
Problem = tuple[str, str]
Rank = Callable[[str], "np.ndarray[tuple[int, ...], np.dtype[np.float32]]"]


def evaluate(run: Run) -> Iterator[Result]:
    """Yield R@1 and R@5 of standards beside likeness of meaning alone, and of lessons beside the constant (commonest) lesson."""
    standards = load_standards(run.file(NEEDS[0]))
    asked = problems(run)
    ranked = open_standards(run.services.settings.home, standards)
    found = {name: ranks(asked, ranked.codes, way) for name, way in rankings(run, standards, ranked).items()}
    for k, anchor in ((1, 0.136), (5, 0.331)):
        baseline = float(np.mean([rank <= k for rank in found["MiniLM only"]]))
        words = float(np.mean([rank <= k for rank in found["BM25 only"]]))
        note = f"baseline: MiniLM only; BM25 only {words:.3f}"
        hits = [rank <= k for rank in found["wherefore"]]
        yield share("retrieval", f"standard of a problem, R@{k}", hits, baseline=baseline, anchor=anchor, note=note)
    yield from alone(run)


def problems(run: Run) -> list[Problem]:
    """Return (text, code) of the problems, a fixed sample where the run has a limit."""
    found = [(row["statement"], re.sub(r"-[a-z]+$", "", row["standard"])) for row in run.rows(NEEDS[1])]
    return Random(run.seed).sample(found, run.limit) if 0 < run.limit < len(found) else found


def ranks(asked: Sequence[Problem], codes: tuple[str, ...], scores: Rank) -> list[int]:
    """Return the rank (from 1) of each problem's own code. Ties count against us."""
    row = {code: number for number, code in enumerate(codes)}
    return [int((found >= found[row[code]]).sum()) for text, code in asked for found in [scores(text)]]


def rankings(run: Run, standards: tuple[Standard, ...], ranked: Standards) -> dict[str, Rank]:
    """Return the ways to score that are compared, by name."""
    embedder = open_embedder(run.services.settings.home)
    vectors = embedder.embed([standard.description for standard in standards])
    words = WordIndex([standard.text for standard in standards])
    return {
        "wherefore": ranked.scores,
        "MiniLM only": lambda text: vectors @ embedder.one(text),
        "BM25 only": words.shares,
    }


def alone(run: Run) -> Iterator[Result]:
    """Yield what needs no data: how often a lesson of a touched skill is found for what a pupil with a misconception says, in words of ours
    that nothing was learned from, and in the lines of the catalogue, each left out while it is asked for.
    """
    held, index, book = run.services.catalog.misconceptions, run.services.index, run.services.matcher.phrases
    ours = [(said.text, held[said.id].skills, -1) for said in paraphrases("held_out") if said.id]
    lines = enumerate(zip(book.lines, book.texts, strict=True))
    own = [(line, held[id].skills, place) for place, ((id, speaks, _), line) in lines if speaks]
    own = Random(run.seed).sample(own, min(len(own), run.limit or MOST_SAID))
    for name, said in (("for a pupil's words", ours), ("for a line of the catalogue", own)):
        commonest = max(run.services.catalog.skills, key=lambda skill: sum(skill in skills for _, skills, _ in said))
        baseline = sum(commonest in wanted for _, wanted, _ in said) / len(said)
        heard = [
            (_found(index, line, partial(run.services.matcher.erring, without=place)), wanted)
            for line, wanted, place in said
        ]
        deaf = [(_found(index, line, None), wanted) for line, wanted, _ in said]
        for k in (1, 5):
            hits, without = ([bool({*skills[:k]} & {*wanted}) for skills, wanted in many] for many in (heard, deaf))
            note = f"baseline: always the commonest skill; by the lessons alone {sum(without) / len(without):.3f}"
            missed = tuple(line for (line, *_), hit in zip(own, hits, strict=True) if not hit) if said is own else ()
            named = f"lesson {name}, R@{k}"
            yield share("retrieval", named, hits, baseline=baseline, note=note, failures=missed[:20])


def _found(index: Index, line: str, hear: Hear | None) -> list[str]:
    """Return the skills of the best chunks, as one that hears so would find them."""
    index.hear, kept = hear, index.hear
    found = [source.skill for source in index.search(line, k=5)]
    index.hear = kept
    return found
