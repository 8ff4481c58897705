"""A teacher's own text at another level, with an account of every change; what is not sure to say the same is left as it was."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from tutor.catalog.reading import ReadingWords, Simpler
from tutor.domain import Finding, Passage, Receipt, Section
from tutor.errors import CannotCheck
from tutor.generation.reading import supports
from tutor.generation.reading.clauses import join, split
from tutor.generation.reading.complete import Shelf, measured_of
from tutor.generation.reading.easier import QUOTED, in_other_words
from tutor.verify.level import Counts, Level, count, estimate, measure
from tutor.verify.passage import BAND
from tutor.verify.prose import WORD, blocks, sentences
from tutor.verify.words import Words

LONGEST = 5000
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MARK = r"(?:[-*•–—+]|\(?\d{1,2}[.)]|[a-z]\))"
_NEAR, _LONGEST_JOINED, _MOST_PIECES = 0.3, 26, 5


@dataclass(slots=True)
class Line:
    """A sentence of the text: as it was, as it is now, and whether a quotation that is longer than a sentence goes through it."""

    given: str
    now: list[str]
    is_quoted: bool

    @property
    def counts(self) -> Counts:
        """What is counted in it."""
        return _sums(count(one) for one in self.now)


def _sums(rows: Iterable[Counts]) -> Counts:
    made: Counts = np.sum([count("").sum(axis=0), *(one.sum(axis=0) for one in rows)], axis=0)
    return made


def relevel(text: str, grade: float, shelf: Shelf, simpler: Simpler, english: int = 0) -> Passage:
    """Return the text at a lower or higher level, the sentences farthest from it changed first and no more than is needed.

    With words to know, ways to begin an answer (for a learner of English at a proficiency from 1 to 5, and then with headings), questions
    and receipt.
    Raises CannotCheck, fit to be shown, where it cannot be measured, is too long, or does not belong before children.
    """
    if (size := len(text.split())) > LONGEST:
        raise CannotCheck(f"The text has {size} words; at most {LONGEST} can be worked on at once. Give a part of it.")
    words = shelf.words
    if hit := Words(text).first({"unsafe": words.unsafe}, "unsafe"):
        raise CannotCheck(f"The text has words that are not for children ({hit[0].strip()}). Give another one.")
    before = measure(text)
    parts = [list(_lines(sentences(block))) for block in blocks(text)]
    changes: list[str] = []
    if before.grade > grade + _NEAR:
        _lower(parts, grade, before, simpler, changes)
    elif before.grade < grade - _NEAR:
        _raise(parts, grade, before, simpler, changes)
    marks = [re.search(rf"^[ \t]*({_MARK}[ \t]+){re.escape(block[:20])}", text, re.M) for block in blocks(text)]
    lines = [[one for line in part for one in line.now] for part in parts]
    for mark, part in zip(marks, lines, strict=True):
        part[:1] = [f"{mark[1]}{one}" if mark else one for one in part[:1]]
    made = _passage(lines, text, before, grade, words, changes)
    terms = {term.lower(): meaning for topic in shelf.topics.values() for term, meaning in topic.glossary.items()}
    found = supports.given_glossary(made.text, grade, terms, words, simpler)
    helps = {
        "glossary": found, "questions": supports.given_questions(made.text, found, words),
        "starters": supports.given_starters(made.text, found, words, english),
        "sections": tuple(supports.with_heading(one, words) for one in made.sections) if english else made.sections,
    }  # fmt: skip
    return made.model_copy(update=helps)


def _lower(parts: Sequence[Sequence[Line]], grade: float, before: Level, simpler: Simpler, changes: list[str]) -> None:
    """Put easier words and shorter sentences for the hardest sentences until the text is at the grade; the account is in its order."""
    lines = [line for part in parts for line in part]
    counts = {id(line): line.counts for line in lines}
    more = before.grade - float(estimate(_sums([one[None] for one in counts.values()])))
    told: dict[int, list[str]] = {}
    for line in sorted(lines, key=lambda one: -float(estimate(counts[id(one)]))):
        if float(estimate(counts[id(line)])) <= grade - 1 or line.is_quoted:
            continue
        line.now, told[id(line)] = _easier(line.given, grade, simpler)
        counts[id(line)] = line.counts
        if float(estimate(_sums([one[None] for one in counts.values()]))) + more <= grade:
            break
    changes += [one for line in lines for one in told.get(id(line), ())]


def _easier(sentence: str, grade: float, simpler: Simpler) -> tuple[list[str], list[str]]:
    """Return a sentence with easier words, in as many pieces as it takes, and the account."""
    changes: list[str] = []
    for pattern in simpler.drops:
        for found in [] if QUOTED.search(sentence) else list(re.finditer(pattern, sentence)):
            rest = sentence.replace(found[0], "", 1).strip()
            changes.append(f"{found[0].strip(' ,')} -> ")
            sentence = rest[:1].upper() + rest[1:]
    sentence, told = in_other_words(sentence, simpler.easier, simpler)
    pieces, at = [sentence], 0
    while at < len(pieces) < _MOST_PIECES:
        hard = float(estimate(count(pieces[at]).sum(axis=0))) > grade
        two = split(pieces[at], simpler) if hard else []
        pieces[at : at + 1] = two or [pieces[at]]
        at += not two
    if len(pieces) > 1:
        told.append(f"{sentence} -> {' '.join(pieces)}")
    return pieces, changes + told


def _raise(parts: Sequence[list[Line]], grade: float, before: Level, simpler: Simpler, changes: list[str]) -> None:
    """Put richer words, then join short sentences from the first on, until the text is at the grade."""
    sums = _sums(line.counts[None] for part in parts for line in part)
    more = before.grade - float(estimate(sums))
    places = [(one, at, word) for word in (True, False) for one in parts for at in range(len(one))]
    for part, place, is_word in places:
        if float(estimate(sums)) + more >= grade:
            return
        if place >= len(part) or part[place].is_quoted:
            continue
        line, old, told = part[place], part[place].counts, list[str]()
        after = part[place + 1 : place + 2]
        both = f"{line.now[0]} {after[0].now[0]}" if after and not after[0].is_quoted else ""
        if is_word:
            line.now[0], told = in_other_words(line.given, simpler.richer, simpler)
        elif len(both.split()) <= _LONGEST_JOINED and not re.search(r"[\"“”‘]", both) and (one := join(both, simpler)):
            told, old = [f"{both} -> {one}"], old + after[0].counts
            part[place : place + 2] = [Line(line.given, [one], is_quoted=False)]
        sums = sums - old + part[place].counts
        changes += told


def _lines(part: list[str]) -> Iterator[Line]:
    """Yield the sentences with whether a quotation that is longer than a sentence goes through them."""
    is_open = False
    for sentence in part:
        before = is_open
        for sign in sentence:
            is_open = sign == "“" or (is_open and sign != "”") if sign in "“”" else is_open != (sign == '"')
        yield Line(sentence, [sentence], before or is_open)


def _passage(
    parts: list[list[str]], given: str, before: Level, grade: float, words: ReadingWords, changes: list[str]
) -> Passage:
    sections = tuple(Section(heading="", text=" ".join(part)) for part in parts if part)
    text = "\n\n".join(section.text for section in sections)
    measured = measured_of(text)
    after = measured["grade"]
    digest, lines = sha256(text.encode()).hexdigest(), words.given
    kind = "is_there" if abs(after - grade) <= BAND else "is_partly" if after > grade else "is_easier"
    account = ("dropped" if any(one.endswith(" -> ") for one in changes) else "kept") if changes else ""
    said = lines[kind].format(before=f"{before.grade:.1f}", after=f"{after:.1f}", grade=f"{grade:g}")
    receipt = Receipt(
        source=lines["source"], parameters={"grade": f"{grade:g}", "before": f"{before.grade:.1f}"}, measures=measured,
        checks=tuple(_checks(text, given, grade, after)), content_hash=digest, licence=lines["licence"],
    )  # fmt: skip
    return Passage(
        id=f"text.{digest[:12]}", topic="", title=lines["title"], grade=grade, text=text, sections=sections, facts=(),
        note=f"{said} {lines.get(account, '')}".strip(), key_words=supports.key_words(text), changes=tuple(changes),
        spoken=supports.spoken(text, words), sources=(lines["source"],), measured=measured, receipt=receipt,
    )  # fmt: skip


def _checks(text: str, given: str, grade: float, after: float) -> list[Finding]:
    """Return whether the level is met, and whether all names, numbers and quotations of the given text are still there."""
    names = {word for one in sentences(given) for word in WORD.findall(one)[1:] if word[0].isupper()}
    kept = " ".join(text.split())
    lost = {
        "level": f"it reads at grade {after:.1f}" if abs(after - grade) > BAND else "",
        "names": ", ".join(sorted(name for name in names if name not in text)),
        "numbers": ", ".join(sorted(set(_NUMBER.findall(given)) - set(_NUMBER.findall(text)))),
        "quotations": "; ".join(one for one in QUOTED.findall(" ".join(given.split())) if one not in kept),
    }
    return [Finding(check=name, outcome="fail" if what else "pass", what=what) for name, what in lost.items()]
