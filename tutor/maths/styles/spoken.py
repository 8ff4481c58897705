"""Words for a screen reader or a voice: digits stay digits, signs and fractions become words."""

from tutor.maths.reading import units
from tutor.maths.reading.brackets import Level, bare, is_attached, is_whole, strength
from tutor.maths.styles.writer import Writer
from tutor.maths.tree import Abs, Bin, Blank, Frac, Group, Mixed, Name, Neg, Node, Num, Quantity, Root

_PARTS = {
    2: "half", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth", 10: "tenth", 11: "eleventh",
    12: "twelfth", 15: "fifteenth", 16: "sixteenth", 20: "twentieth", 100: "hundredth", 1000: "thousandth",
}  # fmt: skip
_COINS = {"$": ("dollar", "cent", "cents"), "£": ("pound", "penny", "pence"), "€": ("euro", "cent", "cents")}


class Spoken(Writer):
    """Writes words; where brackets would stand, the end of a part is said."""

    style = "spoken"

    def _at_least(self, node: Node, level: Level) -> str:
        return self.write(node)

    def _closed(self, node: Node, what: str, least: Level = Level.POWER) -> str:
        """Return the words, with an end said where more than one part stands under the sign."""
        short = strength(node.of if isinstance(node, Neg) else node) >= least
        return self.write(node) if short else f"{self.write(node)}, end {what}"

    def _frac(self, node: Frac) -> str:
        name = _PARTS.get(int(self.write(node.bottom).replace(",", ""))) if is_whole(node.bottom) else None
        if name is None or not is_whole(node.top):
            return super()._frac(node)
        top, many = self.write(node.top), "halves" if name == "half" else f"{name}s"
        return f"{top} {name if top == '1' else many}"

    def _mixed(self, node: Mixed) -> str:
        return f"{self.write(node.whole)} and {self._frac(Frac(node.top, node.bottom))}"

    def _quantity(self, node: Quantity) -> str:
        if node.unit in _COINS and isinstance(node.of, Num):
            return _money(node.of.text, *_COINS[node.unit])
        return self._fill("quantity", self.write(node.of), units.spoken(node.unit, node.of))

    def _root(self, node: Root) -> str:
        inner = self._closed(node.of, "root")
        if node.degree == 2:
            return self._fill("square root", inner)
        degree = "cube" if node.degree == 3 else _ordinal(node.degree)
        return self.templates["root"] % {"degree": degree, "of": inner}

    def _abs(self, node: Abs) -> str:
        return self._fill("absolute", self._closed(node.of, "absolute value"))

    def _group(self, node: Group) -> str:
        inner = node.of.of if isinstance(node.of, Neg) else node.of
        return self.write(node.of) if isinstance(inner, Num | Name | Frac | Blank) else self._in_brackets(node.of)

    def _implied(self, node: Bin) -> str:
        left, right = self.write(node.left), self.write(node.right)
        return left + self._fill("next to") + right if is_attached(node) else self._infix(left, "×", right)

    def _over(self, node: Bin) -> str:
        if node.sign == "/":
            top, bottom = self._closed(node.left, "numerator", Level.SIGNED), self._closed(node.right, "denominator")
            return self._fill("fraction", top, bottom)
        return self._infix(self.write(node.left), "÷", self.write(node.right))

    def _power(self, node: Bin) -> str:
        base = self._in_brackets(node.left.of) if isinstance(node.left, Group) else self.write(node.left)
        named = {"2": "squared", "3": "cubed"}.get(node.right.text) if isinstance(node.right, Num) else None
        return f"{base} {named}" if named else self._fill("power", base, self._closed(bare(node.right), "power"))


def _money(text: str, coin: str, small: str, smalls: str) -> str:
    whole, _, rest = text.partition(".")
    if len(rest) != 2:
        return f"{text} {coin}{'' if text == '1' else 's'}"
    cents = rest.lstrip("0") or "0"
    change = f"{cents} {small if cents == '1' else smalls}"
    if whole in ("", "0"):
        return change
    coins = f"{whole} {coin}{'' if whole == '1' else 's'}"
    return coins if cents == "0" else f"{coins} and {change}"


def _ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 4th, 11th ..."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return f"{number}{ending}"
