"""How hard a text is to read: a school grade with its standard error, the measures behind it, and what makes the text hard.

The grade combines formulas, how rare the words are and how the sentences are built; each part is brought to the scale of Flesch-Kincaid
on the project's own topic sheets, so that on average the grade agrees with it. What is counted adds up sentence by sentence, so that
the counts of a whole are the sum of its parts. What it cannot measure it says.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tutor.errors import CannotCheck
from tutor.maths.tables import Phrasebook
from tutor.verify.prose import PRONOUNS, SMALL, WORD, known, sentences, why_no_prose

COUNTED = (
    "sentences", "words", "syllables", "letters", "long_words", "unfamiliar", "rarity", "content", "clauses", "pronouns", "long_sentences",
    "lengthy", "squares", "nominal",
)  # fmt: skip
"""What one row of counts holds, in this order.

`long_words` have three syllables or more, `lengthy` ones seven letters or more, `rarity` adds up how rare the content words are,
`squares` the squared lengths of the sentences, `nominal` the prepositions and the nouns made of other words ("movement"). Contractions
count as pronouns do: both are how people talk and tell.
"""
Counts = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
_MATHS = re.compile(r"`[^`]*`")
_BOOK = Phrasebook("verify", "prose")
_CLAUSE, _LINKS = frozenset(_BOOK.words("clause")), frozenset(_BOOK.words("links"))
_MADE_NOUN = re.compile(r".{2,}(?:tion|sion|ment|ness|ity|ance|ence|ism|ship|ency|ancy)(?:s|ies)?")
_CONTRACTED = ("n't", "'ll", "'re", "'ve", "'m", "'d")
_LONG_SENTENCE, _LENGTHY = 20, 7


def count(text: str) -> Counts:
    """Return the counts of a text, one row for each sentence; mathematics between backticks counts as one short word."""
    rows = [_sentence(sentence) for sentence in sentences(_MATHS.sub("one", text))]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(COUNTED))


def _sentence(sentence: str) -> tuple[float, ...]:
    words = WORD.findall(sentence)
    spoken = long_words = unfamiliar = content = clauses = pronouns = 0
    rarity, letters, lengthy, nominal = 0.0, 0, 0, 0.0
    for place, written in enumerate(words):
        word = written.lower().replace("’", "'")
        one = known(word)
        is_name = place > 0 and written[0].isupper() and not written.isupper()
        spoken += one.syllables
        letters += (size := sum(map(str.isalnum, written)))
        lengthy += size >= _LENGTHY
        clauses += word in _CLAUSE
        pronouns += word in PRONOUNS or word.endswith(_CONTRACTED)
        nominal += 1.0 if word in _LINKS else 1.5 if size >= _LENGTHY and _MADE_NOUN.fullmatch(word) else 0.0
        long_words += one.syllables >= 3 and not is_name
        unfamiliar += not (one.is_familiar or is_name)
        if word not in SMALL and not word[0].isdigit():
            content += 1
            rarity += one.rarity / 2 if is_name else one.rarity
    size, clauses = len(words), clauses + sum(map(sentence.count, ",;—"))
    in_long = size * (size > _LONG_SENTENCE)
    held = (1, size, spoken, letters, long_words, unfamiliar, rarity, content, clauses, pronouns, in_long, lengthy)
    return (*held, size**2, nominal)


WEIGHTS = {
    "flesch_kincaid": 0.15, "dale_chall": 0.27, "rix": 0.2, "word_rarity": 0.05, "sentence_structure": 0.3, "nominal_style": 0.06,
}  # fmt: skip
"""What each part has to say in the grade; plain weights, fitted to nobody's judgements. Words weigh more than the length of sentences, as
they do in what teachers find hard, and a part counts up to grade 16, so that one endless sentence does not decide."""
HELD_OUT = ("automated_readability", "coleman_liau", "smog")
"""Measures that are shown but have no part in the grade, so that nothing is ever written to please them."""
_TO_GRADE = {
    "gunning_fog": (-2.0, 1.0), "word_rarity": (-6.5, 13.0), "sentence_structure": (-8.6, 2.16),
    "nominal_style": (-8.5, 120.0), "all": (-1.1, 1.28),
}  # fmt: skip
"""Intercept and slope that bring a part, and all together, to the scale of Flesch-Kincaid. On our topic sheets the grade is then some
0.3 above it, on news for adults some 0.1 below."""
_RIX, _RIX_GRADES = (
    (0, 0.2, 0.5, 0.8, 1.3, 1.8, 2.4, 3.0, 3.7, 4.5, 5.3, 6.2, 7.2),
    (0, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 10.5, 11.5, 13),
)
"""Words of seven letters or more in a sentence, and the grades that Anderson gives for them, drawn as a line."""
_PER_PRONOUN, _USUAL_PRONOUNS = 11.0, 0.05
_WINDOW, _PER_VARIETY = 300, 27.0
_TOP, _MOST = 18.0, 16.0
_RESAMPLED = 100
_USUAL_NOISE, _PRIOR_SENTENCES = 16.0, 4
_HARDEST = 8
_AT = {name: place for place, name in enumerate(COUNTED)}


@dataclass(frozen=True, slots=True)
class Level:
    """A grade on the scale of Flesch-Kincaid, its standard error, the measures, and the hardest words and sentences."""

    grade: float
    error: float
    measures: dict[str, float]
    hard_words: tuple[str, ...] = ()
    hard_sentences: tuple[str, ...] = ()


def measure(text: str) -> Level:
    """Return the level of a text. Raises CannotCheck for what is too short, a poem, a table, code or another language."""
    if cause := why_no_prose(text):
        raise CannotCheck(f"could not measure: {cause}.")
    counts = count(text)
    sums = counts.sum(axis=0)
    plain = float(estimate(sums))
    more = variety(text, plain)
    found = {name: round(float(value), 3) for name, value in measures(sums).items()} | {"variety": round(more, 3)}
    words, hardest = _hard(text, counts)
    grade = float(np.clip(plain + more, 0.0, _TOP))
    return Level(round(grade, 2), round(_error(counts), 2), found, words, hardest)


def reading_grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of prose, at least 0; mathematics between backticks counts as one short word.

    Texts without words give 0. Short texts give a rough figure. Source: Kincaid, Fishburne, Rogers and Chissom 1975.
    """
    counts = count(text)
    return max(0.0, float(measures(counts.sum(axis=0))["flesch_kincaid"])) if len(counts) else 0.0


def estimate(sums: Counts) -> Counts:
    """Return the grade for sums of counts, `variety` left out; the last axis holds what is counted, all others are kept."""
    parts = measures(sums)
    grade = _scaled(
        "all",
        sum((weight * np.minimum(parts[name], _MOST) for name, weight in WEIGHTS.items()), np.zeros(sums.shape[:-1])),
    )
    pronouns = np.minimum(parts["pronouns"], 0.15) - _USUAL_PRONOUNS
    return np.clip(grade - _PER_PRONOUN * pronouns, 0.0, _TOP)


def variety(text: str, grade: float) -> float:
    """Return what the variety of the words adds to a grade: how many are different among 300, less what is usual at that grade (ours).

    Of a shorter text so much less is told.
    """
    words = [word.lower() for word in WORD.findall(text)]
    size = min(len(words), _WINDOW)
    starts = range(0, len(words) - size + 1, _WINDOW // 10)
    different = sum(len(set(words[start : start + size])) for start in starts) / (len(starts) * size)
    usual = np.clip(0.3 * grade - 2.3, -1.8, 0.13)
    more = _PER_VARIETY * (different - (0.825 - 0.0905 * np.log2(max(size, 2) / 50))) - usual
    return float(np.clip(more, -3, 3)) * size / _WINDOW


def measures(sums: Counts) -> dict[str, Counts]:
    """Return every measure by name for sums of counts, grades unless the name says a share.

    Sources: Kincaid and others 1975 (Flesch-Kincaid), Dale and Chall 1948 with their table of grades, Gunning 1952 (fog),
    Senter and Smith 1967 (ARI), Coleman and Liau 1975, McLaughlin 1969 (SMOG), Anderson 1983 (RIX); rarity, structure and nominal
    style (prepositions, nouns made of other words, after Biber 1988) are ours.
    """
    of = {name: sums[..., place] for name, place in _AT.items()}
    words, ends = np.maximum(of["words"], 1), np.maximum(of["sentences"], 1)
    length, content = words / ends, np.maximum(of["content"], 1)
    share = of["unfamiliar"] / words
    raw = 15.79 * share + 0.0496 * length + np.minimum(3.6365, 3.0 + 12.73 * share)  # a ramp for the jump at 5 %
    built = np.log(of["squares"] / ends) + 0.5 * of["clauses"] / ends + of["long_sentences"] / words
    return {
        "flesch_kincaid": 0.39 * length + 11.8 * of["syllables"] / words - 15.59,
        "dale_chall": 2 * raw - 5.5,
        "word_rarity": _scaled("word_rarity", of["rarity"] / content),
        "sentence_structure": _scaled("sentence_structure", built),
        "nominal_style": _scaled("nominal_style", of["nominal"] / words),
        "gunning_fog": _scaled("gunning_fog", 0.4 * (length + 100 * of["long_words"] / words)),
        "rix": np.interp(of["lengthy"] / ends, _RIX, _RIX_GRADES),
        "automated_readability": 4.71 * of["letters"] / words + 0.5 * length - 21.43,
        "coleman_liau": 5.88 * of["letters"] / words - 29.6 * ends / words - 15.8,
        "smog": 1.043 * np.sqrt(30 * of["long_words"] / ends) + 3.1291,
        "words_per_sentence": length,
        "clauses_per_sentence": of["clauses"] / ends,
        "unfamiliar_words": share,
        "long_sentences": of["long_sentences"] / words,
        "pronouns": of["pronouns"] / words,
    }


def _scaled(name: str, value: Counts) -> Counts:
    start, slope = _TO_GRADE[name]
    return np.asarray(start + slope * value)


def _error(counts: Counts) -> float:
    """Return the standard error of the grade: what other sentences of this kind would have given, and how far the parts disagree.

    The first by the bootstrap over sentences, leaning on the usual noise of a text of this length where sentences are few.
    """
    size, sums = len(counts), counts.sum(axis=0)
    drawn = np.random.default_rng(0).multinomial(size, [1 / size] * size, size=_RESAMPLED)
    sampled = float(np.var(estimate(drawn @ counts))) * size / max(1, size - 1)
    usual = _USUAL_NOISE**2 / max(1.0, float(sums[_AT["words"]]))
    sampling = (size * sampled + _PRIOR_SENTENCES * usual) / (size + _PRIOR_SENTENCES)
    parts = measures(sums)
    spread = float(np.var([parts[name] for name in WEIGHTS])) / len(WEIGHTS)
    return float(np.sqrt(sampling + spread))


def _hard(text: str, counts: Counts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the hardest words (rare and long) and the hardest sentences of a text, hardest first."""
    every = sentences(text)
    worth: dict[str, float] = {}
    for sentence in every:
        for place, word in enumerate(WORD.findall(sentence)):
            if not (place and word[0].isupper()) and (weight := _weight(word.lower())) > 2:
                worth[word.lower()] = weight
    grades = estimate(counts) if len(every) == len(counts) else np.zeros(0)
    usual = float(np.median(grades)) if len(grades) else 0.0
    hardest = [every[at] for at in np.argsort(-grades, kind="stable")[:3] if grades[at] > max(usual + 1, 3)]
    return tuple(sorted(worth, key=lambda word: (-worth[word], word))[:_HARDEST]), tuple(hardest)


@lru_cache(maxsize=20_000)
def _weight(word: str) -> float:
    one = known(word)
    return one.rarity + 0.4 * (one.syllables - 2) + (not one.is_familiar)
