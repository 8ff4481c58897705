"""Joins the mathematics in a pupil's words into stretches, each with the language around it. Which is the answer is left to `response`."""

from dataclasses import dataclass

from tutor.maths.answers.tokens import AFTER_WORDS, ENDS, MATHS, VULGAR, Token, token_after, token_before, tokens_of

_UNSURE = frozenset({"maybe", "perhaps", "possibly", "also", "either"})


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of mathematics: its text, the language before and after it in its sentence (small letters), where it stands.

    `joint`: "," "or" "and" where only that stands between it and the span before; `asked`: it ends in "=" as a question does.
    """

    text: str
    before: str
    after: str
    sentence: int
    line: int
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
        self.line = 0
        self.joint = ""

    def gather(self) -> list[Span]:
        index = 0
        while index < len(self.tokens):
            end = self.run_end(index)
            if end > index and self.put(index, end):
                index = end
            else:
                self.language(self.tokens[index])
                index += 1
        self.close_sentence()
        return self.found

    def run_end(self, start: int) -> int:
        """Return the index after the mathematics that starts here; `start` where none does."""
        if not self.starts(start):
            return start
        depth, index = 0, start
        while index < len(self.tokens) and self.goes_on(index, start, depth):
            depth += {"open": 1, "close": -1}.get(self.tokens[index].kind, 0) if self.tokens[index].text != "|" else 0
            index += 1
        return index

    def starts(self, index: int) -> bool:
        token = self.tokens[index]
        if token.kind in ("op", "join") and token.text in "-−–":
            following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
            glued = (following is not None and following.kind in ("number", "letter", "open", "money", "latex")) or (
                following is not None and following.text == "√"
            )
            return glued or (not self.words and token_after(self.tokens, index) is not None)
        return token.kind in MATHS and token.kind != "close"

    def goes_on(self, index: int, start: int, depth: int) -> bool:
        token = self.tokens[index]
        following = token_after(self.tokens, index)
        if token.kind == "space":
            maths = following is not None and (
                following.kind in MATHS or (following.text == "?" and self.is_gap(index + 1))
            )
            return maths and not self.begins_anew(index, start)
        if token.text == ":":
            before = token_before(self.tokens, index)
            return bool(before and following and before.kind in ENDS and following.kind in ("number", "letter", "gap"))
        if token.kind == "comma":
            return depth > 0 and index > start
        if token.text == "?":
            return self.is_gap(index)
        return token.kind in MATHS

    def is_gap(self, index: int) -> bool:
        """Return True where a "?" stands for a number: 3 + ? = 7."""
        before, following = token_before(self.tokens, index), token_after(self.tokens, index)
        return bool(before and before.kind == "op") or bool(
            before and following and before.kind == following.kind == "relation"
        )

    def begins_anew(self, index: int, start: int) -> bool:
        """Return True for the blank between two operands that nothing joins ("4 5"); a mixed number goes on."""
        before, following = self.tokens[index - 1], self.tokens[index + 1]
        if before.kind in ENDS and following.kind == "letter":
            after = token_after(self.tokens, index + 1)
            equated = any(token.kind == "relation" for token in self.tokens[start:index])
            return equated and after is not None and after.kind == "relation"
        if before.kind not in ENDS - {"gap", "unit", "money"} or following.kind != "number" or before.text in "xX":
            return False
        slash = index + 2 < len(self.tokens) and self.tokens[index + 2].text in "/⁄"
        mixed = before.kind == "number" and before.text.isdigit() and (slash or following.text in VULGAR)
        return not mixed

    def put(self, start: int, end: int) -> bool:
        """Keep the run as a span; False where there is nothing in it but signs."""
        run = _trimmed(self.tokens[start:end])
        asked = bool(run) and run[-1].text in ("=", "==") and len(run) > 1
        signs_only = all(token.kind in ("relation", "space", "open", "close") for token in run)
        if not run or not (signs_only or any(token.kind in ("number", "letter", "latex", "gap") for token in run)):
            return False
        if signs_only and run[0].kind not in ("relation",):
            return False
        text = _written(run[:-1] if asked else run)
        relation = self.tokens[start].text if self.tokens[start].kind == "relation" and not signs_only else ""
        before = " ".join([*self.words, relation])
        if self.found and self.found[-1].sentence == self.sentence:
            self.found[-1] = _with_after(self.found[-1], " ".join(self.words))
        self.found.append(Span(text, before.strip(), "", self.sentence, self.line, self.joint, asked))
        self.words, self.joint = [], ","
        return True

    def language(self, token: Token) -> None:
        if token.kind in ("line", "stop") or token.text == ";":
            self.close_sentence()
            self.line += token.kind == "line"
        elif token.kind == "arrow":
            self.words.append("so")
        elif token.kind in ("word", "join", "letter", "unit"):
            word = token.text.lower().replace("’", "'")
            self.words.append(word)
            if word not in _UNSURE:
                self.joint = word if word in ("or", "and") and self.joint in (",", word) else ""
        elif token.kind == "comma":
            self.words.append(",")

    def close_sentence(self) -> None:
        if self.found and self.found[-1].sentence == self.sentence:
            self.found[-1] = _with_after(self.found[-1], " ".join(self.words))
        self.sentence += 1
        self.words, self.joint = [], ""


def _written(run: list[Token]) -> str:
    """Return the run as text; a unit of one letter is set apart, so that `read` takes it for none of the variables."""
    parts = []
    for before, token in zip([None, *run], run, strict=False):
        apart = token.kind == "unit" and not token.text[1:2].isalpha() and before is not None and before.kind != "space"
        parts.append(f" {token.text}" if apart else token.text)
    return "".join(parts).strip()


def _with_after(span: Span, after: str) -> Span:
    return Span(span.text, span.before, after, span.sentence, span.line, span.joint, span.asked)


def _trimmed(run: list[Token]) -> list[Token]:
    """Return the run without what cannot begin or end mathematics: operations, "=", lone brackets."""
    run = list(run)
    signs_only = all(token.kind in ("relation", "space") for token in run)
    while (
        run
        and not signs_only
        and (
            run[0].kind in ("space", "close", "relation", "after")
            or (run[0].kind in ("op", "join") and run[0].text.lower() not in _SIGNS)
        )
    ):
        run.pop(0)
    while run and (
        (run[-1].kind in ("space", "open") and run[-1].text != "|")
        or (run[-1].kind in ("op", "join") and run[-1].text.lower() not in AFTER_WORDS)
    ):
        run.pop()
    return _balanced(run)


_SIGNS = frozenset({"-", "−", "–", "+", "±", "√", "sqrt", "minus", "negative"})


def _balanced(run: list[Token]) -> list[Token]:
    """Return the run without a bracket that has no partner at either end."""
    opened = sum(token.kind == "open" and token.text != "|" for token in run)
    closed = sum(token.kind == "close" for token in run)
    if opened > closed and run and run[0].kind == "open":
        return _trimmed(run[1:])
    if closed > opened and run and run[-1].kind == "close":
        return _trimmed(run[:-1])
    return run
