"""What may be asked for, the same for command, API, jobs and pages."""

import json

import pytest

from tutor.catalog.schema import Catalog
from tutor.diagnosis import Matcher
from tutor.errors import NotFound, TutorError
from tutor.generation.wishes import ItemWishes, PassageWishes

SKILL = "maths.fractions.add-unlike"


def test_what_a_form_leaves_empty_is_not_wished() -> None:
    wishes = ItemWishes.read(skill=SKILL, n="", kind="", form="")
    assert (wishes.n, wishes.kind, wishes.letter) == (10, "", "A")


def test_all_that_is_wrong_with_wishes_is_said_at_once() -> None:
    with pytest.raises(TutorError) as told:
        ItemWishes.read(skill=SKILL, n=0, kind="essay", form="Z")
    said = str(told.value)
    assert "n: input should be greater than or equal to 1" in said
    assert "kind: input should be 'number', 'choice'" in said
    assert "form: input should be 'A', 'B'" in said


@pytest.mark.parametrize("named", [{}, {"skill": SKILL, "standard": "5.NF.A.1"}], ids=["nothing", "two things"])
def test_items_are_for_one_thing(named: dict[str, str], catalog: Catalog, matcher: Matcher) -> None:
    with pytest.raises(NotFound, match="one of skill, standard, misconception"):
        ItemWishes.read(**named).items(catalog, matcher)


def test_picked_places_are_kept_and_another_form_has_as_many(catalog: Catalog, matcher: Matcher) -> None:
    whole = ItemWishes.read(skill=SKILL, n=4).items(catalog, matcher)
    picked = ItemWishes.read(skill=SKILL, picks="0,3").items(catalog, matcher)
    assert [item.id for item in picked] == [whole[0].id, whole[3].id]
    other = ItemWishes.read(skill=SKILL, picks="0,3", form="B").items(catalog, matcher)
    assert len(other) == 2
    assert not {item.id for item in other} & {item.id for item in whole}


def test_a_file_has_the_title_of_what_the_items_are_for(catalog: Catalog, matcher: Matcher) -> None:
    wishes = ItemWishes.read(skill=SKILL, n=2, format="gift")
    written = wishes.file(catalog, wishes.items(catalog, matcher)).decode()
    assert written.startswith(f"// {catalog.skills[SKILL].title}\n")
    as_json = wishes.model_copy(update={"format": "json"})
    assert len(json.loads(as_json.file(catalog, as_json.items(catalog, matcher)))) == 2


def test_a_passage_needs_a_topic() -> None:
    with pytest.raises(TutorError, match="topic: field required"):
        PassageWishes.read(grade=4)
