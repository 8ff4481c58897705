"""Opens the store and brings its tables up to date. What is in it is left to `store`.

store = open_store(store_url(settings))
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from tutor.settings import Settings
from tutor.store.connect import Database, broken
from tutor.store.schema import HEAD
from tutor.store.store import Store

_MIGRATIONS = Path(__file__).parent / "migrations"


def store_url(settings: Settings) -> str:
    """Return the database's URL: the setting, else SQLite in the home folder."""
    return settings.database_url or f"sqlite:///{settings.home / 'wherefore.db'}"


def open_store(url: str) -> Store:
    """Return the store at a SQLAlchemy URL, made or brought up to date first; safe when many processes open it at once.

    Raises StoreError (where, what, cure) when it cannot be opened, read or written, or was written by a newer version.
    """
    database = Database(url)
    try:
        migrate(database)
    except BaseException:
        database.engine.dispose()
        raise
    return Store(database)


def migrate(database: Database) -> None:
    """Apply the migrations that are missing, all of them or none, while everybody else who opens waits."""
    with database.writing("migrations") as connection:
        is_fresh = not inspect(connection).has_table("alembic_version")
        step = None if is_fresh else connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        revision = str(step or "")
        if revision == HEAD:
            return
        if revision > HEAD:
            cure = f"It was written by a newer version (step {revision}, this one knows {HEAD}): update Wherefore."
            raise broken(database.where, "cannot be read", cure)
        _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
