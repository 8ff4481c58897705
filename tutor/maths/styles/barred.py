"""The styles for printers and browsers, which write a division under a bar: LaTeX (reads back to the same tree), MathML Core, Typst."""

import re
from html import escape

from tutor.maths.reading.brackets import Level, bare, bare_parts, exponent_of, is_attached, is_simple
from tutor.maths.styles.plain import gap_of_letters
from tutor.maths.styles.writer import Writer
from tutor.maths.tree import Bin, Blank, Frac, Mixed, Neg, Node, Num

_ENDS_IN_COMMAND = re.compile(r"\\[A-Za-z]+$")


class Barred(Writer):
    """Writes a division with a slash as a bar, which needs no brackets around it; an implied product as the style has it."""

    def _at_least(self, node: Node, level: Level) -> str:
        is_bar = isinstance(node, Frac) or _is_long_division(node)
        return self.write(node) if is_bar else super()._at_least(node, level)

    def _over(self, node: Bin) -> str:
        if node.sign != "/":
            return super()._over(node)
        top, bottom = bare_parts(node)
        return self._fill("fraction", self.write(top), self.write(bottom))

    def _implied(self, node: Bin) -> str:
        left, right = (Level.TERM, Level.MARKED) if is_attached(node) else (Level.PRODUCT, Level.TERM)
        is_number = isinstance(node.right, Num | Frac | Mixed | Neg | Blank)
        joint = self._fill("between", self._sign("×")) if is_number else self._fill("next to")
        return self._fill("row", self._at_least(node.left, left) + joint + self._at_least(node.right, right))


def _is_long_division(node: Node) -> bool:
    """Return True for a division that is written with a fraction bar but is no Frac."""
    return isinstance(node, Bin) and node.op == "/" and node.sign == "/"


class MathML(Barred):
    """Writes MathML: real fractions and roots, an invisible times where a product is only implied."""

    style = "mathml"

    def whole(self, node: Node) -> str:
        """Return a math element."""
        return f'<math xmlns="http://www.w3.org/1998/Math/MathML">{self.write(node)}</math>'

    def _text(self, text: str) -> str:
        return escape(text)

    def _unit(self, text: str) -> str:
        return text.replace(" ", "\u00a0")


class Typst(Barred):
    """Writes Typst's own notation, without the dollar signs around it."""

    style = "typst"

    def _text(self, text: str) -> str:
        return f'"{text}"' if "," in text else text


class Latex(Barred):
    """Writes LaTeX, without delimiters."""

    style = "latex"

    def _text(self, text: str) -> str:
        return text.replace(",", "{,}")

    def _unit(self, text: str) -> str:
        if text == "°":
            return r"^\circ"
        return rf"\,\text{{{text.strip()}}}" if text[0] in " °" else text

    def _in_brackets(self, node: Node) -> str:
        inner = self.write(node)
        return rf"\left({inner}\right)" if r"\frac" in inner else f"({inner})"

    def _held(self, node: Node, level: Level) -> str:
        return self.write(bare(node)) if _is_long_division(bare(node)) else self._at_least(node, level)

    def _amount(self, node: Node) -> str:
        return self.write(node) if is_simple(node) or isinstance(node, Neg) else self._in_brackets(node)

    def _implied(self, node: Bin) -> str:
        return Writer._implied(self, node)

    def _joined(self, left: str, right: str) -> str:
        gap = " " if _ENDS_IN_COMMAND.search(left) and right[0].isalpha() else gap_of_letters(left, right)
        return left + gap + right

    def _exponent(self, node: Node) -> str:
        return self.write(bare(node) if exponent_of(bare(node)) == node else node)
