"""Pure translation, ours to theirs: turns, items and chunks as the JSON that others rely on, and sheets of items in every format."""

from tutor.interop.given import item_as_given, level_as_given, source_as_given, turn_as_given
from tutor.interop.sheet import FORMATS, Sheet, format_named
