"""Steps and worked solutions: the first wrong line on StepVerify, and what steps do to the solutions on CogTutorBugs.

StepVerify's errors are mostly of meaning, which arithmetic cannot show. So beside the whole set stand the lines that a plain recomputation
(written here, sharing no code with the product) finds false. Always "none" is right on no solution of the set, since all of them are wrong.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from evals.results import Result, Run, share
from evals.steps_made import worked
from tutor.diagnosis import Case, Matcher, diagnose
from tutor.diagnosis.solutions import Solution, check_solution
from tutor.diagnosis.steps import judge_step

NEEDS = ("stepverify/solutions.jsonl", "cogtutorbugs/steps.jsonl")
CALCULATION = "Calculation error easily solved by a calculator"
NOT_EQUIVALENT = frozenset(
    (
        "CHECK_SIGN", "DIVIDE_MULTIPLY_OPP_SIGNS", "EXPRESSION_NOT_EQUIVALENT", "FORGOT_NEGATIVE", "FORGOT_VARIABLE",
        "REVERSED_SIDES", "WRONG_OPERATION",
    )
)  # fmt: skip
"""Labels that say that the line written is not equivalent to the one before; the others call a right step unhelpful."""
NUMERAL = r"\d+(?:\.\d+)?"
PLAIN = re.compile(
    rf"(?<![\d.:+*/×÷-])(?<![\d.:+*/×÷x-] )({NUMERAL}(?: ?[-+*/x×÷] ?{NUMERAL})+) ?= ?({NUMERAL})(?![\d.%]| ?[-+*/x×÷=])"
)


def recomputed(line: str) -> bool | None:
    """Return whether all plain equalities of a line hold up to rounding, None where it has none: `12 - 4 = 8`, no brackets, no letters."""
    plain = re.sub(r"(?<=\d),(?=\d{3}\b)|[$£€]", "", line)
    found = [(_worth(left), Fraction(right), right) for left, right in PLAIN.findall(plain)]
    return (
        all(left is not None and abs(left - right) < _last_place(text) for left, right, text in found)
        if found
        else None
    )


def _last_place(text: str) -> Fraction:
    return Fraction(1, 10 ** len(text.partition(".")[2]))


def _worth(text: str) -> Fraction | None:
    """Return the worth of numbers and signs, products before sums; None for a division by zero."""
    total = Fraction(0)
    for sign, term in re.findall(r"([-+]?)([^-+]+)", text.replace(" ", "")):
        first, *rest = re.split(r"([*/x×÷])", term)
        worth = Fraction(first)
        for operation, number in zip(rest[::2], rest[1::2], strict=True):
            if operation in "/÷" and not Fraction(number):
                return None
            worth = worth / Fraction(number) if operation in "/÷" else worth * Fraction(number)
        total += -worth if sign == "-" else worth
    return total


def evaluate(run: Run) -> Iterator[Result]:
    """Yield the figures of both sets."""
    matcher, wrong = run.services.matcher, run.some(run.rows(NEEDS[0]))
    yield from solutions(wrong, matcher)
    yield from planted(wrong, matcher, Random(run.seed))
    yield from made(matcher, Random(run.seed))
    yield from steps(run.some(run.rows(NEEDS[1])), matcher)


def alone(run: Run) -> Iterator[Result]:
    """Yield what needs no data: the equations that are made here."""
    yield from made(run.services.matcher, Random(run.seed))


def solutions(rows: Sequence[dict[str, Any]], matcher: Matcher) -> Iterator[Result]:
    """Yield first-wrong-line figures on wrong solutions, and false alarms on right ones."""
    wrong = [(row, check_solution(row["problem"], row["student_incorrect_solution"], matcher)) for row in rows]
    first = [row["incorrect_index"] == 0 for row in rows]
    exact = [found.line == row["incorrect_index"] for row, found in wrong]
    none = "baseline: always the first line; always none is 0"
    yield share("steps", "StepVerify first wrong line, all errors", exact, baseline=_mean(first), note=none)
    calculation = [place for place, (row, _) in enumerate(wrong) if row["error_category"] == CALCULATION]
    yield share(
        "steps",
        "StepVerify first wrong line, category calculation error",
        [exact[place] for place in calculation],
        baseline=_mean([first[place] for place in calculation]),
        note=none,
    )
    accused = [(row, found) for row, found in wrong if found.line is not None]
    hits = [found.line == row["incorrect_index"] for row, found in accused]
    yield share(
        "steps", "StepVerify accused line is the annotated one", hits, note="others: an error that people did not mark"
    )
    yield from _beside_recomputation(wrong)
    right = [(row, row["reference_solution"].split("\n")) for row in rows]
    alarms = [(check_solution(row["problem"], lines, matcher), lines) for row, lines in right]
    confirmed = sum(found.line is not None and recomputed(lines[found.line]) is False for found, lines in alarms)
    yield share(
        "steps",
        "StepVerify reference solutions accused",
        [found.outcome == "fail" for found, _ in alarms],
        baseline=1.0,
        lower_is_better=True,
        note=f"{confirmed} of them are false by plain recomputation; baseline: always the first line",
    )


def _beside_recomputation(wrong: Sequence[tuple[dict[str, Any], Solution]]) -> Iterator[Result]:
    """Yield recall and precision beside the first line of each solution that a plain recomputation finds false."""
    shown, confirmed = [], []
    for row, found in wrong:
        checks = [recomputed(line) for line in row["student_incorrect_solution"]]
        if False in checks:
            shown.append(found.line is not None and found.line <= checks.index(False))
        if found.fault == "arithmetic" and found.line is not None and checks[found.line] is not None:
            confirmed.append(checks[found.line] is False)
    yield share(
        "steps", "StepVerify recall of lines false by recomputation", shown, baseline=0.0, note="baseline: always none"
    )
    yield share("steps", "StepVerify precision of arithmetic faults, recomputed", confirmed)
    checked = [found.outcome != "unchecked" for _, found in wrong]
    yield share("steps", "StepVerify solutions in which something was checked", checked)


def planted(rows: Sequence[dict[str, Any]], matcher: Matcher, random: Random) -> Iterator[Result]:
    """Yield how often a slip that was planted in one result of a right solution is found on its line."""
    found, first = [], []
    for row in rows:
        lines = row["reference_solution"].split("\n")
        places = [
            (place, match) for place, line in enumerate(lines) if recomputed(line) for match in PLAIN.finditer(line)
        ]
        whole = [(place, match) for place, match in places if match[2].isdigit()]
        if not whole:
            continue
        place, match = random.choice(whole)
        slipped = str(
            int(match[2]) + random.choice([step for step in (-10, -2, -1, 1, 2, 10) if int(match[2]) + step > 0])
        )
        lines[place] = lines[place][: match.start(2)] + slipped + lines[place][match.end(2) :]
        found.append(check_solution(row["problem"], lines, matcher).line == place)
        first.append(place == 0)
    yield share(
        "steps",
        "StepVerify slip planted in a right solution",
        found,
        baseline=_mean(first),
        note="baseline: the first line",
    )


def made(matcher: Matcher, random: Random, each: int = 40) -> Iterator[Result]:
    """Yield how well wrong ideas in equations that were worked in writing are found, named, and kept from those who have none."""
    kinds, lines, named, decided = [], [], [], []
    for kind, (equation, working, place) in worked(random, each):
        problem, response = f"Solve {equation}", "\n".join(working)
        found = diagnose(Case(problem, response), matcher)
        pointed = [one for one in found.evidence if one.kind == "working"]
        kinds.append(kind)
        lines.append((pointed[0].line if pointed else None) == place)
        named.append(pointed[0].hypothesis if pointed else "")
        decided.append(found.decision or "")
    of = {kind: [place for place, found in enumerate(kinds) if found == kind] for kind in ("right", "slip", "unknown")}
    held = [place for place, kind in enumerate(kinds) if kind not in of]
    chance = 1 / len({kinds[place] for place in held})
    wrong = [lines[place] for place in (*held, *of["slip"], *of["unknown"])]
    yield share("steps", "Made equations: first wrong line", wrong)
    yield share(
        "steps",
        "Made equations: right working accused",
        [not lines[place] for place in of["right"]],
        lower_is_better=True,
    )
    of_line = [named[place] == kinds[place] for place in held]
    yield share("steps", "Made equations: misconception of the wrong line", of_line, baseline=chance)
    of_pupil = [decided[place] == kinds[place] for place in held]
    yield share("steps", "Made equations: misconception decided on one working", of_pupil, baseline=chance)
    for kind in ("slip", "unknown"):
        taken = ["." in decided[place] for place in of[kind]]
        yield share("steps", f"Made equations: {kind} taken for a misconception", taken, lower_is_better=True)


def steps(rows: Sequence[dict[str, Any]], matcher: Matcher) -> Iterator[Result]:
    """Yield what steps were judged to do, and the agreement with labels that say so."""
    judged = [(row["label"] in NOT_EQUIVALENT, judge_step(row["before"], row["after"], matcher)) for row in rows]
    for effect in ("keeps", "loses", "gains", "unchecked"):
        yield share("steps", f"CogTutorBugs steps judged: {effect}", [step.effect == effect for _, step in judged])
    decided = [(differs, step) for differs, step in judged if step.effect != "unchecked"]
    agree = [differs == (step.effect != "keeps") for differs, step in decided]
    differing = sum(differs for differs, _ in decided)
    most = max(differing, len(decided) - differing) / max(len(decided), 1)
    yield share(
        "steps",
        "CogTutorBugs effect agrees with the label",
        agree,
        baseline=most,
        note="of those decided; baseline: majority",
    )
    wrong = [bool(step.explained) for differs, step in decided if differs and step.effect != "keeps"]
    yield share("steps", "CogTutorBugs wrong steps that a misconception explains", wrong, baseline=0.0)
    named = [bool(step.operation) for _, step in decided]
    yield share("steps", "CogTutorBugs steps whose operation is named", named)


def _mean(hits: Sequence[bool]) -> float | None:
    return sum(hits) / len(hits) if hits else None
