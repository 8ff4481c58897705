"""Words alone: what a pupil says is laid beside every misconception, as `tutor diagnose` does where no number tells.

Measured on the half of `paraphrases.jsonl` that the weights never saw, and on the catalogue's own denials. The utterances are our own, so
these figures show how paraphrases are taken and not how often pupils say such things.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from evals.fit_words import Said, beside, paraphrases, right_ways
from evals.results import Result, Run, calibration_error, calibration_stderr, reliability, share
from tutor.catalog.schema import Catalog
from tutor.diagnosis import Case, Matcher, diagnose
from tutor.domain import KNOWS, OTHER, SLIP, Diagnosis

NEEDS = ()
ASKED = "Explain how you think about it."
NOBODY = (None, KNOWS, OTHER)
NOTHING_BETRAYED = {
    "right": "a right way, said unusually",
    "asks": "a question",
    "quotes": "what others say",
    "denies": "a denial",
    "chat": "chat",
    "elsewhere": "an idea of another problem",
    "unlisted": "an idea that is not in the catalogue",
}
"""Kinds of what is said beside a problem that betrays no misconception of the catalogue about it."""


def heard(texts: Sequence[str], matcher: Matcher) -> list[Diagnosis]:
    """Return what is diagnosed from each text alone."""
    return [diagnose(Case(ASKED, text), matcher) for text in texts]


def nearest(texts: Sequence[str], catalog: Catalog) -> list[str]:
    """Return the misconception of the `says` line with the most alike words (TF-IDF) to each text: the baseline."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    lines = [(id, line) for id, made in catalog.misconceptions.items() for line in (made.belief, *made.says)]
    words = TfidfVectorizer(sublinear_tf=True)
    table = words.fit_transform([line for _, line in lines])
    return [lines[best][0] for best in (words.transform(texts) @ table.T).toarray().argmax(axis=1)]


def first(diagnosis: Diagnosis) -> tuple[str, float]:
    """Return the likeliest misconception and its chance, ("", 0) where there is none."""
    held = [(one.id, one.p) for one in diagnosis.hypotheses if one.id not in NOBODY]
    return held[0] if held else ("", 0.0)


def evaluate(run: Run) -> Iterator[Result]:
    """Yield how often the right misconception comes first, how often it is named, how often somebody is named falsely, and calibration."""
    matcher, catalog = run.services.matcher, run.services.catalog
    said = paraphrases("held_out")
    found = list(zip(said, heard([one.text for one in said], matcher), strict=True))
    yield from _recognised([(one, made) for one, made in found if one.id], catalog)
    falsely = [made.decision not in NOBODY for one, made in found if not one.id]
    always = "baseline names the nearest line always"
    yield share("words", "named though nothing was betrayed", falsely, lower_is_better=True, baseline=1.0, note=always)
    denials = [(id, line) for id, made in catalog.misconceptions.items() for line in made.says_not]
    denied = heard([line for _, line in denials], matcher)
    own = [made.decision == id for made, (id, _) in zip(denied, denials, strict=True)]
    yield share(
        "words", "denial taken for the belief", own, lower_is_better=True, note="the catalogue's own `says_not` lines"
    )
    ways = [Case(problem, told) for problem, told in right_ways("held_out")]
    accused = [diagnose(case, matcher).decision not in (*NOBODY, SLIP) for case in ways]
    note = "pupils who tell a right way, in few words, beside its problem and without an answer"
    yield share("words", "named for telling a right way", accused, lower_is_better=True, note=note)
    yield from _beside_problems(matcher)
    guesses = [(*first(made), one.id) for one, made in found]
    chances, truths = zip(*((chance, id == wanted) for id, chance, wanted in guesses if id), strict=True)
    mean, true, luck = sum(chances) / len(chances), sum(truths) / len(truths), _by_luck(chances)
    note = f"mean chance {mean:.3f}, true {true:.3f}; perfect chances of this number show {luck:.3f}"
    error = calibration_error(chances, truths)
    spread = calibration_stderr(chances, truths)
    yield Result("words", "calibration error of the first", error, spread, len(chances), note=note, lower_is_better=True,
                 series=reliability(chances, truths, bins=5), plot="reliability", axes=("chance given", "share true"))  # fmt: skip


def _by_luck(chances: Sequence[float], times: int = 200) -> float:
    """Return the calibration error that chances show on average which are perfectly calibrated: few cases a bin are never quite even."""
    drawn = np.random.default_rng(0).random((times, len(chances))) < np.array(chances)
    return float(np.mean([calibration_error(chances, row.tolist()) for row in drawn]))


def _beside_problems(matcher: Matcher) -> Iterator[Result]:
    """Yield how what is said beside a problem, some of it with a number, is taken: by those who hold something and by those who do not."""
    found = [(one, diagnose(Case(one.problem, one.text), matcher)) for one in beside("held_out")]
    holds = [(one, made) for one, made in found if one.ids]
    note = "written before the `says` lines were read"
    yield share(
        "words",
        "right misconception first, beside its problem",
        [first(made)[0] in one.ids for one, made in holds],
        note=note,
    )
    named = [made.decision in one.ids for one, made in holds if made.decision not in (*NOBODY, SLIP)]
    yield share(
        "words",
        "named beside its problem",
        [made.decision in one.ids for one, made in holds],
        note="else it abstains and asks",
    )
    yield share("words", "right where one is named beside its problem", named)
    for kind, what in NOTHING_BETRAYED.items():
        accused = [made.decision not in (*NOBODY, SLIP) for one, made in found if one.kind == kind]
        yield share("words", f"named beside a problem: {what}", accused, lower_is_better=True)


def _recognised(found: Sequence[tuple[Said, Diagnosis]], catalog: Catalog) -> Iterator[Result]:
    told = nearest([one.text for one, _ in found], catalog)
    baseline = sum(id == one.id for id, (one, _) in zip(told, found, strict=True)) / len(found)
    hits = [first(made)[0] == one.id for one, made in found]
    note = f"{len(catalog.misconceptions)} misconceptions; baseline: the nearest `says` line by TF-IDF"
    yield share("words", "right misconception first", hits, baseline=baseline, note=note)
    named = [made.decision not in NOBODY for _, made in found]
    yield share("words", "named from words alone", named, note="else it abstains and asks")
    right = [made.decision == one.id for one, made in found if made.decision not in NOBODY]
    yield share(
        "words", "right where one is named", right, baseline=baseline, note="the same baseline, which never abstains"
    )
