"""Errors as status codes and as words that may be shown to a person."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import structlog
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from tutor.errors import NotFound, SearchIndexError, StoreError, TutorError
from tutor.web.shapes import Json

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
