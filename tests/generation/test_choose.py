"""Which item models a wish is for, and what is said of unknown ids."""

import pytest

from tutor.catalog.schema import Catalog
from tutor.errors import NotFound, TutorError
from tutor.generation.mould import choose, covers


@pytest.mark.parametrize(
    ("standard", "code", "yes"),
    [
        ("4.NF", "4.NF.B.3a", True),
        ("4.NF.A", "4.NF.A.1", True),
        ("4.NF.A.1", "4.NF.A.1", True),
        ("3.NF.A.3", "3.NF.A.3d", True),
        ("4.NF.A.1", "4.NF.A.10", False),
        ("4", "4.NF.A.1", True),
        ("4.NF.B.3a", "4.NF.B.3", False),
        ("CCSS.MATH.CONTENT.4.NF.A.1", "4.NF.A.1", True),
        ("4.nf.a", "4.NF.A.2", True),
    ],
)
def test_a_standard_covers_what_lies_under_it(standard: str, code: str, yes: bool) -> None:
    assert covers(standard, (code,)) is yes


def test_a_skill_gives_its_item_models(catalog: Catalog) -> None:
    moulds = choose(catalog, skill="maths.fractions.add-unlike")
    assert [each.table.id for each in moulds] == ["add-unlike-1", "add-unlike-2", "add-unlike-3"]


def test_a_band_narrows(catalog: Catalog) -> None:
    assert {each.table.band for each in choose(catalog, standard="4.NF", band=2)} == {2}


def test_a_misspelt_skill_offers_the_nearest(catalog: Catalog) -> None:
    with pytest.raises(NotFound, match=r"maths\.fractions\.add-unlike") as caught:
        choose(catalog, skill="fractions.add-unlik")
    assert "maths.fractions.add-unlike" in caught.value.nearest


def test_an_unknown_standard_offers_the_nearest(catalog: Catalog) -> None:
    with pytest.raises(NotFound) as caught:
        choose(catalog, standard="4.NF.A.9")
    assert "4.NF.A.1" in caught.value.nearest


def test_an_unknown_misconception_offers_the_nearest(catalog: Catalog) -> None:
    with pytest.raises(NotFound) as caught:
        choose(catalog, misconception="maths.fractions.add-acros")
    assert caught.value.nearest[0] == "maths.fractions.add-across"


def test_wishes_that_contradict_each_other_are_refused(catalog: Catalog) -> None:
    with pytest.raises(TutorError, match="Leave one of them out"):
        choose(catalog, skill="maths.fractions.add-unlike", misconception="maths.decimals.longer-is-larger")
    with pytest.raises(TutorError, match="has no standard 4"):
        choose(catalog, skill="maths.fractions.add-unlike", standard="4.NF.A.1")


def test_there_are_three_bands_only(catalog: Catalog) -> None:
    with pytest.raises(TutorError, match="band 4"):
        choose(catalog, band=4)
