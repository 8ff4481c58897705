"""The only place where parts are built and joined. Nothing is built before it is asked for."""

import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from pydantic import ValidationError

from tutor.catalog import load
from tutor.catalog.schema import Catalog
from tutor.diagnosis import Matcher
from tutor.domain import Turn
from tutor.errors import LlmError, SettingsError, StoreError
from tutor.settings import Settings

if TYPE_CHECKING:
    from langgraph.checkpoint.sqlite import SqliteSaver

    from tutor.agent import Parts, TutorGraph
    from tutor.generation.reading import Shelf
    from tutor.llm import Gateway
    from tutor.retrieval import Embedder, Index
    from tutor.store import Store


def build(settings: Settings | None = None) -> "Services":
    """Return the services for the settings (default: from the environment). Raises SettingsError where one cannot be used."""
    try:
        return Services(settings or Settings())
    except ValidationError as error:
        faults = (
            f"{Settings.model_config['env_prefix']}{'_'.join(map(str, fault['loc'])).upper()}: {fault['input']!r} cannot be used "
            f"({fault['msg'].lower()}). Correct it in the environment or in .env."
            for fault in error.errors()
        )
        raise SettingsError("\n".join(faults)) from None


@dataclass
class Services:
    """Every part of the product, each built when first asked for; `clock` and `new_id` are arguments so that traces replay."""

    settings: Settings
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    new_id: Callable[[], str] = lambda: uuid.uuid4().hex
    progress: Callable[[str, int, int], None] | None = None

    @cached_property
    def catalog(self) -> Catalog:
        """Return all content."""
        return load(self.settings.content)

    def catalog_for(self, interest: str) -> Catalog:
        """Return the content; for an interest that it has no setting for, with one in a language model's words where there is one."""
        known = {name for pack in self.catalog.packs for name in (pack.id, *pack.interests)}
        if not interest or interest in known or not self.settings.llm_writer or self.gateway is None:
            return self.catalog
        from tutor.generation.stories import with_setting

        with suppress(LlmError):  # the gateway's ledger says why; the interest is then unknown
            return with_setting(self.catalog, self.gateway, interest)
        return self.catalog

    @cached_property
    def matcher(self) -> Matcher:
        """Return the compiled malrules."""
        return Matcher(self.catalog, embed=lambda texts: self.embedder.kept(texts))

    @cached_property
    def embedder(self) -> "Embedder":
        """Return what turns texts into vectors, its export made first where it is missing."""
        from tutor.retrieval import open_embedder

        return open_embedder(self.settings.home, progress=self.progress)

    @cached_property
    def shelf(self) -> "Shelf":
        """Return the topics to read about, and the words around passages."""
        from tutor.catalog.reading import load_reading_words
        from tutor.catalog.topics import load_topics
        from tutor.generation.reading import Shelf

        return Shelf(load_topics(self.settings.content), load_reading_words(self.settings.content))

    @cached_property
    def store(self) -> "Store":
        """Return the open store, its tables up to date."""
        from tutor.store import open_store, store_url

        return open_store(store_url(self.settings))

    @cached_property
    def index(self) -> "Index":
        """Return the search index, built first where it is missing or out of date."""
        from tutor.retrieval import open_index

        return open_index(self.settings.home, self.catalog, hear=self.matcher.erring, progress=self.progress)

    @cached_property
    def gateway(self) -> "Gateway | None":
        """Return the door to language models, or None where none is configured in any role."""
        if not (self.settings.llm_writer or self.settings.llm_judge or self.settings.llm_quick):
            return None
        from tutor.llm import open_gateway

        return open_gateway(self.settings, note=self.store.note, spent_usd=self.store.spent_usd, clock=self.clock)

    @cached_property
    def graph(self) -> "TutorGraph":
        """Return the graph of a turn, its checkpoints in a SQLite file beside the store."""
        from tutor.agent import build_graph

        return build_graph(self.checkpointer)

    @cached_property
    def checkpointer(self) -> "SqliteSaver":
        """Return where the graph keeps the newest state of each conversation: a SQLite file beside the store."""
        from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
        from langgraph.checkpoint.sqlite import SqliteSaver

        from tutor.agent.state import CHECKPOINTED

        path = self.settings.home / "checkpoints.db"
        kept = [(shape.__module__, shape.__name__) for shape in CHECKPOINTED]
        serde = JsonPlusSerializer(allowed_msgpack_modules=kept)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            saver = SqliteSaver(sqlite3.connect(path, check_same_thread=False), serde=serde)
            saver.setup()
        except OSError as error:
            what = f"cannot be written ({error.strerror}). Set TUTOR_HOME to a folder that can."
            raise StoreError(f"{path.parent}: {what}") from None
        except sqlite3.Error as error:
            what = f"cannot be used ({error}). Move it away; conversations go on from the store."
            raise StoreError(f"{path}: {what}") from None
        return saver

    @cached_property
    def parts(self) -> "Parts":
        """Return what the nodes of a turn need."""
        from tutor.agent import Parts
        from tutor.generation import Placing
        from tutor.verify import Ear, RuleBook

        return Parts(
            catalog=self.catalog, matcher=self.matcher, placing=Placing(self.catalog), store=self.store, index=self.index,
            gateway=self.gateway if self.settings.llm_writer else None, rules=RuleBook(self.catalog), timer=time.perf_counter,
            threshold=self.settings.accuse_threshold, ear=Ear(self.matcher.phrases.embed),
        )  # fmt: skip

    def take_turn(
        self, learner: str, message: str, *, turn_id: str = "", on_stage: Callable[[str], None] | None = None
    ) -> Turn:
        """Return the answered turn of a learner; see `agent.take_turn`."""
        from tutor.agent import take_turn

        turn_id = turn_id or self.new_id()
        return take_turn(self.graph, self.parts, learner, message, turn_id=turn_id, at=self.clock(), on_stage=on_stage)

    def resume(self, learner: str = "") -> Iterator[Turn]:
        """Answer what a killed process left unanswered."""
        from tutor.agent import resume

        return resume(self.graph, self.parts, learner)

    def forget(self, learner: str) -> None:
        """Delete everything that is kept of a learner, in the store and in the checkpoints."""
        self.store.delete(learner, at=self.clock())
        self.checkpointer.delete_thread(learner)

    def close(self) -> None:
        """Let go of files and connections."""
        for name, part in self.__dict__.items():
            if name in ("store", "index"):
                part.close()
        if "checkpointer" in self.__dict__:
            self.checkpointer.conn.close()
