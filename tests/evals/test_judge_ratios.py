"""The judge of ratios and percents works stems out by itself."""

import pytest

from evals.judge_ratios import right


@pytest.mark.parametrize(
    ("stem", "key", "wrong"),
    [
        ("Simplify the ratio `12 : 18`.", "2 : 3", "4 : 6"),
        ("Find the missing number: `2 : 3 = _ : 12`.", "8", "11"),
        ("5 pens cost $15. How many dollars do 8 pens cost?", "24", "18"),
        ("Share 20 beads in the ratio 2 : 3. How many beads are in the larger share?", "12", "8"),
        ("8 is what percent of 64?", "12.5%", "8%"),
        ("What is 80 decreased by 25%?", "60", "55"),
    ],
)
def test_a_key_is_told_from_a_wrong_answer(stem: str, key: str, wrong: str) -> None:
    judge = right(stem)
    assert judge is not None
    assert judge(key)
    assert not judge(wrong)


def test_other_stems_are_left_to_others() -> None:
    assert right("Work out `3 + 4`.") is None
