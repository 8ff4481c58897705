"""The real topics and the words around passages, read once."""

import pytest

from tutor.catalog.reading import load_reading_words
from tutor.catalog.topics import load_topics
from tutor.generation.reading import Shelf


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    return Shelf(load_topics(), load_reading_words())
