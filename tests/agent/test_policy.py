"""The policy, move by move, and that content has words for all that it can choose."""

from itertools import product
from typing import get_args

import pytest

from tests.conftest import Catalog
from tutor.agent.compose import Scene, compose
from tutor.agent.perceive import Intent, Perceived
from tutor.agent.policy import choose
from tutor.domain import Attempt, Diagnosis, Item, Learner, Move, Receipt, Task
from tutor.maths.answers.verdict import Reason

SUM = Task(kind="evaluate", expression="1/2 + 1/3")
BELIEF = "maths.fractions.add-across"
RIGHT = ("correct", "not_simplified", "other_form", "unit_missing", "unit_converted")
WRONG = (
    "wrong_value",
    "wrong_sign",
    "wrong_relation",
    "wrong_order",
    "unit_wrong",
    "rounding",
    "form",
    "not_simplified",
)
ITEM = Item(
    id="i",
    skill="s",
    stem="Work out `3/4 + 1/8`.",
    task=SUM,
    problem="3/4 + 1/8",
    key="7/8",
    receipt=Receipt(source="x"),
)


def learner(
    *, tries: int = 1, rung: int = 0, last: str = "", why: str = "", taught: str = "", solved: bool = False
) -> Learner:
    tried = Attempt(problem="1/2 + 1/3", response="2/5", task=SUM, taught=taught)
    return Learner(
        id="ada", current_problem="1/2 + 1/3", current_task=SUM, current_skill="maths.fractions.add-unlike", tries=tries,
        rung=rung, attempts=(tried,) if tries else (), solved=solved, last_move=Move(name=last, why=why) if last else None,
    )  # fmt: skip


def seen(intent: Intent = "attempt", response: str = "2/5") -> Perceived:
    return Perceived(intent=intent, message=response, problem="1/2 + 1/3", task=SUM, response=response, topic="abuse")


def found(verdict: str, reason: str, decision: str | None) -> Diagnosis:
    return Diagnosis.model_validate({"verdict": verdict, "reason": reason, "decision": decision})


@pytest.mark.parametrize(
    ("diagnosis", "state", "expected"),
    [
        (found("wrong", "wrong_value", BELIEF), learner(), ("contrast", "named", 0)),
        (found("wrong", "wrong_value", BELIEF), learner(rung=1), ("contrast", "named", 0)),
        (found("wrong", "wrong_value", BELIEF), learner(taught=BELIEF, tries=2), ("hint", "wrong", 1)),
        (found("wrong", "wrong_value", "slip"), learner(), ("hint", "slip", 0)),
        (found("wrong", "wrong_value", "slip"), learner(tries=2), ("hint", "wrong", 1)),
        (found("wrong", "wrong_value", None), learner(), ("probe", "abstain_probe", 0)),
        (found("wrong", "wrong_value", None), learner(last="probe", why="ask_try"), ("probe", "abstain_probe", 0)),
        (found("wrong", "wrong_value", None), learner(last="probe", why="abstain_probe"), ("hint", "wrong", 1)),
        (found("wrong", "wrong_value", "other"), learner(), ("probe", "ask_how", 0)),
        (found("wrong", "wrong_value", None), learner(rung=3, tries=5, last="hint"), ("worked_example", "wrong", 0)),
        (found("wrong", "wrong_value", None), learner(rung=3, tries=5, last="worked_example"), ("explain", "wrong", 0)),
        (found("wrong", "wrong_value", None), learner(rung=3, tries=5, last="explain"), ("practise", "leave_it", 0)),
        (found("unreadable", "unchecked", None), learner(), ("probe", "cannot_read_task", 0)),
        (found("right", "correct", "correct"), learner(), ("practise", "correct", 0)),
        (found("right", "not_simplified", "correct"), learner(), ("confirm", "not_simplified", 0)),
        (found("right", "correct", "correct"), learner(taught=BELIEF, tries=2), ("reflect", "mended", 0)),
        (found("right", "correct", "correct"), learner(taught=BELIEF, tries=1), ("practise", "correct", 0)),
    ],
)
def test_what_an_attempt_showed_decides(diagnosis: Diagnosis, state: Learner, expected: tuple[str, str, int]) -> None:
    move = choose(seen(), diagnosis, state)
    assert (move.name, move.why, move.rung) == expected


def test_content_has_words_for_every_situation_that_the_policy_can_produce(content: Catalog) -> None:
    states = [
        learner(tries=tries, rung=rung, last=last, why=why, taught=taught, solved=solved)
        for tries, rung, (last, why), taught, solved in product(
            (1, 2), (0, 3), [("", ""), ("probe", "ask_try"), ("probe", "abstain_probe"), ("hint", "wrong"), ("worked_example", "asked"),
                             ("explain", "stuck")], ("", BELIEF), (False, True)
        )
    ]  # fmt: skip
    verdicts: list[tuple[str, str]] = [("right", one) for one in RIGHT] + [("wrong", one) for one in WRONG]
    verdicts += [("unreadable", one) for one in {*get_args(Reason), "no_task", "no_key"} - {*RIGHT, *WRONG}]
    diagnoses = [found(*one, decision) for one in verdicts for decision in (None, "correct", "slip", "other", BELIEF)]
    moves = {
        choose(seen(response=words), one, state) for one in diagnoses for state in states for words in ("2/5", "eh")
    }
    for intent in get_args(Intent):
        for topic, state in product(("self_harm", "abuse", "other"), states):
            moves.add(choose(seen(intent).model_copy(update={"topic": topic}), None, state))
            moves.add(choose(Perceived(intent=intent, message="hm", topic=topic), None, state))
    assert {one.name for one in moves} == {
        "probe", "hint", "contrast", "worked_example", "explain", "practise", "confirm", "reflect", "redirect", "hand_over"
    }  # fmt: skip
    for move, item, turn in product(moves, (None, ITEM), range(5)):
        lesson, belief = content.lessons.get(move.skill), content.misconceptions.get(move.misconception)
        scene = Scene(
            move=move, lines=content.lines, turn=turn, lesson=lesson, misconception=belief, item=item, supposed="2/4"
        )
        text = compose(scene).text
        assert text.strip()
        assert "{" not in text
