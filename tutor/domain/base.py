"""What every noun is: frozen, strict, and a few words that more than one of them uses."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Verdict = Literal["right", "wrong", "unreadable"]
Outcome = Literal["pass", "fail", "unchecked"]
TaskKind = Literal[
    "evaluate", "simplify", "compare", "order", "round", "convert", "solve", "expand", "factor", "substitute",
    "area", "perimeter", "volume", "angle", "mean", "median", "mode", "range", "slope", "intercept", "point",
    "ratio", "percent", "divisibility", "sequence", "translate", "step", "explain",
]  # fmt: skip
MoveName = Literal[
    "probe", "hint", "contrast", "worked_example", "explain", "practise", "confirm", "reflect", "redirect", "hand_over"
]

FigureKind = Literal["number_line", "bar", "part_whole", "grid", "graph", "table"]
ItemKind = Literal["number", "choice", "multiple", "true_false", "error", "step", "order", "match"]

KNOWS = "correct"
SLIP = "slip"
OTHER = "other"


class Value(BaseModel):
    """Base of the nouns: frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")
