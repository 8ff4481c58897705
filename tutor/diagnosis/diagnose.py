"""A response and what came before it into a Diagnosis: read, weigh, decide, name the evidence; also row by row for `tutor diagnose`."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

from tutor.catalog.schema import Catalog
from tutor.catalog.values import grade_span
from tutor.diagnosis.belief import USUAL, Belief, Prior, believe, learn
from tutor.diagnosis.likelihood import Seen
from tutor.diagnosis.literal import bare
from tutor.diagnosis.matcher import Matcher
from tutor.diagnosis.reading import Reading, read_attempt
from tutor.diagnosis.solutions import as_of_its_working, evidence_of_working
from tutor.domain import KNOWS, OTHER, SLIP, Attempt, Diagnosis, Evidence, Task
from tutor.maths.show import show

INNOCENT = 0.5
"""P(KNOWS) from which a right answer is called correct: innocence needs less than an accusation."""
ELSEWHERE = 0.4
"""How common a misconception is with pupils of another skill or school year than its own, beside those of its own. Source: ours."""
RARE = 0.4
"""How common a misconception is that is seldom met, beside one that gives the same answers. Source: ours."""
WORTH_NAMING = 0.1
MOST_HISTORY = 30
FEWEST, MOST_LEARNED = 20, 500
"""Pupils from which a class tells anything, and that are looked at."""
TEXTS = ("problem", "response")
_Kind = Literal["malrule", "words", "right", "unexplained"]


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be diagnosed. `history` is oldest first; `grade` is the school year; `p_known` is skill -> P(known) before all of it."""

    problem: str
    response: str
    grade: int | None = None
    skill: str = ""
    history: tuple[Attempt, ...] = ()
    p_known: Mapping[str, float] = field(default_factory=dict)
    task: Task | None = None
    taught: str = ""


def diagnose(case: Case, matcher: Matcher, *, threshold: float = 0.7, prior: Prior = USUAL) -> Diagnosis:
    """Return the verdict on the response, and the belief about the pupil in this task's family after all attempts.

    threshold: the belief from which a misconception, OTHER or a slip is named; below it the decision is None.
    prior: of the pupil's class, see `class_prior`. Source: ours.
    """
    *before, now = _read(case, matcher)
    if now.seen is None:
        working = tuple(evidence_of_working(now, matcher))
        return Diagnosis(verdict=now.verdict, reason=now.reason, decision=None, evidence=working, skill=case.skill)
    readings = [reading for reading in (*before, now) if reading.seen is not None]
    seen = [reading.seen for reading in readings if reading.seen is not None]
    belief = _weighing(case, matcher, prior)(seen)
    decision = decide(belief, readings, threshold)
    also = next((two for (one, two), p in belief.pairs.items() if p >= threshold and one == decision), "")
    return Diagnosis(
        verdict=now.verdict, reason=now.reason, decision=decision, also=also, hypotheses=belief.hypotheses(),
        evidence=(*_evidence(belief, readings, matcher, also), *evidence_of_working(now, matcher)),
        task=now.task, key=now.key_text, skill=case.skill or _likely_skill(belief, matcher),
    )  # fmt: skip


def foresee(case: Case, matcher: Matcher) -> Callable[[Seen], Belief]:
    """Return what would be believed of the pupil after one more attempt."""
    seen = [reading.seen for reading in _read(case, matcher) if reading.seen is not None]
    believed = _weighing(case, matcher, USUAL)
    return lambda attempt: believed([*seen, attempt])


def _weighing(case: Case, matcher: Matcher, prior: Prior) -> Callable[[Sequence[Seen]], Belief]:
    """Return `believe` with what is known of the pupil beside the attempts."""
    held = matcher.catalog.misconceptions.items() if case.skill else ()
    kin = frozenset(id for id, made in held if case.skill in made.skills)
    weigh, p_knows = _commonness(case, matcher.catalog), case.p_known.get(case.skill)
    return partial(believe, p_knows=p_knows, weigh=weigh, kin=kin, prior=prior)


def class_prior(cases: Sequence[Case], matcher: Matcher) -> Prior:
    """Return the prior for pupils of the class that these cases are of: how common it is there to know, to slip, to hold something.

    It is the usual one where they are fewer than FEWEST; of more than MOST_LEARNED, as many are looked at, evenly spaced.
    """
    spaced = cases[:: -(-len(cases) // MOST_LEARNED)] if len(cases) >= FEWEST else ()
    read = ([reading.seen for reading in _read(case, matcher) if reading.seen is not None] for case in spaced)
    return learn([seen for seen in read if seen])


def _read(case: Case, matcher: Matcher) -> list[Reading]:
    """Return the readings of the history and the newest attempt, oldest first."""
    newest = Attempt(problem=case.problem, response=case.response, task=case.task, skill=case.skill, taught=case.taught)
    attempts = [*case.history[-MOST_HISTORY:], newest]
    read = (read_attempt(attempt, matcher, ago=len(attempts) - place) for place, attempt in enumerate(attempts, 1))
    return [as_of_its_working(reading, matcher) for reading in read]


def _commonness(case: Case, catalog: Catalog) -> Callable[[str], float]:
    """Return how common a misconception is beside others, known the skill and the school year of the pupil; 1 where all fits."""

    def weight(id: str) -> float:
        made = catalog.misconceptions[id]
        span = grade_span(made.grades)
        elsewhere = bool(case.skill) and case.skill not in made.skills
        other_year = case.grade is not None and not min(span) - 1 <= case.grade <= max(span) + 1
        return ELSEWHERE ** (elsewhere + other_year) * (RARE if made.rare else 1)

    return weight


def decide(belief: Belief, readings: Sequence[Reading], threshold: float) -> str | None:
    """Return what the belief amounts to: a misconception id, KNOWS, SLIP, OTHER, or None where it abstains.

    A misconception is named only where it explains at least one wrong answer, never after right answers alone.
    """
    told = [reading for place in belief.attempts if (reading := readings[place]).tells]
    if not told:
        return None
    top, p = max(zip(belief.states, belief.p, strict=True), key=lambda pair: pair[1])
    newest = readings[-1].verdict
    if top == KNOWS and newest == "right":
        return KNOWS if p >= INNOCENT else None
    if p < threshold:
        return None
    if top == KNOWS:
        answered = any(reading.answered for reading in told)
        return SLIP if newest == "wrong" else KNOWS if answered else None
    return top if top == OTHER or any(reading.yields(top) or reading.says(top) for reading in told) else None


def _likely_skill(belief: Belief, matcher: Matcher) -> str:
    """Return the skill that most of the belief's misconceptions touch, weighed by how likely they are; "" where there is none."""
    weights: dict[str, float] = {}
    for state, p in zip(belief.states, belief.p, strict=True):
        made = matcher.catalog.misconceptions.get(state)
        for skill in made.skills if made else ():
            weights[skill] = weights.get(skill, 0.0) + p
    return max(weights, key=lambda skill: weights[skill], default="")


# Evidence


def _evidence(belief: Belief, readings: Sequence[Reading], matcher: Matcher, also: str) -> Iterator[Evidence]:
    """Yield what speaks for the misconceptions worth naming, likeliest first, then for innocence; each attempt by attempt, newest first."""
    weights = {readings[place].ago: weights for place, weights in zip(belief.attempts, belief.weights, strict=True)}
    because = partial(_because, lambda id, ago: weights[ago][belief.states.index(id)], matcher.catalog)
    told = [readings[place] for place in reversed(belief.attempts)]
    worth = (made.id for made in belief.hypotheses() if made.p >= WORTH_NAMING or made.id == also)
    likely = [id for id in worth if id not in (KNOWS, OTHER)]
    for id in likely:
        fitting = [reading for reading in told if reading.yields(id)]
        for reading in fitting:
            earlier = dict.fromkeys(f"`{other.said}`" for other in fitting[1:4] if reading is fitting[0])
            yield because("malrule", id, reading, evidence_earlier=", ".join(earlier))
        yield from (because("words", id, reading) for reading in told if reading.says(id))
    for reading in told:
        if reading.right:
            yield because("right", KNOWS, reading, evidence_rule=_rule_of(reading, matcher))
        elif reading.answered and not any(reading.yields(id) for id in likely):
            yield because("unexplained", OTHER, reading)


def _because(
    weight: Callable[[str, int], float], catalog: Catalog, kind: _Kind, id: str, reading: Reading, **more: str
) -> Evidence:
    """Return the evidence worded from the lines of the content; `more` holds what further lines are about."""
    held, ago = catalog.misconceptions.get(id), reading.ago
    belief = held.belief.rstrip(".") if held else ""
    lines = {f"evidence_{kind}": reading.said, **{name: about for name, about in more.items() if about}}
    ways = [(catalog.lines[name], about) for name, about in lines.items()]
    return Evidence(
        kind=kind, hypothesis=id, attempt=ago, problem=reading.attempt.problem, response=reading.attempt.response,
        because="".join(way[ago % len(way)].format(response=about, belief=belief) for way, about in ways),
        weight=round(weight(id, ago), 3),
    )  # fmt: skip


def _rule_of(reading: Reading, matcher: Matcher) -> str:
    """Return the name of the correct rule that writes the newest answer in just this unusual form, or ""."""
    seen = reading.seen
    if reading.ago or seen is None or seen.written is None or show(seen.written) == reading.key_text:
        return ""
    forms = ((rule, made.node) for rule, many in matcher.workings(seen.task).items() for made in many)
    named = next((rule for rule, node in forms if node == bare(seen.written)), "")
    return matcher.catalog.rules[named].name if named else ""


# Row by row


def diagnose_row(
    row: dict[str, Any], matcher: Matcher, *, threshold: float = 0.7, prior: Prior = USUAL
) -> dict[str, Any]:
    """Return the answer to one row: id, verdict, reason, decision, hypotheses, evidence; or id and `error` for a row of another shape."""
    fault = _fault(row)
    if fault:
        return {"id": row.get("id") if isinstance(row, dict) else None, "error": fault}
    return {"id": row.get("id"), **as_row(diagnose(_case(row), matcher, threshold=threshold, prior=prior))}


def class_prior_of_rows(rows: Sequence[Any], matcher: Matcher) -> Prior:
    """Return the prior for pupils of the class that these rows are of; rows of another shape say nothing."""
    with suppress(Exception):  # a row that breaks is named where it is diagnosed, and must not take the others down
        return class_prior([_case(row) for row in rows if not _fault(row)], matcher)
    return USUAL


def responses_of_rows(rows: Iterable[Any]) -> list[str]:
    """Return all responses, also those of the history; rows of another shape have none."""
    cases = (_case(row) for row in rows if not _fault(row))
    return [text for case in cases for text in (case.response, *(old.response for old in case.history))]


def _case(row: dict[str, Any]) -> Case:
    history = tuple(Attempt(**{name: str(old[name]) for name in TEXTS}) for old in row.get("history") or ())
    grade = str(row.get("grade")).strip()
    return Case(
        problem=row["problem"],
        response=str(row["response"]),
        grade=int(grade) if grade.isdigit() and len(grade) <= 2 else None,
        skill=str(row.get("skill") or ""),
        history=history,
    )


def as_row(diagnosis: Diagnosis) -> dict[str, Any]:
    """Return a diagnosis in the shape of the machine interface."""
    names = ("verdict", "reason", "decision", "also", "hypotheses", "evidence", "key", "skill", "task")
    row = diagnosis.model_dump(include=set(names))
    return {name: row[name] for name in names}


def _fault(row: Any) -> str:
    """Return what is wrong with the shape of a row, or ""."""
    if not isinstance(row, dict):
        return "a row is an object with problem and response"
    history, wrong = row.get("history") or [], [name for name in TEXTS if not _is_text(row, name)]
    if wrong or not isinstance(history, list):
        return f"{wrong[0]} must be a text" if wrong else "history must be a list, oldest first"
    held = [isinstance(old, dict) and all(_is_text(old, name) for name in TEXTS) for old in history]
    return "" if all(held) else f"history[{held.index(False)}] must have the texts problem and response"


def _is_text(row: dict[str, Any], name: str) -> bool:
    """Tell whether a field is a text; a response may be a number, too."""
    return isinstance(row.get(name), str) or (name == "response" and type(row.get(name)) in (int, float))
