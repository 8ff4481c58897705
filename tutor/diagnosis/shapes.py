"""What a malrule acts on and what a site offers, in words that are the keys of an index: "+ whole decimal", "rel ~n x any".

Trying the malrules that are found so is left to `predict`.
"""

import ast
from collections.abc import Iterator, Sequence
from itertools import product

from tutor.diagnosis.literal import bare, number
from tutor.diagnosis.malrule import Ready
from tutor.diagnosis.pattern import ANY_NUMBER, DIVIDED, LETTERS, Pattern, turns
from tutor.maths.tree import Bin, Blank, Frac, Group, Mixed, Name, Neg, Node, Num, Percent, Rel, children

Shape = tuple[str, ...]
Tags = tuple[tuple[str, ...], ...]
ANYWHERE: Shape = ()
BELOW_ZERO = ("neg", "%")
TAGS = {Frac: "/", Mixed: "mixed", Neg: "neg", Percent: "%", Name: "x", Blank: "_", Group: "group", Rel: "rel"}
LITERAL, OF_TERMS = "n", "~"


def shapes_asked(rule: Ready) -> Iterator[Shape]:
    """Yield the shapes of the sites that a malrule acts on: the outermost word, and the words of its two parts where it has two."""
    if rule.when is None:
        tags = rule.run.tags if rule.run else ()
        named = [tuple(name.split()) for name in tags]
        yield from (*named, *(("÷", *rest) for first, *rest in named if first == "/")) if tags else (ANYWHERE,)
        return
    when, parts = rule.when, list(children(rule.when.tree))
    root = tag(when, when.tree)
    if len(parts) != 2 or root.startswith(OF_TERMS):
        yield (root,)
        return
    told = _told(rule.malrule.where)
    names = [when.holes.get(part.text, "") if isinstance(part, Num) else "" for part in parts]
    either = " or ".join(f"places({name}) > 0" for name in names) in told
    for words in product(*(_words_asked(tag(when, part), name, told) for part, name in zip(parts, names, strict=True))):
        if not either or words != ("whole", "whole"):
            yield (root, *words)
            if turns(when.tree) and not when.exact:
                yield (root, *reversed(words))


def _told(guard: str) -> list[str]:
    """Return what a guard says, all of which must hold."""
    told = ast.parse(guard or "True", mode="eval").body
    return [*map(ast.unparse, told.values if isinstance(told, ast.BoolOp) and isinstance(told.op, ast.And) else [told])]


def _words_asked(word: str, name: str, told: Sequence[str]) -> tuple[str, ...]:
    """Return the words for what a part of a pattern asks for; what the guard says of a lone number narrows them."""
    if word != "any" or not name:
        return (word,)
    if f"{name} < 0" in told:
        return BELOW_ZERO
    return ("decimal", "whole")[: 2 - (f"places({name}) > 0" in told)] if f"numeral({name})" in told else (word,)


def tags_given(site: Node, worked: Node | None) -> Tags:
    """Return the words for the site and for each of its parts where it has two, as written and worked out."""
    root, forms = node_tags(site), [children(site)]
    if worked is not None:
        root, forms = (*root, terms_tag(worked)), [*forms, children(worked)]
    return (root, *map(_tags_of_part, *forms)) if len(forms[0]) == 2 else (root,)


def _tags_of_part(written: Node, worked: Node | None = None) -> tuple[str, ...]:
    tags = node_tags(written)
    tags = tags if any(word.startswith((OF_TERMS, "any")) for word in tags) else (*tags, "any")
    return tags if worked is None or worked == written else (*tags, *_tags_of_part(worked))


def tag(pattern: Pattern, part: Node) -> str:
    """Return the one word for what a part of a pattern asks for, see `node_tags`; of algebra the kinds of its terms tell."""
    if pattern.algebra and not isinstance(part, Rel):
        return terms_tag(part) or "any"
    if isinstance(part, Num):
        name = pattern.holes.get(part.text)
        return "whole" if name and name[0] not in ANY_NUMBER else "any"
    if isinstance(part, Group) and isinstance(part.of, Num):
        return tag(pattern, part.of)
    return "/" if isinstance(part, Bin) and part.op == "/" and part.sign not in DIVIDED else _shape(part)


def node_tags(node: Node) -> tuple[str, ...]:
    """Return the words for all that a part of a pattern may ask for and this node gives; "several" are several operations."""
    node = bare(node)
    if isinstance(node, Num):
        return ("decimal", "any") if "." in node.text else ("whole", "any")
    shape: tuple[str, ...] = (_shape(node), *([of_terms] if (of_terms := terms_tag(node)) else ()))
    if isinstance(node, Bin):
        if node.op == "/" and node.sign not in DIVIDED:
            shape += ("/",)
        sides = (side.of if isinstance(side, Group) else side for side in (node.left, node.right))
        return (*shape, "several") if any(isinstance(side, Bin) for side in sides) else shape
    return (*shape, "any") if number(node) is not None else shape


def terms_tag(node: Node) -> str:
    """Return the word for the kinds of the terms of an algebraic sum, in any order ("~nx" of 2x - 3), "" without letters."""
    kinds = sorted(_kind_of_term(term) for term in _summed(bare(node)))
    return OF_TERMS + " ".join(kinds) if any(kind != LITERAL for kind in kinds) else ""


def _summed(node: Node) -> list[Node]:
    return [*_summed(node.left), *_summed(node.right)] if isinstance(node, Bin) and node.op in "+-" else [node]


def _kind_of_term(node: Node) -> str:
    """Return one word for a term without its coefficient and sign, LITERAL where it has no letters."""
    node = bare(node)
    if isinstance(node, Num):
        return LITERAL
    kinds = [_kind_of_term(part) for part in children(node)]
    lettered = [kind for kind in kinds if kind != LITERAL]
    if isinstance(node, Neg) or (isinstance(node, Bin) and node.op == "*" and len(lettered) == 1):
        return (lettered or kinds)[0]
    if not lettered and not isinstance(node, LETTERS):
        return LITERAL
    return f"^{kinds[0]}" if isinstance(node, Bin) and node.op == "^" else "/" if _shape(node) == "÷" else _shape(node)


def _shape(node: Node) -> str:
    if isinstance(node, Bin):
        return "÷" if node.op == "/" else node.op
    return TAGS.get(type(node), type(node).__name__)
