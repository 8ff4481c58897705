"""An item model made ready for use: its texts, the ranges of its parameters, its constraints and its own rule for the answer.

Which of its fillings are drawn is left to `draw`, what becomes of one to `draft`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from math import prod

from tutor.catalog.schema import ItemModel, Skill
from tutor.domain import Task
from tutor.errors import CannotCheck, ContentError
from tutor.generation.ranges import as_written, values_of
from tutor.maths.formula import Formula, Result, formula

_SLOT = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True, slots=True)
class Cast:
    """One filling of a mould: a value for every parameter, and how it stands in the texts."""

    mould: "Mould"
    values: Mapping[str, Fraction]
    texts: Mapping[str, str]

    @property
    def id(self) -> str:
        """Return the permanent id: skill, item model, and a hash of the parameters."""
        pairs = ";".join(f"{name}={text}" for name, text in self.texts.items())
        return f"{self.mould.place}/{sha256(pairs.encode()).hexdigest()[:10]}"

    @property
    def stem(self) -> str:
        """Return the finished stem, mathematics between backticks."""
        return self.mould.table.stem.format_map(self.texts)

    @property
    def task(self) -> Task:
        """Return the finished task."""
        asked = self.mould.table.task
        return Task(
            kind=asked.kind,
            expression=asked.expression.format_map(self.texts),
            given=tuple(text.format_map(self.texts) for text in asked.given),
            want=asked.want.format_map(self.texts),
            form=asked.form.format_map(self.texts),
        )

    @property
    def form(self) -> str:
        """Return the form that the key is written in, "" where it is the natural one."""
        return self.mould.table.form.format_map(self.texts) or self.task.form

    def answer(self) -> Result:
        """Return what the item model's own rule gives: an exact value, or a sign of comparison."""
        return self.mould.answer(self.values)


@dataclass(frozen=True, slots=True)
class Mould:
    """An item model (`table`) of a skill, compiled. `drawn` are the parameters with ranges, `computed` those that follow from them."""

    skill: Skill
    table: ItemModel
    drawn: tuple[tuple[str, Sequence[Fraction]], ...]
    computed: tuple[tuple[str, Formula], ...]
    where: tuple[Formula, ...]
    answer: Formula

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
    reading = _Reading(f"skill {skill.id}, item {table.id}")
    drawn, computed = reading.parameters(table.parameters)
    where = tuple(rule for text in table.where if (rule := reading.rule("where", text)))
    answer = reading.rule("answer", table.answer)
    reading.slots(table)
    if reading.faults or answer is None:
        raise ContentError(reading.faults)
    return Mould(skill, table, drawn, computed, where, answer)


class _Reading:
    """One pass over an item model: the names known so far, and the faults found."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.known: set[str] = set()
        self.faults: list[str] = []

    def fault(self, what: str) -> None:
        self.faults.append(f"{self.place}: {what}. Correct it.")

    def parameters(
        self, texts: Mapping[str, str]
    ) -> tuple[tuple[tuple[str, Sequence[Fraction]], ...], tuple[tuple[str, Formula], ...]]:
        drawn, computed = [], []
        for name, text in texts.items():
            if not name.isidentifier():
                self.fault(f"parameter {name!r} is not a name")
            elif text.lstrip().startswith("="):
                if rule := self.rule(f"parameter {name}", text.lstrip()[1:]):
                    computed.append((name, rule))
            elif values := self.values(name, text):
                drawn.append((name, values))
            self.known.add(name)
        return tuple(drawn), tuple(computed)

    def values(self, name: str, text: str) -> Sequence[Fraction]:
        try:
            return values_of(text)
        except ValueError as error:
            self.fault(f"parameter {name}: {error}")
            return ()

    def rule(self, what: str, text: str) -> Formula | None:
        try:
            rule = formula(text)
        except ValueError as error:
            self.fault(f"{what}: {error}")
            return None
        for name in sorted(rule.names - self.known):
            self.fault(f"{what}: {name} is not a parameter before it")
        return rule

    def slots(self, table: ItemModel) -> None:
        for text in _texts(table):
            for name in _SLOT.findall(text):
                if name not in self.known:
                    self.fault(f"{text!r}: {{{name}}} is not a parameter")
            if set(_SLOT.sub("", text)) & set("{}"):
                self.fault(f"{text!r}: a brace stands alone")


def _texts(table: ItemModel) -> Iterator[str]:
    task = table.task
    yield from (table.stem, task.expression, *task.given, task.want, task.form, table.form)
