"""The verb that checks content, prompts and settings: all faults at once, each with its place and its cure."""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from tutor.errors import ContentError, TutorError

if TYPE_CHECKING:
    from tutor.domain import Finding
    from tutor.services import Services

_ITEMS_A_SKILL = 12


def check() -> None:
    """Check content, prompts and settings; exit code 2 where anything is at fault."""
    from tutor.services import build

    found = [finding for finding in _findings(build()) if finding.outcome != "pass"]
    for finding in found:
        print(f"{finding.where}: {finding.what} {finding.cure}".strip(": "), file=sys.stderr)
    if any(finding.outcome == "fail" for finding in found):
        raise TutorError(f"{sum(finding.outcome == 'fail' for finding in found)} faults.")
    print("All content, prompts and settings are sound.")


def _findings(services: "Services") -> "Iterator[Finding]":
    """Yield what every check finds: files and how they fit, malrules on their examples, look-alike beliefs, items, prompts, topics."""
    from tutor.catalog import check as check_content
    from tutor.catalog import content_folder
    from tutor.catalog.reading import load_reading_words, load_simpler
    from tutor.catalog.topics import Topic, check_topic, load_topics
    from tutor.diagnosis.examples import check_examples, overlaps
    from tutor.generation import make_items
    from tutor.llm import load_prompts
    from tutor.retrieval.cues import load_cues

    folder = content_folder(services.settings.content)
    yield from check_content(folder)
    yield from _faults("cues", partial(load_cues, folder))
    yield from _faults("prompts", partial(load_prompts, services.settings.prompts))
    yield from _faults("reading", partial(load_reading_words, folder))
    yield from _faults("reading", partial(load_simpler, folder))
    topics = dict[str, Topic]()
    yield from _faults("topics", lambda: topics.update(load_topics(folder)))
    for topic in topics.values():
        yield from check_topic(topic)
    yield from check_examples(services.catalog, services.matcher)
    items = [
        item
        for skill in services.catalog.skills
        for item in make_items(services.catalog, services.matcher, skill=skill, n=_ITEMS_A_SKILL, seed=1)
    ]
    yield from overlaps(services.catalog, services.matcher, items)


def _faults(check: str, load: "Callable[[], object]") -> "Iterator[Finding]":
    from tutor.domain import Finding

    try:
        load()
    except ContentError as error:
        for fault in error.faults:
            yield Finding(check=check, outcome="fail", what=fault)
