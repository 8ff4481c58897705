from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from evals.scripted import Scripted
from tutor.domain import LedgerLine, TutorReply
from tutor.errors import BudgetSpent, ContentError, LlmUnavailable, LlmUnreadable, NotFound, SettingsError
from tutor.llm import Gateway, open_gateway
from tutor.settings import Settings

GOOD = '{"segments": [{"kind": "said", "text": "Look at the tops."}]}'
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
INPUTS: dict[str, Any] = {
    "move": "hint", "problem": "1/2 + 1/3", "response": "2/5", "plan": "Look at the tops.", "supposed": [], "sources": [],
    "grade": 4, "has_item": False, "faults": [],
}  # fmt: skip
Make = Callable[..., tuple[Gateway, Scripted, list[LedgerLine]]]


@pytest.fixture
def make() -> Make:
    def build(replies: Sequence[str | Exception], *, spent: float = 0.0, **settings: Any) -> Any:
        notes: list[LedgerLine] = []
        script = Scripted(replies)
        gateway = open_gateway(
            Settings(**{"llm_writer": "openai/fake", "_env_file": None} | settings),
            note=notes.append,
            spent_usd=lambda since: spent,
            clock=lambda: NOW,
            transport=script,
        )
        return gateway, script, notes

    return build


def test_a_reply_comes_in_its_shape_with_a_line_in_the_ledger(make: Make) -> None:
    gateway, script, notes = make([GOOD])
    reply = gateway.ask("agent/reply", INPUTS, turn="t1")
    assert isinstance(reply, TutorReply)
    assert reply.text == "Look at the tops."
    line = notes[0]
    assert (line.turn, line.prompt, line.llm, line.outcome, line.at) == ("t1", "agent/reply", "openai/fake", "ok", NOW)
    assert line.prompt_hash == gateway.prompts["agent/reply"].sha256
    assert line.tokens_in > 0
    assert script.requests[0].schema["properties"].keys() == {"segments"}


def test_an_unreadable_reply_is_asked_for_once_more_with_the_reason(make: Make) -> None:
    gateway, script, notes = make(["Hello!", GOOD])
    assert isinstance(gateway.ask("agent/reply", INPUTS), TutorReply)
    assert [one["role"] for one in script.requests[1].messages] == ["system", "user", "assistant", "user"]
    assert "no JSON object" in script.requests[1].messages[-1]["content"]
    assert [(line.outcome, bool(line.reason)) for line in notes] == [("unreadable", True), ("ok", False)]


def test_two_unreadable_replies_are_enough(make: Make) -> None:
    gateway, _, notes = make(["Hello!", "{}", GOOD])
    with pytest.raises(LlmUnreadable):
        gateway.ask("agent/reply", INPUTS)
    assert [line.outcome for line in notes] == ["unreadable", "unreadable"]


def test_the_circuit_opens_and_tries_again_after_a_while(make: Make) -> None:
    gateway, script, notes = make([LlmUnavailable("down")] * 3 + [GOOD])
    for _ in range(4):
        with pytest.raises(LlmUnavailable):
            gateway.ask("agent/reply", INPUTS)
    assert [line.outcome for line in notes] == ["unavailable"] * 3 + ["circuit_open"]
    assert len(script.requests) == 3
    gateway.clock = lambda: NOW + timedelta(seconds=31)
    assert isinstance(gateway.ask("agent/reply", INPUTS), TutorReply)


def test_the_tokens_of_a_turn_are_shared_and_cut_what_may_be_written(make: Make) -> None:
    gateway, script, notes = make([GOOD] * 9, llm_turn_tokens=800)
    gateway.ask("agent/reply", INPUTS, turn="t1")
    assert script.requests[0].max_tokens < 500
    gateway._spent("t1").tokens = 790
    with pytest.raises(BudgetSpent, match="tokens of this turn"):
        gateway.ask("agent/reply", INPUTS, turn="t1")
    assert [line.outcome for line in notes] == ["ok", "budget"]
    gateway.ask("agent/reply", INPUTS, turn="t2")


def test_the_time_of_a_turn_is_shared(make: Make) -> None:
    gateway, _, _ = make([GOOD] * 9, llm_timeout_s=5)
    ticks = iter(range(0, 100, 3))
    gateway.timer = lambda: float(next(ticks))
    gateway.ask("agent/reply", INPUTS, turn="t1")
    gateway.ask("agent/reply", INPUTS, turn="t1")
    with pytest.raises(BudgetSpent, match="time of this turn"):
        gateway.ask("agent/reply", INPUTS, turn="t1")


def test_the_money_of_a_day_is_a_limit(make: Make) -> None:
    gateway, script, notes = make([GOOD], spent=5.0, llm_class_cost_usd=5.0)
    with pytest.raises(BudgetSpent, match="money of this day"):
        gateway.ask("agent/reply", INPUTS)
    assert (script.requests, notes[0].outcome) == ([], "budget")


def test_a_role_without_a_language_model_says_how_to_set_one(make: Make) -> None:
    gateway, _, notes = make([GOOD], llm_writer="")
    with pytest.raises(LlmUnavailable, match="TUTOR_LLM_WRITER"):
        gateway.ask("agent/reply", INPUTS)
    assert notes[0].outcome == "not_configured"


def test_roles_have_their_names(make: Make) -> None:
    gateway, _, _ = make([], llm_judge="openai/wise")
    assert [gateway.name(role) for role in ("writer", "judge", "quick")] == ["openai/fake", "openai/wise", ""]


def test_a_reply_that_was_refused_is_noted_with_the_reason(make: Make) -> None:
    gateway, _, notes = make([])
    gateway.refused("agent/reply", "no_answer_given: 5/6 gives the answer away", turn="t1")
    assert (notes[0].outcome, notes[0].turn) == ("refused", "t1")
    assert "5/6" in notes[0].reason


def test_wrong_inputs_and_unknown_prompts_are_errors_of_ours(make: Make) -> None:
    gateway, _, _ = make([GOOD])
    with pytest.raises(ContentError, match="missing: faults"):
        gateway.ask("agent/reply", {name: value for name, value in INPUTS.items() if name != "faults"})
    with pytest.raises(NotFound, match="agent/reply"):
        gateway.ask("agent/poem", {})


def test_an_unknown_provider_is_refused_when_the_gateway_opens() -> None:
    with pytest.raises(SettingsError, match="provider/name"):
        open_gateway(
            Settings(llm_writer="my-own-thing", _env_file=None),  # type: ignore[call-arg]
            note=lambda line: None,
            spent_usd=lambda since: 0.0,
            clock=lambda: NOW,
        )
