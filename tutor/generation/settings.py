"""A setting for word problems around an interest that content has none for, in a language model's words, checked before use."""

import re
from collections.abc import Iterator

from tutor.catalog.links import two_senses
from tutor.catalog.schema import Catalog
from tutor.domain import Pack
from tutor.errors import LlmUnreadable
from tutor.llm import Gateway
from tutor.verify import screen

PROMPT = "generation/setting"
LEAST, MOST, DEAREST = 60, 1000, 20
_PLAIN = re.compile(r"[a-z]+(?:[ -][a-z]+){0,2}")


def with_setting(catalog: Catalog, gateway: Gateway, interest: str) -> Catalog:
    """Return the catalog with a setting for the interest; its stories are read again and solved like all others.

    Raises LlmError where the language model gives no setting that passes the checks.
    """
    inputs = {"interest": interest, "example": catalog.packs[0].model_dump_json()}
    made = gateway.ask(PROMPT, inputs, turn=f"setting/{interest}")
    if not isinstance(made, Pack):
        raise LlmUnreadable("the reply is no setting")
    pack = made.model_copy(update={"id": f"written-{interest}", "interests": (interest,)})
    if faults := list(_faults(pack, catalog)):
        gateway.refused(PROMPT, "; ".join(faults))
        raise LlmUnreadable("; ".join(faults))
    return catalog.model_copy(update={"packs": (*catalog.packs, pack)})


def _faults(pack: Pack, catalog: Catalog) -> Iterator[str]:
    """Yield what is wrong with a setting: words that are not plain or not safe, or have two senses, amounts that are not plausible."""
    nouns = [name for thing in pack.things for name in (thing.one, thing.many)] + [pack.holders.one, pack.holders.many]
    words = [*nouns, *pack.kinds, *pack.gets, *pack.loses]
    yield from (f"{word!r} is no plain word" for word in words if not _PLAIN.fullmatch(word))
    if screen(" ".join(words), catalog.phrases).kind != "ok":
        yield "its words are not for children"
    if len(set(nouns)) < len(nouns):
        yield "a word has two senses"
    yield from (f"{word!r} has two senses" for word in sorted(two_senses((*catalog.packs, pack))))
    if not all(LEAST <= thing.most <= MOST and 1 <= thing.price <= DEAREST for thing in pack.things):
        yield "an amount or a price is not plausible"
