"""A conversation with one learner, and the check that every reply of it holds."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from tutor.domain import Turn
from tutor.services import Services


@dataclass
class Talk:
    """Says things as one learner; every reply must have passed all checks."""

    services: Services
    learner: str = "ada"
    turns: list[Turn] = field(default_factory=list)

    def __call__(self, message: str) -> Turn:
        turn = self.services.take_turn(self.learner, message)
        assert [one for one in turn.checks if one.outcome != "pass"] == [], turn.reply
        assert turn.checks
        self.turns.append(turn)
        return turn

    def moves(self, *messages: str) -> list[tuple[str, str]]:
        return [(turn.move.name, turn.move.why) for turn in map(self, messages)]


@pytest.fixture
def talk(services: Services) -> Talk:
    return Talk(services)


@pytest.fixture
def talk_as(services: Services) -> Callable[[str], Talk]:
    return lambda learner: Talk(services, learner)
