"""The standard of a problem over a whole catalogue of standards (MathCAMPS), and the lesson of a skill asked for in a pupil's words.

A problem's code is the part before its variant ("3.MD.D.8-polygon" is 3.MD.D.8). Only features of the text are used, nothing is fitted
to these problems. The pupil's words are the `says` lines of the catalogue, which are not in the index.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random

import numpy as np

from evals.results import Result, Run, share
from tutor.retrieval.embedder import open_embedder
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
    """Yield what needs no data: how often a lesson of a touched skill is found for what a pupil with a misconception says."""
    held = run.services.catalog.misconceptions.values()
    said = [(line, made.skills) for made in held if made.status == "published" for line in made.says]
    said = Random(run.seed).sample(said, min(len(said), run.limit or MOST_SAID))
    found = [([source.skill for source in run.services.index.search(line, k=5)], skills) for line, skills in said]
    commonest = max(run.services.catalog.skills, key=lambda skill: sum(skill in skills for _, skills in said))
    for k in (1, 5):
        hits = [bool(set(skills) & set(wanted)) for skills, wanted in ((all[:k], wanted) for all, wanted in found)]
        baseline = sum(commonest in wanted for _, wanted in found) / len(found)
        note = "baseline: always the commonest skill"
        missed = tuple(line for (line, _), hit in zip(said, hits, strict=True) if not hit)
        yield share(
            "retrieval", f"lesson for a pupil's words, R@{k}", hits, baseline=baseline, note=note, failures=missed[:20]
        )
