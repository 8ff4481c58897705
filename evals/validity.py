"""How far simulated pupils may be believed: what is checked of them, so that figures about learning are read for what they are.

Five checks: nothing changes a pupil whom nobody teaches; the tests tell who holds something from who knows; the order of the policies does
not hang on how pupils are; in a session pupils err as they are said to; and (with MaE in the folder of data) real pupils' wrong answers
are such as these could write.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from evals.results import Result, Run, mean, share
from tutor.diagnosis.labels.features import EXPLAINED, features
from tutor.errors import TutorError

Scores = Mapping[str, Sequence[float]]
"""Policy -> the share right of each pupil in a test."""


def untaught(changed: Sequence[bool]) -> Result:
    """Return how many pupils changed under a policy that never talks about what they hold."""
    note = "under hardest first, which addresses nothing; anything above 0 would make every gain doubtful"
    return share(
        "learner",
        "validity: pupils who change though nobody taught them",
        changed,
        lower_is_better=True,
        baseline=0.0,
        note=note,
    )


def told_apart(holders: Sequence[float], knowers: Sequence[float]) -> Result:
    """Return by how much more of a test those get right who know than those who hold something, pupil by pupil."""
    gaps = [knows - holds for holds, knows in zip(holders, knowers, strict=True)]
    return mean(
        "learner",
        "validity: share right of who knows, less of who holds something",
        gaps,
        baseline=0.0,
        note="before the session, the same problems",
    )


def follows(answers: Sequence[bool], wanted: float) -> Result:
    """Return how many answers before any teaching are wrong in the way that is held; `wanted`: how many the pupils are made to give."""
    return share("learner", "validity: answers that follow what is held", answers, baseline=wanted,
                 note="before the session, on problems where it shows; baseline: as the pupils are made")  # fmt: skip


def same_order(usual: Scores, others: Mapping[str, Scores]) -> Iterator[Result]:
    """Yield of how many pairs of policies the better one is the better one with other pupils too; pairs that are level do not count."""
    for manner, scores in others.items():
        told = [(_gap(usual, one, two), _gap(scores, one, two)) for one, two in combinations(usual, 2)]
        kept = [first * second > 0 for first, second in told if abs(first) > LEVEL]
        yield share("learner", f"validity: pairs of policies in the same order, pupils {manner}", kept, baseline=0.5,
                    note=f"pairs that differ by more than {LEVEL} with pupils as usual; right alone after a delay")  # fmt: skip


LEVEL = 0.05
"""Policies whose scores differ by no more are level."""


def _gap(scores: Scores, one: str, two: str) -> float:
    return sum(scores[one]) / len(scores[one]) - sum(scores[two]) / len(scores[two])


def real_answers(run: Run) -> Iterator[Result]:
    """Yield how many wrong answers of real pupils a simulated one could write, beside the answers to another question."""
    metric = "validity: real wrong answers (MaE) that a simulated pupil could write"
    try:
        rows = run.some(run.rows("mae/examples.jsonl"))
    except TutorError as error:
        yield Result("learner", metric, None, None, 0, note=str(error))
        return
    half = len(rows) // 2
    pairs = zip(rows, rows[half:] + rows[:half], strict=True)
    told = [
        (_could_write(run, row, row["Incorrect Answer"]), _could_write(run, row, other["Incorrect Answer"]))
        for row, other in pairs
    ]
    by_luck = sum(luck for _, luck in told) / max(len(told), 1)
    missed = tuple(
        f"{row['Question']} -> {row['Incorrect Answer']}" for row, (hit, _) in zip(rows, told, strict=True) if not hit
    )
    yield share("learner", metric, [hit for hit, _ in told], baseline=by_luck, failures=missed[:20],
                note="questions that cannot be read count as not; baseline: the answer to another question")  # fmt: skip


def _could_write(run: Run, row: Mapping[str, str], answer: str) -> bool:
    return any(name.startswith(EXPLAINED) for name in features(row["Question"], answer, run.services.matcher))
