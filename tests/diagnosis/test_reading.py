"""What of a problem and a response the belief sees."""

import pytest

from tutor.diagnosis.reading import found_in


@pytest.mark.parametrize(
    ("problem", "kind"), [("4x + 3x", "simplify"), ("4(x + 2)", "expand"), ("x + 3", ""), ("6x + 9", "")]
)
def test_algebra_alone_asks_to_be_worked_out_where_that_changes_it(problem: str, kind: str) -> None:
    task = found_in(problem).task
    assert (task.kind if task else "") == kind
