"""The verbs about reading: level."""

from collections.abc import Mapping
from typing import Any

from tutor.cli.batch import Lines
from tutor.cli.rows import Row, run_rows, text


def level(jsonl: Lines) -> None:
    """Measure how hard each text is to read: a school grade with its standard error, and what makes the text hard."""
    from tutor.verify.level import measure

    def measured(row: Row) -> Mapping[str, Any]:
        found = measure(text(row, "text"))
        hard = {"words": found.hard_words, "sentences": found.hard_sentences}
        return {
            "id": row.get("id"),
            "grade": found.grade,
            "error": found.error,
            "measures": found.measures,
            "hard": hard,
        }

    run_rows(jsonl, measured)
