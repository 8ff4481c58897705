"""Worries that no phrase says, heard by how near a message is in meaning to lines of children. Embedding is left to the caller."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tutor.maths.tables import table
from tutor.verify.intake import TOPICS, Screening

Array = NDArray[np.float64]
Embed = Callable[[Sequence[str]], Array]
EASE, SURE = 3.0, 0.3
"""How smooth the fit is, and the score (harmless -1, a worry 1) from which a worry is heard. Set by hand; figures: `evals.safety`."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST = 3


class Ear:
    """Hears worries. `embed`: texts to vectors of length 1, one row each; without it nothing is heard that the phrases do not say."""

    def __init__(self, embed: Embed | None) -> None:
        self._embed, self._lines = embed, table("verify", "worries")

    def hear(self, screening: Screening) -> Screening:
        """Return the screening, as a worry where the message sounds like one, with the topic and severity of the lines it is nearest to."""
        text = screening.text
        is_plain = screening.kind in ("ok", "rude", "injection") and len(_WORD.findall(text)) >= _FEWEST
        if self._embed is None or not is_plain:
            return screening
        worry, *topics = np.append(self._embed([text])[0], 1.0) @ self._weights
        if worry < SURE:
            return screening
        name, severity = list(self._lines["severity"].items())[int(np.argmax(topics))]
        topic = name if name in TOPICS else "other"
        return screening.model_copy(update={"kind": "worry", "topic": topic, "severity": severity})

    @cached_property
    def _weights(self) -> Array:
        """Return one column for any worry and one for each topic: least squares over all lines, both sides counting as much."""
        lists = [(name, self._lines[name]) for name in (*self._lines["severity"], "fine")]
        kinds = [name for name, lines in lists for _ in lines]
        vectors = self._embed([line for _, lines in lists for line in lines]) if self._embed else np.empty((0, 0))
        rows = np.c_[vectors, np.ones(len(vectors))]
        is_fine = np.array([kind == "fine" for kind in kinds])
        weights = np.where(is_fine, 0.5 / is_fine.mean(), 0.5 / (1 - is_fine.mean()))[:, None]
        wanted = np.c_[~is_fine, *([kind == name for kind in kinds] for name in self._lines["severity"])] * 2.0 - 1.0
        found: Array = np.linalg.solve(
            (rows * weights).T @ rows + EASE * np.eye(rows.shape[1]), (rows * weights).T @ wanted
        )
        return found
