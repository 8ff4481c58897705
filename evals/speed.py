"""How long things take, in the process, offline and warm, beside the budgets (`anchor`). `make bench` measures the service around it."""

import itertools
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from evals.results import Point, Result, Run, mean
from evals.tutors import conversations, key_in, tutor
from evals.writers import BENIGN, writer
from tutor.diagnosis import Case, diagnose
from tutor.domain import Item
from tutor.generation import iterate_items
from tutor.generation.reading import Wish, make_passage
from tutor.interop import Sheet, format_named
from tutor.verify.level import measure

NEEDS: tuple[str, ...] = ()
TURNS, ROWS, ITEMS, TEXTS, PASSAGES, SHEETS = 80, 200, 60, 40, 3, 1
WARM = 5
"""Of each thing, so many are done before the clock counts."""


def evaluate(run: Run) -> Iterator[Result]:
    """Yield times and rates, each with its budget; `--limit` bounds how often each thing is done."""
    yield from turns(run)
    yield from cost(run)
    yield rate("rows diagnosed a second", spent(_rows(run)), 500.0)
    items: list[Item] = []
    took: list[float] = []
    for item in _timed(
        lambda: iterate_items(run.services.catalog, run.services.matcher, n=_few(run, ITEMS), seed=run.seed), took
    ):
        items.append(item)
    yield rate("items made a second", took, 20.0)
    texts = [" ".join(fact.every[0] for fact in topic.facts[:10]) for topic in run.services.shelf.topics.values()]
    yield rate(
        "texts levelled a second",
        spent([partial(measure, text) for text in _many(texts, _few(run, TEXTS))]),
        50.0,
    )
    names = itertools.cycle(sorted(run.services.shelf.topics))
    wishes = [Wish(next(names), 5, 250, seed=run.seed) for _ in range(_few(run, PASSAGES) + 1)]
    yield duration(
        "a passage, ms", spent([partial(make_passage, run.services.shelf, one) for one in wishes], 1), 3000.0
    )
    sheet = Sheet("Practice", items[:20], labels=run.services.catalog.labels)
    made = [partial(format_named("pdf").write, sheet) for _ in range(_few(run, SHEETS) + 1)]
    yield duration(f"a sheet of {len(sheet.items)} items as PDF, ms", spent(made, 1), 3000.0)


def turns(run: Run) -> Iterator[Result]:
    """Yield the median and the 95th percentile of a turn."""
    with tutor(run) as services:
        told = itertools.islice(conversations(run, _few(run, TURNS) + WARM), _few(run, TURNS) + WARM)
        took = spent([partial(services.take_turn, who, what) for who, what in told])
    yield duration("a turn, median, ms", took, 60.0)
    worst = sorted(took)[min(len(took) - 1, int(0.95 * len(took)))] * 1000
    times = sorted(1000 * one for one in took)
    series = _spread(times)
    yield Result("speed", "a turn, 95th percentile, ms", worst, None, len(took), anchor=150.0, lower_is_better=True, note=BUDGET,
                 series=series, axes=("milliseconds", "share of turns done"))  # fmt: skip


def cost(run: Run) -> Iterator[Result]:
    """Yield what a turn asks of a language model: calls, tokens of prompts, and money where a real one takes part."""
    calls, tokens, money = [], [], []
    transport = None if run.llm else writer(BENIGN, run.seed)
    with tutor(run, transport, run.llm) as services:
        for who, what in itertools.islice(conversations(run, _few(run, TURNS)), _few(run, TURNS)):
            before = len(transport.requests) if transport else 0
            if transport:
                transport.key = key_in(what, services.store.learner(who))
            ledger = services.store.ledger(turn=services.take_turn(who, what).id)
            asked = [line for line in ledger if line.tokens_in or line.outcome in ("ok", "unreadable", "unavailable")]
            calls.append(float(len(asked)))
            money.append(sum(line.cost_usd for line in asked))
            sent = (
                [message["content"] for one in transport.requests[before:] for message in one.messages]
                if transport
                else []
            )
            tokens.append(
                sum(map(len, sent)) / LETTERS_A_TOKEN if transport else float(sum(line.tokens_in for line in asked))
            )
    who = run.llm or "a well-behaved scripted one"
    yield mean(
        "speed", "calls of a language model a turn", calls, lower_is_better=True, note=f"{who}; repairs included"
    )
    about = "" if run.llm else f"; {LETTERS_A_TOKEN} letters taken as a token"
    yield mean("speed", "prompt tokens a turn", tokens, lower_is_better=True, note=f"{who}{about}",
               series=_spread(tokens), axes=("prompt tokens", "share of turns that take no more"))  # fmt: skip
    if run.llm:
        yield mean("speed", "US dollars a turn", money, lower_is_better=True, note=f"{who}, by litellm's prices",
                   series=_spread(money, 6), axes=("US dollars", "share of turns that cost no more"))  # fmt: skip


def _spread(values: Sequence[float], digits: int = 2) -> tuple[Point, ...]:
    """Return the share of turns up to each value, as a curve."""
    rising = enumerate(sorted(values), start=1)
    return tuple(Point("turns", round(one, digits), round(place / len(values), 4)) for place, one in rising)


LETTERS_A_TOKEN = 3.5
BUDGET = "anchor: the budget"


def spent(works: Sequence[Callable[[], object]], warm: int = WARM) -> list[float]:
    """Return the seconds that each piece of work takes, without the first few."""
    took = []
    for work in works:
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return took[warm:] or took


def duration(metric: str, took: Sequence[float], budget: float) -> Result:
    """Return the median in milliseconds; its standard error from the middle half of the times."""
    values = sorted(1000 * one for one in took)
    quarter = len(values) // 4
    spread = values[-1 - quarter] - values[quarter] if len(values) > 3 else None
    error = 0.93 * spread / len(values) ** 0.5 if spread is not None else None
    return Result(
        "speed", metric, statistics.median(values), error, len(values), anchor=budget, lower_is_better=True, note=BUDGET
    )


def rate(metric: str, took: Sequence[float], budget: float) -> Result:
    """Return how many are done in a second; its standard error from the spread of the times."""
    whole, n = sum(took), len(took)
    value = n / whole
    error = value * statistics.stdev(took) / statistics.fmean(took) / n**0.5 if n > 1 else None
    return Result("speed", metric, value, error, n, anchor=budget, note=BUDGET)


def _few(run: Run, count: int) -> int:
    return min(run.limit or count, count)


def _many(texts: Sequence[str], count: int) -> list[str]:
    return list(itertools.islice(itertools.cycle(texts), count + WARM))


def _timed(make: Callable[[], Iterator[Item]], took: list[float]) -> Iterator[Item]:
    """Yield what an iterator makes, noting how long each takes."""
    made, began = make(), time.perf_counter()
    for one in made:
        took.append(time.perf_counter() - began)
        yield one
        began = time.perf_counter()


def _rows(run: Run) -> list[Callable[[], object]]:
    chance, matcher = random.Random(run.seed), run.services.matcher
    rows = []
    for _ in range(_few(run, ROWS) + WARM):
        a, b, c, d = (chance.randint(2, 12) for _ in range(4))
        rows.append(chance.choice([
            (f"{a}/{b} + {c}/{d}", f"{a + c}/{b + d}"), (f"{a * 67} - {b * 13}", str(abs(a * 60 - b * 11))),
            (f"{a}.{b} + {c}.{d}", f"{a + c}.{b + d}"), (f"-{a} + {c}", str(a + c)),
        ]))  # fmt: skip
    return [partial(diagnose, Case(problem, response), matcher) for problem, response in rows]
