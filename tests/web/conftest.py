"""A client of the app over services that need no embedder."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tutor.services import Services
from tutor.web import create_app


@pytest.fixture
def client(services: Services) -> Iterator[TestClient]:
    with TestClient(create_app(services), "http://localhost", raise_server_exceptions=False) as client:
        yield client
