"""Speed of the diagnosis, offline: rows a second, one response, and the cost of a task against the number of malrules there are.

Run: `python -m evals.bench_diagnosis [rows]`. Times are of this process's processor, so that other work on the machine counts less.
The curve: all malrules of the catalogue are cut down to the first 50, 100, ..., or doubled with ids of their own, up to 1,000; beside
each stands the number that apply to a task on average, which the cost should follow.
"""

import gc
import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import product

from evals.students import Problem, Pupil
from evals.students_sheets import plain_sheets, sheets
from tutor.catalog import load
from tutor.catalog.schema import Catalog, Misconception
from tutor.diagnosis import Matcher, diagnose_row, reading
from tutor.diagnosis.diagnose import responses_of_rows
from tutor.diagnosis.likelihood import right_key
from tutor.diagnosis.predict import right_answer, tree_of
from tutor.domain import KNOWS, Task
from tutor.services import build

CLASS = 30
SIZES = (50, 100, 200, 400, 1000)
FAMILY = ("fractions +", "fractions -", "wholes -", "decimals +")


def spent(work: Callable[[], object]) -> float:
    """Return the seconds of the processor that some work takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def rows(
    pools: Mapping[str, Sequence[Problem]], count: int, history: int, chance: random.Random
) -> list[dict[str, object]]:
    """Return rows of pupils who know and slip in two of five answers, each with so many earlier answers."""
    names = zip(range(count), [*pools] * count, strict=False)
    return [_row(number, chance.choices(pools[name], k=history + 1), chance) for number, name in names]


def class_rows(
    pools: Mapping[str, Sequence[Problem]], count: int, history: int, chance: random.Random
) -> list[dict[str, object]]:
    """Return the same rows as a class hands them in: CLASS pupils work on one sheet, each in an order of their own."""
    made: list[dict[str, object]] = []
    for name in [*pools] * count:
        sheet = chance.choices(pools[name], k=history + 1)
        for _ in range(min(CLASS, count - len(made))):
            made.append(_row(len(made), chance.sample(sheet, k=len(sheet)), chance))
    return made


def _row(number: int, problems: Sequence[Problem], chance: random.Random) -> dict[str, object]:
    pupil = Pupil(KNOWS, slip=0.4)
    answers = [{"problem": problem.text, "response": pupil.answer(problem, {}, chance)} for problem in problems]
    return {"id": number, **answers[-1], "history": answers[:-1]}


def times(asked: Sequence[dict[str, object]], matcher: Matcher) -> list[float]:
    """Return the milliseconds of each row, sorted, with nothing remembered at the start."""
    for remembering in (reading.found_in, reading.key_text, tree_of, right_answer, right_key):
        remembering.cache_clear()
    return sorted(1000 * spent(partial(diagnose_row, row, matcher)) for row in asked)


def remarked(pools: Mapping[str, Sequence[Problem]], count: int, chance: random.Random) -> float:
    """Return the rows a second where each answer comes with a remark that is not heard again, embedded as `tutor diagnose` does it."""
    services = build()
    matcher, embedder = services.matcher, services.embedder
    lines = [*dict.fromkeys(line for made in services.catalog.misconceptions.values() for line in made.says)]
    asked = rows(pools, min(count, len(lines)), 0, chance)
    for row, line in zip(asked, chance.sample(lines, k=len(asked)), strict=True):
        row["response"] = f"{line}, so it is {row['response']}"
    matcher.phrases.ratios("i added the tops and the bottoms")  # so that the lines of content are embedded

    def work() -> None:
        matcher.phrases.expect(responses_of_rows(asked), embedder.embed)
        times(asked, matcher)

    return len(asked) / spent(work)


def with_malrules(catalog: Catalog, count: int) -> Catalog:
    """Return the catalogue with so many malrules: the first ones, then all again under other ids."""
    made: dict[str, Misconception] = {}
    left, times_over = count, 0
    while left > 0:
        for id, one in catalog.misconceptions.items():
            if left > 0 and one.malrules and one.status == "published":
                name = f"{id}-{times_over}" if times_over else id
                made[name] = one.model_copy(update={"id": name, "malrules": one.malrules[:left]})
                left -= len(one.malrules)
        times_over += 1
    return catalog.model_copy(update={"misconceptions": made})


def curve(catalog: Catalog, tasks: Sequence[Task]) -> list[tuple[int, float, float]]:
    """Return malrules, those that apply to a task on average, and milliseconds of predictions for a task."""
    points = []
    for size in SIZES:
        matcher = Matcher(with_malrules(catalog, size))
        _predict_all(matcher, tasks)  # so that trees and right answers are known to all sizes alike
        applying = sum(len(many) for task in tasks for many in matcher.predictions(task).values()) / len(tasks)
        cost = spent(partial(_predict_all, Matcher(matcher.catalog), tasks))
        points.append((size, applying, 1000 * cost / len(tasks)))
    return points


def _predict_all(matcher: Matcher, tasks: Sequence[Task]) -> None:
    for task in tasks:
        matcher.predictions(task)


def main(count: int = 1500) -> None:
    """Print rows a second with and without history, one response at the 95th percentile, remarks, and the curve."""
    catalog = load()
    gc.freeze()  # as `tutor diagnose` does, like the next line
    gc.set_threshold(20_000, 50, 50)
    matcher = Matcher(catalog)
    plain = plain_sheets(items=400, seed=7)
    wide = {**sheets(catalog, matcher, items=24, seed=7), **plain}
    malrules = sum(len(one.malrules) for one in catalog.misconceptions.values())
    print(f"{len(catalog.misconceptions)} misconceptions, {malrules} malrules, {len(wide)} kinds of sheets")
    for (name, pools), (made, whose), history in product(
        (("plain sums", plain), ("all skills", wide)), ((rows, "all different"), (class_rows, "of classes")), (0, 10)
    ):
        found = times(made(pools, count if not history else count // 3, history, random.Random(3)), Matcher(catalog))
        p95, rate = found[int(0.95 * len(found))], 1000 * len(found) / sum(found)
        print(
            f"{name}, {whose:13}, {history:2} earlier answers: {rate:6.0f} rows/s, "
            f"95th percentile {p95:5.1f} ms, n = {len(found)}"
        )
    print(f"answers with a remark of their own: {remarked(wide, count // 2, random.Random(3)):6.0f} rows/s")
    print("malrules  applying  ms a task")
    for size, applying, cost in curve(catalog, [problem.task for name in FAMILY for problem in plain[name][:60]]):
        print(f"{size:8}  {applying:8.1f}  {cost:9.3f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
