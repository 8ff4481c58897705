"""The files of ASSISTments 2009-2010 and 2015 as answers in the order of time, with what was left out of them.

Columns as published with the sets: `order_id, user_id, skill_id, correct` (2009), `log_id, user_id, sequence_id, correct` (2015, where the
sequence stands for the skill). Measuring is left to `folds`.
"""

import csv
from collections import Counter
from pathlib import Path
from typing import NamedTuple

FORMS = {
    "2009": {"order": "order_id", "learner": "user_id", "skill": "skill_id"},
    "2015": {"order": "log_id", "learner": "user_id", "skill": "sequence_id"},
}
_TOLD = 5


class Answers(NamedTuple):
    """Answers as (learner, skill, right), which form the file has, and how many rows were left out for which reason."""

    rows: list[tuple[str, str, bool]]
    form: str
    left_out: dict[str, int]


def read(path: Path) -> Answers:
    """Return the answers of a file of either form. Raises ValueError that names missing columns, or up to five lines at fault.

    A row for each skill of one answer becomes one answer to the skills together, so that no answer is foreseen from itself (Xiong and
    others 2016). Rows without a skill, and those given part of a point (2015), are left out, as is usual with these sets.
    """
    with path.open(encoding="latin-1", newline="") as file:
        lines = csv.DictReader(file)
        form = _form(list(lines.fieldnames or ()))
        order, who, what = FORMS[form].values()
        skills, answers, faults, left_out = dict[tuple[int, str], list[str]](), {}, [], Counter[str]()
        for number, row in enumerate(lines, start=2):
            skill = (row[what] or row.get("skill_name") or "").strip()
            try:
                key, score = (int(float(row[order])), row[who]), float(row["correct"])
            except (TypeError, ValueError):
                faults.append(f"line {number}: {order} {row[order]!r}, correct {row['correct']!r}")
                continue
            if not skill or score not in (0.0, 1.0):
                left_out["without a skill" if not skill else "part of a point"] += 1
                continue
            answers[key] = score == 1.0
            skills.setdefault(key, []).append(skill)
    if faults:
        raise ValueError(f"{len(faults)} lines hold no number where one belongs: {'; '.join(faults[:_TOLD])}")
    left_out["further skills of one answer, joined"] = sum(map(len, skills.values())) - len(skills)
    rows = [(key[1], "+".join(sorted(set(skills[key]))), answers[key]) for key in sorted(answers)]
    return Answers(rows, form, {why: n for why, n in left_out.items() if n})


def _form(columns: list[str]) -> str:
    """Return the form that the columns have. Raises ValueError that says what each of them lacks."""
    lacks = {form: {*names.values(), "correct"} - set(columns) for form, names in FORMS.items()}
    for form, missing in lacks.items():
        if not missing:
            return form
    told = "; ".join(f"as {form} it lacks {', '.join(sorted(missing))}" for form, missing in lacks.items())
    raise ValueError(f"neither form of ASSISTments: {told}. Its columns are: {', '.join(columns) or 'none'}")
