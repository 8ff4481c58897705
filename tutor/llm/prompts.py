"""What a language model is asked, and what it wrote.

Prompt files become prompts: prompts/<room>/<name>.md, all faults of all files at once. A reply is read tolerantly around the JSON and
strictly inside it. Who asks is left to `gateway`, whether a reply is true to `verify`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, meta
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from tutor import domain
from tutor.catalog.load import parsed, shipped
from tutor.domain import Value
from tutor.errors import ContentError, LlmUnreadable
from tutor.verify import redact

Role = Literal["writer", "judge", "quick"]
Message = Mapping[str, str]
_PARTS = re.compile(r"\A---\n(.*?)\n---\n## system\n(.*?)\n## user\n(.*)\Z", re.DOTALL)
_FENCE = "learner_text"
_FENCE_INSIDE = re.compile(rf"<\s*/?\s*{_FENCE}\s*>?", re.IGNORECASE)


class _Head(Value):
    """The frontmatter of a prompt file. `output` names a shape in tutor/domain; left out = plain text."""

    purpose: str = Field(min_length=1)
    inputs: tuple[str, ...]
    output: str = ""
    role: Role
    temperature: float = Field(0.3, ge=0, le=2)
    max_tokens: int = Field(400, gt=0)


_HEAD: TypeAdapter[_Head] = TypeAdapter(_Head)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt file: its head, the shape of the reply (None = plain text), its two templates and the sha256 of its bytes."""

    name: str
    head: _Head
    shape: type[BaseModel] | None
    system: str
    user: str
    sha256: str

    def messages(self, inputs: Mapping[str, object]) -> tuple[Message, ...]:
        """Return the filled-in messages without personal data. Raises ContentError naming all inputs that do not fit."""
        missing, strange = set(self.head.inputs) - set(inputs), set(inputs) - set(self.head.inputs)
        if missing or strange:
            parts = (("missing", missing), ("not declared", strange))
            told = "; ".join(f"{what}: {', '.join(sorted(names))}" for what, names in parts if names)
            raise ContentError([f"prompts/{self.name}.md, inputs {told}. Give what is declared, no more and no less."])
        texts = {"system": self.system, "user": self.user}
        filled = {role: _ENVIRONMENT.from_string(text).render(inputs).strip() for role, text in texts.items()}
        return tuple({"role": role, "content": redact(text)[0]} for role, text in filled.items())


def fenced(text: str) -> str:
    """Return learner text inside a fence that it cannot close: whatever looks like the fence is taken out of it."""
    return f"<{_FENCE}>\n{_FENCE_INSIDE.sub('', text)}\n</{_FENCE}>"


def load_prompts(setting: Path | None = None) -> dict[str, Prompt]:
    """Return all prompts by name ("agent/reply"). Raises ContentError with every fault of every file: place, what, cure."""
    folder, faults, prompts = shipped("prompts", "agent/reply.md", setting), list[str](), dict[str, Prompt]()
    for path in sorted(folder.glob("*/*.md")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        try:
            prompts[name] = _prompt(name, f"prompts/{name}.md", path.read_bytes())
        except ContentError as error:
            faults += error.faults
    if faults:
        raise ContentError(faults)
    return prompts


def _prompt(name: str, place: str, content: bytes) -> Prompt:
    parts = _PARTS.match(content.decode("utf-8", "replace"))
    if parts is None:
        raise ContentError([f"{place}: not a prompt. Write ---, the head, ---, then the parts ## system and ## user."])
    head = parsed(_HEAD, f"\n{parts[1]}", place)
    shape = getattr(domain, head.output, None) if head.output else None
    if faults := [f"{place}, {fault}" for fault in _faults(head, shape, parts[2] + "\n" + parts[3])]:
        raise ContentError(faults)
    return Prompt(name, head, shape, parts[2], parts[3], sha256(content).hexdigest())


def _faults(head: _Head, shape: object, text: str) -> Iterator[str]:
    if head.output and not (isinstance(shape, type) and issubclass(shape, BaseModel)):
        yield f"output: {head.output} is no shape in tutor/domain. Name one, or leave it out for plain text."
    try:
        used = meta.find_undeclared_variables(_ENVIRONMENT.parse(text))
    except TemplateSyntaxError as error:
        yield f"line {error.lineno} of the parts: {error.message}. Correct the template."
        return
    for what, names in (("used but not declared", used - set(head.inputs)), ("never used", set(head.inputs) - used)):
        if names:
            yield f"inputs {what}: {', '.join(sorted(names))}. Correct the list of inputs."


_ENVIRONMENT = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)
_ENVIRONMENT.filters["fenced"] = fenced


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
