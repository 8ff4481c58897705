"""Joins the mathematics in a pupil's words into stretches, each with the language around it. Which is the answer is left to `response`."""

from dataclasses import dataclass

from tutor.maths.answers.english import words
from tutor.maths.answers.tokens import AFTER_WORDS, ENDS, MATHS, VULGAR, Token, neighbours, tokens_of

_LEADING = frozenset({"-", "−", "–", "+", "±", "√", "sqrt", "minus", "negative"})
_DEPTH = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}


@dataclass(slots=True)
class Span:
    """One stretch of mathematics: its text, the language before and after it in its sentence (small letters).

    `joint`: "," "or" "and" where only that stands between it and the span before; `asked`: it ends in "=" as a question does.
    """

    text: str
    before: str
    after: str
    sentence: int
    joint: str = ""
    asked: bool = False


def spans(text: str, letters: frozenset[str] = frozenset()) -> list[Span]:
    """Return the stretches of mathematics in a text, in order. `letters`: the variables of the task, which are not units or words."""
    return _Gatherer(tokens_of(text, letters)).gather()


class _Gatherer:
    """Joins tokens into spans, keeping the language between them."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.found: list[Span] = []
        self.words: list[str] = []
        self.sentence = 0
        self.joint = ""

    def gather(self) -> list[Span]:
        index = 0
        while index < len(self.tokens):
            end = self.run_end(index)
            if end > index and self.put(self.tokens[index:end]):
                index = end
            else:
                self.language(self.tokens[index])
                index += 1
        self.close_sentence()
        return self.found

    def run_end(self, start: int) -> int:
        """Return the index after the mathematics that starts here; `start` where none does."""
        depth, index = 0, start
        while index < len(self.tokens) and (self.goes_on(index, start, depth) if index > start else self.starts(start)):
            depth += _DEPTH.get(self.tokens[index].text, 0)
            index += 1
        return index

    def starts(self, index: int) -> bool:
        token, (_, following) = self.tokens[index], neighbours(self.tokens, index)
        if token.text in ("-", "−", "–"):
            operand = following.kind in ("number", "letter", "open", "money", "latex") or following.text == "√"
            return (operand and not following.spaced) or (not self.words and following.kind != "")
        return token.kind in MATHS and token.kind != "close" and token.text != ":"

    def goes_on(self, index: int, start: int, depth: int) -> bool:
        token, (before, following) = self.tokens[index], neighbours(self.tokens, index)
        if token.spaced and self.begins_anew(index, start):
            return False
        if token.text == ":":
            return before.kind in ENDS and following.kind in ("number", "letter", "gap")
        if token.text == "?":
            return before.kind == "op" or before.kind == following.kind == "relation"
        return token.kind in MATHS or (token.kind == "comma" and depth > 0)

    def begins_anew(self, index: int, start: int) -> bool:
        """Return True for an operand after a blank that nothing joins to the one before ("4 5"); a mixed number goes on."""
        token, (before, following) = self.tokens[index], neighbours(self.tokens, index)
        if before.kind in ENDS and token.kind == "letter":
            equated = any(earlier.kind == "relation" for earlier in self.tokens[start:index])
            return equated and following.kind == "relation"
        if before.kind not in ENDS - {"gap", "unit", "money"} or token.kind != "number" or before.text in "xX":
            return False
        is_part = (following.text in ("/", "⁄") and not following.spaced) or token.text in VULGAR
        return not (before.kind == "number" and before.text.isdigit() and is_part)

    def put(self, run: list[Token]) -> bool:
        """Keep the run as a span; False where there is nothing in it but signs."""
        lone_sign = all(token.kind == "relation" for token in run)
        first = run[0]
        run = run if lone_sign else _trimmed(run)
        if not lone_sign and not any(token.kind in ("number", "letter", "latex", "gap") for token in run):
            return False
        asked = len(run) > 1 and run[-1].text in ("=", "==")
        relation = first.text if first.kind == "relation" and not lone_sign else ""
        before = " ".join([*self.words, relation]).strip()
        self.end_last()
        self.found.append(Span(_written(run[:-1] if asked else run), before, "", self.sentence, self.joint, asked))
        self.words, self.joint = [], ","
        return True

    def language(self, token: Token) -> None:
        if token.kind in ("line", "stop") or token.text == ";":
            self.close_sentence()
        elif token.kind == "arrow":
            self.words.append("so")
        elif token.kind == "comma":
            self.words.append(",")
        elif token.kind in ("word", "join", "letter", "unit"):
            word = token.text.lower()
            self.words.append(word)
            if word not in words("unsure"):
                self.joint = word if word in ("or", "and") and self.joint in (",", word) else ""

    def end_last(self) -> None:
        """Give the last span of this sentence the words that came after it."""
        if self.found and self.found[-1].sentence == self.sentence:
            self.found[-1].after = " ".join(self.words)

    def close_sentence(self) -> None:
        self.end_last()
        self.sentence += 1
        self.words, self.joint = [], ""


def _written(run: list[Token]) -> str:
    """Return the run as text; a unit of one letter is set apart, so that `read` takes it for none of the variables."""
    lone_units = [token.kind == "unit" and not token.text[1:2].isalpha() for token in run]
    return "".join(
        f" {token.text}" if token.spaced or lone else token.text for token, lone in zip(run, lone_units, strict=True)
    ).strip()


def _trimmed(run: list[Token]) -> list[Token]:
    """Return the run without what cannot begin or end mathematics: operations, "=", lone brackets."""
    first, end = 0, len(run)
    while first < end and (
        run[first].kind in ("close", "relation", "after", "comma")
        or (run[first].kind in ("op", "join") and run[first].text.lower() not in _LEADING)
    ):
        first += 1
    while end > first and (
        (run[end - 1].kind in ("open", "comma") and run[end - 1].text != "|")
        or (run[end - 1].kind in ("op", "join") and run[end - 1].text.lower() not in AFTER_WORDS)
    ):
        end -= 1
    return _balanced(run[first:end])


def _balanced(run: list[Token]) -> list[Token]:
    """Return the run without a bracket that has no partner at either end."""
    depth = sum(_DEPTH.get(token.text, 0) for token in run)
    if depth > 0 and run[0].kind == "open":
        return _trimmed(run[1:])
    if depth < 0 and run[-1].kind == "close":
        return _trimmed(run[:-1])
    return run
