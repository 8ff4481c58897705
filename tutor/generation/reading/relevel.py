"""A teacher's own text made easier, with an account of every change; what is not sure to say the same is left as it was."""

import re
from collections.abc import Iterator
from hashlib import sha256

from tutor.catalog.reading import ReadingWords, Simpler
from tutor.domain import Finding, Outcome, Passage, Receipt, Section
from tutor.errors import CannotCheck
from tutor.generation.reading.easier import QUOTED, in_easier_words, in_two
from tutor.generation.reading.supports import key_words, spoken
from tutor.verify.counts import count
from tutor.verify.level import Level, estimate, measure
from tutor.verify.passage import BAND
from tutor.verify.prose import WORD, blocks, sentences
from tutor.verify.words import Words

LONGEST = 5000
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NEAR = 0.3


def relevel(text: str, grade: float, words: ReadingWords, simpler: Simpler) -> Passage:
    """Return the text at a lower level, the hardest sentences changed first and no more than is needed.

    Raises CannotCheck, fit to be shown, where it cannot be measured, is too long, or does not belong before children.
    """
    if (size := len(text.split())) > LONGEST:
        raise CannotCheck(f"The text has {size} words; at most {LONGEST} can be worked on at once. Give a part of it.")
    if hit := Words(text).first({"unsafe": words.unsafe}, "unsafe"):
        raise CannotCheck(
            f"The text has words that do not belong before children ({hit[0].strip()}). Give another one."
        )
    before = measure(text)
    parts = [sentences(block) for block in blocks(text)]
    changes: list[str] = []
    for step in (_words_changed, _split, _split):
        parts = [step(part, grade, _grade(parts), simpler, changes) for part in parts]
        if _grade(parts) <= grade + _NEAR:
            break
    return _passage(parts, text, before, grade, words, changes)


def _grade(parts: list[list[str]]) -> float:
    return measure("\n\n".join(" ".join(part) for part in parts)).grade


def _words_changed(part: list[str], grade: float, now: float, simpler: Simpler, changes: list[str]) -> list[str]:
    if now <= grade + _NEAR:
        return part
    made = []
    for sentence, is_quoted in _quoted(part):
        easier, told = (sentence, []) if is_quoted else in_easier_words(sentence, simpler)
        made.append(easier)
        changes += told
    return made


def _split(part: list[str], grade: float, now: float, simpler: Simpler, changes: list[str]) -> list[str]:
    """Return the sentences with those above the wanted grade in two where that is sure."""
    made = []
    for sentence, is_quoted in _quoted(part):
        hard = not is_quoted and now > grade + _NEAR and float(estimate(count(sentence).sum(axis=0))) > grade
        two = in_two(sentence, simpler) if hard else ""
        changes += [f"{sentence} -> {two}"] if two else []
        made += sentences(two) if two else [sentence]
    return made


def _quoted(part: list[str]) -> Iterator[tuple[str, bool]]:
    """Yield the sentences with whether a quotation that is longer than a sentence goes through them."""
    is_open = False
    for sentence in part:
        before = is_open
        for sign in sentence:
            is_open = sign == "“" or (is_open and sign != "”") if sign in "“”" else is_open != (sign == '"')
        yield sentence, before or is_open


def _passage(
    parts: list[list[str]], given: str, before: Level, grade: float, words: ReadingWords, changes: list[str]
) -> Passage:
    sections = tuple(Section(heading="", text=" ".join(part)) for part in parts if part)
    text = "\n\n".join(section.text for section in sections)
    after = measure(text)
    measured = {"grade": after.grade, "error": after.error, "words": float(len(text.split())), **after.measures}
    digest, lines = sha256(text.encode()).hexdigest(), words.given
    note = lines["kept"] if changes else ""
    if after.grade > grade + BAND:
        note = " ".join(
            (lines["is_partly"].format(before=f"{before.grade:.1f}", after=f"{after.grade:.1f}"), note)
        ).strip()
    if before.grade < grade - BAND:
        note = lines["is_easier"].format(before=f"{before.grade:.1f}")
    receipt = Receipt(
        source=lines["source"], parameters={"grade": f"{grade:g}", "before": f"{before.grade:.1f}"}, measures=measured,
        checks=tuple(_checks(text, given, grade, after.grade)), content_hash=digest, licence=lines["licence"],
    )  # fmt: skip
    return Passage(
        id=f"text.{digest[:12]}", topic="", title=lines["title"], grade=grade, text=text, sections=sections, facts=(), note=note,
        key_words=key_words(text), starters=tuple(line for line in words.starters if "{" not in line), changes=tuple(changes),
        spoken=spoken(text, words), sources=(lines["source"],), measured=measured, receipt=receipt,
    )  # fmt: skip


def _checks(text: str, given: str, grade: float, after: float) -> list[Finding]:
    """Return whether the level is met, and whether all names, numbers and quotations of the given text are still there."""
    names = {word for one in sentences(given) for word in WORD.findall(one)[1:] if word[0].isupper()}
    lost = {
        "level": f"it reads at grade {after:.1f}" if abs(after - grade) > BAND else "",
        "names": ", ".join(sorted(name for name in names if name not in text)),
        "numbers": ", ".join(sorted(set(_NUMBER.findall(given)) - set(_NUMBER.findall(text)))),
        "quotations": "; ".join(
            one for one in QUOTED.findall(" ".join(given.split())) if one not in " ".join(text.split())
        ),
    }
    found = []
    for name, what in lost.items():
        outcome: Outcome = "fail" if what else "pass"
        found.append(Finding(check=name, outcome=outcome, what=what))
    return found
