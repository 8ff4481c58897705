"""A process that is killed in the middle of a turn loses nothing and says nothing twice."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tutor.agent import nodes
from tutor.services import Services


@pytest.mark.slow
@pytest.mark.parametrize("node", ["diagnose", "record"])
def test_a_killed_process_answers_the_message_when_it_comes_back(
    make_services: Callable[..., Services], tmp_path: Path, node: str
) -> None:
    command = [sys.executable, str(Path(__file__).with_name("restart.py")), str(tmp_path / "home"), node]
    killed = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    services = make_services()
    assert [left.id for left in services.store.pending()] == ["t1"]
    answered = list(services.resume())
    assert [(turn.id, turn.message, turn.move.name) for turn in answered] == [("t1", "1/2 + 1/3 = 2/5", "contrast")]
    assert list(services.resume()) == []
    assert services.take_turn("ada", "1/2 + 1/3 = 2/5", turn_id="t1") == answered[0]
    state = services.store.learner("ada")
    assert (state.turns, len(state.attempts)) == (1, 1)


@pytest.mark.parametrize("node", ["perceive", "choose", "check", "record"])
def test_a_turn_that_failed_in_a_node_is_taken_up_again(
    make_services: Callable[..., Services], monkeypatch: pytest.MonkeyPatch, node: str
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError("no more room")

    services = make_services()
    with monkeypatch.context() as patched:
        patched.setattr(nodes, node, fail)
        with pytest.raises(MemoryError):
            services.take_turn("ada", "1/2 + 1/3 = 2/5", turn_id="t1")
    assert services.store.learner("ada").turns == 0
    again = make_services()
    turn = again.take_turn("ada", "1/2 + 1/3 = 2/5", turn_id="t1")
    assert (turn.move.name, again.store.learner("ada").turns) == ("contrast", 1)
    assert [one.id for one in again.store.turns("ada")] == ["t1"]


def test_a_message_that_fails_again_does_not_keep_the_others_waiting(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    for learner, message in (("ada", "boom"), ("ben", "1/2 + 1/3 = 2/5")):
        services.store.begin(f"of-{learner}", learner=learner, at=services.clock(), message=message)
    perceive = nodes.perceive_message

    def fail_on_boom(screening, *given):  # type: ignore[no-untyped-def]
        if screening.text == "boom":
            raise ValueError("boom")
        return perceive(screening, *given)

    monkeypatch.setattr(nodes, "perceive_message", fail_on_boom)
    with capture_logs() as logged:
        assert [turn.id for turn in services.resume()] == ["of-ben"]
    assert [(line["turn"], line["error"]) for line in logged] == [("of-ada", "ValueError")]
    assert [left.id for left in services.store.pending()] == ["of-ada"]
