"""What can be read off any reply, whoever wrote it: its questions, and the grade at which it reads."""

import re

from tutor.errors import CannotCheck
from tutor.verify.level import measure

GRADE, SLACK = 5, 2.0
"""The grade that a reply is held to where the learner's is unknown, and how many grades above still count as not above."""
EASY = f"Flesch-Kincaid, at most {SLACK:.0f} above; replies of 15 words or more"


def questions(reply: str) -> int:
    """Return how many questions a reply asks; those in formulas and quotations do not count."""
    return re.sub(r"`[^`]*`|“[^”]*”", "", reply).count("?")


def reading_grade(reply: str) -> float | None:
    """Return the Flesch-Kincaid grade of a reply, formulas taken as one word; None where it is too short to tell."""
    text = re.sub(r"`[^`]*`", "it", reply)
    try:
        return measure(text).measures["flesch_kincaid"] if len(text.split()) >= 15 else None
    except CannotCheck:
        return None
