"""What teachers wrote to pupils in real conversations (MathDial, MathTutorBench), by the checks that our replies are held to.

So that a figure of ours can be read beside what people do: nobody gives no answer away. Where a set tells what the pupil got, our own
first reply on the same problem stands beside them; most of these are word problems, and what the tutor cannot work with is said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from evals.checkers import false_equations, leaks
from evals.loaders import Rated, load
from evals.off_reply import EASY, GRADE, SLACK, questions, reading_grade
from evals.results import Result, Run, share
from evals.tutors import say
from tutor.errors import TutorError
from tutor.services import Services

SETS = {
    "mathdial": "MathDial",
    "mathtutorbench_dialogues": "MathTutorBench",
    "mathtutorbench_hard": "MathTutorBench, hard",
}
LINES, PROBLEMS = 400, 60
"""Lines of teachers of a set, and problems that we are asked, where the run has no limit."""


def evaluate(run: Run, services: Services) -> Iterator[Result]:
    """Yield the figures of each set that is in the folder of data; where none is, that and where they come from."""
    faults, has_any = [], False
    for name, title in SETS.items():
        try:
            rows: list[Rated] = load(name, run.data)
        except TutorError as error:
            faults.append(str(error))
            continue
        has_any = True
        yield from of_teachers(few(rows, run, LINES), title)
        yield from ours(
            few(list({one.problem: one for one in rows if one.got}.values()), run, PROBLEMS), services, title
        )
    if not has_any:
        yield Result("tutoring", "teachers: answers given away", None, None, 0, note=faults[0])


def few(rows: list[Rated], run: Run, most: int) -> list[Rated]:
    """Return at most so many rows, drawn by the run's seed."""
    return replace(run, limit=min(run.limit or most, most)).some(rows)


def of_teachers(rows: Sequence[Rated], title: str) -> Iterator[Result]:
    """Yield what can be read off the lines of teachers."""
    given = [leaks(one.reply, one.key, one.conversation) if one.key else [] for one in rows]
    read = tuple(f"{one.reply} [{one.key}] ({found[0]})" for one, found in zip(rows, given, strict=True) if found)
    more = {"lower_is_better": True, "baseline": 0.0}
    yield share(
        "tutoring", f"{title}, teachers: answers given away", [bool(one) for one in given], failures=read[:8], **more
    )
    false = [false_equations(one.reply, one.conversation) for one in rows]
    read = tuple(f"{one.reply} ({found[0]})" for one, found in zip(rows, false, strict=True) if found)
    yield share(
        "tutoring",
        f"{title}, teachers: lines with false mathematics",
        [bool(one) for one in false],
        failures=read[:8],
        **more,
    )
    yield share("tutoring", f"{title}, teachers: at most one question", [questions(one.reply) <= 1 for one in rows])
    grades = [grade for one in rows if (grade := reading_grade(one.reply)) is not None]
    yield share(
        "tutoring",
        f"{title}, teachers: reads no harder than grade {GRADE}",
        [one <= GRADE + SLACK for one in grades],
        note=EASY,
    )


def ours(rows: Sequence[Rated], services: Services, title: str) -> Iterator[Result]:
    """Yield what our tutor makes of the same problems and what their pupils got."""
    if not rows:
        return
    told = [
        (one, say(services, f"{title} {place}", f"{one.problem} I got {one.got}").turn)
        for place, one in enumerate(rows)
    ]
    worked = [turn.diagnosis is not None for _, turn in told]
    read = tuple(f"{one.problem} -> {turn.move.why}" for (one, turn), hit in zip(told, worked, strict=True) if not hit)
    yield share("tutoring", f"{title}, ours: problems that it can work with", worked, baseline=0.0, failures=read[:8])
    given = [bool(leaks(turn.reply, one.key, one.problem, turn.message)) for one, turn in told if one.key]
    yield share("tutoring", f"{title}, ours: answers given away", given, lower_is_better=True, baseline=0.0)
    right = [
        turn.diagnosis is not None and turn.diagnosis.verdict == "right" for one, turn in told if one.got != one.key
    ]
    yield share("tutoring", f"{title}, ours: wrong answers called right", right, lower_is_better=True, baseline=1.0,
                note="baseline: always yields")  # fmt: skip
