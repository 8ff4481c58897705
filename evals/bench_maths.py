"""How fast mathematics is read, valued, compared and shown, and that no fuzzed text takes long: python -m evals.bench_maths."""

import random
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from tutor.errors import CannotCheck, ParseError
from tutor.maths.compare import _same
from tutor.maths.read import _read, read
from tutor.maths.show import Style, show
from tutor.maths.value import value

STYLES: tuple[Style, ...] = ("plain", "latex", "mathml", "typst")
PIECES = [
    *"0123456789+-*/^=<>()[]{}|,.:;%$£°_?xyzabmnπ√∛²³½⅔−×·÷≤≠± \t\n\\&#@éΩ漢\u200b", "1/2", "6 2/3", "0.40", "1,000", "x^2", "\\frac{",
    "\\sqrt[3]{", "\\left(", " cm", "km/h", " R ", "sqrt(", "abs(", " x ", "9^9^9", "((((", "1.2.3", "idk", "\\text{cm}", "$$",
]  # fmt: skip
JOINTS = ["+", " - ", "×", "÷", "/", " / ", "", "^", " x ", " = ", " < ", ", ", ":", "\\cdot ", " cm + "]
LEAVES = ["3", "0.40", "1/2", "6 2/3", "2x²", "√9", "-5", "25%", "$3.50", "5 cm", "(", ")", "|", r"\frac{x}{2}", "?"]
SAMPLES = ("3/4 + 1/2", "2(x + 3) = 10", "6 2/3 - 1 1/2 × 4", r"\frac{x+1}{2}", "5 m + 30 cm")
PAIRS = (("1/2", "0.5"), ("2(x + 3)", "2x + 6"), ("2√2", "√8"), ("2x + 3 = 11", "x = 4"), ("100 cm", "1 m"))


def fuzzed(count: int, seed: int) -> list[str]:
    """Return texts of which half are noise and half nearly mathematics, of 1 to 150 pieces, most of them short."""
    draw = random.Random(seed)
    noise = ["".join(draw.choices(PIECES, k=int(150 ** draw.random()))) for _ in range(count // 2)]
    sizes = [int(60 ** draw.random()) for _ in noise]
    return noise + ["".join(draw.choice(LEAVES) + draw.choice(JOINTS) for _ in range(size)) + "7" for size in sizes]


def fuzz(text: str) -> None:
    """Take a text through reading, every way to show it and its value; only the errors of the house may come out."""
    with suppress(ParseError, CannotCheck):
        node = read(text)
        for style in STYLES:
            show(node, style)
        value(node)


def timed(run: Callable[[], object], times: int = 500) -> float:
    """Return the mean time of one run in milliseconds."""
    start = time.perf_counter()
    for _ in range(times):
        run()
    return (time.perf_counter() - start) / times * 1000


def main() -> None:
    """Print the table and the fuzzed times."""
    rows: list[tuple[str, Callable[[], object]]] = [("value  3/4 + 1/2", partial(value, read("3/4 + 1/2")))]
    rows += [(f"read   {text}", partial(_read.__wrapped__, text, False)) for text in SAMPLES]
    rows += [(f"show   {text}", partial(show, read(text), "mathml")) for text in SAMPLES]
    rows += [(f"same   {a} | {b}", partial(_same.__wrapped__, read(a), read(b))) for a, b in PAIRS]
    for name, run in rows:
        run()
        print(f"{name:40} {timed(run, 300) * 1000:9.1f} µs")
    found = sorted((timed(partial(fuzz, text), 1), text) for text in fuzzed(10_000, seed=1))
    p50, p99, most = (found[at][0] for at in (5_000, 9_900, -1))
    print(f"10,000 fuzzed texts: p50 {p50:.3f} ms, p99 {p99:.3f} ms, max {most:.2f} ms at {found[-1][1][:50]!r}")


if __name__ == "__main__":
    main()
