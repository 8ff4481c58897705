import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from tutor.errors import StoreError
from tutor.settings import Settings
from tutor.store import open_store, store_url
from tutor.store.connect import Database
from tutor.store.schema import HEAD, METADATA
from tutor.store.store import _MIGRATIONS, migrate

ROOT = Path(__file__).parents[2]
BEGUN_THEN_KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from sqlalchemy import insert
from tutor.store import open_store
from tutor.store.schema import ITEMS
store = open_store(sys.argv[1])
store.begin("t1", learner="ada", at=datetime(2026, 1, 5, tzinfo=UTC), message="1/2 + 1/3 = 2/5")
with store._database.writing("ada") as connection:
    connection.execute(insert(ITEMS), {"id": "half-written", "item": "{}"})
    os.kill(os.getpid(), signal.SIGKILL)
"""
OPENED = "import sys; from tutor.store import open_store; open_store(sys.argv[1]).close()"


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{path}"


def complaint(url: str) -> str:
    with pytest.raises(StoreError) as caught:
        open_store(url)
    return str(caught.value)


def test_a_new_database_is_made_with_its_folder_and_opens_again(tmp_path: Path) -> None:
    path = tmp_path / "a new folder" / "store.db"
    for _ in range(2):
        store = open_store(sqlite_url(path))
        assert store.learners() == []
        store.close()
    assert path.exists()


def test_migrations_lead_to_the_tables_as_they_are_described(url: str) -> None:
    database = Database(url)
    migrate(database)
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    database.engine.dispose()


def test_the_newest_migration_is_the_one_the_code_asks_for() -> None:
    assert ScriptDirectory(str(_MIGRATIONS)).get_current_head() == HEAD


def test_sqlite_writes_ahead_waits_for_others_and_holds_foreign_keys(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "store.db"))
    with database.reading() as connection:
        names = ("journal_mode", "busy_timeout", "synchronous", "foreign_keys", "secure_delete")
        set_to = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in names]
    database.engine.dispose()
    assert set_to == ["wal", 10_000, 1, 1, 1]


def test_many_processes_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "store.db")
    openers = [
        subprocess.Popen([sys.executable, "-c", OPENED, url], cwd=ROOT, stderr=subprocess.PIPE) for _ in range(4)
    ]
    said = [opener.communicate()[1].decode() for opener in openers]
    assert [opener.returncode for opener in openers] == [0, 0, 0, 0], said


def test_a_killed_process_leaves_the_message_it_received_and_no_half_of_anything(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "store.db")
    killed = subprocess.run([sys.executable, "-c", BEGUN_THEN_KILLED, url], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    store = open_store(url)
    assert [(left.id, left.learner, left.message) for left in store.pending()] == [("t1", "ada", "1/2 + 1/3 = 2/5")]
    assert store.item("half-written") is None
    store.close()


def test_a_file_that_is_no_database_is_named_with_its_cure(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_bytes(b"these are my notes, not a database" * 100)
    said = complaint(sqlite_url(path))
    assert said.startswith(
        f"database sqlite:///{path}: file is not a database. Move the file away or set TUTOR_DATABASE_URL"
    )


def test_a_torn_database_is_named_with_its_cure(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    open_store(sqlite_url(path)).close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    assert "malformed. Put a backup in its place" in complaint(sqlite_url(path))


def test_a_folder_that_cannot_be_made_is_named_with_its_cure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    said = complaint(sqlite_url(tmp_path / "file" / "var" / "store.db"))
    assert "Not a directory" in said
    assert "Set TUTOR_HOME to a folder that can be made." in said


def test_a_folder_in_the_place_of_the_file_is_named_with_its_cure(tmp_path: Path) -> None:
    assert "unable to open database file. Make the folder writable" in complaint(sqlite_url(tmp_path))


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    open_store(sqlite_url(path)).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert f"written by a newer version (step 9999, this one knows {HEAD}): update Wherefore." in complaint(
        sqlite_url(path)
    )


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE items (id TEXT)")
    connection.close()
    assert "table items already exists. These tables belong to something else" in complaint(sqlite_url(path))
    with sqlite3.connect(path) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    connection.close()
    assert tables == ["items"]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "database URL: cannot be used"),
        ("nosuch://host/name", "database URL: cannot be used"),
        ("sqlite://", "a database in memory is lost with its connection; name a file"),
    ],
)
def test_a_url_that_cannot_be_used_says_what_can(url: str, said: str) -> None:
    assert said in complaint(url)
    assert complaint(url).endswith(
        "Set TUTOR_DATABASE_URL to sqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/NAME."
    )


def test_a_server_that_is_away_is_said_without_the_password() -> None:
    pytest.importorskip("psycopg", reason="needs the extra `postgres`: pip install 'tutor[postgres]'")
    said = complaint("postgresql+psycopg://ada:secret@127.0.0.1:1/school")
    assert "secret" not in said
    assert "See that the server runs" in said


def test_the_database_lies_in_the_home_folder_unless_a_url_is_set(tmp_path: Path) -> None:
    assert store_url(Settings(home=tmp_path)) == f"sqlite:///{tmp_path}/wherefore.db"
    assert store_url(Settings(home=tmp_path, database_url="sqlite:///x.db")) == "sqlite:///x.db"
