"""Tells a word problem: the clauses of an item model, with people from many cultures, in a setting whose things fit the amounts.

The setting never touches the numbers: what was told is read again by `verify.story`, and must come to the same. For an interest that
content has no setting for, a language model may write one; it is checked before use.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from random import Random

from tutor.catalog.links import two_senses
from tutor.catalog.schema import Catalog, Clause
from tutor.domain import Pack, Thing
from tutor.errors import LlmUnreadable, NotFound, TutorError
from tutor.generation.draw import seed_for
from tutor.generation.mould import Cast
from tutor.llm import Gateway
from tutor.verify import screen
from tutor.verify.story import tongue

PRICED = ("price", "cost", "paid", "back")
UNCOUNTED = ("share", "speed", "time", "way", "groups", "each", *PRICED)
"""Amounts that are no number of things."""


def tell(cast: Cast, catalog: Catalog, seed: int, interest: str = "") -> str:
    """Return the finished stem of a filling, the same for the same seed; another setting where none of the interest fits.

    Raises TutorError where no setting at all fits its amounts.
    """
    chance = Random(seed_for(seed, f"story/{cast.id}"))
    first, second = chance.sample(catalog.asks["names"], 2)
    liked = {pack.id for pack in packs_for(catalog, interest)}
    settings = [(pack, thing) for pack in catalog.packs for thing in pack.things]
    chance.shuffle(settings)
    settings.sort(key=lambda setting: setting[0].id not in liked)
    understood = tongue(catalog.clauses, catalog.packs)
    clauses = {clause.id: clause for clause in catalog.clauses}
    for pack, thing in settings:
        told = _told(cast, clauses, _words(pack, thing, first, second, chance))
        if _fits(understood.amounts(told), thing):
            return told
    raise TutorError("no setting has things that fit its amounts")


def packs_for(catalog: Catalog, interest: str) -> Sequence[Pack]:
    """Return the packs of an interest, all where it is "". Raises NotFound that names the interests."""
    found = [pack for pack in catalog.packs if interest in ("", pack.id, *pack.interests)]
    if interest and not found:
        known = sorted({name for pack in catalog.packs for name in pack.interests})
        raise NotFound(f"There is no setting for the interest {interest!r}. There are: {', '.join(known)}.", known)
    return found


def _words(pack: Pack, thing: Thing, first: str, second: str, chance: Random) -> dict[str, str]:
    kind, other = pack.kinds
    return {
        "A": first, "B": second, "thing": thing.one, "things": thing.many, "holder": pack.holders.one, "holders": pack.holders.many,
        "K": kind, "L": other, "gets": chance.choice(pack.gets), "loses": chance.choice(pack.loses),
    }  # fmt: skip


def _told(cast: Cast, clauses: dict[str, Clause], words: dict[str, str]) -> str:
    sentences = []
    for line in cast.mould.table.story:
        id, *given = line.split()
        clause = clauses[id]
        amounts = {}
        for slot, name in zip(clause.takes, given, strict=True):
            text = "/".join(cast.texts.get(part, "") or words[part] for part in name.split("/"))
            amounts[slot] = f"`{text}`" if slot == "f" else text
        sentences.append(clause.say.format_map(words | amounts))
    return " ".join(sentences)


def _fits(amounts: dict[str, Fraction], thing: Thing) -> bool:
    """Return whether the amounts are plausible for the thing: whole, not below zero, not too many, at a fair price."""
    counted = [worth for name, worth in amounts.items() if name not in UNCOUNTED]
    price = amounts.get("price")
    if any(worth < 0 for worth in amounts.values()):
        return False
    if any(worth.denominator != 1 or worth > thing.most for worth in counted):
        return False
    return price is None or (thing.price <= 2 * price + 1 and price <= 2 * thing.price + 1)


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
