"""The verbs about reading."""

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Run

TEXT = "The sun is hot. It gives us light. Plants need the light to grow. We eat the plants. Cows eat them too. At night it is gone."


def test_level_gives_a_grade_its_error_and_what_makes_it_hard(run: Run, lines: Callable[..., Path]) -> None:
    ran = run("level", "--jsonl", lines({"id": 1, "text": TEXT}, {"id": 2, "text": "Too short."}, {"id": 3}))
    good, short, missing = ran.rows
    assert (ran.code, good["id"], set(good)) == (0, 1, {"id", "grade", "error", "measures", "hard"})
    assert 0 <= good["grade"] < 4
    assert {"flesch_kincaid", "coleman_liau"} <= set(good["measures"])
    assert set(good["hard"]) == {"words", "sentences"}
    assert "could not measure: too short" in short["error"]
    assert '"text" is missing' in missing["error"]
