"""Sets of items with a purpose: equivalent forms, an exit ticket, a diagnostic quiz, and a blueprint by skills, bands and kinds."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence, Set
from contextlib import suppress
from itertools import combinations
from typing import Any, Literal

from pydantic import Field, ValidationError

from tutor.catalog.schema import Catalog
from tutor.diagnosis import Matcher
from tutor.diagnosis.likelihood import right_key
from tutor.domain import KNOWS, Item, Value
from tutor.errors import NotEnough, TutorError, faults_of
from tutor.generation.items import Kind, iterate_items, make_items
from tutor.generation.mould import choose

LETTERS = "ABCDEFGH"
CANDIDATES_A_MODEL = 4
MOST_DIAGNOSTIC = 12
Pair = tuple[str, str]
Purpose = Literal["practice", "exit", "diagnostic"]


class Row(Value):
    """A line of a blueprint: how many items of a skill or a standard, of which band and kind ("": any)."""

    skill: str = ""
    standard: str = ""
    n: int = Field(1, ge=1, le=1000)
    band: int | None = None
    kind: Kind = ""


def blueprint_row(row: dict[str, Any]) -> Row:
    """Return a row of a blueprint. Raises TutorError that says what is wrong with it."""
    try:
        made = Row.model_validate(row)
    except ValidationError as error:
        raise TutorError(f"{faults_of(error)}. Give skill or standard, n, and band or kind if they matter.") from None
    if bool(made.skill) == bool(made.standard):
        raise TutorError("a row is for a skill or for a standard. Give one of them.")
    return made


def make_set(catalog: Catalog, matcher: Matcher, purpose: Purpose = "practice", **wishes: Any) -> list[Item]:
    """Return the items for a purpose: practice as `iterate_items` gives it, an exit ticket, a diagnostic quiz.

    An exit ticket is for one skill; both it and a diagnostic quiz say themselves how many items they need.
    """
    seed, skill, standard = wishes.get("seed", 1), wishes.get("skill", ""), wishes.get("standard", "")
    if purpose == "exit":
        return exit_ticket(catalog, matcher, skill=skill, seed=seed)
    if purpose == "diagnostic":
        return diagnostic(catalog, matcher, skill=skill, standard=standard, seed=seed)
    return make_items(catalog, matcher, **wishes)


def form(catalog: Catalog, matcher: Matcher, letter: str, items: Sequence[Item], seed: int) -> list[Item]:
    """Return the equivalent form: the same item models and kinds in the same order, with other numbers; "A" is the items themselves.

    Raises TutorError where an item model has not enough numbers for so many forms.
    """
    place = LETTERS.find(letter) if letter else 0
    if place < 0 or len(letter) > 1:
        raise TutorError(f"There is no form {letter!r}. Use one of {', '.join(LETTERS)}.")
    found = list(items)
    taken = {_numbers(item) for item in items}
    for _ in range(place):
        found = _next_form(catalog, matcher, found, taken, seed)
    return found


def _next_form(catalog: Catalog, matcher: Matcher, items: Sequence[Item], taken: set[str], seed: int) -> list[Item]:
    """Return the next form, its numbers not among those taken, which they then are too."""
    made: dict[tuple[str, str], list[Item]] = {}
    for (source, kind), count in Counter(map(_model, items)).items():
        skill, _, model = source.rpartition("/")
        spent = sum(id.startswith(f"{source}/") for id in taken)
        wishes: dict[str, Any] = {"skill": skill, "model": model, "seed": seed, "kind": kind, "n": spent + count}
        fresh: list[Item] = []
        with suppress(NotEnough):
            fresh = [item for item in iterate_items(catalog, matcher, **wishes) if _numbers(item) not in taken][:count]
        if len(fresh) < count:
            raise TutorError(f"The item model {source} has not enough numbers for another form. Ask for fewer items.")
        made[source, kind] = fresh
        taken |= {_numbers(item) for item in fresh}
    return [made[_model(item)].pop(0) for item in items]


def _numbers(item: Item) -> str:
    """Return what items share that are asked of the same numbers in different kinds."""
    return item.id.removesuffix(f"/{item.kind}")


def _model(item: Item) -> tuple[str, str]:
    return item.receipt.source.removeprefix("item model "), item.kind


def exit_ticket(catalog: Catalog, matcher: Matcher, *, skill: str, seed: int = 1) -> list[Item]:
    """Return three items of a skill for the end of a lesson, one of each band, the last a mistake to be put right where there is one."""
    if not skill:
        raise TutorError("An exit ticket is for one skill. Name it.")
    made = [make_items(catalog, matcher, skill=skill, n=1, seed=seed, band=band)[0] for band in (1, 2, 3)]
    with suppress(TutorError):
        (made[2],) = make_items(catalog, matcher, skill=skill, n=1, seed=seed, band=3, kind="error")
    return made


def diagnostic(catalog: Catalog, matcher: Matcher, *, skill: str = "", standard: str = "", seed: int = 1) -> list[Item]:
    """Return as few items as tell the misconceptions of a skill or standard from each other and from knowing, typed answers all.

    Greedy: each next item tells most pairs apart that none before it did. Raises TutorError where no misconception has malrules there.
    """
    skills = {mould.skill.id for mould in choose(catalog, skill=skill, standard=standard)}
    held = {id for id, made in catalog.misconceptions.items() if made.malrules and skills & set(made.skills)}
    if not held:
        raise TutorError(f"No misconception of {skill or standard} shows in answers. Choose another skill.")
    models = sum(len(catalog.skills[id].items) for id in skills)
    candidates = _as_many(catalog, matcher, skill, standard, seed, CANDIDATES_A_MODEL * models)
    apart = {item.id: _told_apart(item, held, matcher) for item in candidates}
    chosen: list[Item] = []
    told: set[Pair] = set()
    while len(chosen) < MOST_DIAGNOSTIC:
        best = max(candidates, key=lambda item: len(apart[item.id] - told))
        if not apart[best.id] - told:
            break
        chosen.append(best)
        told |= apart[best.id]
    return chosen


def _as_many(catalog: Catalog, matcher: Matcher, skill: str, standard: str, seed: int, n: int) -> list[Item]:
    """Return up to `n` items with typed answers, fewer where there are fewer."""
    while True:
        try:
            return make_items(catalog, matcher, n=n, kind="number", skill=skill, standard=standard, seed=seed)
        except TutorError:
            n //= 2
            if not n:
                raise


def _told_apart(item: Item, held: Iterable[str], matcher: Matcher) -> set[Pair]:
    """Return the pairs of states (misconceptions, and knowing) that an answer to the item tells apart."""
    answers: dict[str, set[Hashable]] = {KNOWS: {right_key(item.task)}}
    predictions = matcher.predictions(item.task)
    for id in held:
        answers[id] = {made.key for made in predictions.get(id, ())} or answers[KNOWS]
    return {(one, two) for one, two in combinations(sorted(answers), 2) if not answers[one] & answers[two]}


def by_blueprint(catalog: Catalog, matcher: Matcher, rows: Sequence[Row], seed: int = 1) -> list[Item]:
    """Return the items of a blueprint, row by row, none twice. Raises TutorError that names every row that cannot be met, and why."""
    made: dict[str, Item] = {}
    faults = []
    for number, row in enumerate(rows, 1):
        wishes = row.model_dump(exclude={"n"}) | {"seed": seed + number}
        try:
            made |= {item.id: item for item in _others(catalog, matcher, wishes, row.n, made.keys())}
        except TutorError as error:
            faults.append(f"row {number} ({row.n} of {row.skill or row.standard}): {error}")
    if faults:
        raise TutorError("The blueprint cannot be met. " + " ".join(faults))
    return list(made.values())


def _others(catalog: Catalog, matcher: Matcher, wishes: dict[str, Any], n: int, taken: Set[str]) -> list[Item]:
    """Return `n` items that are not taken yet. Raises as `iterate_items` where there are not so many."""
    found, asked = list[Item](), 0
    while len(found) < n:
        asked += n - len(found)
        found = [item for item in iterate_items(catalog, matcher, **wishes, n=asked) if item.id not in taken]
    return found
