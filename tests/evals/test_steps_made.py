"""Made workings say rightly where they go wrong."""

from fractions import Fraction
from random import Random

from evals.steps_made import worked
from tutor.maths import read, value


def test_only_the_end_of_a_right_working_solves_its_equation() -> None:
    for kind, (equation, lines, wrong) in worked(Random(3), 5):
        x = {"x": Fraction(lines[-1].rpartition("=")[2].strip())}
        left, right = (value(read(side), x) for side in equation.split("="))
        assert (left == right) == (kind == "right") == (wrong is None)
