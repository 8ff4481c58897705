"""What a request is served by, and what the student's page is given of a turn."""

from fastapi import Request

from tutor.domain import Turn
from tutor.maths import show_text
from tutor.services import Services
from tutor.web.shapes import Json


def services_of(request: Request) -> Services:
    """Return the services that the app was made with."""
    services: Services = request.app.state.services
    return services


def turn_as_page(turn: Turn) -> Json:
    """Return what the student's page needs of a turn, and no more: never a key, a belief or a check."""
    paragraphs = [show_text(part, "html") for part in turn.reply.split("\n\n")]
    return {"id": turn.id, "learner": turn.learner, "reply": paragraphs, "move": turn.move.name}
