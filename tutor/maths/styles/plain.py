"""Plain text that `read` reads back to the same tree."""

import re

from tutor.maths.reading.brackets import Level, first, is_simple, is_whole, last, would_join
from tutor.maths.reading.signs import is_product_of_letters
from tutor.maths.styles.writer import Writer
from tutor.maths.tree import Abs, Bin, Frac, Group, Mixed, Neg, Node, Remainder, Root

_ROOTS = {2: "√", 3: "∛", 4: "∜"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LETTERS_AT_END, _LETTERS_AT_START = re.compile(r"[A-Za-z]*$"), re.compile(r"[A-Za-z]*")


class Plain(Writer):
    """Writes plain text."""

    def _frac(self, node: Frac) -> str:
        if is_whole(node.top) and is_whole(node.bottom):
            return self._filled(node)
        return self._over(Bin("/", node.top, node.bottom, "/"))

    def _amount(self, node: Node) -> str:
        return self._signed_simple(node) or f"({self.write(node)})"

    def _signed_simple(self, node: Node) -> str:
        if isinstance(node, Neg):
            inner = self._signed_simple(node.of)
            return f"-{inner}" if inner else ""
        return self.write(node) if is_simple(node) else ""

    def _root(self, node: Root) -> str:
        sign = _ROOTS.get(node.degree) or f"{node.degree}".translate(_RAISED) + "√"
        inner = node.of
        while isinstance(inner, Neg):
            inner = inner.of
        return sign + (f"({self.write(node.of)})" if isinstance(inner, Group) else self._amount(node.of))

    def _abs(self, node: Abs) -> str:
        inner = self.write(node.of)
        return f"abs({inner})" if "|" in inner else f"|{inner}|"

    def _joined(self, left: str, right: str) -> str:
        return left + gap_of_letters(left, right) + right

    def _over(self, node: Bin) -> str:
        sign = node.sign or "÷"
        if sign == "/" and would_join(node.left, node.right) and not isinstance(node.left, Frac):
            sign = "÷"
        ends_whole = is_whole(last(node.left)) or isinstance(last(node.left), Remainder)
        is_tight = sign == "/" and not ends_whole and not isinstance(first(node.right), Frac | Mixed | Remainder)
        left, right = self._at_least(node.left, Level.PRODUCT), self._at_least(node.right, Level.SIGNED)
        return f"{left}/{right}" if is_tight else self._infix(left, sign, right)

    def _exponent(self, node: Node) -> str:
        if isinstance(node, Neg):
            return f"-{self._exponent(node.of)}"
        is_power = isinstance(node, Bin) and node.op == "^"
        return self.write(node) if is_simple(node) or is_power else f"({self.write(node)})"


def gap_of_letters(left: str, right: str) -> str:
    """Return the space that keeps letters from running into a word, or a root's degree from being a power."""
    if right[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹":
        return " "
    end, start = _LETTERS_AT_END.search(left), _LETTERS_AT_START.match(right)
    run = (end[0], start[0]) if end and start else ("", "")
    return " " if all(run) and not is_product_of_letters("".join(run)) else ""
