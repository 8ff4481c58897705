"""Checks of the catalog that need malrules run: every example, every contrast, and pairs of misconceptions that cannot be told apart."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations

from tutor.catalog.links import fail
from tutor.catalog.schema import Catalog, Example, Misconception
from tutor.diagnosis.likelihood import right_key
from tutor.diagnosis.literal import key
from tutor.diagnosis.matcher import Matcher
from tutor.diagnosis.reading import answer_of, found_in
from tutor.domain import Finding, Item, Task
from tutor.errors import ParseError
from tutor.maths.answers import read_response
from tutor.maths.read import read
from tutor.maths.show import show

MOST_OF = 0.8
FEWEST = 3


def check_examples(catalog: Catalog, matcher: Matcher) -> Iterator[Finding]:
    """Yield a failed finding for each example and contrast of a misconception that does not hold, with place and cure.

    An example holds where `right` is the right answer by `maths.solve` and `wrong` is what the misconception yields; a contrast holds
    where the misconception applies and yields something wrong. Misconceptions without malrules are judged by their words, not here.
    """
    for made in catalog.misconceptions.values():
        if made.status == "published" and made.malrules:
            if not made.examples:
                yield _fail(f"{made.id}, examples", "there is none", "Add one with problem, right and wrong.")
            for place, example in enumerate(made.examples, 1):
                yield from _example(f"{made.id}, example {place}", made, example, matcher)
            yield from _contrast(f"{made.id}, contrast", made, matcher)


_fail = partial(fail, "misconception")


def _example(where: str, made: Misconception, example: Example, matcher: Matcher) -> Iterator[Finding]:
    task = found_in(example.problem).task
    if task is None:
        cure = "Say what is asked, for instance `Simplify 4/8`."
        yield _fail(where, f"no task is found in {example.problem!r}", cure)
        return
    right = right_key(task)
    if right is None or right != _key_of(example.right, task):
        found = "cannot be worked out" if right is None else "is another"
        what = f"the right answer of {example.problem!r} {found}, not {example.right!r}"
        yield _fail(where, what, "Correct `right`.")
    predictions = matcher.predictions(task).get(made.id, ())
    if _key_of(example.wrong, task) not in {prediction.key for prediction in predictions}:
        yielded = " or ".join(show(prediction.node) for prediction in predictions) or "nothing"
        what = f"{example.problem!r} gives {yielded}, not {example.wrong!r}"
        yield _fail(where, what, "Correct the malrule or `wrong`.")


def _contrast(where: str, made: Misconception, matcher: Matcher) -> Iterator[Finding]:
    problem = made.contrast.problem
    task = found_in(problem).task
    predictions = matcher.predictions(task).get(made.id, ()) if task else ()
    if task is None or not predictions:
        yield _fail(where, f"no malrule applies to {problem!r}", "Choose a problem it applies to.")
    elif all(prediction.key == right_key(task) for prediction in predictions):
        yield _fail(where, f"{problem!r} comes out right", "Choose a problem on which the belief fails.")


def _key_of(text: str, task: Task) -> object:
    """Return the key of an answer as content writes it, read as an answer to the task."""
    node = answer_of(read_response(text, task), task)
    if node is None:
        try:
            node = read(text)
        except ParseError:
            return None
    return key(node)


def overlaps(catalog: Catalog, matcher: Matcher, items: Sequence[Item]) -> Iterator[Finding]:
    """Yield a finding for each pair of misconceptions that yield the same wrong answers on most items to which either applies.

    Pairs that name each other as `confusable` are left out. Fewer than 3 items tell nothing.
    """
    applied: dict[str, set[int]] = defaultdict(set)
    agreed: dict[tuple[str, str], int] = defaultdict(int)
    for place, item in enumerate(items):
        answers = _wrong_answers(item.task, matcher)
        for id in answers:
            applied[id].add(place)
        for one, two in combinations(sorted(answers), 2):
            agreed[one, two] += answers[one] == answers[two]
    for (one, two), count in sorted(agreed.items()):
        either = len(applied[one] | applied[two])
        known = two in catalog.misconceptions[one].confusable or one in catalog.misconceptions[two].confusable
        if count >= MOST_OF * either and either >= FEWEST and not known:
            what = f"they yield the same on {count} of {either} items"
            yield fail("overlap", f"{one} and {two}", what, "Merge them, or name each in the other's `confusable`.")


def _wrong_answers(task: Task, matcher: Matcher) -> dict[str, frozenset[object]]:
    right = right_key(task)
    tables = {id: frozenset(made.key for made in many) for id, many in matcher.predictions(task).items()}
    return {id: keys for id, keys in tables.items() if right not in keys}
