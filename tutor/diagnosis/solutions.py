"""A worked solution of several lines: the first wrong line and why. A line that cannot be read is never called wrong. Source: ours."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from tutor.diagnosis.likelihood import explains
from tutor.diagnosis.literal import key, literals, number, numeral_value
from tutor.diagnosis.matcher import Matcher
from tutor.diagnosis.reading import REMEMBERED, Reading, explained_by
from tutor.diagnosis.steps import TRIVIAL, effect_of, judge_step, solution
from tutor.diagnosis.working import Stated, false_link, statements
from tutor.domain import OTHER, SLIP, Evidence, Outcome, Task
from tutor.errors import CannotCheck
from tutor.maths import grade, readable, show, value
from tutor.maths.answers.results import is_solution
from tutor.maths.tasks.rewrite import natural
from tutor.maths.tree import Node, Rel, letters_of, units_of

Fault = Literal["", "arithmetic", "step", "copied", "answer"]
NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
MONEY = frozenset("$£€")
REWRITTEN = ("evaluate", "simplify", "convert", "expand")
USUAL = frozenset(map(Fraction, (*range(2, 13), 24, 30, 31, 50, 52, 60, 100, 180, 360, 365, 366, 1000)))
"""Numbers that a solution may bring in by itself: hours, days, percent."""
MOST_LINES = 60
LONGEST_LINE = 1000


@dataclass(frozen=True, slots=True)
class Solution:
    """What was found: `fail` with the first wrong line (from 0) and why, `pass` where something was checked and nothing is wrong.

    arithmetic: two members of a chain are not equal; step: an equation that has lost solutions of the one before; copied: a number of
    the problem or of an earlier line was copied wrongly; answer: the final answer is wrong though no line before it is. `wrong` is the
    piece as written, `meant` what it was held against, `explained` the misconceptions that yield it, best first, `result` what it says.
    """

    outcome: Outcome
    line: int | None = None
    fault: Fault = ""
    wrong: str = ""
    meant: str = ""
    explained: tuple[str, ...] = ()
    result: Node | None = None


def check_solution(
    problem: str, lines: Sequence[str], matcher: Matcher, *, task: Task | None = None, key: str = ""
) -> Solution:
    """Return the first wrong line of a worked solution; never raises.

    task: what the problem asks, where that is known; key: its right answer, so that a wrong end after right working is found too.
    """
    check = _Check(matcher, task, _numerals(problem))
    for place, line in enumerate(lines[:MOST_LINES]):
        for stated in statements(line, check.letters) if len(line) <= LONGEST_LINE else ():
            found = check.fault(stated)
            if found:
                return replace(found, line=place, wrong=stated.text)
        check.numbers += _numerals(line)
    ends = ("\n".join(lines), lines[-1]) if key and task and check.checked else ()
    if ends and all(grade(key, end, task=task, form=task.form if task else "").verdict == "wrong" for end in ends):
        return Solution("fail", len(lines) - 1, "answer", lines[-1].strip(), key)
    return Solution("pass" if check.checked else "unchecked")


def evidence_of_working(reading: Reading, matcher: Matcher) -> Iterator[Evidence]:
    """Yield the evidence that names the first wrong line of a response's working and why; none for a response without working."""
    attempt, found = reading.attempt, _of_working(reading, matcher)
    if found is None or found.line is None:
        return
    ways = matcher.catalog.lines[f"working_{found.fault}"]
    because = ways[found.line % len(ways)].format(line=found.line + 1, response=found.wrong, problem=found.meant)
    held = found.explained[0] if found.explained else OTHER if found.fault == "step" else SLIP
    yield Evidence(
        kind="working", hypothesis=held, attempt=reading.ago, problem=attempt.problem, response=attempt.response,
        because=because, line=found.line,
    )  # fmt: skip


def as_of_its_working(reading: Reading, matcher: Matcher) -> Reading:
    """Return the reading of a wrong answer with the first wrong line of its working in its place, where a misconception yields that."""
    seen = reading.seen
    is_lone = seen is not None and "\n" not in reading.attempt.response and bool(explains(seen))
    found = (
        _of_working(reading, matcher) if seen and not seen.right and seen.answer is not None and not is_lone else None
    )
    if seen is None or found is None or found.result is None:
        return reading
    end = solution(found.result) if isinstance(found.result, Rel) else found.result
    if end is None or end in TRIVIAL:
        return reading
    predictions = explained_by(found.explained, end, seen.predictions, matcher)
    wrong = replace(seen, answer=key(end), written=found.result, predictions=predictions)
    return replace(reading, seen=wrong) if explains(wrong) else reading


def _of_working(reading: Reading, matcher: Matcher) -> Solution | None:
    return _first_wrong(reading.attempt.problem, reading.attempt.response, reading.task, reading.key_text, matcher)


@lru_cache(maxsize=REMEMBERED)
def _first_wrong(problem: str, response: str, task: Task | None, key: str, matcher: Matcher) -> Solution | None:
    """Return what is wrong with the working of a response, None where nothing is or there is no working."""
    lines = [line for line in response.splitlines() if line.strip()]
    is_copied = task is None or _numerals(response.partition("=")[0]) == _numerals(task.expression)
    if len(lines) < 2 and response.count("=") < 1 + is_copied:
        return None
    found = check_solution(problem, lines, matcher, task=task, key=key)
    return None if found.outcome != "fail" or (found.fault == "answer" and len(lines) < 2) else found


@dataclass(slots=True)
class _Check:
    """What is known at a line: the numbers so far, values that were rounded, the newest equation in each letter.

    `whole`: the problem's expression as the lines so far have rewritten it; `going`: the newest line did.
    """

    matcher: Matcher
    task: Task | None
    numbers: list[Fraction]
    rounded: frozenset[Fraction] = frozenset()
    equations: dict[str, Rel] = field(default_factory=dict)
    whole: Node | None = None
    started: bool = False
    going: bool = True
    checked: bool = False
    letters: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        node = readable(self.task.expression) if self.task else None
        if self.task is None or node is None:
            return
        self.letters = letters_of(node)
        if isinstance(node, Rel) and self.task.kind == "solve" and len(self.letters) == 1:
            self.equations = {min(self.letters): node}
        self.whole = node if self.task.kind in REWRITTEN else None

    def fault(self, stated: Stated) -> Solution | None:
        """Return what is wrong with a statement, and remember what it says."""
        found = self.of_numbers(stated) or self.of_chain(stated) or self.of_equation(stated) or self.of_whole(stated)
        for left, right in pairwise(stated.parts):
            with suppress(CannotCheck):
                end = value(right)
                self.numbers.append(end)
                self.rounded |= {end} if value(left) != end else frozenset()
        return found

    def of_numbers(self, stated: Stated) -> Solution | None:
        """Return the number that another one was miscopied from: one digit other, or two digits swapped, and nothing else explains it."""
        used = [number(part) for member in stated.parts[:-1] for part in literals(member)]
        for one in used if not stated.letters else ():
            if one is None or one in self.numbers or one in USUAL or one.denominator > 1:
                continue
            near = {known for known in self.numbers if _is_miscopied(str(known), str(one), known == self.numbers[-1])}
            if len(near) == 1 and not near & {*used} and not self.reaches(one):
                return Solution("fail", fault="copied", meant=str(*near))
        return None

    def reaches(self, one: Fraction) -> bool:
        """Tell whether a number comes from two known ones, or from a known one by a usual factor."""
        known = {*self.numbers}
        factors = known | USUAL
        return any(
            {one - a, a - one} & known
            or (a and one / a in factors)
            or (one and a / one in factors)
            or abs(one - a) == 1
            for a in known
        )

    def of_chain(self, stated: Stated) -> Solution | None:
        pair = false_link(stated, self.rounded)
        self.checked |= any(not letters_of(Rel("=", *both)) for both in pairwise(stated.parts))
        return None if pair is None else self.judged(*pair, "arithmetic", show(natural(value(pair[0]), *pair)))

    def of_equation(self, stated: Stated) -> Solution | None:
        """Judge an equation in one letter beside the newest one in it; beside one with several solutions it may tell one of them.

        In words a letter that has a number is done with: what comes then may be about something else.
        """
        new = _as_equation(stated)
        if new is None:
            return None
        (letter,) = stated.letters
        old = self.equations.setdefault(letter, new)
        if (old.op == "=") != (new.op == "="):
            return None
        is_one = isinstance(solution(old), Rel)
        self.equations[letter] = new if is_one else old
        if is_solution(old) and letter not in self.letters:
            return None
        self.checked = True
        if (effect_of(old, new) if is_one else effect_of(new, old)) != "loses":
            return None
        return self.judged(old, new, "copied" if _is_one_number_off(show(old), show(new)) else "step")

    def of_whole(self, stated: Stated) -> Solution | None:
        """Judge a line that goes on rewriting the problem's expression: "= 10/8", or the expression with a chain behind it."""
        before, first = self.whole, stated.parts[0]
        if before is None or not stated.whole:
            return None
        effect = effect_of(before, first)
        goes_on = self.going and (stated.follows or (self.started and len(stated.parts) == 1))
        self.going = self.started = effect == "keeps" or goes_on
        if not self.going:
            return None
        self.whole, self.checked = stated.parts[-1], True
        return self.judged(before, first, "step") if effect == "loses" and not stated.about else None

    def judged(self, old: Node, new: Node, fault: Fault, meant: str = "") -> Solution:
        before = show(old)
        explained = judge_step(before, show(new), self.matcher).explained if fault != "copied" else ()
        return Solution("fail", fault=fault, meant=meant or before, explained=explained, result=new)


def _numerals(text: str) -> list[Fraction]:
    return [numeral_value(found) for found in NUMERAL.findall(text[:LONGEST_LINE])]


def _as_equation(stated: Stated) -> Rel | None:
    """Return a statement as an equation or inequality in its one letter, None for an identity, a formula or one with units."""
    first, last = stated.parts[0], stated.parts[-1]
    is_rel = isinstance(first, Rel)
    if len(stated.letters) != 1 or len(stated.parts) < 2 - is_rel or (units_of(first) | units_of(last)) - MONEY:
        return None
    made = first if isinstance(first, Rel) else Rel("=", first, last)
    open_ended = len(stated.parts) > 2 and letters_of(first) and letters_of(last)
    return None if open_ended or solution(made) in TRIVIAL else made


def _is_miscopied(one: str, other: str, newest: bool) -> bool:
    """Tell whether two numbers differ by two swapped digits, or by one digit (of three or more, of two for the newest number)."""
    apart = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    if len(one) != len(other) or "/" in one:
        return False
    return (len(apart) == 2 and apart[0] == apart[1][::-1]) or (len(apart) == 1 and len(one) > 2 - newest)


def _is_one_number_off(one: str, other: str) -> bool:
    """Tell whether the new line is the old one with one numeral changed."""
    apart = sum(a != b for a, b in zip(NUMERAL.findall(one), NUMERAL.findall(other), strict=False))
    return apart == 1 and NUMERAL.sub("#", one) == NUMERAL.sub("#", other)
