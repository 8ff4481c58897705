"""Pure translation, ours to theirs: turns, items and chunks as the JSON that others rely on."""

from tutor.interop.given import item_as_given, source_as_given, turn_as_given

__all__ = ["item_as_given", "source_as_given", "turn_as_given"]
