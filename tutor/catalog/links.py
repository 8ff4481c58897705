"""Do the parts of the catalog fit together: skills, prerequisites, lessons, items, rules, misconceptions? Wording is left to `wording`."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from graphlib import CycleError, TopologicalSorter

from tutor.catalog.schema import Catalog, ItemModel, Misconception, Skill
from tutor.catalog.values import values_of
from tutor.domain import Finding, Pack
from tutor.maths.formula import formula

STANDARD = re.compile(r"(K|[1-8])\.[A-Z]{1,3}\.[A-Z]\.\d+[a-z]?|HS[A-Z]-[A-Z]{1,3}\.[A-Z]\.\d+[a-z]?")
GRADES = re.compile(r"(K|\d{1,2})(?:-(\d{1,2}))?")
HOLE = re.compile(r"\{(\w*)\}")
FEWEST_ITEMS = 3
FEWEST_EXAMPLES = 2


def fail(check: str, where: str, what: str, cure: str) -> Finding:
    """Return a finding that a check failed."""
    return Finding(check=check, outcome="fail", where=where, what=what, cure=cure)


def check_links(catalog: Catalog) -> Iterator[Finding]:
    """Yield what does not fit: unknown ids, circles of prerequisites, missing lessons or items, codes and grades that cannot be."""
    for skill in catalog.skills.values():
        yield from _skill(catalog, skill)
        for item in skill.items:
            yield from check_item_model(skill.id, item)
            yield from _story(catalog, f"{skill.id}, item {item.id}", item)
    for word in sorted(two_senses(catalog.packs)):
        yield fail("settings", "settings/packs.yaml", f"{word!r} has two senses", "Use another word in one place.")
    yield from _circles(catalog.skills)
    yield from _item_ids(catalog.skills)
    for misconception in catalog.misconceptions.values():
        yield from _misconception(catalog, misconception)
    for rule in catalog.rules.values():
        yield from _known("skill", rule.skills, catalog.skills, rule.id)
    yield from _known("skill", catalog.lessons, catalog.skills, "lessons")
    yield from _known("skill", catalog.tellings, catalog.skills, "tellings")


def two_senses(packs: Sequence[Pack]) -> set[str]:
    """Return the words of settings with two senses, by which a sentence of a word problem could be read in two ways."""
    things = {thing.many for pack in packs for thing in pack.things}
    gets = {verb for pack in packs for verb in pack.gets}
    return things & {pack.holders.many for pack in packs} | gets & {verb for pack in packs for verb in pack.loses}


def _story(catalog: Catalog, where: str, item: ItemModel) -> Iterator[Finding]:
    clauses = {clause.id: clause.takes for clause in catalog.clauses}
    for line in item.story:
        id, *given = line.split()
        if id not in clauses:
            yield fail("stories", where, f"there is no clause {id}", "Use one of settings/clauses.yaml.")
        elif len(given) != len(clauses[id]):
            takes = ", ".join(clauses[id]) or "nothing"
            yield fail("stories", where, f"{line!r} does not give {takes}", "Give just these.")
        for name in {part for each in given for part in each.split("/")} - set("ABKL") - set(item.parameters):
            yield fail("stories", where, f"{name} is no parameter", "Declare it, or correct the name.")


def _skill(catalog: Catalog, skill: Skill) -> Iterator[Finding]:
    yield from _known("prerequisite", skill.prerequisites, catalog.skills, skill.id)
    yield from _grades(skill.id, skill.grades)
    for code in skill.standards:
        if not STANDARD.fullmatch(code):
            yield fail("standards", skill.id, f"{code} is no Common Core code", "Write it like 4.NBT.B.5 or 7.NS.A.1c.")
    if skill.id not in catalog.lessons:
        yield fail("lessons", skill.id, "no lesson", f"Write a lesson with skill: {skill.id}.")
    bands = {item.band for item in skill.items}
    if len(skill.items) < FEWEST_ITEMS or bands != {1, 2, 3}:
        found = f"{len(skill.items)} item models in bands {sorted(bands)}"
        yield fail("items", skill.id, found, f"Write at least {FEWEST_ITEMS}, in each of the bands 1, 2 and 3.")


def _misconception(catalog: Catalog, one: Misconception) -> Iterator[Finding]:
    yield from _known("skill", one.skills, catalog.skills, one.id)
    yield from _known("confusable misconception", one.confusable, catalog.misconceptions, one.id)
    yield from _grades(one.id, one.grades)
    if one.id in one.confusable:
        yield fail("confusable", one.id, "names itself as confusable", "Remove it there.")
    if not one.malrules and not one.says:
        yield fail("malrules", one.id, "neither malrules nor words betray it", "Add malrules or `says`.")
    if one.malrules and len(one.examples) < FEWEST_EXAMPLES:
        yield fail("examples", one.id, f"{len(one.examples)} running examples", f"Write at least {FEWEST_EXAMPLES}.")


def _known(kind: str, ids: Iterable[str], known: Mapping[str, object], where: str) -> Iterator[Finding]:
    for name in ids:
        if name not in known:
            yield fail("ids", where, f"there is no {kind} {name}", "Correct the id, or write what it names.")


def _grades(where: str, grades: str) -> Iterator[Finding]:
    found = GRADES.fullmatch(grades)
    low = 0 if not found or found[1] == "K" else int(found[1])
    if not found or not low <= int(found[2] or low) <= 12:
        yield fail("grades", where, f"{grades!r} are no grades", "Write one grade or two, like 3-5, from K to 12.")


def _circles(skills: Mapping[str, Skill]) -> Iterator[Finding]:
    try:
        TopologicalSorter({skill.id: skill.prerequisites for skill in skills.values()}).prepare()
    except CycleError as error:
        circle = error.args[1][::-1]
        cure = "Remove one of these prerequisites."
        yield fail("prerequisites", circle[0], f"needs itself: {' -> '.join(circle)}", cure)


def _item_ids(skills: Mapping[str, Skill]) -> Iterator[Finding]:
    homes: dict[str, str] = {}
    for skill in skills.values():
        for item in skill.items:
            if item.id in homes:
                yield fail("items", skill.id, f"item {item.id} is also in {homes[item.id]}", "Give it another id.")
            homes[item.id] = skill.id


def check_item_model(skill: str, item: ItemModel) -> Iterator[Finding]:
    """Yield faulty values and formulas of an item model, names not known where they are used, and braces that hold none."""
    where = f"{skill}, item {item.id}"
    known: set[str] = set()
    for name, text in item.parameters.items():
        if not name.isidentifier():
            yield fail("items", where, f"parameter {name!r} is not a name", "Use letters, digits and _ alone.")
        yield from _formula(where, text[1:], known) if text.startswith("=") else _values(where, name, text)
        known.add(name)
    for text in (*item.where, *(() if "{" in item.answer else (item.answer,))):
        yield from _formula(where, text, known)
    task = item.task
    for text in (item.answer, item.stem, task.expression, *task.given, task.want, task.form, item.form):
        for hole in set(HOLE.findall(text)) - known:
            cure = f"Use one of {', '.join(item.parameters)}, or declare it."
            yield fail("items", where, f"{{{hole}}} is no parameter", cure)
        if set(HOLE.sub("", text)) & set("{}"):
            yield fail("items", where, f"a brace stands alone in {text!r}", "Close it, or take it away.")


def _values(where: str, name: str, text: str) -> Iterator[Finding]:
    try:
        values_of(text)
    except ValueError as error:
        cure = "Write 2..12, 0.1..0.9 step 0.1, a list 2, 3, 5 or a formula = a * b."
        yield fail("items", where, f"{name}: {error}", cure)


def _formula(where: str, text: str, known: Set[str]) -> Iterator[Finding]:
    try:
        unknown = ", ".join(sorted(formula(text).names - known))
    except ValueError as error:
        yield fail("items", where, str(error), "Correct the formula.")
        return
    if unknown:
        yield fail("items", where, f"{text}: {unknown} not known here", "Declare it above, or correct the name.")
