"""Speed of levels and passages, warm, beside the budgets: `python -m evals.bench_passages`. Nothing here is a unit test."""

import statistics
import time
from collections.abc import Callable

from tutor.generation.reading import Wish, make_level_set, make_passage
from tutor.services import build
from tutor.verify.level import measure

WORDS = 200
ROUNDS = 30


def median_ms(work: Callable[[int], object]) -> float:
    """Return the median milliseconds of some work that is given the number of its round."""
    spent = []
    for number in range(ROUNDS):
        began = time.perf_counter()
        work(number)
        spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent)


def main() -> None:
    """Print every figure beside its budget."""
    shelf = build().shelf
    topics = sorted(shelf.topics)
    for topic in topics:
        make_passage(shelf, Wish(topic, 5, WORDS))

    def wish(number: int) -> Wish:
        return Wish(topics[number % len(topics)], 2 + number % 9, 80 + 10 * number, seed=number)

    texts = [
        make_passage(shelf, Wish(topics[number % len(topics)], 6, WORDS, seed=number)).text for number in range(ROUNDS)
    ]
    figures = [
        ("a passage, ms", median_ms(lambda number: make_passage(shelf, wish(number))), 300.0),
        ("a level set, ms", median_ms(lambda number: make_level_set(shelf, wish(number))), 1000.0),
        (f"a level of {WORDS} words, ms", median_ms(lambda number: measure(texts[number])), 10.0),
    ]
    print(f"{'offline, warm':40}{'measured':>10}{'budget':>10}")
    for name, value, budget in figures:
        print(f"{name:40}{value:>10.1f}{budget:>10.1f}")


if __name__ == "__main__":
    main()
