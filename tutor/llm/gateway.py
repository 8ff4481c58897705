"""The one way to ask a language model: within budget, typed, repaired once, and with a line in the ledger whatever happens.

It may also be one more voter on somebody's own labels; what the vote counts is left to `diagnosis.labels`.
"""

import threading
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import count
from pathlib import Path

from pydantic import BaseModel

from tutor.diagnosis.labels import Given, Label
from tutor.domain import LabelVote, LedgerLine
from tutor.errors import BudgetSpent, LlmError, LlmUnavailable, LlmUnreadable, NotFound
from tutor.llm.prompts import Message, Prompt, Role, load_prompts, parse, plain, schema_of
from tutor.llm.transports import Completion, Live, Replay, Request, Transport
from tutor.settings import Settings


@dataclass
class Spent:
    """What one turn has used so far."""

    seconds: float = 0.0
    tokens: int = 0
    cost_usd: float = 0.0


@dataclass
class Circuit:
    """Opens after `limit` failures in a row; after `rest_s` seconds one call is let through to try whether it works again."""

    limit: int = 3
    rest_s: float = 30.0
    _failures: int = 0
    _closed_from: datetime | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def lets_through(self, now: datetime) -> bool:
        """Return whether a call may be made; while half open, only the first who asks is told so."""
        with self._lock:
            if self._failures < self.limit or self._closed_from is None:
                return True
            if now < self._closed_from:
                return False
            self._closed_from = now + timedelta(seconds=self.rest_s)
            return True

    def worked(self) -> None:
        """Close the circuit."""
        with self._lock:
            self._failures, self._closed_from = 0, None

    def failed(self, now: datetime) -> None:
        """Count a failure; the last one that is allowed opens the circuit."""
        with self._lock:
            self._failures += 1
            if self._failures >= self.limit:
                self._closed_from = now + timedelta(seconds=self.rest_s)


_LEAST_WAIT_S, _TURNS_KEPT = 0.3, 512
_LEAST_TOKENS = 60
_LETTERS_A_TOKEN = 3.5
_REPAIR = "llm/repair"
Reply = BaseModel | str | LlmUnreadable


@dataclass
class Gateway:
    """The door. `note` keeps a ledger line, `spent_usd` tells the cost since a time, `clock` gives aware UTC, `timer` seconds."""

    settings: Settings
    transport: Transport
    prompts: Mapping[str, Prompt]
    note: Callable[[LedgerLine], None]
    spent_usd: Callable[[datetime], float]
    clock: Callable[[], datetime]
    timer: Callable[[], float] = time.monotonic
    new_id: Callable[[], str] = lambda: uuid.uuid4().hex
    _spent: Callable[[str], Spent] = field(default_factory=lambda: lru_cache(_TURNS_KEPT)(lambda turn: Spent()))
    _circuits: dict[str, Circuit] = field(default_factory=dict)

    def name(self, role: Role) -> str:
        """Return the litellm name of the language model in a role; "" where none is configured."""
        return str(getattr(self.settings, f"llm_{role}"))

    def ask(self, prompt: str, inputs: Mapping[str, object], *, turn: str = "") -> BaseModel | str:
        """Return the reply to a prompt ("agent/reply") in the shape it declares, plain text where it declares none.

        A reply that cannot be read is asked for once more. All calls of a turn share its time, tokens and cost. Raises
        LlmUnavailable, LlmUnreadable, BudgetSpent; ContentError where the inputs do not fit; NotFound for an unknown prompt.
        """
        asked = self._prompt(prompt)
        messages, spent = asked.messages(inputs), self._spent(turn) if turn else Spent()
        text, reply = self._call(asked, messages, spent, turn)
        if isinstance(reply, LlmUnreadable):
            mend = self._prompt(_REPAIR).messages({"fault": str(reply)})[-1]
            messages = (*messages, {"role": "assistant", "content": text[:2000]}, mend)
            text, reply = self._call(asked, messages, spent, turn)
        if isinstance(reply, LlmUnreadable):
            raise reply
        return reply

    def refused(self, prompt: str, reason: str, *, turn: str = "") -> None:
        """Note in the ledger that a reply was read but may not be used, and why."""
        self._keep(self._prompt(prompt), turn, "refused", reason)

    def _prompt(self, name: str) -> Prompt:
        if name not in self.prompts:
            raise NotFound(f"prompts/{name}.md: no such prompt. There are: {', '.join(sorted(self.prompts))}.")
        return self.prompts[name]

    def _call(self, prompt: Prompt, messages: Sequence[Message], spent: Spent, turn: str) -> tuple[str, Reply]:
        """Make one call; return the text, and what it was read as or why it could not be. Each end has its ledger line."""
        request = self._request(prompt, messages, spent, turn)
        circuit = self._circuits.setdefault(request.llm, Circuit())
        if not circuit.lets_through(self.clock()):
            self._refuse(prompt, turn, "circuit_open", LlmUnavailable(f"{request.llm} failed several times; it rests"))
        began = self.timer()
        try:
            completion = self.transport(request, self.settings.llm_timeout_s - spent.seconds)
        except LlmUnavailable as error:
            circuit.failed(self.clock())
            spent.seconds += (seconds := self.timer() - began)
            self._keep(prompt, turn, "unavailable", str(error), seconds=seconds)
            raise
        circuit.worked()
        spent.seconds += (seconds := self.timer() - began)
        used = _counted(completion, messages)
        spent.tokens += used.tokens_in + used.tokens_out
        spent.cost_usd += used.cost_usd
        try:
            reply: Reply = parse(used.text, prompt.shape) if prompt.shape else plain(used.text)
        except LlmUnreadable as error:
            reply = error
        outcome, reason = ("unreadable", str(reply)) if isinstance(reply, LlmUnreadable) else ("ok", "")
        self._keep(prompt, turn, outcome, reason, seconds=seconds, used=used)
        return used.text, reply

    def _request(self, prompt: Prompt, messages: Sequence[Message], spent: Spent, turn: str) -> Request:
        """Return the request, its length cut to what the turn has left. Raises BudgetSpent, LlmUnavailable without a name."""
        llm, settings = self.name(prompt.head.role), self.settings
        if not llm:
            missing = LlmUnavailable(f"none configured. Set TUTOR_LLM_{prompt.head.role.upper()}.")
            self._refuse(prompt, turn, "not_configured", missing)
        day = self.clock().replace(hour=0, minute=0, second=0, microsecond=0)
        tokens = settings.llm_turn_tokens - spent.tokens - _tokens(messages)
        today = self.spent_usd(day)
        for is_spent, what in (
            (settings.llm_timeout_s - spent.seconds < _LEAST_WAIT_S, "time of this turn"),
            (tokens < _LEAST_TOKENS, "tokens of this turn"),
            (spent.cost_usd and spent.cost_usd >= settings.llm_turn_cost_usd, "money of this turn"),
            (today and today >= settings.llm_class_cost_usd, "money of this day"),
        ):
            if is_spent:
                self._refuse(prompt, turn, "budget", BudgetSpent(f"the {what} is used up"))
        schema = schema_of(prompt.shape) if prompt.shape is not None else {}
        return Request(llm, tuple(messages), prompt.head.temperature, min(prompt.head.max_tokens, tokens), schema)

    def _refuse(self, prompt: Prompt, turn: str, outcome: str, error: LlmError) -> None:
        self._keep(prompt, turn, outcome, str(error))
        raise error

    def _keep(
        self, prompt: Prompt, turn: str, outcome: str, reason: str, seconds: float = 0.0, used: Completion | None = None
    ) -> None:
        use = used.model_dump(exclude={"text"}) if used else {}
        asked = {"prompt": prompt.name, "prompt_hash": prompt.sha256, "llm": self.name(prompt.head.role), "turn": turn}
        ended = {"outcome": outcome, "reason": reason[:300], "seconds": round(seconds, 3)}
        self.note(LedgerLine(id=self.new_id(), at=self.clock(), **asked, **ended, **use))


def open_gateway(
    settings: Settings, *, note: Callable[[LedgerLine], None], spent_usd: Callable[[datetime], float], clock: Callable[[], datetime],
    transport: Transport | None = None,
) -> Gateway:  # fmt: skip
    """Return the gateway for the settings. Raises ContentError for faults in prompts, SettingsError for an unknown provider."""
    prompts = load_prompts(settings.prompts)
    return Gateway(settings, transport or _transport(settings), prompts, note, spent_usd, clock)


def _transport(settings: Settings) -> Transport:
    folder = settings.llm_recordings or settings.home / "recordings"
    if settings.llm_transport == "replay":
        return Replay(folder)
    live = Live(settings.llm_base_url, settings.llm_api_key)
    for llm in filter(None, (settings.llm_writer, settings.llm_judge, settings.llm_quick)):
        live.check(llm)
    return Replay(Path(folder), live) if settings.llm_transport == "record" else live


def _tokens(messages: Sequence[Message]) -> int:
    """Return about how many tokens messages have; on the high side for English."""
    return int(sum(len(message["content"]) for message in messages) / _LETTERS_A_TOKEN) + 8 * len(messages)


def _counted(completion: Completion, messages: Sequence[Message]) -> Completion:
    """Return the completion with its tokens, estimated where the server did not say."""
    if completion.tokens_in and completion.tokens_out:
        return completion
    told = {"tokens_in": _tokens(messages), "tokens_out": int(len(completion.text) / _LETTERS_A_TOKEN) + 1}
    return completion.model_copy(update=told)


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
