"""The recomputation that the product's reading of working is held against."""

import pytest

from evals.steps import recomputed


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ("so 12 - 4 = 8 are left", True),
        ("so 12 - 4 = 9 are left", False),
        ("3 x $4 = $12 and 2 + 3 x 4 = 14", True),
        ("10 / 3 = 3.33", True),
        ("1,200 + 50 = 1,250", True),
        ("8 / 0 = 8", False),
        ("at 8:55 + 90 = 10:25", None),
        ("x + 3 = 7", None),
        ("2 hours = 120 minutes", None),
        ("no numbers", None),
    ],
)
def test_a_line_is_recomputed_where_it_is_plain(line: str, holds: bool | None) -> None:
    assert recomputed(line) is holds
