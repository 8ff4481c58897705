"""How many items it takes until the belief is sure: chosen by expected information, at random, or in the order of the sheet.

Simulated pupils (`students`) answer up to twelve of the problems of a skill, which are drawn as the tutor draws candidates. The skill is
known, as the tutor knows what it asks; before the first problem its misconceptions are as likely as each other. Counted is the first item
after which what the pupil really holds has a belief of at least .9, twelve where there is none.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from evals.results import Result, Run, mean
from evals.students import Problem, Pupil
from evals.students_world import World, build_world
from tutor.diagnosis import Case, diagnose, foresee, probe
from tutor.domain import KNOWS, OTHER, Attempt, Hypothesis

NEEDS: tuple[str, ...] = ()
PUPILS = 600
MOST = 12
SURE = 0.9
DRAWN = 48
"""Fillings of the item models of a skill, as they come, of which the tutor chooses: all ways take theirs from the same."""
SUSPECTED, SHEETS = 3, 2
"""Likeliest states whose other sheets are looked at where the own has nothing that tells enough; sheets that are."""
Choose = Callable[[Sequence[Hypothesis], list[Problem], random.Random, World, Case], Problem]


def by_information(
    live: Sequence[Hypothesis], left: list[Problem], chance: random.Random, world: World, known: Case
) -> Problem:
    """Return the problem that `probe` chooses of those left, or of other sheets on which what is suspected shows, as the tutor does.

    The first where it chooses none.
    """
    suspected = sorted(live, key=lambda made: -made.p)[:SUSPECTED]
    sheets = [
        name for made in suspected for name in world.held if made.id in world.held[name] and name != left[0].skill
    ]
    after = foresee(known, world.matcher)
    for problems in (left, *(world.sheets[name] for name in dict.fromkeys(sheets[:SHEETS]))):
        if chosen := probe(live, [problem.task for problem in problems], world.matcher, after):
            return next(problem for problem in problems if problem.task == chosen)
    return left[0]


def at_random(
    live: Sequence[Hypothesis], left: list[Problem], chance: random.Random, world: World, known: Case
) -> Problem:
    """Return any problem."""
    return chance.choice(left)


def in_order(
    live: Sequence[Hypothesis], left: list[Problem], chance: random.Random, world: World, known: Case
) -> Problem:
    """Return the next problem of the sheet."""
    return left[0]


WAYS: dict[str, Choose] = {
    "by information": by_information,
    "at random": at_random,
    "in the order of the sheet": in_order,
}


def before(name: str, world: World) -> tuple[Hypothesis, ...]:
    """Return what is believed of a pupil of whom nothing is known but the skill."""
    held = world.held[name]
    return (
        Hypothesis(id=KNOWS, p=0.6),
        Hypothesis(id=OTHER, p=0.1),
        *(Hypothesis(id=id, p=0.3 / len(held)) for id in held),
    )


def items_until_sure(pupil: Pupil, name: str, choose: Choose, world: World, seed: int) -> int:
    """Return after how many items what the pupil holds is believed, MOST where it never is."""
    chance, answers = random.Random(seed), random.Random(seed + 1)
    left, live = [*world.sheets[name]], {one.id: one.p for one in before(name, world)}
    attempts: list[Attempt] = []
    skill = name if name in world.matcher.catalog.skills else ""
    for count in range(1, MOST + 1):
        known = Case("", "", skill=skill, history=tuple(attempts))
        problem = choose([Hypothesis(id=id, p=p) for id, p in live.items()], left, chance, world, known)
        left = [one for one in left if one is not problem] or left
        response = pupil.answer(problem, world.misconceptions, answers)
        case = replace(known, problem=problem.text, response=response, task=problem.brought)
        made = diagnose(case, world.matcher).hypotheses
        live |= {one.id: one.p for one in made}
        if any(one.id == pupil.holds and one.p >= SURE for one in made):
            return count
        attempts.append(Attempt(problem=problem.text, response=response, task=problem.brought))
    return MOST


def evaluate(run: Run) -> Iterator[Result]:
    """Yield the mean number of items of each way, and how many fewer the choice by information takes than the others."""
    catalog, matcher, chance = run.services.catalog, run.services.matcher, random.Random(run.seed)
    world = build_world(catalog, matcher, seed=run.seed, items=DRAWN, as_they_come=True)
    pairs = world.pairs
    counts: dict[str, list[float]] = {name: [] for name in WAYS}
    for place in range(run.limit or PUPILS):
        name, id = pairs[place % len(pairs)]
        pupil, seed = Pupil(id, slip=0.1, consistency=0.9), chance.randrange(10**6)
        for way, choose in WAYS.items():
            counts[way].append(items_until_sure(pupil, name, choose, world, seed))
    ours, *others = WAYS
    baseline = sum(counts["at random"]) / len(counts["at random"])
    for way, many in counts.items():
        yield mean(
            "probes",
            f"items to a belief of .9, {way}",
            many,
            baseline=baseline,
            note="slip .1, consistency .9; 12 if never",
            lower_is_better=True,
        )
    for way in others:
        usual = sum(counts[way]) / len(counts[way])
        saved = [(other - one) / usual for one, other in zip(counts[ours], counts[way], strict=True)]
        yield mean("probes", f"fewer items than {way}", saved, baseline=0.0, note="share saved; wanted .30")
