"""The real catalog and its matcher, built once."""

import pytest

from tutor.catalog import load
from tutor.catalog.schema import Catalog
from tutor.diagnosis import Matcher


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load()


@pytest.fixture(scope="session")
def matcher(catalog: Catalog) -> Matcher:
    return Matcher(catalog)
