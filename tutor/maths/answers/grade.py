"""Whether an answer is right, exactly, with a reason; reading it is left to `response`, single values to `values`.

Decisions, where a rule of form could mean two things:
- A percent sign is a unit: 50 for an expected 50% is right with the unit missing; for an expected 0.5 it is wrong. 0.5 is 50% in another
  form, but not where a percent was asked for.
- A missing unit is noted. It is wrong only where `form` asks for the unit and the task's words do not already say it.
- A bare list is in order; one joined by "and" or "or", in braces, or of the solutions of one letter is not.
- "4 or 5" is two answers, and both are needed where both are expected; "0.5 or 1/2" is one answer.
- Numbers still to be added or multiplied (7 + 5 for 12) are no answer yet; powers, roots, multiples of π and standard form are.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from tutor.domain import Task, Verdict
from tutor.errors import CannotCheck, ParseError
from tutor.maths.answers import statements
from tutor.maths.answers.forms import Asked, asked_form, shape
from tutor.maths.answers.response import Written, read_response
from tutor.maths.answers.results import is_point, items_of, letter_of, problem_of, result_of, worth
from tutor.maths.answers.statements import Order
from tutor.maths.answers.text import ENGLISH
from tutor.maths.answers.values import judge
from tutor.maths.answers.verdict import Grade, Reason, right, unreadable, wrong
from tutor.maths.answers.words import content, judge_choice, judge_words
from tutor.maths.compare import same
from tutor.maths.read import readable
from tutor.maths.tree import Bin, Blank, Listing, Name, Node, Rel, letters_of
from tutor.maths.value import HOLDS

KeyKind = Literal[
    "value", "words", "choice", "list", "letters", "ratio", "inequality", "union", "comparison", "equation"
]
LONGEST_KEY = 1000
SHORTEST_PROSE = 4


def grade(expected: str, response: str, *, task: Task | None = None, form: str = "") -> Grade:
    """Return whether a response is right, wrong or unreadable, and why; never raises.

    expected: the right answer as a teacher writes it ("5/6", "x = 4", "x < 3", "12 cm", "1, 2, 4", "isosceles", "0.04 < 0.5").
    form: simplest mixed improper decimal percent whole expanded factored fraction rounded:N or unit:U; what the task asks counts too.
    Source: ours.
    """
    return _graded(expected, response, task, form, "")


def verdict_of(response: str, task: Task) -> Verdict:
    """Return the verdict on a response by the task's own answer; "unreadable" also where the task has none."""
    from tutor.maths.tasks import answer_text

    try:
        return grade(answer_text(task), response, task=task).verdict
    except (CannotCheck, ParseError):
        return "unreadable"


def grade_answer(expected: str, response: str, *, problem: str = "", form: str = "") -> Grade:
    """Return the grade of a response to a problem in words, as `tutor grade` gives it; never raises.

    The task is found in the problem where its words are clear; the problem written again is no answer.
    """
    from tutor.maths.tasks import find

    if problem and _squeezed(problem) == _squeezed(response) and not re.fullmatch(r"[\s\d.,/%-]*", problem):
        return unreadable("problem_copied")
    return _graded(expected, response, find(problem).task if problem else None, form, problem.lower())


def _squeezed(text: str) -> str:
    return re.sub(r"[\s=?.]+", "", text.lower())


def _graded(expected: str, response: str, task: Task | None, form: str, problem: str) -> Grade:
    asked = asked_form(form, task)
    if asked is None or len(expected) > LONGEST_KEY:
        return unreadable("unchecked")
    key = key_of(expected, task.kind if task else "")
    written = read_response(response, task, letters=key.letters)
    if written.kind == "empty":
        return unreadable("empty")
    try:
        return _JUDGES[key.kind](_Case(key, response, written, asked, task, problem))
    except (CannotCheck, ParseError, RecursionError):
        return unreadable("unchecked")


@dataclass(frozen=True, slots=True)
class Key:
    """The expected answer, taken apart: its kind, the node that is compared, and the values it lists."""

    kind: KeyKind
    text: str
    node: Node | None = None
    items: tuple[Node, ...] = ()
    order: Order = "listed"
    letter: str = ""
    is_interval: bool = False

    @property
    def letters(self) -> frozenset[str]:
        """Return the variables in it."""
        return letters_of(Listing(self.items) if self.items else self.node) | ({self.letter} - {""})


@lru_cache(maxsize=4096)
def key_of(expected: str, kind: str = "") -> Key:
    """Return an expected answer taken apart; `kind` is that of the task: 0.4 = 0.40 is a comparison where one is asked for."""
    text = expected.strip()
    if re.fullmatch(r"[A-H]|\([A-H]\)", text):
        return Key("choice", text.strip("()"))
    if text in ("yes", "no"):
        return Key("words", text)
    interval = statements.as_inequality(text, "x")
    if interval is not None and not (text[0] + text[-1] == "()" and isinstance(interval, Listing)):
        return Key("inequality", text, interval, is_interval=True)
    written = read_response(text)
    if written.kind == "several":
        in_any_order = written.joint in ("or", "and")
        return _key_of_items(text, Listing(written.others), written.joint == "or", in_any_order)
    if written.kind == "words" and text.isalpha() and len(text) <= 3 and letters_of(readable(text)):
        return key_of(f"({text})", kind)
    is_prose = len(content(written.words)) >= SHORTEST_PROSE and not text.startswith(written.text)
    if written.kind != "answer" or written.statement is None or is_prose:
        return Key("words", text)
    return _key_of_statement(text, written, written.statement, kind)


def _key_of_statement(text: str, written: Written, statement: Node, kind: str) -> Key:
    parts, items = statements.as_ratio(written.text), items_of(statement)
    if parts and written.final is not None:
        return Key("ratio", text, written.final, parts)
    if items:
        is_single_point = is_point(statement) and not any(map(is_point, items)) and not text.startswith("{")
        return _key_of_items(text, statement, " or " in text, not is_single_point)
    if statements.is_inequality(statement):
        return Key("inequality", text, statement)
    if isinstance(statement, Rel):
        if statements.is_comparison(statement) and (
            kind == "compare" or statement.op != "=" or isinstance(statement.left, Blank)
        ):
            return Key("comparison", text, statement)
        if letters_of(result_of(statement)) or (kind == "translate" and letters_of(statement)):
            return Key("equation", text, statement)
    return Key("value", text, written.final, letter=letter_of(statement))


def _key_of_items(text: str, node: Node, is_union: bool, in_any_order: bool) -> Key:
    items = items_of(node)
    if any(map(statements.is_inequality, items)):
        return Key("union" if is_union else "inequality", text, node, items)
    if statements.by_letter(items):
        return Key("letters", text, items=items)
    are_solutions = all(isinstance(item, Rel) for item in items)
    return Key("list", text, node, items, "any" if in_any_order or are_solutions else "listed")


@dataclass(frozen=True, slots=True)
class _Case:
    """One response to be judged: the key, what was written and read, what was asked, the problem in small letters."""

    key: Key
    response: str
    written: Written
    asked: Asked
    task: Task | None
    problem: str


_Judge = Callable[[_Case], Grade]
_NO_RESULT: dict[str, Reason] = {
    "copied": "problem_copied", "no_answer": "no_answer", "unreadable": "unreadable", "words": "unreadable"
}  # fmt: skip
_NO_CHANGE, _ORDERED, _HAS_NONE = map(ENGLISH.pattern, ("says_it_is_simplest", "asks_for_order", "has_none"))


def _with_result(judge_result: _Judge) -> _Judge:
    """Return a judge that sees only responses with a result; "it is already in lowest terms" gives the problem as the result.

    So does the problem copied where nothing is to be done.
    """

    def judge_case(case: _Case) -> Grade:
        task = case.task
        if task and task.kind == "simplify" and task.expression:
            kept, says = replace(case, written=read_response(task.expression)), case.response.replace("’", "'")
            is_right_as_it_is = case.written.kind == "copied" and judge_case(kept).verdict == "right"
            case = kept if is_right_as_it_is or _NO_CHANGE.search(says) else case
        reason = _NO_RESULT.get(case.written.kind)
        if reason and task and task.kind == "solve" and _HAS_NONE.search(case.response.lower()):
            return wrong()
        return unreadable(reason) if reason else judge_result(case)

    return judge_case


def _single(judge_result: _Judge) -> _Judge:
    """Return a judge that sees only responses with one result."""
    several = unreadable("several_answers")
    return _with_result(lambda case: several if case.written.kind == "several" else judge_result(case))


def _words(case: _Case) -> Grade:
    found, kind = judge_words(case.key.text, case.response), case.written.kind
    if found.verdict == "right" or kind == "no_answer":
        return found if found.verdict == "right" else unreadable("no_answer")
    if found.reason == "no_answer" and kind in ("answer", "several"):
        return wrong() if len(content(case.key.text)) < SHORTEST_PROSE else unreadable("unchecked")
    return found


def _list(case: _Case) -> Grade:
    """Judge a list; whether its order counts the task or the problem's words say, else how the key is written."""
    key, task, others = case.key, case.task, case.written.others
    if is_point(key.node):
        solutions_of_one_letter = any(isinstance(other, Rel) for other in others) and not statements.by_letter(others)
        return wrong() if solutions_of_one_letter else statements.judge_list(key.items, case.written, key.order)
    equations = [each for each in others or (case.written.statement,) if isinstance(each, Rel) and each.op == "="]
    if task and task.kind == "solve" and any(letters_of(each) and not letter_of(each) for each in equations):
        return unreadable("unfinished")
    if task and task.want == "share" and (shares := statements.as_ratio(case.written.text)):  # 15:25 for 15 and 25
        return statements.judge_items(key.items, shares, "listed")
    if task and task.want == "factors":  # 1 × 12, 2 × 6, 3 × 4 names them all
        listed = [part for each in others or items_of(case.written.statement) for part in items_of(each) or (each,)]
        pairs = [(part.left, part.right) if isinstance(part, Bin) and part.op == "*" else (part,) for part in listed]
        return statements.judge_items(key.items, tuple(dict.fromkeys(part for pair in pairs for part in pair)), "any")
    in_order = not case.problem or _ORDERED.search(case.problem) if task is None else task.kind in ("order", "point")
    return statements.judge_list(key.items, case.written, key.order if in_order else "any")


def _inequality(case: _Case) -> Grade:
    key, written = case.key, case.written
    interval = statements.as_inequality(case.response.strip().rstrip("."), min(key.letters, default="x"))
    items = tuple(each for each in written.others if written.joint != "lines" or statements.is_inequality(each))
    several = written.kind == "several" and (len(items) > 1 or len(items) == len(written.others))
    node = interval or (Listing(items) if several else written.statement)  # x = 4, then x > 4, ends in x > 4
    if interval is None and written.kind in _NO_RESULT:
        return unreadable(_NO_RESULT[written.kind])
    if key.kind == "union":
        items = () if interval else written.others or items_of(written.statement)
        found = statements.judge_items(key.items, items, "any")
        return right() if found.verdict == "right" else found
    if interval is None and written.kind == "several" and written.joint == "or":
        return unreadable("several_answers")
    expected = statements.as_inequality(key.text, min(letters_of(node), default="x")) if key.is_interval else key.node
    assert expected is not None
    found = statements.judge_inequality(expected, node)
    other_form = found.verdict == "right" and (interval is not None) != key.is_interval
    return right("other_form") if other_form else found


def _value(case: _Case) -> Grade:
    """Judge a single result; of two equal ones side by side the better written counts."""
    assert case.written.statement is not None
    grades = [_judge_statement(case, statement) for statement in case.written.others or (case.written.statement,)]
    verdicts = ("right", "wrong", "unreadable")
    return min(grades, key=lambda found: (verdicts.index(found.verdict), found.reason != "correct"))


def _judge_statement(case: _Case, statement: Node) -> Grade:
    key, letter, node = case.key, letter_of(statement), result_of(statement)
    assert key.node is not None
    if isinstance(node, Blank):
        return wrong()
    if isinstance(node, Name) and letters_of(node) and not letters_of(key.node):
        return unreadable("unfinished")
    if isinstance(statement, Rel) and statements.is_bound(statement):
        bound, exact = worth(statement.right), worth(key.node)
        if statement.op in "<>" and bound is not None and exact is not None and HOLDS[statement.op](exact, bound):
            return unreadable("unfinished")
    if statements.is_inequality(statement) or statements.is_bound(statement):
        return wrong("wrong_relation")
    problem = problem_of(case.task) if case.task and case.task.kind == "solve" else None
    checks = isinstance(problem, Rel) and isinstance(statement, Rel) and not letter and node == problem.right
    if checks and node != key.node:  # 3 × 5 + 5 = 20 shows that 5 solves 3x + 5 = 20, and does not say so
        return unreadable("unfinished")
    if isinstance(statement, Rel) and statements.is_comparison(statement) and statement.op != "=":
        named = statements.named_side(statement, case.task)
        return judge(key.node, named, case.asked, case.task) if named is not None else wrong()
    if isinstance(statement, Rel) and not letter and letters_of(statement) and not letters_of(key.node):
        return unreadable("unfinished")
    if letter and key.letter and letter.lower() != key.letter.lower():
        return wrong()
    found = judge(key.node, node, case.asked, case.task, case.written.recurring)
    return right("other_form") if found.verdict == "wrong" and _is_unrounded(case, key.node, node) else found


def _is_unrounded(case: _Case, key: Node, node: Node) -> bool:
    """Return True where the expected decimal is itself a rounding of the task's exact answer, and the response is that answer."""
    if case.task is None or case.asked.name or shape(key) != "decimal" or shape(node) not in ("fraction", "mixed"):
        return False
    from tutor.maths.tasks import answer

    try:
        exact = answer(case.task)
    except (CannotCheck, ParseError):
        return False
    return same(exact, node) is True and judge(node, key, Asked(), None).reason == "rounding"


_JUDGES: dict[KeyKind, _Judge] = {
    "value": _single(_value),
    "words": _words,
    "choice": lambda case: judge_choice(case.key.text, case.response),
    "list": _with_result(_list),
    "letters": _with_result(lambda case: statements.judge_letters(statements.by_letter(case.key.items), case.written)),
    "ratio": _single(lambda case: statements.judge_ratio(case.key.items, case.written, case.asked)),
    "inequality": _inequality,
    "union": _inequality,
    "comparison": _with_result(lambda case: statements.judge_comparison(case.key.node, case.written, case.task)),
    "equation": _single(lambda case: statements.judge_equation(case.key.node, case.written)),
}
