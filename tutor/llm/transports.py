"""How a request travels: live over litellm, or from recorded replies. Limits and the ledger are left to `gateway`."""

import asyncio
import json
import os
import threading
import warnings
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from tutor.domain import Value
from tutor.errors import LlmUnavailable, SettingsError
from tutor.llm.prompts import Message

ALLOW_LIVE_CALLS = True
"""Tests set this to False; a live call then raises RuntimeError."""


@dataclass(frozen=True, slots=True)
class Request:
    """One call, whole: what a recording is keyed by. `schema` is the JSON schema of the reply, empty for plain text."""

    llm: str
    messages: tuple[Message, ...]
    temperature: float
    max_tokens: int
    schema: Mapping[str, Any] = field(default_factory=dict)

    def key(self) -> str:
        """Return the sha256 of the whole request."""
        return sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


class Completion(Value):
    """What came back, and what it used; 0 tokens where the server does not say."""

    text: str
    tokens_in: int = 0
    tokens_out: int = 0
    cost_usd: float = 0.0


Transport = Callable[[Request, float], Completion]
"""Send a request and wait at most so many seconds of wall clock. Raises LlmUnavailable."""


@dataclass(frozen=True)
class Live:
    """Calls the real thing through litellm."""

    base_url: str = ""
    api_key: str = ""

    def check(self, llm: str) -> None:
        """Raise SettingsError where litellm does not know the provider that the name begins with."""
        try:
            _litellm().get_llm_provider(llm, api_base=self.base_url or None)
        except _failures() as error:
            cure = "Write provider/name, as in openai/gpt-4o-mini."
            raise SettingsError(f"TUTOR_LLM_*={llm}: litellm knows no such provider. {cure}") from error

    def __call__(self, request: Request, wait_s: float) -> Completion:
        """Return the reply; when the time is up the connection is closed, even on a server that dribbles."""
        if not ALLOW_LIVE_CALLS:
            raise RuntimeError("live calls of language models are forbidden here (transports.ALLOW_LIVE_CALLS)")
        call = asyncio.run_coroutine_threadsafe(self._call(request, wait_s), _loop())
        try:
            return call.result(wait_s + 1)
        except TimeoutError as error:
            call.cancel()
            raise LlmUnavailable(f"no whole reply within {wait_s:.1f} s") from error
        except _failures() as error:
            raise LlmUnavailable(f"{type(error).__name__}: {str(error)[:200]}") from error

    async def _call(self, request: Request, wait_s: float) -> Completion:
        asked: dict[str, Any] = {"model": request.llm, "messages": list(request.messages), "timeout": wait_s}
        asked |= {"temperature": request.temperature, "max_tokens": request.max_tokens}
        asked |= {"max_retries": 0, "num_retries": 0, "drop_params": True}
        if request.schema:
            schema = {"name": "reply", "schema": request.schema, "strict": True}
            asked["response_format"] = {"type": "json_schema", "json_schema": schema}
        if self.base_url:
            asked |= {"base_url": self.base_url, "api_key": self.api_key or "none"}
        elif self.api_key:
            asked["api_key"] = self.api_key
        got = await asyncio.wait_for(_litellm().acompletion(**asked), wait_s)
        usage = getattr(got, "usage", None)
        return Completion(
            text=got.choices[0].message.content or "", tokens_in=getattr(usage, "prompt_tokens", 0) or 0,
            tokens_out=getattr(usage, "completion_tokens", 0) or 0,
            cost_usd=getattr(got, "_hidden_params", {}).get("response_cost") or 0.0,
        )  # fmt: skip


@dataclass(frozen=True)
class Replay:
    """Recorded replies from a folder, one file a request; with `live` it records what is missing."""

    folder: Path
    live: Live | None = None

    def __call__(self, request: Request, wait_s: float) -> Completion:
        """Return the recorded reply. Raises SettingsError naming the command that records a missing one."""
        path = self.folder / f"{request.key()}.json"
        if path.is_file():
            return Completion.model_validate(json.loads(path.read_text(encoding="utf-8"))["completion"])
        if self.live is None:
            how = f"TUTOR_LLM_TRANSPORT=record TUTOR_LLM_WRITER={request.llm} TUTOR_LLM_RECORDINGS={self.folder}"
            raise SettingsError(f"{path}: no such recording. Record it with: {how} tutor ask --script FILE")
        completion = self.live(request, wait_s)
        self.folder.mkdir(parents=True, exist_ok=True)
        kept = {"request": asdict(request), "completion": completion.model_dump()}
        path.write_text(json.dumps(kept, indent=1, sort_keys=True), encoding="utf-8")
        return completion


@lru_cache(maxsize=1)
def _litellm() -> Any:
    """Return litellm, imported and warmed up when first needed (2-3 s), without its price download and its chatter."""
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import litellm

        litellm.suppress_debug_info = True
        litellm.telemetry = False
        litellm.completion(model="openai/none", messages=[{"role": "user", "content": "Hello"}], mock_response="Hello")
    return litellm


def _failures() -> tuple[type[Exception], ...]:
    """Return what litellm raises on bad answers and lines: its own tree, and what its readers let through."""
    from openai import OpenAIError

    return (OpenAIError, OSError, ValueError, TypeError, LookupError, AttributeError)


@lru_cache(maxsize=1)
def _loop() -> asyncio.AbstractEventLoop:
    """Return the one event loop of all live calls, in a thread of its own that ends with the process."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="language-models", daemon=True).start()
    return loop
