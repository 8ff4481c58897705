"""Reads what a pupil wrote as an answer, and grades it exactly, with a reason."""

from tutor.maths.answers.grade import grade, grade_answer, verdict_of
from tutor.maths.answers.response import Written, read_response
from tutor.maths.answers.verdict import Grade
