"""What is counted in a text, sentence by sentence: figures that add up, so that the counts of a whole are the sum of its parts."""

import re

import numpy as np

from tutor.maths.tables import Phrasebook
from tutor.verify.lexicon import PRONOUNS, SMALL, known
from tutor.verify.prose import WORD, sentences

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
