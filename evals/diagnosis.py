"""The belief on simulated pupils (`students`): nobody accused, what is held found, what is unknown not named, and its chances calibrated.

Every figure is over all skills whose item models make problems, and over plain sums beside them; problems and responses go in as text.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.calibration import AFTER, calibrations
from evals.results import Result, Run, by_group, share
from evals.students import Problem, Pupil, describe
from evals.students_world import USUAL, Population, World, build_world
from tutor.diagnosis import Case, diagnose
from tutor.domain import KNOWS, OTHER, SLIP, Attempt, Diagnosis

NEEDS: tuple[str, ...] = ()
PUPILS = 400
"""Pupils of a figure, where no limit is given."""
IN_CELL = 800
"""Pupils of a cell of the calibration, and of what is named: the error of fewer is mostly luck."""


@dataclass(frozen=True)
class Seen:
    """A pupil, the problems shown, and the diagnosis after each number of answers of AFTER."""

    pupil: Pupil
    problems: list[Problem]
    after: dict[int, Diagnosis]

    def named(self, count: int) -> str | None:
        """Return the misconception named after so many answers, if any."""
        decision = self.after[count].decision
        return None if decision in (KNOWS, OTHER, SLIP, None) else decision

    def found(self, count: int) -> bool:
        """Tell whether what is held was named after so many answers."""
        return self.after[count].decision == self.pupil.holds

    def likeliest(self, count: int) -> bool:
        """Tell whether what is held was the likeliest state after so many answers, sure enough to be named or not."""
        states = self.after[count].hypotheses
        return bool(states) and states[0].id == self.pupil.holds


def watch(
    pupil: Pupil,
    problems: Sequence[Problem],
    world: World,
    chance: random.Random,
    after: Sequence[int] = AFTER,
    *,
    told: bool = False,
) -> Seen:
    """Return what is believed of a pupil who works through the problems, most of AFTER. `told`: the skill is known, as with our items."""
    skill = problems[0].skill if told and problems[0].skill in world.matcher.catalog.skills else ""
    attempts = [
        Attempt(
            problem=problem.text,
            response=pupil.answer(problem, world.misconceptions, chance),
            task=problem.brought,
        )
        for problem in problems[: max(after)]
    ]
    made = {}
    for count in after:
        newest, history = attempts[count - 1], tuple(attempts[: count - 1])
        case = Case(newest.problem, newest.response, skill=skill, history=history, task=newest.task)
        made[count] = diagnose(case, world.matcher)
    return Seen(pupil, list(problems), made)


def evaluate(run: Run) -> Iterator[Result]:
    """Yield the figures; `limit` is the number of pupils of a figure and of a cell."""
    world, pupils = build_world(run.services.catalog, run.services.matcher, seed=run.seed), run.limit or PUPILS
    chance = random.Random(f"{run.seed} diagnosis")
    about = describe().splitlines()
    run.progress(
        "\n".join([*about[:5], f"{len(about) - 5} wrong procedures; `python -m evals.students` names them all."])
    )
    yield from innocence(world, pupils, chance)
    yield one_slip(world, pupils, random.Random(f"{run.seed} one slip"))
    yield from holders(world, pupils, chance)
    yield from strangers(world, pupils, chance)
    yield from holders_of_two(world, pupils, chance)
    yield learning(world, pupils, chance)
    yield from precision(cell(world, USUAL, run.limit or IN_CELL, chance))
    yield from calibrations(world, run.limit or IN_CELL, chance)


def innocence(world: World, pupils: int, chance: random.Random) -> Iterator[Result]:
    """Yield how often pupils who know are accused after ten answers."""
    for slip, anchor, title in ((0.0, 0.154, "ten right answers"), (0.2, None, "ten answers, 20 % random slips")):
        seen = [
            watch(Pupil(KNOWS, slip=slip), world.draw(name, 10, chance), world, chance, (10,))
            for name in world.turns(max(pupils, 2 * len(world.sheets)))
        ]
        accused = [bool(one.named(10)) for one in seen]
        yield share(
            "diagnosis", f"false accusation: {title}", accused, lower_is_better=True, baseline=0.0, anchor=anchor
        )


def one_slip(world: World, pupils: int, chance: random.Random) -> Result:
    """Return how often a pupil who knows is accused after a first answer that is a slip; a threshold that is gone shows here."""
    names = world.turns(max(pupils, 2 * len(world.sheets)))
    seen = [watch(Pupil(KNOWS, slip=1.0), world.draw(name, 1, chance), world, chance, (1,)) for name in names]
    note = "some slips are by chance just what a misconception yields"
    accused = [bool(one.named(1)) for one in seen]
    return share(
        "diagnosis", "false accusation: one answer, a slip", accused, lower_is_better=True, baseline=0.0, note=note
    )


# What is held


def holders(world: World, pupils: int, chance: random.Random) -> Iterator[Result]:
    """Yield how often what is held is named at 20 % slips, on any problems of the skill and on those on which it shows."""
    pairs = world.pairs
    chosen = [pairs[place % len(pairs)] for place in range(max(pupils, len(pairs)))]
    shown = [
        watch(Pupil(id, slip=0.2), world.draw(name, 10, chance, shows=id), world, chance)
        for name, id in chosen
        if len(world.shows(name, id)) >= 3
    ]
    anywhere, told = (
        [watch(Pupil(id, slip=0.2), world.draw(name, 10, chance), world, chance, told=told) for name, id in chosen]
        for told in (False, True)
    )
    titled = (("any items of the skill", anywhere), (SKILL_TOLD, told), ("items on which it shows", shown))
    for title, seen in titled:
        for count in AFTER:
            found = [one.found(count) for one in seen]
            skills = [one.problems[0].skill.removeprefix("maths.").partition(".")[0] for one in seen]
            yield share(
                "diagnosis",
                f"right misconception after {count}: {title}",
                found,
                baseline=_commonest(seen),
                anchor=ANCHORS.get(count),
                note=_never_shown(seen, count, world),
                series=by_group(skills, found) if seen is shown and count == 3 else (),
                plot="bars",
            )
        for count in AFTER:
            metric = f"likeliest is the one held after {count}: {title}"
            yield share("diagnosis", metric, [one.likeliest(count) for one in seen], baseline=_commonest(seen))
    for count in AFTER:
        apart = [one.found(count) for one in shown if world.tell_apart(one.pupil.holds, one.problems[:count])]
        yield share(
            "diagnosis",
            f"right misconception after {count}: items that tell it apart",
            apart,
            anchor=ANCHORS.get(count),
        )
    yield _same_name(shown)


def _never_shown(seen: Sequence[Seen], count: int, world: World) -> str:
    """Return of how many pupils nobody could tell what they hold: on none of the problems does it give anything but the right answer."""
    hidden = [
        not any(
            world.is_wrong(one.pupil.meant(problem, world.misconceptions), problem) for problem in one.problems[:count]
        )
        for one in seen
    ]
    return f"of {sum(hidden) / max(len(seen), 1):.3f} it shows on none of these problems" if any(hidden) else ""


SKILL_TOLD = "any items of the skill, which is told"
ANCHORS = {3: 0.71, 10: 0.65}


def _commonest(seen: Sequence[Seen]) -> float:
    """Return the share that always naming the commonest of a skill's misconceptions would find."""
    by_skill: dict[str, Counter[str]] = defaultdict(Counter)
    for one in seen:
        by_skill[one.problems[0].skill][one.pupil.holds] += 1
    return sum(max(held.values()) for held in by_skill.values()) / max(len(seen), 1)


def _same_name(seen: Sequence[Seen]) -> Result:
    """Return how many misconceptions are mostly named as another one after ten answers."""
    named: dict[str, Counter[str | None]] = defaultdict(Counter)
    for one in seen:
        named[one.pupil.holds][one.named(10)] += 1
    mistaken = {id: most for id, counted in named.items() if (most := counted.most_common(1)[0][0]) not in (id, None)}
    note = "; ".join(f"{id} as {other}" for id, other in list(mistaken.items())[:6])
    return share(
        "diagnosis",
        "misconceptions mostly given another's name",
        [id in mistaken for id in named],
        lower_is_better=True,
        note=note,
    )


def holders_of_two(world: World, pupils: int, chance: random.Random) -> Iterator[Result]:
    """Yield how often one of two misconceptions that a pupil holds at once is named, how often both are, and how often another is."""
    seen = []
    for name, one, two in world.couples(chance, pupils):
        problems = world.draw(name, 10, chance, shows=one)[::2] + world.draw(name, 10, chance, shows=two)[::2]
        seen.append(watch(Pupil(one, slip=0.1, also=two), chance.sample(problems, 10), world, chance))
    for count in AFTER:
        yield share(
            "diagnosis",
            f"two held at once: one of them named, after {count}",
            [one.named(count) in (one.pupil.holds, one.pupil.also) for one in seen],
            baseline=0.0,
        )
        both = [{one.named(count), one.after[count].also} == {one.pupil.holds, one.pupil.also} for one in seen]
        yield share("diagnosis", f"two held at once: both named, after {count}", both, baseline=0.0)
    other = [one.named(10) not in (one.pupil.holds, one.pupil.also, None) for one in seen]
    yield share("diagnosis", "two held at once: another named, after 10", other, lower_is_better=True, baseline=0.0)


def strangers(world: World, pupils: int, chance: random.Random) -> Iterator[Result]:
    """Yield how often an unknown wrong procedure gets a name after three answers, on items where it differs from every malrule."""
    chosen = world.strangers(chance, pupils)
    for slip in (0.0, 0.2):
        named: dict[str, list[bool]] = defaultdict(list)
        for name, wrong, problems in chosen:
            drawn = chance.sample(problems, 3)
            seen = watch(Pupil(OTHER, wrong, slip=slip), drawn, world, chance, (3,))
            named[f"{name} {wrong.name}"].append(bool(seen.named(3)))
        hits = [hit for many in named.values() for hit in many]
        procedures = len({wrong.name for _, wrong, _ in chosen})
        yield share(
            "diagnosis",
            f"unknown procedure named after 3, slip {slip:.1f}",
            hits,
            lower_is_better=True,
            baseline=0.0,
            note=f"{procedures} procedures",
        )


def learning(world: World, pupils: int, chance: random.Random) -> Result:
    """Return how often the belief is right about pupils who were taught after five answers, after three answers more."""
    right, knows = [], []
    for name, id in [pair for pair in world.pairs if len(world.shows(*pair)) >= 3][:pupils]:
        pupil, attempts = Pupil(id, slip=0.1), []
        for place, problem in enumerate(world.draw(name, 8, chance, shows=id)):
            if place == 5:
                pupil.taught(chance)
            response = pupil.answer(problem, world.misconceptions, chance)
            taught = id if place == 5 else ""
            attempts.append(Attempt(problem=problem.text, response=response, task=problem.brought, taught=taught))
        newest = attempts.pop()
        case = Case(newest.problem, newest.response, history=tuple(attempts), task=newest.task)
        found = diagnose(case, world.matcher).hypotheses
        right.append(bool(found) and found[0].id == pupil.holds)
        knows.append(pupil.holds == KNOWS)
    often = max(sum(knows), len(knows) - sum(knows)) / max(len(knows), 1)
    return share("diagnosis", "after teaching, three answers on: likeliest is held", right, baseline=often)


# Cells


def cell(world: World, population: Population, pupils: int, chance: random.Random) -> list[Seen]:
    """Return the pupils of a cell, watched."""
    made = []
    for name in world.turns(pupils):
        pupil = population.pupil(world, name, chance)
        made.append(watch(pupil, world.draw(name, 10, chance), world, chance))
    return made


def precision(seen: Sequence[Seen]) -> Iterator[Result]:
    """Yield of how many of those named the name is right, and how many are not decided, after three answers."""
    for count in (3, 10):
        named = [one for one in seen if one.named(count)]
        yield share(
            "diagnosis",
            f"named is right, after {count}",
            [one.found(count) for one in named],
            baseline=None,
            anchor=0.96,
        )
        two = [bool(one.after[count].also) for one in seen]
        yield share(
            "diagnosis", f"two named where at most one is held, after {count}", two, lower_is_better=True, baseline=0.0
        )
        silent = [one.after[count].decision is None for one in seen]
        yield share("diagnosis", f"abstains, after {count}", silent, lower_is_better=True, anchor=0.303)
        held = [one.after[count].decision is None for one in seen if one.pupil.holds not in (KNOWS, OTHER)]
        yield share("diagnosis", f"abstains where one is held, after {count}", held, lower_is_better=True, anchor=0.303)
