"""Judges an answer in words (isosceles, yes, never true, no solution), forgiving its spelling. Words of numbers are left to `spoken`."""

import re

from tutor.maths.answers.verdict import Grade, right, unreadable, wrong

LONGEST_KEY = 8
_WORDS = re.compile(r"[a-zà-öø-ÿ]+(?:'[a-zà-öø-ÿ]+)?")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FILLERS = _set("""
    a an the it its it's is are was be this that thats they he she i im i'm my answer think thought guess say said get got would will must
    should because of to in on and so there these those which one probably maybe called kind type has have as can ans equation shape
    figure number numbers triangle angle we you
""")
_REASONS = re.compile(r"\b(?:because|cuz|cause|since|bc|coz|as)\b.*", re.DOTALL)
_YES = _set("yes y yeah yep yup ya yea true t correct right")
_NO = _set("no n nope nah false f incorrect wrong")
_NOT = _set("not isn't isnt aren't arent never no non cannot can't cant doesn't doesnt wasn't don't dont without")
_POLAR = _set("yes no true false y n t f correct incorrect")
_BESIDE_POLAR = _set("it is it's its the answer statement i think say guess that that's thats this my")
_OFTEN = _set("always sometimes never")
_NUMBER_WORDS = re.compile(r"(?:hundred|thousand|million|billion|tenth|ten|one|unit|half|halve|quarter|third)(?:th)?s?")


def judge_words(key: str, response: str) -> Grade:
    """Return the grade of an answer in words.

    All words of the key must be there, each at most one slip away (two in words of eight letters or more); a word that starts
    otherwise, and a place value such as tens and tenths, is another word. A key of more than eight words is only ever `unchecked`.
    """
    wanted = content(key)
    said = content(_REASONS.sub("", response.lower()) or response)
    if _is_polar(key):
        return _judge_polarity(key, response)
    if wanted and wanted == said:
        return right()
    if set(wanted) & _OFTEN:
        return _judge_often(
            set(wanted) & _OFTEN, {often for often in _OFTEN if any(_is_spelling(often, word) for word in said)}
        )
    if not wanted or len(wanted) > LONGEST_KEY:
        return unreadable("unchecked")
    if not said:
        return unreadable("no_answer")
    return _judge_content(wanted, said, response)


def _judge_often(wanted: set[str], said: set[str]) -> Grade:
    if not said:
        return unreadable("no_answer")
    return right() if said == wanted else wrong("wrong_value")


def _judge_content(wanted: list[str], said: list[str], response: str) -> Grade:
    kept = _without_denied(said)
    found = all(any(_is_spelling(word, other) for other in kept) for word in wanted)
    negated = bool(set(wanted) & _NOT) != bool(set(kept) & _NOT)
    if not found or negated:
        return wrong("wrong_value")
    extra = [word for word in kept if not any(_is_spelling(other, word) for other in wanted)]
    if extra and re.search(r"\bor\b", response.lower()):
        return unreadable("several_answers")
    return right()


def content(text: str) -> list[str]:
    """Return the words of a text that carry its meaning, in small letters."""
    return [word for word in _WORDS.findall(text.lower().replace("’", "'")) if word not in _FILLERS]


def _without_denied(words: list[str]) -> list[str]:
    """Return the words without those that a "not" denies; a "not" with nothing else stays."""
    kept: list[str] = []
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word in ("not", "isn't", "isnt"):
            skip = True
        else:
            kept.append(word)
    return kept


def _is_polar(key: str) -> bool:
    """Return True for a key that is yes or no, true or false, and no more."""
    words = [word for word in _WORDS.findall(key.lower()) if word not in _BESIDE_POLAR]
    return len(words) == 1 and words[0] in _POLAR


def _judge_polarity(key: str, response: str) -> Grade:
    """Judge yes and no, true and false by the first of them, or a short answer as a whole; "not true" is false."""
    said = _polarity(response)
    if said is None:
        both = {word in _YES for word in _WORDS.findall(response.lower()) if word in _YES | _NO and len(word) > 1}
        return unreadable("several_answers" if len(both) > 1 else "no_answer")
    often = set(_WORDS.findall(response.lower())) & _OFTEN
    if "sometimes" in often:
        return wrong("wrong_value")
    return right() if (said != ("never" in often)) == _polarity(key) else wrong("wrong_value")


def _polarity(text: str) -> bool | None:
    """Return True for an answer that begins with yes or true, False for no, false and "not true", None for any other."""
    words = [word for word in _WORDS.findall(_REASONS.sub("", text.lower())) if word not in _BESIDE_POLAR]
    if re.match(r"\W*\d", text) or (words and len(words[0]) == 1 and not re.fullmatch(r"\W*[a-z]\W*", text.lower())):
        return None
    head = [word for word in words if word not in _OFTEN][:2]
    if not head or (words[0] not in _YES | _NO | _NOT | _OFTEN):
        return None
    if head[0] in _NOT - _NO:
        return head[1] in _NO if len(head) == 2 and head[1] in _YES | _NO else None
    if head[0] not in _YES | _NO or ({word in _YES for word in words if word in _YES | _NO} == {True, False}):
        return None
    return head[0] in _YES


def _is_spelling(word: str, other: str) -> bool:
    """Return True where `other` is meant to be `word`."""
    if word == other:
        return True
    if word[0] != other[0] or _NUMBER_WORDS.fullmatch(word) or _NUMBER_WORDS.fullmatch(other) or len(word) < 5:
        return word.rstrip("s") == other.rstrip("s") and len(word) > 3 and not _NUMBER_WORDS.fullmatch(word)
    return _slips(word, other) <= (2 if len(word) >= 8 else 1)


def _slips(a: str, b: str) -> int:
    """Return how many letters were left out, added, changed or swapped with a neighbour; at most 3. Source: Damerau 1964."""
    if abs(len(a) - len(b)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        now = [i]
        for j, right_letter in enumerate(b, 1):
            cost = min(row[j] + 1, now[j - 1] + 1, row[j - 1] + (left != right_letter))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right_letter:
                cost = min(cost, before[j - 2] + 1)
            now.append(cost)
        before, row = row, now
    return min(row[-1], 3)


_CHOSEN = re.compile(
    r"(?<![A-Za-z\d])([A-H])(?![A-Za-z'])|^\W*([a-h])(?:[).]|\W*$)|\b(?:answer|option|choice|letter|is|its|it's)\s+([a-h])\W*$"
)


def judge_choice(letter: str, response: str) -> Grade:
    """Return the grade of the letter of a choice: "B", "b)", "(b)", "answer B"."""
    chosen = {"".join(groups).upper() for groups in _CHOSEN.findall(response)}
    if len(chosen) != 1:
        return unreadable("several_answers" if chosen else "no_answer")
    return right() if letter in chosen else wrong()
