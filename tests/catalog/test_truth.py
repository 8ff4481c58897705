import pytest

from tutor.catalog.truth import is_true
from tutor.errors import CannotCheck
from tutor.maths.read import read


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("1/2 = 2/4", True),
        ("1/2 = 2/4 = 0.5", True),
        ("1/2 = 2/4 = 0.4", False),
        ("1/3 = 2/4 = 1/2", False),
        ("-8 < -3", True),
        ("-3 < -8", False),
        ("3 + 4", True),
        ("x + 3 = 7", True),
        ("3 + ? = 7", True),
        ("0.06 _ 0.8", True),
    ],
)
def test_every_link_of_a_chain_must_hold(text: str, true: bool) -> None:
    assert is_true(read(text)) is true


def test_a_side_without_a_value_cannot_be_checked() -> None:
    with pytest.raises(CannotCheck):
        is_true(read("1/0 = 2"))
