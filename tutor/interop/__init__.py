"""Pure translation, ours to theirs: `turn_as_given` and `item_as_given` are the JSON that others rely on."""

from tutor.interop.given import item_as_given, turn_as_given

__all__ = ["item_as_given", "turn_as_given"]
