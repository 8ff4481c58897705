"""How tightly written mathematics holds together, so that `show` adds brackets where a tree needs them and `read` keeps them."""

from tutor.maths.tree import (
    Abs,
    Bin,
    Blank,
    Frac,
    Group,
    Listing,
    Mixed,
    Name,
    Neg,
    Node,
    Num,
    Percent,
    Quantity,
    Ratio,
    Rel,
    Remainder,
    Root,
)

LISTING, RELATION, RATIO, SUM, PRODUCT, SIGNED, TERM, MARKED, POWER, ATOM = range(10)


def strength(node: Node) -> int:
    """Return how tightly a node holds together, from LISTING (0) to ATOM (9); the levels are those of the grammar."""
    match node:
        case Bin():
            return _strength_of(node)
        case Neg():
            return SIGNED
        case Frac(top, bottom):
            return ATOM if is_whole(top) and is_whole(bottom) else PRODUCT
        case _:
            return _LEVELS.get(type(node), ATOM)


_LEVELS = {Listing: LISTING, Rel: RELATION, Ratio: RATIO, Percent: MARKED, Quantity: MARKED}


def _strength_of(node: Bin) -> int:
    if node.op == "^":
        return POWER
    if node.op in "+-":
        return TERM if node.sign == " " else SUM
    return TERM if is_attached(node) else PRODUCT


def is_attached(node: Bin) -> bool:
    """Return True for the product of 3x, xy or 2√3, which holds tighter than a division."""
    return (
        node.op == "*"
        and not node.sign
        and isinstance(first(node.right), Name | Root)
        and strength(node.right) >= MARKED
    )


def is_whole(node: Node) -> bool:
    """Return True for a whole number as written."""
    return isinstance(node, Num) and "." not in node.text


def first(node: Node) -> Node:
    """Return the part that stands leftmost when the node is written."""
    while True:
        match node:
            case Bin(_, left, _, _) | Rel(_, left, _):
                node = left
            case Percent(of) | Quantity(of, _, False):
                node = of
            case _:
                return node


def last(node: Node) -> Node:
    """Return the part that stands rightmost when the node is written; a power or a root is one part."""
    while True:
        match node:
            case Bin(op, _, right, _) if op != "^":
                node = right
            case Neg(of) | Quantity(of, _, True):
                node = of
            case _:
                return node


def is_simple(node: Node) -> bool:
    """Return True for what never needs brackets, also under a root, as a base and as an exponent."""
    return isinstance(node, Num | Name | Blank | Group | Abs | Root)


def would_join(top: Node, bottom: Node) -> bool:
    """Return True where the end of `top`, a slash and the start of `bottom` would be taken for one fraction of whole numbers."""
    after_slash = isinstance(top, Bin) and top.op == "/" and last(top) is top.right
    return is_whole(last(top)) and not after_slash and _opens_with_whole(bottom)


def _opens_with_whole(node: Node) -> bool:
    match node:
        case Bin("^", _, _, _):
            return False
        case Bin(_, left, _, _):
            return not (is_attached(node) and isinstance(left, Num)) and _opens_with_whole(left)
        case Percent(of) | Quantity(of, _, False):
            return _opens_with_whole(of)
        case _:
            return is_whole(node) or isinstance(node, Mixed | Remainder)


def held(node: Node) -> Node:
    """Return a part of a product, a negative or a quantity as `read` makes it: a LaTeX fraction is held by brackets."""
    return Group(node) if isinstance(node, Bin) and node.op == "/" else node


def base_of(node: Node) -> Node:
    """Return the base of a power as `read` makes it."""
    return node if is_simple(node) else Group(node)


def exponent_of(node: Node) -> Node:
    """Return the content of a LaTeX exponent as `read` makes it: in the brackets that it takes in plain text."""
    if isinstance(node, Neg):
        return Neg(exponent_of(node.of))
    return node if is_simple(node) or (isinstance(node, Bin) and node.op == "^") else Group(node)


def divided(top: Node, bottom: Node) -> Node:
    """Return the division that a LaTeX fraction stands for, its parts in the brackets that they take in plain text."""
    if is_whole(top) and is_whole(bottom):
        return Frac(top, bottom)
    joins = would_join(top, bottom)
    above = Group(top) if strength(top) < PRODUCT or (joins and not isinstance(top, Frac)) else top
    below = Group(bottom) if strength(bottom) < SIGNED or (joins and not is_whole(bottom)) else bottom
    return Bin("/", above, below, "/")


def bare(node: Node) -> Node:
    """Return a node without the brackets around it."""
    return node.of if isinstance(node, Group) else node


def bare_parts(node: Bin) -> tuple[Node, Node]:
    """Return top and bottom of a division without the brackets that a fraction bar makes needless."""
    top, bottom = node.left, node.right
    tries = ((bare(top), bare(bottom)), (bare(top), bottom), (top, bare(bottom)))
    return next((parts for parts in tries if divided(*parts) == node), (top, bottom))
