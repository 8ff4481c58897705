"""A sentence with easier words, or in two: only where it is sure to say the same. Quotations, names and numbers are never touched."""

import re
from functools import lru_cache

from tutor.catalog.reading import Simpler
from tutor.verify.lexicon import PRONOUNS, SMALL
from tutor.verify.prose import WORD

QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")
_JOINED = re.compile(r"(?:;|, (and|but|so|yet)) (?=\w)")
_ALTHOUGH = re.compile(r"(?:Although|Though|Even though) ([^,]+), (.+)", re.DOTALL)
_WHICH = re.compile(r"^(.{12,}?(\w+)), which (\w+) ([^,;]+[.!])$", re.DOTALL)
_SAY = {"but": "But ", "yet": "But ", "so": "So "}
_FEWEST = 4
_TAGS = {"verbs": ("VB", "VBP", "VBZ", "VBG", "VBD", "VBN"), "nouns": ("NN", "NNS"), "adjectives": ("JJ",)}


def in_easier_words(sentence: str, words: Simpler) -> tuple[str, list[str]]:
    """Return the sentence with easier words for those we are sure of, and what was changed: "utilized -> used"."""
    changes: list[str] = []
    for phrase, easier in words.phrases.items():
        for found in list(re.finditer(rf"\b{phrase}\b", sentence, re.I)):
            if not _is_quoted(sentence, found.start()):
                changes.append(f"{found[0]} -> {easier}")
                sentence = sentence[: found.start()] + _like(found[0], easier) + sentence[found.end() :]
                break
    parts, end, told, articles = list[str](), 0, list(WORD.finditer(sentence)), dict[str, str]()
    for place, found in enumerate(told):
        before = [one[0].lower() for one in told[max(0, place - 2) : place]]
        is_name = place > 0 and found[0][0].isupper()
        new = "" if is_name or _is_quoted(sentence, found.start()) else _easier(found[0], before, words)
        if new:
            parts += [sentence[end : found.start()], _like(found[0], new)]
            changes.append(f"{found[0]} -> {new}")
            articles[new] = "n" if new[0] in "aeiou" else ""
            end = found.end()
    made = "".join([*parts, sentence[end:]])
    for new, ending in articles.items():
        made = re.sub(rf"\b([Aa])n? (?={re.escape(new)}\b)", rf"\1{ending} ", made)
    return made, changes


def in_two(sentence: str, words: Simpler) -> str:
    """Return the sentence as two where that is sure to keep what it says, else ""."""
    if QUOTED.search(sentence) or any(sign in sentence for sign in '()“”"'):
        return ""
    if found := _ALTHOUGH.fullmatch(sentence):
        return (
            f"{_upper(found[1])}. But {found[2]}"
            if all(_is_clause(one, words, may_be_bare=True) for one in found.groups())
            else ""
        )
    for found in _JOINED.finditer(sentence):
        left, right = sentence[: found.start()], sentence[found.end() :]
        if _is_clause(left, words, is_first=True) and _is_clause(right, words, may_be_bare=found[1] != "and"):
            joined = _SAY.get(found[1] or "", "")
            return f"{left}. {joined}{right if joined else _upper(right)}"
    if found := _WHICH.match(sentence):
        kinds, verb = _lemmas(found[2].lower()), found[3].lower()
        if set(kinds) == {"NOUN"} and (verb in words.finite or verb.endswith("s")):
            is_one = found[2].lower() in kinds["NOUN"]
            if is_one == (verb in ("is", "was", "has", "does") or (verb.endswith("s") and verb not in words.finite)):
                return f"{found[1]}. {'It' if is_one else 'They'} {found[3]} {found[4]}"
    return ""


def _is_clause(text: str, words: Simpler, *, is_first: bool = False, may_be_bare: bool = False) -> bool:
    """Return whether a piece can stand by itself: words enough, a subject at its head, and a finite verb soon after.

    may_be_bare: the subject may be a plural without an article. A piece that begins with "although" and the like cannot.
    """
    told = [word.lower() for word in WORD.findall(text)]
    if len(told) < _FEWEST or told[0] in words.openers:
        return False
    kinds = _lemmas(told[0])
    is_bare = may_be_bare and set(kinds) == {"NOUN"} and told[0] not in kinds["NOUN"]
    is_headed = is_first or is_bare or told[0] in words.subjects
    return is_headed and any(word in words.finite or _is_past(word) for word in told[1:7])


def _is_past(word: str) -> bool:
    verbs = _lemmas(word).get("VERB", ())
    return (
        any(one != word for one in verbs)
        and not word.endswith(("ing", "s"))
        and not (word.endswith("ed") and "ADJ" in _lemmas(word))
    )


def _easier(word: str, before: list[str], words: Simpler) -> str:
    """Return the easier word in the same form, "" where there is none or the form is not sure."""
    low = word.lower()
    if low in words.adverbs:
        return words.adverbs[low]
    kinds = _lemmas(low)
    last = before[-1] if before else ""
    for kind, upos, known in (
        ("verbs", "VERB", words.verbs),
        ("nouns", "NOUN", words.nouns),
        ("adjectives", "ADJ", words.adjectives),
    ):
        base = next((one for one in kinds.get(upos, ()) if one in known), "")
        if base and (new := _inflected(words, base, low, kind, before)) and _is_sure(words, kind, kinds, last):
            return new
    return ""


def _is_sure(words: Simpler, kind: str, kinds: dict[str, tuple[str, ...]], last: str) -> bool:
    """Return whether a word is used as this kind: it can be nothing else, or the word before says so."""
    if kind == "verbs":
        return last not in words.to_noun and ("NOUN" not in kinds or last in words.to_verb)
    if kind == "nouns":
        return "VERB" not in kinds or last in words.to_noun
    return set(kinds) <= {"ADJ", "NOUN"}


def _inflected(words: Simpler, base: str, word: str, kind: str, before: list[str]) -> str:
    from lemminflect import getInflection

    tags = [tag for tag in _TAGS[kind] if word in getInflection(base, tag)]
    if not tags:
        return ""
    if {"VBD", "VBN"} <= set(tags):
        if not words.helpers & set(before) and not (before and _does(before[-1])):
            return ""
        tags = ["VBN" if words.helpers & set(before) else "VBD"]
    easier = getattr(words, kind)[base]
    head, _, rest = easier.partition(" ")
    if rest and (tags[0] == "VBN" or kind != "verbs"):
        return "" if kind == "verbs" else easier
    found = getInflection(head, tags[0])
    return f"{found[0]} {rest}".strip() if found else ""


@lru_cache(maxsize=20_000)
def _lemmas(word: str) -> dict[str, tuple[str, ...]]:
    from lemminflect import getAllLemmas

    return {kind: tuple(one) for kind, one in getAllLemmas(word).items() if kind != "PROPN"}


def _does(word: str) -> bool:
    """Return whether a word may be the end of a subject: then what follows in -ed is what was done, and no adjective."""
    return word in PRONOUNS or (word not in SMALL and (not _lemmas(word) or "NOUN" in _lemmas(word)))


def _is_quoted(text: str, place: int) -> bool:
    return any(found.start() < place < found.end() for found in QUOTED.finditer(text))


def _like(old: str, new: str) -> str:
    return _upper(new) if old[:1].isupper() else new


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
