"""A set of labels of our own: beliefs of the catalog, with the wrong answers that their malrules give on drawn items.

The labeller ranks them with a matcher that has none of these misconceptions, as it would rank another's list. Simulated, so the figure says
nothing of real pupils: it shows whether more examples a label help, which MaE with its two cannot.
"""

import random
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from evals.results import Run
from tutor.catalog.schema import Catalog
from tutor.diagnosis import Matcher
from tutor.diagnosis.labels import Given, Label
from tutor.errors import NotEnough
from tutor.generation import iterate_items
from tutor.services import Services

MOST_SHOWN, ASKED, LABELS, DRAWN_FOR_ONE = 3, 2, 100, 10


def made(run: Run) -> tuple[list[Label], Matcher, list[Given]]:
    """Return the labels, a matcher that does not know their malrules, and MOST_SHOWN + ASKED responses of each label in turn."""
    catalog = run.services.catalog
    ids = sorted(id for id, made in catalog.misconceptions.items() if made.malrules and made.status == "published")
    random.Random(run.seed).shuffle(ids)
    found: dict[str, list[Given]] = {}
    for id in ids:
        if len(found) == (run.limit or LABELS):
            break
        given = list(_wrong(run.services, id, run.seed))
        if len(given) >= MOST_SHOWN + ASKED:
            found[id] = random.Random(run.seed).sample(given, MOST_SHOWN + ASKED)
    labels = [Label(id, catalog.misconceptions[id].belief, id.rpartition(".")[0]) for id in found]
    return labels, Matcher(_without(catalog, frozenset(found))), [one for given in found.values() for one in given]


def split(given: list[Given], examples: int) -> tuple[list[Given], list[Given]]:
    """Return what is shown of each label, and what is asked: the same whatever the number of examples."""
    places = [(place % (MOST_SHOWN + ASKED), one) for place, one in enumerate(given)]
    return [one for place, one in places if place < examples], [one for place, one in places if place >= MOST_SHOWN]


def _wrong(services: Services, id: str, seed: int) -> Iterator[Given]:
    stems = set()
    wishes: dict[str, Any] = {"misconception": id, "n": DRAWN_FOR_ONE, "seed": seed, "kind": "choice"}
    with suppress(NotEnough):  # what there is will do
        for item in iterate_items(services.catalog, services.matcher, **wishes):
            for option in item.options:
                if option.misconception == id and item.stem not in stems:
                    stems.add(item.stem)
                    yield Given(item.stem, option.text, label=id)


def _without(catalog: Catalog, ids: frozenset[str]) -> Catalog:
    kept = {id: made for id, made in catalog.misconceptions.items() if id not in ids}
    return catalog.model_copy(update={"misconceptions": kept})
