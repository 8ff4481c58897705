"""The real topics and the words around passages, read once."""

import pytest

from tutor.catalog.reading import Simpler, load_reading_words, load_simpler
from tutor.catalog.topics import load_topics
from tutor.generation.reading import Shelf


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    return Shelf(load_topics(), load_reading_words())


@pytest.fixture(scope="session")
def simpler() -> Simpler:
    return load_simpler()
