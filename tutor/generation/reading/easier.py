"""A sentence in easier or richer words: only where they are sure to say the same. Quotations, names and numbers are never touched."""

import re
from collections.abc import Iterator, Sequence

from tutor.catalog.reading import Simpler, Swaps
from tutor.generation.reading.clauses import TOKEN, letters
from tutor.verify.support import lemmas

QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)")
_KINDS = dict.fromkeys("Vieg", ("verbs", "VERB")) | dict.fromkeys("NM", ("nouns", "NOUN"))
_KINDS |= {"A": ("adjectives", "ADJ"), "r": ("adverbs", "ADV")}
_TAGS = {"V": ("VBD", "VBZ", "VBP"), "i": ("VB",), "e": ("VBN",), "g": ("VBG",), "N": ("NN",), "M": ("NNS",)}
_SWAP = re.compile(r"(?P<new>[^?!<]+?)(?: \?(?P<must>[^!<]+?))?(?: !(?P<never>[^<]+?))?(?: <(?P<before>.+))?")
_PARTICLES = re.compile(r" (?:up|out|off|down|back|on|apart|away)$")


def in_other_words(sentence: str, swaps: Swaps, rules: Simpler) -> tuple[str, list[str]]:
    """Return the sentence with other words for those we are sure of, and what was changed: "utilized -> used"."""
    edits = sorted(_edits(sentence, swaps, rules))
    quoted = [found.span() for found in QUOTED.finditer(sentence)]
    made, changes, end = "", list[str](), 0
    for start, stop, new in edits:
        if start < end or any(start < last and stop > first for first, last in quoted):
            continue
        old = sentence[start:stop]
        made += sentence[end:start] + (new[:1].upper() + new[1:] if old[:1].isupper() else new)
        made = re.sub(rf"\b([Aa])n? (?={re.escape(new)}$)", "\\1n " if new[0] in "aeio" else "\\1 ", made)
        changes.append(f"{old.rstrip(' ,')} -> {new.rstrip(' ,')}")
        end = stop
    return made + sentence[end:], changes


def _edits(sentence: str, swaps: Swaps, rules: Simpler) -> Iterator[tuple[int, int, str]]:
    """Yield where what could stand, those of more words first."""
    for name, told in (("starts", swaps.starts), ("phrases", swaps.phrases)):
        for old, swap in told.items():
            pattern = rf"^{old},? (?=\w)" if name == "starts" else rf"\b{old}\b"
            for found in re.finditer(pattern, sentence, re.I):
                if new := _fitting(swap, sentence[: found.start()], sentence[found.end() :].lstrip(" ")):
                    after = "" if name == "phrases" else " " if new in ("but", "so") else ", "
                    yield found.start(), found.end(), new + after
    tokens = list(TOKEN.finditer(sentence))
    kinds = letters([token[0] for token in tokens], rules)
    for place, token in enumerate(tokens):
        if kinds[place] in _KINDS and not (place and token[0][0].isupper()):
            new = _easier(token[0].lower(), kinds, place, sentence, token.span(), swaps)
            if new:
                yield *token.span(), new


def _easier(word: str, kinds: str, place: int, text: str, span: Sequence[int], swaps: Swaps) -> str:
    """Return the other word in the same form, "" where there is none or the form is not sure."""
    name, upos = _KINDS[kinds[place]]
    told: dict[str, str] = getattr(swaps, name)
    base = next((one for one in lemmas(word).get(upos, (word,)) if one in told), word)
    before = text[: span[0]].lower().rstrip()
    is_compared = name == "adjectives" and before.endswith((" more", " most", " less", " least"))
    if base not in told or is_compared or not _is_sure(name, kinds, place):
        return ""
    new = _fitting(told[base], text[: span[0]], text[span[1] :].lstrip(" "))
    return _inflected(new, base, word, kinds, place) if new else ""


def _is_sure(name: str, kinds: str, place: int) -> bool:
    """Return whether a word is surely used as this kind, by what stands around it."""
    before, after = kinds[max(0, place - 3) : place], kinds[place + 1 : place + 2]
    if name == "verbs":
        return before[-1:] not in ("D", "d", "A", "S", "#") and (kinds[place] != "e" or "V" in before)
    if name == "adjectives":
        return after in ("A", "N", "M", "E", "&") or "V" in before
    return name == "adverbs" or after not in ("S", "N", "M")


def _fitting(swap: str, left: str, right: str) -> str:
    """Return what stands for a word where what must follow does, and nothing that must not stand around it."""
    found = _SWAP.fullmatch(swap)
    assert found, swap
    last = left.split()[-1].lower() if left.split() else ""
    if found["must"] and not re.match(rf"(?:{found['must']})\b", right, re.I):
        return ""
    if found["never"] and re.match(rf"(?:{found['never']})\b", right):
        return ""
    return "" if found["before"] and last in found["before"].split("|") else found["new"]


def _inflected(new: str, base: str, word: str, kinds: str, place: int) -> str:
    """Return a word or words in the form of another word. Verbs of two words stand only where nothing comes between."""
    from lemminflect import getInflection

    kind = kinds[place]
    if kind in "Ar":
        return new if word == base else ""
    tag = next((one for one in _TAGS[kind] if word in getInflection(base, one)), "")
    head, space, rest = new.partition(" ")
    is_loose = kind in "Vieg" and rest and kinds[place + 1 : place + 2] in ("O", "P")
    if not tag or is_loose or (kind == "e" and rest and not _PARTICLES.search(new)):
        return ""
    found = getInflection(head, tag)
    return f"{found[0]}{space}{rest}" if found else ""
