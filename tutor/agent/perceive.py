"""What a message is: an attempt, a new problem, a question, a word of thanks, a worry. Diagnosis is left to `diagnosis`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Literal, get_args

from tutor.agent.belong import answers, as_asked, for_before, is_of_another, is_right, is_so, repeats, with_answer
from tutor.catalog.schema import Meaning
from tutor.domain import Learner, Task, Value
from tutor.maths import Found, find, read_response
from tutor.maths.tables import Phrasebook
from tutor.verify import Screening, Words

Asked = Literal[
    "wants_answer", "practise", "why", "how_to", "stuck", "discouraged", "doubt", "who_sees",
    "identity", "off_topic", "thanks", "greeting", "bye", "nod",
]  # fmt: skip
Intent = Literal[
    "attempt", "problem", "claim_only", "chat", "meaning", "holds", "fails", "unread",
    "empty", "too_long", "binary", "rude", "worry", "unsafe", "injection",
    Asked,
]  # fmt: skip

_LONGEST_QUESTION, _LONGEST_MANNERS = 4, 4
_LEADS, _OF_THE_ANSWER, _HOW_MUCH, _EXCUSE = map(
    Phrasebook("agent").pattern, ("leads", "of_the_answer", "how_much", "excuse")
)
ASKED: tuple[Asked, ...] = get_args(Asked)


class Perceived(Value):
    """What a message turned out to be. `message` is the cleaned text; `problem` and `task` are what it is about."""

    intent: Intent
    message: str = ""
    problem: str = ""
    task: Task | None = None
    response: str = ""
    is_new: bool = False
    topic: str = ""
    severity: str = ""
    removed: tuple[str, ...] = ()


def perceive(
    screening: Screening, learner: Learner, phrases: Mapping[str, Sequence[str]], glossary: Mapping[str, Meaning] = MappingProxyType({}),
) -> Perceived:  # fmt: skip
    """Return what the message is, given what the learner is working on.

    A message that was stopped at the door keeps the kind it was stopped for. Otherwise: a task with a claimed answer is an
    attempt, a task alone is a new problem, and whatever else reads as an answer belongs to the problem in progress, or to the one
    before a probe where it is right for that one. Source: ours.
    """
    text = screening.text
    if screening.kind != "ok":
        return Perceived(intent=screening.kind, message=text, topic=screening.topic, severity=screening.severity)
    asked_in, found = _found(text)
    waits = learner.last_move is not None and learner.last_move.name == "confirm"  # to be written simpler
    is_how = waits and found.task is None and asked(text, phrases) in ("how_to", "why", "stuck")
    if term := "simplify" if is_how else _term(text, phrases, glossary):
        seen = Perceived(intent="meaning", topic=term, problem=learner.current_problem, task=learner.current_task)
    elif (so := is_so(text, found, learner)) is not None:
        seen = Perceived(intent="holds" if so else "fails")
    elif answers(text, found, learner):
        seen = _attempt(text, learner.current_problem, learner.current_task)
    elif found.task is not None and not repeats(found, learner):
        seen = _new_task(text, asked_in, found, phrases)
    elif found.task is None and (before := for_before(text, learner)):
        seen = _attempt(text, before.problem, before.task)
    elif is_of_another(text, found, learner):
        seen = Perceived(intent="unread")
    else:
        seen = _about_current(text, found, learner, phrases)
    return seen.model_copy(update={"message": text, "removed": screening.removed})


def asked(text: str, phrases: Mapping[str, Sequence[str]]) -> Asked | None:
    """Return what the text asks for: the first intent of `ASKED` with a phrase in it, or with one that is all of it; None: neither."""
    words = Words(text)
    wished = (one for one in ASKED if words.first(phrases, one) or words.are_only(phrases, f"{one}_alone"))
    return next(wished, None)


def _term(text: str, phrases: Mapping[str, Sequence[str]], glossary: Mapping[str, Meaning]) -> str:
    """Return the term of the glossary whose meaning is all that the text asks for, or ""."""
    names = {way.replace("-", " "): term for term, one in glossary.items() for way in (term, *one.also)}
    names = {f"{way}{end}": term for way, term in names.items() for end in ("", "s") if way + end != "means"}
    words, lists = Words(text), {**phrases, "term": sorted(names, key=len, reverse=True)}
    found = words.first(lists, "term") if words.are_only(lists, "meaning_alone") else None
    return names[found[0].strip()] if found else ""


def _without_questions(phrases: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """Return the phrases without those in which a task may be asked, such as "what is a" third of 12."""
    wishes = ("wants_answer", "how_to", "stuck")
    return {name: [one for one in phrases.get(name, ()) if not one.startswith("what")] for name in wishes}


def _found(text: str) -> tuple[str, Found]:
    """Return the part of the text that asks, and what it holds; where no task with an answer is sure, words before it may hide it
    ("excuse me, ..."), or the first lines are the question and the rest the working.
    """
    text = re.sub(r"\b[wW][au]t(s?)\b", r"what\1", _EXCUSE.sub("", text))
    found, lines = find(text), text.split("\n")
    if found.task is None and (bare := _HOW_MUCH.sub("", text)) != text:
        return bare, find(bare)
    for lead in _LEADS.finditer(text):
        before, after = text[: lead.start()], text[lead.end() :]
        if any(map(str.isdigit, before)):
            break
        other, is_sure = find(after), found.task is not None and bool(found.claim)
        is_manners = is_sure and len(before.split()) <= _LONGEST_MANNERS and other == found
        if is_manners or (other.task and other.claim and not is_sure):
            return after, other
    for end in range(1, min(len(lines), _LONGEST_QUESTION + 1) if found.task is None else 0):
        question, working = find("\n".join(lines[:end])), "\n".join(lines[end:])
        if question.task is not None and not question.claim and read_response(working, question.task).final is not None:
            return text, replace(question, claim=working)
    return text, found


def _new_task(text: str, asked_in: str, found: Found, phrases: Mapping[str, Sequence[str]]) -> Perceived:
    wish = asked(found.words, phrases) or asked(text, _without_questions(phrases))
    response = _response(found)
    intent: Intent = "attempt" if response else "problem" if wish not in ("wants_answer", "how_to", "stuck") else wish
    asks = as_asked(asked_in, found)
    return Perceived(intent=intent, problem=asks, task=found.task, response=response, is_new=True)


def _about_current(text: str, found: Found, learner: Learner, phrases: Mapping[str, Sequence[str]]) -> Perceived:
    """An answer in digits counts before a wish, a wish before number words ("next one"); words that wish for nothing say how an
    unsolved problem was worked on.
    """
    task, wish = learner.current_task, asked(text, phrases)
    if task is None:
        return Perceived(intent=wish or ("claim_only" if found.claim else "chat"))
    response = _response(found) if found.task is not None else text if wish else with_answer(text, learner)
    is_number = any(map(str.isdigit, response)) and not _OF_THE_ANSWER.search(text)
    may_answer = wish is None or is_number or (wish == "nod" and task.kind == "compare")
    is_answer = may_answer and read_response(response, task).final is not None
    intent: Intent = "attempt" if is_answer else wish or ("chat" if learner.solved else "attempt")
    if learner.solved and is_answer and not is_right(response, task):
        return Perceived(intent="claim_only")
    return Perceived(intent=intent, problem=learner.current_problem, task=task, response=response or text)


def _attempt(text: str, problem: str, task: Task | None) -> Perceived:
    return Perceived(intent="attempt", problem=problem, task=task, response=text)


def _response(found: Found) -> str:
    """Return the claimed answer with the words beside it, since the words are evidence too; yes or no alone may be one."""
    task = found.task
    is_told = task is not None and task.kind == "compare" and read_response(found.words, task).final is not None
    return f"{found.claim} {found.words}".strip() if found.claim or is_told else ""
