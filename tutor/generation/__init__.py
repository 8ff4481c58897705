"""Items (and passages) for practice: drafted, checked, and released with a receipt. `make_items` gives a list, `iterate_items` a stream."""

from tutor.generation.items import iterate_items, make_items
from tutor.generation.placing import Placing

__all__ = ["Placing", "iterate_items", "make_items"]
