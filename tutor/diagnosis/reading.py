"""One attempt read into what the belief sees: the task, the answer's key, the verdict, the working, the words.

Text is read by `maths.answers`; answers come out in the shape of predictions, gaps filled and lists joined. Weighing is left to `belief`.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from tutor.diagnosis.likelihood import Seen, explains, right_key
from tutor.diagnosis.literal import bare, is_decimal, key, letters_of, literals, number
from tutor.diagnosis.malrule import DESCENDING, ONE_OF_MANY
from tutor.diagnosis.matcher import Matcher, Predictions
from tutor.diagnosis.predict import as_written, right_answer, tree_of
from tutor.diagnosis.steps import TRIVIAL, Effect, judge_step, solution
from tutor.diagnosis.words import alone, own, tokens
from tutor.diagnosis.work import work
from tutor.domain import Attempt, Task, Verdict
from tutor.errors import CannotCheck, ParseError
from tutor.maths.answers import Written, grade, read_response
from tutor.maths.answers.results import amount_of, unit_of
from tutor.maths.answers.words import polarity
from tutor.maths.compare import DENIED
from tutor.maths.number import places
from tutor.maths.number import written as written_as
from tutor.maths.read import read
from tutor.maths.reading import units
from tutor.maths.show import show
from tutor.maths.tasks import Found, answer_text, find
from tutor.maths.tasks.solve import WHETHER
from tutor.maths.tree import Blank, Listing, Name, Node, Rel, Relation

VERDICTS: dict[Effect, tuple[Verdict, str]] = {
    "keeps": ("right", "correct"),
    "loses": ("wrong", "loses_solutions"),
    "gains": ("wrong", "gains_solutions"),
    "unchecked": ("unreadable", "unchecked"),
}
FORM_MATTERS = ("simplify", "convert", "expand", "factor", "step")
STRICT: dict[Relation, Relation] = {"<=": "<", ">=": ">"}
"""What who denies a relation most likely takes for true: longer is larger, and hardly ever the same."""
MOST_PIECES = 12
REMEMBERED = 8192


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one attempt: `seen` is None where the problem holds no task; `ago` counts attempts back, 0 is the newest."""

    attempt: Attempt
    verdict: Verdict
    reason: str
    key_text: str = ""
    task: Task | None = None
    seen: Seen | None = None
    ago: int = 0

    @property
    def said(self) -> str:
        """Return the answer as it was written, or the beginning of the response where none was read."""
        final = self.seen.written if self.seen else None
        return show(final) if final is not None else self.attempt.response.strip()[:60]

    @property
    def answered(self) -> bool:
        """Tell whether an answer was read."""
        return self.seen is not None and self.seen.answer is not None

    @property
    def tells(self) -> bool:
        """Tell whether an answer or telling words were read."""
        return self.answered or (self.seen is not None and bool(self.seen.words))

    @property
    def right(self) -> bool:
        """Tell whether a right answer was read."""
        return self.answered and self.seen is not None and self.seen.right

    def yields(self, id: str) -> bool:
        """Tell whether the misconception yields just this wrong answer."""
        return self.seen is not None and id in explains(self.seen)

    def says(self, id: str) -> bool:
        """Tell whether the words beside an answer that is not right betray the misconception."""
        return self.seen is not None and not self.seen.right and self.seen.words.get(id, 1.0) > 1


def read_attempt(attempt: Attempt, matcher: Matcher, *, ago: int = 0) -> Reading:
    """Return the attempt as the belief sees it, with its verdict; what is the same in two attempts is read and weighed once.

    The newest (ago 0) is graded with all rules of form; of an older one the value alone decides where its task does not ask for a form.
    """
    found = found_in(attempt.problem)
    task = attempt.task or found.task
    response = attempt.response if attempt.response.strip() else found.claim
    if task is None:
        seen = _heard_alone(response, attempt.problem, attempt.taught, matcher)
        return Reading(attempt, "unreadable", "no_task", seen=seen, ago=ago)
    if own(response) != response and _verdict(response, task) != "right":
        response = own(response)
    verdict, reason = _newest_verdict(response, task) if ago == 0 else (attempt.verdict or _verdict(response, task), "")
    if task.kind == "step":
        return _read_step(Reading(attempt, verdict, reason, "", task, ago=ago), response, matcher)
    seen = _seen(response, task, verdict, attempt.taught, matcher)
    return Reading(attempt, verdict, reason, key_text(task) if ago == 0 else "", task, seen, ago)


@lru_cache(maxsize=8192)
def found_in(problem: str) -> Found:
    """Return what a problem's text holds; algebra alone, which can be worked on, asks for just that."""
    found = find(problem)
    if found.task:
        return found
    asked = find(f"{problem.rstrip(' .')} =")
    return found if asked.task is None or key_text(asked.task) in ("", asked.problem) else asked


@lru_cache(maxsize=8192)
def key_text(task: Task) -> str:
    """Return the right answer as a pupil should write it, or "" where it cannot be worked out."""
    try:
        return answer_text(task)
    except (CannotCheck, ParseError):
        return ""


@lru_cache(maxsize=REMEMBERED)
def _newest_verdict(response: str, task: Task) -> tuple[Verdict, str]:
    expected = key_text(task)
    if not expected:
        return "unreadable", "no_key"
    graded = grade(expected, response, task=task, form=task.form)
    if graded.verdict == "wrong" and task.kind == "evaluate" and task.given and task.want != "estimate":
        # another way to understand the problem
        other = _newest_verdict(response, task.model_copy(update={"expression": task.given[0], "given": ()}))
        return other if other[0] == "right" else (graded.verdict, graded.reason)
    return graded.verdict, graded.reason


@lru_cache(maxsize=REMEMBERED)
def _verdict(response: str, task: Task) -> Verdict:
    written = read_response(response, task)
    matters = task.form or task.kind in FORM_MATTERS or task.want in (*DENIED, *WHETHER)
    two_ways = task.kind == "evaluate" and task.given
    if written.final is None or matters or two_ways or right_key(task) is None:
        return _newest_verdict(response, task)[0]
    node = answer_of(written, task)
    return "right" if node is not None and key(node) == right_key(task) else "wrong"


@lru_cache(maxsize=REMEMBERED)
def _seen(response: str, task: Task, verdict: Verdict, taught: str, matcher: Matcher) -> Seen:
    written = read_response(response, task)
    predictions, meant = matcher.predictions(task), right_key(task)
    words = matcher.heard(response, task) if written.words and written.kind != "copied" else {}
    if verdict == "right":
        words = {id: ratio for id, ratio in words.items() if ratio < 1}
        return Seen(task, meant, written.final, True, predictions, _called_equal(written, meant), words, taught)
    node = answer_of(written, task) if verdict == "wrong" else None
    answer = None if node is None else _unrounded(key(node), node, predictions)
    partly = isinstance(meant, tuple) and meant[0] == "list" and answer in meant[1:] and not _held(answer, predictions)
    if answer is None or answer == meant or partly or _is_of_another_problem(written, task, answer, predictions):
        return Seen(task, None, node, False, predictions, words=words, taught=taught)
    given = {answer, *_numbers_of(tree_of(task))}
    steps = frozenset(found for found, numbers in _working(written, task) if numbers == (found,)) - given
    return Seen(task, answer, node, False, predictions, steps, words, taught)


def _unrounded(found: Hashable, node: Node, predictions: Predictions) -> Hashable:
    """Return the endless decimal that a misconception yields where the answer is that one rounded or cut off, else the answer itself."""
    keys = {made.key for many in predictions.values() for made in many}
    if not isinstance(found, Fraction) or not is_decimal(node) or found in keys:
        return found
    step = 10 ** (places(found) or 0)
    endless = [one for one in keys if isinstance(one, Fraction) and places(one) is None and one * found > 0]
    near = [one for one in endless if step > 1 and -1 <= 2 * step * (abs(one) - abs(found)) < 2]
    return near[0] if len(near) == 1 else found


def _heard_alone(response: str, problem: str, taught: str, matcher: Matcher) -> Seen | None:
    """Return what words alone betray where no task could be read, None where that is nothing."""
    task = Task(kind="explain", want=problem.strip())
    told = len(tokens(response)) >= (2 if any(map(str.isdigit, response)) else 1)  # "9 km" betrays nothing
    words = alone(matcher.heard(response, task, task.want)) if told else {}
    return Seen(task, None, None, False, {}, words=words, taught=taught) if words else None


def _read_step(reading: Reading, response: str, matcher: Matcher) -> Reading:
    """Return the reading of an equation after a step: the one before is solved as the task, and the solution of this one is the answer."""
    task, after = reading.task, read_response(response).statement
    if task is None or not isinstance(after, Rel):
        return reading
    step = judge_step(task.expression, show(after), matcher)
    verdict, reason = VERDICTS[step.effect]
    answer = solution(after)
    if verdict == "unreadable" or answer is None or answer in TRIVIAL:
        return replace(reading, verdict=verdict, reason=reason)
    solve = Task(kind="solve", expression=task.expression, want=min(letters_of(after), default="x"))
    seen = _seen(show(answer), solve, verdict, reading.attempt.taught, matcher)
    seen = replace(seen, written=after, predictions=explained_by(step.explained, answer, seen.predictions, matcher))
    return replace(reading, verdict=verdict, reason=reason, seen=seen)


def explained_by(ids: Sequence[str], answer: Node, predictions: Predictions, matcher: Matcher) -> Predictions:
    """Return the predictions with those of the misconceptions that explain a line with this result, and of no others."""
    held, found = matcher.catalog.misconceptions, key(answer)
    made = {id: (as_written(answer, held[id].malrules[0]),) for id in ids}
    others = {id: tuple(one for one in many if not made or one.key != found) for id, many in predictions.items()}
    return {**{id: many for id, many in others.items() if many}, **made}


# The answer


def answer_of(written: Written, task: Task) -> Node | None:
    """Return the answer that was written, None where there is none: `>` for a gap as the whole comparison, 1/2 < 3/4 < 1 as a list."""
    if task.want in WHETHER:
        said = polarity(written.words)
        return None if said is None else Name("yes" if said else "no")
    if task.kind == "compare":
        node = written.statement if isinstance(written.statement, Rel) else written.final
        return None if node is None else _comparison(node, task)
    if task.kind == "order":
        return _order(written, task)
    final, want = written.final, Name(task.want or "x")
    if final is None and written.kind == "several" and isinstance(right_answer(task), Listing):
        final = Listing(written.others)
    if isinstance(final, Listing) and task.kind == "solve":  # 3 and -2 as x = 3, x = -2
        return Listing(tuple(item if isinstance(item, Rel) else Rel("=", want, item) for item in final.items))
    unit = unit_of(right_answer(task)) if unit_of(final) else ""
    return _in_unit(final, unit) if final is not None and unit else final


def _in_unit(node: Node, unit: str) -> Node:
    """Return a quantity in the unit of the right answer where it measures the same: 1 h 35 min as 95 min."""
    found, asked = amount_of(node), units.unit(unit)
    is_same = found is not None and found.dimensions == asked.dimensions
    return written_as(found.amount / asked.size, f"unit:{unit}") if found and is_same else node


def _comparison(node: Node, task: Task) -> Node:
    """Return the whole comparison; where one of the two is wanted, the value that is named."""
    tree, one_wanted = tree_of(task), task.want in ONE_OF_MANY
    if not isinstance(tree, Rel):
        return node
    if not isinstance(node, Rel):
        named = number(node) is not None and number(node) in (number(tree.left), number(tree.right))
        larger_first = number(node) == number(tree.left)
        return Rel(">" if larger_first else "<", tree.left, tree.right) if named and not one_wanted else node
    node = _filled(replace(node, op=STRICT.get(node.op, node.op)) if task.want in DENIED else node, tree)
    if not one_wanted or node.op not in ("<", ">"):
        return node
    return node.left if (node.op == ">") == (task.want in DESCENDING) else node.right


def _filled(node: Rel, tree: Rel) -> Rel:
    """Return the comparison with the sides that were left out taken from the task."""
    left, right = node.left, node.right
    if isinstance(left, Blank) and isinstance(right, Blank):
        left, right = tree.left, tree.right
    elif isinstance(right, Blank):
        right = tree.left if key(left) == key(tree.right) else tree.right
    elif isinstance(left, Blank):
        left = tree.right if key(right) == key(tree.left) else tree.left
    return Rel(node.op, left, right)


def _order(written: Written, task: Task) -> Node | None:
    final = written.final
    if final is None:
        return Listing(written.others) if written.others and written.joint != "or" else None
    items = list(_chain(final))
    if len(items) < 2 or not isinstance(final, Rel):
        return final
    backwards = ("<", "<=") if task.want in DESCENDING else (">", ">=")
    return Listing(tuple(reversed(items) if final.op in backwards else items))


def _chain(node: Node) -> Iterator[Node]:
    if isinstance(node, Rel):
        yield from _chain(node.left)
        yield from _chain(node.right)
    else:
        yield node


# The working


def _is_of_another_problem(written: Written, task: Task, answer: Hashable, predictions: Predictions) -> bool:
    """Tell whether the response answers another problem rightly: working on numbers of its own, true in itself, that nothing explains."""
    own = _working(written, task)
    if not own or len(own[0][1]) < 2 or own[0][0] != answer or right_key(task) in (None, answer):
        return False
    return not _held(answer, predictions) and not set(own[0][1]) & set(_numbers_of(tree_of(task)))


def _held(answer: Hashable, predictions: Predictions) -> bool:
    """Tell whether a misconception yields the answer; one of two roots that none yields is nothing to accuse of."""
    return any(prediction.key == answer for many in predictions.values() for prediction in many)


def _working(written: Written, task: Task) -> list[tuple[Hashable, tuple[Hashable, ...]]]:
    """Return each piece of the working before the last, as its key and its numbers; the problem copied is left out."""
    if not any("=" in line for line in written.lines):
        return []
    asked = _numbers_of(tree_of(task))
    pieces = [piece for line in written.lines for piece in line.split("=") if piece.strip()][:MOST_PIECES]
    worked = [_worked(piece.strip()) for piece in pieces[:-1]]
    return [found for found in worked if found is not None and found[1] != asked]


def _called_equal(written: Written, meant: Hashable) -> frozenset[Hashable]:
    """Return what is called equal to the right answer and is not: 2/5 of "(1 + 1)/(2 + 3) = 5/6"; sums of their own are none."""
    chains = [[_worked(one.strip()) for one in line.split("=")][:MOST_PIECES] for line in written.lines if "=" in line]
    ending = [chain for chain in chains if chain[-1] is not None and chain[-1][0] == meant]
    return frozenset(worked[0] for chain in ending for worked in chain if worked is not None) - {meant}


def _numbers_of(tree: Node | None) -> tuple[Hashable, ...]:
    return tuple(number(node) for node in literals(tree)) if tree is not None else ()


@lru_cache(maxsize=8192)
def _worked(piece: str) -> tuple[Hashable, tuple[Hashable, ...]] | None:
    try:
        node = read(piece)
        worked = bare(work(node))
    except (ParseError, CannotCheck):
        return None
    return None if isinstance(worked, Rel) else (key(worked), _numbers_of(node))
