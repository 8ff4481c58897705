"""The JSON API under /api/v1. Each route calls one function of the services."""

import asyncio
import json
from collections.abc import AsyncIterator
from importlib.metadata import version
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from tutor.diagnosis import diagnose_row
from tutor.domain import Turn
from tutor.errors import TutorError
from tutor.interop import source_as_given, turn_as_given
from tutor.maths.answers import grade_answer
from tutor.services import Services
from tutor.web.shapes import Answer, Fault, Health, Json, Message, ToGrade, fault_of, services_of, turn_as_page

LearnerId = Annotated[str, Path(max_length=64, pattern=r"^[\w-]+$")]
router = APIRouter(prefix="/api/v1", responses={404: {"model": Fault}, 503: {"model": Fault}})


@router.post("/turns", summary="Answer one message")
def take_turn(request: Request, said: Message) -> Json:
    """Answer a learner's message and return the whole turn."""
    services = services_of(request)
    learner = said.learner or services.new_id()
    return turn_as_given(services.take_turn(learner, said.message, turn_id=said.turn_id))


@router.post("/turns/stream", summary="Answer one message, telling each stage", response_class=StreamingResponse)
async def stream_turn(request: Request, said: Message) -> StreamingResponse:
    """Answer a message as server-sent events: `stage` (`after`: the step that is done, "" at the start), then one `turn` or one `fault`."""
    services = services_of(request)
    learner = said.learner or services.new_id()
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_events(services, learner, said), media_type="text/event-stream", headers=headers)


async def _events(services: Services, learner: str, said: Message) -> AsyncIterator[str]:
    """Yield the events of one turn. The turn itself runs in a thread and is kept even if nobody listens any more."""
    loop, stages = asyncio.get_running_loop(), asyncio.Queue[str | None]()

    def tell(node: str) -> None:
        loop.call_soon_threadsafe(stages.put_nowait, node)

    def work() -> Turn:
        try:
            return services.take_turn(learner, said.message, turn_id=said.turn_id, on_stage=tell)
        finally:
            loop.call_soon_threadsafe(stages.put_nowait, None)

    running = asyncio.ensure_future(run_in_threadpool(work))
    yield _event("stage", {"after": "", "learner": learner})
    while (node := await stages.get()) is not None:
        yield _event("stage", {"after": node})
    try:
        yield _event("turn", turn_as_page(await running))
    except Exception as error:  # the stream has begun, so the fault must travel on it
        yield _event("fault", fault_of(error)[1])


def _event(name: str, data: Json) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


@router.get("/learners/{learner}/turns", summary="The conversation so far")
def turns(request: Request, learner: LearnerId, newest: Annotated[int, Query(ge=1, le=500)] = 50) -> list[Json]:
    """Return the newest turns of a learner, oldest first."""
    return [turn_as_given(turn) for turn in services_of(request).store.turns(learner, newest=newest)]


@router.get("/learners/{learner}", summary="What is known of a learner")
def learner_state(request: Request, learner: LearnerId) -> Json:
    """Return a learner's state: a fold over the learner's events."""
    return services_of(request).store.learner(learner).model_dump(mode="json")


@router.get("/learners/{learner}/export", summary="Everything kept of a learner")
def export(request: Request, learner: LearnerId) -> Json:
    """Return everything that is kept of a learner."""
    return services_of(request).store.export(learner)


@router.delete("/learners/{learner}", summary="Delete a learner", status_code=204)
def delete(request: Request, learner: LearnerId) -> None:
    """Delete everything that is kept of a learner."""
    services_of(request).forget(learner)


@router.post("/diagnose", summary="Diagnose one response")
def diagnose(request: Request, answer: Answer) -> Json:
    """Return the verdict on a response and the belief behind it, as `tutor diagnose` gives it."""
    services = services_of(request)
    found = diagnose_row(answer.model_dump(), services.matcher, threshold=services.settings.accuse_threshold)
    if "error" in found:
        raise TutorError(found["error"])
    del found["id"]
    return found


@router.post("/grade", summary="Grade one response")
def grade(answer: ToGrade) -> Json:
    """Return the verdict on a response against an expected answer, with a reason."""
    found = grade_answer(answer.expected, answer.response, problem=answer.problem, form=answer.form)
    return {"verdict": found.verdict, "reason": found.reason}


@router.get("/search", summary="Find pages of lessons")
def search(
    request: Request,
    query: Annotated[str, Query(max_length=500)],
    standard: str = "",
    grade: Annotated[int | None, Query(ge=0, le=12)] = None,
    k: Annotated[int, Query(ge=1, le=50)] = 5,
) -> list[Json]:
    """Return the pages that fit a question, best first; empty where nothing does."""
    found = services_of(request).index.search(query, k=k, standard=standard, grade=grade)
    return [source_as_given(source) for source in found]


@router.get("/skills", summary="All skills")
def skills(request: Request) -> list[Json]:
    """Return the skills with their grades and standards."""
    found = services_of(request).catalog.skills.values()
    return [skill.model_dump(mode="json", exclude={"items"}) for skill in found]


@router.get("/health", summary="Is the service alive?")
def health() -> Health:
    """Return that the service is alive."""
    return Health(status="alive", version=version("tutor"))


@router.get("/ready", summary="Can the service take turns?")
def ready(request: Request) -> Health:
    """Return that everything a turn needs is open; errors become 503."""
    services = services_of(request)
    services.store.learners()
    return Health(
        status="ready",
        version=version("tutor"),
        skills=len(services.catalog.skills),
        misconceptions=len(services.catalog.misconceptions),
    )
