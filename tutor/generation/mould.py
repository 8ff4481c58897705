"""An item model made ready for use: its texts, the ranges of its parameters, its constraints and its own rule for the answer.

Which of its fillings are drawn is left to `draw`, what becomes of one to `items`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256
from math import prod

from tutor.catalog.links import check_item_model
from tutor.catalog.schema import ItemModel, Skill
from tutor.catalog.values import Values, values_of
from tutor.domain import Figure, Task
from tutor.errors import CannotCheck, ContentError
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
