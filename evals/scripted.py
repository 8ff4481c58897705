"""A language model that answers by a script: the fake for the one outside door, for tests and trials."""

from collections.abc import Iterable

from tutor.errors import LlmUnavailable
from tutor.llm.transports import Completion, Request


class Scripted:
    """Replies in the order given, for tests; an exception in the script is raised. `requests` holds what was asked."""

    def __init__(self, replies: Iterable[str | Exception]) -> None:
        self._replies = iter(replies)
        self.requests: list[Request] = []

    def __call__(self, request: Request, wait_s: float) -> Completion:
        """Return the next reply of the script; at its end the language model is down."""
        self.requests.append(request)
        reply = next(self._replies, LlmUnavailable("the script is at its end"))
        if isinstance(reply, Exception):
            raise reply
        return Completion(text=reply, tokens_in=100, tokens_out=len(reply) // 4)
