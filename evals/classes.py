"""Classes of simulated pupils under different policies: what they can do alone afterwards, and after a delay on other problems.

A pupil holds one misconception and changes only when a move addresses just that one (then with chance .4), or forgets over the delay. So
what is measured is whether a policy finds and addresses what is held: nothing here says that children learn from it.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evals.results import Result, Run, share
from evals.students import Problem, Pupil
from evals.students_sheets import plain_sheets
from evals.students_world import LEAST_SHOWS, World
from evals.tutors import key_of, tutor
from tutor.domain import KNOWS
from tutor.learner.fold import TEACHING
from tutor.learner.mastery import DEFAULT, LEARNT_FROM, update
from tutor.services import Services

PUPILS, TURNS, ASKED = 40, 8, 5
FORGETS = 0.15
"""The chance that what was learnt is gone again after the delay."""
WARNING = "simulated pupils, who change only when a move addresses what they hold; says nothing about children"


@dataclass
class Session:
    """One pupil in one session: the problems, chance, and whether each answer in it was right."""

    pupil: Pupil
    holds: str
    problems: list[Problem]
    world: World
    chance: random.Random
    right: list[bool]

    def answer(self, problem: Problem) -> str:
        """Return what the pupil writes, and note whether it was right."""
        text = self.pupil.answer(problem, self.world.misconceptions, self.chance)
        self.right.append(not self.world.is_wrong(text, problem))
        return text

    def teach(self, misconception: str) -> None:
        """Let a move that addresses a misconception do its work, where it is the one that is held."""
        if misconception and misconception == self.pupil.holds:
            self.pupil.taught(self.chance)


Policy = Callable[[Session, Services, str], None]


def ours(session: Session, services: Services, name: str) -> None:
    """The whole tutor: it diagnoses, chooses a move and sets the next problem."""
    message, problem = "", session.problems[0]
    for turn in range(TURNS):
        message = f"{problem.text} I got {session.answer(problem)}" if not message else session.answer(problem)
        move = services.take_turn(name, message).move
        session.teach(move.misconception if move.name in TEACHING else "")
        after = services.store.learner(name)
        key = key_of(after.current_problem, after)
        if after.solved or after.current_task is None or not key:
            problem, message = session.problems[(turn + 1) % len(session.problems)], ""
        elif after.current_problem != problem.text:
            problem = Problem(after.current_problem, after.current_task, key, after.current_skill)


def at_random(session: Session, services: Services, name: str) -> None:
    """After each wrong answer, some misconception of the sheet is addressed, whichever."""
    held = session.world.held[session.problems[0].skill]
    for problem in session.problems[:TURNS]:
        session.answer(problem)
        session.teach("" if session.right[-1] else session.chance.choice(held))


def hardest_first(session: Session, services: Services, name: str) -> None:
    """Problems with the longest numbers first, each marked right or wrong, none of them talked about."""
    for problem in sorted(session.problems[:TURNS], key=lambda one: -len(one.text)):
        session.answer(problem)


def plain_tracing(session: Session, services: Services, name: str) -> None:
    """Practice, marked right or wrong, until knowledge tracing calls the skill learnt."""
    p_known = DEFAULT.prior
    for problem in session.problems[:TURNS]:
        session.answer(problem)
        p_known = update(p_known, session.right[-1])
        if p_known >= LEARNT_FROM:
            return


def gives_answers(session: Session, services: Services, name: str) -> None:
    """After each wrong answer the right one is shown, and the pupil writes it down."""
    for problem in session.problems[: TURNS // 2]:
        session.answer(problem)
        session.right += [] if session.right[-1] else [True]


POLICIES: Mapping[str, Policy] = {
    "ours": ours,
    "any misconception": at_random,
    "hardest first": hardest_first,
    "plain knowledge tracing": plain_tracing,
    "gives answers": gives_answers,
}


def plain_world(run: Run) -> World:
    """Return the sheets of plain sums with what may be held on them; a tenth of the work of the whole world."""
    published = {id: one for id, one in run.services.catalog.misconceptions.items() if one.status == "published"}
    world = World(run.services.matcher, published, plain_sheets(items=16, seed=run.seed))
    for name, problems in world.sheets.items():
        ids = sorted({id for problem in problems for id in world.matcher.predictions(problem.task)} & set(published))
        world.held[name] = [id for id in ids if len(world.shows(name, id)) >= LEAST_SHOWS * len(problems)]
    return world


def policies(run: Run) -> Iterator[Result]:
    """Yield for each policy: right in the session, right alone after it, right alone on other problems after a delay, changed beliefs."""
    world = plain_world(run)
    count = min(run.limit or PUPILS, 10 * PUPILS)
    with tutor(run) as services:
        for way, policy in POLICIES.items():
            sessions = [_session(world, number, run.seed) for number in range(count)]
            for number, session in enumerate(sessions):
                policy(session, services, f"{way} {number}")
            yield from _results(way, sessions, run.seed)


def _session(world: World, number: int, seed: int) -> Session:
    """Return the same pupil with the same problems for every policy."""
    chance = random.Random(f"{seed} pupil {number}")
    name, holds = world.pairs[number % len(world.pairs)]
    pupil = Pupil(holds, slip=0.05, consistency=0.95)
    return Session(pupil, holds, world.draw(name, TURNS, chance, shows=holds), world, chance, [])


def _results(way: str, sessions: Sequence[Session], seed: int) -> Iterator[Result]:
    curve: dict[int, list[bool]] = defaultdict(list)
    for session in sessions:
        for place, right in enumerate(session.right[:TURNS]):
            curve[place + 1].append(right)
    series = tuple((way, float(place), sum(held) / len(held)) for place, held in sorted(curve.items()))
    during = [right for session in sessions for right in session.right]
    yield share("learner", f"right in the session: {way}", during, series=series, note=WARNING)
    yield share("learner", f"right alone after it: {way}", _tested(sessions, seed, delay=False), note=WARNING)
    yield share(
        "learner",
        f"right alone on other problems after a delay: {way}",
        _tested(sessions, seed, delay=True),
        note=WARNING,
    )
    changed = [session.pupil.holds == KNOWS for session in sessions]
    yield share(
        "learner",
        f"pupils whose misconception went: {way}",
        changed,
        baseline=0.0,
        note="baseline: nobody talks about it",
    )


def _tested(sessions: Sequence[Session], seed: int, *, delay: bool) -> list[bool]:
    """Return whether each answer without help is right; after the delay some have forgotten, and any sheet is asked of."""
    found = []
    for number, session in enumerate(sessions):
        chance = random.Random(f"{seed} test {number} {delay}")
        pupil = Pupil(session.pupil.holds, slip=0.05, consistency=0.95)
        sheets = [name for name, held in session.world.held.items() if session.holds in held]
        others = [
            one for name in sheets for one in session.world.shows(name, session.holds) if one not in session.problems
        ]
        if delay and pupil.holds == KNOWS and chance.random() < FORGETS:
            pupil.holds = session.holds
        asked = chance.sample(others, min(ASKED, len(others))) if delay and others else session.problems[:ASKED]
        for problem in asked:
            found.append(
                not session.world.is_wrong(pupil.answer(problem, session.world.misconceptions, chance), problem)
            )
    return found
