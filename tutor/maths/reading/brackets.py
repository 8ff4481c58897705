"""How tightly written mathematics holds together, so that `show` adds brackets where a tree needs them and `read` keeps them."""

from enum import IntEnum

from tutor.maths import tree
from tutor.maths.tree import Node

Level = IntEnum("Level", "LISTING RELATION RATIO SUM PRODUCT SIGNED TERM MARKED POWER ATOM")


def strength(node: Node) -> Level:
    """Return how tightly a node holds together; the levels are those of the grammar, loosest first."""
    if isinstance(node, tree.Bin):
        return _strength_of(node)
    if isinstance(node, tree.Frac):
        return Level.ATOM if is_whole(node.top) and is_whole(node.bottom) else Level.PRODUCT
    return _LEVELS.get(type(node), Level.ATOM)


def _strength_of(node: tree.Bin) -> Level:
    if node.op == "^":
        return Level.POWER
    if node.op in "+-":
        return Level.TERM if node.sign == " " else Level.SUM
    return Level.TERM if is_attached(node) else Level.PRODUCT


_LEVELS: dict[type, Level] = {
    tree.Listing: Level.LISTING, tree.Rel: Level.RELATION, tree.Ratio: Level.RATIO, tree.Neg: Level.SIGNED,
    tree.Percent: Level.MARKED, tree.Quantity: Level.MARKED,
}  # fmt: skip


def is_attached(node: tree.Bin) -> bool:
    """Return True for the product of 3x, xy or 2√3, which holds tighter than a division."""
    named = isinstance(first(node.right), tree.Name | tree.Root)
    return node.op == "*" and not node.sign and named and strength(node.right) >= Level.MARKED


def is_whole(node: Node) -> bool:
    """Return True for a whole number as written."""
    return isinstance(node, tree.Num) and "." not in node.text


def first(node: Node) -> Node:
    """Return the part that stands leftmost when the node is written."""
    while True:
        match node:
            case tree.Bin(_, left, _, _) | tree.Rel(_, left, _):
                node = left
            case tree.Percent(of) | tree.Quantity(of, _, False):
                node = of
            case _:
                return node


def last(node: Node) -> Node:
    """Return the part that stands rightmost when the node is written; a power or a root is one part."""
    while True:
        match node:
            case tree.Bin(op, _, right, _) if op != "^":
                node = right
            case tree.Neg(of) | tree.Quantity(of, _, True):
                node = of
            case _:
                return node


def is_simple(node: Node) -> bool:
    """Return True for what never needs brackets, also under a root, as a base and as an exponent."""
    return isinstance(node, tree.Num | tree.Name | tree.Blank | tree.Group | tree.Abs | tree.Root)


def would_join(top: Node, bottom: Node) -> bool:
    """Return True where the end of `top`, a slash and the start of `bottom` would be taken for one fraction of whole numbers."""
    after_slash = isinstance(top, tree.Bin) and top.op == "/" and last(top) is top.right
    return is_whole(last(top)) and not after_slash and _opens_with_whole(bottom)


def _opens_with_whole(node: Node) -> bool:
    match node:
        case tree.Bin("^", _, _, _):
            return False
        case tree.Bin(_, left, _, _):
            return not (is_attached(node) and isinstance(left, tree.Num)) and _opens_with_whole(left)
        case tree.Percent(of) | tree.Quantity(of, _, False):
            return _opens_with_whole(of)
        case _:
            return is_whole(node) or isinstance(node, tree.Mixed | tree.Remainder)


def held(node: Node) -> Node:
    """Return a part of a product, a negative or a quantity as `read` makes it: a LaTeX fraction is held by brackets."""
    return tree.Group(node) if isinstance(node, tree.Bin) and node.op == "/" else node


def base_of(node: Node) -> Node:
    """Return the base of a power as `read` makes it."""
    return node if is_simple(node) else tree.Group(node)


def exponent_of(node: Node) -> Node:
    """Return the content of a LaTeX exponent as `read` makes it: in the brackets that it takes in plain text."""
    if isinstance(node, tree.Neg):
        return tree.Neg(exponent_of(node.of))
    return node if is_simple(node) or (isinstance(node, tree.Bin) and node.op == "^") else tree.Group(node)


def divided(top: Node, bottom: Node) -> Node:
    """Return the division that a LaTeX fraction stands for, its parts in the brackets that they take in plain text."""
    if is_whole(top) and is_whole(bottom):
        return tree.Frac(top, bottom)
    joins = would_join(top, bottom)
    above = tree.Group(top) if strength(top) < Level.PRODUCT or (joins and not isinstance(top, tree.Frac)) else top
    below = tree.Group(bottom) if strength(bottom) < Level.SIGNED or (joins and not is_whole(bottom)) else bottom
    return tree.Bin("/", above, below, "/")


def bare(node: Node) -> Node:
    """Return a node without the brackets around it."""
    return node.of if isinstance(node, tree.Group) else node


def bare_parts(node: tree.Bin) -> tuple[Node, Node]:
    """Return top and bottom of a division without the brackets that a fraction bar makes needless."""
    top, bottom = node.left, node.right
    tries = ((bare(top), bare(bottom)), (bare(top), bottom), (top, bare(bottom)))
    return next((parts for parts in tries if divided(*parts) == node), (top, bottom))
