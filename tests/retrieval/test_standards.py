from collections.abc import Callable
from pathlib import Path

import pytest

from tutor.catalog.schema import Catalog
from tutor.errors import ContentError
from tutor.retrieval import Standards, load_standards, open_standards, rank_standards, standards_of
from tutor.retrieval.standards import Standard

OURS = {
    "2.NBT.B.5": "Add and take away whole numbers up to one hundred.",
    "3.OA.A.3": "Multiply and divide up to one hundred in stories of equal groups.",
    "4.NF.A.2": "Say which of two fractions with different bottoms is larger.",
    "5.NF.A.1": "Add and subtract fractions with different bottoms.",
    "6.EE.A.1": "Work out powers with whole-number exponents.",
    "8.EE.C.8": "Solve two linear equations together.",
    "A-REI.B.4": "Solve quadratic equations in one variable.",
}


@pytest.fixture
def standards(home: Path) -> Standards:
    return open_standards(home, [Standard(code=code, description=text) for code, text in OURS.items()])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ann has 47 stickers and gives 19 of them to her brother. How many stickers are left?", "2.NBT.B.5"),
        ("There are 6 bags with 7 oranges in each bag. How many oranges are there altogether?", "3.OA.A.3"),
        ("Put <, > or = in the gap: 3/5 _ 2/3", "4.NF.A.2"),
        ("Calculate 2/3 + 1/4.", "5.NF.A.1"),
        ("What is 4 raised to the power of 3?", "6.EE.A.1"),
        ("Solve the system: 2x + 3y = 7 and x - y = 1", "8.EE.C.8"),
        ("Solve the quadratic equation by completing the square: x^2 + 6x = 7", "A-REI.B.4"),
    ],
)
def test_the_standard_of_a_plain_problem_comes_first(text: str, code: str, standards: Standards) -> None:
    assert rank_standards(text, standards)[0][0] == code


def test_scores_fall_and_no_more_than_k_come_back(standards: Standards) -> None:
    ranked = rank_standards("2/3 + 1/4", standards, k=3)
    assert len(ranked) == 3
    assert [score for _, score in ranked] == sorted((score for _, score in ranked), reverse=True)
    assert rank_standards("  ", standards) == []


def test_other_notations_of_a_code_are_understood(home: Path) -> None:
    catalogue = [
        Standard(code="CCSS.Math.Content.5.NF.A.1", description="Something."),
        Standard(code="3.OA.3", description="Something."),
    ]
    ranked = rank_standards("Calculate 2/3 + 1/4.", open_standards(home, catalogue))
    assert ranked[0][0] == "CCSS.Math.Content.5.NF.A.1"
    assert ranked[0][1] > ranked[1][1] + 2


def test_vectors_are_kept_between_runs(home: Path) -> None:
    catalogue = [Standard(code=f"5.NF.A.{n}", description=f"Add {n} fractions.") for n in (1, 2)]
    first = open_standards(home, catalogue).scores("1/2 + 1/3")
    assert len(list((home / "vectors").glob("*.npy"))) == 1
    next((home / "vectors").glob("*.npy")).write_bytes(b"damaged")
    assert open_standards(home, catalogue).scores("1/2 + 1/3") == pytest.approx(first)


def test_a_catalogue_file_is_read_and_its_other_fields_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "standards.jsonl"
    path.write_text('{"code": "5.NF.A.1", "grade": "5", "description": "Add <b>fractions</b>\\n now."}\n\n')
    assert load_standards(path) == (Standard(code="5.NF.A.1", description="Add <b>fractions</b>\n now."),)
    assert load_standards(path)[0].text == "Add fractions now."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"code": "1", "description": "x"}\n{"code": "1", "description": "y"}', "line 2: 1 is there twice"),
        ('{"code": "1"}\n[]', "line 1: description: Field required"),
        ("{", "line 1: line: Invalid JSON"),
        ("", "holds no standards"),
    ],
)
def test_a_faulty_catalogue_says_where_what_and_the_cure(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "standards.jsonl"
    path.write_text(text)
    with pytest.raises(ContentError, match=message):
        load_standards(path)


def test_a_missing_catalogue_is_said(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"nowhere.jsonl: cannot be read"):
        load_standards(tmp_path / "nowhere.jsonl")


def test_our_own_skills_make_a_catalogue(catalog_with: Callable[..., Catalog]) -> None:
    found = standards_of(catalog_with())
    assert [standard.code for standard in found] == ["4.NF.C.7", "5.NBT.A.3b", "5.NF.A.1", "7.NS.A.1c"]
    assert found[2].description.startswith("Adding fractions with unlike denominators. To add 1/2 + 1/3, first")
