"""Which item models an order is for: those of a skill, of a standard and what lies under it, or of a misconception's skills."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TypeVar

from tutor.catalog.schema import Catalog
from tutor.errors import NotFound, TutorError
from tutor.generation.mould import Mould, mould

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
