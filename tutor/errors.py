"""Every error that this package raises on purpose.

TutorError                  a message that may be shown to a person: where, what, cure
├── ParseError              written mathematics that cannot be read; carries a position
├── CannotCheck             a question that exact means could not decide (too large, out of time)
├── ContentError            faults in content/ or prompts/, all of them at once
├── SettingsError           a TUTOR_* setting that cannot be used
├── StoreError              the database cannot be opened, read or migrated
├── SearchIndexError        the search index cannot be built or opened
├── NotFound                an unknown skill, standard, misconception or learner; offers the nearest
├── NotEnough               fewer items are possible than are wanted; says how many
└── LlmError                a language model gave no usable reply
    ├── LlmUnavailable      down, too slow, or the circuit is open
    ├── LlmUnreadable       answered, but not in the shape that was asked for
    └── BudgetSpent         the time, token or money budget of this turn or class is used up
"""

from collections.abc import Sequence

from pydantic import ValidationError


class TutorError(Exception):
    """Root of all errors raised on purpose; `str(error)` may be shown to a person."""


class ParseError(TutorError):
    """Written mathematics that cannot be read. `position` is the index of the first character at fault."""

    def __init__(self, message: str, text: str = "", position: int = 0) -> None:
        super().__init__(message)
        self.text = text
        self.position = position


class CannotCheck(TutorError):
    """A question that exact means could not decide: too large, or out of time."""


class ContentError(TutorError):
    """Faults in content or prompt files. The message holds one fault a line, each with place and cure."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


class SettingsError(TutorError):
    """A setting that cannot be used."""


class StoreError(TutorError):
    """The database cannot be opened, read or migrated."""


class SearchIndexError(TutorError):
    """The search index cannot be built or opened."""


class NotFound(TutorError):
    """An unknown id. `nearest` holds the ids that come closest."""

    def __init__(self, message: str, nearest: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.nearest = tuple(nearest)


class NotEnough(TutorError):
    """Fewer items are possible than are wanted: `possible`."""

    def __init__(self, message: str, possible: int) -> None:
        super().__init__(message)
        self.possible = possible


class LlmError(TutorError):
    """A language model gave no usable reply."""


class LlmUnavailable(LlmError):
    """The language model is down, too slow, or its circuit is open."""


class LlmUnreadable(LlmError):
    """The language model answered, but not in the shape that was asked for."""


class BudgetSpent(LlmError):
    """The time, token or money budget is used up."""


def faults_of(error: ValidationError) -> str:
    """Return all that is wrong with what was given, each fault with its place: "band: input should be less than or equal to 3"."""
    said = (("".join(f"{part}: " for part in one["loc"][-1:]), one["msg"]) for one in error.errors())
    return "; ".join(f"{where}{what[:1].lower()}{what[1:]}" for where, what in said)
