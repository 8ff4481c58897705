"""The verb that starts the service."""

import socket
from typing import Annotated

import typer

from tutor.errors import TutorError


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; default: TUTOR_HOST.")] = "",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; default: TUTOR_PORT.")] = 0,
) -> None:
    """Start the service and say where to look."""
    import uvicorn
    from rich.console import Console
    from rich.progress import Progress

    from evals.site import routers
    from tutor.services import build
    from tutor.web import create_app

    console = Console(stderr=True)
    services = build()
    settings = services.settings
    with _bound(host or settings.host, port or settings.port) as door:
        with Progress(console=console, transient=True) as bar:
            task = bar.add_task("Opening the books", total=None)
            services.progress = lambda what, done, of: bar.update(task, description=what, completed=done, total=of)
            app = create_app(services, *routers)
            _ = services.matcher.phrases.vectors  # no pupil waits for them
        config = uvicorn.Config(app, log_level=settings.log_level, access_log=False)
        console.print("Wherefore is ready: [bold]http://{}:{}[/bold]  (stop with Ctrl+C)".format(*door.getsockname()))
        uvicorn.Server(config).run(sockets=[door])


def _bound(host: str, port: int) -> socket.socket:
    """Return a socket that holds the address; nobody can connect before the server listens on it."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        door = socket.socket(*found[:3])
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(found[4])
    except OSError as error:
        what = f"cannot be listened on ({error.strerror}). Choose another with --host and --port."
        raise TutorError(f"{host}:{port}: {what}") from None
    return door
