"""What comes with an item: hints from the lesson's ladder, a worked solution whose every line is true, and how hard the item should be."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace

from tutor.catalog.schema import Catalog, Lesson, Rule
from tutor.diagnosis import predict
from tutor.diagnosis.given import spelled
from tutor.diagnosis.literal import bare, number
from tutor.diagnosis.work import rebuilt, reckoned
from tutor.domain import Task
from tutor.errors import CannotCheck, ParseError
from tutor.generation.key import Key
from tutor.generation.mould import Cast
from tutor.maths import read, same, show, value
from tutor.maths.tree import Abs, Bin, Group, Neg, Node, Num, Ratio, Rel, children
from tutor.verify.item import leaks

_BY_BAND = {1: 0.25, 2: 0.5, 3: 0.75}
_MOST_STEPS = 8


def problem_of(task: Task) -> str:
    """Return the mathematics of a task alone, as text; the phrase where words are to be written as algebra."""
    return task.expression if task.expression and task.kind != "translate" else ", ".join(task.given)


def hints(lesson: Lesson | None, task: Task, key: Key) -> tuple[str, ...]:
    """Return the rungs of the lesson's ladder, filled with the problem; one that happens to hold the key is left out."""
    if lesson is None:
        return ()
    problem = f"`{problem_of(task)}`"
    filled = (hint.replace("`{problem}`", problem).replace("{problem}", problem) for hint in lesson.hints)
    return tuple(hint for hint in filled if not leaks(hint, key.text, task))


def solution(cast: Cast, key: Key, catalog: Catalog) -> tuple[str, ...]:
    """Return the method as the lesson tells it, then the working as mathematics: by operations, or by a rule of the skill."""
    skill = cast.mould.skill.id
    lesson = catalog.lessons.get(skill)
    rules = [rule for rule in catalog.rules.values() if skill in rule.skills]
    return tuple(line for line in (lesson.key_idea if lesson else "", _working(cast.task, key, rules)) if line)


def difficulty(cast: Cast, key: Key) -> float:
    """Return how hard the item should be, in [0, 1], from its band and the numbers in it; a prior, until pupils have answered.

    Source: ours: a band is a quarter apart, longer numbers, further operations and keys that are not whole move it by at most 0.12.
    """
    text = problem_of(cast.task)
    numerals = re.findall(r"\d+", text)
    digits = sum(map(len, numerals)) / max(1, len(numerals))
    features = 0.02 * (digits - 2) + 0.02 * (len(numerals) - 3) + (0.02 if re.search(r"[-./%]", key.text) else -0.02)
    return round(_BY_BAND[cast.mould.table.band] + min(0.12, max(-0.12, features)), 3)


def _working(task: Task, key: Key, rules: Iterable[Rule]) -> str:
    if task.kind in ("evaluate", "simplify", "convert", "percent", "expand", "factor", "substitute"):
        tree = _put_in(read(task.expression), task.given if task.kind == "substitute" else ())
        return _chain([tree, *(list(_reckoning(tree)) or _by_rule(tree, task, key, rules)), key.node])
    if task.kind == "round":
        return f"`{task.expression} ≈ {key.text}`"
    if task.kind in ("compare", "order") and not isinstance(key.node, Rel):
        return f"`{' < '.join(sorted(task.given, key=lambda text: value(read(text))))}`"
    if task.kind == "compare":
        return f"`{show(key.node)}`"
    if task.kind == "solve" and isinstance(key.node, Rel) and key.node.op == "=" and not task.given:
        return f"`{show(_put_in(read(task.expression), (key.text,)))}`"
    if task.kind in ("solve", "ratio") and task.expression.count("_") == 1:
        return f"`{task.expression.replace('_', key.text)}`"
    if isinstance(key.node, Ratio):
        return f"`{task.expression} = {key.text}`"
    steps = _by_rule(key.node, task, key, rules) if task.kind == "ratio" else []
    return _chain([steps[0], *_reckoning(steps[0]), key.node]) if steps else _of_pieces(task, key, rules)


def _of_pieces(task: Task, key: Key, rules: Iterable[Rule]) -> str:
    """Return the first correct formula over the given pieces with their numbers put in, and worked out one operation at a time."""
    for each in (each for rule in rules for each in rule.rules if each.then and not each.when):
        if predict(each, task):
            with suppress(CannotCheck, ParseError):
                asked = spelled(each.then, task)
                return _chain([asked, *_reckoning(asked), bare(key.node)])
    return ""


def _put_in(node: Node, settings: Iterable[str]) -> Node:
    """Return the node with numbers in place of letters ("x = 3"), negative ones in brackets."""
    values = {each.left: each.right for each in map(read, settings) if isinstance(each, Rel)}

    def put(part: Node) -> Node:
        if isinstance(part, Neg) and isinstance(part.of, Bin) and part.of.op == "*":
            part = replace(part.of, left=Neg(part.of.left))
        value = values.get(part)
        return rebuilt(part, put) if value is None else Group(value) if isinstance(value, Neg) else value

    return put(node)


def _by_rule(tree: Node, task: Task, key: Key, rules: Iterable[Rule]) -> list[Node]:
    """Return the steps of the first correct rule that leads to the key.

    None for one operation on whole numbers or decimals: it is done in columns, which a line of equals signs cannot show.
    """
    if isinstance(tree, Bin) and tree.op != "^" and isinstance(tree.left, Num) and isinstance(tree.right, Num):
        return []
    for rule in rules:
        for working in (found for each in rule.rules for found in predict(each, task)):
            if working.steps and same(working.node, key.node):
                steps = [_without_double_signs(step) for step in working.steps]
                return steps if task.kind == "convert" else [*steps, working.node]
    return []


def _without_double_signs(node: Node) -> Node:
    if isinstance(node, Group) and isinstance(node.of, Neg) and isinstance(node.of.of, Neg):
        return node.of.of.of
    return rebuilt(node, _without_double_signs)


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
            return _tidied(after)
        if isinstance(after, Bin | Abs) and all(number(bare(each)) is not None for each in children(after)):
            done = True
            return reckoned(after)
        return after

    after = change(node)
    return after if done else None


def _tidied(node: Node) -> Node:
    """Return a part without brackets around a number, and with brackets around a negative one behind a sign."""
    if isinstance(node, Group) and isinstance(node.of, Num):
        return node.of
    return replace(node, right=Group(node.right)) if isinstance(node, Bin) and isinstance(node.right, Neg) else node
