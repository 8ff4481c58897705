"""Judges an answer in words (isosceles, yes, never true, no solution), forgiving its spelling, and the letter of a choice. English."""

import re
from functools import lru_cache

from tutor.maths.answers.text import ENGLISH, any_of, words
from tutor.maths.answers.verdict import Grade, right, unreadable, wrong

LONGEST_KEY = 8
_WORDS = re.compile(r"[a-zà-öø-ÿ]+(?:'[a-zà-öø-ÿ]+)?")
_FILLERS = frozenset(words("fillers"))
_REASONS = re.compile(rf"\b{any_of('explains')}\b.*", re.DOTALL)
_YES, _NO, _NOT = frozenset(words("yes")), frozenset(words("no")), frozenset(words("not"))
_BESIDE_POLAR = frozenset(words("beside_polar"))
_OFTEN = frozenset(words("often"))
_PLACE = re.compile(rf"{any_of('place')}(?:th)?s?")
_CHOSEN = ENGLISH.pattern("chosen")


def judge_words(key: str, response: str) -> Grade:
    """Return the grade of an answer in words.

    All words of the key must be there, each at most one slip away (two in words of eight letters or more); a word that starts
    otherwise, and a place value such as tens and tenths, is another word. A key of more than eight words is only ever `unchecked`.
    """
    polar = [word for word in _words(key) if word not in _BESIDE_POLAR]
    if len(polar) == 1 and polar[0] in words("polar"):
        return _judge_polarity(key, response)
    wanted, said = content(key), content(_REASONS.sub("", response.lower()) or response)
    if wanted and wanted == said:
        return right()
    often = _OFTEN.intersection(wanted)
    if not often and not 0 < len(wanted) <= LONGEST_KEY:
        return unreadable("unchecked")
    if often:
        said = [word for word in _OFTEN if any(_is_spelling(word, other) for other in said)]
    if not said:
        return unreadable("no_answer")
    return _judge_content(wanted, said, response) if not often else right() if often == set(said) else wrong()


def content(text: str) -> list[str]:
    """Return the words of a text that carry its meaning, in small letters."""
    return [word for word in _words(text) if word not in _FILLERS]


def judge_choice(letter: str, response: str) -> Grade:
    """Return the grade of the letter of a choice: "B", "b)", "(b)", "answer B"."""
    chosen = {"".join(groups).upper() for groups in _CHOSEN.findall(response)}
    if len(chosen) != 1:
        return unreadable("several_answers" if chosen else "no_answer")
    return right() if letter in chosen else wrong()


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.lower().replace("’", "'"))


def _judge_content(wanted: list[str], said: list[str], response: str) -> Grade:
    denials = ("not", "isn't", "isnt")
    pairs = zip(["", *said], said, strict=False)
    kept = [word for before, word in pairs if word not in denials and before not in denials]
    found = all(any(_is_spelling(word, other) for other in kept) for word in wanted)
    if not found or _NOT.isdisjoint(wanted) != _NOT.isdisjoint(kept):
        return wrong()
    extra = [word for word in kept if not any(_is_spelling(other, word) for other in wanted)]
    return unreadable("several_answers") if extra and re.search(r"\bor\b", response.lower()) else right()


def _judge_polarity(key: str, response: str) -> Grade:
    """Judge yes and no, true and false by the first of them, or a short answer as a whole; "not true" is false."""
    said = polarity(response)
    spoken = _words(response)
    if said is None:
        both = {word in _YES for word in spoken if word in _YES | _NO and len(word) > 1}
        return unreadable("several_answers" if len(both) > 1 else "no_answer")
    if "sometimes" in spoken:
        return wrong()
    return right() if (said != ("never" in spoken)) == polarity(key) else wrong()


def polarity(text: str) -> bool | None:
    """Return True for an answer that begins with yes or true, False for no, false and "not true", None for any other."""
    spoken = [word for word in _words(_REASONS.sub("", text.lower())) if word not in _BESIDE_POLAR]
    head = [word for word in spoken if word not in _OFTEN][:2]
    lone_letter_in_text = bool(spoken) and len(spoken[0]) == 1 and not re.fullmatch(r"\W*[a-z]\W*", text.lower())
    if re.match(r"\W*\d", text) or lone_letter_in_text or not head or spoken[0] not in _YES | _NO | _NOT | _OFTEN:
        return None
    if head[0] in _NOT - _NO:
        return head[1] in _NO if head[1:] and head[1] in _YES | _NO else None
    both = len({word in _YES for word in spoken if word in _YES | _NO}) == 2
    return None if both or head[0] not in _YES | _NO else head[0] in _YES


def _is_spelling(word: str, other: str) -> bool:
    """Return True where `other` is meant to be `word`."""
    if word == other:
        return True
    is_place = _PLACE.fullmatch(word) is not None
    if word[0] != other[0] or is_place or _PLACE.fullmatch(other) or len(word) < 5:
        return word.rstrip("s") == other.rstrip("s") and len(word) > 3 and not is_place
    return _slips(word, other) <= (2 if len(word) >= 8 else 1)


@lru_cache(maxsize=4096)
def _slips(a: str, b: str) -> int:
    """Return how many letters were left out, added, changed or swapped with a neighbour; at most 3. Source: Damerau 1964."""
    if not a or not b or abs(len(a) - len(b)) > 2:
        return min(len(a) + len(b), 3)
    if a[0] == b[0]:
        return _slips(a[1:], b[1:])
    swapped = [_slips(a[2:], b[2:])] if a[:2] == b[1::-1] else []
    return min(3, 1 + min(_slips(a[1:], b), _slips(a, b[1:]), _slips(a[1:], b[1:]), *swapped))
