"""All verbs of the command in one place, and the one place where errors turn into exit codes."""

import sys

import typer

from tutor.cli import ask, batch, check, content, evaluate, reading, serve
from tutor.errors import TutorError

app = typer.Typer(
    name="tutor",
    help="Wherefore: a tutor that finds out why an answer is wrong.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("ask")(ask.ask)
app.command("diagnose")(batch.diagnose)
app.command("label")(batch.label)
app.command("grade")(batch.grade)
app.command("standards")(batch.standards)
app.command("search")(content.search)
app.command("items")(content.items)
app.command("level")(reading.level)
app.command("passage")(reading.passage)
app.command("eval")(evaluate.evaluate)
app.command("check")(check.check)
app.command("serve")(serve.serve)


def main() -> None:
    """Run the command; a TutorError becomes its message on standard error and exit code 2."""
    try:
        app()
    except TutorError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None
