"""Any litellm name as a model of inspect-ai (`--model litellm/openai/some-name`), through the product's own door to language models.

inspect-ai's own providers want other versions of their libraries than litellm does. The address and the key are those of the settings
(TUTOR_LLM_BASE_URL, TUTOR_LLM_API_KEY). inspect-ai finds this by the entry point in pyproject.toml.
"""

import functools
from typing import Any

import anyio.to_thread
from inspect_ai.model import GenerateConfig, ModelAPI, ModelOutput, ModelUsage, modelapi

from tutor.errors import LlmUnavailable
from tutor.llm.transports import Live, Request
from tutor.services import build

WAIT_S, TOKENS, TEMPERATURE = 60.0, 400, 0.3


@modelapi(name="litellm")
class Litellm(ModelAPI):
    """A language model by its litellm name."""

    def __init__(self, model_name: str, base_url: str | None = None, api_key: str | None = None, **more: Any) -> None:
        super().__init__(model_name, base_url, api_key, [], more.get("config", GenerateConfig()))
        settings = build().settings
        self.door = Live(base_url or settings.llm_base_url, api_key or settings.llm_api_key)
        self.door.check(model_name)

    async def generate(self, input: Any, tools: Any, tool_choice: Any, config: Any) -> Any:
        """Return the reply, with the tokens that it took. Raises LlmUnavailable, after which inspect tries again."""
        messages = tuple({"role": one.role, "content": one.text} for one in input)
        schema = config.response_schema.json_schema.model_dump(exclude_none=True) if config.response_schema else {}
        temperature = TEMPERATURE if config.temperature is None else config.temperature
        request = Request(self.model_name, messages, temperature, config.max_tokens or TOKENS, schema)
        wait_s = float(config.attempt_timeout or config.timeout or WAIT_S)
        completion = await anyio.to_thread.run_sync(functools.partial(self.door, request, wait_s))
        output = ModelOutput.from_content(self.model_name, completion.text)
        told = (completion.tokens_in, completion.tokens_out)
        output.usage = ModelUsage(input_tokens=told[0], output_tokens=told[1], total_tokens=sum(told))
        return output

    def should_retry(self, ex: Any) -> bool:
        """Return whether another try may help."""
        return isinstance(ex, LlmUnavailable) and not any(
            word in str(ex) for word in ("Authentication", "NotFound", "BadRequest")
        )
