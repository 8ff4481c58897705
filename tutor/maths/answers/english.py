"""The English that is listened for in answers, from words.yaml."""

from functools import cache
from importlib.resources import files

import yaml


@cache
def _lists() -> dict[str, list[str]]:
    text = files("tutor.maths.answers").joinpath("words.yaml").read_text(encoding="utf-8")
    lists: dict[str, str] = yaml.load(text, yaml.BaseLoader)
    return {name: said.split(", ") if "," in said else said.split() for name, said in lists.items()}


def words(name: str) -> list[str]:
    """Return a list of words or phrases in its order."""
    return _lists()[name]


def any_of(*names: str) -> str:
    """Return the pattern of any phrase in these lists."""
    return f"(?:{'|'.join(phrase for name in names for phrase in words(name))})"
