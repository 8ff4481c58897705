"""The verb that starts the service."""

from typing import Annotated

import typer


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; default: TUTOR_HOST.")] = "",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; default: TUTOR_PORT.")] = 0,
) -> None:
    """Start the service and say where to look."""
    import uvicorn
    from rich.console import Console
    from rich.progress import Progress

    from tutor.services import build
    from tutor.web import create_app

    console = Console(stderr=True)
    services = build()
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("Opening the books", total=None)
        services.progress = lambda what, done, total: bar.update(task, description=what, completed=done, total=total)
        app = create_app(services)
    host, port = host or services.settings.host, port or services.settings.port
    console.print(f"Wherefore is ready: [bold]http://{host}:{port}[/bold]  (stop with Ctrl+C)")
    uvicorn.run(app, host=host, port=port, log_level=services.settings.log_level, access_log=False)
