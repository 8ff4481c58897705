"""Malrules that the content itself writes as patterns yield what the belief says, and leave other problems alone."""

import pytest

from tutor.catalog import load
from tutor.catalog.schema import Catalog
from tutor.diagnosis import Matcher, predict
from tutor.diagnosis.reading import found_in, key_text
from tutor.diagnosis.solutions import check_solution
from tutor.domain import Task
from tutor.maths.show import show


@pytest.fixture(scope="module")
def content() -> Catalog:
    return load()


def written(content: Catalog, id: str, task: Task) -> list[str]:
    return [show(made.node) for made in predict(content.misconceptions[f"maths.{id}"], task)]


@pytest.mark.parametrize(
    ("id", "number", "place", "wrong"),
    [
        ("whole-numbers.rounds-down-always", "347", "10", ["340"]),
        ("whole-numbers.rounds-down-always", "340", "10", []),
        ("whole-numbers.rounds-down-always", "34.7", "10", []),
        ("whole-numbers.rounds-down-always", "347", "0.1", []),
        ("whole-numbers.rounds-down-always", "347", "2 significant", []),
        ("whole-numbers.rounds-up-always", "342", "10", ["350"]),
        ("whole-numbers.rounds-down-by-one", "342", "10", ["330"]),
        ("whole-numbers.rounds-down-by-one", "347", "10", []),
        ("whole-numbers.rounds-at-wrong-place", "347", "10", ["300"]),
        ("whole-numbers.rounds-at-wrong-place", "2671", "100", ["3000", "2670"]),
        ("whole-numbers.keeps-digits-after", "367", "100", ["467"]),
        ("whole-numbers.keeps-digits-after", "342", "100", []),
        ("whole-numbers.leaves-off-zeros", "2671", "100", ["27"]),
        ("whole-numbers.rounds-in-steps", "2446", "100", ["2500"]),
        ("decimals.round-step-by-step", "3.446", "0.1", ["3.5"]),
        ("decimals.round-step-by-step", "2446", "100", []),
        ("decimals.round-before-the-point", "347.26", "0.1", ["350"]),
        ("decimals.round-before-the-point", "652.418", "0.01", ["700"]),
        ("decimals.round-before-the-point", "7.8", "1", []),
    ],
)
def test_rounding_goes_astray_as_the_belief_has_it(
    content: Catalog, id: str, number: str, place: str, wrong: list[str]
) -> None:
    assert written(content, id, Task(kind="round", expression=number, want=place)) == wrong


@pytest.mark.parametrize(
    ("id", "fraction", "wrong"),
    [
        ("simplify-one-part", "8/12", ["2/12", "4/12", "8/3", "8/6"]),
        ("simplify-one-part", "6/9", ["2/9", "6/3"]),
        ("simplify-one-part", "8/15", []),
        ("simplify-each-alone", "8/15", ["4/5"]),
        ("simplify-each-alone", "5/6", ["1/3"]),
        ("simplify-each-alone", "4/6", []),
        ("simplify-by-subtracting", "8/12", ["4/8", "6/10"]),
        ("simplify-by-subtracting", "6/9", ["3/6"]),
        ("simplify-by-subtracting", "4/8", ["2/6"]),
        ("simplify-by-subtracting", "0/8", []),
    ],
)
def test_simplifying_goes_astray_as_the_belief_has_it(
    content: Catalog, id: str, fraction: str, wrong: list[str]
) -> None:
    assert written(content, f"fractions.{id}", Task(kind="simplify", expression=fraction)) == wrong


def test_no_worked_example_of_a_lesson_is_called_wrong(content: Catalog) -> None:
    matcher = Matcher(content)
    faults = []
    for example in (example for lesson in content.lessons.values() for example in lesson.examples):
        task = found_in(example.problem).task
        lines = [line.replace("`", "") for line in (*example.steps, example.answer)]
        found = check_solution(example.problem, lines, matcher, task=task, key=key_text(task) if task else "")
        faults += [(example.problem, found)] if found.outcome == "fail" else []
    assert faults == []


@pytest.mark.parametrize(
    ("id", "want", "given", "wrong"),
    [
        ("gcf-lcm-swapped", "gcf", ("12", "18"), ["36"]),
        ("gcf-lcm-swapped", "lcm", ("4", "6", "8"), ["2"]),
        ("product-for-lcm", "lcm", ("4", "6"), ["24"]),
        ("product-for-lcm", "gcf", ("4", "6"), []),
        ("any-common-factor", "gcf", ("12", "18"), ["2", "3"]),
        ("any-common-factor", "gcf", ("8", "9"), []),
        ("ends-are-no-factors", "factors", ("12",), ["2, 3, 4, 6", "1, 2, 3, 4, 6", "2, 3, 4, 6, 12"]),
        ("ends-are-no-factors", "factors", ("7",), []),
        ("one-of-each-pair", "factors", ("16",), ["1, 2, 4"]),
    ],
)
def test_factors_and_multiples_go_astray_as_the_belief_has_it(
    content: Catalog, id: str, want: str, given: tuple[str, ...], wrong: list[str]
) -> None:
    assert written(content, f"factors.{id}", Task(kind="divisibility", given=given, want=want)) == wrong


@pytest.mark.parametrize(
    ("id", "task", "wrong"),
    [
        ("equations.bars-taken-away", Task(kind="solve", expression="|x| = 5", want="x"), ["x = 5"]),
        ("equations.bars-taken-away", Task(kind="solve", expression="|x - 2| = 3", want="x"), ["x = 5"]),
        ("equations.bars-make-plus", Task(kind="solve", expression="|x - 2| = 3", want="x"), ["x = 1"]),
        ("equations.bars-make-plus", Task(kind="solve", expression="|x + 2| = 3", want="x"), []),
        ("functions.adds-where-multiplied", Task(kind="sequence", given=("2", "4", "8", "16"), want="next"), ["24"]),
        ("functions.adds-where-multiplied", Task(kind="sequence", given=("3", "7", "11", "15"), want="next"), []),
        ("functions.multiplies-where-added", Task(kind="sequence", given=("3", "7", "11", "15"), want="next"), ["30"]),
        ("functions.multiplies-where-added", Task(kind="sequence", given=("2", "4", "8", "16"), want="next"), []),
    ],
)
def test_bars_and_patterns_go_astray_as_the_belief_has_it(
    content: Catalog, id: str, task: Task, wrong: list[str]
) -> None:
    assert written(content, id, task) == wrong


@pytest.mark.parametrize(
    ("id", "problem", "wrong"),
    [
        ("measurement.adds-the-legs", "A right triangle has legs 3 and 4. What is the hypotenuse?", ["7"]),
        ("measurement.squares-without-root", "A right triangle has legs 6 cm and 8 cm. What is the hypotenuse?", ["100"]),
        ("measurement.always-adds-squares", "The hypotenuse of a right triangle is 5 and one leg is 3. Find the other leg.", ["√34"]),
        ("measurement.always-adds-squares", "A right triangle has legs 3 and 4. What is the hypotenuse?", []),
        ("measurement.adds-the-legs", "Work out √(9 + 16)", []),
        ("functions.places-swapped", "equation of the line with slope 2 and y-intercept 3", ["y = 3x + 2"]),
    ],
)  # fmt: skip
def test_triangles_and_lines_go_astray_as_the_belief_has_it(
    content: Catalog, id: str, problem: str, wrong: list[str]
) -> None:
    task = found_in(problem).task
    assert task is not None
    assert written(content, id, task) == wrong
