"""One row of `tutor diagnose --jsonl` into one row of its answer. Reading and writing files is left to the command."""

from typing import Any

from tutor.diagnosis.diagnose import Case, diagnose
from tutor.diagnosis.matcher import Matcher
from tutor.domain import Attempt, Diagnosis

TEXTS = ("problem", "response")


def diagnose_row(row: dict[str, Any], matcher: Matcher, *, threshold: float = 0.7) -> dict[str, Any]:
    """Return the answer to one row: id, verdict, reason, decision, hypotheses, evidence; or id and `error` for a row of another shape."""
    fault = _fault(row)
    if fault:
        return {"id": row.get("id") if isinstance(row, dict) else None, "error": fault}
    history = tuple(Attempt(problem=old["problem"], response=old["response"]) for old in row.get("history") or ())
    case = Case(
        problem=row["problem"],
        response=row["response"],
        grade=_grade(row.get("grade")),
        skill=str(row.get("skill") or ""),
        history=history,
    )
    return {"id": row.get("id"), **as_row(diagnose(case, matcher, threshold=threshold))}


def as_row(diagnosis: Diagnosis) -> dict[str, Any]:
    """Return a diagnosis in the shape of the machine interface."""
    return {
        "verdict": diagnosis.verdict,
        "reason": diagnosis.reason,
        "decision": diagnosis.decision,
        "hypotheses": [{"id": made.id, "p": made.p} for made in diagnosis.hypotheses],
        "evidence": [made.model_dump() for made in diagnosis.evidence],
        "key": diagnosis.key,
        "skill": diagnosis.skill,
        "task": diagnosis.task.model_dump() if diagnosis.task else None,
    }


def _fault(row: Any) -> str:
    """Return what is wrong with the shape of a row, or ""."""
    if not isinstance(row, dict):
        return "a row is an object with problem and response"
    for name in TEXTS:
        if not isinstance(row.get(name), str):
            return f"{name} must be a text"
    history = row.get("history") or []
    if not isinstance(history, list):
        return "history must be a list, oldest first"
    for place, old in enumerate(history):
        if not isinstance(old, dict) or not all(isinstance(old.get(name), str) for name in TEXTS):
            return f"history[{place}] must have the texts problem and response"
    return ""


def _grade(value: Any) -> int | None:
    text = str(value).strip()
    return int(text) if text.isdigit() and len(text) <= 2 else None
