"""Search by words: BM25 over the chunks' texts, as the share of the query's weight that a chunk holds."""

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tutor.maths.tables import Phrasebook

_WORD = re.compile(r"\d+(?:[./]\d+)*|[^\W\d_]+")
_EMPTY = frozenset(Phrasebook("retrieval").words("empty"))


def tokens(text: str) -> list[str]:
    """Return the words and numbers that carry meaning, lower case, plural s cut off; "3/4" stays one."""
    return [_singular(word) for word in _WORD.findall(text.lower()) if word not in _EMPTY]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


class WordIndex:
    """BM25 over texts, held in memory; 10,000 chunks are indexed in about a second."""

    def __init__(self, texts: Sequence[str]) -> None:
        import bm25s

        split = [tokens(text) for text in texts]
        seen = Counter(word for words in split for word in set(words))
        self._size = len(split)
        self._weight = {word: self._idf(count) for word, count in seen.items()}
        self._bm25 = bm25s.BM25(method="lucene", k1=1.2, b=0.4)
        if seen:
            self._bm25.index(split, show_progress=False)

    def shares(self, query: str) -> NDArray[np.float32]:
        """Return for each text the share in [0, 1] of the query's weight it holds.

        Rare words weigh more, unknown words most; unknown numbers weigh nothing, since a problem's numbers are arbitrary.
        """
        asked = [word for word in tokens(query) if word in self._weight or not word[0].isdigit()]
        known = [word for word in asked if word in self._weight]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        whole = sum(self._weight.get(word, self._idf(0)) for word in asked)
        scores: NDArray[np.float32] = self._bm25.get_scores(known)
        return scores / np.float32(whole)

    def _idf(self, count: int) -> float:
        return math.log(1 + (self._size - count + 0.5) / (count + 0.5))
