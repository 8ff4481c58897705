"""A language model as one more voter on somebody's own labels. What the vote counts is left to `diagnosis.labels`."""

from collections.abc import Callable, Sequence
from itertools import count

from tutor.diagnosis.labels import Given, Label
from tutor.domain import LabelVote
from tutor.errors import LlmError
from tutor.llm.gateway import Gateway

PROMPT = "diagnosis/label"


def open_vote(gateway: Gateway) -> Callable[[Sequence[Label], Sequence[Given], Given], Sequence[str]]:
    """Return the voter: the ids it names, none where the language model gave no usable reply (its ledger says why)."""

    votes = count(1)

    def vote(labels: Sequence[Label], shown: Sequence[Given], asked: Given) -> Sequence[str]:
        inputs = {"labels": labels, "examples": shown, "problem": asked.problem, "response": asked.response}
        try:
            reply = gateway.ask(PROMPT, inputs, turn=f"vote-{next(votes)}")
        except LlmError:
            return ()
        return reply.labels if isinstance(reply, LabelVote) else ()

    return vote
