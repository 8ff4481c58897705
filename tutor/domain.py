"""The nouns that all rooms share: frozen values that compare, copy and travel as JSON.

Prose in these values (stems, replies, lessons) marks its mathematics with backticks, `` `1/2 + 1/3` ``; how it is shown is left to
`maths.show`. Trees of mathematics never appear here: they are written as text that `maths.read` reads back.
"""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Verdict = Literal["right", "wrong", "unreadable"]
Outcome = Literal["pass", "fail", "unchecked"]
TaskKind = Literal[
    "evaluate", "simplify", "compare", "order", "round", "convert", "solve", "expand", "factor", "substitute",
    "area", "perimeter", "volume", "angle", "mean", "median", "mode", "range", "slope", "intercept", "point",
    "ratio", "percent", "translate", "step", "explain",
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


class Task(Value):
    """What a problem asks, typed.

    `expression` is the mathematics alone, as `maths.read` reads it: the expression to evaluate or simplify, the comparison with its
    gap ("0.04 _ 0.5"), the equation to solve (a missing number is "_"), the equation before a step, the calculation that gives a
    percent, the algebra of a phrase to translate (a number is n). `given` holds further pieces in the order written: the values to
    compare, order or average, the equations of a system, two points, "x = 3" to substitute, "length = 4 cm" of a figure,
    "percent = 20%" and "whole = 50", the phrase to translate. `want` says what of: the place to round to ("10", "0.1",
    "2 significant"), the form ("decimal", "mixed", "equivalent" ...) or unit to convert to, the unknown ("x", "_"), the figure,
    "ascending" | "descending", "largest" | "smallest" ("" asks for the sign), "part" | "whole" | "percent", "simplest" | "missing" |
    "share" | "larger share" | "smaller share" of a ratio, the axis of an intercept. `form` is set only where the words ask for a form
    of answer (see maths.answers).
    """

    kind: TaskKind
    expression: str = ""
    given: tuple[str, ...] = ()
    want: str = ""
    form: str = ""


class Attempt(Value):
    """One response to one task. `taught` names the misconception that a tutor's move addressed since the attempt before."""

    id: str = ""
    at: datetime | None = None
    problem: str
    response: str
    task: Task | None = None
    skill: str = ""
    verdict: Verdict | None = None
    taught: str = ""


class Hypothesis(Value):
    """A state the pupil may be in: a misconception id, "correct" (knows it), "slip" or "other"; `p` in [0, 1]."""

    id: str
    p: float


class Evidence(Value):
    """One reason for the belief: which attempt (0 is the newest), which hypothesis it favours, and why in plain words.

    `kind`: the malrule yields the response, the words betray it, or the attempt speaks for innocence; "working" names the first wrong
    line of the working, counted from 0 in `line`. `weight` is the log10 likelihood ratio against OTHER.
    """

    kind: Literal["malrule", "words", "right", "unexplained", "working"]
    hypothesis: str
    attempt: int
    problem: str
    response: str
    because: str
    weight: float = 0.0
    line: int | None = None


class Diagnosis(Value):
    """The verdict on the newest response, and the belief about the pupil in this task's family after all attempts.

    `decision` is a misconception id, "correct", "slip" (knows it, this one is wrong), "other", or None where it abstains.
    `hypotheses` is sorted, most likely first, and sums to 1.
    """

    verdict: Verdict
    reason: str
    decision: str | None
    hypotheses: tuple[Hypothesis, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    task: Task | None = None
    key: str = ""
    skill: str = ""


class Finding(Value):
    """What one check found: `pass`, `fail`, or `unchecked` (could not be decided); where, what, and the cure."""

    check: str
    outcome: Outcome
    where: str = ""
    what: str = ""
    cure: str = ""


class Source(Value):
    """A retrieved chunk that a reply may cite."""

    id: str
    title: str
    text: str
    kind: Literal["lesson", "worked_example", "fact", "document"]
    standards: tuple[str, ...] = ()
    grades: str = ""
    skill: str = ""
    licence: str = ""
    score: float = 0.0


class Segment(Value):
    """A piece of a reply. `said` must be true; `supposed` is what a malrule yields; `quoted` comes from `source`."""

    kind: Literal["said", "supposed", "quoted"]
    text: str
    source: str = ""


class TutorReply(Value):
    """What a composer hands to `verify`: the segments in order, and the practice problem it sets, if any."""

    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """Return the whole reply as one text, mathematics still between backticks."""
        return " ".join(segment.text for segment in self.segments)


class LabelVote(Value):
    """What a language model says of somebody's own labels: the ids of those that fit a response, the likeliest first."""

    labels: tuple[str, ...]


class Move(Value):
    """The one teaching move of a turn: its name, what it is about, and the item or rung it uses."""

    name: MoveName
    skill: str = ""
    misconception: str = ""
    rung: int = 0
    problem: str = ""
    why: str = ""


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

    @property
    def values_by_name(self) -> dict[str, str]:
        """Return what is in the figure by name."""
        return dict(self.values)


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


class Turn(Value):
    """One exchange with a learner, as stored and as shown by `tutor ask --json`."""

    id: str
    learner: str
    at: datetime
    message: str
    reply: str
    diagnosis: Diagnosis | None = None
    move: Move
    sources: tuple[Source, ...] = ()
    checks: tuple[Finding, ...] = ()
    timings: dict[str, float] = Field(default_factory=dict)
    composer: str = "offline"


class Event(Value):
    """One line of the append-only log; `data` is the JSON of what happened, its shape fixed by `kind`."""

    id: str
    learner: str
    at: datetime
    kind: Literal["message", "attempt", "move", "turn", "flag", "setting", "deleted"]
    data: dict[str, Any]


class Mastery(Value):
    """What is believed of one skill: P(known) in [0, 1], the attempts seen, and when review is due (aware UTC).

    `unaided` counts the right answers without help; `checked_at` is the newest of them that came a night or more after the
    attempt before, None once a wrong answer followed. `stability_days` and `difficulty` (1-10) are those of py-fsrs.
    """

    p_known: float
    attempts: int = 0
    right: int = 0
    unaided: int = 0
    last_at: datetime | None = None
    checked_at: datetime | None = None
    due_at: datetime | None = None
    stability_days: float = 0.0
    difficulty: float = 0.0


class Learner(Value):
    """The state of a learner: a fold over the learner's events, never edited by hand.

    `attempts` holds the newest 30, oldest first; `beliefs` is P(misconception) after the newest diagnosis that weighed it. On the table
    are `current_problem` with its task and skill, `current_item` (its key stays in the store), `rung` (hints given, 0-3), `tries` and
    whether it is `solved`. `taught`: what moves addressed since the newest attempt; the next attempt takes it over.
    """

    id: str
    grade: int | None = None
    locale: str = "en"
    interests: tuple[str, ...] = ()
    mastery: dict[str, Mastery] = Field(default_factory=dict)
    attempts: tuple[Attempt, ...] = ()
    beliefs: dict[str, float] = Field(default_factory=dict)
    current_problem: str = ""
    current_task: Task | None = None
    current_skill: str = ""
    current_item: str = ""
    rung: int = 0
    tries: int = 0
    solved: bool = False
    taught: str = ""
    last_move: Move | None = None
    last_at: datetime | None = None
    turns: int = 0
    events: int = 0


class Flag(Value):
    """A worry that an adult must see: how severe, of what kind, in which turn, and when an adult saw it (None: not yet)."""

    id: str
    learner: str
    at: datetime
    severity: str
    kind: str
    turn: str = ""
    seen_at: datetime | None = None


class LedgerLine(Value):
    """One call of a language model: what was asked (by hash), of whom, what it used, and how it ended, with the reason."""

    id: str
    at: datetime
    turn: str = ""
    prompt: str = ""
    prompt_hash: str = ""
    llm: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    cost_usd: float = 0.0
    seconds: float = 0.0
    outcome: str
    reason: str = ""
