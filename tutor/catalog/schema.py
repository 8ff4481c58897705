"""The shapes of the files under content/. Reading them is left to `load`, checking them against each other to `check`."""

from re import Pattern
from typing import Literal

from pydantic import Field, field_validator

from tutor.domain import FigureKind, Pack, Task, TaskKind, Value

Status = Literal["draft", "published", "retired"]


class Cite(Value):
    """Where an idea comes from: a citation a teacher can look up, and the licence of what was taken (facts only: "facts")."""

    cite: str = Field(min_length=8)
    licence: str = "facts"


class Malrule(Value):
    """The executable form of a misconception (or, in rules.yaml, of a correct method), in one of five ways.

    `when` -> `then`: a pattern over the task's expression and what it yields. In patterns n, d (n1, d2 ...) are whole numbers, a, b, c
    any numbers, x, y variables; a repeated name means the same value. Terms and factors match in any order unless `exact`.
    `then` alone: a formula over the pieces that a task names (see diagnosis.given), such as "length * width" of a perimeter.
    `each` + `rank`: for compare and order, a pattern every value must match, and the formula the values are ranked by.
    `run`: a named procedure of diagnosis.procedures, for rules that need digits.
    `wrap`: a named procedure over the right answer (a dropped sign, an inverted fraction).
    `where` guards, a formula over the names; `want` limits to tasks that want this; `written` is how such a pupil writes the result.
    """

    task: tuple[TaskKind, ...]
    when: str = ""
    then: str = ""
    each: str = ""
    rank: str = ""
    run: str = ""
    wrap: str = ""
    where: str = ""
    want: str = ""
    exact: bool = False
    written: Literal["", "unreduced", "simplest", "mixed", "improper", "decimal"] = ""

    @field_validator("task", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value


class Contrast(Value):
    """A problem on which the belief gives what the pupil can see is absurd; `because` says what is absurd, in true words."""

    problem: str
    because: str


class Example(Value):
    """A running example: on `problem` the right answer is `right`, and this misconception yields `wrong`."""

    problem: str
    right: str
    wrong: str


class Teach(Value):
    """Teaching lines for a misconception: three hints from a nudge to nearly told, an explanation, a question to reflect on."""

    hints: tuple[str, str, str]
    explain: str
    reflect: str


class Misconception(Value):
    """A belief in a pupil's words, with malrules and/or the words that betray it; `rare`: less common than its rivals. Source: `source`."""

    id: str
    belief: str
    skills: tuple[str, ...] = Field(min_length=1)
    grades: str
    rare: bool = False
    malrules: tuple[Malrule, ...] = ()
    says: tuple[str, ...] = ()
    says_not: tuple[str, ...] = ()
    confusable: tuple[str, ...] = ()
    contrast: Contrast
    teach: Teach
    out_of_scope: str = ""
    source: Cite
    examples: tuple[Example, ...] = ()
    replaces: str = ""
    status: Status = "published"


class Rule(Value):
    """A correct method: `name` in plain words, and the same executable form as a malrule."""

    id: str
    name: str
    skills: tuple[str, ...] = Field(min_length=1)
    rules: tuple[Malrule, ...] = Field(min_length=1)


class FigureModel(Value):
    """The figure of an item model: its kind (see `interop.figures`) and what is in it; every text may hold {parameters}."""

    kind: FigureKind
    values: dict[str, str]


class ItemModel(Value):
    """A family of items: texts with {parameters}, their ranges and constraints, and the rule for the answer.

    `parameters`: name -> "2..12", "0.1..9.9 step 0.1", "2, 3, 4, 6" or "= a * b" (a formula over those before it).
    `where`: formulas that must hold. `answer`: a formula for the key (maths.formula), or algebra with {parameters}; never shown the stem.
    `form`: how the key is written (a form of maths.answers). `format`: typed answer or multiple choice. Texts of `task` may hold
    parameters, too. A word problem has no stem but a `story`: clauses in order, each with what it takes ("more B A n": people and
    parameters); the setting is chosen when it is told.
    """

    id: str
    band: int = Field(ge=1, le=3)
    stem: str = ""
    figure: FigureModel | None = None
    story: tuple[str, ...] = ()
    task: Task
    parameters: dict[str, str]
    where: tuple[str, ...] = ()
    answer: str
    form: str = ""
    format: Literal["number", "choice"] = "number"


class Clause(Value):
    """A sentence of a word problem with the relations that it states, and what it asks for where it is a question.

    `takes` names what a story gives it in order: A, B people, K a kind of thing, n a number, f a fraction or percent. A relation is
    "x = y" or "x = y + z" (or - * /) over names and n, f; A' is the amount of A after the change, "A now" the newest, "A at first"
    the first.
    """

    id: str
    takes: tuple[str, ...] = ()
    say: str
    means: tuple[str, ...] = ()
    asks: str = ""


class Skill(Value):
    """One thing to be able to do, small enough to teach in a lesson; `standards` are Common Core codes."""

    id: str
    title: str
    grades: str
    standards: tuple[str, ...] = Field(min_length=1)
    prerequisites: tuple[str, ...] = ()
    items: tuple[ItemModel, ...] = Field(min_length=1)


class MoreItems(Value):
    """Further item models of a skill: word problems (stories.yaml), items with a figure (figures.yaml)."""

    skill: str
    items: tuple[ItemModel, ...] = Field(min_length=1)


class WorkedExample(Value):
    """A solved problem: the steps as a teacher would say them, and the answer."""

    problem: str
    steps: tuple[str, ...] = Field(min_length=2)
    answer: str


class Lesson(Value):
    """One lesson for one skill (`skill`): the key idea, worked examples, the common trap, words, and a ladder of hints.

    Steps and hints mark their mathematics with backticks; hints may hold {problem}, and never the answer.
    """

    skill: str
    title: str
    key_idea: str
    examples: tuple[WorkedExample, ...] = Field(min_length=2)
    trap: str
    vocabulary: dict[str, str]
    hints: tuple[str, str, str]
    source: Cite
    licence: str = "CC BY 4.0"


class Tellings(Value):
    """Further true sentences about each skill, to hold a language model's own words against."""

    tellings: dict[str, tuple[str, ...]]


class Lines(Value):
    """The tutor's own lines (content/lines.yaml): for each situation several ways to say it, with {names} to fill in."""

    lines: dict[str, tuple[str, ...]]


class Phrases(Value):
    """What learners say to the tutor beside mathematics (content/phrases.yaml): for each intent, the phrases that show it."""

    phrases: dict[str, tuple[str, ...]]


class Term(Value):
    """What names a term of mathematics, and what shows it in writing: regular expressions over lower-case text."""

    words: Pattern[str]
    signs: Pattern[str] | None = None


class Terms(Value):
    """What mathematics speaks of (content/terms.yaml), by name."""

    terms: dict[str, Term]


class Meaning(Value):
    """What a term means: a sentence or two without a result, examples of which one is shown, and other ways to write the term."""

    means: str
    examples: tuple[str, ...]
    also: tuple[str, ...] = ()


class Glossary(Value):
    """What terms mean, for a learner who asks (content/glossary.yaml), by term."""

    glossary: dict[str, Meaning]


class SheetWords(Value):
    """The words around items (content/sheet.yaml): `labels` on paper; `asks`: for each way of asking several lines, and pupils' names;
    `figures`: each kind of figure in words, with its values to fill in.
    """

    labels: dict[str, str]
    asks: dict[str, tuple[str, ...]]
    figures: dict[str, str] = Field(default_factory=dict)


class Catalog(Value):
    """All content, loaded and indexed by id; `hash` is the sha256 of the files it came from."""

    skills: dict[str, Skill]
    misconceptions: dict[str, Misconception]
    rules: dict[str, Rule]
    lessons: dict[str, Lesson]
    lines: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    tellings: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    phrases: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    labels: dict[str, str] = Field(default_factory=dict)
    asks: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    terms: dict[str, Term] = Field(default_factory=dict)
    glossary: dict[str, Meaning] = Field(default_factory=dict)
    figures: dict[str, str] = Field(default_factory=dict)
    packs: tuple[Pack, ...] = ()
    clauses: tuple[Clause, ...] = ()
    hash: str
