"""The offline composer: one move in our own words, from content. Whether it may be shown is left to `verify`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from tutor.catalog.schema import Lesson, Meaning, Misconception, WorkedExample
from tutor.domain import Diagnosis, Item, Move, Segment, Source, TutorReply

_RIGHT_LINES: Mapping[str, str] = {"not_simplified": "right_not_simplified", "other_form": "right_other_form"}
_QUOTED_WORDS = 45
_LONGEST_NAMED = 8
_PIECES = re.compile(r"[a-z]{4,} = | : |^[-\d./]+(?:, [-\d./]+)*$|^(?!the )[A-Za-z]+ .*[a-z]{2}|`")


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a reply may draw on. `keys` are the answers it must not hold, `supposed` is what the misconception yields on its
    contrasting problem, as text, and `turn` the number of the learner's turn, which picks between ways to say the same.
    """

    move: Move
    lines: Mapping[str, tuple[str, ...]]
    turn: int = 0
    keys: tuple[str, ...] = ()
    diagnosis: Diagnosis | None = None
    lesson: Lesson | None = None
    misconception: Misconception | None = None
    supposed: str = ""
    item: Item | None = None
    meaning: Meaning | None = None
    sources: tuple[Source, ...] = ()
    removed: tuple[str, ...] = ()

    def line(self, situation: str, **names: str) -> str:
        """Return a line for the situation; turns take them in order, so that the same words do not come twice running.

        A problem that is pieces alone ("base = 8 cm"; "2, 4, 9"), a sentence or a story is not named where a line can do without.
        """
        ways = self.lines[situation]
        problem = names.get("problem", "")
        if _is_long(problem):
            ways = tuple(way for way in ways if "{problem}" not in way) or ways
        return filled(ways[self.turn % len(ways)], **names)


Segments = tuple[Segment, ...]


def compose(scene: Scene) -> TutorReply:
    """Return the reply that carries out the scene's move. Raises KeyError where content has no line for the situation."""
    segments = _WRITERS[scene.move.name](scene)
    if scene.removed:
        segments = (_said(scene.line("personal")), *segments)
    return TutorReply(segments=segments)


def as_text(reply: TutorReply, sources: tuple[Source, ...]) -> str:
    """Return the reply as a learner reads it, mathematics between backticks, paragraphs apart; a quotation names its page."""
    titles = {source.id: source.title for source in sources}
    paragraphs: list[str] = []
    before = ""
    for segment in reply.segments:
        quoted = f"“{segment.text}” ({titles.get(segment.source, segment.source)})"
        text = quoted if segment.kind == "quoted" else segment.text
        if "quoted" in (segment.kind, before) or len(paragraphs) < 2:
            paragraphs.append(text)
        else:
            paragraphs[-1] = f"{paragraphs[-1]} {text}"
        before = segment.kind
    return "\n\n".join(paragraphs)


def filled(line: str, **names: str) -> str:
    """Return the line with its names filled in: mathematics between backticks, a problem in words without."""
    for name, text in names.items():
        shown = text if _is_prose(text) or name == "belief" else f"`{text}`"
        line = line.replace(f"`{{{name}}}`", shown).replace(f"{{{name}}}", shown)
    return line[:1].upper() + line[1:]


def _redirect(scene: Scene) -> Segments:
    back = (_said(scene.line("your_turn", problem=scene.move.problem)),) if scene.move.problem else ()
    return _said(scene.line(scene.move.why)), *back


def _hand_over(scene: Scene) -> Segments:
    return (_said(scene.line(scene.move.why if scene.move.why.startswith("worry_") else "hand_over")),)


def _probe(scene: Scene) -> Segments:
    if scene.item is not None:
        return _said(scene.line("abstain_probe")), _said(scene.item.stem)
    why = "ask_how" if scene.move.why == "abstain_probe" else scene.move.why
    return (_said(scene.line(why, problem=scene.move.problem)),)


def _hint(scene: Scene) -> Segments:
    if scene.move.rung == 0:
        return (_said(scene.line("slip")),)
    lead = scene.line(scene.move.why if scene.move.why in ("wants_answer", "stuck", "discouraged") else "wrong_hint")
    return _said(lead), _said(_rung(scene)), *_quote(scene)


def _rung(scene: Scene) -> str:
    hints = scene.misconception.teach.hints if scene.misconception else scene.lesson.hints if scene.lesson else ()
    if not hints:
        return scene.line("general_hint")
    problem = scene.lines["yours"][0] if _is_long(scene.move.problem) else scene.move.problem
    return filled(hints[min(scene.move.rung, len(hints)) - 1], problem=problem)


def _contrast(scene: Scene) -> Segments:
    belief = scene.misconception
    if belief is None:
        return _explain(scene)
    rule = Segment(kind="supposed", text=scene.line("named", belief=belief.belief.rstrip(".")))
    if belief.malrules and not scene.supposed:
        return rule, *_explain(scene)
    tried, refuted = _tried(belief.contrast.problem, scene), f"{scene.line('refute')} {belief.contrast.because}"
    return rule, _said(scene.line("contrast")), tried, _said(refuted), *_quote(scene), _back(scene)


def _tried(problem: str, scene: Scene) -> Segment:
    """Return the contrasting problem with what the belief yields on it, where a malrule says what that is."""
    prose = _is_prose(problem)
    if scene.supposed:
        line = "supposed_in_words" if prose else "supposed"
        text = scene.line(line, problem=problem.rstrip("."), supposed=scene.supposed).replace("?.", "?")
        return Segment(kind="supposed", text=text)
    return _said(problem if prose else f"`{problem}`.")


def _worked_example(scene: Scene) -> Segments:
    example = _another(scene)
    if example is None:
        return (_said(scene.line("general_hint")),)
    problem = example.problem if _is_prose(example.problem) else f"`{example.problem}`"
    colon = "" if problem.endswith((".", "?")) else ":"
    return _said(scene.line("worked_example")), _said(f"{problem}{colon} {' '.join(example.steps)}"), _back(scene)


def _another(scene: Scene) -> WorkedExample | None:
    """Return a worked example of a different problem whose answer is not the one to be found."""
    examples = scene.lesson.examples if scene.lesson else ()
    others = [one for one in examples if one.answer not in scene.keys and one.problem != scene.move.problem]
    told = (re.findall(r"\d+(?:[./]\d+)?", f"{one.problem} {' '.join(one.steps)}") for one in others)
    free = (one for one, numbers in zip(others, told, strict=True) if not set(scene.keys) & set(numbers))
    return next(free, others[0] if others else None)


def _explain(scene: Scene) -> Segments:
    if scene.move.why == "meaning" and scene.meaning is not None:
        shown = scene.meaning.examples
        example = f" {shown[scene.turn % len(shown)]}" if shown else ""
        back = scene.line("your_turn" if scene.move.problem else "meaning_on", problem=scene.move.problem)
        return _said(f"{scene.meaning.means}{example}"), _said(back)
    taught, lesson = scene.misconception, scene.lesson
    idea = taught.teach.explain if taught else lesson.key_idea if lesson else scene.line("general_hint")
    quoted = _quote(scene) if taught else ()
    return _said(scene.line("explain")), _said(idea), *quoted, _back(scene)


def _confirm(scene: Scene) -> Segments:
    return (_said(scene.line(_RIGHT_LINES.get(scene.move.why, "right"))),)


def _reflect(scene: Scene) -> Segments:
    question = scene.misconception.teach.reflect if scene.misconception else scene.line("reflect_question")
    return _said(scene.line("right")), _said(f"{scene.line('mended')} {question}")


def _practise(scene: Scene) -> Segments:
    if scene.move.why == "leave_it":
        return (_said(scene.line("leave_it")), _said(scene.item.stem)) if scene.item is not None else _hand_over(scene)
    lead = ("skip" if scene.move.why == "skip" else "practise") if scene.item else "no_item"
    stem = (_said(scene.item.stem),) if scene.item else ()
    return *(_confirm(scene) if scene.diagnosis else ()), _said(scene.line(lead)), *stem


def _quote(scene: Scene) -> Segments:
    """Return the first sentences of the best source, word for word; of a trap, what is said against its error; nothing without a source."""
    if not scene.sources:
        return ()
    best, text = scene.sources[0], ""
    for sentence in re.split(r"(?<=[.!?])\s+", best.text)[best.id.endswith("#trap") :]:
        if text and len(f"{text} {sentence}".split()) > _QUOTED_WORDS:
            break
        text = f"{text} {sentence}".strip()
    return (Segment(kind="quoted", text=text, source=best.id),)


def _bare(scene: Scene) -> Scene:
    """Return the scene with nothing in it but the move and our own lines."""
    plain = scene.meaning.model_copy(update={"examples": ()}) if scene.meaning else None
    return replace(scene, lesson=None, misconception=None, sources=(), item=None, meaning=plain)


def _back(scene: Scene) -> Segment:
    return _said(scene.line("try_again", problem=scene.move.problem))


def _said(text: str) -> Segment:
    return Segment(kind="said", text=text)


def _is_long(problem: str) -> bool:
    return _PIECES.search(problem) is not None or len(problem.split()) > _LONGEST_NAMED


def _is_prose(problem: str) -> bool:
    return "`" in problem or re.search(r"[A-Za-z]{3,}", problem) is not None


_EACH = (_redirect, _hand_over, _probe, _hint, _contrast, _worked_example, _explain, _confirm, _reflect, _practise)
_WRITERS: Mapping[str, Callable[[Scene], Segments]] = {one.__name__[1:]: one for one in _EACH}

FALL_BACKS: tuple[Callable[[Scene], Scene], ...] = (
    lambda scene: scene,
    lambda scene: replace(scene, turn=scene.turn + 1),
    lambda scene: replace(scene, sources=()),
    lambda scene: replace(scene, misconception=None, sources=()),
    _bare,
    lambda scene: replace(_bare(scene), move=scene.move.model_copy(update={"name": "hand_over", "why": "nothing_else"})),
)  # fmt: skip
"""Ever plainer ways to write the same move, for when the one before says what it must not; the last only names an adult."""
