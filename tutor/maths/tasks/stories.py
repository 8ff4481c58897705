"""Reads a plain story into the one calculation that it asks; a clause or a word of the question that is not understood: no reading.

The clauses and the stories that are understood are rows of stories.yaml. Whether the answer is right is left to `grade`.
"""

import re
from functools import cache, lru_cache
from itertools import chain, islice, product
from typing import Any, NamedTuple

from tutor.maths.answers.results import worth
from tutor.maths.read import readable
from tutor.maths.tables import Phrasebook

_BOOK = Phrasebook("maths.tasks", "stories")
_ROWS = _BOOK.rows
_LIKELY, _ASKED, _ELSE, _COUNT, _SAYS_MORE, _END, _CUT, _OTHERS = map(
    _BOOK.pattern, ("likely", "asked", "asks_else", "count", "says_more", "sentence_end", "cut", "others")
)
_LOSING, _SPOKEN, _MONEY = (frozenset(_BOOK.words(name)) for name in ("losses", "pronouns", "money"))
_pattern = cache(_BOOK.pattern)


class _Clause(NamedTuple):
    """One clause: its kind, what its pattern named by letters, and its words."""

    kind: str
    said: dict[str, str]
    text: str

    def of(self, letter: str) -> str:
        """Return what was said at a letter, in whichever place of the pattern; an amount with $ counts dollars."""
        if letter == "t" and "$" in self.said.get("n", ""):
            return "dollars"
        return next((said for key, said in self.said.items() if key[0] == letter and said), "")


def calculation(text: str) -> tuple[str, str, str]:
    """Return the calculation that a story asks ("24 - 9"), what it wants, and what follows its question; "" unless there is one reading.

    Every clause has to be understood, every number is used once, and things, owners and holders have to agree. Source: ours.
    """
    asked = _ASKED.search(text) if _LIKELY.search(text) and len(_COUNT.findall(text)) > 1 else None
    if not asked or _ELSE.search(text, asked.end()):
        return "", "", ""
    plain = " ".join(text[: asked.start()].replace("’", "'").replace("`", "").lower().split())
    plain = _COUNT.sub(lambda match: _ROWS["counts"].get(match[0], match[0]), plain)
    sentences = _END.split(_SAYS_MORE.sub(lambda match: match[0].capitalize(), plain))
    ways = [_ways(sentence) for sentence in sentences[_pattern("context").fullmatch(sentences[0]) is not None :]]
    found = {_worked([*chain(*way)]) for way in islice(product(*ways), 400)} - {("", "")}
    return (*found.pop(), text[asked.end() :].strip()) if len(found) == 1 else ("", "", "")


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(kind, pattern) for kind in _BOOK.words("kinds") for pattern in _BOOK.each(kind, re.I)]


@lru_cache(maxsize=512)
def _ways(sentence: str) -> list[list[_Clause]]:
    """Return every way to cut a sentence into clauses that are understood."""
    text, ways = _pattern("opening").sub("", sentence, count=1), list[list[_Clause]]()
    for kind, pattern in _patterns() if len(sentence) < 240 else ():
        if match := pattern.fullmatch(text):
            words = {key: word.lower() for key, word in match.groupdict("").items()}
            said = {key: _ROWS["objects"].get(word, word) for key, word in words.items()}
            ways.append([_Clause(kind, said, text.lower())])
    for cut in _CUT.finditer(sentence):
        head = sentence[: cut.start()]
        heads = [way for way in _ways(head) if len(way) == 1] + [[]] * bool(_pattern("aside").fullmatch(head))
        ways += [one + more for one in heads for more in _ways(sentence[cut.end() :])]
    return ways[:60]


def _worked(clauses: list[_Clause]) -> tuple[str, str]:
    """Return the calculation of the clauses as the first story that they are has it, and what it wants; "" where they are none."""
    for at, (kind, said, text) in enumerate(clauses):
        if kind == "again" and at:  # "and 5 on Friday" goes on as the clause before
            clauses[at] = _Clause(clauses[at - 1].kind, {**said, "v": clauses[at - 1].of("v")}, text)
        elif at and said.get("r") and said.get("w", "it") in _SPOKEN:  # "Tom has 15. He has 6 more than Ben."
            clauses[at] = _Clause(kind, {**said, "w": clauses[at - 1].of("w")}, text)
    kinds = " ".join(clause.kind for clause in clauses)
    rows = [row for row in _ROWS["stories"] if re.fullmatch(row["told"], kinds)]
    known = {*_stems(" ".join(_ROWS[name] for name in ("beyond", "asking", "pronouns", "having")))}
    if not rows or {*_stems(clauses[-1].text)} - known.union(*(_stems(clause.text) for clause in clauses[:-1])):
        return "", ""  # what was not told of cannot be asked: "how many has Ana"
    fitting = ((_made(row["write"], clauses), row.get("want", "")) for row in rows if _agrees(row, clauses))
    return next((made for made in fitting if made[0]), ("", ""))


@lru_cache(maxsize=4096)
def _stems(text: str) -> tuple[str, ...]:
    """Return the words of a text without their endings."""
    words = [_ROWS["stems"].get(word, word) for word in re.findall("[a-z'-]+", text)]
    for ending, stem in _ROWS["endings"].items():
        words = [re.sub(ending, stem, word) for word in words]
    return tuple(words)


def _agrees(row: dict[str, Any], clauses: list[_Clause]) -> bool:
    """Return whether the words of a story name the same where they have to: "t0 t?" the things of its first clause and of its question."""

    def at(place: str) -> list[str]:
        if place[1] == "*":
            return [said for clause in clauses[:-1] if (said := clause.of(place[0]))] or [""]
        return [clauses[-1 if place[1] == "?" else int(place[1])].of(place[0])]

    def same(one: str, two: str) -> bool:
        return _same_person(at(one)[0], at(two)[0]) if one[0] in "wrl" else _same_things(at(one), at(two)[0])

    apart, who = row.get("apart", ""), [clause.of("w") for clause in clauses]
    if not all(same(*pair.split()) for pair in row["same"].split(", ")):
        return False
    spoken, asker = [name for name in who if name in _SPOKEN], who[-1]
    if apart[:1] == "w":
        is_told = "w?" in row["same"] or asker in ("", "they")
        return not same(*apart.split()) and is_told and all(who[:2]) and spoken in ([], ["they"])
    if apart and at(apart[:2]) == at(apart[-2:]):
        return False
    is_new = spoken.count(asker) == 1 and (not clauses[-1].kind.endswith("-left") or asker == "they")
    if is_new and any(_OTHERS.search(clause.text) for clause in clauses[1:-1]):
        return False  # "Tom has 24. He gives 9 to Ana. How many does she have?"
    names = [name for name in who if name and name not in spoken]
    return len(set(spoken)) < 2 and all(_same_person(names[0], name) for name in names)


def _parts(thing: str) -> tuple[tuple[str, ...], set[str]]:
    head, _, of = thing.partition(" of ")
    return _stems(head), {*_stems(of)}


def _same_things(told: list[str], asked: str) -> bool:
    """Return whether all that is told of is of the kind asked for; where the question leaves it open, whether it is all alike."""
    wanted, of_wanted = _parts(asked or told[0])
    heads = [_parts(one)[0] for one in told]
    if not wanted or not told[0]:
        return False
    if wanted == ("money",):
        return heads[0][-1] in _MONEY and len({head[-1] for head in heads}) == 1
    if any(head[-1] != wanted[-1] or not {*wanted} <= {*head} or not (asked or head == wanted) for head in heads):
        return False
    return all(of_wanted <= _parts(one)[1] or (" " not in one and len(wanted) == 1) for one in told)


def _same_person(one: str, two: str) -> bool:
    """Return whether two names can be of one: "a tech store" and "the store"."""
    a, b = ({*_stems(name)} - {*_stems(_ROWS["articles"])} for name in (one, two))
    return bool(a and b) and (a <= b or b <= a)


def _made(write: str, clauses: list[_Clause]) -> str:
    """Return the calculation, unless its numbers cannot be meant: less than nothing is left, or whole things do not share out."""
    told = [(one.kind in _LOSING, one.said[at].replace(",", "")) for one in clauses for at in "nm" if one.said.get(at)]
    if write in ("sum", "total"):
        signed = [f"{'-' if is_lost and write == 'sum' else '+'} {number}" for is_lost, number in told]
        parts = " ".join(signed).removeprefix("+ ").split()
    else:
        parts = write.format(*(number for _, number in told)).split()
    left = [worth(readable(" ".join(parts[:end]))) for end in range(1, len(parts) + 1, 2)]
    if any(each is None or each < 0 for each in left):
        return ""
    is_uneven = "/" in parts and parts[0].isdigit() and parts[2].isdigit() and int(parts[0]) % int(parts[2])
    return "" if is_uneven else " ".join(parts)
