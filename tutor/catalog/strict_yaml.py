"""YAML in which every scalar is text and no key may repeat, with the line of each value. What it means is left to `load`."""

from collections.abc import Sequence

import yaml

Plain = str | list["Plain"] | dict[str, "Plain"]
Location = Sequence[str | int]


class Document:
    """One YAML text: `data` as plain lists, dicts and strings, and `faults` (line, what) found while reading it."""

    def __init__(self, text: str) -> None:
        self.faults: list[tuple[int, str]] = []
        self._root = self._compose(text)
        self.data: Plain = "" if self._root is None else self._plain(self._root)

    def line(self, location: Location) -> int:
        """Return the line (from 1) of the value at `location`, or of the last part of the way that exists."""
        node = self._root
        for step in location:
            inner = _child(node, step)
            if inner is None:
                break
            node = inner
        return 1 if node is None else int(node.start_mark.line) + 1

    def _compose(self, text: str) -> yaml.Node | None:
        try:
            node: yaml.Node | None = yaml.compose(text, Loader=yaml.CBaseLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
            what = getattr(error, "problem", None) or getattr(error, "context", None) or error
            self.faults.append((mark.line + 1 if mark else 1, f"not YAML: {what}"))
            return None
        if node is None:
            self.faults.append((1, "the file is empty"))
        return node

    def _plain(self, node: yaml.Node) -> Plain:
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(part) for part in node.value]
        return str(node.value)

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Plain]:
        result: dict[str, Plain] = {}
        for key, part in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.faults.append((key.start_mark.line + 1, "a key must be text"))
            elif key.value in result:
                self.faults.append((key.start_mark.line + 1, f"the key {key.value} stands here twice"))
            else:
                result[str(key.value)] = self._plain(part)
        return result


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    if isinstance(node, yaml.MappingNode):
        return next((part for key, part in node.value if key.value == step), None)
    return None
