"""Other ways to ask what an item asks: choose, choose several, judge, put an error right, fill in a step, order, match.

Each kind is built from a filling, its key and what misconceptions yield on its numbers, so it needs no content of its own but its
lines. A builder returns what changes in the draft, or None where this filling cannot be asked that way. Checking is left to `verify`.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from random import Random
from typing import Any

from tutor.diagnosis import Matcher, Prediction
from tutor.diagnosis.literal import number
from tutor.diagnosis.work import rebuilt
from tutor.domain import ItemKind, Option, Task
from tutor.errors import CannotCheck, ParseError
from tutor.generation.draw import seed_for, shuffled
from tutor.generation.key import Key, distractors, options, solve_key
from tutor.generation.mould import Cast
from tutor.maths import answer_text, grade, read, show, written
from tutor.maths.tree import Blank, Node, Num, Rel, letters_of, walk
from tutor.verify.kinds import APART, ARROW

Changes = dict[str, Any]
VALUED = ("evaluate", "simplify", "convert")
FORMS = ("mixed", "decimal", "percent", "simplest")
TOGETHER, MOST_TRIED, MOST_AS_PERCENT = 4, 60, 2
GAP = show(Blank())


@dataclass(frozen=True)
class Made:
    """What a kind is made from: the filling, its key and solution, the malrules, and our words (`lines`: name -> ways to say it)."""

    cast: Cast
    key: Key
    matcher: Matcher
    seed: int
    wanted: str
    lines: Mapping[str, tuple[str, ...]]
    solution: tuple[str, ...]

    def chance(self, kind: str) -> Random:
        """Return the randomness of one use: the same for the same seed and filling."""
        return Random(seed_for(self.seed, f"{kind}/{self.cast.id}"))

    def say(self, name: str, **words: str) -> str:
        """Return one of the ways to say a line, filled."""
        line: str = self.chance(name).choice(self.lines[name])
        return line.format(name=self.chance("name").choice(self.lines["names"]), **words)

    def wrong(self) -> list[tuple[str, Prediction]]:
        """Return misconceptions with the wrong answers they yield, all of different worth."""
        return list(distractors(self.cast, self.key, self.matcher, self.wanted))

    def statement(self, answer: Node) -> str:
        """Return the problem with an answer put to it, as mathematics; "" where they make no statement."""
        if isinstance(answer, Rel):
            return show(answer)
        return f"{self.cast.task.expression} = {show(answer)}" if self.cast.task.kind in VALUED else ""


def build(made: Made, kind: ItemKind) -> Changes | None:
    """Return what the kind changes in the draft of an item, None where this filling cannot be asked that way."""
    changes = _KINDS[kind](made)
    return None if changes is None else {"kind": kind, **changes}


def _choice(made: Made) -> Changes | None:
    found = options(made.cast, made.key, made.matcher, made.seed, made.wanted)
    return {"options": found} if found else None


def _multiple(made: Made) -> Changes | None:
    """Ask for all writings of one value among what misconceptions yield."""
    task, wrong = made.cast.task, made.wrong()
    worth = number(made.key.node)
    if task.kind not in VALUED or made.cast.form or worth is None or len(wrong) < 2:
        return None
    right = list(dict.fromkeys([made.key.text, *_writings(worth)]))[:3]
    if len(right) < 2:
        return None
    found = [Option(text=text, right=True) for text in right]
    found += [Option(text=show(one.node), misconception=id) for id, one in wrong[:3]]
    made.chance("multiple").shuffle(found)
    key = APART.join(option.text for option in found if option.right)
    return {"stem": made.say("multiple", problem=f"`{task.expression}`"), "options": tuple(found), "key": key}


def _writings(worth: Fraction) -> Iterator[str]:
    """Yield other ways to write a value: as a fraction that is not reduced, mixed, as a decimal."""
    if worth.denominator > 1:
        yield f"{'-' if worth < 0 else ''}{abs(worth.numerator) * 2}/{worth.denominator * 2}"
    for form in FORMS:
        if form == "percent" and abs(worth) > MOST_AS_PERCENT:
            continue
        with suppress(CannotCheck):
            yield show(written(worth, form))


def _true_false(made: Made) -> Changes | None:
    """Let a statement be judged with its reason: what a misconception claims, or the truth. Letters leave it open."""
    wrong, chance = made.wrong(), made.chance("true_false")
    truth = made.statement(made.key.node)
    if not wrong or not truth or made.cast.form or letters_of(made.key.node):
        return None
    claims = [(id, made.statement(one.node)) for id, one in wrong[:3]]
    found = [Option(text=made.say("false_because", statement=f"`{claim}`"), misconception=id) for id, claim in claims]
    if chance.random() < 0.5:
        found.append(Option(text=made.say("true"), right=True))
        claimed = truth
    else:
        id, claimed = claims[0]
        belief = made.matcher.catalog.misconceptions[id].belief
        found[0] = Option(text=made.say("true_because", belief=belief), misconception=id)
        found.append(Option(text=made.say("false_because", statement=f"`{truth}`"), right=True))
    chance.shuffle(found)
    key = next(option.text for option in found if option.right)
    return {"stem": made.say("true_false", statement=f"`{claimed}`"), "options": tuple(found), "key": key}


def _error(made: Made) -> Changes | None:
    """Show somebody's working that carries one misconception, to be put right."""
    wrong = [(id, one) for id, one in made.wrong() if made.statement(one.node)]
    if not wrong:
        return None
    id, one = next(((id, one) for id, one in wrong if one.steps), wrong[0])
    steps = [show(step) for step in one.steps] if made.cast.task.kind in VALUED else []
    shown = made.statement(one.node)
    if steps:
        shown = " = ".join(dict.fromkeys([made.cast.task.expression, *steps, show(one.node)]))
    belief = made.matcher.catalog.misconceptions[id].belief
    stem = f"{made.cast.stem} {made.say('error', working=f'`{shown}`')}"
    return {"stem": stem, "explained": made.say("error_explained", belief=belief), "about": id}


def _step(made: Made) -> Changes | None:
    """Leave one number out of the right working."""
    for line in made.solution:
        parts = line.strip("`").split(" = ")
        if len(parts) < 3 or made.cast.task.kind not in VALUED:
            continue
        whole = [read(part) for part in parts]
        inner = whole[1]
        known = (show(whole[0]), made.key.text)
        places = [node for node in walk(inner) if isinstance(node, Num) and node.text not in known]
        if isinstance(inner, Num) or not places:
            continue
        gone = made.chance("step").choice(places)
        expression = f"{parts[0]} = {show(_without(inner, gone)).replace(GAP, '_')}"
        if expression.count("_") != 1:
            continue
        task = Task(kind="solve", expression=expression, want="_")
        return {"stem": made.say("step", working=f"`{expression}`"), "task": task, "key": gone.text, "form": ""}
    return None


def _without(node: Node, gone: Num) -> Node:
    """Return the tree with one number (this very one) replaced by a gap."""
    return Blank() if node is gone else rebuilt(node, lambda part: _without(part, gone))


def _order(made: Made) -> Changes | None:
    """Let several problems of the same item model be put in order of what they come to."""
    casts = _companions(made)
    if len(casts) < TOGETHER:
        return None
    given = tuple(cast.task.expression for cast, _ in casts)
    want = made.chance("order").choice(("ascending", "descending"))
    task = Task(kind="order", given=given, want=want)
    listed = ", ".join(f"`{each}`" for each in given)
    found = tuple(Option(text=each) for each in given)
    return {
        "stem": made.say(f"order_{want}", given=listed), "task": task, "given": given, "options": found, "key": answer_text(task),
        "form": "", "problem": ", ".join(given), "solution": _answers(casts),
    }  # fmt: skip


def _match(made: Made) -> Changes | None:
    """Let problems of the same item model be matched with their answers; one answer, of a misconception, is left over."""
    casts = _companions(made)
    keys = [key.text for _, key in casts]
    wrong = [(id, one) for id, one in made.wrong() if all(grade(k, show(one.node)).verdict != "right" for k in keys)]
    if len(casts) < TOGETHER or not wrong:
        return None
    id, left = wrong[0]
    given = tuple(cast.task.expression for cast, _ in casts)
    found = [Option(text=key.text, right=True) for _, key in casts] + [Option(text=show(left.node), misconception=id)]
    made.chance("match").shuffle(found)
    pairs = APART.join(f"{cast.task.expression}{ARROW}{key.text}" for cast, key in casts)
    task = Task(kind=made.cast.task.kind, given=given, form=made.cast.form)
    listed = ", ".join(f"`{each}`" for each in given)
    return {
        "stem": made.say("match", given=listed), "task": task, "given": given, "options": tuple(found), "key": pairs,
        "problem": ", ".join(given), "solution": _answers(casts),
    }  # fmt: skip


def _answers(casts: list[tuple[Cast, Key]]) -> tuple[str, ...]:
    return tuple(f"`{cast.task.expression} = {key.text}`" for cast, key in casts)


def _companions(made: Made) -> list[tuple[Cast, Key]]:
    """Return the filling and up to three more of its item model, all of different worth; none where they have no worth.

    There are none for changes of unit either: their problems alone do not say which unit is asked for.
    """
    if made.cast.task.form.startswith("unit:"):
        return []
    mould = made.cast.mould
    found: dict[Fraction, tuple[Cast, Key]] = {}
    places = islice(shuffled(mould.size, seed_for(made.seed, made.cast.id)), MOST_TRIED)
    for cast in (made.cast, *filter(None, map(mould.cast, places))):
        worth = cast.answer()
        if cast.task.kind not in VALUED or not isinstance(worth, Fraction) or not cast.task.expression:
            return []
        if worth not in found and len(found) < TOGETHER:
            with suppress(CannotCheck, ParseError):
                found[worth] = (cast, made.key if cast is made.cast else solve_key(cast))
    return list(found.values())


_KINDS: dict[ItemKind, Callable[[Made], Changes | None]] = {
    "number": lambda made: {}, "choice": _choice, "multiple": _multiple, "true_false": _true_false, "error": _error, "step": _step,
    "order": _order, "match": _match,
}  # fmt: skip
