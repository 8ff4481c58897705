"""Is the mathematics in our own prose readable and true? Every `backticked` piece is read, every statement in it worked out.

What a misconception believes (`belief`, `says`, `examples`) is not ours to claim, so it is not looked at here.
"""

import re
from collections.abc import Iterator

from tutor.catalog.links import fail
from tutor.catalog.schema import Catalog, WorkedExample
from tutor.domain import Finding
from tutor.errors import CannotCheck, ParseError
from tutor.maths.compare import same
from tutor.maths.read import read
from tutor.maths.tasks import answer, find
from tutor.maths.tree import Blank, Name, Node, Rel, holds
from tutor.maths.value import HOLDS, measure

PIECE = re.compile(r"`([^`]*)`")
Text = tuple[str, str]
"""Where a text stands, and the text."""


def texts_of(catalog: Catalog) -> Iterator[Text]:
    """Yield all texts that the tutor says in its own name, but for its lines."""
    for one in catalog.misconceptions.values():
        teach = one.teach
        yield f"{one.id}, contrast", one.contrast.because
        yield from ((f"{one.id}, hint {rung}", hint) for rung, hint in enumerate(teach.hints, 1))
        yield from ((f"{one.id}, explain", teach.explain), (f"{one.id}, reflect", teach.reflect))
    for lesson in catalog.lessons.values():
        where = f"lesson {lesson.skill}"
        yield from ((f"{where}, key idea", lesson.key_idea), (f"{where}, trap", lesson.trap))
        yield from ((f"{where}, hint {rung}", hint) for rung, hint in enumerate(lesson.hints, 1))
        yield from ((f"{where}, word {word}", meaning) for word, meaning in lesson.vocabulary.items())
        for number, example in enumerate(lesson.examples, 1):
            yield from ((f"{where}, example {number}", text) for text in (example.problem, *example.steps))
    for term, meaning in catalog.glossary.items():
        yield from ((f"glossary, {term}", text) for text in (meaning.means, *meaning.examples))


def check_truth(catalog: Catalog) -> Iterator[Finding]:
    """Yield every backticked piece that cannot be read or is not true, and every worked example whose answer is not the right one."""
    for where, text in texts_of(catalog):
        yield from check_text(where, text)
    for name, lines in catalog.lines.items():
        for line in lines:
            yield from check_text(f"lines, {name}", line)
    for lesson in catalog.lessons.values():
        for number, example in enumerate(lesson.examples, 1):
            yield from _worked_example(f"lesson {lesson.skill}, example {number}", example)


def check_text(where: str, text: str) -> Iterator[Finding]:
    """Yield what is unreadable or untrue in one text; pieces with a {placeholder} are left to those who fill them."""
    if text.count("`") % 2:
        cure = "Put one before and one after each piece of mathematics."
        yield fail("backticks", where, f"a backtick is missing in: {text}", cure)
        return
    for piece in PIECE.findall(text):
        if "{" not in piece:
            yield from _piece(where, piece)


def _piece(where: str, piece: str) -> Iterator[Finding]:
    try:
        if not is_true(read(piece)):
            cure = "Say only what is true; what a rule would give is `supposed`."
            yield fail("truth", where, f"`{piece}` is not true", cure)
    except ParseError as error:
        yield fail("backticks", where, f"`{piece}` cannot be read: {error}", "Correct it, or take the backticks away.")
    except CannotCheck as error:
        yield _unchecked("truth", where, f"`{piece}`: {error}")


def is_true(node: Node) -> bool:
    """Tell whether every statement in a chain such as 1/2 = 2/4 < 1 or 3 m = 300 cm holds. What states nothing, or holds a letter or
    a gap, passes.

    Raises CannotCheck where a side has no exact value.
    """
    if not isinstance(node, Rel) or node.op not in HOLDS or holds(node, Name | Blank):
        return True
    left, right = node.left, node.right
    before = left.right if isinstance(left, Rel) else left
    one, two = measure(before), measure(right)
    return is_true(left) and one.dimensions == two.dimensions and HOLDS[node.op](one.amount, two.amount)


def _worked_example(where: str, example: WorkedExample) -> Iterator[Finding]:
    task = find(example.problem).task
    if task is None:
        yield _unchecked("examples", where, f"no task was found in: {example.problem}")
        return
    try:
        if not same(read(example.answer), answer(task)):
            cure = "Work it out again and correct the answer."
            yield fail("examples", where, f"the answer is given as {example.answer}", cure)
    except (CannotCheck, ParseError) as error:
        yield _unchecked("examples", where, str(error))


def _unchecked(check: str, where: str, what: str) -> Finding:
    return Finding(check=check, outcome="unchecked", where=where, what=what, cure="Check it by hand.")
