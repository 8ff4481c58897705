"""Phrases of content found in people's writing, spelling games seen through. What a hit means is left to `intake` and `reply`.

A phrase is words that stand together. `a|b` either word, `kill*` any word that begins so, `word?` may be missing, `_` up to
three words of any kind, `#` a number, `<list>` any phrase of another list.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

Phrases = Mapping[str, Sequence[str]]
_LEET = str.maketrans("0134578@$!", "oieastbasi")
_TOKEN = re.compile(r"(?:[a-z0-9@$]|!(?=[a-z]))*[a-z](?:[a-z0-9@$]|!(?=[a-z]))*|\d+|[.?!;\n]")
_SPELLED = re.compile(r"(?<![^\W_])(?:[a-z][ .*_-]{1,2}){2,}[a-z](?![^\W_])")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_GAP = r"(?:[a-z0-9]+ ){0,3}"


class Words:
    """A text as words in lower case, in its two likely spellings: stretched letters taken as two, and as one."""

    def __init__(self, text: str) -> None:
        text = re.sub(r"['’`´‘]", "", text.lower())
        text = _SPELLED.sub(lambda match: re.sub(r"[^a-z]", "", match.group()), text)
        said = " ".join(("", *map(_spelt, _TOKEN.findall(text)), ""))
        twice, once = (_STRETCHED.sub(kept, said) for kept in (r"\1\1", r"\1"))
        self.spellings: tuple[str, ...] = (twice,) if once == twice else (twice, once)

    def first(self, phrases: Phrases, name: str) -> re.Match[str] | None:
        """Return the first place where a phrase of the list stands, or None."""
        pattern = _pattern(phrases, name)
        found = (pattern.search(spelling) for spelling in self.spellings)
        return next(filter(None, found), None) if pattern.pattern else None

    def are_only(self, phrases: Phrases, name: str) -> bool:
        """Return whether the words, stops aside, are phrases of the list and nothing else."""
        pattern = _pattern(phrases, name).pattern
        said = (re.sub(r" [.?!;\n](?= )", "", spelling) for spelling in self.spellings)
        return bool(pattern) and any(re.fullmatch(f" (?:{pattern})+", one) for one in said)

    def without(self, phrases: Phrases, name: str) -> "Words":
        """Return the words with every phrase of the list taken out, a stop in its place."""
        if not phrases.get(name):
            return self
        pattern, rest = _pattern(phrases, name), Words("")
        rest.spellings = tuple(pattern.sub(" . ", spelling) for spelling in self.spellings)
        return rest


def _spelt(token: str) -> str:
    """Return a word with digits and signs that stand for letters put right: "k1ll", "d!e"."""
    letters = sum(one.isalpha() for one in token)
    if letters < 2 or token.isalpha():
        return token
    return re.sub(r"[^a-z]", "", token.translate(_LEET)) if letters * 2 >= len(token) else token


def _pattern(phrases: Phrases, name: str) -> re.Pattern[str]:
    """Return the pattern of any phrase of a list, with those of the lists that it refers to."""
    said = tuple(phrases.get(name, ()))
    named = {found for phrase in said for found in re.findall(r"<(\w+)>", phrase)}
    return _compiled(said, tuple((one, tuple(phrases[one])) for one in sorted(named)))


@lru_cache(maxsize=256)
def _compiled(phrases: tuple[str, ...], lists: tuple[tuple[str, tuple[str, ...]], ...]) -> re.Pattern[str]:
    named = {name: _either(words, {}) for name, words in lists}
    return re.compile(rf"(?<= ){_either(phrases, named)}" if phrases else "")


def _either(phrases: Iterable[str], named: Mapping[str, str]) -> str:
    return f"(?:{'|'.join(''.join(_word(word, named) for word in _plain(phrase).split()) for phrase in phrases if phrase.strip())})"


def _word(word: str, named: Mapping[str, str]) -> str:
    if word == "_":
        return _GAP
    if word.startswith("<"):
        return named[word.strip("<>?")] + ("?" if word.endswith("?") else "")
    one = "|".join(_letters(way) for way in word.rstrip("?").split("|"))
    return f"(?:(?:{one}) ){'?' if word.endswith('?') else ''}"


def _letters(way: str) -> str:
    return r"\d+" if way == "#" else re.escape(way.rstrip("*")) + ("[a-z]*" if way.endswith("*") else "")


def _plain(phrase: str) -> str:
    return phrase.lower().replace("'", "").replace("’", "")
