"""The standard of a problem: cues, likeness of meaning and shared words, added up over a catalogue of standards.

The catalogue is a file the user brings (it is never shipped), or follows from our own skills. What speaks for a standard is declared in
content/standards/cues.yaml; no weight here is fitted to a benchmark.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tutor.catalog.schema import Catalog
from tutor.errors import ContentError
from tutor.retrieval.cues import Cues, load_cues
from tutor.retrieval.embedder import Embedder, Vectors, open_embedder
from tutor.retrieval.words import WordIndex

MEANING_WEIGHT = 3.0
WORDS_WEIGHT = 1.0
_PREFIX = re.compile(r"^CCSS\.(?:MATH\.)?(?:CONTENT\.)?", re.IGNORECASE)
_CLUSTER = re.compile(r"\.[A-Z](?=\.)")
_MARKUP = re.compile(r"<[^>]*>|\s+")


class Standard(BaseModel):
    """One standard of a catalogue: its code and what it says; other fields of the file are left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    code: str = Field(min_length=1)
    description: str = Field(min_length=1)

    @property
    def text(self) -> str:
        """Return the description without markup, on one line."""
        return " ".join(_MARKUP.sub(" ", self.description).split())


class Standards:
    """Standards ready to be ranked; made by `open_standards`, safe to share between threads."""

    def __init__(self, standards: Sequence[Standard], vectors: Vectors, embedder: Embedder, cues: Cues) -> None:
        self.codes = tuple(standard.code for standard in standards)
        self.cues = cues
        self._vectors = vectors
        self._embedder = embedder
        self._words = WordIndex([standard.text for standard in standards])
        self._rows: defaultdict[str, list[int]] = defaultdict(list)
        asked = {code for cue in cues.cues for code in cue.codes}
        for row, standard in enumerate(standards):
            short = _short(standard.code)
            for code in asked:
                if short.startswith(_short(code[:-1])) if code.endswith("*") else short == _short(code):
                    self._rows[code].append(row)

    def scores(self, text: str) -> Vectors:
        """Return one score a standard, in the order of `codes`; the higher, the better it fits."""
        found = MEANING_WEIGHT * (self._vectors @ self._embedder.one(text)) + WORDS_WEIGHT * self._words.shares(text)
        for code, weight in self.cues.weights(text).items():
            found[self._rows.get(code, [])] += np.float32(weight)
        return np.asarray(found, dtype=np.float32)


def rank_standards(text: str, standards: Standards, *, k: int = 10) -> list[tuple[str, float]]:
    """Return the k standards that a problem most likely asks for, best first, with scores comparable within one text only.

    The score is the sum of the cues that hold (0 to about 8) + 3 x the cosine of the meanings + the share of the words (0 to 1).
    An empty text gives an empty list. Source: ours.
    """
    if not text.strip() or not standards.codes or k < 1:
        return []
    scores = standards.scores(text)
    best = np.argsort(-scores, kind="stable")[:k]
    return [(standards.codes[row], round(float(scores[row]), 4)) for row in best]


def load_standards(path: Path) -> tuple[Standard, ...]:
    """Return the standards of a file of JSON lines with at least `code` and `description`.

    Raises ContentError with every fault: file and line, what, cure.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError([f"{path}: cannot be read ({error}). Give a file of JSON lines in UTF-8."]) from error
    found: dict[str, Standard] = {}
    faults = []
    for number, line in enumerate(lines, start=1):
        try:
            standard = Standard.model_validate_json(line) if line.strip() else None
        except ValidationError as error:
            what = "; ".join(f"{'.'.join(map(str, d['loc'])) or 'line'}: {d['msg']}" for d in error.errors())
            faults.append(f'{path}, line {number}: {what}. Write {{"code": ..., "description": ...}}.')
        else:
            if standard and found.setdefault(standard.code, standard) is not standard:
                faults.append(f"{path}, line {number}: {standard.code} is there twice. Remove one.")
    if not faults and not found:
        faults.append(f"{path}: holds no standards. Give a file of JSON lines with code and description.")
    if faults:
        raise ContentError(faults)
    return tuple(found.values())


def standards_of(catalog: Catalog) -> tuple[Standard, ...]:
    """Return the standards that our own skills name, described by the titles and key ideas of their skills, sorted by code."""
    told: defaultdict[str, list[str]] = defaultdict(list)
    for skill in catalog.skills.values():
        lesson = catalog.lessons.get(skill.id)
        words = f"{skill.title}. {lesson.key_idea.replace('`', '') if lesson else ''}".strip()
        for code in skill.standards:
            told[code].append(words)
    return tuple(Standard(code=code, description=" ".join(texts)) for code, texts in sorted(told.items()))


def open_standards(home: Path, standards: Sequence[Standard], *, content: Path | None = None) -> Standards:
    """Return the standards ready to be ranked; their vectors are kept below `home` by the hash of the texts.

    `content`: folder of content (default: the one beside or inside the package). Raises SearchIndexError, ContentError.
    """
    embedder = open_embedder(home)
    vectors = embedder.kept([standard.text for standard in standards])
    return Standards(standards, vectors, embedder, load_cues(content))


def _short(code: str) -> str:
    """Return a code as all notations share it: "CCSS.Math.Content.3.NF.A.1" and "3.NF.1" are both "3.NF.1"."""
    return _CLUSTER.sub("", _PREFIX.sub("", code.strip()))
