"""A message is cut into tokens, each with the code that stands for it in patterns."""

from tutor.maths.reading.codes import Cutter
from tutor.maths.tables import Phrasebook


def cut(text: str, units: bool = True) -> list[tuple[str, str, str]]:
    tokens = Cutter(Phrasebook("maths.answers", "spans")).tokens(text, lambda match, found: units)
    return [(token.kind, token.text, token.code) for token in tokens]


def test_a_code_tells_the_kind_and_whether_a_blank_stands_before() -> None:
    assert cut("x =4.5") == [("variable", "x", " X"), ("relation", "=", " ="), ("number", "4.5", "8")]


def test_a_unit_stands_after_a_number_where_the_caller_takes_it_for_one() -> None:
    assert cut("12 m") == [("number", "12", " 9"), ("unit", "m", " u")]
    assert cut("12 m", units=False) == [("number", "12", " 9"), ("variable", "m", " B")]


def test_in_is_inches_only_where_nothing_else_follows() -> None:
    assert [kind for kind, _, _ in cut("5 in")] == ["number", "unit"]
    assert [kind for kind, _, _ in cut("5 in all")] == ["number", "word", "word"]
