"""The app: its parts, its headers, and the one place where errors turn into status codes."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import structlog
from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from tutor.errors import TutorError
from tutor.services import Services
from tutor.web import api, content, pages, studio
from tutor.web.jobs import Jobs
from tutor.web.shapes import fault, fault_of

STATIC = Path(__file__).parent / "static"
LARGEST_BODY, LARGEST_FILE = 1_000_000, 10_500_000
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_log = structlog.get_logger(__name__)


def create_app(services: Services, *more: APIRouter) -> FastAPI:
    """Return the app over the services, everything a turn needs already open, unanswered turns answered first.

    `more`: pages of rooms that this one may not know, as the evaluator's. Only requests to this machine's own names and the set host
    are served. Raises TutorError where a part cannot be opened.
    """
    _ = services.parts, services.graph
    app = FastAPI(
        title="Wherefore",
        description="A tutor that finds out why an answer is wrong.",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=_lifespan,
    )
    app.state.services = services
    app.state.jobs = Jobs(services)
    for router in (api.router, content.router, pages.router, studio.router, *more):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=["localhost", "127.0.0.1", services.settings.host])
    app.middleware("http")(_guarded)
    for kind in (TutorError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, _answered)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    services: Services = app.state.services
    answered = sum(1 for _ in services.resume())
    if answered:
        _log.info("answered turns that were left over", turns=answered)
    await app.state.jobs.open()
    yield
    await app.state.jobs.close()
    services.close()


async def _guarded(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """Refuse what may not be sent, and set the headers that keep the page to itself."""
    refused = _refused(request)
    return _kept(JSONResponse(fault(refused[1]), refused[0]) if refused else await call_next(request))


def _refused(request: Request) -> tuple[int, str] | None:
    """Return why a request is refused: its body is too large or does not say how large, or a page of another site sends it."""
    length = request.headers.get("content-length", "0")
    most = LARGEST_FILE if request.url.path in ("/studio/reading", "/api/v1/text") else LARGEST_BODY
    if not length.isdigit() or int(length) > most:
        return 413, "That is too large to send."
    if "transfer-encoding" in request.headers:
        return 411, "What is sent must say how long it is (Content-Length)."
    if request.method not in ("GET", "HEAD") and request.headers.get("sec-fetch-site") == "cross-site":
        return 403, "Pages of other sites may not send anything here."
    return None


def _kept(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response


async def _answered(request: Request, error: Exception) -> Response:
    """Return a fault as the API says it, or the page that says so kindly."""
    status, said = fault_of(error)
    if not request.url.path.startswith("/api/"):
        return _kept(pages.sorry(status))
    return _kept(JSONResponse(said, status, getattr(error, "headers", None)))
