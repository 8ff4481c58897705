"""Connections as the store needs them: transactions that say whether they write, and every fault as one StoreError.

What is read and written is left to `store`, the tables to `schema`.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from tutor.errors import StoreError

_WAIT_MS = 10_000
_PRAGMAS = (
    f"busy_timeout = {_WAIT_MS}", "journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "secure_delete = ON",
)  # fmt: skip
_CURES = {
    "not a database": "Move the file away or set TUTOR_DATABASE_URL; a new database is made by itself.",
    "malformed": "Put a backup in its place, or move the file away; a new database is made by itself.",
    "already exists": "These tables belong to something else: set TUTOR_DATABASE_URL to a database of its own.",
    "locked": "Another process holds it: stop that one, or try again.",
    "readonly": "Make the file and its folder writable, or set TUTOR_HOME to a folder that is.",
    "unable to open": "Make the folder writable, or set TUTOR_HOME to a folder that is.", "full": "Free some space on the disk.",
    "connection": "See that the server runs and that TUTOR_DATABASE_URL names its host, port, user and password.",
}  # fmt: skip


class Database:
    """An engine with two ways in: `reading()` and `writing()`. On SQLite one writer at a time, in the order they came."""

    def __init__(self, url: str) -> None:
        """Open nothing yet. Raises StoreError for a URL that cannot be used."""
        self.engine = _engine(url)
        self.where = self.engine.url.render_as_string(hide_password=True)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        # SQLite's own queue of writers sleeps and is unfair; ours hands over at once. Postgres needs none.
        self._turnstile = Lock() if self.is_sqlite else nullcontext()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection for reading; on SQLite it sees one state of the database throughout."""
        with self._explained(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self, lock: str) -> Iterator[Connection]:
        """Give a connection in a transaction that nobody else writing under the same `lock` runs beside; all of it or nothing."""
        writer = self.engine.execution_options(begin="BEGIN IMMEDIATE")
        with self._explained(), self._turnstile, writer.begin() as connection:
            if not self.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:lock, 0))"), {"lock": lock})
            yield connection

    def forget(self) -> None:
        """Write deleted pages over with zeros now: on SQLite they would otherwise live on in the write-ahead log."""
        if self.is_sqlite:
            with self._explained(), self._turnstile, closing(self.engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise broken(self.where, str(getattr(error, "orig", None) or error)) from error


def broken(where: str, what: str, cure: str = "") -> StoreError:
    """Return the StoreError that says where, what, and the cure, which is found by what the database said."""
    said = " ".join(what.split())
    found = next((cure for clue, cure in _CURES.items() if clue in said), "See that the database is in order.")
    return StoreError(f"database {where}: {said.rstrip('.')}. {cure or found}")


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return _sqlite(parsed)
        return create_engine(parsed, pool_size=8, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        cure = "Set TUTOR_DATABASE_URL to sqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/NAME."
        raise broken("URL", f"cannot be used ({error})", cure) from error
    except ImportError as error:
        cure = "Install its driver: pip install 'psycopg[binary]'."
        raise broken(parsed.render_as_string(), str(error), cure) from error


def _sqlite(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":
        raise ValueError("a database in memory is lost with its connection; name a file")
    try:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise broken(str(url), str(error), "Set TUTOR_HOME to a folder that can be made.") from error
    engine = create_engine(url, pool_size=8, connect_args={"timeout": _WAIT_MS / 1000})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    """Python's sqlite3 begins transactions by its own guess; it is told to leave that to us."""
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    """A transaction that will write takes the lock at once, so that it never has to give up half way."""
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))
