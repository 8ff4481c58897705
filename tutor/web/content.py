"""The part of the JSON API that gives content: items and their marks, passages, levels, and jobs for large orders."""

import re
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response, UploadFile
from fastapi.concurrency import run_in_threadpool
from pydantic import ValidationError

from tutor.catalog.reading import load_simpler
from tutor.domain import Item
from tutor.errors import CannotCheck, TutorError
from tutor.generation.wishes import MOST_AT_ONCE, ItemWishes, PassageWishes, TextWishes
from tutor.interop import FORMATS, format_named, level_as_given
from tutor.interop.documents import read_document
from tutor.interop.passages import MEDIA_TYPES
from tutor.services import Services
from tutor.store import Job
from tutor.verify.kinds import mark
from tutor.verify.level import measure
from tutor.web.jobs import Jobs, Order
from tutor.web.shapes import Fault, Json, Texts, ToMark, services_of

router = APIRouter(prefix="/api/v1", responses={404: {"model": Fault}, 503: {"model": Fault}})


def _file_of(*media_types: str) -> dict[str, Any]:
    """Return what is declared of a route that answers with a file."""
    content: dict[str, Any] = {each: {} for each in sorted(set(media_types))}
    return {"response_class": Response, "responses": {200: {"description": "The file", "content": content}}}


_ITEMS, _PASSAGES = _file_of(*(each.media_type for each in FORMATS.values())), _file_of(*MEDIA_TYPES.values())


@router.get("/items", summary="Practice items", **_ITEMS)
def items(request: Request, asked: Annotated[ItemWishes, Query()]) -> Response:
    """Return items with keys, distractors and receipts as JSON or as a file; the same seed gives the same items."""
    if asked.n > MOST_AT_ONCE and not asked.picks:
        raise TutorError(f"{asked.n} items are too many at once. Ask for up to {MOST_AT_ONCE}, or make it a job.")
    services, chosen = services_of(request), format_named(asked.format)
    name = "-".join([*asked.chosen.values(), asked.purpose, asked.letter]) + chosen.ending
    made = asked.items(services.catalog, services.matcher)
    return _sent(asked.file(services.catalog, made), chosen.media_type, name)


@router.post("/items/mark", summary="Mark a response to an item")
def mark_item(request: Request, asked: ToMark) -> Json:
    """Return points from 0 to 1, the verdict and the reason. The item is sent as it was given."""
    unlike = "This is no item as `/items` gives it. Send it back unchanged."
    try:
        item = Item.model_validate(asked.item | {"figure": None})
        if item.kind != "number" and mark(item, item.key).verdict != "right":
            raise TutorError(unlike)
        return mark(item, asked.response, services_of(request).matcher).model_dump()
    except (ValidationError, ValueError, ArithmeticError, LookupError):
        raise TutorError(unlike) from None


@router.get("/topics", summary="What passages can be about")
def topics(request: Request) -> list[Json]:
    """Return the topics with their grades, parts, interests and standards."""
    return [
        {
            "id": one.id, "title": one.title, "subject": one.subject, "grades": one.grades, "interests": list(one.hooks),
            "parts": [{"id": part.id, "heading": part.heading} for part in one.paragraphs], "standards": list(one.standards),
        }
        for one in services_of(request).shelf.topics.values()
    ]  # fmt: skip


@router.get("/passages", summary="A passage, or a level set", **_PASSAGES)
def passages(request: Request, asked: Annotated[PassageWishes, Query()]) -> Response:
    """Return a passage at a measured level with glossary, questions, key and receipt; JSON or a file. A level set is a list."""
    services = services_of(request)
    content = asked.file(services.shelf, asked.passages(services.shelf, services.gateway))
    return _sent(content, MEDIA_TYPES[asked.format], f"{asked.topic}-{asked.grade:g}.{asked.format}")


@router.post("/passages", summary="A text of one's own at another level", **_PASSAGES)
def own_passage(request: Request, asked: TextWishes) -> Response:
    """Return a text brought to a grade as far as that is sure, with every change and supports; JSON or a file. Nothing of it is kept."""
    return file_of_text(services_of(request), asked)


def file_of_text(services: Services, asked: TextWishes) -> Response:
    """Return the file of a given text at its level or levels. Raises what is wrong with it."""
    made = asked.passages(services.shelf, load_simpler(services.settings.content))
    content = asked.file(services.shelf, made)
    return _sent(content, MEDIA_TYPES[asked.format], f"{made[0].title}-{asked.grade:g}.{asked.format}")


@router.post("/text", summary="The text of a file")
def text_of(file: UploadFile) -> Json:
    """Return the text of a txt, md, html, docx or pdf file, to be measured or sent on. Nothing of it is kept."""
    return {"text": read_document(file.filename or "", file.file.read())}


@router.post("/level", summary="How hard texts are to read")
def level(asked: Texts) -> list[Json]:
    """Return for each text its grade, standard error, measures and what makes it hard; or why it could not be measured."""
    return [_level(text) for text in asked.texts]


def _level(text: str) -> Json:
    try:
        return level_as_given(measure(text))
    except CannotCheck as error:
        return {"error": str(error)}


@router.post("/jobs", summary="Order many items or passages", status_code=202)
async def order(request: Request, order: Order) -> Json:
    """Return the job, which is then worked on; its `done` of `total` says how far it is."""
    return job_as_given(await jobs_of(request).start(order))


@router.get("/jobs", summary="The newest jobs")
def jobs(request: Request) -> list[Json]:
    """Return the newest jobs, newest first."""
    return [job_as_given(job) for job in services_of(request).store.jobs.newest()]


@router.get("/jobs/{id}", summary="How far a job is")
def job(request: Request, id: str) -> Json:
    """Return a job."""
    return job_as_given(jobs_of(request).job(id))


@router.get("/jobs/{id}/file", summary="The file of a job", **_file_of("application/zip", "text/csv"))
def job_file(request: Request, id: str) -> Response:
    """Return the file of a job that is done: one file, or a zip of files with up to 200 items each."""
    return jobs_of(request).file(id)


@router.delete("/jobs/{id}", summary="Stop and delete a job", status_code=204)
async def delete_job(request: Request, id: str) -> None:
    """Delete a job with its files; one that is under way is stopped."""
    await run_in_threadpool(jobs_of(request).remove, id)


def job_as_given(job: Job) -> Json:
    """Return a job as JSON, with the address of its file once it is there."""
    given = job.model_dump(mode="json", exclude={"order"}) | {"order": Order.model_validate_json(job.order).as_given()}
    return given | {"file": f"/api/v1/jobs/{job.id}/file" if job.status == "done" else ""}


def _sent(content: bytes, media_type: str, name: str) -> Response:
    """Return a file as it is sent: JSON to be read at once, all else to be kept under its name."""
    plain = re.sub(r"[^a-z0-9.]+", "-", name.lower()).strip("-")
    is_read = media_type == FORMATS["json"].media_type
    headers = {} if is_read else {"Content-Disposition": f'attachment; filename="{plain}"'}
    return Response(content, media_type=media_type, headers=headers)


def jobs_of(request: Request) -> Jobs:
    """Return the jobs of the app."""
    jobs: Jobs = request.app.state.jobs
    return jobs
