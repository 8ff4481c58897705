from tutor.maths.read import read
from tutor.maths.tree import (
    Bin,
    Blank,
    Frac,
    Group,
    Listing,
    Mixed,
    Name,
    Neg,
    Num,
    Percent,
    Quantity,
    Ratio,
    children,
    holds,
    letters_of,
    units_of,
    walk,
)


def test_what_was_written_is_kept_apart_from_what_it_is_worth() -> None:
    assert Num("0.40") != Num("0.4")
    assert Frac(Num("4"), Num("8")) != Frac(Num("1"), Num("2"))


def test_the_parts_of_a_node_come_from_left_to_right() -> None:
    node = Bin("+", Name("x"), Neg(Num("3")), "")
    assert list(children(node)) == [Name("x"), Neg(Num("3"))]
    assert list(children(Mixed(Num("6"), Num("2"), Num("3")))) == [Num("6"), Num("2"), Num("3")]
    assert list(children(Listing((Num("1"), Blank())))) == [Num("1"), Blank()]
    assert list(children(Num("7"))) == []


def test_a_tree_is_a_value_that_can_be_a_key() -> None:
    assert {read("1/2 + x"): 1}[read("½+x")] == 1
    assert hash(Group(Ratio((Num("3"), Num("4"))))) == hash(Group(Ratio((Num("3"), Num("4")))))


def test_a_tree_is_walked_from_the_whole_to_its_parts_and_from_left_to_right() -> None:
    node = Bin("+", Neg(Num("3")), Name("x"))
    assert list(walk(node)) == [node, Neg(Num("3")), Num("3"), Name("x")]


def test_what_a_tree_holds_is_found_at_any_depth() -> None:
    node = read("2(x + 3 cm) - pi × 5 m")
    assert holds(node, Quantity)
    assert holds(node, (Percent, Name))
    assert not holds(node, Percent | Frac)
    assert (letters_of(node), units_of(node)) == ({"x"}, {"cm", "m"})
    assert letters_of(None) == frozenset()
