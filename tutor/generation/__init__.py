"""Items and passages for practice: drafted, checked, and released with a receipt. `make_items` gives a list, `make_set` a quiz."""

from tutor.generation.items import fillings, iterate_items, make_items
from tutor.generation.placing import Placing
from tutor.generation.quizzes import make_set
