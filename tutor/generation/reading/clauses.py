"""Sentences in two, or two in one, by rules over the kinds of their words (`splits`, `joins` in content/reading/simpler.yaml).

A sentence is tagged and written as one letter for each word, so that a rule is a pattern over letters and a line to say instead.
What no rule is sure of is left as it was.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from tutor.catalog.reading import Rule, Simpler
from tutor.maths.tables import Phrasebook

PATTERNS = Phrasebook("generation.reading", "patterns")
TOKEN = PATTERNS.pattern("token")
_FEWEST, _LONGEST_AGAIN = 3, 4
_AUXILIARIES = frozenset({"can", "could", "may", "might", "will", "would", "must", "should", "did", "had"})


@lru_cache(maxsize=5000)
def _is(word: str, tag: str) -> bool:
    """Return whether a word is this form of a verb and not its base."""
    from lemminflect import getAllLemmas, getInflection

    if word in ("was", "were", "had", "did"):
        return tag == "VBD" or word == "had"
    return any(word in getInflection(one, tag) and word != one for one in getAllLemmas(word).get("VERB", ()))


class _Unsure(Exception):
    """Raised where a rule fits but what it would say is not sure."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A group of a rule: its words and letters, and what a rule may say of it: {s} the words, {s.again} how it is named again ...

    is_of_many: whether the subject of the rule (its group s) is more than one.
    """

    words: tuple[str, ...]
    kinds: str
    text: str
    is_past: bool
    rules: Simpler
    is_of_many: bool = False

    def __str__(self) -> str:
        return self.text

    def __getattr__(self, name: str) -> str:
        return _SAYS[name](self)

    @property
    def low(self) -> str:
        return self.words[0].lower()

    @property
    def first(self) -> str:
        found = self.rules.patterns["<np>"].match(self.kinds)
        return found[0] if found else ""

    @property
    def is_many(self) -> bool:
        head = self.first.rstrip("#")[-1:]
        return "&" in self.kinds.partition("p")[0] or head == "M" or self.low in ("they", "we", "you")

    @property
    def again(self) -> str:  # "They", "The dam", "Marie Curie"
        low, size = self.low, len(self.first)
        if self.kinds == "P":
            return self.words[0]
        if not size or self.kinds[0] in "PXQ" or low in self.rules.never_again:
            raise _Unsure
        if self.is_many:
            return "They"
        names = size - len(self.first.rstrip("E"))
        while 0 < names < size and self.kinds[0] != "D" and self.words[size - names - 1][0].isupper():
            names += 1
        start = size - names if 0 < names < size - 1 else int(low in ("a", "an"))
        named = self.words[start:size]
        if self.kinds[0] not in "DdEN" or len(named) > _LONGEST_AGAIN:
            raise _Unsure
        told = " ".join(named if start != 1 or names > 1 else ("the", *named)).replace(" ’", "’").replace(" '", "'")
        return told[0].upper() + told[1:]

    def only(self, is_sure: bool, told: str) -> str:
        if not is_sure:
            raise _Unsure
        return told

    def finite(self, known: frozenset[str], now: str) -> str:
        from lemminflect import getInflection, getLemma

        lemma = getLemma(self.words[0].lower(), "VERB")[0]
        found = getInflection(lemma, "VBD" if self.is_past else now) if lemma in known else ()
        return " ".join((self.only(bool(found), next(iter(found), "")), *self.text.split()[1:]))


_SAYS: Mapping[str, Callable[[_Piece], str]] = {
    "these": lambda one: (f"These {one.words[-1]}" if one.again == "They" and one.kinds[-1] == "M" and "&" not in one.kinds else one.again),
    "then": lambda one: one.again if one.kinds[0] == "E" or one.again == "I" else one.again[0].lower() + one.again[1:],
    "they": lambda one: one.only(one.is_many and one.kinds[0] != "P", "they"),
    "past": lambda one: one.only(one.is_past, one.text),
    "been": lambda one: "were" if one.is_many else "was",
    "now": lambda one: one.only(not one.is_past, "are" if one.is_many else "is"),
    "be": lambda one: _SAYS["been" if one.is_past else "now"](one),
    "because": lambda one: "was" if one.is_past else "is",
    "alike": lambda one: one.only(_is(one.low, "VBD") if one.is_past else _is(one.low, "VBZ") != one.is_of_many, one.text),
    "sure": lambda one: one.only(not (one.low.endswith("ed") or (_is(one.low, "VBD") and _is(one.low, "VBN"))), one.text),
    "does": lambda one: one.finite(one.rules.results, "VBZ"),
    "did": lambda one: one.finite(one.rules.manners, "VBP" if one.is_of_many else "VBZ"),
}  # fmt: skip
"""What a rule may say of a piece: named again where "they" could be something else, within a sentence, ...; `alike` begins with a
verb in the form of that of the sentence, `sure` with one that can be no participle, `does` makes "made" of "making" after "this"."""


def split(sentence: str, rules: Simpler) -> list[str]:
    """Return the sentence as two by the first rule that is sure, else nothing."""
    return _said(sentence, rules.splits, rules)


def join(both: str, rules: Simpler) -> str:
    """Return two sentences as one by the first rule that is sure, else ""."""
    return " ".join(_said(both, rules.joins, rules))


def letters(words: Sequence[str], rules: Simpler) -> str:
    """Return one letter for each word or sign: its kind in this sentence."""
    tagged = _tagger().tag_sent(list(words))
    kinds = "".join(_letter(word, tag, rules) for word, (_, _, tag) in zip(words, tagged, strict=True))
    for pattern, letter in rules.mends.items():
        for end in [found.end() for found in rules.patterns[pattern].finditer(kinds)]:
            kinds = kinds[: end - 1] + letter + kinds[end:]
    return kinds


def _letter(word: str, tag: str, rules: Simpler) -> str:
    if len(word) > 1 and (word[0] in '“"‘' or word.isupper()):
        return "E" if word.isupper() and word[0].isalpha() else "q"
    sign = word if len(word) == 1 and not word.isalnum() else rules.tags.get(tag, "?")
    return rules.letters.get(word.lower().replace("’", "'"), sign)


def _said(text: str, told: Iterable[Rule], rules: Simpler) -> list[str]:
    tokens, kinds = list(TOKEN.finditer(text)), ""
    for rule in told if not re.search(r"[|^]", text) else ():
        if not re.search(rule.only, text) or (rule.unless and re.search(rule.unless, text, re.I)):
            continue
        kinds = kinds or letters([token[0] for token in tokens], rules)
        if found := rules.patterns[rule.when].fullmatch(kinds):
            try:
                said = rule.say.format_map(_pieces(found, tokens, text, rules))
            except _Unsure:
                continue
            said = re.sub(r"([.!?][”\"’])\.(?=\||$)", r"\1", said).replace(" ,", ",")
            made = re.sub(r"\^(\W*\w)", lambda one: one[1].upper(), said).split("|")
            if all(len(one.split()) >= _FEWEST for one in made):
                return made
    return []


def _pieces(found: re.Match[str], tokens: list[re.Match[str]], text: str, rules: Simpler) -> Mapping[str, _Piece]:
    kinds, names = found.string, found.re.groupindex
    verb = kinds.find("V", max(0, found.start("v") if "v" in names else 0))
    is_past = verb >= 0 and _is(tokens[verb][0].lower(), "VBD")
    pieces: dict[str, _Piece] = {}
    for name in sorted(names, key="s".__ne__):
        start, end = found.span(name)
        words = tuple(token[0] for token in tokens[start:end])
        held = text[tokens[start].start() : tokens[end - 1].end()] if words else ""
        if (start == 0 or kinds[start - 1] == ".") and words and kinds[start] != "E" and words[0] != "I":
            held = held[0].lower() + held[1:]
        is_of_many = "s" in pieces and pieces["s"].is_many
        pieces[name] = _Piece(words, kinds[start:end], held, is_past, rules, is_of_many)
    if (told := pieces.get("r")) and (of := pieces.get("n") or pieces.get("s")) and not _agree(of, told):
        raise _Unsure
    return pieces


def _agree(of: _Piece, told: _Piece) -> bool:
    """Return whether the verb of a relative clause can belong to the head of what stands before it, and to nothing nearer."""
    verb = told.words[told.kinds.index("V")].lower()
    is_one = verb in ("is", "was", "has", "does") or (verb.endswith("s") and not _is(verb, "VBD"))
    is_open = verb in _AUXILIARIES or (_is(verb, "VBD") and verb not in ("was", "were"))
    if "p" in of.kinds and (is_open or (of.kinds[-1] == "M") != is_one):
        return False
    return is_open or is_one != of.is_many


@cache
def _tagger() -> Any:
    from HanTa.HanoverTagger import HanoverTagger

    return HanoverTagger("morphmodel_en.pgz")
