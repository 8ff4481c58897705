"""Judges the keys and options of items on the finished stem, by plain fractions. It shares no code with generation or maths."""

import re
from fractions import Fraction

from evals import judge_algebra, judge_figures, judge_lines, judge_measures, judge_ratios, judge_wholes
from tutor.domain import Item

PLACES = {"ten": Fraction(10), "hundred": Fraction(100), "thousand": Fraction(1000), "whole number": Fraction(1)}
PLACES |= {"ten thousand": Fraction(10_000), "hundred thousand": Fraction(100_000)}
PLACES |= {"one": Fraction(1), "tenth": Fraction(1, 10), "hundredth": Fraction(1, 100)}
LETTERS = re.compile(r"`[^`]*(?<![a-z])[a-z](?![a-z])[^`]*`|√|\^|\(-?\d+, |a number")
"""What makes a stem one of algebra."""
_SUM = re.compile(r"[-\d.+*/()%| F\"',abs]+")


def worth(text: str) -> Fraction:
    """Return the exact value of written arithmetic; raises ValueError for anything else."""
    text = re.sub(r"\|([^|]*)\|", r"abs(\1)", text.strip().rstrip("."))
    text = text.replace("×", "*").replace("÷", "/").replace("^", "**")
    text = re.sub(r"(\d+) (\d+)/(\d+)", r"(F('\1')+F('\2')/F('\3'))", text)
    text = re.sub(r"(?<![\d'*])(\d+)/(\d+)(?![\d'])", r"(F('\1')/F('\2'))", text)
    text = re.sub(r"(?<!')(?<![\d.])\d+(?:\.\d+)?(?![\d.']|\.\d)", r"F('\g<0>')", text)
    text = re.sub(r"(F\('[\d.]+'\))%", r"(\1/100)", text)
    if not _SUM.fullmatch(text):
        raise ValueError(text)
    return Fraction(eval(text, {"__builtins__": {}}, {"F": Fraction, "abs": abs}))


def expected(item: Item) -> set[Fraction | str]:
    """Return the right answers that the finished stem has; a stem that tells a story is judged by the item's `problem`."""
    stem = item.stem
    ticked = re.findall(r"`([^`]*)`", stem) if "-story-" not in item.receipt.source else []
    said = ticked[0] if ticked else item.problem
    if match := re.search(r"[Rr]ound `?([\d.]+)`? to the nearest ([a-z ]+)\.", stem):
        step = PLACES[match[2]]
        return {int(Fraction(match[1]) / step + Fraction(1, 2)) * step}
    if match := re.fullmatch(r"Estimate `(\d+) × (\d+)` by rounding each number to the nearest ten\.", stem):
        first, second = (int(Fraction(text) / 10 + Fraction(1, 2)) * 10 for text in match.groups())
        return {Fraction(first * second)}
    if "=" in said and "_" in said:
        left, right = said.split("=")
        return {
            Fraction(x) for x in range(1, 1000) if worth(left.replace("_", str(x))) == worth(right.replace("_", str(x)))
        }
    if "_" in said:
        left, right = map(worth, said.split("_"))
        return {"<" if left < right else ">" if left > right else "="}
    if match := re.search(r"\b(largest|greatest|smallest|least)\b", stem):
        pick = max if match[1] in ("largest", "greatest") else min
        return {pick(worth(text) for text in item.problem.split(","))}
    return {worth(said)}


def is_right(item: Item) -> bool:
    """Return whether the key, and it alone among the options, is what the judge expects."""
    if item.stem.startswith("Write these ") and "in order, the smallest first" in item.stem:
        return [*map(worth, item.key.split(","))] == sorted(map(worth, re.findall(r"`([^`]*)`", item.stem)))
    judge = judge_figures.right(item) or judge_wholes.right(item.stem) or judge_lines.right(item.stem)
    if judge is None and "-story-" not in item.receipt.source:
        judge = judge_measures.right(item.stem) or judge_ratios.right(item.stem)
        judge = judge or (judge_algebra.right(item) if LETTERS.search(item.stem) else None)
    if judge:
        return judge(item.key) and not any(judge(option.text) for option in item.options if option.misconception)
    right = expected(item)
    values = [
        text if text in "<>=" else worth(text)
        for text in (item.key, *(o.text for o in item.options if o.misconception))
    ]
    return len(right) == 1 and values[0] in right and not any(each in right for each in values[1:])
