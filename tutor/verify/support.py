"""Whether a sentence says only what one fact of a topic says: its words, its numbers, its polarity, and who does what to whom."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import lru_cache

from tutor.catalog.reading import ReadingWords
from tutor.catalog.topics import Topic
from tutor.verify.prose import WORD, sentences

_PRONOUN = re.compile(
    r"(?:it|they|he|she|this|these|those|such|its|their|his|her|others)\b|(?:one|some|both|another)(?= (?:is|are|was|were|has|have|can)\b)",
    re.I,
)
_TOKEN = re.compile(rf"\d+s\b|{WORD.pattern}|[,;:—]")
_PAUSES = frozenset(",;:—")
_NEAR, _LEAST_NEAR = 5, 0.6
_SAME_SENTENCE, _SAME_WORDS = 0.75, 0.9
_FEW, _FEW_ALIKE = 2, 0.4
_COPIED, _HELD, _PHRASE = 0.75, 0.85, 4


@dataclass(slots=True)
class Said:
    """A sentence taken apart: the keys of its words in order, those that carry content, that act, that are denied.

    `way` waits for its place ("from", "to"), `act` is the newest act; both only while the sentence is read.
    """

    keys: list[str] = field(default_factory=list)
    content: set[str] = field(default_factory=set)
    acts: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    turned: set[str] = field(default_factory=set)
    ways: set[tuple[str, str]] = field(default_factory=set)
    turns: int = 0
    is_passive: bool = False
    way: str = ""
    act: str = ""

    def places(self, key: str) -> list[int]:
        """Return where a word stands."""
        return [place for place, one in enumerate(self.keys) if one == key]

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield each content word with the next one, where no pause stands between."""
        before = ""
        for key in self.keys:
            if key in self.content and before:
                yield before, key
            before = key if key in self.content else "" if key == "," else before

    def likeness(self, other: "Said") -> float:
        """Return the share of content that both have in common."""
        return len(self.content & other.content) / max(1, len(self.content | other.content))


class Saying:
    """What a set of texts says, text by text; `of` finds the texts that support a sentence. `subject` may be named anywhere."""

    def __init__(self, told: Mapping[str, Sequence[str]], words: ReadingWords, subject: str = "") -> None:
        self.words, self.classes = words, words.classes
        self.said = {id: [one for text in texts for one in self._take_all(text)] for id, texts in told.items()}
        self.known = {id: set[str]().union(*(one.content for one in said)) for id, said in self.said.items()}
        self.exact: dict[str, set[str]] = {}
        for id, texts in told.items():
            for one in (one for text in texts for one in sentences(text)):
                self.exact.setdefault(_bare(one), set()).add(id)
        self.subject = self.take(subject).content

    def of(self, sentence: str) -> tuple[set[str], str]:
        """Return the ids of what supports a sentence, and why nothing does ("" where something does)."""
        if ids := self.exact.get(_bare(sentence)):
            return ids, ""
        claim = self.take(sentence)
        if self._is_denied(claim):
            return set(), "it says the opposite"
        faults: list[tuple[int, str]] = []
        found = set()
        for id, known in self.known.items():
            strange = claim.content - known - self.subject
            fault = f"no fact says {', '.join(sorted(strange))}" if strange else self._fault(claim, self.said[id])
            if not fault:
                found.add(id)
            faults.append((len(strange), fault))
        return found, "" if found else min(faults, default=(0, "no page is about it"))[1]

    def _is_denied(self, claim: Said) -> bool:
        """Return whether the sheet has nearly this sentence, but turned round, and nothing that is nearer."""
        alike = [(claim.likeness(one), one.turns == claim.turns, one) for said in self.said.values() for one in said]
        agreed = max((likeness for likeness, same, _ in alike if same), default=0.0)
        near = (one for likeness, same, one in alike if not same and likeness >= _SAME_SENTENCE and likeness > agreed)
        return any(claim.turned or one.turned & claim.content for one in near)

    def _take_all(self, text: str) -> Iterator[Said]:
        """Yield the sentences of a rendering; one that begins with a pronoun also with the first words of the one before."""
        subject: tuple[str, ...] = ()
        for sentence in sentences(text):
            said = self.take(sentence)
            yield said
            if subject and any(map(_PRONOUN.fullmatch, sentence.split()[:3])):
                said = replace(said, keys=[*subject, *said.keys], content=said.content | set(subject))
                yield said
            subject = tuple(key for key in said.keys if key in said.content)[:2]

    def take(self, sentence: str) -> Said:
        """Return a sentence taken apart."""
        said, is_open, before, sort = Said(), False, "", self.classes
        for word in (one.lower().replace("’", "'") for one in _TOKEN.findall(sentence)):
            if word in self.words.turning or word.endswith("n't"):
                said.turns, is_open = said.turns + 1, True
                continue
            key, kinds = "," if word in _PAUSES else self._key(word), lemmas(word)
            said.keys.append(key)
            is_thing = not kinds.keys() & {"ADJ", "ADV"} and ("NOUN" in kinds or not kinds)
            if key != "," and word not in self.words.small:
                said.content.add(key)
                said.turned |= {key} if is_open else set()
                said.ways |= {(said.way, key)} if said.way and is_thing else set()
                is_open, said.way = False, "" if is_thing else said.way
                said.nouns |= {key} if is_thing and before not in sort["prepositions"] else set()
            is_noun = "NOUN" in kinds and (before in ("", "that") or said.keys[-2:-1] == [said.act])
            if "VERB" in kinds and key not in sort["no_acts"] and not is_noun and not self._is_before_noun(before):
                said.act = key
                said.acts |= {key} if key == "have" or key in said.content else set()
                said.is_passive |= before in sort["be"] and kinds["VERB"][0] != word and not word.endswith("ing")
            is_open = is_open or (word in sort["shares_a_no"] and bool(said.turned))
            said.way = word if word in sort["directions"] else said.way
            stays = before in sort["prepositions"] and (word in sort["articles"] or "ADJ" in kinds)
            before = before if stays else word
        return said

    def _takes_pronoun(self, act: str, said: Said) -> bool:
        pairs = zip(said.keys, said.keys[1:], strict=False)
        return any(key == act and following in self.classes["objects"] for key, following in pairs)

    def _is_before_noun(self, word: str) -> bool:
        is_number, kinds = word[:1].isdigit() or word in self.words.numbers, lemmas(word)
        return is_number or word in self.classes["before_nouns"] or ("ADJ" in kinds and "ADV" not in kinds)

    def _key(self, word: str) -> str:
        if word[0].isdigit():
            return "#" + word.replace(",", "").rstrip("s")
        if word in self.words.numbers:
            return "#" + self.words.numbers[word]
        leaders, base = self.words.leaders, lemma(word)
        return leaders.get(word) or leaders.get(base, base)

    def _fault(self, claim: Said, said: Sequence[Said]) -> str:
        """Return what is wrong with a claim whose words all stand in a fact: its polarity, its roles, or how its words are joined."""
        is_thin = len(claim.content) <= _FEW and max(map(claim.likeness, said)) < _FEW_ALIKE
        if not claim.content - self.subject or len(claim.content) < _FEW or is_thin:
            return "it says too little"
        if unsaid := self._unsaid(claim, said):
            return unsaid
        if self._is_opposite(claim, said):
            return "it says the opposite"
        if swapped := self._reordered(claim, said):
            return f"{swapped} have changed places"
        ways = set[tuple[str, str]]().union(*(one.ways for one in said))
        if strange := [way for way in claim.ways - ways if way[1] in {thing for _, thing in ways}]:
            return f"no fact says {' '.join(min(strange))}"
        if not _are_joined(claim, said):
            return "its words stand in the fact, but not together"
        for left, right in claim.pairs():
            things = claim.nouns - claim.acts
            does, undergoes = left in things and right in claim.acts, left in claim.acts and right in things
            if not (does or undergoes) or any(_are_near(left, right, one) for one in said):
                continue
            act = right if does else left
            near = (one for one in said if _are_near(right, left, one) and act in one.acts)
            turned = [one for one in near if one.is_passive == claim.is_passive]
            if turned and not any(self._takes_pronoun(act, one) for one in said):
                return f"{left} and {right} have changed places"
        return self._miscopied(claim, said)

    def _unsaid(self, claim: Said, said: Sequence[Said]) -> str:
        """Return what a claim says that no sentence does, though its words stand there: a cause, a name, or that one thing is another."""
        causes = self.classes["causes"]
        if causes & set(claim.keys) and not any(causes & set(one.keys) for one in said):
            return "no fact says why"
        for place, key in enumerate(claim.keys):
            before = [one for one in claim.keys[:place] if one in claim.nouns][-1:]
            after = [one for one in claim.keys[place + 1 :] if one in claim.content]
            things = [one for one in after if one in claim.nouns]
            if key == "call" and after and not any(_is_named(after[0], one) for one in said):
                return f"no fact calls it {after[0]}"
            if key in self.classes["scopes"] and after and not any(_are_near(key, after[0], one, 3) for one in said):
                return f"no fact says {key} {after[0]}"
            is_told = claim.acts or not before or not things or any(_is_one(before[0], things[0], one) for one in said)
            if key == "be" and not is_told:
                return f"no fact says that {before[0]} is {things[0]}"
        return ""

    def _miscopied(self, claim: Said, said: Sequence[Said]) -> str:
        """Return what is wrong with a claim that copies a sentence of a fact but for a few words, "" where nothing is."""
        copied = max(said, key=lambda one: (_held(one, claim) == 1, _like(one, claim)))
        if _held(copied, claim) < _HELD and _like(copied, claim) < _COPIED:
            return ""
        if copied.turns != claim.turns and _like(copied, claim) >= _COPIED:
            return "it says the opposite"
        odd = [new for old, new in _changes(copied, claim) if self._is_other(old, new, copied, said)]
        return f"no fact says {' '.join(odd[0])} there" if odd else ""

    def _is_other(self, old: Sequence[str], new: Sequence[str], copied: Said, said: Sequence[Said]) -> bool:
        """Return whether words of a claim mean something else than those that they replace.

        They may stand for them only if the fact itself says it so in another rendering.
        """
        lost, put = self._weighty(old), self._weighty(new)
        put -= lost
        if not lost or not put or put & (self.classes["fixed"] | self.subject) | put & set(copied.keys):
            return bool(put and (lost or put - set[str]().union(*(one.keys for one in said))))
        pairs = (pair for one in said for pair in _changes(copied, one))
        return not any(lost & set(a) and put <= set(b) for a, b in pairs if len(a + b) <= _PHRASE)

    def _weighty(self, keys: Sequence[str]) -> set[str]:
        return {key for key in keys if key not in self.words.small or key in self.classes["weighty"]} - {","}

    def _is_opposite(self, claim: Said, said: Sequence[Said]) -> bool:
        denied = set[str]().union(*(one.turned for one in said))
        told = set[str]().union(*(one.content - one.turned for one in said))
        near = (one for one in said if claim.likeness(one) >= _SAME_SENTENCE)
        alike = [one for one in near if claim.turned or one.turned & claim.content]
        is_turned = bool(alike) and all(one.turns != claim.turns for one in alike)
        is_strange = claim.turns > 0 and not any(one.turns for one in said)
        return bool(is_turned or is_strange or claim.turned - denied or (claim.content - claim.turned) & denied - told)

    def _reordered(self, claim: Said, said: Sequence[Said]) -> str:
        """Return two words whose order is the other way round in every sentence that is nearly the same, "" where there are none."""
        alike = [one for one in said if claim.likeness(one) >= _SAME_WORDS and one.is_passive == claim.is_passive]
        opening = 3 if claim.keys[0] in self.classes["prepositions"] else 0
        keys = claim.keys[claim.keys.index(",") if "," in claim.keys[:6] else opening :]
        held = claim.content if claim.acts or self.classes["causes"] & set(keys) else claim.nouns
        order = [key for key in keys if key in held and key[0] != "#"]
        for place, first in enumerate(order):
            for second in order[place + 1 :]:
                ways = [_direction(one, first, second) for one in alike]
                if -1 in ways and 1 not in ways:
                    return f"{first} and {second}"
        return ""


class Support(Saying):
    """What a topic says, fact by fact."""

    def __init__(self, topic: Topic, words: ReadingWords) -> None:
        told: dict[str, Sequence[str]] = {fact.id: fact.every for fact in topic.facts}
        told |= {"opening": topic.opening.texts, "close": topic.close.texts, "about": (topic.about,)}
        told |= {f"hook {name}": hook.texts for name, hook in topic.hooks.items()}
        told |= {paragraph.id: (paragraph.about,) for paragraph in topic.paragraphs}
        told |= {f"term {term}": (f"{term} is {meaning}",) for term, meaning in topic.glossary.items()}
        super().__init__(told, words, topic.title)
        self.ends = {"opening", "close", "about", *(f"hook {name}" for name in topic.hooks)}
        self.after = {
            later.id: earlier.id
            for paragraph in topic.paragraphs
            for earlier, later in zip(paragraph.facts, paragraph.facts[1:], strict=False)
        }

    def check(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield (sentence, why) for each sentence that no fact supports, or whose pronoun would mean something else."""
        before: set[str] = set()
        for sentence in sentences(text):
            ids, why = self.of(sentence)
            leaders = {self.after.get(id, "") for id in ids}
            if not why and before and _PRONOUN.match(sentence) and not (ids | leaders) & before | ids & self.ends:
                why = "it is not about what the sentence before is about"
            if why:
                yield sentence, why
            before = ids


@lru_cache(maxsize=50_000)
def lemmas(word: str) -> dict[str, tuple[str, ...]]:
    """Return the forms of a word that stand in a dictionary, by kind of word."""
    from lemminflect import getAllLemmas

    return dict(getAllLemmas(word))


@lru_cache(maxsize=50_000)
def lemma(word: str) -> str:
    """Return the form of a word that stands in a dictionary: "carried" -> carry, "children" -> child, "slowly" -> slow."""
    word = word.removesuffix("'s").removesuffix("'")
    found = lemmas(word)
    if "VERB" in found and (set(found) <= {"VERB", "ADJ"} or word.endswith(("ed", "ing"))):
        return found["VERB"][0] if word not in found["VERB"] else word
    for kind in ("NOUN", "VERB", "ADJ"):
        if kind in found:
            return word if word in found[kind] else found[kind][0]
    return word.removesuffix("ly") if len(word) > 5 else word


def _bare(sentence: str) -> str:
    return " ".join(WORD.findall(sentence.lower()))


def _is_named(name: str, said: Said) -> bool:
    """Return whether a sentence gives something this name: "is called", "known as", "is"."""
    naming = {"call", "name", "know", "be"}
    return any(naming & set(said.keys[max(0, place - 4) : place]) for place in said.places(name))


def _is_one(thing: str, other: str, said: Said) -> bool:
    """Return whether a sentence has both words with no act between them."""
    ends = [sorted((one, two)) for one in said.places(thing) for two in said.places(other)]
    return any(not said.acts & set(said.keys[first + 1 : last]) for first, last in ends)


def _match(said: Said, claim: Said) -> SequenceMatcher[str]:
    return SequenceMatcher(None, said.keys, claim.keys, autojunk=False)


def _like(said: Said, claim: Said) -> float:
    return _match(said, claim).ratio()


def _held(said: Said, claim: Said) -> float:
    """Return the share of a claim that stands in a sentence in the same order."""
    return sum(block.size for block in _match(said, claim).get_matching_blocks()) / max(1, len(claim.keys))


def _changes(said: Said, claim: Said) -> Iterator[tuple[list[str], list[str]]]:
    """Yield (words, what stands in their place) wherever a claim differs from a sentence that it copies."""
    for kind, start, end, first, last in _match(said, claim).get_opcodes():
        if kind == "replace":
            yield said.keys[start:end], claim.keys[first:last]


def _are_near(first: str, second: str, said: Said, near: int = _NEAR) -> bool:
    """Return whether `second` comes soon after `first`, counted in words of content."""
    content = [key for key in said.keys if key in said.content]
    lefts = [place for place, key in enumerate(content) if key == first]
    return any(key == second and any(0 < place - left <= near for left in lefts) for place, key in enumerate(content))


def _are_joined(claim: Said, said: Sequence[Said]) -> bool:
    """Return whether most words of a claim stand near their next ones in a sentence, too."""
    pairs = list(claim.pairs())
    near = [any(_are_near(one, two, each) or _are_near(two, one, each) for each in said) for one, two in pairs]
    return sum(near) >= _LEAST_NEAR * len(near)


def _direction(said: Said, first: str, second: str) -> int:
    """Return 1 where a sentence has the words in this order, -1 where only in the other, 0 where it lacks one."""
    lefts, rights = said.places(first), said.places(second)
    if not lefts or not rights or first == second:
        return 0
    return 1 if min(lefts) < max(rights) else -1
