"""All that is to be said against a body of content, from every check. Running the malrules is left to `diagnosis`."""

from collections.abc import Iterator
from pathlib import Path

from tutor.catalog.links import check_links, fail
from tutor.catalog.load import SHAPES, first_line, load
from tutor.catalog.schema import Catalog
from tutor.catalog.truth import check_truth
from tutor.catalog.wording import check_wording
from tutor.domain import Finding
from tutor.errors import ContentError


def check(content: Catalog | Path) -> list[Finding]:
    """Return what is wrong with the content, each with place and cure; nothing where all is well.

    A folder is loaded first: what cannot be loaded comes back as findings, and so do files that do not name their schema. A finding is
    `fail`, or `unchecked` where the right answer could not be worked out.
    """
    if isinstance(content, Catalog):
        return [*check_links(content), *check_truth(content), *check_wording(content)]
    try:
        catalog = load(content)
    except ContentError as error:
        return [fail("load", "", fault, "") for fault in error.faults]
    return [*_first_lines(content), *check(catalog)]


def _first_lines(folder: Path) -> Iterator[Finding]:
    for name, (pattern, _) in SHAPES.items():
        for path in sorted(folder.glob(pattern)):
            place = path.relative_to(folder)
            wanted = first_line(name, len(place.parts) - 1)
            with path.open(encoding="utf-8") as file:
                found = file.readline().rstrip("\n")
            if found != wanted:
                yield fail("schema", f"{folder.name}/{place.as_posix()}, line 1", f"is {found!r}", f"Write {wanted}")
