"""Reads the words of a pupil or a teacher into a typed task and the claimed answer. Whether it is right is left to `grade`.

A task is found only where a whole sentence asks it and no number is left over: a story is read by `stories`, or not guessed at.
"""

import re
from dataclasses import dataclass, replace

from tutor.domain import Task
from tutor.errors import ParseError
from tutor.maths.answers.words import polarity
from tutor.maths.compare import DENIED
from tutor.maths.read import read
from tutor.maths.show import show
from tutor.maths.tasks import claims
from tutor.maths.tasks.figures import figure
from tutor.maths.tasks.patterns import ENGLISH
from tutor.maths.tasks.phrases import clean, operate
from tutor.maths.tasks.pieces import Cut, cut
from tutor.maths.tasks.sentences import asked_form, core, is_about_form, sentence_task, stripped
from tutor.maths.tasks.stories import calculation

LONGEST_LOOK = 1200


@dataclass(frozen=True, slots=True)
class Found:
    """What a message holds: the task (None where none is sure), the claimed answer, the words left over, and the mathematics alone."""

    task: Task | None = None
    claim: str = ""
    words: str = ""
    problem: str = ""


def find(text: str) -> Found:
    """Return the task and the claimed answer that a message holds; never raises.

    Only the first 1200 characters are looked at. `claim` is as written ("4/6", "x = 4", "0.35 > 0.5", working on several lines).
    `words` is what the pupil says beside the task and the claim. `problem` is the mathematics of the task as `maths.read` reads it
    (several values parted by commas; the phrase that is to be written as algebra), "" where there is no task. Source: ours.
    """
    found = _find(text)
    if found.task is None and found.claim and (bare := _ASIDE.sub("", text)) != text:
        again = _find(bare)  # "ok bet, 8.4 * 6 I got 5.04": a few words before a comma are how a pupil speaks
        found = again if again.task is not None else found
    if len(text) > LONGEST_LOOK:
        return found
    if found.task is None and (worked := _WORKED.fullmatch(text)):
        asked = find(worked["problem"])
        found = replace(asked, claim=worked["claim"]) if asked.task and not asked.claim else found
    return _story(text, found)


def _story(text: str, found: Found) -> Found:
    """Return the task of a plain story and what is claimed behind its question; what was found where it is none, or asks that itself."""
    expression, want, after = calculation(text)
    if not expression or (found.task and (not after or _find(text.rstrip().removesuffix(after)).task)):
        return found
    said, task = _find(_COUNTED.sub("", after)), Task(kind="evaluate", expression=expression, want=want)
    return Found(task, said.claim, said.words, ", ".join(_written(task)))


def _find(text: str) -> Found:
    message = cut(clean(text if len(text) <= LONGEST_LOOK else text[:LONGEST_LOOK].rpartition(" ")[0]))
    operate(message)
    parts = claims.split(message.text)
    said = _tasks(_asking(parts.before, message) if parts.claim else parts.before, message)
    claim = message.plain(parts.claim)
    if claim and not said.task:
        said = _after_claim(parts, message, said)
    task, problem = said.task, ""
    try:
        problem = ", ".join(_written(task)) if task else ""
    except ParseError:
        task = None
    if task and _SPOKEN_POWER.search(text) and (bare := _NEGATIVE_POWER.fullmatch(task.expression)):
        # "-3 squared" may mean (-3)^2 or -(3^2), and people who teach differ: nobody is told wrong for either
        task = task.model_copy(update={"given": (f"{bare[1]}{bare[2]}",)})
    words = _joined(message, said.words, "" if said.used_after else parts.after, parts.reason)
    claim = said.claim if said.claim_first or not claim else claim
    if task and not claim and task.kind == "compare" and task.want in DENIED and polarity(words) is not None:
        return Found(task, words, "", problem)  # yes or no is the answer
    return Found(task, claim, words, problem)


@dataclass
class _Said:
    """What a text says: `used_after` where the text after the claim held the task, `claim_first` where the claim held it."""

    task: Task | None = None
    claim: str = ""
    words: str = ""
    used_after: bool = False
    claim_first: bool = False


_LINK = re.compile(
    r"^[ ,|-]*(?:(?:for|on|to|in|when|from|is|right|as the answer|i did|the answer|(?:the )?(?:question|problem) (?:is|was)) )*"
)
_PURPOSE = re.compile(r"(?:(?<=§e\d)|(?<=§e\d\d)) to (?:find|see|get|tell|know|work out) .*$")
_ASKS = r"(?!(?i:round|writ|giv|simpl|order|find|conv|express|comp|put|show|estim|say|true|nam|list|us|solv|add|sub|mult|div|work))"
_ASIDE = re.compile(rf"^(?:{_ASKS}[^\W\d_][\w'’]*[ ]?){{1,3}},\s+|,\s+(?:{_ASKS}[^\W\d_][\w'’]*[ ]?){{1,5}}$")
_WORKED = re.compile(
    r"(?is)(?P<problem>.+?)[\s,;:.?!]+(?P<claim>(?:(?:so|and|but|first|then) )*"
    r"(?:(?:my|the) work(?:ing)?|(?:i|we) (?:(?:just|only|first|then) )*(?:did|tried|add\w*|subtract\w*|took|multipl\w+|divid\w+|split"
    r"|wrote|changed|turned|work\w* (?:it )?out))\b.*=\s*[-\d.].*)"
)
"""A problem, and then how it was worked out."""
_COUNTED = re.compile(r"(?<=\d) [a-z]+[.! ]*$")
_SPOKEN_POWER = re.compile(r"(?i)[^)\s]\s*(?:squared|cubed)\b")
_NEGATIVE_POWER = re.compile(r"\((-[\d.]+)\)(\^[23])")
_NUMERAL = re.compile(r"\d+(?:\.\d+)?")
_GOES_ON = re.compile(r"(?:and |now |next )*(?:then|add|subtract|multiply|divide)\b|.*\b(?:result|answer)\b")
_OTHER_QUESTION = ENGLISH.pattern("other_question")


def _after_claim(parts: claims.Split, message: Cut, said: _Said) -> _Said:
    """Return the task from behind the claim ("i got 4/6 for 3/4 + 1/2") or from within it ("i got 3 + 4 = 8")."""
    later = _tasks(_LINK.sub("", parts.after), message)
    if later.task:
        return _Said(later.task, later.claim, f"{said.words} {later.words}", used_after=True)
    task, claim = sentence_task(parts.claim, message)
    if task:
        return _Said(task, claim, said.words, claim_first=True)
    return said


def _asking(text: str, message: Cut) -> str:
    """Return a text that is algebra alone as one that ends in "=": beside an answer it asks to be worked out."""
    mark = text.strip(" |,-")
    if not re.fullmatch(r"§a\d+", mark):
        return text
    return message.mark(message.at(mark)._replace(asked=True))


def _tasks(text: str, message: Cut) -> _Said:
    """Return the one task of a text without spoken claims; a task beside numbers that nothing explains is no task."""
    sentences = [sentence for part in text.split("|") if (sentence := part.strip(" ,-"))]
    whole = " | ".join(sentences)
    task = figure(whole, message)
    if not task and len(sentences) > 1:
        task = core(whole, message) or core(" | ".join(stripped(sentence) for sentence in sentences), message)
    if not task and (answer := claims.bare("".join(sentences[1:][-1:]))):
        task = figure(" | ".join(sentences[:-1]), message)
        return _Said(task, message.plain(answer)) if task else _one_by_one(sentences, message)
    return _Said(task) if task else _one_by_one(sentences, message)


def _one_by_one(sentences: list[str], message: Cut) -> _Said:
    task: Task | None = None
    form, claimed, words, told = "", [], [], list[str]()
    for whole in sentences:
        sentence, purpose = _without_purpose(whole)
        told += _numerals(purpose, message)
        numbers = {piece.kind for piece in message.marked(sentence)} - {"v", "w"}
        here, claim = (None, "") if task else sentence_task(sentence, message)
        answer = "" if "g" in numbers else claims.bare(sentence)
        if here:
            task = here
            claimed += [claim] if claim else []
        elif is_about_form(sentence, numbers, bool(task)):
            form = form or asked_form(sentence, message)
        elif answer:
            claimed.append(message.plain(answer))
        elif numbers and _GOES_ON.match(sentence):
            return _Said()
        elif numbers:
            told += _numerals(sentence, message)
        else:
            words.append(sentence)
    if told and not (task and set(told) <= set(_NUMERAL.findall(" ".join((task.expression, *task.given))))):
        return _Said()
    if not task or _OTHER_QUESTION.search(" ".join(words)):
        return _Said(None, claimed[0] if len(claimed) == 1 and not task else "", " ".join(words))
    return _Said(_with_form(task, form), "\n".join(claimed), " ".join(words))


def _without_purpose(sentence: str) -> tuple[str, str]:
    """Return the sentence without what its calculation is for, and that: "work out 2 + 5 × 8" and "to find the price of 5 books"."""
    found = _PURPOSE.search(sentence)
    return (sentence[: found.start()], found[0]) if found else (sentence, "")


def _numerals(sentence: str, message: Cut) -> list[str]:
    """Return the numbers that a sentence tells; a task explains them where it works with all of them."""
    return [number for piece in message.marked(sentence) for number in _NUMERAL.findall(piece.text)]


def _with_form(task: Task, form: str) -> Task:
    if task.want == "equivalent" and form == "simplest":
        return Task(kind="simplify", expression=task.expression, form=form)
    return task.model_copy(update={"form": form}) if form and not task.form else task


def _joined(message: Cut, *parts: str) -> str:
    said = " ".join(part for part in parts if part)
    return re.sub(r"\s+", " ", message.plain(said).replace("|", ".")).strip(" .,-")


_NAMED = frozenset({"area", "perimeter", "volume", "angle", "percent"})


def _written(task: Task) -> tuple[str, ...]:
    """Return the mathematics of a task, each part in one spelling; the phrase where it is to be written as algebra.

    Raises ParseError where a part cannot be read.
    """
    if task.kind == "translate" and task.given:
        return task.given
    if task.expression:
        shown = show(read(task.expression, ratio=task.kind == "ratio"))
    given = []
    for text in task.given:
        name, _, number = text.partition(" = ") if task.kind in _NAMED else ("", "", text)
        size = show(read(number))
        given.append(f"{name} = {size}" if name else size)
    return (shown,) if task.expression else tuple(given)
