"""A small body of content that is sound, to break in one place at a time."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from tutor.catalog.check import SITUATIONS
from tutor.catalog.load import first_line

SKILLS = """\
- id: maths.whole.add
  title: Add
  grades: 3-4
  standards: [4.NBT.B.4]
  items:
    - {id: a-1, band: 1, stem: "Work out `{a} + {b}`.", task: {kind: evaluate, expression: "{a} + {b}"},
       parameters: {a: 2..9, b: = a + 1}, answer: a + b}
    - {id: a-2, band: 2, stem: "Work out `{a} + 0.50`.", task: {kind: evaluate, expression: "{a} + 0.50"},
       parameters: {a: "2, 3"}, answer: a + 0.50}
    - {id: a-3, band: 3, stem: "Work out `{a} + 1`.", task: {kind: evaluate, expression: "{a} + 1"},
       parameters: {a: 2..9}, where: [a > 2], answer: a + 1}
"""
LESSON = """\
skill: maths.whole.add
title: Adding
key_idea: "Ten ones make one ten: `10 × 1 = 10`."
examples:
  - {problem: "Work out `8 + 5`.", steps: ["`8 + 2 = 10`", "`10 + 3 = 13`"], answer: "13"}
  - {problem: "Work out `9 + 4`.", steps: ["`9 + 1 = 10`", "`10 + 3 = 13`"], answer: "13"}
trap: Losing the ten.
vocabulary: {sum: what you get when you add}
hints: ["Look at {problem}.", "Add the ones.", "Carry the ten."]
source: {cite: Written by the authors.}
"""
MISCONCEPTION = """\
id: maths.whole.forgets
belief: Write the last digit only.
skills: [maths.whole.add]
grades: 2-5
malrules: [{task: evaluate, run: digits.add_no_carry}]
contrast: {problem: 19 + 11, because: "`19 + 1 = 20` already."}
teach:
  hints: ["Look at {problem}.", "How many tens?", "Bundle ten ones."]
  explain: "`27 + 15 = 42`."
  reflect: Where does the ten go?
source: {cite: Written by the authors.}
examples:
  - {problem: 27 + 15, right: "42", wrong: "32"}
  - {problem: 38 + 25, right: "63", wrong: "53"}
"""
WORRY = "Please talk to an adult you trust, or call your local emergency number ({n})."


def lines() -> str:
    told = {name: [f"{name} {way}." for way in "abc"] for name in SITUATIONS}
    for name in ("worry_self_harm", "worry_abuse", "worry_other"):
        told[name] = [WORRY.replace("{n}", way) for way in "abc"]
    return "lines:\n" + "".join(f"  {name}: {ways!r}\n" for name, ways in told.items())


FILES = {
    "maths/whole/skills.yaml": ("skills", SKILLS),
    "maths/whole/lessons/add.yaml": ("lessons", LESSON),
    "maths/whole/misconceptions/forgets.yaml": ("misconceptions", MISCONCEPTION),
    "lines.yaml": ("lines", lines()),
    "phrases.yaml": ("phrases", "phrases: {greeting: [hi]}\n"),
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a folder of sound content."""
    folder = tmp_path / "content"
    for place, (name, text) in FILES.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{first_line(name, place.count('/'))}\n{dedent(text)}", encoding="utf-8")
    return folder


@pytest.fixture
def change(content: Path) -> Callable[[str, str, str], None]:
    """Return a function that replaces a piece of one file; the file is named by its last part."""

    def replace(file: str, old: str, new: str) -> None:
        path = next(content.rglob(file))
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace
