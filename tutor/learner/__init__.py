"""What a learner knows, what is due, what is next: `fold` the events, `apply` one more, ask for `next_skill`."""

from tutor.learner.events import (
    AttemptData,
    DeletedData,
    FlagData,
    MessageData,
    MoveData,
    SettingData,
    TurnData,
    from_event,
    to_event,
)
from tutor.learner.fold import apply, fold
from tutor.learner.next import next_skill
