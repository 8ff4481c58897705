"""Finds the task and the claimed answer in what people write, and works tasks out. Whether an answer is right is left to `answers`."""

from tutor.maths.tasks.find import Found, find
from tutor.maths.tasks.solve import answer, answer_text
