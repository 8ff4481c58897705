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
    members,
    unbracketed,
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


def test_a_walk_stops_where_it_is_told_to() -> None:
    node = read("1/2 + (3 - x)")
    assert list(walk(node, stop=lambda part: isinstance(part, Frac | Group))) == [node, read("1/2"), read("(3 - x)")]


def test_brackets_come_off_however_many_there_are() -> None:
    assert unbracketed(read("((3 - x))")) == read("3 - x")
    assert unbracketed(read("2(3 - x)")) == read("2(3 - x)")


def test_a_chain_has_its_members_in_order_where_every_sign_is_one_of_those_asked_for() -> None:
    assert members(read("0.3 < 1/2 <= 2"), ("<", "<=")) == (read("0.3"), read("1/2"), read("2"))
    assert members(read("1 + 2 = 3 = 3"), "=") == (read("1 + 2"), read("3"), read("3"))
    assert members(read("3 = 3 < 4"), "<") == members(read("3 < 4 = 4"), "<") == ()
    assert members(read("3 + 4"), "=") == members(None, "=") == ()
