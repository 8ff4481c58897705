"""Classes of simulated pupils under different policies: what they can do alone afterwards, and after a delay on other problems.

A pupil holds one misconception and changes only when a move addresses just that one (then with chance .4), or forgets over the delay. So
what is measured is whether a policy finds and addresses what is held: nothing here says that children learn from it. Every policy meets
the same pupils with the same problems, so they are compared pupil by pupil; `remarks.yaml` says what that is worth.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evals import validity
from evals.results import Point, Result, Run, mean, share
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
LEARNS = 0.4
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
    taught: int = 0
    """Moves that addressed some misconception, rightly or not."""

    def answer(self, problem: Problem) -> str:
        """Return what the pupil writes, and note whether it was right."""
        text = self.pupil.answer(problem, self.world.misconceptions, self.chance)
        self.right.append(not self.world.is_wrong(text, problem))
        return text

    def teach(self, misconception: str) -> None:
        """Let a move that addresses a misconception do its work, where it is the one that is held."""
        self.taught += bool(misconception)
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
    """After each wrong answer the right one is shown, and the pupil writes it down: all comes out right in the session."""
    for problem in session.problems[: TURNS // 2]:
        session.answer(problem)
        session.right[-1] = True


def knows_it_all(session: Session, services: Services, name: str) -> None:
    """After each wrong answer, just what is held is addressed: no policy can do better."""
    for problem in session.problems[:TURNS]:
        session.answer(problem)
        session.teach("" if session.right[-1] else session.holds)


POLICIES: Mapping[str, Policy] = {
    "ours": ours,
    "any misconception": at_random,
    "hardest first": hardest_first,
    "plain knowledge tracing": plain_tracing,
    "gives answers": gives_answers,
    "told what is held": knows_it_all,
}
CEILING, USUAL = "told what is held", "as usual"
MANNERS: Mapping[str, Pupil] = {
    USUAL: Pupil(KNOWS, slip=0.05, consistency=0.95, learns=LEARNS),
    "slow to learn": Pupil(KNOWS, slip=0.05, consistency=0.95, learns=LEARNS / 2),
    "careless": Pupil(KNOWS, slip=0.2, consistency=0.75, learns=LEARNS),
}
"""Ways in which pupils may be otherwise; the order of the policies should not hang on them."""


def plain_world(run: Run) -> World:
    """Return the sheets of plain sums with what may be held on them; a tenth of the work of the whole world."""
    published = {id: one for id, one in run.services.catalog.misconceptions.items() if one.status == "published"}
    world = World(run.services.matcher, published, plain_sheets(items=16, seed=run.seed))
    for name, problems in world.sheets.items():
        ids = sorted({id for problem in problems for id in world.matcher.predictions(problem.task)} & set(published))
        world.held[name] = [id for id in ids if len(world.shows(name, id)) >= LEAST_SHOWS * len(problems)]
    return world


def policies(run: Run) -> Iterator[Result]:
    """Yield for each policy what pupils can do before, in and after the session; how much more ours brings, also with other pupils; and how
    far these pupils may be believed.
    """
    world = plain_world(run)
    count, later = min(run.limit or PUPILS, 10 * PUPILS), dict[str, validity.Scores]()
    for manner, like in MANNERS.items():
        many = count if like is MANNERS[USUAL] else max(count // 2, 2)
        tested = {way: _class(run, world, way, like, many) for way in POLICIES}
        later[manner] = {way: tests["later"] for way, (_, tests) in tested.items()}
        if manner == USUAL:
            yield from _together(tested)
            for way, (sessions, tests) in tested.items():
                yield from _results(way, sessions, tests)
            yield from _believed(run, world, tested)
        yield from _compared(later[manner], manner)
    usual = later.pop(USUAL)
    yield from validity.same_order(usual, later)
    yield from validity.real_answers(run)


def _believed(run: Run, world: World, tested: Mapping[str, "Classroom"]) -> Iterator[Result]:
    """Yield what is checked of the pupils themselves."""
    sessions, tests = tested["hardest first"]
    yield validity.untaught([session.pupil.holds != session.holds for session in sessions])
    like, fresh = MANNERS[USUAL], [_session(world, number, run.seed, MANNERS[USUAL]) for number in range(len(sessions))]
    for session in fresh:
        session.pupil.holds = KNOWS
    knowers = [_tested(session, number, run.seed, "before") for number, session in enumerate(fresh)]
    yield validity.told_apart(tests["before"], knowers)
    yield validity.follows(_followed(run, world, len(sessions)), like.consistency * (1 - like.slip))


def _followed(run: Run, world: World, count: int) -> list[bool]:
    """Return for each answer of untaught pupils to problems on which what they hold shows whether it is just what that yields."""
    told = []
    for number in range(count):
        session = _session(world, number, run.seed, MANNERS[USUAL])
        for problem in session.problems[:ASKED]:
            meant = session.pupil.meant(problem, world.misconceptions)
            told.append(session.answer(problem) == meant)
    return told


Tests = Mapping[str, list[float]]
"""The share right of each pupil in the test before, after, and later on other problems."""
Classroom = tuple[list[Session], Tests]
"""The sessions of a class under a policy, and its tests."""


def _class(run: Run, world: World, way: str, like: Pupil, count: int) -> Classroom:
    """Return the sessions of a class under a policy, and its tests."""
    sessions = [_session(world, number, run.seed, like) for number in range(count)]
    before = [_tested(session, number, run.seed, "before") for number, session in enumerate(sessions)]
    with tutor(run) as services:
        for number, session in enumerate(sessions):
            POLICIES[way](session, services, f"{way} {number}")
    after, later = (
        [_tested(one, number, run.seed, when) for number, one in enumerate(sessions)] for when in ("after", "later")
    )
    return sessions, {"before": before, "after": after, "later": later}


def _session(world: World, number: int, seed: int, like: Pupil) -> Session:
    """Return the same pupil with the same problems for every policy."""
    chance = random.Random(f"{seed} pupil {number}")
    name, holds = world.pairs[number % len(world.pairs)]
    return Session(replace(like, holds=holds), holds, world.draw(name, TURNS, chance, shows=holds), world, chance, [])


def _together(tested: Mapping[str, Classroom]) -> Iterator[Result]:
    """Yield what ours comes to with all policies in one plot: the answers in the session, and the last test."""
    curves = tuple(point for way, (sessions, _) in tested.items() for point in _curve(way, sessions))
    right = [sum(session.right) / max(len(session.right), 1) for session in tested["ours"][0]]
    yield mean("learner", "right in the session, policy by policy", right, series=curves, axes=("answer in the session", "share right"),
               note=f"the figure is of ours; gives answers: what is copied counts as right; {WARNING}")  # fmt: skip
    held = {way: mean("", "", tests["later"]) for way, (_, tests) in tested.items()}
    bars = tuple(Point(way, one.value or 0.0, one.stderr or 0.0, one.n) for way, one in held.items())
    yield mean(
        "learner",
        "right alone after a delay, policy by policy",
        tested["ours"][1]["later"],
        series=bars,
        plot="bars",
        note=WARNING,
    )


def _curve(way: str, sessions: Sequence[Session]) -> Iterator[Point]:
    for place in range(TURNS):
        right = [session.right[place] for session in sessions if place < len(session.right)]
        if right:
            yield Point(way, float(place + 1), sum(right) / len(right), len(right))


def _results(way: str, sessions: Sequence[Session], tests: Tests) -> Iterator[Result]:
    during = [sum(session.right) / max(len(session.right), 1) for session in sessions]
    yield mean("learner", f"right in the session: {way}", during, note=WARNING)
    before = sum(tests["before"]) / len(tests["before"])
    for when, title in (("after", "right alone after it"), ("later", "right alone on other problems after a delay")):
        yield mean(
            "learner", f"{title}: {way}", tests[when], baseline=before, note=f"baseline: before the session; {WARNING}"
        )
    changed = [session.pupil.holds == KNOWS for session in sessions]
    idle = "baseline: nobody talks about it"
    yield share("learner", f"pupils whose misconception went: {way}", changed, baseline=0.0, note=idle)
    taught = [float(session.taught) for session in sessions]
    yield mean(
        "learner", f"moves that address a misconception: {way}", taught, lower_is_better=True, note="in a session"
    )


def _compared(later: validity.Scores, manner: str) -> Iterator[Result]:
    """Yield how much more of the last test pupils get right with ours than with the best other policy, and what the ceiling leaves."""
    others = [way for way in later if way not in ("ours", CEILING)]
    best = max(others, key=lambda way: sum(later[way]))
    for way, title in ((best, f"more than the best other ({best})"), (CEILING, f"more than if {CEILING}")):
        gained = [one - other for one, other in zip(later["ours"], later[way], strict=True)]
        note = f"pupil by pupil, right alone after a delay; {WARNING}"
        yield mean("learner", f"ours, pupils {manner}: {title}", gained, baseline=0.0, note=note)


def _tested(session: Session, number: int, seed: int, when: str) -> float:
    """Return the share right without help. After the session problems of its sheet that were not in it are asked; later, when some have
    forgotten, those of other sheets where what is held shows on others, else of the same.
    """
    chance, world, holds = random.Random(f"{seed} test {number} {when}"), session.world, session.holds
    pupil = replace(session.pupil)
    if when == "later" and pupil.holds == KNOWS and chance.random() < FORGETS:
        pupil.holds = holds
    own = session.problems[0].skill
    sheets = [name for name, held in world.held.items() if holds in held and name != own] if when == "later" else []
    shown = [one for name in sheets or [own] for one in world.shows(name, holds)]
    asked = [one for one in shown if one not in session.problems] or session.problems
    asked = chance.sample(asked, min(ASKED, len(asked)))
    right = [not world.is_wrong(pupil.answer(one, world.misconceptions, chance), one) for one in asked]
    return sum(right) / len(right)
