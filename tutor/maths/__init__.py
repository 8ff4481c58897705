"""Reads, finds, solves, grades and shows written mathematics; knows nothing of learners."""

from tutor.maths.answers import Grade, Written, grade, grade_answer, read_response, verdict_of
from tutor.maths.compare import same
from tutor.maths.formula import Formula, formula
from tutor.maths.number import written
from tutor.maths.read import read, readable
from tutor.maths.show import show, show_text
from tutor.maths.tasks import Found, answer, answer_text, find
from tutor.maths.value import value
