"""What can be seen of a problem and a response, as named features that carry over to other problems. Source: ours.

Whether a label goes with them is learned in `voters`.
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from tutor.catalog.schema import Term
from tutor.diagnosis.labels.steps import step_features
from tutor.diagnosis.literal import bare, number
from tutor.diagnosis.matcher import Matcher
from tutor.diagnosis.reading import Reading, read_attempt
from tutor.domain import Attempt
from tutor.errors import ParseError
from tutor.maths import read
from tutor.maths.tables import Phrasebook

EXPLAINED, CROSSED = "explained by ", " & "
FINGERPRINT = 3.0
"""How much more the malrule that yields the very response says than any other feature."""

NUMERAL = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|\.\d+")
LETTER = re.compile(r"(?<![A-Za-z])[A-HJ-Zb-z](?![A-Za-z])")
WORDS_SEEN = (1, 4, 12, 40)
MOST_NUMBERS, MOST_CROSSED = 6, 6
TENS = frozenset(Fraction(10) ** power for power in (-3, -2, -1, 1, 2, 3))
SIGNS = "+-*/×÷:^=<>%$|[("
WORDS = Phrasebook("diagnosis.labels")


def features(problem: str, response: str, matcher: Matcher, said: Mapping[str, str] | None = None) -> dict[str, float]:
    """Return feature -> weight (1, or FINGERPRINT) of one response; `said`: further fields, such as the action of an equation step.

    A step from one equation to the next is described by what it did, crossed with the words said of it where they are few; any other
    response by its forms, its numbers against those of the problem, its verdict, and the misconceptions of the catalog that yield it.
    """
    spoken = set(_spoken(said or {}))
    step = step_features(problem, response)
    if step:
        words = [name for name in spoken if name.startswith("word")]
        crossed = {f"{word}{CROSSED}{name}" for word in words if len(words) <= MOST_CROSSED for name in step}
        return dict.fromkeys(step | spoken | crossed, 1.0)
    reading = read_attempt(Attempt(problem=problem, response=response), matcher)
    terms = matcher.catalog.terms
    forms = {*_form("problem", problem, terms), *_form("response", response, terms)}
    found = spoken | forms | set(_against(problem, response))
    return {**dict.fromkeys(found | set(_read(reading)), 1.0), **dict.fromkeys(_fingerprints(reading), FINGERPRINT)}


def _spoken(said: Mapping[str, str]) -> Iterator[str]:
    for field, text in said.items():
        plain = re.sub(r"[\d.]+", "0", text.lower()).strip()
        words = re.findall(r"[a-z]{3,}", plain)
        yield from (f"word {word}" for word in words)
        if len(plain) <= 20 and (words or not plain):
            yield f"field {field}: {plain}"


def named(text: str, terms: Mapping[str, Term]) -> NDArray[np.float64]:
    """Return for each term of mathematics 1 where the text names or shows it, else 0."""
    lower = text.lower()
    return np.array([bool(term.words.search(lower) or _shows(term, lower)) for term in terms.values()], dtype=float)


def _shows(term: Term, lower: str) -> bool:
    return term.signs is not None and term.signs.search(lower) is not None


def _form(where: str, text: str, terms: Mapping[str, Term]) -> Iterator[str]:
    lower = text.lower()
    yield from (f"{where} has {name}" for name, term in terms.items() if _shows(term, lower))
    yield from (f"{where} has sign {sign}" for sign in SIGNS if sign in text)
    words = re.findall(r"[a-z]{2,}", lower)
    yield f"{where} has {sum(len(words) >= least for least in WORDS_SEEN)} of 4 lengths in words"
    yield f"{where} has {min(len(NUMERAL.findall(text)), 5)} numbers"
    yield f"{where} has {min(text.strip().count(chr(10)), 4)} line breaks"
    yield from (f"{where}: {word}" for word in set(re.findall(rf"\b{WORDS.any_of(where)}\b", lower)))


def _against(problem: str, response: str) -> Iterator[str]:
    asked, used = _numbers(problem), _numbers(response)
    kept = "none" if not set(asked) & set(used) else "all" if set(asked) <= set(used) else "some"
    yield f"{kept} of the problem's numbers, {min(3, len(set(used) - set(asked)))} others"
    letters, written = set(LETTER.findall(problem)), set(LETTER.findall(response))
    if letters or written:
        yield f"letters: {len(letters & written) > 0} kept, {len(written - letters) > 0} new, {len(letters) > 0} given"
    if len(response) > len(problem):
        yield "response longer than problem"
    if (copied := re.sub(r"[\s=?]", "", problem)) and copied in re.sub(r"\s", "", response):
        yield "problem repeated"
    last = _numbers(response.rpartition("=")[2]) or used
    if last and asked:
        yield from _reached(last[-1], asked)


def _reached(result: Fraction, asked: list[Fraction]) -> Iterator[str]:
    yield f"result {'above' if result > max(asked) else 'below' if result < min(asked) else 'among'} the problem's numbers"
    yield f"result whole {result.denominator == 1}"
    if result in asked:
        yield "result is one of the problem's numbers"
    some = asked[:MOST_NUMBERS]
    for one, other in ((one, other) for one in some for other in some if one != other):
        made = {"sum": one + other, "difference": one - other, "product": one * other}
        yield from (f"result is a {name}" for name, worth in made.items() if worth == result)
        if other and one / other == result:
            yield "result is a quotient"


def _numbers(text: str) -> list[Fraction]:
    return [Fraction(numeral.replace(",", "")) for numeral in NUMERAL.findall(text[:2000]) if len(numeral) <= 20]


def _read(reading: Reading) -> Iterator[str]:
    if reading.task is None:
        return
    yield f"task {reading.task.kind}"
    yield f"graded {reading.verdict} {reading.reason}"
    written = reading.seen.written if reading.seen else None
    answer = number(bare(written)) if written is not None else None
    key = _worth(reading.key_text)
    if answer is None or key is None or answer == key:
        return
    yield "too large" if abs(answer) > abs(key) else "too small" if abs(answer) < abs(key) else "sign turned"
    yield f"sign wrong {(answer < 0) != (key < 0)}"
    if key and answer / key in TENS:
        yield "point moved"


def _worth(text: str) -> Fraction | None:
    try:
        return number(bare(read(text))) if text else None
    except ParseError:
        return None


def _fingerprints(reading: Reading) -> Iterator[str]:
    seen = reading.seen
    for id, predictions in seen.predictions.items() if seen else ():
        yields = any(prediction.key == seen.answer for prediction in predictions) if seen else False
        if seen and (yields or seen.words.get(id, 1.0) > 1):
            yield f"{EXPLAINED}{id}"
