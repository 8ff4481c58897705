"""The verb for a conversation in the terminal."""

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from tutor.cli.rows import as_line, opened

if TYPE_CHECKING:
    from tutor.domain import Turn
    from tutor.services import Services

STAGES = {
    "perceive": "checking your answer",
    "diagnose": "looking for the reason",
    "choose": "finding a page that helps",
    "retrieve": "thinking about what to say",
    "compose": "reading it over",
}


def ask(
    script: Annotated[str, typer.Option(help="File with one learner message a line; - reads standard input.")] = "",
    learner: Annotated[str, typer.Option(help="Go on as this learner; default: a fresh one.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Give one JSON object a turn.")] = False,
) -> None:
    """Talk with the tutor. In a script, a line that is a JSON string may hold line breaks."""
    from tutor.services import build

    services = build()
    who = learner or services.new_id()
    for left in services.resume(who):
        _show(left, as_json)
    if script or as_json or not sys.stdin.isatty():
        for message in _script(script or "-"):
            _show(services.take_turn(who, message), as_json)
    else:
        _converse(services, who)


def _script(path: str) -> Iterator[str]:
    with opened(path) as file:
        text = file.read().decode(errors="replace")
    yield from (_decoded(line) for line in text.split("\n") if line.strip())


def _decoded(line: str) -> str:
    with suppress(ValueError):
        return str(json.loads(line)) if line.startswith('"') else line
    return line


def _show(turn: "Turn", as_json: bool) -> None:
    if as_json:
        from tutor.interop import turn_as_given

        print(as_line(turn_as_given(turn)), flush=True)
        return
    from tutor.maths import show_text

    print(f"> {turn.message}\n\n{show_text(turn.reply, 'plain')}\n", flush=True)


def _converse(services: "Services", learner: str) -> None:
    from rich.console import Console
    from rich.panel import Panel
    from rich.text import Text

    from tutor.maths import show_text

    console = Console()
    with console.status("Opening the books..."):
        _ = services.parts, services.graph, services.matcher.phrases.vectors
    hello = services.catalog.lines["greeting"][0]
    console.print(Panel(Text(show_text(hello, "plain")), title="Wherefore", subtitle="an empty line ends", width=76))
    while True:
        try:
            message = console.input("\n[bold cyan]you[/]  ")
        except (EOFError, KeyboardInterrupt):
            break
        if not message.strip():
            break
        with console.status("reading...") as status:
            turn = services.take_turn(
                learner, message, on_stage=lambda node: status.update(f"{STAGES.get(node, 'almost there')}...")
            )
        console.print(Panel(Text(show_text(turn.reply, "plain")), border_style="green", width=76))
    console.print(f"\nBye for now. To go on later: tutor ask --learner {learner}", highlight=False)
