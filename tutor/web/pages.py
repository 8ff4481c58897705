"""The student's page, rendered on the server: it works without JavaScript, by keyboard and on a phone."""

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup

from tutor.interop.packages import svg, templates
from tutor.web.shapes import LONGEST_MESSAGE, services_of, turn_as_page

router = APIRouter(include_in_schema=False)
COOKIE = "learner"
_A_YEAR_S = 365 * 24 * 3600
_TEMPLATES = templates(Path(__file__).parent / "templates")
_TEMPLATES.filters["drawn"] = lambda figure: Markup(svg(figure))


@router.get("/", response_class=HTMLResponse)
def student(request: Request) -> Response:
    """Return the page with the conversation so far; a learner without a cookie is a fresh one."""
    services = services_of(request)
    learner = _learner_of(request) or services.new_id()
    turns = [{"message": turn.message, **turn_as_page(turn)} for turn in services.store.turns(learner, newest=50)]
    return _known(HTMLResponse(page("student.html", turns=turns, learner=learner, longest=LONGEST_MESSAGE)), learner)


@router.post("/say")
def say(request: Request, message: Annotated[str, Form(max_length=LONGEST_MESSAGE)] = "") -> Response:
    """Answer a message sent without JavaScript and show the page again."""
    services = services_of(request)
    learner = _learner_of(request) or services.new_id()
    services.take_turn(learner, message)
    return _known(RedirectResponse("/#newest", status_code=303), learner)


@router.post("/forget")
def forget(request: Request) -> Response:
    """Delete the learner and begin afresh."""
    if learner := _learner_of(request):
        services_of(request).forget(learner)
    response = RedirectResponse("/", status_code=303)
    response.delete_cookie(COOKIE)
    return response


def sorry(status: int) -> Response:
    """Return the page that says kindly that something failed."""
    return HTMLResponse(page("sorry.html"), status_code=status)


def page(template: str, **context: Any) -> str:
    """Return a page from its template."""
    return _TEMPLATES.get_template(template).render(**context)


def _known(response: Response, learner: str) -> Response:
    """Return the response with the cookie by which the learner is known again."""
    response.set_cookie(COOKIE, learner, max_age=_A_YEAR_S, httponly=True, samesite="strict")
    return response


def _learner_of(request: Request) -> str:
    learner = request.cookies.get(COOKIE, "")
    return learner if learner.isalnum() and len(learner) <= 64 else ""
