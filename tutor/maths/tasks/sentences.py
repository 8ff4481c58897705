"""Finds the task of one sentence: polite and asking words are taken from its ends, then it must match a pattern of `asks` as a whole."""

import re
from collections.abc import Set
from functools import lru_cache

from tutor.domain import Task
from tutor.maths.compare import DENIED
from tutor.maths.tasks.asks import ask
from tutor.maths.tasks.figures import figure
from tutor.maths.tasks.patterns import ENGLISH, ways
from tutor.maths.tasks.phrases import clean, form, place
from tutor.maths.tasks.pieces import MARK, Cut, Piece, cut, literal_kind

_LEAD = re.compile("|".join([ENGLISH.said("number_of_task"), *ways(ENGLISH.rows["ways"]["lead"])]))
_TRAIL, _TAIL = ENGLISH.pattern("trail"), ENGLISH.pattern("tail")
_FORM_SENTENCE, _ROUNDED = ENGLISH.pattern("form_sentence"), ENGLISH.pattern("rounded_to")
_CHECKS = ENGLISH.each("checks")
_SIGN = re.compile(r"<=|>=|=<|!=|[=<>≤≥≠≈]")
_IS_THAN, _WHETHER = map(ENGLISH.pattern, ("is_than", "whether"))


def core(sentence: str, message: Cut) -> Task | None:
    """Return the task of a sentence, tried again after each polite or asking word taken from its front."""
    return next((task for bare in _pared(sentence) if (task := ask(bare, message))), None)


@lru_cache(maxsize=8192)
def _pared(sentence: str) -> tuple[str, ...]:
    """Return the sentence with fewer and fewer polite and asking words in front, each also without those at its end."""
    found: list[str] = []
    for _ in range(10):
        found += dict.fromkeys((sentence, _TRAIL.sub("", sentence)))
        match = _LEAD.match(sentence)
        if not match or match.end() == len(sentence):
            break
        sentence = sentence[match.end() :]
    return tuple(found)


def stripped(sentence: str) -> str:
    """Return the sentence without polite and asking words at its ends."""
    return _pared(sentence)[-1]


def sentence_task(sentence: str, message: Cut) -> tuple[Task | None, str]:
    """Return the task of a sentence and the answer it claims ("" for none): asked outright, checked, stated, or with a form asked for."""
    task = core(sentence, message)
    if task:
        return task, message.marked(sentence)[-1].text if task.kind == "step" else ""
    for pattern in _CHECKS:
        match = pattern.fullmatch(sentence)
        if match and (task := core(match["task"], message) or figure(match["task"], message)):
            return task, message.plain(match["claim"])
    task, claim = _stated(sentence, message)
    if task:
        return task, claim
    tail = _TAIL.search(sentence)
    if tail and (task := core(sentence[: tail.start()], message)):
        asked = asked_form(tail[0], message)
        return task.model_copy(update={"form": asked}) if asked and not task.form else task, ""
    return None, ""


def _stated(sentence: str, message: Cut) -> tuple[Task | None, str]:
    """Return the task and the claim of a sentence around one statement, such as 1/2 + 1/3 = 2/5 or 0.35 > 0.5."""
    whether = _WHETHER.match(sentence) or _WHETHER.match(stripped(sentence))
    than = _IS_THAN.fullmatch(sentence)
    if than:
        sign = ENGLISH.rows["than"][than["how"]]
        task, claim = _comparison(message.at(than["left"]).text, sign, message.at(than["right"]).text, bool(whether))
        return task, (than["said"] or "").strip() if whether else claim
    marks = [mark for mark in MARK.findall(sentence) if mark[1] in "rq"]
    sign_at = _SIGN.search(message.at(marks[0]).text) if len(marks) == 1 else None
    if not sign_at:
        return None, ""
    text = message.at(marks[0]).text
    left, right = text[: sign_at.start()].strip(), text[sign_at.end() :].strip()
    bare = stripped(sentence)
    alone = marks[0][1] == "r" and marks[0] in (
        bare,
        *((bare[whether.end() :], sentence[whether.end() :]) if whether else ()),
    )
    told = bool(whether and whether["truth"])
    truth = whether is not None and alone and (told or {literal_kind(left), literal_kind(right)} == {"n"})
    if sign_at[0] == "=" and not truth:
        return _equation((marks[0] if alone else sentence).replace(marks[0], "{}"), left, right, message)
    task, claim = _comparison(left, sign_at[0], right, truth) if alone else (None, "")
    return task, "" if told else claim


def _equation(frame: str, left: str, right: str, message: Cut) -> tuple[Task | None, str]:
    pieces = cut(clean(left)).pieces
    if len(pieces) != 1:
        return None, ""
    task = core(frame.replace("{}", message.mark(Piece(pieces[0].kind, left, True))), message)
    return task, right if task else ""


def _comparison(left: str, sign: str, right: str, whether: bool) -> tuple[Task | None, str]:
    """Return a comparison, with the relation that is wanted where it is asked whether that holds; and what was stated."""
    if _SIGN.search(right):
        return None, ""
    want = sign if whether and sign in DENIED else ""
    task = Task(kind="compare", expression=f"{left} _ {right}", given=(left, right), want=want)
    return task, f"{left} {sign} {right}"


def is_about_form(sentence: str, numbers: Set[str], has_task: bool) -> bool:
    """Return True for a sentence that only says how to write the answer; `numbers`: the kinds of its pieces."""
    return bool(_FORM_SENTENCE.fullmatch(sentence)) and numbers <= {"n"} and (has_task or not numbers)


def asked_form(words: str, message: Cut) -> str:
    """Return the form (see maths.grade) that words such as "to 2 decimal places" or "as a mixed number" ask for, "" for none."""
    match = _ROUNDED.search(words)
    if not match:
        return form(words)
    to = place(match[1].replace("nearest ", ""), message)
    return f"rounded:{to}" if to else ""
