"""Sentences with planted errors, made from the sheets' own: what is changed, what has changed places, and what is added.

The kinds were listed from how texts go wrong (a number, a unit, a name, who does what, when, how much, why), before the check
was tried on them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import cycle
from random import Random

from tutor.catalog.reading import ReadingWords
from tutor.catalog.topics import Fact, Topic
from tutor.verify.prose import WORD, sentences

_TRIES = 60
_VERB = re.compile(r"\b(is|are|was|were|can|may|has|have|had|will)\b")
_ADDED = (
    "and this makes people rich",
    "because the moon pulls on it",
    "which the king paid for",
    "and it never ends in Canada",
    "for exactly 17 days",
    "but only on Mondays",
    "so nobody likes it",
    "and a farmer named Smith saw it first",
)
_UNITS = {
    "miles": "feet", "feet": "miles", "inches": "feet", "foot": "mile", "inch": "mile", "mile": "inch", "years": "days", "days": "weeks",
    "hours": "minutes", "minutes": "hours", "seconds": "hours", "weeks": "years", "months": "weeks", "million": "billion",
    "billion": "million", "thousand": "million", "hundred": "thousand",
    "pounds": "tons", "tons": "ounces", "cents": "dollars", "dollars": "cents",
}  # fmt: skip
_TIMES = {
    "before": "after", "after": "before", "first": "last", "last": "first", "later": "earlier", "earlier": "later", "early": "late",
    "began": "ended", "begins": "ends", "starts": "stops", "older": "younger", "oldest": "newest", "ago": "from now", "until": "after",
}  # fmt: skip
_OPPOSITES = {
    "more": "less", "less": "more", "fewer": "more", "most": "fewest", "larger": "smaller", "smaller": "larger", "largest": "smallest",
    "biggest": "smallest", "higher": "lower", "lower": "higher", "high": "low", "low": "high", "long": "short", "short": "long",
    "longer": "shorter", "hot": "cold", "cold": "hot", "warm": "cold", "cool": "warm", "big": "small", "small": "big", "large": "tiny",
    "tiny": "huge", "huge": "tiny", "fast": "slowly", "slowly": "fast", "faster": "slower", "strong": "weak", "above": "below",
    "below": "above", "inside": "outside", "outside": "inside", "north": "south", "south": "north", "east": "west", "west": "east",
    "up": "down", "down": "up", "male": "female", "female": "male", "day": "night", "night": "day", "summer": "winter", "winter": "summer",
    "men": "women", "women": "men", "heavy": "light", "dry": "wet", "wet": "dry", "rich": "poor", "thick": "thin", "thin": "thick",
    "deep": "shallow", "near": "far from", "hard": "easy", "easy": "hard", "dark": "bright", "bright": "dark", "always": "never",
}  # fmt: skip
_SCOPES = {
    "some": "all", "many": "all", "most": "all", "few": "many", "often": "always", "usually": "always", "sometimes": "always",
    "may": "must", "can": "must", "almost": "more than", "about": "exactly", "nearly": "exactly", "both": "neither of the",
}  # fmt: skip
_NO_NOUNS = {"all", "each", "every", "their", "others", "many", "some", "most"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A topic, and the words of the house."""

    topic: Topic
    words: ReadingWords


def planted(topic: Topic, words: ReadingWords, random: Random) -> Iterator[tuple[str, str]]:
    """Yield (kind, false sentence) without end, each from a random rendering of a random fact."""
    told = " ".join(text for fact in topic.facts for text in fact.every).lower()
    for kind in cycle(KINDS):
        for _ in range(_TRIES):
            fact = random.choice(topic.facts)
            sentence = random.choice(sentences(random.choice(fact.every)))
            made = _MAKERS[kind](sentence, fact, Sheet(topic, words), random)
            if made and made != sentence and made.lower() not in told:
                yield kind, made[0].upper() + made[1:]
                break


def _number(sentence: str, fact: Fact, sheet: Sheet, random: Random) -> str:
    found = re.findall(r"\d[\d,]*", sentence)
    if not found:
        return ""
    old = random.choice(found)
    worth = int(old.replace(",", "") or 0)
    new = random.choice([worth + 1, worth + 10, worth * 2 + 1, max(1, worth // 2 + 3)])
    return sentence.replace(old, f"{new:,}" if "," in old else str(new), 1) if new != worth else ""


def _word(sentence: str, fact: Fact, sheet: Sheet, random: Random) -> str:
    """Put another term of the topic in the place of a term."""
    nouns = [term for term in sheet.topic.glossary if " " not in term]
    present = [noun for noun in nouns if re.search(rf"\b{noun}s?\b", sentence, re.I)]
    others = [noun for noun in nouns if noun not in present]
    if not present or not others:
        return ""
    other = random.choice(others)
    return re.sub(rf"\b{random.choice(present)}(s?)\b", rf"{other}\1", sentence, count=1, flags=re.I)


def _roles(sentence: str, fact: Fact, sheet: Sheet, random: Random) -> str:
    """Let the noun before the first plain verb and the first noun after it change places."""
    told = [word for word in WORD.findall(sentence) if word.lower() not in _NO_NOUNS]
    acts = [
        place for place, word in enumerate(told) if _kinds(word) == {"VERB"} and word.lower() not in sheet.words.small
    ]
    if not acts or "," in sentence:
        return ""
    before, after = (
        [
            word
            for word in part
            if word.lower() not in sheet.words.small and _kinds(word) and _kinds(word) <= {"NOUN", "PROPN"}
        ]
        for part in (told[: acts[0]], told[acts[0] + 1 :])
    )
    passive = {"is", "are", "was", "were", "be", "been"} & {word.lower() for word in told[: acts[0] + 1]}
    if not before or not after or passive or before[-1] == after[0]:
        return ""
    one, two = before[-1], after[0]
    return re.sub(rf"\b({re.escape(one)}|{re.escape(two)})\b", lambda m: two if m.group() == one else one, sentence)


@lru_cache(maxsize=20_000)
def _kinds(word: str) -> frozenset[str]:
    from lemminflect import getAllLemmas

    return frozenset(getAllLemmas(word.lower()))


def _turned(sentence: str, fact: Fact, sheet: Sheet, random: Random) -> str:
    if re.search(r"\b(not|no|never|none|cannot)\b|n't", sentence):
        return re.sub(r"\b(not|never) |\bno (?=\w)", "", sentence, count=1)
    return _VERB.sub(lambda m: f"{m.group()} not", sentence, count=1)


def _invented(sentence: str, fact: Fact, sheet: Sheet, random: Random) -> str:
    return f"{sentence.rstrip('.!?')} {random.choice(_ADDED)}."


def _swapped(sentence: str, pairs: Mapping[str, str], random: Random) -> str:
    """Put the other of a pair in the place of one word that stands in the sentence."""
    found = [match for match in re.finditer(r"[A-Za-z]+", sentence) if match.group().lower() in pairs]
    if not found:
        return ""
    place = random.choice(found)
    return sentence[: place.start()] + pairs[place.group().lower()] + sentence[place.end() :]


def _unit(sentence: str, fact: Fact, sheet: Sheet, random: Random) -> str:
    return _swapped(sentence, _UNITS, random)


def _time(sentence: str, fact: Fact, sheet: Sheet, random: Random) -> str:
    return _swapped(sentence, _TIMES, random)


def _opposite(sentence: str, fact: Fact, sheet: Sheet, random: Random) -> str:
    return _swapped(sentence, _OPPOSITES, random)


def _scope(sentence: str, fact: Fact, sheet: Sheet, random: Random) -> str:
    return _swapped(sentence, _SCOPES, random)


def _name(sentence: str, fact: Fact, sheet: Sheet, random: Random) -> str:
    """Put a name that another fact has in the place of a name."""
    pattern = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)*")
    here, own = pattern.findall(sentence), " ".join(fact.every)
    others = sorted(
        {name for other in sheet.topic.facts for name in pattern.findall(other.rich)} - set(pattern.findall(own))
    )
    others = [name for name in others if name not in own and not any(name in one or one in name for one in here)]
    return sentence.replace(random.choice(here), random.choice(others), 1) if here and others else ""


def _other_fact(fact: Fact, sheet: Sheet, random: Random) -> str:
    other = random.choice([one for one in sheet.topic.facts if one.id != fact.id])
    return sentences(random.choice(other.every))[0]


def _neighbour(sentence: str, fact: Fact, sheet: Sheet, random: Random) -> str:
    """Say of the subject of one fact what another says of its own."""
    other = _other_fact(fact, sheet, random)
    one, two = _VERB.search(sentence), _VERB.search(other)
    if not one or not two or one.group() != two.group() or "," in sentence[: one.start()]:
        return ""
    told = " ".join(next(held for held in sheet.topic.facts if any(other in text for text in held.every)).every).lower()
    heads = [word for word in WORD.findall(sentence[: one.start()].lower()) if word not in sheet.words.small]
    return sentence[: one.start()] + other[two.start() :] if heads and not any(one in told for one in heads) else ""


def _cause(sentence: str, fact: Fact, sheet: Sheet, random: Random) -> str:
    """Let cause and effect change places, or let one fact be the cause of another."""
    parts = re.match(r"(\w.{15,}?),? because (.{15,})\.$", sentence)
    if parts:
        return f"{parts[2]} because {parts[1][0].lower()}{parts[1][1:]}."
    other = _other_fact(fact, sheet, random)
    return f"{sentence.rstrip('.!?')} because {other[0].lower()}{other[1:]}"


_MAKERS = {
    "number": _number, "word": _word, "roles": _roles, "turned": _turned, "invented": _invented, "unit": _unit, "time": _time,
    "opposite": _opposite, "scope": _scope, "name": _name, "neighbour": _neighbour, "cause": _cause,
}  # fmt: skip
KINDS = tuple(_MAKERS)
