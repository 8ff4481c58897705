"""The evaluator's pages in the service: runs with their history, the report of one, two compared, and downloads.

They lie here and not in `tutor.web`, which may not know of evals: `tutor serve` hands `routers` to the app. What they show are the files
that `tutor eval` keeps in `runs` of the home folder. Only an evaluator sees them: whoever gives TUTOR_EVALUATOR_KEY, or, where none is
set, whoever sits at this machine.
"""

import hashlib
import hmac
import ipaddress
from collections.abc import Callable, Coroutine
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from fastapi.routing import APIRoute

from evals import runs
from evals.compare import changed, compare, spoken
from evals.gate import applying, load_thresholds, missed
from evals.plots import history
from evals.report import COLUMNS, PAGES, headlines, report, table, templates, told, written
from tutor.errors import NotFound, TutorError
from tutor.services import Services

COOKIE = "evaluator"
HOURS = 12
STATIC = ("report.css", "report.js", "runs.css")
FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")
"""Headers of proxies: a request that has one does not come from this machine, whatever its address says."""
Handle = Callable[[Request], Coroutine[Any, Any, Response]]


def is_evaluator(request: Request) -> bool:
    """Return whether the request comes from an evaluator."""
    services = _services(request)
    key = services.settings.evaluator_key
    if not key:
        return _is_here(request)
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if given and hmac.compare_digest(given.encode(), key.encode()):
        return True
    until, _, _ = request.cookies.get(COOKIE, "").partition(".")
    known = until.isdecimal() and int(until) > services.clock().timestamp()
    return known and hmac.compare_digest(request.cookies[COOKIE].encode(), _token(key, int(until)).encode())


def _is_here(request: Request) -> bool:
    if request.client is None or any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _token(key: str, until: int) -> str:
    """Return what the cookie holds: until when, and a seal that only the key makes."""
    return f"{until}.{hmac.new(key.encode(), f'evaluator until {until}'.encode(), hashlib.sha256).hexdigest()}"


class ForEvaluators(APIRoute):
    """A route that shows the door to everybody but evaluators; and says kindly what it cannot find."""

    def get_route_handler(self) -> Handle:
        """Return the handler behind the door."""
        handle = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            if not is_evaluator(request):
                return _door(request, 401)
            try:
                response = await handle(request)
            except TutorError as error:
                nearest = list(error.nearest) if isinstance(error, NotFound) else []
                response = _page("fault.html", request, said=str(error), nearest=nearest)
                response.status_code = 404 if isinstance(error, NotFound) else 422
            response.headers["Cache-Control"] = "no-store"
            return response

        return guarded


door = APIRouter(prefix="/runs", include_in_schema=False)
pages = APIRouter(prefix="/runs", include_in_schema=False, route_class=ForEvaluators)
routers = (door, pages)
"""What the app takes in, the door first."""


@door.get("/static/{name}")
def static(name: str) -> Response:
    """Return a style sheet or script."""
    return FileResponse(PAGES / name) if name in STATIC else Response(status_code=404)


@door.post("/sign-in")
def sign_in(request: Request, key: Annotated[str, Form(max_length=500)] = "") -> Response:
    """Let in whoever has the key, for half a day."""
    services = _services(request)
    wanted = services.settings.evaluator_key
    if not wanted or not hmac.compare_digest(key.strip().encode(), wanted.encode()):
        return _door(request, 401, is_wrong=bool(wanted))
    response = RedirectResponse("/runs", status_code=303)
    until = int(services.clock().timestamp()) + HOURS * 3600
    is_safe = request.url.scheme == "https"
    response.set_cookie(
        COOKIE,
        _token(wanted, until),
        max_age=HOURS * 3600,
        path="/runs",
        httponly=True,
        samesite="strict",
        secure=is_safe,
    )
    return response


@door.post("/sign-out")
def sign_out() -> Response:
    """Forget the key in this browser."""
    response = RedirectResponse("/runs", status_code=303)
    response.delete_cookie(COOKIE, path="/runs")
    return response


def _door(request: Request, status: int, *, is_wrong: bool = False) -> HTMLResponse:
    response = _page("door.html", request, is_wrong=is_wrong, has_key=bool(_services(request).settings.evaluator_key))
    response.status_code = status
    return response


@pages.get("")
def overview(request: Request) -> Response:
    """Return the list of runs, and how the figures that matter went over time."""
    services = _services(request)
    kept, thresholds = runs.kept(services.settings), load_thresholds()
    rows = [
        {"id": one.id, "run": one.record["run"], "figures": sum(row["value"] is not None for row in one.record["results"]),
         "missed": len(missed(one.record, thresholds)), "held": applying(one.record, thresholds), "whole": runs.is_whole(one.record)}
        for one in kept if not one.fault
    ]  # fmt: skip
    alike = [one["id"] for one in rows[1:] if set(one["run"]["evals"]) >= set(rows[0]["run"]["evals"])]
    before = next(iter(alike or [one["id"] for one in rows[1:] or rows]), "")
    grown = [(one, list(runs.over_time(kept, one.task, one.metric))) for one in headlines()]
    charts = [
        {"title": one.title, "last": written(points[-1]["value"], one.form), "svg": history(points, one.title, small=True),
         "link": f"/runs/history?{urlencode({'task': one.task, 'metric': one.metric})}"}
        for one, points in grown if len(points) > 1
    ]  # fmt: skip
    faults = [one.fault for one in kept if one.fault]
    return _page(
        "runs.html",
        request,
        runs=rows,
        before=before,
        charts=charts,
        faults=faults,
        folder=str(runs.folder_of(services.settings)),
    )


@pages.get("/compare")
def compared(request: Request, before: str = "", after: str = "", format: str = "html") -> Response:
    """Return two runs beside each other, as a page, JSON or CSV."""
    settings = _services(request).settings
    old, new = runs.run_named(settings, before), runs.run_named(settings, after)
    rows = compare(old, new)
    name = f"{before}-and-{after}"
    if format == "json":
        return _file(runs.written({"before": old["run"], "after": new["run"], "rows": rows}), name, "json")
    if format == "csv":
        return _file(table({"results": rows}, tuple(rows[0]) if rows else ()), name, "csv")
    return _page(
        "compare.html",
        request,
        rows=rows,
        said=spoken(rows),
        made=changed(old, new),
        before=(before, old["run"]),
        after=(after, new["run"]),
    )


@pages.get("/history")
def figure(request: Request, task: str = "", metric: str = "") -> Response:
    """Return how one figure went over all runs."""
    points = list(runs.over_time(runs.kept(_services(request).settings), task, metric))
    if not points:
        raise NotFound(f"No run has measured {metric} of {task}.", [])
    return _page("history.html", request, task=task, metric=metric, points=points, svg=history(points, metric))


@pages.get("/{id}")
def one_run(request: Request, id: str) -> Response:
    """Return the report of a run."""
    kept = [one for one in runs.kept(_services(request).settings) if not one.fault]
    record = runs.run_named(_services(request).settings, id)
    names = [one.id for one in kept]
    earlier = names[names.index(id) + 1] if id in names[:-1] else ""
    return _page("run.html", request, **told(record), id=id, earlier=earlier)


@pages.get("/{id}/{name}")
def download(request: Request, id: str, name: str) -> Response:
    """Return a run as a file: report.html, run.json or figures.csv."""
    ways: dict[str, Callable[[Any], str]] = {
        "report.html": report,
        "run.json": runs.written,
        "figures.csv": lambda one: table(one, COLUMNS),
    }
    if name not in ways:
        raise NotFound(f"There is no {name} of a run.", list(ways))
    return _file(ways[name](runs.run_named(_services(request).settings, id)), id, name.partition(".")[2])


def _file(text: str, name: str, ending: str) -> Response:
    kinds = {"html": "text/html", "json": "application/json", "csv": "text/csv"}
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return Response(text, media_type=f"{kinds[ending]}; charset=utf-8", headers=headers)


def _page(template: str, request: Request, **context: Any) -> HTMLResponse:
    context["signed_in"] = COOKIE in request.cookies and is_evaluator(request)
    return HTMLResponse(templates().get_template(template).render(**context))


def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services
