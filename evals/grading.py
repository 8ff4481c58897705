"""Grading of hard but gradable answers: our own public traps, each with the right verdict and reason (grading_traps.jsonl)."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.results import Result, Run, share
from tutor.maths import grade_answer

NEEDS: tuple[str, ...] = ()
TRAPS = Path(__file__).parent / "grading_traps.jsonl"


def traps() -> list[dict[str, Any]]:
    """Return the traps: `expected`, `response`, `problem` and `form` where they matter, `verdict` and `reason` as they must be."""
    return [json.loads(line) for line in TRAPS.read_text(encoding="utf-8").splitlines()]


def evaluate(run: Run) -> Iterator[Result]:
    """Yield how many verdicts and reasons are right, beside the commonest verdict and beside comparing the texts."""
    asked = run.some(traps())
    found = [
        grade_answer(trap["expected"], trap["response"], problem=trap.get("problem", ""), form=trap.get("form", ""))
        for trap in asked
    ]
    wanted = [trap["verdict"] for trap in asked]
    alike = [
        ("right" if trap["expected"].strip() == trap["response"].strip() else "wrong") == trap["verdict"]
        for trap in asked
    ]
    verdicts = [made.verdict == verdict for made, verdict in zip(found, wanted, strict=True)]
    both = [hit and made.reason == trap["reason"] for hit, made, trap in zip(verdicts, found, asked, strict=True)]
    (_, most), note = Counter(wanted).most_common(1)[0], f"comparing the texts: {sum(alike) / len(alike):.3f}"
    missed = tuple(
        f"{trap.get('problem', '')} [{trap['expected']}] -> {trap['response']}: {made.verdict} ({made.reason}), should be {trap['verdict']}"
        for trap, made, hit in zip(asked, found, both, strict=True)
        if not hit
    )
    yield share("grading", "verdict", verdicts, baseline=most / len(asked), anchor=5 / 22, note=note)
    yield share("grading", "verdict and reason", both, failures=missed[:20])
    accepted = [made.verdict == "right" for made, verdict in zip(found, wanted, strict=True) if verdict != "right"]
    yield share(
        "grading", "wrong or unreadable answers accepted as right", accepted, lower_is_better=True, baseline=0.0
    )
