"""All verbs of the command in one place, and the one place where errors turn into exit codes."""

import sys
from collections.abc import Callable

import typer

from tutor.cli import ask, batch, check, content, evaluate, serve
from tutor.errors import TutorError

app = typer.Typer(
    name="tutor",
    help="Wherefore: a tutor that finds out why an answer is wrong.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
VERBS: dict[str, Callable[..., None]] = {
    "ask": ask.ask, "diagnose": batch.diagnose, "label": batch.label, "grade": batch.grade, "standards": batch.standards,
    "search": content.search, "items": content.items, "level": content.level, "passage": content.passage,
    "eval": evaluate.evaluate, "fit": evaluate.fit, "check": check.check, "serve": serve.serve,
}  # fmt: skip
for name, verb in VERBS.items():
    app.command(name)(verb)


def main() -> None:
    """Run the command; a TutorError becomes its message on standard error and exit code 2."""
    try:
        app()
    except TutorError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None
