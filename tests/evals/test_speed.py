"""The eval of speed: what it makes of times; no time is judged here."""

import pytest

from evals import speed
from evals.results import Run
from tutor.services import Services


def test_a_duration_is_the_median_in_milliseconds() -> None:
    found = speed.duration("m", [0.001, 0.002, 0.009], 60.0)
    assert (found.value, found.n, found.anchor, found.lower_is_better) == (2.0, 3, 60.0, True)


def test_a_rate_is_how_many_are_done_in_a_second() -> None:
    assert speed.rate("m", [0.1, 0.3], 300.0).value == pytest.approx(5.0)


def test_the_first_few_do_not_count() -> None:
    assert len(speed.spent([int] * 8, 5)) == 3
    assert len(speed.spent([int] * 2, 5)) == 2


@pytest.mark.slow
def test_every_figure_has_a_budget(services: Services) -> None:
    found = list(speed.evaluate(Run(services, limit=3)))
    assert len(found) == 9
    assert all(one.value for one in found)
    assert [one.metric for one in found if not one.anchor] == [
        "calls of a language model a turn",
        "prompt tokens a turn",
    ]
    drawn = {one.metric: one.series for one in found if one.series}
    assert {"a turn, 95th percentile, ms", "prompt tokens a turn"} <= set(drawn)
    assert all(points[-1].y == 1.0 for points in drawn.values())
