import json
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from tutor.domain import Attempt, Event, Flag, Hypothesis, Item, Learner, LedgerLine, Move, Receipt, Task, Turn
from tutor.errors import StoreError
from tutor.learner import fold
from tutor.learner.events import AttemptData, Data, FlagData, MessageData, MoveData, TurnData, to_event
from tutor.store import Pending, Store, open_store
from tutor.store.schema import TURNS

MONDAY = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
SECRET = "my brother says two fifths"
TASK = Task(kind="evaluate", expression="1/2 + 1/3")
ITEM = Item(
    id="item-7", skill="add", stem="What is `1/4 + 1/3`?", task=TASK, problem="1/4 + 1/3", key="7/12",
    receipt=Receipt(source="skills.yaml", seed=7),
)  # fmt: skip


def turn_of(learner: str, n: int = 1, message: str = SECRET, at: datetime = MONDAY) -> Turn:
    at += timedelta(minutes=n)
    return Turn(
        id=f"{learner}-{n}", learner=learner, at=at, message=message, reply="Look again.", move=Move(name="hint")
    )


def events_of(turn: Turn) -> list[Event]:
    attempt = Attempt(problem="1/2 + 1/3", response=turn.message, task=TASK, skill="add", verdict="wrong")
    data: list[Data] = [
        MessageData(turn=turn.id),
        AttemptData(attempt=attempt, hypotheses=(Hypothesis(id="across", p=0.8), Hypothesis(id="other", p=0.2))),
        MoveData(move=turn.move),
        TurnData(turn=turn.id),
    ]
    return [to_event(d, id=f"{turn.id}:{n}", learner=turn.learner, at=turn.at) for n, d in enumerate(data)]


def kept(store: Store, turn: Turn) -> Turn | None:
    return next((one for one in store.turns(turn.learner) if one.id == turn.id), None)


def call(id: str, turn: str = "", cost_usd: float = 0.01, at: datetime = MONDAY) -> LedgerLine:
    return LedgerLine(id=id, at=at, turn=turn, prompt="agent/reply", llm="openai/x", cost_usd=cost_usd, outcome="ok")


def test_a_message_is_pending_until_its_turn_is_recorded(store: Store) -> None:
    turn = turn_of("ada")
    assert store.begin(turn.id, learner="ada", at=MONDAY, message=SECRET) is None
    assert store.begin(turn.id, learner="ada", at=MONDAY, message=SECRET) is None
    assert store.pending() == [Pending(id=turn.id, learner="ada", at=MONDAY, message=SECRET)]
    assert (store.pending("bob"), kept(store, turn)) == ([], None)
    state = store.record(turn, events_of(turn))
    assert store.pending() == []
    assert store.begin(turn.id, learner="ada", at=MONDAY, message=SECRET) == turn == kept(store, turn)
    assert state == store.learner("ada") == fold(events_of(turn))


def test_recording_a_turn_twice_changes_nothing_whatever_its_events(store: Store) -> None:
    turn = turn_of("ada")
    first = store.record(turn, events_of(turn))
    other = [event.model_copy(update={"id": f"again:{event.id}"}) for event in events_of(turn)]
    assert store.record(turn.model_copy(update={"reply": "Something else."}), other) == first
    assert kept(store, turn) == turn
    assert len(store.events("ada")) == 4


def test_a_turn_with_a_broken_event_leaves_no_trace(store: Store) -> None:
    turn = turn_of("ada")
    store.begin(turn.id, learner="ada", at=MONDAY, message=SECRET)
    broken = Event(id="x", learner="ada", at=MONDAY, kind="turn", data={})
    with pytest.raises(ValueError, match="event x"):
        store.record(turn, [*events_of(turn), broken], items=[ITEM])
    assert (kept(store, turn), store.item("item-7"), store.events("ada")) == (None, None, [])
    assert [left.id for left in store.pending()] == [turn.id]


def test_turns_come_back_oldest_first_or_only_the_newest(store: Store) -> None:
    turns = [turn_of("ada", n) for n in range(1, 5)]
    for turn in turns:
        store.record(turn)
    assert store.turns("ada") == turns
    assert store.turns("ada", newest=2) == turns[2:]
    assert store.turns("bob") == []


def test_an_issued_item_keeps_its_key_and_its_first_form(store: Store) -> None:
    store.record(turn_of("ada"), items=[ITEM])
    store.record(turn_of("bob"), items=[ITEM.model_copy(update={"key": "wrong"})])
    assert store.item("item-7") == ITEM
    assert store.item("item-8") is None


def test_a_worry_is_kept_for_an_adult(store: Store) -> None:
    worry = FlagData(severity="high", kind="self_harm", turn="ada-1")
    store.append([to_event(worry, id="f1", learner="ada", at=MONDAY)])
    flag = Flag(id="f1", learner="ada", at=MONDAY, severity="high", kind="self_harm", turn="ada-1")
    assert store.flags() == store.flags(learner="ada") == [flag]
    assert store.flags(learner="bob") == []


def test_the_ledger_adds_up_what_calls_cost_from_a_time_on(store: Store) -> None:
    lines = [call("c1", "ada-1", 0.01), call("c2", "bob-1", 0.02), call("c3", "ada-1", 0.04, TUESDAY)]
    for line in [*lines, lines[0]]:
        store.note(line)
    assert store.ledger() == lines
    assert store.ledger(turn="ada-1") == [lines[0], lines[2]]
    assert store.spent_usd(MONDAY) == pytest.approx(0.07)
    assert store.spent_usd(TUESDAY + timedelta(days=1)) == 0.0


def test_an_export_holds_everything_about_a_learner_and_nothing_of_others(store: Store) -> None:
    for learner in ("ada", "bob"):
        turn = turn_of(learner)
        store.record(turn, events_of(turn))
        store.begin(f"{learner}-2", learner=learner, at=TUESDAY, message="hello?")
        store.append([to_event(FlagData(severity="low", kind="sad"), id=f"f-{learner}", learner=learner, at=MONDAY)])
        store.note(call(f"c-{learner}", turn.id))
    export = json.loads(json.dumps(store.export("ada")))
    assert "bob" not in json.dumps(export)
    assert [event["kind"] for event in export["events"]] == ["message", "attempt", "move", "turn", "flag"]
    assert [len(export[name]) for name in ("turns", "pending", "flags", "ledger")] == [1, 1, 1, 1]
    assert Learner.model_validate(export["state"]) == fold(map(Event.model_validate, export["events"]))


def test_a_deleted_learner_leaves_a_tombstone_and_the_sums(store: Store) -> None:
    for learner in ("ada", "bob"):
        turn = turn_of(learner)
        store.record(turn, events_of(turn))
        store.begin(f"{learner}-2", learner=learner, at=MONDAY, message=SECRET)
        store.note(call(f"c-{learner}", turn.id))
    store.append([to_event(FlagData(severity="low", kind="sad"), id="f", learner="ada", at=MONDAY)])
    store.delete("ada", at=TUESDAY)
    tombstone = Event(id="ada:deleted:2026-01-06T10:00:00+00:00", learner="ada", at=TUESDAY, kind="deleted", data={})
    assert store.events("ada") == [tombstone]
    assert store.learner("ada") == fold([tombstone])
    assert (store.turns("ada"), store.pending("ada"), store.flags(learner="ada"), store.learners()) == (
        [],
        [],
        [],
        ["bob"],
    )
    assert [(line.turn, line.cost_usd) for line in store.ledger()] == [("", 0.01), ("bob-1", 0.01)]
    assert (len(store.events("bob")), len(store.pending("bob"))) == (4, 1)
    assert SECRET not in json.dumps(store.export("ada"))


def test_nothing_of_a_deleted_learner_is_left_on_the_disk(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    for n in range(30):
        turn = turn_of("ada", n, message=f"{SECRET} {n} " * 200)
        store.record(turn, events_of(turn))

    def is_on_disk() -> bool:
        return any(SECRET.encode() in path.read_bytes() for path in tmp_path.iterdir())

    assert is_on_disk()
    store.delete("ada", at=TUESDAY)
    assert not is_on_disk()
    store.close()
    assert not is_on_disk()


def test_a_turn_under_way_does_not_bring_a_deleted_learner_back(store: Store) -> None:
    turn = turn_of("ada")
    store.begin(turn.id, learner="ada", at=MONDAY, message=SECRET)
    store.delete("ada", at=TUESDAY)
    assert store.record(turn, events_of(turn)).attempts == ()
    assert store.append(events_of(turn)) == 0
    assert (kept(store, turn), len(store.events("ada"))) == (None, 1)


def test_a_deleted_learner_may_come_back_and_be_deleted_again(store: Store) -> None:
    for day in (MONDAY, TUESDAY):
        turn = turn_of("ada", day.day, at=day)
        assert len(store.record(turn, events_of(turn)).attempts) == 1
        store.delete("ada", at=turn.at + timedelta(hours=1))
        assert [event.kind for event in store.events("ada")] == ["deleted"]


def test_deleting_somebody_unknown_leaves_no_trace(store: Store) -> None:
    store.delete("nobody", at=MONDAY)
    assert store.events("nobody") == []


def test_eight_users_at_once_lose_nothing(store: Store) -> None:
    def use(user: int) -> None:
        for n in range(10):
            mine, ours = turn_of(f"user{user}", n), turn_of("shared", 100 * user + n)
            for turn in (mine, ours):
                store.begin(turn.id, learner=turn.learner, at=turn.at, message=turn.message)
                store.record(turn, events_of(turn))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(use, range(8)))
    assert store.pending() == []
    assert [store.learner(f"user{user}").events for user in range(8)] == [40] * 8
    shared = store.learner("shared")
    assert (shared.events, shared.turns, shared.mastery["add"].attempts) == (320, 80, 80)
    assert fold(store.events("shared")) == shared


def test_a_turn_in_a_shape_of_another_version_is_named(store: Store) -> None:
    store.record(turn_of("ada"))
    with store._database.writing("ada") as connection:
        connection.execute(update(TURNS).values(turn='{"id": "ada-1"}'))
    with pytest.raises(StoreError, match=r"turn ada-1 cannot be read: learner: Field required\. .*update Wherefore"):
        store.begin("ada-1", learner="ada", at=MONDAY, message=SECRET)


def test_a_database_that_went_away_is_one_store_error(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    with store._database.writing("x") as connection:
        connection.exec_driver_sql("DROP TABLE turns")
    with pytest.raises(StoreError, match=r"database sqlite:.*no such table: turns"):
        store.turns("t1")
    store.close()


@pytest.mark.slow
def test_recording_a_turn_takes_less_than_five_milliseconds(tmp_path: Path) -> None:
    store, spent = open_store(f"sqlite:///{tmp_path / 'store.db'}"), []
    for n in range(200):
        turn = turn_of("ada", n)
        events = events_of(turn)
        began = time.perf_counter()
        store.record(turn, events)
        spent.append((time.perf_counter() - began) * 1000)
    store.close()
    assert statistics.median(spent) < 5
