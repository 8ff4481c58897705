"""Whether an answer is right, exactly, with a reason; what was written is found by `response`, single values are judged by `quantities`.

Decisions, where a rule of form could mean two things:
- A percent sign is a unit: 50 for an expected 50% is right with the unit missing; for an expected 0.5 it is wrong. 0.5 is 50% in another
  form, but not where a percent was asked for.
- A missing unit is noted. It is wrong only where `form` asks for the unit and the task's words do not already say it.
- A bare list is in order; one joined by "and" or "or", in braces, or of the solutions of one letter is not.
- "4 or 5" is two answers, and both are needed where both are expected; "0.5 or 1/2" is one answer.
- Numbers still to be added or multiplied (7 + 5 for 12) are no answer yet; powers, roots, multiples of π and standard form are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tutor.domain import Task
from tutor.errors import CannotCheck, ParseError
from tutor.maths.answers.forms import Asked, asked_form, shape
from tutor.maths.answers.lists import (
    Order,
    as_ratio,
    by_letter,
    is_point,
    is_true_chain,
    items_written,
    judge_letters,
    judge_list,
    judge_ratio,
    lines_as_items,
)
from tutor.maths.answers.relations import (
    as_inequality,
    interval,
    is_bound,
    is_comparison,
    is_inequality,
    judge_comparison,
    judge_equation,
    judge_inequality,
    named_side,
)  # fmt: skip
from tutor.maths.answers.response import Written, read_response
from tutor.maths.answers.results import items_of, letter_of, letters_of, result_of
from tutor.maths.answers.values import judge
from tutor.maths.answers.verdict import Grade, right, unreadable, wrong
from tutor.maths.answers.words import content, judge_words
from tutor.maths.read import read
from tutor.maths.tree import Listing, Node, Rel

KeyKind = Literal["value", "words", "list", "letters", "ratio", "inequality", "union", "comparison", "equation"]
LONGEST_KEY = 1000
SHORTEST_PROSE = 4


@dataclass(frozen=True, slots=True)
class Key:
    """The expected answer, taken apart: its kind, the node that is compared, and the values it lists."""

    kind: KeyKind
    text: str
    written: Written
    node: Node | None = None
    items: tuple[Node, ...] = ()
    order: Order = "listed"
    letter: str = ""
    is_interval: bool = False

    @property
    def letters(self) -> frozenset[str]:
        """Return the variables in it."""
        nodes = self.items or ((self.node,) if self.node is not None else ())
        return frozenset().union(*(letters_of(node) for node in nodes)) | (
            {self.letter} if self.letter else frozenset()
        )


def grade(expected: str, response: str, *, task: Task | None = None, form: str = "") -> Grade:
    """Return whether a response is right, wrong or unreadable, and why; never raises.

    expected: the right answer as a teacher writes it ("5/6", "x = 4", "x < 3", "12 cm", "1, 2, 4", "isosceles", "0.04 < 0.5").
    form: simplest mixed improper decimal percent whole expanded factored fraction rounded:N or unit:U; what the task asks counts too.
    Source: ours.
    """
    return _graded(expected, response, task, form, "")


def grade_answer(expected: str, response: str, *, problem: str = "", form: str = "") -> Grade:
    """Return the grade of a response to a problem in words, as `tutor grade` gives it; never raises.

    The task is found in the problem where its words are clear; the problem written again is no answer.
    """
    if problem and _squeezed(problem) == _squeezed(response) and not re.fullmatch(r"[\s\d.,/%-]*", problem):
        return unreadable("problem_copied")
    return _graded(expected, response, _task_of(problem), form, problem.lower())


def _task_of(problem: str) -> Task | None:
    from tutor.maths.tasks import find

    return find(problem).task if problem else None


def _squeezed(text: str) -> str:
    return re.sub(r"[\s=?.]+", "", text.lower())


def _graded(expected: str, response: str, task: Task | None, form: str, problem: str) -> Grade:
    asked = asked_form(form, task)
    if asked is None or len(expected) > LONGEST_KEY:
        return unreadable("unchecked")
    key = key_of(expected, task is not None and task.kind == "compare")
    written = read_response(response, task, letters=key.letters)
    try:
        return _judged(key, written, response, asked, task, problem)
    except (CannotCheck, ParseError, RecursionError):
        return unreadable("unchecked")


def _judged(key: Key, written: Written, response: str, asked: Asked, task: Task | None, problem: str) -> Grade:
    if written.kind == "empty":
        return unreadable("empty")
    if _CHOICE.fullmatch(key.text):
        return _choice(key.text.strip("()"), response)
    if key.kind == "words":
        return _words(key, written, response)
    spread = as_inequality(response.strip().rstrip("."), min(key.letters, default="x"))
    if key.kind in ("inequality", "union"):
        return _inequality(key, written, spread)
    if _says_no_change(response, task) and task:
        written = read_response(task.expression)
    if written.kind in ("no_answer", "copied", "unreadable", "words"):
        return _without_answer(written)
    if key.kind == "list":
        return _list(key, written, _order(key, task, problem))
    return _JUDGES[key.kind](key, written, asked, task)


def _list(key: Key, written: Written, order: Order) -> Grade:
    """Judge a list; one that is written with words between, or from the other end with > for <, is put right first."""
    if is_point(key.node) and _is_of_one_letter(written):
        return wrong("wrong_value")
    given = items_written(written) or lines_as_items(written, len(key.items)) or _one(written)
    grade = judge_list(key.items, given, order)
    if grade.reason == "wrong_order" and is_true_chain(written.statement):
        backwards = judge_list(key.items, given[::-1], order)
        return right("other_form") if backwards.verdict == "right" else grade
    return grade


def _is_of_one_letter(written: Written) -> bool:
    """Return True for x = 2 or x = 3, which is no point."""
    return any(isinstance(other, Rel) for other in written.others) and not by_letter(None, written.others)


def _without_answer(written: Written) -> Grade:
    if written.kind == "copied":
        return unreadable("problem_copied")
    return unreadable("no_answer") if written.kind == "no_answer" else unreadable("unreadable")


def _one(written: Written) -> tuple[Node, ...]:
    return (written.final,) if written.final is not None else ()


@lru_cache(maxsize=4096)
def key_of(expected: str, is_compared: bool = False) -> Key:
    """Return an expected answer taken apart; `is_compared` where the task is to compare, so that 0.4 = 0.40 is a comparison."""
    text = expected.strip()
    parts = interval(text)
    if parts and (text[0] != "(" or text[-1] != ")" or len(parts) == 1):
        node = as_inequality(text, "x")
        return Key("inequality", text, read_response(text), node, is_interval=True)
    written = read_response(text)
    statement = written.statement
    if written.kind == "several":
        return _key_of_several(text, written)
    if written.kind == "words" and _is_product_of_letters(text):
        return key_of(f"({text})", is_compared)
    if written.kind != "answer" or statement is None or _is_prose(text, written):
        return Key("words", text, written)
    return _key_of_statement(text, written, statement, is_compared)


def _is_product_of_letters(text: str) -> bool:
    """Return True for two or three letters that `read` takes for variables: ab, xy."""
    if not (text.isalpha() and len(text) <= 3):
        return False
    try:
        return bool(letters_of(read(text)))
    except ParseError:
        return False


def _is_prose(text: str, written: Written) -> bool:
    """Return True for a sentence in which a number only occurs: "an isosceles triangle has 2 equal sides"."""
    return len(content(written.words)) >= SHORTEST_PROSE and not text.startswith(written.text)


def _key_of_several(text: str, written: Written) -> Key:
    nodes = written.others
    if any(map(is_inequality, nodes)):
        return Key("union" if written.joint == "or" else "inequality", text, written, Listing(nodes), nodes)
    if by_letter(None, nodes):
        return Key("letters", text, written, items=nodes)
    any_order = written.joint in ("or", "and") or all(isinstance(node, Rel) for node in nodes)
    return Key("list", text, written, items=nodes, order="any" if any_order else "listed")


def _key_of_statement(text: str, written: Written, statement: Node, is_compared: bool) -> Key:
    items = items_of(statement)
    if as_ratio(written.text) and written.final is not None:
        return Key("ratio", text, written, written.final, as_ratio(written.text))
    if items:
        return _key_of_items(text, written, statement, items)
    if is_inequality(statement):
        return Key("inequality", text, written, statement)
    if (
        isinstance(statement, Rel)
        and is_comparison(statement)
        and (statement.op != "=" or is_compared or not letters_and_digits(statement))
    ):
        return Key("comparison", text, written, statement)
    letter = letter_of(statement)
    if isinstance(statement, Rel) and letters_of(result_of(statement)):
        return Key("equation", text, written, statement)
    return Key("value", text, written, written.final, letter=letter)


def letters_and_digits(node: Rel) -> bool:
    """Return True where a statement has sides at all, and is not a lone sign."""
    from tutor.maths.tree import Blank

    return not isinstance(node.left, Blank)


def _key_of_items(text: str, written: Written, statement: Node, items: tuple[Node, ...]) -> Key:
    if any(map(is_inequality, items)):
        return Key("union" if " or " in text else "inequality", text, written, statement, items)
    if by_letter(statement):
        return Key("letters", text, written, items=items)
    nested = any(map(is_point, items))
    ordered = is_point(statement) and not nested and not text.startswith("{")
    solutions = all(isinstance(item, Rel) for item in items)
    return Key("list", text, written, statement, items, "listed" if ordered and not solutions else "any")


def _order(key: Key, task: Task | None, problem: str) -> Order:
    """Return whether the order of a list counts: the task or the problem's words decide, else how the list is written."""
    if key.order == "any" or is_point(key.node):
        return key.order
    if task is not None:
        return "listed" if task.kind in ("order", "point") else "any"
    return "any" if problem and not _ORDERED.search(problem) else "listed"


_ORDERED = re.compile(
    r"\b(?:order|least|greatest|smallest|largest|ascending|descending|sequence|pattern|next|coordinates|point|vertex)\b"
)
_NO_CHANGE = re.compile(
    r"\b(?:can'?t|cannot|can ?not|couldn'?t|already|doesn'?t|does not)\b.*\b(?:simplif\w*|reduc\w*|lowest|simplest|lower|smaller)\b",
    re.IGNORECASE,
)


def _says_no_change(response: str, task: Task | None) -> bool:
    return (
        task is not None
        and task.kind == "simplify"
        and bool(task.expression)
        and _NO_CHANGE.search(response.replace("’", "'")) is not None
    )


_CHOICE = re.compile(r"[A-H]|\([A-H]\)")
_CHOSEN = re.compile(
    r"(?<![A-Za-z\d])([A-H])(?![A-Za-z'])|^\W*([a-h])(?:[).]|\W*$)|\b(?:answer|option|choice|letter|is|its|it's)\s+([a-h])\W*$"
)


def _choice(letter: str, response: str) -> Grade:
    """Judge the letter of a choice: "B", "b)", "(b)", "answer B"."""
    chosen = {"".join(groups).upper() for groups in _CHOSEN.findall(response)}
    if len(chosen) != 1:
        return unreadable("several_answers" if chosen else "no_answer")
    return right() if letter in chosen else wrong("wrong_value")


def _words(key: Key, written: Written, response: str) -> Grade:
    grade = judge_words(key.text, response)
    if grade.verdict == "right":
        return grade
    if written.kind == "no_answer":
        return unreadable("no_answer")
    if grade.reason == "no_answer" and written.kind in ("answer", "several"):
        return wrong("wrong_value") if len(content(key.text)) < SHORTEST_PROSE else unreadable("unchecked")
    return grade


def _inequality(key: Key, written: Written, spread: Node | None) -> Grade:
    if spread is None and written.kind in ("no_answer", "copied", "unreadable", "words"):
        return _without_answer(written)
    if key.kind == "union":
        given = written.others or items_of(written.statement)
        grade = judge_list(key.items, given or _one(written), "any") if given else wrong("wrong_value")
        return right() if grade.verdict == "right" else grade
    assert key.node is not None
    if spread is None and written.kind == "several":
        spread = Listing(written.others) if written.joint != "or" else None
        if spread is None:
            return unreadable("several_answers")
        return judge_inequality(key.node, written, spread, False)
    letter = min(letters_of(written.statement), default="x")
    node = as_inequality(key.text, letter) if key.is_interval and spread is None else key.node
    return judge_inequality(node or key.node, written, spread, (spread is not None) != key.is_interval)


def _value(key: Key, written: Written, asked: Asked, task: Task | None) -> Grade:
    """Judge a single result; of two equal ones side by side the better written counts."""
    if written.kind == "several":
        return unreadable("several_answers")
    statements: Sequence[Node] = written.others or ((written.statement,) if written.statement is not None else ())
    grades = [_judge_statement(key, statement, written, asked, task) for statement in statements]
    return min(
        grades, key=lambda found: (("right", "wrong", "unreadable").index(found.verdict), found.reason != "correct")
    )


def _judge_statement(key: Key, statement: Node, written: Written, asked: Asked, task: Task | None) -> Grade:
    assert key.node is not None
    if is_inequality(statement) or is_bound(statement):
        return wrong("wrong_relation")
    if is_comparison(statement) and isinstance(statement, Rel) and statement.op != "=":
        named = named_side(statement, task)
        return judge(key.node, named, asked, task) if named is not None else wrong("wrong_value")
    letter, node = letter_of(statement), result_of(statement)
    if isinstance(statement, Rel) and not letter and letters_of(statement) and not letters_of(key.node):
        return unreadable("unfinished")
    if letter and key.letter and letter.lower() != key.letter.lower():
        return wrong("wrong_value")
    grade = judge(key.node, node, asked, task, written.recurring)
    return (
        right("other_form") if grade.verdict == "wrong" and _is_exact_of_rounded(key.node, node, asked, task) else grade
    )


def _is_exact_of_rounded(key: Node, node: Node, asked: Asked, task: Task | None) -> bool:
    """Return True where the expected decimal is itself a rounding of the task's exact answer, and the response is that answer."""
    if task is None or asked.name or shape(key) != "decimal" or shape(node) not in ("fraction", "mixed"):
        return False
    from tutor.maths.compare import same
    from tutor.maths.tasks import answer

    try:
        exact = answer(task)
    except (CannotCheck, ParseError):
        return False
    return same(exact, node) is True and judge(node, key, Asked(), None).reason == "rounding"


def _letters(key: Key, written: Written, asked: Asked, task: Task | None) -> Grade:
    return judge_letters(by_letter(None, key.items), written)


def _ratio(key: Key, written: Written, asked: Asked, task: Task | None) -> Grade:
    return unreadable("several_answers") if written.kind == "several" else judge_ratio(key.items, written, asked, task)


def _comparison(key: Key, written: Written, asked: Asked, task: Task | None) -> Grade:
    assert isinstance(key.node, Rel)
    return judge_comparison(key.node, written, task)


def _equation(key: Key, written: Written, asked: Asked, task: Task | None) -> Grade:
    assert isinstance(key.node, Rel)
    return unreadable("several_answers") if written.kind == "several" else judge_equation(key.node, written)


_JUDGES = {"value": _value, "letters": _letters, "ratio": _ratio, "comparison": _comparison, "equation": _equation}
