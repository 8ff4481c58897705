"""What is kept: the log of each learner, the turns, the worries, the issued items and the ledger.

    store.begin("t1", learner="ada", at=now, message="1/2 + 1/3 = 2/5")     # received: survives a killed process
    state = store.record(turn, events, items=[item])                       # answered: turn, events and state, or nothing
    store.pending()                                                        # received and never answered

Messages come in with personal data already removed. What events do is left to `learner`.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic_core import to_jsonable_python
from sqlalchemy import Select, func, inspect, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from tutor.domain import Event, Flag, Item, Learner, LedgerLine, Turn, Value
from tutor.learner.mastery import Fit
from tutor.settings import Settings
from tutor.store import log
from tutor.store.connect import Database, broken
from tutor.store.jobs import JobRows
from tutor.store.log import Kept
from tutor.store.schema import EVENTS, FITS, FLAGS, HEAD, ITEMS, LEARNERS, LEDGER, TURNS

PENDING, DONE = "pending", "done"


class Pending(Value):
    """A message that was received, in turn `id`, and not answered yet."""

    id: str
    learner: str
    at: datetime
    message: str


class Store:
    """The database of a school. Every method is one transaction, may be called from any thread, and raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.jobs = JobRows(database)
        self._insert = sqlite.insert if database.is_sqlite else postgresql.insert

    def close(self) -> None:
        """Let go of all connections."""
        self._database.engine.dispose()

    def begin(self, turn: str, *, learner: str, at: datetime, message: str) -> Turn | None:
        """Note that a message was received, and return the turn if it was answered before, else None. Doing it twice is once."""
        with self._database.writing(learner) as connection:
            known = connection.execute(select(TURNS.c.turn).where(TURNS.c.id == turn)).one_or_none()
            if known is None:
                log.enter(connection, learner)
                row = {"id": turn, "learner": learner, "at": at, "status": PENDING, "message": message}
                connection.execute(TURNS.insert(), row)
            return log.parsed(Turn, known.turn, f"turn {turn}") if known and known.turn else None

    def record(self, turn: Turn, events: Sequence[Event] = (), *, items: Sequence[Item] = ()) -> Learner:
        """Keep an answered turn with its events and the items it issued, and return the learner's new state.

        All of it or nothing. Idempotent by turn id: a second call changes nothing, whatever its events. A turn that was under way
        when its learner was deleted is dropped. Raises ValueError for broken events.
        """
        with self._database.writing(turn.learner) as connection:
            before = log.enter(connection, turn.learner)
            status = connection.execute(select(TURNS.c.status).where(TURNS.c.id == turn.id)).scalar()
            if status == DONE or before.is_deleted(turn.at):
                return before.state
            row = {"at": turn.at, "status": DONE, "message": turn.message, "turn": turn.model_dump_json()}
            if status == PENDING:
                connection.execute(update(TURNS).where(TURNS.c.id == turn.id).values(row))
            else:
                connection.execute(TURNS.insert(), {"id": turn.id, "learner": turn.learner, **row})
            if issued := [{"id": item.id, "item": item.model_dump_json()} for item in items]:
                connection.execute(self._insert(ITEMS).on_conflict_do_nothing(), issued)
            return log.write(connection, before, events)

    def turns(self, learner: str, *, newest: int | None = None) -> list[Turn]:
        """Return the learner's answered turns, oldest first; with `newest` only that many of the last."""
        query = select(TURNS.c.turn).where(TURNS.c.learner == learner, TURNS.c.status == DONE)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(TURNS.c.at.desc(), TURNS.c.id.desc()).limit(newest)).scalars()
            return [log.parsed(Turn, json, f"a turn of {learner}") for json in rows if json][::-1]

    def pending(self, learner: str = "") -> list[Pending]:
        """Return the messages that were received and not answered, oldest first; of one learner, or of all."""
        query = select(TURNS.c.id, TURNS.c.learner, TURNS.c.at, TURNS.c.message).where(TURNS.c.status == PENDING)
        if learner:
            query = query.where(TURNS.c.learner == learner)
        return self._all(Pending, query.order_by(TURNS.c.at, TURNS.c.id))

    def append(self, events: Iterable[Event]) -> int:
        """Add events to the logs of their learners, each state with its log, and return how many were new.

        Idempotent by event id; all events of a learner or none. Raises ValueError for a broken event.
        """
        by_learner: dict[str, list[Event]] = {}
        for event in events:
            by_learner.setdefault(event.learner, []).append(event)
        new = 0
        for learner, of_learner in by_learner.items():
            with self._database.writing(learner) as connection:
                before = log.enter(connection, learner)
                new += log.write(connection, before, of_learner).events - before.state.events
        return new

    def events(self, learner: str) -> list[Event]:
        """Return the learner's log, oldest first."""
        with self._database.reading() as connection:
            return log.read(connection, learner)

    def learner(self, id: str) -> Learner:
        """Return the learner's state; that of somebody new where nothing happened yet."""
        with self._database.reading() as connection:
            return log.look(connection, id).state

    def learners(self) -> list[str]:
        """Return the ids of all who have a log, sorted; not of those who were deleted."""
        query = select(EVENTS.c.learner).where(EVENTS.c.kind != "deleted").distinct().order_by(EVENTS.c.learner)
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())

    def fit(self) -> Fit:
        """Return the parameters that states are folded with: the fit that was kept last, else what ships."""
        with self._database.reading() as connection:
            return log.newest_fit(connection)

    def keep_fit(self, fit: Fit) -> Fit:
        """Use a fit from now on, and return it with its number; each state is folded anew when next looked at."""
        with self._database.writing("fits") as connection:
            numbered = fit.model_copy(update={"number": log.newest_fit(connection).number + 1})
            connection.execute(FITS.insert(), {"number": numbered.number, "fit": numbered.model_dump_json()})
            return numbered

    def export(self, learner: str) -> dict[str, Any]:
        """Return everything that is kept about the learner, ready for JSON."""
        kept = {
            "learner": learner, "state": self.learner(learner), "events": self.events(learner), "turns": self.turns(learner),
            "pending": self.pending(learner), "flags": self.flags(learner=learner), "ledger": self.ledger(learner=learner),
        }  # fmt: skip
        exported: dict[str, Any] = to_jsonable_python(kept)
        return exported

    def delete(self, learner: str, *, at: datetime) -> None:
        """Delete everything about the learner, on the disk too; a tombstone event keeps the id and the time, no content.

        Calls of language models stay in the ledger for the sums, without the turn that made them.
        """
        with self._database.writing(learner) as connection:
            if connection.execute(select(LEARNERS.c.id).where(LEARNERS.c.id == learner)).scalar() is None:
                return
            connection.execute(update(LEDGER).where(LEDGER.c.turn.in_(_turns_of(learner))).values(turn=""))
            log.bury(connection, learner, at)
        self._database.forget()

    def flags(self, *, learner: str = "") -> list[Flag]:
        """Return the worries, oldest first; they are raised by `flag` events."""
        query = select(FLAGS)
        if learner:
            query = query.where(FLAGS.c.learner == learner)
        return self._all(Flag, query.order_by(FLAGS.c.at, FLAGS.c.id))

    def item(self, id: str) -> Item | None:
        """Return an issued item with its key, or None."""
        with self._database.reading() as connection:
            json = connection.execute(select(ITEMS.c.item).where(ITEMS.c.id == id)).scalar()
        return log.parsed(Item, json, f"item {id}") if json else None

    def note(self, line: LedgerLine) -> None:
        """Keep one call of a language model; the same id twice is once."""
        with self._database.writing("ledger") as connection:
            connection.execute(self._insert(LEDGER).on_conflict_do_nothing(), line.model_dump())

    def ledger(self, *, turn: str = "", learner: str = "") -> list[LedgerLine]:
        """Return the calls of language models, oldest first; of one turn, of one learner's turns."""
        query = select(LEDGER)
        if turn:
            query = query.where(LEDGER.c.turn == turn)
        if learner:
            query = query.where(LEDGER.c.turn.in_(_turns_of(learner)))
        return self._all(LedgerLine, query.order_by(LEDGER.c.at, LEDGER.c.id))

    def spent_usd(self, since: datetime) -> float:
        """Return what the calls of language models cost from `since` on, in US dollars."""
        with self._database.reading() as connection:
            query = select(func.coalesce(func.sum(LEDGER.c.cost_usd), 0.0)).where(LEDGER.c.at >= since)
            return float(connection.execute(query).scalar_one())

    def _all(self, shape: type[Kept], query: Select[Any]) -> list[Kept]:
        with self._database.reading() as connection:
            return [shape.model_validate(dict(row)) for row in connection.execute(query).mappings()]


def _turns_of(learner: str) -> Any:
    return select(TURNS.c.id).where(TURNS.c.learner == learner)


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
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
