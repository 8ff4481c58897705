"""The words of the index: what a malrule asks for, and what a site gives."""

import pytest

from tutor.catalog.schema import Malrule
from tutor.diagnosis.malrule import ready
from tutor.diagnosis.shapes import node_tags, shapes_asked, tags_given, terms_tag
from tutor.maths.read import read


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("2x - 3", "~n x"),
        ("-x + 3", "~n x"),
        ("4 + x^2 + 5x", "~^x n x"),
        ("5(x + 2)", "~group"),
        ("(x + 1)(x + 2)", "~*"),
        ("(2x)^3", "~^group"),
        ("x/3 + 1", "~/ n"),
        ("2 * 3 + 4", ""),
    ],
)
def test_the_terms_of_algebra_are_told_by_their_kinds_in_any_order(text: str, kinds: str) -> None:
    assert terms_tag(read(text)) == kinds


def asked(when: str, where: str = "") -> set[tuple[str, ...]]:
    rule = Malrule.model_validate({"task": "evaluate", "when": when, "then": "0", "where": where})
    return set(shapes_asked(ready(rule)))


def test_a_pattern_of_letters_asks_for_the_kinds_of_its_terms() -> None:
    assert asked("ax + b") == {("~n x",)}
    assert asked("ax + b = c") == {("rel", "~n x", "any"), ("rel", "any", "~n x")}


def test_a_guard_narrows_the_words_only_where_it_must_hold() -> None:
    assert asked("a - b", "numeral(a) and b < 0") == {
        ("-", kind, sign) for kind in ("decimal", "whole") for sign in ("neg", "%")
    }
    assert ("-", "whole", "whole") not in asked(
        "a - b", "numeral(a) and numeral(b) and (places(a) > 0 or places(b) > 0)"
    )
    assert asked("a - b", "b < 0 or a > 3") == {("-", "any", "any")}


def test_a_part_gives_the_words_of_both_its_forms() -> None:
    root, first, second = tags_given(read("(1 + 1)/3 + 0.5"), read("2/3 + 0.5"))
    assert {"+", "several"} <= set(root)
    assert {"÷", "/", "any"} <= set(first)
    assert second == ("decimal", "any")


def test_a_whole_division_may_be_meant_as_a_fraction() -> None:
    assert "/" in node_tags(read("(x + 1)/2"))
    assert "/" not in node_tags(read("12 ÷ 4"))
