from datetime import UTC, datetime, timedelta, timezone

import pytest

from tutor.domain import Attempt, Diagnosis, Event, Hypothesis, Move, Task
from tutor.learner.events import (
    AttemptData,
    Data,
    DeletedData,
    FlagData,
    MessageData,
    MoveData,
    SettingData,
    TurnData,
    from_event,
    to_event,
)

NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
HALVES = Task(kind="evaluate", expression="1/2 + 1/3")
ADD_ACROSS = Attempt(problem="1/2 + 1/3", response="2/5")

EXAMPLES: list[Data] = [
    MessageData(turn="t1"),
    MessageData(turn="t1", problem="1/2 + 1/3", task=HALVES, skill="maths.fractions.add-unlike"),
    AttemptData(attempt=ADD_ACROSS, hypotheses=(Hypothesis(id="maths.fractions.add-across", p=0.8),)),
    MoveData(move=Move(name="practise", problem="1/4 + 1/3"), task=HALVES, item="item-7"),
    TurnData(turn="t1"),
    FlagData(severity="high", kind="self_harm", turn="t1"),
    SettingData(grade=5, interests=("football",)),
    DeletedData(),
]


@pytest.mark.parametrize("data", EXAMPLES, ids=lambda data: type(data).__name__)
def test_every_kind_of_event_reads_back_as_it_was_written(data: Data) -> None:
    event = to_event(data, id="e1", learner="ada", at=NOON)
    assert from_event(Event.model_validate_json(event.model_dump_json())) == data


def test_what_stays_at_its_default_is_left_out_of_the_log() -> None:
    assert to_event(SettingData(grade=5), id="e1", learner="ada", at=NOON).data == {"grade": 5}


def test_a_time_is_kept_in_utc() -> None:
    summer = datetime(2026, 7, 1, 14, 0, tzinfo=timezone(timedelta(hours=2)))
    event = to_event(TurnData(turn="t1"), id="e1", learner="ada", at=summer)
    assert (event.at, event.at.tzinfo) == (datetime(2026, 7, 1, 12, 0, tzinfo=UTC), UTC)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="2026-01-05T12:00:00 has no zone"):
        to_event(TurnData(turn="t1"), id="e1", learner="ada", at=datetime(2026, 1, 5, 12, 0))


def test_broken_data_names_the_event_and_every_field_at_fault() -> None:
    event = Event(id="e9", learner="ada", at=NOON, kind="setting", data={"grade": 99, "colour": "red"})
    with pytest.raises(ValueError, match=r"event e9 \(setting\) of learner ada: grade: .*; colour: Extra inputs"):
        from_event(event)


def test_an_attempt_takes_from_its_diagnosis_what_it_does_not_say_itself() -> None:
    beliefs = {"maths.fractions.add-across": 0.7, "correct": 0.1, "slip": 0.1, "other": 0.1}
    diagnosis = Diagnosis(
        verdict="wrong",
        reason="wrong_value",
        decision="maths.fractions.add-across",
        hypotheses=tuple(Hypothesis(id=id, p=p) for id, p in beliefs.items()),
        task=HALVES,
        skill="maths.fractions.add-unlike",
    )
    data = AttemptData.of(ADD_ACROSS, diagnosis)
    found = (data.attempt.verdict, data.attempt.skill, data.attempt.task)
    assert found == ("wrong", "maths.fractions.add-unlike", HALVES)
    assert data.beliefs() == {"maths.fractions.add-across": 0.7}
