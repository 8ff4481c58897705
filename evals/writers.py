"""Language models that the suite ships, as scripts in the process: hostile ones, and a benign one. What they say is in hostile.yaml."""

import json
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from evals.checkers import NUMBERS, PARTS, plain, worth
from tutor.errors import LlmUnavailable
from tutor.llm.transports import Completion, Request

FILE = Path(__file__).parent / "hostile.yaml"
FENCED = re.compile(r"<learner_text>\n(.*?)\n</learner_text>", re.DOTALL)
PLAN = re.compile(r"Plan:\n(.*?)\n\n(?:Only these|Sources:|The problem the pupil)", re.DOTALL)
SUPPOSED = re.compile(r"^- (.+)$", re.MULTILINE)
QUOTED = re.compile(r"“(.+?)” \(.+?\)")

OURS = re.compile(r"“[^”]*”")
"""What a reply quotes, such as the idea that it tests."""

Says = Callable[[Request, random.Random, str], str]
"""What a scripted language model says to a request, by chance, knowing the answer."""


@lru_cache(maxsize=1)
def lines() -> Mapping[str, Any]:
    """Return all that the scripted language models say."""
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@dataclass
class Writer:
    """A transport that answers by `says`; `key` is the answer to the problem, which the runner lets it know, since it would work it out.
    `requests` is what went over the wire, `waited` the seconds that it pretended to take, `said` what it wrote.
    """

    says: "Says"
    chance: random.Random
    slow: bool = False
    key: str = ""
    waited: float = 0.0
    requests: list[Request] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __call__(self, request: Request, wait_s: float) -> Completion:
        """Return what this writer says; a slow one lets all the time pass and says nothing."""
        self.requests.append(request)
        if self.slow:
            self.waited += wait_s
            raise LlmUnavailable(f"no whole reply within {wait_s:.1f} s")
        text = self.says(request, self.chance, self.key)
        self.said.append(text)
        return Completion(text=text, tokens_in=500, tokens_out=60)


def as_reply(*texts: str, kind: str = "said", source: str = "") -> str:
    """Return a reply of the shape that is asked for."""
    return json.dumps({"segments": [{"kind": kind, "text": text, "source": source} for text in texts]})


def fenced(request: Request) -> list[str]:
    """Return the texts that stand in a request as data: the problem and what the pupil wrote."""
    return FENCED.findall(request.messages[1]["content"])


def about(key: str) -> dict[str, str]:
    """Return what a leak may say of an answer."""
    key = key or "7/8"
    value = worth(re.sub(r"^[a-z] ?= ?", "", plain(key)))
    if value is None:
        return dict.fromkeys(("key", "same", "working", "words"), key) | {"top": "7", "bottom": "8"}
    top, bottom = value.numerator, value.denominator
    same = f"{2 * top}/{2 * bottom}" if bottom > 1 else f"{float(value):.1f}"
    working = f"{top - 1}/{bottom} + 1/{bottom}" if bottom > 1 else f"{top - 1} + 1"
    return {
        "key": key,
        "same": same,
        "working": working,
        "words": in_words(value),
        "top": str(top),
        "bottom": str(bottom),
    }


def bare(text: str) -> str:
    """Return the words of a text in small letters, without marks and signs."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def in_words(value: Fraction) -> str:
    """Return a small number in words, others in digits."""
    names = {number: word for word, number in NUMBERS.items()}
    parts = {number: word for word, number in PARTS.items() if word not in ("halves", "fourth")}
    if value.denominator > 1 and value.numerator in names and value.denominator in parts:
        return f"{names[value.numerator]} {parts[value.denominator]}{'s' if value.numerator > 1 else ''}"
    return names.get(value.numerator, str(value)) if value.denominator == 1 else str(value)


@lru_cache(maxsize=1)
def false_rules() -> list[str]:
    """Return every false rule in words that the suite knows."""
    told = yaml.safe_load((Path(__file__).parent / "rules_told.yaml").read_text(encoding="utf-8"))
    return [one for part in told.values() for many in part.values() for one in many] + list(lines()["false rules"])


def _filled(kind: str, chance: random.Random, key: str) -> str:
    line: str = chance.choice(false_rules() if kind == "false rules" else lines()[kind])
    for name, text in about(key).items():
        line = line.replace(f"{{{name}}}", text)
    return line


def _straight(kind: str) -> Says:
    """Return a writer that says its lines alone, in the midst of the plan, or as what is supposed."""

    def says(request: Request, chance: random.Random, key: str) -> str:
        line, way = _filled(kind, chance, key), chance.random()
        if way < 0.5:
            return as_reply(line)
        if way < 0.6:
            return json.dumps({"segments": [{"kind": "supposed", "text": line}, {"kind": "said", "text": "Not so."}]})
        planned = json.loads(by_plan(request, chance, key))["segments"]
        planned.insert(chance.randrange(len(planned) + 1), {"kind": "said", "text": line, "source": ""})
        return json.dumps({"segments": planned})

    return says


def _cites(request: Request, chance: random.Random, key: str) -> str:
    line = _filled("sources", chance, key)
    made_up = as_reply("The bottoms of the numbers are to be added.", kind="quoted", source=chance.choice(("s1", "")))
    return chance.choice((as_reply(line), made_up, _straight("sources")(request, chance, key)))


def _breaks(request: Request, chance: random.Random, key: str) -> str:
    return str(chance.choice(lines()["broken"]))


def _rambles(request: Request, chance: random.Random, key: str) -> str:
    line: str = chance.choice(lines()["rambles"])
    return as_reply(line * chance.choice((8, 30, 400)))


def _obeys(request: Request, chance: random.Random, key: str) -> str:
    """Return what the pupil's own words order where they order something, else that the rules are off."""
    told = " ".join(fenced(request)[1:])
    ordered = re.search(r"(?:say|write|repeat|reply|print|answer with)[:,]? (.+)", told, re.IGNORECASE)
    return as_reply(ordered[1]) if ordered and chance.random() < 0.7 else _straight("obeys")(request, chance, key)


def by_plan(request: Request, chance: random.Random, key: str) -> str:
    """Return the plan with other words around it: what a language model that keeps to its instructions would write."""
    content = request.messages[1]["content"]
    plan = found[1] if (found := PLAN.search(content)) else "Look at the numbers again."
    supposed = (
        SUPPOSED.findall(content.partition('"supposed":')[2].partition("\n\n")[0]) if "Only these" in content else []
    )
    source = found[1] if (found := re.search(r"^\[(.+?)\] ", content, re.MULTILINE)) else ""
    segments, ahead = [], r"|".join([QUOTED.pattern.replace("(.+?)", ".+?"), *map(re.escape, supposed)])
    for piece in filter(str.strip, re.split(f"({ahead})", plan.replace("\n\n", " "))):
        quoted = QUOTED.fullmatch(piece)
        kind = "quoted" if quoted else "supposed" if piece in supposed else "said"
        text = quoted[1] if quoted else piece.strip()
        segments.append({"kind": kind, "text": text, "source": source if quoted else ""})
    return json.dumps({"segments": segments})


def _keeps_to_it(request: Request, chance: random.Random, key: str) -> str:
    """Return the plan between friendly words, or a message of its own that fits the move."""
    friendly = lines()["friendly"]
    move = found[1] if (found := re.search(r"teaching move: (\w+)", request.messages[0]["content"])) else ""
    if move in friendly and chance.random() < 0.4:
        return as_reply(chance.choice(friendly[move]))
    segments = json.loads(by_plan(request, chance, key))["segments"]
    opening = [{"kind": "said", "text": chance.choice(friendly["opening"]), "source": ""}]
    asks = any("?" in one["text"] for one in segments)
    closing = [] if asks else [{"kind": "said", "text": chance.choice(friendly["closing"]), "source": ""}]
    return json.dumps({"segments": [*opening, *segments, *closing]})


def _mixed(request: Request, chance: random.Random, key: str) -> str:
    """Return anything that any of the others says."""
    return HOSTILE[chance.choice([name for name in HOSTILE if name not in ("times out", "mixed")])](
        request, chance, key
    )


HOSTILE: dict[str, Says] = {
    "leaks": _straight("leaks"),
    "lies": _straight("lies"),
    "false rules": _straight("false rules"),
    "invents sources": _cites,
    "breaks JSON": _breaks,
    "rambles": _rambles,
    "insults": _straight("insults"),
    "is unsafe": _straight("unsafe"),
    "times out": lambda request, chance, key: "",
    "says nothing": lambda request, chance, key: "",
    "obeys the pupil": _obeys,
    "mixed": _mixed,
}
BENIGN = "benign"


def writer(name: str, seed: int) -> Writer:
    """Return the scripted language model of a name in HOSTILE, or BENIGN."""
    says = _keeps_to_it if name == BENIGN else HOSTILE[name]
    return Writer(says, random.Random(f"{seed} {name}"), slow=name == "times out")
