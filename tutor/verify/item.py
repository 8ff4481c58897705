"""The checks that a practice item must pass before anybody sees it. It knows nothing of how the item was made."""

import re
from functools import lru_cache
from itertools import combinations

from tutor.catalog.truth import PIECE, is_true
from tutor.domain import Finding, Item, Task
from tutor.errors import CannotCheck
from tutor.maths import answer, find, grade, read, same, show
from tutor.maths.tree import Name, Node, Rel, walk
from tutor.verify.checks import Checks, checked
from tutor.verify.claims import equations, holds, values
from tutor.verify.kinds import options_of
from tutor.verify.level import reading_grade

SIGNS = ("<", ">", "=")
_GRADE_SLACK = 4.0
_FEW_WORDS = 15
_NUMERAL = re.compile(r"\d+(?:\.\d+)?")
_ONE_OF_MANY = re.compile(
    r"(?<![\d.,/+×÷*-])(?<![\d.,/+×÷*-] )\b1 (?!less|plus|minus|times|has|was|gets|gives)([a-z]+(?<![siu])s)\b"
)

BY_OPTIONS = ("multiple", "true_false", "order", "match")
"""Kinds whose key is one or several options, not a value that could be typed."""


def check_item(item: Item, *, school_grade: int | None = None) -> list[Finding]:
    """Return one finding per check, in a fixed order; an item may be released where all of them are `pass`.

    `school_grade` is the lowest grade the item is for; its words may read a little above it.
    """
    return checked("item", _CHECKS, item, school_grade, where=item.id)


def leaks(text: str, key: str, task: Task) -> bool:
    """Return whether a text names the key or something equal to it that is not part of the task itself."""
    own = _own(task)
    bare = text.replace(f"`{task.expression}`", "") if task.expression and own else text
    if key in SIGNS:
        return any(each.op == key and {show(each.left), show(each.right)} <= own for each in equations(bare))
    right = _answer_node(key)
    return any(show(node) not in own and same(node, right) is True for node in _named(bare))


def _key_is_right(item: Item, _: int | None) -> str:
    """The key is what the task comes to, and what the stem comes to where its words can be read."""
    if item.kind in BY_OPTIONS:
        return options_of(item)
    for what, task in (("task", item.task), ("stem", find(item.stem).task)):
        if task is not None and not _is_answer(item.key, right := answer(task)):
            return f"the {what} comes to {show(right)}, the key is {item.key}"
    return ""


def _key_has_its_form(item: Item, _: int | None) -> str:
    """The key would be graded right, without a remark, if a pupil wrote it."""
    if item.kind in BY_OPTIONS:
        return ""
    graded = grade(item.key, item.key, task=item.task, form=item.form)
    if graded.verdict == "unreadable":
        raise CannotCheck(f"the key cannot be graded ({graded.reason})")
    is_sound = (graded.verdict, graded.reason) == ("right", "correct")
    return "" if is_sound else f"as an answer the key would be {graded.verdict} ({graded.reason})"


def _one_option_is_right(item: Item, _: int | None) -> str:
    """Exactly the key is right; every other option is wrong, a sign or what a misconception yields; no two are worth the same."""
    if item.kind in BY_OPTIONS:
        return options_of(item)
    keys = [option for option in item.options if option.text == item.key]
    others = [option for option in item.options if option.text != item.key]
    if item.options and (len(keys) != 1 or keys[0].misconception):
        return f"the key stands {len(keys)} times among the options"
    if keys and not others:
        return "there is nothing to choose from"
    for option in others:
        graded = grade(item.key, option.text, task=item.task, form=item.form)
        if graded.verdict != "wrong" or not (option.misconception or option.text in SIGNS):
            what = f"is {graded.verdict} ({graded.reason}), its misconception {option.misconception!r}"
            return f"the option {option.text} {what}"
    return _alike([_answer_node(option.text) for option in item.options if option.text not in SIGNS])


def _alike(nodes: list[Node]) -> str:
    for node, other in combinations(nodes, 2):
        alike = same(node, other)
        what = f"the options {show(node)} and {show(other)} are worth the same"
        if alike is None:
            raise CannotCheck(what)
        if alike:
            return what
    return ""


def _stem_reads(item: Item, _: int | None) -> str:
    """Nothing is left to fill in, the mathematics of the stem can be read, and one of a thing is not called many."""
    stem = item.stem
    if not stem.strip() or stem.count("`") % 2:
        return "a backtick stands alone" if stem.strip() else "there is no stem"
    if slot := re.search(r"[{}]|\s{2}|\bNone\b|\bnan\b", stem):
        return f"{slot[0]!r} stands in the stem"
    if many := _ONE_OF_MANY.search(PIECE.sub("§", stem)):
        return f"{many[0]!r} should be one"
    for piece in PIECE.findall(stem):
        read(piece, ratio=item.task.kind == "ratio")
    return ""


def _stem_has_its_numbers(item: Item, _: int | None) -> str:
    """Every number of the task stands in the stem or in the words of its figure, or the stem alone is read as that very task."""
    told = set(_NUMERAL.findall(item.stem + (item.figure.alt if item.figure else "")))
    missing = [numeral for text in _texts(item.task) for numeral in _NUMERAL.findall(text) if numeral not in told]
    return f"the stem does not say {missing[0]}" if missing and find(item.stem).task != item.task else ""


def _stem_hides_the_key(item: Item, _: int | None) -> str:
    is_given = item.kind not in BY_OPTIONS and leaks(item.stem, item.key, item.task)
    return f"the stem gives away {item.key}" if is_given else ""


def _hints_hide_the_key(item: Item, _: int | None) -> str:
    for rung, hint in enumerate(item.hints, 1):
        if set(hint) & set("{}"):
            return f"hint {rung} has something left to fill in"
        if item.kind not in BY_OPTIONS and leaks(hint, item.key, item.task):
            return f"hint {rung} gives away {item.key}"
    return ""


def _solution_is_true(item: Item, _: int | None) -> str:
    """Every relation that the worked solution states holds, whether it stands between backticks or in the words."""
    for line in item.solution:
        for piece in PIECE.findall(line):
            if not is_true(read(piece)):
                return f"{piece} does not hold"
        for relation in equations(PIECE.sub(" ; ", line)):
            true = holds(relation)
            if true is None:
                raise CannotCheck(f"{show(relation)} cannot be decided")
            if not true:
                return f"{show(relation)} does not hold"
    return ""


def _reads_easily(item: Item, school_grade: int | None) -> str:
    if len(PIECE.sub("one", item.stem).split()) < _FEW_WORDS:
        return ""
    measured, limit = reading_grade(item.stem), max(school_grade or 5, 4) + _GRADE_SLACK
    return "" if measured <= limit else f"reads at grade {measured:.1f}, more than {limit:.0f}"


def _receipt_is_complete(item: Item, _: int | None) -> str:
    receipt = item.receipt
    parts = {
        "source": receipt.source, "seed or prompt": receipt.seed is not None or receipt.prompt_hash, "parameters": receipt.parameters,
        "two routes": len(receipt.routes) >= 2, "measures": receipt.measures, "standards": receipt.standards,
        "content hash": receipt.content_hash, "licence": receipt.licence,
    }  # fmt: skip
    missing = [name for name, part in parts.items() if not part]
    return f"the receipt has no {', '.join(missing)}" if missing else ""


_CHECKS: Checks = {
    "key": _key_is_right, "key_form": _key_has_its_form, "options": _one_option_is_right, "stem": _stem_reads,
    "stem_numbers": _stem_has_its_numbers, "stem_key": _stem_hides_the_key, "hints": _hints_hide_the_key,
    "solution": _solution_is_true, "level": _reads_easily, "receipt": _receipt_is_complete,
}  # fmt: skip


def _is_answer(key: str, right: Node) -> bool:
    if key in SIGNS:
        return isinstance(right, Rel) and right.op == key
    worth = right.right if isinstance(right, Rel) and isinstance(right.left, Name) and right.op == "=" else right
    return same(_answer_node(key), worth) is True


@lru_cache(maxsize=4096)
def _answer_node(text: str) -> Node:
    node = read(text)
    return node.right if isinstance(node, Rel) and isinstance(node.left, Name) and node.op == "=" else node


@lru_cache(maxsize=4096)
def _named(text: str) -> tuple[Node, ...]:
    return tuple(node for _, node in values(text))


def _texts(task: Task) -> tuple[str, ...]:
    """Return the mathematics that a task is given in: none of words to be written as algebra, of a change its two ends."""
    if task.kind == "translate":
        return ()
    return task.given[1:] if task.want == "change" else (task.expression, *task.given)


@lru_cache(maxsize=64)
def _own(task: Task) -> frozenset[str]:
    """Return all parts of the task's mathematics, as shown."""
    trees = [read(text.partition("=")[2] or text, ratio=task.kind == "ratio") for text in _texts(task) if text]
    return frozenset(show(part) for tree in trees for part in walk(tree))
