"""What a language model wrote, read tolerantly around the JSON and strictly inside it. Whether it is true is left to `verify`."""

import json
import re
from contextlib import suppress
from typing import Any

from pydantic import BaseModel, ValidationError

from tutor.errors import LlmUnreadable

LONGEST = 20_000
_TRIALS = 12
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def parse(text: str, shape: type[BaseModel]) -> BaseModel:
    """Return the first JSON object in the text that fits the shape; fences, chatter before and words after are passed over.

    Of a reply that was cut off in the middle of a list, the members that are whole are kept.
    Raises LlmUnreadable, its message fit to be given back to the language model.
    """
    if len(text) > LONGEST:
        raise LlmUnreadable(f"the reply has {len(text)} characters")
    reason, start, decoder = "", -1, json.JSONDecoder()
    for _ in range(_TRIALS):
        start = text.find("{", start + 1)
        if start < 0:
            break
        try:
            end = decoder.raw_decode(text, start)[1]
            return shape.model_validate_json(text[start:end], strict=True)
        except ValidationError as error:
            told = (f"{'.'.join(map(str, one['loc'])) or 'it'}: {one['msg']}" for one in error.errors()[:4])
            reason = reason or "; ".join(told)
        except (ValueError, RecursionError):
            reason = reason or "the JSON does not end as it should"
            with suppress(ValueError):
                return shape.model_validate_json(text[start : text.rfind("}") + 1] + "]}", strict=True)
    raise LlmUnreadable(reason or "there is no JSON object in it")


def plain(text: str) -> str:
    """Return a reply of plain text without control characters. Raises LlmUnreadable where it is empty or far too long."""
    kept = _CONTROL.sub("", text).strip()
    if not kept or len(kept) > LONGEST:
        raise LlmUnreadable("the reply is empty" if not kept else f"the reply has {len(kept)} characters")
    return kept


def schema_of(shape: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON schema of a shape as strict servers want it: every field required, no defaults, titles or remarks."""
    return _strict(shape.model_json_schema())  # type: ignore[no-any-return]


def _strict(part: Any) -> Any:
    if isinstance(part, list):
        return [_strict(one) for one in part]
    if not isinstance(part, dict):
        return part
    kept = {key: _strict(one) for key, one in part.items() if key not in ("title", "default", "description")}
    return {**kept, "required": list(kept["properties"])} if isinstance(kept.get("properties"), dict) else kept
