"""The studio, where teachers make items and passages: pages rendered on the server, their whole state in the address.

What can be made, and how, is left to `generation.wishes`; the words of the pages are in the templates.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup, escape
from pydantic import BaseModel, ValidationError

from tutor.catalog.reading import load_simpler
from tutor.catalog.schema import Catalog
from tutor.domain import Item, Passage
from tutor.errors import NotEnough, NotFound, TutorError
from tutor.generation.wishes import MOST_AT_ONCE, ItemWishes, PassageWishes, TextWishes
from tutor.interop import FORMATS
from tutor.interop.documents import read_document
from tutor.interop.passages import MEDIA_TYPES
from tutor.services import Services
from tutor.verify.level import Level, measure
from tutor.verify.prose import blocks
from tutor.web.content import file_of_text, jobs_of
from tutor.web.jobs import Order
from tutor.web.pages import page
from tutor.web.shapes import services_of

router = APIRouter(prefix="/studio", include_in_schema=False)
SHOWN = 50
"""Items that one page shows; files hold all of them."""
LONGEST_TEXT = 60_000
BY = ("skill", "standard", "misconception")
Found = TypeVar("Found")
Choice = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """What stands in the way of a wish: what is said of it, the fields at fault, the nearest ids, how many items are possible."""

    said: str
    fields: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    is_unknown: bool = False
    possible: int | None = None


@router.get("", response_class=HTMLResponse)
def items(request: Request) -> Response:
    """Return the page that makes items: what to choose from, and the items of what is chosen."""
    services, said = services_of(request), _said(request)
    by = next((name for name in BY if name in said), said.get("by", BY[0]))
    by = by if by in BY else BY[0]
    wishes, problem = _read(ItemWishes, said) if by in said else (None, None)
    nothing: tuple[list[Item], Problem | None] = ([], None)
    made, few = nothing
    if wishes:
        (made, few), problem = _tried(lambda: _made(wishes, services), nothing)
    problem = problem or few
    places = [int(place) for place in wishes.picks.split(",") if place] if wishes else []
    if few and few.possible:
        places = [place for place in places if place < few.possible]
    context = {
        "by": by, "q": said.get("q", ""), "groups": _choices(services.catalog, by, said.get("q", "")), "said": said,
        "wishes": wishes, "made": made, "places": places or list(range(len(made))), "problem": problem, "formats": list(FORMATS),
        "title": wishes.title(services.catalog) if wishes else "", "at_once": MOST_AT_ONCE, "shown": SHOWN,
        "link": _linker("/studio", said),
        "file": _linker("/api/v1/items", {name: value for name, value in said.items() if name in _names(ItemWishes)}),
        "titles": {id: one.title for id, one in services.catalog.skills.items()},
        "beliefs": {id: one.belief for id, one in services.catalog.misconceptions.items()},
        "interests": sorted({name for pack in services.catalog.packs for name in pack.interests}),
    }  # fmt: skip
    return HTMLResponse(page("studio/items.html", **context))


def _made(wishes: ItemWishes, services: Services) -> tuple[list[Item], Problem | None]:
    """Return the items to show, and a problem where there are fewer than are wished."""
    try:
        return list(islice(wishes.row(services.catalog, services.matcher), SHOWN)), None
    except NotEnough as few:
        if not few.possible:
            raise
        picks = [place for place in wishes.picks.split(",") if place and int(place) < few.possible]
        fewer = {"n": few.possible, "picks": ",".join(picks)}
        made, fewest = _made(wishes.model_copy(update=fewer), services)
        return made, fewest or Problem(str(few), possible=few.possible)


def _choices(catalog: Catalog, by: str, query: str) -> list[tuple[str, list[Choice]]]:
    """Return what can be chosen in groups: (id, what it is, grades), only what has all words of the query."""
    groups: dict[str, list[Choice]] = {}
    for group, choice in _standards(catalog) if by == "standard" else _named(catalog, by):
        if all(word in f"{group} {' '.join(choice)}".lower() for word in query.lower().split()):
            groups.setdefault(group, []).append(choice)
    return list(groups.items())


def _named(catalog: Catalog, by: str) -> Iterator[tuple[str, Choice]]:
    """Yield skills, or misconceptions that show in answers, with the area that their id names."""
    shown = (one for one in catalog.misconceptions.values() if one.malrules and one.status == "published")
    named = [(one.id, one.belief, one.grades) for one in shown]
    for choice in [(one.id, one.title, one.grades) for one in catalog.skills.values()] if by == "skill" else named:
        yield choice[0].split(".")[1].replace("-", " ").capitalize(), choice


def _standards(catalog: Catalog) -> Iterator[tuple[str, Choice]]:
    titles: dict[str, list[str]] = {}
    for one in catalog.skills.values():
        for code in one.standards:
            titles.setdefault(code, []).append(one.title)
    known = set()
    for code in sorted(titles):
        whole = ".".join(code.split(".")[:2])
        if whole not in known:
            yield whole, (whole, "*", "")
        known.add(whole)
        yield whole, (code, "; ".join(titles[code]), "")


@router.get("/reading", response_class=HTMLResponse)
def reading(request: Request) -> Response:
    """Return the page that makes passages."""
    services, said = services_of(request), _said(request)
    wishes, problem = _read(PassageWishes, said) if "topic" in said else (None, None)
    passages: list[Passage] = []
    if wishes:
        passages, problem = _tried(lambda: wishes.passages(services.shelf, services.gateway), passages)
    return _reading(services, said, problem=problem, passages=passages)


@router.post("/reading", response_class=HTMLResponse)
def own_text(
    request: Request,
    text: Annotated[str, Form()] = "",
    file: UploadFile | None = None,
    grade: Annotated[float, Form(ge=1, le=12)] = 5,
    english: Annotated[int, Form(ge=0, le=5)] = 0,
    act: Annotated[str, Form()] = "",
) -> Response:
    """Return the page with a teacher's own text measured, or as `act` wishes: `level`, `set`, or a format. Nothing of it is kept."""
    services, level, passages, problem = services_of(request), None, list[Passage](), None
    if file and file.filename:
        text, problem = _tried(lambda: read_document(file.filename or "", file.file.read()), "")
    if not problem and (not text.strip() or len(text) > LONGEST_TEXT):
        problem = Problem("", fields=("text",))
    if not problem:
        level, problem = _tried(lambda: measure(text), None)
    if level and act:
        simpler, wanted = load_simpler(services.settings.content), act.removeprefix("set-")
        format, is_set = wanted if wanted in MEDIA_TYPES else "", act.startswith("set")
        asked = TextWishes(text=text, grade=grade, english=english, level_set=is_set, format=format or "json")
        if format:
            return file_of_text(services, asked)
        passages, problem = _tried(lambda: asked.passages(services.shelf, simpler), passages)
    paragraphs = [part for part in blocks(text) if part.strip()]
    own = {"text": text, "level": level, "grade": grade, "english": english, "act": act, "paragraphs": paragraphs}
    return _reading(services, {}, problem=problem, passages=passages, own=own)


def _reading(services: Services, said: dict[str, str], **context: Any) -> Response:
    topics, passages = services.shelf.topics, context["passages"]
    topic = topics.get(passages[0].topic) if passages else topics.get(said.get("topic", ""))
    wanted = {name: value for name, value in said.items() if name in _names(PassageWishes)}
    context = {"own": None, **context} | {
        "said": said, "topics": topics, "topic": topic, "levels": [measure(one.text) for one in passages],
        "interests": sorted({name for one in topics.values() for name in one.hooks}), "formats": list(MEDIA_TYPES),
        "marked": _marked, "link": _linker("/studio/reading", said), "file": _linker("/api/v1/passages", wanted),
    }  # fmt: skip
    return HTMLResponse(page("studio/reading.html", **context))


def _marked(text: str, level: Level) -> Markup:
    """Return a text with its hard words and sentences marked."""
    for sentence in level.hard_sentences:
        text = text.replace(sentence, f"\x02{sentence}\x03")
    safe = str(escape(text))
    if level.hard_words:
        words = "|".join(map(re.escape, level.hard_words))
        safe = re.sub(rf"(?<!\w)({words})(?!\w)", r"<mark>\1</mark>", safe, flags=re.IGNORECASE)
    return Markup(safe.replace("\x02", '<span class="hard">').replace("\x03", "</span>"))


@router.get("/jobs", response_class=HTMLResponse)
def jobs(request: Request) -> Response:
    """Return the page of large sets."""
    return _jobs(request)


def _jobs(request: Request, problem: Problem | None = None) -> Response:
    found = [(job, Order.model_validate_json(job.order)) for job in services_of(request).store.jobs.newest()]
    is_busy = any(job.status in ("waiting", "running") for job, _ in found)
    return HTMLResponse(page("studio/jobs.html", jobs=found, problem=problem, is_busy=is_busy))


@router.post("/jobs")
async def order(request: Request) -> Response:
    """Order a large set from a form, and go to the page that shows how far it is."""
    said = {name: str(value) for name, value in (await request.form()).items() if value}
    what = "items" if said.pop("what", "") == "items" else "passages"
    wanted, problem = _read(Order, {what: said})
    try:
        if wanted:
            await jobs_of(request).start(wanted)
            return RedirectResponse("/studio/jobs", status_code=303)
    except TutorError as error:
        problem = _problem(error)
    return _jobs(request, problem)


@router.post("/jobs/{id}/delete")
def delete(request: Request, id: str) -> Response:
    """Delete a job with its files."""
    _tried(lambda: jobs_of(request).remove(id), None)
    return RedirectResponse("/studio/jobs", status_code=303)


Shape = TypeVar("Shape", bound=BaseModel)


def _read(shape: type[Shape], said: dict[str, Any]) -> tuple[Shape | None, Problem | None]:
    known = {name: value for name, value in said.items() if name in _names(shape)}
    return _tried(lambda: shape.model_validate(known), None)


def _tried(work: Callable[[], Found], otherwise: Found) -> tuple[Found, Problem | None]:
    """Return what the work gives, or what is given otherwise and the problem."""
    try:
        return work(), None
    except ValidationError as invalid:
        fields = tuple(dict.fromkeys(str(each["loc"][-1] if each["loc"] else "") for each in invalid.errors()))
        return otherwise, Problem("", fields=fields)
    except TutorError as error:
        return otherwise, _problem(error)


def _problem(error: TutorError) -> Problem:
    nearest = tuple(error.nearest) if isinstance(error, NotFound) else ()
    possible = error.possible if isinstance(error, NotEnough) else None
    return Problem(str(error), nearest=nearest, is_unknown=isinstance(error, NotFound), possible=possible)


def _names(shape: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in shape.model_fields.items()}


def _said(request: Request) -> dict[str, str]:
    """Return what the address says, without what a form left empty."""
    return {name: value.replace("\x00", "") for name, value in request.query_params.items() if value.strip()}


def _linker(path: str, said: dict[str, str]) -> Callable[..., str]:
    """Return a function that gives the address of this page with some of it changed; "" takes a part out."""

    def link(**changed: object) -> str:
        merged = said | {name: str(value) for name, value in changed.items()}
        return f"{path}?{urlencode({name: value for name, value in merged.items() if value != ''})}"

    return link
