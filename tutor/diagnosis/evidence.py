"""The reasons for a belief, attempt by attempt, in plain words that name the pupil's own answers."""

from collections.abc import Iterator, Sequence
from typing import Literal

from tutor.diagnosis.belief import Belief
from tutor.diagnosis.matcher import Matcher
from tutor.diagnosis.reading import Reading
from tutor.domain import KNOWS, OTHER, Evidence

Kind = Literal["malrule", "words", "right", "unexplained"]
WORTH_NAMING = 0.1
LINES = {
    "evidence_malrule": "your `{response}` is what this idea gives: {belief}",
    "evidence_earlier": "; {responses} earlier fits too",
    "evidence_words": "what you said sounds like this idea: {belief}",
    "evidence_right": "`{response}` is right",
    "evidence_unexplained": "`{response}` is what none of the known ideas gives",
}
"""Used where content/lines.yaml has no line of this name."""


def evidence_of(belief: Belief, readings: Sequence[Reading], matcher: Matcher) -> tuple[Evidence, ...]:
    """Return the evidence of every attempt that speaks, newest first, for the misconceptions worth naming and for innocence."""
    likely = [
        state
        for state, p in zip(belief.states, belief.p, strict=True)
        if p >= WORTH_NAMING and state not in (KNOWS, OTHER)
    ]
    likely.sort(key=lambda state: -belief.p[belief.states.index(state)])
    writer = _Writer(belief, readings, matcher)
    return (*(found for id in likely for found in writer.accusing(id)), *writer.others(likely))


class _Writer:
    """Writes the evidence lines of one diagnosis."""

    def __init__(self, belief: Belief, readings: Sequence[Reading], matcher: Matcher) -> None:
        self.belief, self.readings, self.matcher = belief, readings, matcher

    def accusing(self, id: str) -> Iterator[Evidence]:
        """Yield what speaks for a misconception; the newest line names the earlier answers that fit too."""
        fitting = [place for place in self._newest_first() if self._yields(id, place)]
        for number, place in enumerate(fitting):
            because = self._line("evidence_malrule", place, id)
            if number == 0 and fitting[1:]:
                earlier = dict.fromkeys(f"`{self._response(other)}`" for other in fitting[1:4])
                because += self._text("evidence_earlier").format(responses=", ".join(earlier))
            yield self._evidence("malrule", id, place, because)
        for place in self._newest_first():
            seen = self.readings[place].seen
            if seen and seen.words.get(id, 1.0) > 1:
                yield self._evidence("words", id, place, self._line("evidence_words", place, id))

    def others(self, likely: Sequence[str]) -> Iterator[Evidence]:
        """Yield the right answers, and the wrong ones that no likely misconception yields."""
        for place in self._newest_first():
            seen = self.readings[place].seen
            if seen is None or seen.answer is None:
                continue
            if seen.right:
                yield self._evidence("right", KNOWS, place, self._line("evidence_right", place))
            elif not any(self._yields(id, place) for id in likely):
                yield self._evidence("unexplained", OTHER, place, self._line("evidence_unexplained", place))

    def _newest_first(self) -> list[int]:
        return list(reversed(self.belief.attempts))

    def _yields(self, id: str, place: int) -> bool:
        seen = self.readings[place].seen
        if seen is None or seen.right or seen.answer is None:
            return False
        return any(prediction.key == seen.answer for prediction in seen.predictions.get(id, ()))

    def _line(self, name: str, place: int, id: str = "") -> str:
        belief = self.matcher.catalog.misconceptions[id].belief if id else ""
        return self._text(name).format(response=self._response(place), belief=belief.rstrip("."))

    def _text(self, name: str) -> str:
        return (self.matcher.catalog.lines.get(name) or (LINES[name],))[0]

    def _response(self, place: int) -> str:
        reading = self.readings[place]
        return reading.answer_text or reading.attempt.response.strip()[:60]

    def _evidence(self, kind: Kind, id: str, place: int, because: str) -> Evidence:
        weights = self.belief.weights[self.belief.attempts.index(place)]
        attempt = self.readings[place].attempt
        return Evidence(
            kind=kind,
            hypothesis=id,
            attempt=self.readings[place].ago,
            problem=attempt.problem,
            response=attempt.response,
            because=because,
            weight=round(weights[self.belief.states.index(id)], 3),
        )
