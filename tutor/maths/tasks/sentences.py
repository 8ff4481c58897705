"""Finds the task of one sentence: polite and asking words are taken from its ends, then it must match a pattern of `asks` as a whole."""

import re
from collections.abc import Set

from tutor.domain import Task
from tutor.maths.tasks.asks import ask
from tutor.maths.tasks.claims import ANSWER
from tutor.maths.tasks.patterns import ways
from tutor.maths.tasks.phrases import form, place
from tutor.maths.tasks.pieces import MARK, Cut, Piece, cut

_LEAD = re.compile(
    r"(?:[a-z]+\.? ?)?#? ?\d+[a-z]?(?: is| was| says)?(?:\s*,)?\s+|"
    + "|".join(
        ways("""
        (hi|hey|hello|ok|okay|so|um|well|then|now|first|next|also|yo|and|but|just|sorry|miss|sir|mr|mrs|question|problem|q)
        (please|pls|plz|kindly|can (you|u)|could (you|u)|would (you|u)|will (you|u)|(can|could|would|will) (someone|anyone)) [please]
        help [me] [with|on|to|out with]
        (the|my) (question|problem|homework|teacher|worksheet|task|exercise|friend) (is|says|asks|said|was|thinks|(asks|wants) me to)
        i (need|want|have|had|am trying|was trying|don't know|dont know|don't get|dont get|don't understand|dont understand|can't do\
            |cant do|am stuck|did|tried|solved|worked out|think|thought|say|said|believe) [to|on|with|do|that|help [with]|how to|stuck on]*
        (i'm|im) (stuck|trying|doing) [on|with|to]*
        how (do|would|can|should|did|to) [i|you|we|u]
        (what [is|are|was|would be|will be|does|do|would]|what's|whats|how much [is|are]|how about)
        (finding|calculating|computing|evaluating|performing|solving|determining|working|raising) [out]
        (find [out]|calculate|calc|compute|evaluate|work [out]|workout|figure out|determine|identify|perform|(give|get|tell|show) [me])
        (carry out|complete|raise|solve|answer|state|do|try|use|the)
        [linear|simple] (equations?|inequality|inequalities|variable|unknown) [in|for]
        (value|result|answer|solution|outcome|output|total|product|sum|difference|quotient|calculation) [of|to|for|when|if]*
        [if|when] (you|we|i) [get|do|have|evaluate|work out|calculate|solve]
        (following|given|below|above) [\\w+] [\\w+]
        (me|for|of|to|by|be|on|it|when|if|number)
        """)
    )
)
_TRAIL = re.compile(
    r"[ ,-]*(?:\b(?:please|pls|plz|thanks|thank you|equals?|is|equal to|for me|exactly|right|correct|help(?: me)?|idk(?: how)?|lol|in total"
    r"|altogether|(?:and )?show (?:your|all|the) work(?:ing)?|what do i do|how|what"
    r"|(?:and |then )?(?:give|find|what is|write) (?:me )?(?:the|your) (?:answer|result|solution)))?[ ,-]*$"
)
_FORM_WORDS = (
    r"simplif(?:y|ied|ying)|express|writ(?:e|ing)|giv(?:e|ing)|stat(?:e|ing)|leav(?:e|ing)|provide|present|represent|reduced?|answer|show"
    r"|round|put"
)
_TAIL = re.compile(
    rf"(?<=\d)(?<=§[a-z]\d|[a-z]\d\d)[ ,]*(?:(?:and|then|when) )*(?:please )?(?:(?:{_FORM_WORDS})\b[^|]*"
    r"|(?:in|as|to|into|correct to) (?:a |an |its |the |your )*"
    r"(?:simpl|lowest|reduced|mixed|improper|decimal|percent|fraction|nearest|whole|§n\d+ (?:decimal|d\.?p|significant|s\.?f))[^|]*)$"
)
_FORM_SENTENCE = re.compile(
    r"(?:and |then |please |remember to |make sure (?:to |you |that )?|be sure to |don't forget to |you should |if possible,? ?|also,? ?"
    rf"|where possible,? ?)*(?:{_FORM_WORDS}|report|your (?:final )?answer|the answer|use|in (?:its |the )?(?:simplest|lowest)|as an?)\b.*"
)
_ROUNDED = re.compile(
    r"(?:to|nearest) (?:the )?(.*?(?:decimal places?|d\.?p\.?|significant figures?|sig figs?)|nearest [a-z]+|nearest §n\d+)"
)
_CHECKS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:why )?(?:is|was|isn't|would|are|did i get)(?: the answer| my answer| it)?(?: be)? (?P<claim>{ANSWER})"
        r"(?: the| a| not| right| correct| ok| okay| good| true| wrong| incorrect| answer| solution)*(?: for| to| of| on| if| when)+"
        r" (?P<task>.+)",
        r"(?:why )?(?:is|does|isn't|doesn't|can|could)(?: it true that)? (?P<task>§e\d+)(?: not)?(?: be)?(?: equals?(?: to)?| make| give)?"
        r" (?P<claim>§[ne]\d+)(?: [^§]{0,20})?",
        rf"(?P<task>.*§[a-z]\d+[^§]*) (?:is|equals|gives|makes|was) (?P<claim>{ANSWER})(?: right| correct| true| yes)?",
    )
)
_SIGN = re.compile(r"<=|>=|=<|!=|[=<>≤≥≠≈]")
_THAN = {
    "bigger": ">", "larger": ">", "greater": ">", "higher": ">", "more": ">", "smaller": "<", "less": "<", "lower": "<",
    "equal": "=", "the same": "=",
}  # fmt: skip
_IS_THAN = re.compile(
    rf"(?:[^§]* )?(?P<left>§n\d+) (?:is |are )?(?P<how>{'|'.join(_THAN)})(?: in value)?(?: than| to| as)? (?P<right>§n\d+)"
    r"(?: right| correct| true| yes)?"
)


def core(sentence: str, message: Cut) -> Task | None:
    """Return the task of a sentence, tried again after each polite or asking word taken from its front."""
    for _ in range(10):
        bare = _TRAIL.sub("", sentence)
        task = ask(sentence, message) or (ask(bare, message) if bare != sentence else None)
        match = _LEAD.match(sentence)
        if task or not match or match.end() == len(sentence):
            return task
        sentence = sentence[match.end() :]
    return None


def stripped(sentence: str) -> str:
    """Return the sentence without polite and asking words at its ends."""
    for _ in range(10):
        match = _LEAD.match(sentence)
        if not match or match.end() == len(sentence):
            break
        sentence = sentence[match.end() :]
    return _TRAIL.sub("", sentence)


def sentence_task(sentence: str, message: Cut) -> tuple[Task | None, str]:
    """Return the task of a sentence and the answer it claims ("" for none): asked outright, checked, stated, or with a form asked for."""
    task = core(sentence, message)
    if task:
        return task, message.marked(sentence)[-1].text if task.kind == "step" else ""
    for pattern in _CHECKS:
        match = pattern.fullmatch(sentence)
        if match and (task := core(match["task"], message)):
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
    than = _IS_THAN.fullmatch(sentence)
    if than:
        return _comparison(message.at(than["left"]).text, _THAN[than["how"]], message.at(than["right"]).text)
    marks = [mark for mark in MARK.findall(sentence) if mark[1] in "rq"]
    sign_at = _SIGN.search(message.at(marks[0]).text) if len(marks) == 1 else None
    if not sign_at:
        return None, ""
    text = message.at(marks[0]).text
    left, right = text[: sign_at.start()].strip(), text[sign_at.end() :].strip()
    if sign_at[0] == "=":
        return _equation(sentence.replace(marks[0], "{}"), left, right, message)
    if marks[0][1] == "r" and re.sub(r"^(?:is|are)(?: it true that)? ", "", stripped(sentence)) == marks[0]:
        return _comparison(left, sign_at[0], right)
    return None, ""


def _equation(frame: str, left: str, right: str, message: Cut) -> tuple[Task | None, str]:
    pieces = cut(left).pieces
    if len(pieces) != 1:
        return None, ""
    task = core(frame.replace("{}", message.mark(Piece(pieces[0].kind, left, True))), message)
    return task, right if task else ""


def _comparison(left: str, sign: str, right: str) -> tuple[Task | None, str]:
    if _SIGN.search(right):
        return None, ""
    return Task(kind="compare", expression=f"{left} _ {right}", given=(left, right)), f"{left} {sign} {right}"


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
