"""What is made for practice and reading, with its receipt: items and passages."""

from typing import Literal

from pydantic import Field

from tutor.domain.base import FigureKind, ItemKind, Value
from tutor.domain.pupils import Finding, Task


class Receipt(Value):
    """How something generated was made and checked."""

    source: str
    seed: int | None = None
    prompt_hash: str = ""
    llm: str = ""
    parameters: dict[str, str] = Field(default_factory=dict)
    routes: tuple[str, ...] = ()
    checks: tuple[Finding, ...] = ()
    measures: dict[str, float] = Field(default_factory=dict)
    standards: tuple[str, ...] = ()
    content_hash: str = ""
    licence: str = ""


class Option(Value):
    """One choice of an item; `misconception` is the id whose malrule yields it, `right` says whether it is to be chosen.

    The misconception is empty for what is right, and for a sign that completes a comparison.
    """

    text: str
    misconception: str = ""
    right: bool = False


class Figure(Value):
    """What is drawn beside a stem: its kind, what is in it as (name, text), and the same in words for those who do not see it."""

    kind: FigureKind
    values: tuple[tuple[str, str], ...]
    alt: str


class Item(Value):
    """A practice item that is ready to be used: only items with a complete receipt exist.

    `kind` says how it is answered: a number typed, one option or several chosen, a statement judged with a reason, an error found in
    somebody's working and put right, a missing step filled in, values put in order (`options` hold them), or prompts (`given`) matched
    with `options`. `key` is the answer's text: several options joined by "; ", an order by ", ", matches as "prompt → option; ...".
    """

    id: str
    kind: ItemKind = "number"
    skill: str
    stem: str
    figure: Figure | None = None
    given: tuple[str, ...] = ()
    task: Task
    problem: str
    key: str
    options: tuple[Option, ...] = ()
    form: str = ""
    difficulty: float = 0.5
    hints: tuple[str, ...] = ()
    solution: tuple[str, ...] = ()
    receipt: Receipt


class Section(Value):
    """A part of a passage: one paragraph, with its heading ("" for a beginning and an end that stand by themselves)."""

    heading: str
    text: str


class Gloss(Value):
    """A word that a reader may not know, and what it means in words for children."""

    term: str
    meaning: str


class Choice(Value):
    """One option of a question on a passage; `why` says why a reader may take it, "key" for the right one."""

    text: str
    why: str


class Question(Value):
    """A question on a passage: `key` is the text of the right option, `where` the words of the passage that show it, `why` how."""

    kind: Literal["literal", "inference", "vocabulary", "main_idea", "structure"]
    question: str
    options: tuple[Choice, ...]
    key: str
    where: str
    why: str


class PassageDraft(Value):
    """What a language model writes of a topic: a title and sections, nothing of it checked yet."""

    title: str
    sections: tuple[Section, ...]


class Passage(Value):
    """A text to read at a level, true to its facts. `text` is the running text without headings; its paragraphs are `sections`.

    `note` says in plain words what was asked for and could not be met. `spoken` is the text as it is read aloud. `measured` holds
    the grade, its standard error, the number of words, and every measure by name. `changes` says what was changed in a given text.
    """

    id: str
    topic: str
    title: str
    grade: float
    text: str
    sections: tuple[Section, ...]
    facts: tuple[str, ...]
    note: str = ""
    glossary: tuple[Gloss, ...] = ()
    questions: tuple[Question, ...] = ()
    key_words: tuple[str, ...] = ()
    starters: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    spoken: str = ""
    sources: tuple[str, ...] = ()
    measured: dict[str, float] = Field(default_factory=dict)
    receipt: Receipt


class Thing(Value):
    """What can be counted in a story: one and many of it, the most that is plausible, and what one may cost in dollars."""

    one: str
    many: str
    most: int
    price: int


class Holder(Value):
    """What things lie in: one and many of it."""

    one: str
    many: str


class Pack(Value):
    """A setting for word problems: its things, what holds them, kinds of them, and what people do who get or lose them."""

    id: str
    title: str
    interests: tuple[str, ...] = Field(min_length=1)
    things: tuple[Thing, ...] = Field(min_length=2)
    holders: Holder
    kinds: tuple[str, str]
    gets: tuple[str, ...] = Field(min_length=1)
    loses: tuple[str, ...] = Field(min_length=1)
