"""The keys of generated items, judged on their finished stems by a judge that shares no code with generation, and their distractors."""

from collections.abc import Iterator
from itertools import islice

from evals.judge import is_right
from evals.results import Result, Run, share
from tutor.domain import Item
from tutor.errors import TutorError
from tutor.generation import iterate_items
from tutor.interop.sheet import stem_in_words

NEEDS: tuple[str, ...] = ()
ITEMS, CHOICES = 2000, 500
ENOUGH = 3
"""Distractors that make a multiple-choice item a good one."""


def evaluate(run: Run) -> Iterator[Result]:
    """Yield wrong keys, stems that come twice, and how many distractors multiple-choice items have. A baseline of 0 is perfect."""
    made = items(run, run.limit or ITEMS)
    unjudged: list[str] = []
    wrong = [judged for item in made if (judged := _judged(item, unjudged)) is not None]
    note = f"{len(unjudged)} stems that the judge cannot read: {unjudged[:3]}" if unjudged else "every stem judged"
    yield share("keys", "wrong keys or a second right option", wrong, lower_is_better=True, baseline=0.0, note=note)
    stems = [stem_in_words(item) for item in made]
    doubles = [stem in stems[:place] for place, stem in enumerate(stems)]
    yield share("keys", "stems that came before", doubles, lower_is_better=True, baseline=0.0)
    choices = items(run, run.limit or CHOICES, choice=True)
    full = [sum(bool(one.misconception) for one in item.options) >= ENOUGH for item in choices if item.key not in "<>="]
    yield share("keys", f"multiple choice with at least {ENOUGH} distractors", full)
    traced = [bool(one.misconception) or one.right or one.text in "<>=" for item in choices for one in item.options]
    yield share("keys", "options that are right or name their misconception", traced)


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
