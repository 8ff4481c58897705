"""Writes a tree by the templates of a style, with the brackets that it needs. What a style does otherwise is in its own class."""

from typing import Any, get_args

from tutor.maths import tree
from tutor.maths.reading.brackets import Level, bare, first, is_attached, is_simple, strength
from tutor.maths.reading.units import after_number
from tutor.maths.tables import table
from tutor.maths.tree import Node

_METHODS = {kind: f"_{kind.__name__.lower()}" for kind in get_args(Node)}
_FILLED: dict[type, str] = {
    tree.Blank: "gap", tree.Frac: "fraction", tree.Mixed: "mixed", tree.Remainder: "remainder", tree.Abs: "absolute"
}  # fmt: skip
"""The templates of nodes whose parts stand in them as they are."""


class Writer:
    """Writes trees in one style; a method for each node that takes more than its template."""

    style = "plain"

    def __init__(self) -> None:
        rows = table("maths.styles", "templates").items()
        self.templates: dict[str, str] = {name: row.get(self.style, row["plain"]) for name, row in rows}

    def whole(self, node: Node) -> str:
        """Return a tree that stands alone."""
        return self.write(node)

    def write(self, node: Node) -> str:
        """Return a tree that is part of another."""
        text: str = getattr(self, _METHODS[type(node)], self._filled)(node)
        return text

    def _filled(self, node: Node) -> str:
        return self._fill(_FILLED[type(node)], *map(self.write, tree.children(node)))

    def _fill(self, template: str, *parts: str) -> str:
        return self.templates[template] % parts

    def _sign(self, sign: str) -> str:
        return self.templates.get(sign, sign)

    def _text(self, text: str) -> str:
        return text

    def _unit(self, text: str) -> str:
        return text

    def _in_brackets(self, node: Node) -> str:
        return self._fill("brackets", self.write(node))

    def _at_least(self, node: Node, level: Level) -> str:
        return self.write(node) if strength(node) >= level else self._in_brackets(node)

    def _held(self, node: Node, level: Level) -> str:
        """Return a part of a product, a negative or a quantity."""
        return self._at_least(node, level)

    def _infix(self, left: str, sign: str, right: str) -> str:
        return self._fill("row", left + self._fill("between", self._sign(sign)) + right)

    def _num(self, node: tree.Num) -> str:
        return self._fill("number", self._text(node.text))

    def _name(self, node: tree.Name) -> str:
        return self._fill("name", self._text(self._sign(node.letter)))

    def _percent(self, node: tree.Percent) -> str:
        return self._fill("percent", self._held(node.of, Level.MARKED))

    def _quantity(self, node: tree.Quantity) -> str:
        if node.before:
            return self._fill("money", self._sign(node.unit), self._amount(node.of))
        return self._fill("quantity", self._held(node.of, Level.MARKED), self._unit(after_number(node.unit, node.of)))

    def _amount(self, node: Node) -> str:
        return self._at_least(node, Level.SIGNED)

    def _neg(self, node: tree.Neg) -> str:
        return self._fill("negative", self._held(node.of, Level.SIGNED))

    def _group(self, node: tree.Group) -> str:
        return self._in_brackets(node.of)

    def _root(self, node: tree.Root) -> str:
        inner = self.write(node.of)
        if node.degree == 2:
            return self._fill("square root", inner)
        return self.templates["root"] % {"degree": node.degree, "of": inner}

    def _bin(self, node: tree.Bin) -> str:
        if node.op in "+-":
            return self._sum(node)
        write: Any = {"*": self._times, "/": self._over, "^": self._power}[node.op]
        text: str = write(node)
        return text

    def _sum(self, node: tree.Bin) -> str:
        if node.sign == " ":
            return self._fill("and a part", self._held(node.left, Level.TERM), self._held(node.right, Level.MARKED))
        return self._infix(self._at_least(node.left, Level.SUM), node.op, self._at_least(node.right, Level.PRODUCT))

    def _times(self, node: tree.Bin) -> str:
        if not node.sign:
            return self._implied(node)
        return self._infix(self._at_least(node.left, Level.PRODUCT), node.sign, self._held(node.right, Level.SIGNED))

    def _implied(self, node: tree.Bin) -> str:
        """Return a product without a sign where it reads back as one, else with ×."""
        if is_attached(node):
            return self._joined(self._held(node.left, Level.TERM), self.write(node.right))
        left, right = self._at_least(node.left, Level.PRODUCT), self._held(node.right, Level.TERM)
        if isinstance(first(node.right), tree.Group | tree.Abs) or right.startswith(("(", r"\left")):
            return self._joined(left, right)
        return self._infix(left, "×", self._held(node.right, Level.SIGNED))

    def _joined(self, left: str, right: str) -> str:
        return left + right

    def _over(self, node: tree.Bin) -> str:
        return self._infix(
            self._at_least(node.left, Level.PRODUCT), node.sign or "÷", self._held(node.right, Level.SIGNED)
        )

    def _power(self, node: tree.Bin) -> str:
        base = self.write(node.left) if is_simple(node.left) else self._in_brackets(node.left)
        return self._fill("power", base, self._exponent(node.right))

    def _exponent(self, node: Node) -> str:
        return self.write(bare(node))

    def _rel(self, node: tree.Rel) -> str:
        return self._infix(self._at_least(node.left, Level.RELATION), node.op, self._at_least(node.right, Level.RATIO))

    def _ratio(self, node: tree.Ratio) -> str:
        between = self._fill("between", self._sign(":"))
        return self._fill("row", between.join(self._at_least(part, Level.SUM) for part in node.parts))

    def _listing(self, node: tree.Listing) -> str:
        return self._fill("row", self._fill("comma").join(self._at_least(item, Level.RELATION) for item in node.items))
