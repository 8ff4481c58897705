"""Reads the words of a pupil or a teacher into a typed task and the claimed answer. Whether it is right is left to `grade`.

A task is found only where a whole sentence asks it and no number is left over: a story is not guessed at.
"""

import re
from dataclasses import dataclass

from tutor.domain import Task
from tutor.errors import ParseError
from tutor.maths.asks import ask, form, place
from tutor.maths.figures import figure
from tutor.maths.phrases import clean, operate
from tutor.maths.pieces import MARK, Cut, Piece, cut
from tutor.maths.read import read

LONGEST_LOOK = 1500


@dataclass(frozen=True, slots=True)
class Found:
    """What a message holds: the task (None where none is sure), the claimed answer, the words left over, and the mathematics alone."""

    task: Task | None = None
    claim: str = ""
    words: str = ""
    problem: str = ""


def find(text: str) -> Found:
    """Return the task and the claimed answer that a message holds; never raises.

    Only the first 1500 characters are looked at. `claim` is as written ("4/6", "x = 4", "0.35 > 0.5", working on several lines).
    `words` is what the pupil says beside the task and the claim. `problem` is "" where there is no task. Source: ours.
    """
    message = cut(clean(text[:LONGEST_LOOK]))
    operate(message)
    said = _said(message)
    task = _checked(said.task)
    return Found(task, said.claim, said.words, _problem(task) if task else "")


@dataclass
class _Said:
    task: Task | None = None
    claim: str = ""
    words: str = ""


_ANSWER = r"§[neaqrpts]\d+(?:\s*,?\s*(?:and )?§n\d+)*"
_WHO = r"(?:i|we|she|he|they|you|(?:my|the|a|one|our|some|his|her) [a-z]+|[a-z]+)"
_GOT = (
    r"(?:got|get|gets|getting|think|thinks|thought|said|say|says|wrote|put|answered|chose|choose|picked|pick|guess|guessed|believe|found|made"
    r"|calculated|came up with|ended up with|reckon|am getting|keep getting|kept getting|came out with|would say)"
)
_IS = r"(?:(?:that )?(?:it|its|it's|it is|it was|that's|thats|they are|(?:the |my |an )?answer(?:'s| is| was| of)?|x is|for (?:the|my) answer|to be|be|is|as|about|out)\s+)*"
_CLAIMS = tuple(
    re.compile(
        rf"(?:^|(?<=[ |,]))(?:(?:and|but|so|then|well|now|when) )*{lead} ?(?P<claim>{_ANSWER})(?P<rest>.*)", re.DOTALL
    )
    for lead in (
        rf"{_WHO}(?: just| also| only| always| have| had| just| think i)? {_GOT} {_IS}",
        rf"{_GOT} {_IS}",
        r"(?:my|the|your|his|her|their|our) (?:answer|ans|solution|result|guess|final answer)(?: is| was| came out(?: as| to)?|[ =])* ?",
        r"(?:final )?(?:answer|ans)(?: is| was)?(?: §s\d+)?",
        r"(?:is|was|would|isn't) (?:it|the answer|my answer|that)(?: be| equal to)?",
        r"(?:maybe|perhaps|probably|i'd say|so it's|it's|its|it is|so its|that's|thats)",
    )
)
_AFTER_CLAIM = re.compile(
    r" ?(?:$|[|,-]|(?:because|becuase|cuz|cause|coz|bc|since|for|on|to|when|in|from|but|and|is|so|as|by|right|correct|wrong|instead|not|if|which|am|"
    r"was|as|after|then|did|do|does|what|where|why|how|can|please|help|the answer|though|tho|lol|idk|am|i)\b)"
)
_BECAUSE = re.compile(r"\b(?:because|becuase|cuz|cause|coz|bc|since)\b")
_LEAD = re.compile(
    r"(?:hi|hey|hello|ok|okay|so|um|well|then|now|first|next|also|yo|and|but|question|problem|q|please|pls|plz|kindly|just|sorry|miss|sir|mr|mrs"
    r"|(?:can|could|would|will) (?:you|u|someone|anyone)(?: please)?|help(?: me)?(?: with| on| to| out with)?|(?:the|my) (?:question|problem|homework|teacher|worksheet|task|exercise) (?:is|says|asks|said|was|asks me to|wants me to)"
    r"|i (?:need|want|have|had|am trying|was trying|don't know|dont know|don't get|dont get|don't understand|dont understand|can't do|cant do|am stuck|did|tried|solved|worked out)"
    r"(?: to| help| help with| how to| stuck on| on| with| do)*|i'm (?:stuck|trying|doing)(?: on| with| to)*|im (?:stuck|trying|doing)(?: on| with| to)*"
    r"|how (?:do|would|can|should|did|to) ?(?:i|you|we|u)?|what(?:'s| is|s| are| was| would be| will be| does| do| would|)(?=[ ])|how much(?: is| are)?|how about"
    r"|(?:find|calculat|comput|evaluat|perform|solv|determin|work)ing(?: out)?|find(?: out)?|calculate|calc|compute|evaluate|work out|figure out|determine|identify|give(?: me)?|get|tell(?: me)?|show(?: me)?|perform|carry out|complete|solve|answer|state|do|workout|try|use"
    r"|(?:linear |simple )?(?:equations?|inequalit(?:y|ies)|variable|unknown)(?: in| for)?|the|(?:value|result|answer|solution|outcome|output|total|product|sum|difference|quotient|calculation)(?: of| to| for| when| if)*(?= )|(?:if|when)?(?: ?(?:you|we|i))(?: (?:get|do|have|evaluate|work out|calculate|solve))?|"
    r"(?:the )?(?:following|given|below|above)(?: [a-z]+){0,2}|(?:you|we|i) (?:get|have)|me|for|of|to|by|be|on|it|when|if|number)(?:\s*,)?\s+"
)
_TRAIL = re.compile(
    r"[ ,-]*(?:\b(?:please|pls|plz|thanks|thank you|equals?|is|equal to|for me|exactly|right|correct|help(?: me)?|idk(?: how)?|lol|(?:and )?show (?:your|all|the) work(?:ing)?|"
    r"(?:and |then )?(?:give|find|what is|write) (?:me )?(?:the|your) (?:answer|result|solution)|what do i do|how|in total|altogether)|\bwhat)?[ ,-]*$"
)
_TAIL = re.compile(
    r"(?<=\d)(?<=§[a-z]\d|[a-z]\d\d)[ ,]*(?:(?:and|then|when) )*(?:please )?"
    r"(?:(?:simplif(?:y|ied|ying)|express|express your|writ(?:e|ing)|giv(?:e|ing)|stat(?:e|ing)|leav(?:e|ing)|provide|present|represent|reduced?|answer|show|round|put)\b[^|]*"
    r"|(?:in|as|to|into|correct to) (?:a |an |its |the |your )*(?:simpl|lowest|reduced|mixed|improper|decimal|percent|fraction|nearest|whole"
    r"|§n\d+ (?:decimal|d\.?p|significant|s\.?f))[^|]*)$"
)
_FORM_SENTENCE = re.compile(
    r"(?:and |then |please |remember to |make sure (?:to |you |that )?|be sure to |don't forget to |you should |if possible,? ?|also,? ?|where possible,? ?)*"
    r"(?:write|give|leave|express|answer|state|report|show|provide|present|put|simplif|reduce|your (?:final )?answer|the answer|round|use|in (?:its |the )?(?:simplest|lowest)|as an?).*"
)
_CHECKS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:why )?(?:is|was|isn't|would|are|did i get)(?: the answer| my answer| it)?(?: be)? (?P<claim>{_ANSWER}) (?:the |a )?(?:not )?(?:right|correct|ok|okay|good|true|wrong|incorrect)?(?: answer| solution)?(?: ?for| ?to| ?of| ?on| ?if| ?when)+ (?P<task>.+)",
        r"(?:why )?(?:is|does|isn't|doesn't|can|could)(?: it true that)? (?P<task>§e\d+)(?: not)?(?: be)? (?:equals?(?: to)?|make|give)? ?(?P<claim>§[ne]\d+)(?: .{0,20})?",
        rf"(?P<task>.*§[a-z]\d+[^§]*) (?:is|equals|gives|makes|was) (?P<claim>{_ANSWER})(?: right| correct| true| yes)?",
    )
)


def _said(message: Cut) -> _Said:
    head, because = _at(message.text, _BECAUSE)
    before, claim, after = _claimed(head, message)
    if not claim and because:
        before, claim, after = head, *_claimed(because, message)[1:]
        said = _tasks(before, message)
        return _Said(said.task, said.claim or claim, _joined(message, said.words, because))
    said = _tasks(before, message)
    if claim and not said.task and after:
        later = _tasks(
            re.sub(
                r"^[ ,|-]*(?:for|on|to|in|when|from|is|right for|as the answer to)?(?: the answer (?:to|for))? ",
                "",
                after,
                count=1,
            ),
            message,
        )
        if later.task:
            return _Said(later.task, claim, _joined(message, said.words, later.words, because))
    claim = claim or said.claim
    return _Said(said.task, claim, _joined(message, said.words, after, because))


def _at(text: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    match = pattern.search(text)
    return (text[: match.start()], text[match.start() :]) if match else (text, "")


def _claimed(text: str, message: Cut) -> tuple[str, str, str]:
    """Return the text before the first claim, the claim as written, and the text after it."""
    best: re.Match[str] | None = None
    for pattern in _CLAIMS:
        match = pattern.search(text)
        if match and _AFTER_CLAIM.match(match["rest"]) and (best is None or match.start("claim") < best.start("claim")):
            best = match
    if best is None:
        return text, "", ""
    return text[: best.start()], message.plain(best["claim"]), best["rest"]


def _joined(message: Cut, *parts: str) -> str:
    said = " ".join(part for part in parts if part)
    return re.sub(r"\s+", " ", re.sub(r"[|]", ".", message.plain(said))).strip(" .,-")


def _tasks(text: str, message: Cut) -> _Said:
    """Return the one task of a text without claims; a task beside numbers that nothing explains is no task."""
    sentences = [sentence.strip(" ,-") for sentence in text.split("|")]
    sentences = [sentence for sentence in sentences if sentence]
    whole = " | ".join(sentences)
    task = figure(whole, message) if len(sentences) else None
    if not task and len(sentences) > 1:
        task = _core(" | ".join(_stripped(sentence) for sentence in sentences), message)
    if task:
        return _Said(task)
    return _one_by_one(sentences, message)


def _one_by_one(sentences: list[str], message: Cut) -> _Said:
    said, claims, left, unknown, asked_form = _Said(), [], [], 0, ""
    for sentence in sentences:
        here = _sentence(sentence, message)
        numbers = [piece for piece in message.marked(sentence) if piece.kind not in "vw"]
        if said.task is None and here.task:
            said.task = here.task
            claims += [here.claim] if here.claim else []
        elif (
            _FORM_SENTENCE.fullmatch(sentence)
            and not [p for p in numbers if p.kind != "n"]
            and (said.task or not numbers)
        ):
            asked_form = asked_form or _asked_form(sentence, message)
        elif numbers and not MARK.sub("", sentence).strip(" ,="):
            claims.append(message.plain(sentence).strip(" ="))
        elif numbers:
            unknown += 1
        else:
            left.append(sentence)
    if said.task is None:
        return _Said(None, claims[-1] if len(claims) == 1 else "", " ".join(left))
    if unknown:
        return _Said(None, "", " ".join(left))
    if asked_form and not said.task.form:
        said.task = said.task.model_copy(update={"form": asked_form})
    return _Said(said.task, "\n".join(claims), " ".join(left))


def _asked_form(words: str, message: Cut) -> str:
    if match := re.search(
        r"(?:to|nearest) (?:the )?(.*?(?:decimal places?|d\.?p\.?|significant figures?|sig figs?)|nearest [a-z]+|nearest §n\d+)",
        words,
    ):
        to = place(match[1].replace("nearest ", ""), message)
        return f"rounded:{to}" if to else ""
    return form(words)


def _sentence(sentence: str, message: Cut) -> _Said:
    task = _core(sentence, message)
    if task:
        return _Said(task, message.marked(sentence)[-1].text if task.kind == "step" else "")
    for pattern in _CHECKS:
        match = pattern.fullmatch(sentence)
        if match and (task := _core(match["task"], message)):
            return _Said(task, message.plain(match["claim"]))
    said = _stated(sentence, message)
    if said.task:
        return said
    tail = _TAIL.search(sentence)
    if tail and tail.start() and (task := _core(sentence[: tail.start()].strip(" ,"), message)):
        asked = _asked_form(tail[0], message)
        return _Said(task.model_copy(update={"form": asked}) if asked and not task.form else task)
    return _Said()


def _stated(sentence: str, message: Cut) -> _Said:
    """Return the task and the claim of a sentence around one statement, such as 1/2 + 1/3 = 2/5 or 0.35 > 0.5."""
    marks = [mark for mark in MARK.findall(sentence) if mark[1] in "rq"]
    if len(marks) != 1:
        return _Said()
    piece = message.at(marks[0])
    left, sign, right = _sides(piece.text)
    if sign == "=" and right:
        kind = (
            "a"
            if re.search(r"[A-Za-z]", left)
            else "e"
            if re.search(r"[-+*/×÷·^(]", left.strip("-( ")) and not re.fullmatch(r"[\d ]+/\d+", left)
            else "n"
        )
        task = _core(sentence.replace(marks[0], message.mark(Piece(kind, left, True))), message)  # type: ignore[arg-type]
        return _Said(task, right) if task else _Said()
    if piece.kind == "r" and sign in ("<", ">", "≤", "≥", "<=", ">=") and _stripped(sentence) == marks[0]:
        return _Said(Task(kind="compare", expression=f"{left} _ {right}", given=(left, right)), piece.text)
    return _Said()


def _sides(text: str) -> tuple[str, str, str]:
    match = re.search(r"<=|>=|=<|!=|[=<>≤≥≠≈]", text)
    return (text[: match.start()].strip(), match[0], text[match.end() :].strip()) if match else (text, "", "")


def _stripped(sentence: str) -> str:
    for _ in range(10):
        match = _LEAD.match(sentence)
        if not match or match.end() == len(sentence):
            break
        sentence = sentence[match.end() :]
    return _TRAIL.sub("", sentence)


def _core(sentence: str, message: Cut) -> Task | None:
    """Return the task of a sentence, tried again after each polite or asking word taken from its front."""
    for _ in range(10):
        bare = _TRAIL.sub("", sentence)
        task = ask(sentence, message) or (ask(bare, message) if bare != sentence else None)
        match = _LEAD.match(sentence)
        if task or not match or match.end() == len(sentence):
            return task
        sentence = sentence[match.end() :]
    return None


def _checked(task: Task | None) -> Task | None:
    """Return the task if all its mathematics can be read; a claim to understand must not end in a reader's error."""
    if task is None or task.kind == "explain":
        return task
    parts = [task.expression, *(text.partition("=")[2] if task.kind in _NAMED else text for text in task.given)]
    try:
        for part in parts:
            if part and task.kind != "translate":
                read(part, ratio=task.kind == "ratio")
    except ParseError:
        return None
    return task


_NAMED = frozenset({"area", "perimeter", "volume", "angle", "percent"})


def _problem(task: Task) -> str:
    return task.expression or ", ".join(task.given)
