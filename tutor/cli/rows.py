"""JSON lines (or the rows of a CSV file) in, JSON lines out: a bad line gets its error on its own line, and the others go on."""

import csv
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from tutor.errors import TutorError

Row = dict[str, Any]
T = TypeVar("T")
MOST_PEEKED = 50_000
DELIMITERS = ",;\t"


class BadRow(TutorError):
    """A line that cannot be worked on; the message says which field and why."""


def run_rows(path: str, work: Callable[[Row], Mapping[str, Any]]) -> None:
    """Write `work(row)` for each JSON object of a file ("-" is standard input), one line each, in order, as they come.

    What cannot be read or worked on becomes {"id", "error"}. Raises TutorError where the file itself cannot be opened.
    """
    for number, line in _lines(path):
        print(as_line(_worked(number, line, work)), flush=path == "-")


def as_line(row: object) -> str:
    """Return JSON on one line for any reader: what some take for the end of a line, and what no encoding can write, is escaped."""
    text = json.dumps(row, ensure_ascii=False)
    return re.sub("[\x85\u2028\u2029\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text)


def read_rows(path: str, work: Callable[[Row], T], *, all_or_none: bool = False) -> list[T]:
    """Return `work(row)` of each JSON object of a file; a line that cannot be read is named on standard error and left out.

    Raises TutorError where the file cannot be opened, or no line is left (or with `all_or_none` one is left out).
    """
    found: list[T] = []
    is_whole = True
    for number, line in _lines(path):
        made = _worked(number, line, lambda row: {"made": work(row)})
        if "made" in made:
            found.append(made["made"])
        else:
            is_whole = False
            print(f"{path}, {made['error']}", file=sys.stderr)
    if not found:
        raise TutorError(f"{path}: no line can be used. Write one JSON object a line.")
    if all_or_none and not is_whole:
        raise TutorError(f"{path}: nothing was made. Correct the lines above first.")
    return found


def peek_rows(path: str) -> list[Row]:
    """Return the objects among the first MOST_PEEKED lines of a file; of standard input none, for its lines are answered as they come."""
    found: list[Row] = []
    for _, line in islice(_lines(path), MOST_PEEKED) if path != "-" else ():
        with suppress(ValueError, RecursionError):
            found += [row] if isinstance(row := json.loads(line), dict) else []
    return found


def text(row: Row, name: str, default: str | None = None) -> str:
    """Return a text field of a row; numbers are taken as written. Raises BadRow where it is missing or of another kind."""
    value = row.get(name, default)
    if value is None:
        raise BadRow(f'"{name}" is missing. Give it as text.')
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise BadRow(f'"{name}" is {json.dumps(value)[:40]}, not text. Give it as text.')
    return str(value)


def _lines(path: str) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not empty with their numbers; the rows of a .csv file as objects named by its first line."""
    with opened(path) as lines:
        yield from (
            _table(path, lines.read())
            if path.lower().endswith(".csv")
            else ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
        )


def _table(path: str, content: bytes) -> Iterator[tuple[int, bytes]]:
    try:
        text = content.decode("utf-8-sig")
        table = csv.DictReader(StringIO(text), delimiter=max(DELIMITERS, key=text.partition("\n")[0].count))
        for row in table:
            yield (
                table.line_num,
                json.dumps({name: cell for name, cell in row.items() if name and cell is not None}).encode(),
            )
    except (ValueError, csv.Error) as error:
        raise TutorError(
            f"{path}: not a table ({error}). Save it as CSV in UTF-8, with the names of the fields first."
        ) from None


def _worked(number: int, line: bytes, work: Callable[[Row], Mapping[str, Any]]) -> Mapping[str, Any]:
    row: Any = None
    try:
        row = json.loads(line)
        if not isinstance(row, dict):
            raise BadRow("not a JSON object. Write one object a line.")
        return work(row)
    except (ValueError, RecursionError) as error:
        return _failed(row, f"line {number}: not JSON ({error}). Write one object a line, in UTF-8.")
    except TutorError as error:
        return _failed(row, f"line {number}: {error}")
    except Exception as error:  # one broken line must never take the others down
        return _failed(row, f"line {number}: could not be worked on ({type(error).__name__}: {error}).")


def _failed(row: Any, message: str) -> Mapping[str, Any]:
    return {"id": row.get("id") if isinstance(row, dict) else None, "error": message}


def opened(path: str) -> AbstractContextManager[BinaryIO]:
    """Return the file of a name, or standard input for "-". Raises TutorError where it cannot be opened."""
    try:
        return nullcontext(sys.stdin.buffer) if path == "-" else Path(path).open("rb")
    except OSError as error:
        raise TutorError(f"{path}: cannot be read ({error.strerror}). Name a file, or - for input.") from None
