"""The keys of generated items, judged on their finished stems by a judge that shares no code with generation, and their distractors."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from random import Random

from evals.judge import is_right
from evals.judge_kinds import is_right_kind
from evals.results import Result, Run, share
from evals.students import Problem, Pupil, slipped
from evals.students_world import same
from tutor.domain import Item, ItemKind
from tutor.errors import TutorError
from tutor.generation import iterate_items, make_items
from tutor.interop.sheet import stem_in_words

NEEDS: tuple[str, ...] = ()
ITEMS, CHOICES, A_SKILL, SKILLS = 2000, 500, 6, 30
KINDS: tuple[ItemKind, ...] = ("multiple", "true_false", "error", "step", "order", "match")
ENOUGH = 3
"""Distractors that make a multiple-choice item a good one."""
SLIP = 0.1
"""How often the pupils who meet the distractors spoil what they write."""


def evaluate(run: Run) -> Iterator[Result]:
    """Yield wrong keys, stems that come twice, and how many distractors multiple-choice items have. A baseline of 0 is perfect."""
    made = items(run, run.limit or ITEMS)
    unjudged: list[str] = []
    judged = [(item, found) for item in made if (found := _judged(item, unjudged)) is not None]
    wrong = [found for _, found in judged]
    shown = tuple(f"{item.receipt.source}: {item.stem} [{item.key}]" for item, found in judged if found)
    note = f"{len(unjudged)} stems that the judge cannot read: {unjudged[:3]}" if unjudged else "every stem judged"
    yield share(
        "keys",
        "wrong keys or a second right option",
        wrong,
        lower_is_better=True,
        baseline=0.0,
        note=note,
        failures=shown[:20],
    )
    stems = [stem_in_words(item) for item in made]
    doubles = [stem in stems[:place] for place, stem in enumerate(stems)]
    yield share("keys", "stems that came before", doubles, lower_is_better=True, baseline=0.0)
    yield from _kinds(run)
    choices = items(run, run.limit or CHOICES, choice=True)
    full = [sum(bool(one.misconception) for one in item.options) >= ENOUGH for item in choices if item.key not in "<>="]
    yield share("keys", f"multiple choice with at least {ENOUGH} distractors", full)
    bare = [not item.options for item in choices]
    shown = tuple(f"{item.id}: {item.stem} [{item.key}]" for item in choices if not item.options)
    yield share(
        "keys", "multiple choice without an option", bare, lower_is_better=True, baseline=0.0, failures=shown[:20]
    )
    choices = [item for item in choices if item.options]
    traced = [bool(one.misconception) or one.right or one.text in "<>=" for item in choices for one in item.options]
    yield share("keys", "options that are right or name their misconception", traced)
    yield from met(run, choices)


def met(run: Run, choices: list[Item]) -> Iterator[Result]:
    """Yield how often what pupils write who hold a misconception stands among the options, as they would write it without options.

    One pupil an item, with any misconception of the item's skill that shows on it, and one with the misconception that a distractor
    names. Baseline: as many options that are the key with a slip of the pen.
    """
    chance = Random(run.seed)
    any_held, by_luck, named = [], [], []
    for item in choices:
        problem = Problem(item.stem, item.task, item.key, item.skill)
        wrong = [option for option in item.options if not option.right]
        if written := _written(run, problem, _of_skill(run, problem), chance):
            any_held.append(_stands(written, problem, (option.text for option in wrong)))
            by_luck.append(_stands(written, problem, (slipped(item.key, chance) for _ in wrong)))
        option = chance.choice(wrong)
        if option.misconception and (written := _written(run, problem, [option.misconception], chance)):
            named.append(_stands(written, problem, [option.text]))
    luck = sum(by_luck) / len(by_luck) if by_luck else None
    note = f"slips of the pen {SLIP}; baseline: as many options that are the key with a slip of the pen"
    yield share("keys", "wrong answers of pupils that stand among the options", any_held, baseline=luck, note=note)
    alone = "baseline: the same with as many options"
    yield share("keys", "a distractor is what a pupil with its misconception writes", named, baseline=luck, note=alone)


def _of_skill(run: Run, problem: Problem) -> list[str]:
    """Return the misconceptions of the problem's skill that yield something on it."""
    known = run.services.catalog.misconceptions
    return [id for id in run.services.matcher.predictions(problem.task) if problem.skill in known[id].skills]


def _written(run: Run, problem: Problem, held: list[str], chance: Random) -> str:
    """Return what a pupil writes who holds one of the misconceptions; "" where there is none or it is right."""
    if not held:
        return ""
    written = Pupil(chance.choice(held), slip=SLIP).answer(problem, run.services.catalog.misconceptions, chance)
    return "" if written == problem.key or same(written, problem) else written


def _stands(written: str, problem: Problem, options: Iterable[str]) -> bool:
    return any(written == option or same(written, replace(problem, key=option)) for option in options)


def _kinds(run: Run) -> Iterator[Result]:
    """Yield the wrong keys of items that are asked in each of the other ways, over a sample of skills."""
    catalog, matcher = run.services.catalog, run.services.matcher
    for kind in KINDS:
        found, unread = list[bool](), 0
        for skill in Random(run.seed).sample(sorted(catalog.skills), SKILLS):
            try:
                made = make_items(
                    catalog, matcher, skill=skill, n=min(run.limit or A_SKILL, A_SKILL), seed=run.seed, kind=kind
                )
            except TutorError:
                continue
            for item in made:
                try:
                    found.append(not is_right_kind(item))
                except (ValueError, SyntaxError, ZeroDivisionError):
                    unread += 1
        note = f"{unread} that are no plain arithmetic were not judged"
        yield share("keys", f"wrong keys, asked as {kind}", found, baseline=0.0, lower_is_better=True, note=note)


def items(run: Run, n: int, *, choice: bool = False) -> list[Item]:
    """Return `n` items in turn over all skills; as many as there are where there are fewer."""
    catalog, matcher = run.services.catalog, run.services.matcher
    return list(islice(iterate_items(catalog, matcher, n=n, seed=run.seed, kind="choice" if choice else ""), n))


def _judged(item: Item, unjudged: list[str]) -> bool | None:
    """Return whether the item is wrong, None where the judge cannot read its stem."""
    try:
        return not is_right(item)
    except (ValueError, TypeError, KeyError, IndexError, TutorError):
        unjudged.append(f"{item.receipt.source}: {item.stem}")
        return None
