"""What comes with an item: hints from the lesson's ladder, a worked solution whose every line is true, and how hard the item should be."""

import re
from collections.abc import Iterator

from tutor.catalog.schema import Catalog, Lesson
from tutor.diagnosis import Matcher
from tutor.diagnosis.literal import bare, number
from tutor.diagnosis.work import rebuilt, reckoned
from tutor.domain import Task
from tutor.generation.key import Key, text_of
from tutor.generation.mould import Cast
from tutor.maths import read, same, show, value
from tutor.maths.tree import Abs, Bin, Blank, Node, Rel, children
from tutor.verify.item import leaks

_BY_BAND = {1: 0.25, 2: 0.5, 3: 0.75}
_MOST_STEPS = 8


def problem_of(task: Task) -> str:
    """Return the mathematics of a task alone, as text."""
    return task.expression or ", ".join(task.given)


def hints(lesson: Lesson | None, task: Task, key: Key) -> tuple[str, ...]:
    """Return the rungs of the lesson's ladder, filled with the problem; one that happens to hold the key is left out."""
    if lesson is None:
        return ()
    problem = f"`{problem_of(task)}`"
    filled = (hint.replace("`{problem}`", problem).replace("{problem}", problem) for hint in lesson.hints)
    return tuple(hint for hint in filled if not leaks(hint, key.text, task))


def solution(cast: Cast, key: Key, matcher: Matcher, catalog: Catalog) -> tuple[str, ...]:
    """Return the method in words, by the correct rule that was used or else as the lesson tells it, then the working as mathematics."""
    task, skill = cast.task, cast.mould.skill.id
    rule, steps = _by_rule(task, key, matcher, skill)
    lesson = catalog.lessons.get(skill)
    words = f"{rule[0].upper()}{rule[1:]}." if rule else lesson.key_idea if lesson else ""
    return tuple(line for line in (words, _working(task, key, steps)) if line)


def difficulty(cast: Cast, key: Key) -> float:
    """Return how hard the item should be, in [0, 1], from its band and the numbers in it; a prior, until pupils have answered.

    Source: ours: a band is a quarter apart, longer numbers, further operations and keys that are not whole move it by at most 0.12.
    """
    text = problem_of(cast.task)
    numerals = re.findall(r"\d+", text)
    digits = sum(map(len, numerals)) / max(1, len(numerals))
    features = 0.02 * (digits - 2) + 0.02 * (len(numerals) - 3) + (0.02 if re.search(r"[-./%]", key.text) else -0.02)
    return round(_BY_BAND[cast.mould.table.band] + min(0.12, max(-0.12, features)), 3)


def _by_rule(task: Task, key: Key, matcher: Matcher, skill: str) -> tuple[str, tuple[Node, ...]]:
    """Return the name and the steps of a correct rule of this skill that leads to the key, ("", ()) where there is none."""
    for id, workings in matcher.workings(task).items():
        rule = matcher.catalog.rules[id]
        for working in workings if skill in rule.skills else ():
            if working.steps and text_of(working.node) and same(working.node, key.node):
                return rule.name, (*working.steps, working.node)
    return "", ()


def _working(task: Task, key: Key, steps: tuple[Node, ...]) -> str:
    if task.kind in ("evaluate", "simplify", "convert"):
        tree = read(task.expression)
        return _chain([tree, *(steps or tuple(_reckoning(tree))), key.node])
    if task.kind == "round":
        return f"`{task.expression} ≈ {key.text}`"
    if task.kind in ("compare", "order") and task.given and not isinstance(key.node, Rel):
        return f"`{' < '.join(sorted(task.given, key=lambda text: value(read(text))))}`"
    if task.kind == "compare":
        return f"`{show(key.node)}`"
    if task.kind == "solve" and "_" in task.expression:
        return f"`{show(_filled(read(task.expression), key.node))}`"
    return ""


def _chain(nodes: list[Node]) -> str:
    """Return the nodes joined by equals signs, leaving out what says the same again or is not worth the same."""
    sound = [node for node in nodes if same(node, nodes[-1])]
    texts = dict.fromkeys(show(node) for node in sound)
    return f"`{' = '.join(texts)}`" if len(texts) > 1 or len(nodes) == 1 else ""


def _reckoning(tree: Node) -> Iterator[Node]:
    """Yield the expression after each operation, the innermost and leftmost first, as long as each is one that can be reckoned."""
    for _ in range(_MOST_STEPS):
        after = _one_operation(tree)
        if after is None or number(bare(after)) is not None:
            return
        tree = after
        yield tree


def _one_operation(node: Node) -> Node | None:
    done = False

    def change(part: Node) -> Node:
        nonlocal done
        if done or number(part) is not None:
            return part
        after = rebuilt(part, change)
        if done:
            return after
        if isinstance(after, Bin | Abs) and all(number(bare(each)) is not None for each in children(after)):
            done = True
            return reckoned(after)
        return after

    after = change(node)
    return after if done else None


def _filled(node: Node, key: Node) -> Node:
    """Return an equation with the key in its gap."""
    return key if isinstance(node, Blank) else rebuilt(node, lambda part: _filled(part, key))
