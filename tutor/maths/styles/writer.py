"""Writes a tree by the templates of a style, with the brackets that it needs. What a style does otherwise is in its own class."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tutor.maths.reading.brackets import (
    MARKED,
    PRODUCT,
    RATIO,
    RELATION,
    SIGNED,
    SUM,
    TERM,
    bare,
    first,
    is_attached,
    is_simple,
    strength,
)
from tutor.maths.reading.units import after_number
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


@cache
def _rows() -> dict[str, dict[str, str]]:
    text = files("tutor.maths.styles").joinpath("templates.yaml").read_text("utf-8")
    rows: dict[str, dict[str, str]] = yaml.load(text, yaml.CBaseLoader)
    return rows


class Writer:
    """Writes trees in one style; a method for each node."""

    style = "plain"

    def __init__(self) -> None:
        self.templates = {name: row.get(self.style, row["plain"]) for name, row in _rows().items()}

    def whole(self, node: Node) -> str:
        """Return a tree that stands alone."""
        return self.write(node)

    def write(self, node: Node) -> str:
        """Return a tree that is part of another."""
        text: str = getattr(self, f"_{type(node).__name__.lower()}")(node)
        return text

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

    def _at_least(self, node: Node, level: int) -> str:
        return self.write(node) if strength(node) >= level else self._in_brackets(node)

    def _held(self, node: Node, level: int) -> str:
        """Return a part of a product, a negative or a quantity."""
        return self._at_least(node, level)

    def _infix(self, left: str, sign: str, right: str) -> str:
        return self._fill("row", left + self._fill("between", self._sign(sign)) + right)

    def _num(self, node: Num) -> str:
        return self._fill("number", self._text(node.text))

    def _name(self, node: Name) -> str:
        return self._fill("name", self._text(self._sign(node.letter)))

    def _blank(self, node: Blank) -> str:
        return self._fill("gap")

    def _frac(self, node: Frac) -> str:
        return self._fill("fraction", self.write(node.top), self.write(node.bottom))

    def _mixed(self, node: Mixed) -> str:
        return self._fill("mixed", self.write(node.whole), self.write(node.top), self.write(node.bottom))

    def _remainder(self, node: Remainder) -> str:
        return self._fill("remainder", self.write(node.quotient), self.write(node.rest))

    def _percent(self, node: Percent) -> str:
        return self._fill("percent", self._held(node.of, MARKED))

    def _quantity(self, node: Quantity) -> str:
        if node.before:
            return self._fill("money", self._sign(node.unit), self._amount(node.of))
        return self._fill("quantity", self._held(node.of, MARKED), self._unit(after_number(node.unit, node.of)))

    def _amount(self, node: Node) -> str:
        return self._at_least(node, SIGNED)

    def _neg(self, node: Neg) -> str:
        return self._fill("negative", self._held(node.of, SIGNED))

    def _group(self, node: Group) -> str:
        return self._in_brackets(node.of)

    def _abs(self, node: Abs) -> str:
        return self._fill("absolute", self.write(node.of))

    def _root(self, node: Root) -> str:
        inner = self.write(node.of)
        if node.degree == 2:
            return self._fill("square root", inner)
        return self.templates["root"] % {"degree": node.degree, "of": inner}

    def _bin(self, node: Bin) -> str:
        if node.op in "+-":
            return self._sum(node)
        write: Any = {"*": self._times, "/": self._over, "^": self._power}[node.op]
        text: str = write(node)
        return text

    def _sum(self, node: Bin) -> str:
        if node.sign == " ":
            return self._fill("and a part", self._held(node.left, TERM), self._held(node.right, MARKED))
        return self._infix(self._at_least(node.left, SUM), node.op, self._at_least(node.right, PRODUCT))

    def _times(self, node: Bin) -> str:
        if not node.sign:
            return self._implied(node)
        return self._infix(self._at_least(node.left, PRODUCT), node.sign, self._held(node.right, SIGNED))

    def _implied(self, node: Bin) -> str:
        """Return a product without a sign where it reads back as one, else with ×."""
        if is_attached(node):
            return self._joined(self._held(node.left, TERM), self.write(node.right))
        left, right = self._at_least(node.left, PRODUCT), self._held(node.right, TERM)
        if isinstance(first(node.right), Group | Abs) or right.startswith(("(", r"\left")):
            return self._joined(left, right)
        return self._infix(left, "×", self._held(node.right, SIGNED))

    def _joined(self, left: str, right: str) -> str:
        return left + right

    def _over(self, node: Bin) -> str:
        return self._infix(self._at_least(node.left, PRODUCT), node.sign or "÷", self._held(node.right, SIGNED))

    def _power(self, node: Bin) -> str:
        base = self.write(node.left) if is_simple(node.left) else self._in_brackets(node.left)
        return self._fill("power", base, self._exponent(node.right))

    def _exponent(self, node: Node) -> str:
        return self.write(bare(node))

    def _rel(self, node: Rel) -> str:
        return self._infix(self._at_least(node.left, RELATION), node.op, self._at_least(node.right, RATIO))

    def _ratio(self, node: Ratio) -> str:
        between = self._fill("between", self._sign(":"))
        return self._fill("row", between.join(self._at_least(part, SUM) for part in node.parts))

    def _listing(self, node: Listing) -> str:
        return self._fill("row", self._fill("comma").join(self._at_least(item, RELATION) for item in node.items))
