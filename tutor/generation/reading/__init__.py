"""Passages to read at a measured level, true to the facts of their topic: `make_passage` gives one, `make_level_set` several."""

from tutor.generation.reading.complete import Shelf, Wish
from tutor.generation.reading.passages import make_level_set, make_passage
from tutor.generation.reading.relevel import relevel
