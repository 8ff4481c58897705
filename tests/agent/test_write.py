"""A language model words the move; what it may not say, may not word, and what is added by us."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from evals.scripted import Scripted
from tutor.agent.write import may_write
from tutor.domain import Move
from tutor.llm import open_gateway
from tutor.services import Services


def reply(*texts: str) -> str:
    return json.dumps({"segments": [{"kind": "said", "text": text, "source": ""} for text in texts]})


@pytest.fixture
def scripted(make_services: Callable[..., Services]) -> Callable[[Sequence[Any]], tuple[Services, Scripted]]:
    def make(replies: Sequence[Any]) -> tuple[Services, Scripted]:
        services, script = make_services(llm_writer="openai/fake"), Scripted(replies)
        vars(services)["gateway"] = open_gateway(
            services.settings,
            note=services.store.note,
            spent_usd=services.store.spent_usd,
            clock=services.clock,
            transport=script,
        )
        return services, script

    return make


def ledger(services: Services, turn: str = "") -> list[tuple[str, str]]:
    return [(line.outcome, line.reason) for line in services.store.ledger(turn=turn)]


@pytest.mark.parametrize(
    "name", ["probe", "hint", "contrast", "worked_example", "explain", "practise", "confirm", "reflect"]
)
def test_teaching_moves_may_be_worded(name: Any) -> None:
    assert may_write(Move(name=name))


@pytest.mark.parametrize("name", ["redirect", "hand_over"])
def test_what_is_said_at_the_door_and_in_need_is_fixed(name: Any) -> None:
    assert not may_write(Move(name=name))


def test_a_good_reply_is_shown_and_the_ledger_says_so(scripted: Any) -> None:
    services, script = scripted([reply("Look at the two bottoms.", "Are the pieces of `1/2` and `1/3` the same size?")])
    turn = services.take_turn("ada", "what's 1/2 + 1/3? i got 2/5")
    assert turn.composer == "openai/fake"
    assert turn.reply == "Look at the two bottoms.\n\nAre the pieces of `1/2` and `1/3` the same size?"
    assert [(line.outcome, line.turn, line.prompt) for line in services.store.ledger()] == [
        ("ok", turn.id, "agent/reply")
    ]
    assert len(script.requests) == 1


def test_a_leak_is_mended_once_and_the_faults_are_told(scripted: Any) -> None:
    services, script = scripted(
        [reply("The answer is `5/6`."), reply("Which size of piece fits both `1/2` and `1/3`?")]
    )
    turn = services.take_turn("ada", "what's 1/2 + 1/3? i got 2/5")
    assert turn.composer == "openai/fake"
    assert "5/6 gives the answer away" in script.requests[1].messages[-1]["content"]
    assert [outcome for outcome, _ in ledger(services)] == ["ok", "refused", "ok"]
    assert "gives the answer away" in ledger(services)[1][1]


def test_two_bad_drafts_give_the_offline_reply(scripted: Any) -> None:
    services, script = scripted([reply("It is five sixths."), reply("You get `10/12`.")])
    turn = services.take_turn("ada", "what's 1/2 + 1/3? i got 2/5")
    assert turn.composer == "offline"
    assert all(check.outcome == "pass" for check in turn.checks)
    assert "5/6" not in turn.reply
    assert [outcome for outcome, _ in ledger(services)] == ["ok", "refused", "ok", "refused"]
    assert len(script.requests) == 2


def test_what_could_not_be_checked_is_no_pass_for_a_language_model(scripted: Any) -> None:
    services, _ = scripted([reply("So `y + 3 = 12`. Look at the bottoms."), reply("Look at the bottoms.")])
    turn = services.take_turn("ada", "what's 1/2 + 1/3? i got 2/5")
    assert turn.reply == "Look at the bottoms."


def test_the_practice_problem_is_added_word_for_word(scripted: Any) -> None:
    services, script = scripted([reply("Nice thinking. Try the next one.")])
    turn = services.take_turn("ada", "5/6 + 1/6 = 1")
    assert turn.move.name == "practise"
    assert turn.composer == "openai/fake"
    first, stem = turn.reply.split("\n\n")
    assert first == "Nice thinking. Try the next one."
    assert stem not in str(script.requests[0].messages)


def test_a_worried_child_never_meets_a_language_model(scripted: Any) -> None:
    services, script = scripted([reply("ok")])
    turn = services.take_turn("ada", "i want to die")
    assert (turn.move.name, turn.composer, script.requests) == ("hand_over", "offline", [])


def test_personal_data_never_reaches_a_language_model(scripted: Any) -> None:
    services, script = scripted([reply("Look at the bottoms.")])
    services.take_turn("ada", "my name is Ana Silva, mail ana@home.org. what's 1/2 + 1/3? i got 2/5")
    sent = str(script.requests[0].messages)
    assert "Ana" not in sent
    assert "ana@home.org" not in sent


def test_faults_of_an_earlier_turn_are_not_told_again(scripted: Any) -> None:
    services, script = scripted([reply("It is `5/6`."), reply("It is `5/6`."), reply("Look at the bottoms.")])
    services.take_turn("ada", "what's 1/2 + 1/3? i got 2/5")
    services.take_turn("ada", "idk")
    assert "could not be used" not in script.requests[2].messages[-1]["content"]


def test_the_prompt_stays_short(scripted: Any) -> None:
    services, script = scripted([reply("Look at the bottoms.")] * 9)
    for message in ("what's 1/2 + 1/3? i got 2/5", "idk", "idk", "idk", "idk", "how do i do this", "5/6"):
        services.take_turn("ada", message)
    words = [len(" ".join(one["content"] for one in request.messages).split()) for request in script.requests]
    assert max(words) < 900


BENIGN = [
    ("what's 1/2 + 1/3? i got 2/5", ["Let us look at your way.", "You added tops and bottoms. Are halves and thirds the same size?"]),
    ("what's 1/2 + 1/3? i got 2/5", ["Try your rule on `1/2 + 1/2`. Two halves make a whole. What does your rule give?"]),
    ("work out 342 - 168", ["What would you do first with the ones of `342 - 168`?"]),
    ("342 - 168 = 226", ["Look at the ones first. You have 2 ones and need to take away 8. What could you trade?"]),
    ("342 - 168 = 226", ["Let us check one column. In the ones, which number do you take away from which?"]),
    ("0.4 or 0.35, which is bigger? i think 0.35 because 35 > 4", ["Write both numbers with two decimal places. What do you see?"]),
    ("-9 + 4 = 5", ["Picture a number line. Where do you start, and which way do you go?"]),
    ("2 + 3 x 4 = 20", ["Not quite yet. Think about which step comes first, adding or multiplying."]),
    ("2 + 3 x 4 = 20", ["Take `1 + 2 × 5`. You have one pencil and two boxes of five. How would you count them?"]),
    ("round 347 to the nearest ten. i got 300", ["Which two tens does 347 lie between?"]),
    ("simplify 4/8", ["What number goes into both the top and the bottom of `4/8`?"]),
    ("how do you add 3/4 + 1/8", ["First make the pieces the same size. Eighths are a good choice here."]),
    ("3 x 1/4 = 3/12", ["Three times one fourth means `1/4 + 1/4 + 1/4`. How many fourths do you have then?"]),
    ("75 / 5 = 15", ["Nice work. Here comes the next one."]),
    ("0.6 x 0.2 = 1.2", ["Let us think about size. Is 0.6 more or less than one whole?"]),
    ("5/6 - 1/3 = 4/3", ["Check the size of your answer. Can you take something away from `5/6` and end up with more than a whole?"]),
    ("x + 3 = 7, x = 10", ["What could you do to both sides so that x stands alone?"]),
    ("25% of 80 is 25", ["A percent is a part of a hundred. How could you write 25% as a fraction?"]),
    ("304 x 2 = 68", ["Look at the zero in 304. Which place does it hold?"]),
    ("12 - 5 + 3 = 4", ["Adding and subtracting have the same rank, so we go from left to right. What do you get first?"]),
]  # fmt: skip


def test_most_good_replies_are_used(scripted: Any) -> None:
    used = []
    for message, texts in BENIGN:
        services, _ = scripted([reply(*texts)])
        turn = services.take_turn("ada", message)
        used.append(turn.composer != "offline")
    assert sum(used) / len(used) >= 0.9
