"""What the API takes and gives, what the student's page is given of a turn, what a request is served by, and errors as status codes.

The API gives turns as `tutor ask --json` gives them.
"""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Annotated, Any

import structlog
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from tutor.domain import Turn, Value
from tutor.errors import NotFound, SearchIndexError, StoreError, TutorError
from tutor.maths import show_text
from tutor.services import Services

LONGEST_MESSAGE = 20_000
Json = dict[str, Any]


class Message(Value):
    """One message of a learner. The same `turn_id` sent twice is answered once; without `learner` a fresh one begins."""

    message: str = Field(max_length=LONGEST_MESSAGE, description="What the learner wrote, as it was written.")
    learner: str = Field("", max_length=64, pattern=r"^[\w-]*$", description="The learner's id.")
    turn_id: str = Field("", max_length=64, pattern=r"^[\w-]*$", description="The sender's own id, for safe retries.")


class Answer(Value):
    """A response to diagnose: the row of `tutor diagnose`, without an id."""

    problem: str = Field(max_length=LONGEST_MESSAGE)
    response: str = Field(max_length=LONGEST_MESSAGE)
    grade: int | None = Field(None, ge=0, le=12)
    skill: str = ""
    history: list[dict[str, str]] = Field(default_factory=list, max_length=100)


class ToGrade(Value):
    """A response to grade against an expected answer."""

    expected: str = Field(max_length=2000)
    response: str = Field(max_length=LONGEST_MESSAGE)
    problem: str = Field("", max_length=LONGEST_MESSAGE)
    form: str = Field("", max_length=40)


class ToMark(Value):
    """A response to an item: by letters of options, by their texts, or typed."""

    item: Json = Field(description="The item as `/items` gave it.")
    response: str = Field(max_length=2000)


class Texts(Value):
    """Texts to measure."""

    texts: list[Annotated[str, Field(max_length=LONGEST_MESSAGE)]] = Field(min_length=1, max_length=100)


class Fault(BaseModel):
    """Why a request could not be served, in words that may be shown to a person."""

    error: str
    nearest: list[str] = Field(default_factory=list)


class Health(BaseModel):
    """Whether the service is alive, and ready to take turns."""

    status: str
    version: str
    skills: int = 0
    misconceptions: int = 0


def services_of(request: Request) -> Services:
    """Return the services that the app was made with."""
    services: Services = request.app.state.services
    return services


def turn_as_page(turn: Turn) -> Json:
    """Return what the student's page needs of a turn, and no more: never a key, a belief or a check."""
    paragraphs = [show_text(part, "html") for part in turn.reply.split("\n\n")]
    return {"id": turn.id, "learner": turn.learner, "reply": paragraphs, "move": turn.move.name}


_log = structlog.get_logger(__name__)


def _nearest_of(invalid: Any) -> list[str]:
    """Return the values that come closest to one that is none of those allowed; `invalid` is an error of pydantic."""
    allowed = re.findall(r"'([^']+)'", str(invalid.get("ctx", {}).get("expected", "")))
    return get_close_matches(str(invalid.get("input")), allowed, cutoff=0.5)


def fault(said: str, nearest: Sequence[str] = ()) -> Json:
    """Return a fault as the API gives it, see `shapes.Fault`."""
    return {"error": said, "nearest": list(nearest)}


def fault_of(error: Exception) -> tuple[int, Json]:
    """Return the status code and what may be shown of an error; only errors raised on purpose say more than that it failed."""
    if isinstance(error, HTTPException):
        return error.status_code, fault(f"{error.detail}.")
    if isinstance(error, RequestValidationError):
        faults = "; ".join(f"{'.'.join(map(str, each['loc'][1:]))}: {each['msg']}" for each in error.errors())
        nearest = [name for each in error.errors() for name in _nearest_of(each)]
        return 422, fault(f"The request cannot be read: {faults}", nearest)
    if isinstance(error, TutorError):
        status = (
            404 if isinstance(error, NotFound) else 503 if isinstance(error, StoreError | SearchIndexError) else 422
        )
        return status, fault(str(error), getattr(error, "nearest", ()))
    _log.error("unexpected", error=type(error).__name__, exc_info=error)
    return 500, fault("Something went wrong here. Nothing you sent is lost; please try again.")
