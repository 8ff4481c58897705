"""A whole tutor over a folder that goes away afterwards, and conversations with it. What its replies are worth is left to the evals.

Pages are looked up by skill alone, so that no embedder is needed; the catalogue and the compiled malrules are those of the run.
"""

import random
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, cast

from evals.results import Run
from tutor.diagnosis.reading import key_text
from tutor.domain import Item, Learner, Source, Task, Turn
from tutor.learner.events import SettingData, to_event
from tutor.llm import open_gateway
from tutor.llm.transports import Transport
from tutor.maths import find
from tutor.retrieval import Index
from tutor.retrieval.index import chunks
from tutor.services import Services, build
from tutor.settings import Settings

GIVES_UP = ("idk", "just tell me the answer", "how do i do it", "i guessed", "why", "help", "is it 7?", "5")
"""What a pupil may write instead of an answer."""


class Pages:
    """The lessons of each skill in their order; they stand in for the search index."""

    def __init__(self, found: Sequence[Source]) -> None:
        self.chunks = tuple(found)

    def search(self, query: str, *, k: int = 5, skill: str = "", kind: str = "", **filters: object) -> list[Source]:
        """Return the first pages of the skill."""
        return [one for one in self.chunks if one.skill == skill and kind in ("", one.kind)][:k]

    def close(self) -> None:
        """Let go of nothing."""


@contextmanager
def tutor(run: Run, transport: Transport | None = None, llm: str = "", **settings: Any) -> Iterator[Services]:
    """Give services over a fresh folder, a minute apart from turn to turn. `transport` answers for the writer; with `llm` alone the real
    one is called, as the run's settings say.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        ours = run.services.settings
        given = {"llm_base_url": ours.llm_base_url, "llm_api_key": ours.llm_api_key, "prompts": ours.prompts}
        given |= {"home": Path(folder), "llm_writer": llm or ("scripted" if transport else ""), "_env_file": None}
        services = build(Settings(**(given | settings)))
        minutes, ids = count(), count(1)
        services.clock = lambda: datetime(2026, 3, 2, 9, tzinfo=UTC) + timedelta(minutes=next(minutes))
        services.new_id = lambda: f"id{next(ids)}"
        pages = cast(Index, Pages(chunks(run.services.catalog)))
        vars(services).update(catalog=run.services.catalog, matcher=run.services.matcher, index=pages)
        if transport:
            store = services.store
            vars(services)["gateway"] = open_gateway(
                services.settings,
                note=store.note,
                spent_usd=store.spent_usd,
                clock=services.clock,
                transport=transport,
            )
        try:
            yield services
        finally:
            services.close()


@dataclass(frozen=True)
class Exchange:
    """One turn, the learner's state before it, and what was on the table while it was answered: problem, key ("" where it is
    unknown or already found), and the item that the tutor set.
    """

    turn: Turn
    before: Learner
    after: Learner
    problem: str
    key: str
    item: Item | None

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the answers that must not stand in the reply."""
        return tuple(key for key in (self.key, self.item.key if self.item else "") if key)


def say(services: Services, learner: str, message: str) -> Exchange:
    """Return the exchange that a message brings about."""
    before = services.store.learner(learner)
    turn = services.take_turn(learner, message)
    after = services.store.learner(learner)
    is_set = after.current_item not in ("", before.current_item)
    item = services.store.item(after.current_item) if is_set else None
    problem = after.current_problem
    if item is not None:  # what was worked on before it; a right answer closes that, and then its key is no secret
        problem = find(message).problem or before.current_problem
    is_right = turn.diagnosis is not None and turn.diagnosis.verdict == "right"
    was_solved = problem == before.current_problem and before.solved
    key = "" if is_right or was_solved else key_of(problem, after if item is None else before)
    return Exchange(turn, before, after, problem, key, item)


def set_grade(services: Services, learner: str, grade: int) -> None:
    """Let the learner be of a grade from now on."""
    services.store.append(
        [to_event(SettingData(grade=grade), id=services.new_id(), learner=learner, at=services.clock())]
    )


def key_of(problem: str, learner: Learner) -> str:
    """Return the answer to a problem as text, "" where it has none that can be worked out."""
    return _key(learner.current_task if learner.current_problem == problem else find(problem).task)


def key_in(message: str, learner: Learner) -> str:
    """Return the answer to the problem that a message brings, else to the one that the learner works on, "" without either."""
    return _key(find(message).task) or _key(learner.current_task)


def _key(task: Task | None) -> str:
    return key_text(task) if task is not None else ""


def conversations(run: Run, turns: int, *, each: int = 5) -> Iterator[tuple[str, str]]:
    """Yield (learner, message) for about so many turns: a problem with a known wrong answer, then what pupils write when they are told
    that it is wrong. Problems are the examples of all misconceptions, in an order drawn by the seed.
    """
    chance = random.Random(f"{run.seed} conversations")
    told = [(one, made) for made in run.services.catalog.misconceptions.values() for one in made.examples]
    chance.shuffle(told)
    for number in range(-(-turns // each)):
        example, belief = told[number % len(told)]
        problem, wrong = example.problem.replace("`", ""), example.wrong
        asked = (f"{problem} I got {wrong}", f"{problem} = {wrong}", f"what's {problem}? i got {wrong}")
        learner = f"pupil {number}"
        yield learner, chance.choice(asked) if "=" not in problem else asked[0]
        says = [*GIVES_UP, wrong, *belief.says[:2]]
        for message in chance.sample(says, min(each - 2, len(says))):
            yield learner, message
        yield learner, chance.choice((example.right, "next one please", wrong))
