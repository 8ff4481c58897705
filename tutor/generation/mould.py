"""An item model made ready for use: its texts, the ranges of its parameters, its constraints and its own rule for the answer.

An order is for those of a skill, of a standard and what lies under it, or of a misconception's skills. Which of their fillings are
drawn is left to `draw`, what becomes of one to `items`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256
from math import prod
from typing import TypeVar

from tutor.catalog.links import check_item_model
from tutor.catalog.schema import Catalog, ItemModel, Skill
from tutor.catalog.values import Values, values_of
from tutor.domain import Figure, Task
from tutor.errors import CannotCheck, ContentError, NotFound, TutorError
from tutor.maths.formula import Formula, Result, formula
from tutor.maths.number import places, written
from tutor.maths.read import read
from tutor.maths.show import show
from tutor.maths.tree import Node


@dataclass(frozen=True, slots=True)
class Cast:
    """One filling of a mould: a value for every parameter, how it stands in the texts, and the word problem once it is told."""

    mould: "Mould"
    values: Mapping[str, Fraction]
    texts: Mapping[str, str]
    told: str = ""

    @property
    def id(self) -> str:
        """Return the permanent id: skill, item model, and a hash of the parameters."""
        pairs = ";".join(f"{name}={text}" for name, text in self.texts.items())
        return f"{self.mould.place}/{sha256(pairs.encode()).hexdigest()[:10]}"

    @property
    def stem(self) -> str:
        """Return the finished stem, mathematics between backticks."""
        return self.told or self.mould.table.stem.format_map(self.texts)

    def figure(self, words: Mapping[str, str]) -> Figure | None:
        """Return what is drawn beside the stem; `words` says each kind of figure in words."""
        drawn = self.mould.table.figure
        if drawn is None:
            return None
        told = {name: text.format_map(self.texts) for name, text in drawn.values.items()}
        return Figure(kind=drawn.kind, values=tuple(told.items()), alt=words[drawn.kind].format_map(told))

    @property
    def task(self) -> Task:
        """Return the finished task."""
        asked = self.mould.table.task
        texts = {name: getattr(asked, name).format_map(self.texts) for name in ("expression", "want", "form")}
        return Task(kind=asked.kind, given=tuple(text.format_map(self.texts) for text in asked.given), **texts)

    @property
    def form(self) -> str:
        """Return the form that the key is written in, "" where it is the natural one."""
        return self.mould.table.form.format_map(self.texts) or self.task.form

    def answer(self) -> Result | Node:
        """Return what the item model's own rule gives: an exact value, a sign of comparison, or the algebra that it writes."""
        if self.mould.answer is None:
            return read(self.mould.table.answer.format_map(self.texts))
        return self.mould.answer(self.values)


@dataclass(frozen=True, slots=True)
class Mould:
    """An item model (`table`) of a skill, compiled. `drawn` are the parameters with ranges, `computed` those that follow from them."""

    skill: Skill
    table: ItemModel
    drawn: tuple[tuple[str, Values], ...]
    computed: tuple[tuple[str, Formula], ...]
    where: tuple[Formula, ...]
    answer: Formula | None

    @property
    def place(self) -> str:
        """Return where the item model is found: skill id and its own id."""
        return f"{self.skill.id}/{self.table.id}"

    @property
    def size(self) -> int:
        """Return the number of fillings before the constraints are looked at."""
        return prod(len(values) for _, values in self.drawn)

    def cast(self, number: int) -> Cast | None:
        """Return filling `number` (from 0, below `size`), None where it does not meet the constraints."""
        values: dict[str, Fraction] = {}
        for name, choices in self.drawn:
            number, place = divmod(number, len(choices))
            values[name] = choices[place]
        try:
            for name, rule in self.computed:
                result = rule(values)
                if not isinstance(result, Fraction):
                    return None
                values[name] = result
            if not all(rule(values) for rule in self.where):
                return None
        except CannotCheck:
            return None
        texts = {name: as_written(values[name]) for name in self.table.parameters}
        return Cast(self, values, texts)


def mould(skill: Skill, table: ItemModel) -> Mould:
    """Return the item model, compiled. Raises ContentError with all of its faults."""
    if faults := [f"skill {each.where}: {each.what}. {each.cure}" for each in check_item_model(skill.id, table)]:
        raise ContentError(faults)
    computed = {name: formula(text[1:]) for name, text in table.parameters.items() if text.startswith("=")}
    drawn = {name: values_of(text) for name, text in table.parameters.items() if name not in computed}
    where = tuple(formula(text) for text in table.where)
    answer = None if "{" in table.answer else formula(table.answer)
    return Mould(skill, table, tuple(drawn.items()), tuple(computed.items()), where, answer)


@lru_cache(maxsize=50_000)
def as_written(value: Fraction) -> str:
    """Return a value as it stands in a stem: "7", "-0.25", and a fraction only where no decimal ends."""
    return show(written(value, "simplest" if places(value) is None else "decimal"))


Found = TypeVar("Found")
_PREFIXES = ("CCSS.MATH.CONTENT.", "CCSS.MATH.")


def choose(
    catalog: Catalog, *, skill: str = "", standard: str = "", misconception: str = "", band: int | None = None, model: str = "",
) -> list[Mould]:  # fmt: skip
    """Return the compiled item models that meet every wish that is not empty, in the order of the catalog.

    Raises NotFound with the nearest ids for an unknown one, TutorError where the wishes leave nothing, ContentError for
    a faulty item model.
    """
    if band not in (None, 1, 2, 3):
        raise TutorError(f"There is no difficulty band {band}. Use 1, 2 or 3.")
    wanted = [_known(skill, catalog.skills, "skill")] if skill else list(catalog.skills.values())
    if standard:
        codes = {code for each in catalog.skills.values() for code in each.standards}
        if not covers(standard, codes):
            raise not_found("standard", _plain(standard), sorted(codes))
        wanted = [each for each in wanted if covers(standard, each.standards)]
        if not wanted:
            raise TutorError(f"The skill {skill} has no standard {standard}. Leave one of them out.")
    if misconception:
        belief = _known(misconception, catalog.misconceptions, "misconception")
        if not belief.malrules or belief.status != "published":
            why = "shows in words only: no item can draw it out. Choose another."
            raise TutorError(f"The misconception {misconception} {why}")
        wanted = [each for each in wanted if each.id in belief.skills]
    tables = [(each, table) for each in wanted for table in each.items if band in (None, table.band)]
    moulds = [mould(each, table) for each, table in tables if model in ("", table.id)]
    if not moulds:
        names = ("skill", "standard", "misconception", "band", "item model")
        wishes = zip(names, (skill, standard, misconception, band, model), strict=True)
        said = ", ".join(f"{name} {wish}" for name, wish in wishes if wish)
        raise TutorError(f"There is no item for {said} together. Leave one of them out.")
    return moulds


def covers(standard: str, codes: Iterable[str]) -> bool:
    """Return whether one of the codes is the standard or lies under it: 4.NF covers 4.NF.B.3a, 4.NF.A.1 does not cover 4.NF.A.10."""
    wish = _plain(standard)
    return any(code == wish or (code.startswith(wish) and not code[len(wish)].isdigit()) for code in map(_plain, codes))


def _plain(code: str) -> str:
    code = code.strip().upper().rstrip(".")
    for prefix in _PREFIXES:
        code = code.removeprefix(prefix)
    return code


def _known(id: str, among: Mapping[str, Found], kind: str) -> Found:
    if id not in among:
        raise not_found(kind, id, among)
    return among[id]


def not_found(kind: str, id: str, known: Iterable[str]) -> NotFound:
    """Return the error for an unknown id, naming the known ones that come closest."""
    known = list(known)
    endings = {each.rpartition(".")[2]: each for each in known}
    close = get_close_matches(id, known, n=3, cutoff=0.5)
    close += [endings[end] for end in get_close_matches(id.rpartition(".")[2], endings, n=3, cutoff=0.6)]
    nearest = tuple(dict.fromkeys(close))[:3]
    hint = f"The nearest: {', '.join(nearest)}." if nearest else "`tutor items --list` names skills and standards."
    return NotFound(f"There is no {kind} {id!r}. {hint}", nearest)
