from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from tutor.domain import Attempt, Event, Hypothesis, Learner, Move, Task
from tutor.errors import StoreError
from tutor.learner import fold
from tutor.learner.events import AttemptData, Data, FlagData, MessageData, MoveData, SettingData, TurnData, to_event
from tutor.learner.mastery import SHIPPED, Fit, Parameters
from tutor.store import Store
from tutor.store.schema import EVENTS, LEARNERS

MONDAY = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
TASK = Task(kind="evaluate", expression="1/2 + 1/3")
_names = count()

problems = st.sampled_from(["1/2 + 1/3", "1/4 + 1/3"])
attempts = st.builds(
    Attempt,
    problem=problems,
    response=st.text("0123456789/ abc½é\"'\\", max_size=10),
    task=st.just(TASK),
    skill=st.sampled_from(["", "add", "subtract"]),
    verdict=st.sampled_from(["right", "wrong", "unreadable"]),
)
weighed = st.lists(st.builds(Hypothesis, id=st.sampled_from(["across", "other"]), p=st.floats(0, 1)), max_size=2)
happenings: st.SearchStrategy[Data] = st.one_of(
    st.builds(AttemptData, attempt=attempts, aided=st.booleans(), hypotheses=weighed.map(tuple)),
    st.builds(MessageData, turn=st.just("t"), problem=problems, task=st.just(TASK)),
    st.builds(
        MoveData,
        move=st.builds(
            Move, name=st.sampled_from(["hint", "contrast", "practise"]), rung=st.integers(0, 3), problem=problems
        ),
        task=st.sampled_from([None, TASK]),
    ),
    st.builds(SettingData, grade=st.integers(3, 7)),
    st.builds(TurnData, turn=st.just("t")),
    st.builds(FlagData, severity=st.just("high"), kind=st.just("sad")),
)


def log(learner: str, happened: list[Data], minutes: int = 1) -> list[Event]:
    return [
        to_event(data, id=f"{learner}:{n}", learner=learner, at=MONDAY + timedelta(minutes=n * minutes))
        for n, data in enumerate(happened, start=1)
    ]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(happenings, max_size=12), st.lists(st.integers(0, 12), max_size=3), st.integers(1, 3000))
def test_the_stored_state_equals_the_fold_however_the_events_came_in(
    store: Store, happened: list[Data], cuts: list[int], minutes: int
) -> None:
    learner = f"learner{next(_names)}"
    events = log(learner, happened, minutes)
    for cut in sorted(cuts):
        store.append(events[:cut])
    store.append(events)
    stored = store.learner(learner)
    assert store.events(learner) == events
    assert stored == fold(events, learner) == store.learner(learner)
    assert stored.events == len(events)


def test_an_event_that_is_known_is_not_added_again(store: Store) -> None:
    first, second = log("ada", [SettingData(grade=4), SettingData(grade=5)])
    assert store.append([first]) == 1
    assert store.append([first, first, second]) == 1
    assert store.append([first, second]) == 0
    assert [event.id for event in store.events("ada")] == ["ada:1", "ada:2"]


def test_events_of_several_learners_go_to_their_logs(store: Store) -> None:
    assert store.append(log("bob", [SettingData(grade=4)]) + log("ada", [SettingData(grade=5)])) == 2
    assert (store.learner("ada").grade, store.learner("bob").grade) == (5, 4)
    assert store.learners() == ["ada", "bob"]


def test_a_thousand_events_and_more_go_in_at_once(store: Store) -> None:
    events = log("ada", [TurnData(turn=str(n)) for n in range(2500)])
    assert (store.append(events), store.append(events)) == (2500, 0)
    assert store.learner("ada").turns == 2500


def test_a_broken_event_keeps_out_all_that_came_with_it(store: Store) -> None:
    good = log("ada", [SettingData(grade=5)])[0]
    broken = Event(id="x", learner="ada", at=MONDAY, kind="setting", data={"grade": 99})
    with pytest.raises(ValueError, match=r"event x \(setting\) of learner ada: grade"):
        store.append([good, broken])
    assert store.events("ada") == []
    assert store.learner("ada") == Learner(id="ada")


def test_a_deletion_cannot_be_claimed_by_an_event(store: Store) -> None:
    claim = Event(id="x", learner="ada", at=MONDAY, kind="deleted", data={})
    with pytest.raises(ValueError, match=r"call Store\.delete instead"):
        store.append([claim])


@pytest.mark.parametrize(
    "spoilt", [{"rules": 0}, {"state": "{}"}, {"state": '{"id": "ada", "events": 1, "colour": 1}'}]
)
def test_a_state_of_older_rules_or_another_shape_is_folded_anew(store: Store, spoilt: dict[str, object]) -> None:
    store.append(log("ada", [SettingData(grade=5), TurnData(turn="t1")]))
    before = store.learner("ada")
    with store._database.writing("ada") as connection:
        connection.execute(update(LEARNERS).values(spoilt))
    assert store.learner("ada") == before
    store.append([to_event(TurnData(turn="t2"), id="next", learner="ada", at=MONDAY)])
    assert store.learner("ada").turns == 2


def test_a_log_that_cannot_be_read_says_where(store: Store) -> None:
    store.append(log("ada", [SettingData(grade=5)]))
    with store._database.writing("ada") as connection:
        connection.execute(update(EVENTS).values(data='{"colour": "red"}'))
        connection.execute(update(LEARNERS).values(rules=0))
    with pytest.raises(StoreError, match=r"the log of learner ada .* event ada:1 .* colour: .* update Wherefore"):
        store.append([to_event(TurnData(turn="t"), id="next", learner="ada", at=MONDAY)])


def test_a_fit_that_is_kept_folds_every_state_anew_and_each_newer_one_again(store: Store) -> None:
    attempt = Attempt(problem="1/2 + 1/3", response="5/6", task=TASK, skill="add", verdict="right")
    store.append(log("ada", [AttemptData(attempt=attempt)]))
    shipped = store.learner("ada")
    easy = Fit(skills={"add": Parameters(prior=0.9, learn=0.1, slip=0.1, guess=0.2)})
    assert (store.fit(), store.keep_fit(easy).number, store.fit().skills) == (SHIPPED, 1, easy.skills)
    under_easy = store.learner("ada")
    assert under_easy == fold(store.events("ada"), fit=easy)
    assert under_easy.mastery["add"].p_known > shipped.mastery["add"].p_known
    store.append([to_event(TurnData(turn="t2"), id="next", learner="ada", at=MONDAY)])
    assert store.learner("ada") == fold(store.events("ada"), fit=easy)
    assert store.keep_fit(SHIPPED).number == 2
    assert store.learner("ada").mastery == shipped.mastery
