"""Practice items from item models: drawn, solved twice, given their options, checked, and released only with a complete receipt."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from typing import Any, Literal

from tutor.catalog.schema import Catalog
from tutor.catalog.values import grade_span
from tutor.diagnosis import Matcher
from tutor.domain import Item, ItemKind, Receipt, Task
from tutor.errors import NotEnough, TutorError
from tutor.generation.draw import draw
from tutor.generation.guide import difficulty, hints, problem_of, solution
from tutor.generation.key import Key, shows, solve_key, tells
from tutor.generation.kinds import Made, build
from tutor.generation.mould import Cast, Mould, choose
from tutor.generation.stories import packs_for, tell
from tutor.verify import check_item, reading_grade
from tutor.verify.story import tongue

LICENCE = "CC BY 4.0"
PLAIN = ("number", "choice")
MOST_ITEMS = 100_000
MOST_REFUSALS = 50
"""Items of one item model in a row that fail a check, after which the item model is at fault."""
FEW = 1_000
"""Up to so many fillings are kept while they are counted; more are drawn a second time instead."""

Kind = Literal[ItemKind, "", "mixed"]
MIXED: tuple[ItemKind, ...] = (
    "choice", "number", "error", "choice", "true_false", "number", "step", "multiple", "choice", "match", "order",
)  # fmt: skip
"""The order in which a mixed set takes its kinds; one that a filling cannot be asked in is passed over for the next."""
MOST_UNSUITED = 60
"""Fillings in a row that cannot be asked in the wanted kind, after which there are no more."""


def make_items(catalog: Catalog, matcher: Matcher, **wishes: Any) -> list[Item]:
    """Return the items of `iterate_items` as a list."""
    return list(iterate_items(catalog, matcher, **wishes))


def iterate_items(
    catalog: Catalog, matcher: Matcher, *, skill: str = "", standard: str = "", misconception: str = "", n: int = 10, seed: int = 1,
    band: int | None = None, kind: Kind = "", interest: str = "", model: str = "", done: int = 0, after: str = "",
) -> Iterator[Item]:  # fmt: skip
    """Return `n` different items, in turn over the difficulty bands and item models, the same for the same seed.

    Of a skill, a standard (or what lies under it), a misconception, or all skills; several wishes narrow each other. `band` 1-3 keeps
    one difficulty, `model` one item model. `kind` overrides that of the item models ("mixed" takes all in turn); items for a
    misconception are multiple choice with its answer among the options. `interest` chooses the settings of word problems and leaves
    their numbers alone. Where `done` of them were made before, `after` being the last, only those that follow are made. Each item is
    forgotten once it is given but for eight bytes that keep it from coming again. Before the first item it raises NotFound with the
    nearest ids, TutorError where `n` items are not possible (says how many are), ContentError for a faulty item model.
    """
    moulds = choose(catalog, skill=skill, standard=standard, misconception=misconception, band=band, model=model)
    order = _Order(catalog, matcher, misconception, seed, "choice" if misconception and not kind else kind, interest)
    packs_for(catalog, interest)
    if not 1 <= n <= MOST_ITEMS:
        raise TutorError(f"{n} items cannot be made at once. Ask for 1 to {MOST_ITEMS}.")
    casts = order.casts(moulds)
    if done:
        return order.released(_following(casts, after), n, done) if done < n else iter(())
    if n <= FEW:
        kept = list(islice(casts, n))
        possible, casts = len(kept), chain(kept, casts)
    else:
        possible = sum(1 for _ in islice(order.casts(moulds, as_they_come=True), n))
    if possible < n:
        what = misconception or standard or skill or "the catalog"
        said = f"{possible or 'No'} different items are possible for {what}, not {n}."
        raise NotEnough(f"{said} Ask for fewer, or for something wider.", possible)
    return order.released(casts, n)


def fillings(
    catalog: Catalog, matcher: Matcher, *, skill: str, n: int, seed: int = 1
) -> dict[Task, Callable[[], Item | None]]:
    """Return up to `n` tasks of a skill, in turn over its bands and item models and else as they come, each with what makes its checked
    item (None where it does not pass), so that one may be chosen of many before any is made. Raises NotFound with the nearest ids.
    """
    order = _Order(catalog, matcher, "", seed, "", "")
    casts = islice(order.casts(choose(catalog, skill=skill), as_they_come=True), n)
    return {cast.task: partial(order.passing, cast) for cast in casts}


def _following(casts: Iterator[Cast], item: str) -> Iterator[Cast]:
    """Return the fillings after the one that an item was made from."""
    for cast in casts:
        if item == cast.id or item.startswith(f"{cast.id}/"):
            break
    return casts


@dataclass(frozen=True, slots=True)
class _Order:
    """What all items of one order share."""

    catalog: Catalog
    matcher: Matcher
    misconception: str
    seed: int
    kind: Kind
    interest: str

    def casts(self, moulds: list[Mould], *, as_they_come: bool = False) -> Iterator[Cast]:
        """Return the fillings that this order can use, first those on which misconceptions give the most different wrong answers."""
        belief = self.catalog.misconceptions.get(self.misconception)
        worth = None if as_they_come else lambda cast: tells(cast, self.matcher)
        return draw(moulds, self.seed, (lambda cast: shows(belief, cast)) if belief else None, worth)

    def released(self, casts: Iterator[Cast], n: int, done: int = 0) -> Iterator[Item]:
        """Yield the items up to the `n`-th that passed every check; fillings that fail one are passed over, up to a bound."""
        refusals: dict[str, list[str]] = {}
        unsuited = 0
        for cast in casts:
            place = cast.mould.place
            try:
                item = self.item(cast, done)
            except TutorError as error:
                refusals.setdefault(place, []).append(str(error))
                if len(refusals[place]) >= MOST_REFUSALS:
                    said = f"none of {MOST_REFUSALS} items in a row passes: {error} Correct the item model."
                    raise TutorError(f"Skill {cast.mould.skill.id}, item {cast.mould.table.id}: {said}") from error
                continue
            if item is None and (unsuited := unsuited + 1) >= MOST_UNSUITED:
                break
            if item is None:
                continue
            refusals.pop(place, None)
            yield item
            done, unsuited = done + 1, 0
            if done == n:
                return
        why = "; ".join(f"{place}: {reasons[-1]}" for place, reasons in refusals.items())
        said = f"Only {done} of {n} items can be made {f'of the kind {self.kind}. ' if self.kind else ''}{why}"
        raise NotEnough(f"{said} Ask for fewer, or another kind.", done)

    def item(self, cast: Cast, done: int = 0) -> Item | None:
        """Return the checked item of a filling, None where it cannot be asked in the kind whose turn it is (after `done` items).

        Raises TutorError that says which check it does not pass.
        """
        if cast.mould.table.story:
            cast = replace(cast, told=tell(cast, self.catalog, self.seed, self.interest))
        understood = tongue(self.catalog.clauses, self.catalog.packs) if cast.told else None
        draft = self.draft(cast, solve_key(cast, understood), done)
        if draft is None:
            return None
        findings = check_item(draft, school_grade=min(grade_span(cast.mould.skill.grades), default=None))
        for finding in findings:
            if finding.outcome != "pass":
                raise TutorError(f"the check {finding.check} gives {finding.outcome}: {finding.what}.")
        return draft.model_copy(update={"receipt": draft.receipt.model_copy(update={"checks": tuple(findings)})})

    def passing(self, cast: Cast) -> Item | None:
        """Return the checked item of a filling, None where it does not pass."""
        with suppress(TutorError):
            return self.item(cast)
        return None

    def draft(self, cast: Cast, key: Key, done: int = 0) -> Item | None:
        """Return the item as it would be released, its receipt still without checks."""
        task, skill = cast.task, cast.mould.skill
        worked = solution(cast, key, self.catalog)
        made = Made(cast, key, self.matcher, self.seed, self.misconception, self.catalog.asks, worked)
        changes = next(filter(None, (build(made, kind) for kind in self.kinds(cast, done))), None)
        if changes is None:
            return None
        about, explained = changes.pop("about", ""), changes.pop("explained", "")
        parts: dict[str, Any] = {
            "id": cast.id if changes["kind"] in PLAIN else f"{cast.id}/{changes['kind']}", "skill": skill.id, "stem": cast.stem,
            "figure": cast.figure(self.catalog.figures), "given": task.given, "task": task,
            "problem": problem_of(changes.get("task", task)), "key": key.text, "form": cast.form, "difficulty": difficulty(cast, key),
            "hints": hints(self.catalog.lessons.get(skill.id), task, key), "solution": (*worked, explained) if explained else worked,
            "receipt": self.receipt(cast, key, about),
        }  # fmt: skip
        return Item(**parts | changes)

    def kinds(self, cast: Cast, done: int) -> tuple[ItemKind, ...]:
        """Return the kinds to try on a filling, the wanted one first; items whose model wants options fall back on a typed answer."""
        if self.kind == "mixed":
            turn = done % len(MIXED)
            return (*MIXED[turn:], *MIXED[:turn])
        kind: ItemKind = self.kind or ("choice" if cast.mould.table.format == "choice" else "number")
        return (kind, "number") if kind == "choice" else (kind,)

    def receipt(self, cast: Cast, key: Key, about: str = "") -> Receipt:
        """Return where the item comes from, how its key was found, what was measured, and which misconception it is about."""
        return Receipt(
            source=f"item model {cast.mould.place}", seed=self.seed,
            parameters=dict(cast.texts) | ({"misconception": about} if about else {}), routes=key.routes,
            measures={"band": cast.mould.table.band, "reading_grade": round(reading_grade(cast.stem), 1)},
            standards=cast.mould.skill.standards, content_hash=self.catalog.hash, licence=LICENCE,
        )  # fmt: skip
