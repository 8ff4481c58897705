"""The nouns that all rooms share: frozen values that compare, copy and travel as JSON.

Prose in these values (stems, replies, lessons) marks its mathematics with backticks, `` `1/2 + 1/3` ``; how it is shown is left to
`maths.show`. Trees of mathematics never appear here: they are written as text that `maths.read` reads back.
"""

from tutor.domain.base import KNOWS, OTHER, SLIP, FigureKind, ItemKind, MoveName, Outcome, TaskKind, Value, Verdict
from tutor.domain.kept import Event, Flag, Learner, LedgerLine, Mastery
from tutor.domain.made import (
    Choice,
    Figure,
    Gloss,
    Holder,
    Item,
    Option,
    Pack,
    Passage,
    PassageDraft,
    Question,
    Receipt,
    Section,
    Thing,
)
from tutor.domain.pupils import Attempt, Diagnosis, Evidence, Finding, Hypothesis, Task
from tutor.domain.teaching import LabelVote, Move, Segment, Source, Turn, TutorReply
