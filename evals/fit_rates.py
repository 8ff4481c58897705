"""Fits the rates of `tutor.diagnosis` (likelihood, prior) to simulated pupils by maximum likelihood of what they hold.

Run: `python -m evals.fit_rates [classes] [rounds] [seed]`. Pupils come in classes that differ in slip rate, consistency and prevalence
(from half to double); the likelihood is that of the state held, after 1, 3 and 10 answers, of pupils alone and with what the class tells.
Coordinate search, each rate within its bounds. It prints the rates found; they are copied into the two modules by hand, so that a fit is
a decision and not a side effect.
"""

import math
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice, product

import numpy as np

from evals.students import Pupil
from evals.students_world import USUAL as USUAL_PUPILS
from evals.students_world import World, build_world
from tutor.catalog import load
from tutor.diagnosis import Matcher, belief, likelihood
from tutor.diagnosis.likelihood import Seen
from tutor.diagnosis.reading import read_attempt
from tutor.domain import KNOWS, OTHER, Attempt

AFTER = (1, 3, 10)
SLIPS = ((0.02, 0.05), (0.05, 0.1, 0.2), (0.2,), (0.35,))
CONSISTENCIES = ((0.5,), (0.75,), (0.8, 0.9, 1.0), (1.0,))
PREVALENCES = (0.5, 1.0, 1.0, 2.0)
CLASS = 40
PRIOR = ("unseen", "usual_way")
BOUNDS: dict[str, tuple[float, float]] = {
    "slip_1": (0.01, 0.08), "slip_2": (0.08, 0.22), "slip_3": (0.2, 0.45), "slip_w1": (0.1, 0.6), "slip_w2": (0.1, 0.6),
    "follow_1": (0.9, 0.99), "follow_2": (0.65, 0.9), "follow_3": (0.3, 0.65), "follow_w1": (0.2, 0.7), "follow_w2": (0.1, 0.5),
    "other_1": (0.01, 0.2), "other_2": (0.1, 0.6), "other_3": (0.3, 0.95),
    "CLOSE": (0.3, 0.9), "BY_CHANCE": (0.1, 0.8), "ASTRAY": (0.05, 0.6), "RIGHT_BY_LUCK": (0.15, 0.6), "OTHER_FORM": (0.2, 0.9),
    "APPLIES_UNSEEN": (0.02, 0.5),
    "LAPSES": (0.02, 0.3), "STRANGE_WORKING": (0.05, 0.5),
    "held": (0.2, 0.5), "other": (0.05, 0.25), "unseen": (0.3, 3.0), "usual_way": (0.5, 0.95),
}  # fmt: skip
Rates = dict[str, float]


@dataclass(frozen=True)
class Watched:
    """What a pupil holds, and the answers as the belief sees them."""

    holds: str
    seen: tuple[Seen, ...]


def watch(world: World, count: int, chance: random.Random) -> list[list[Watched]]:
    """Return so many classes of pupils with ten answers each."""
    made, names = [], world.turns(count * CLASS)
    for _ in range(count):
        times = chance.choice(PREVALENCES)
        population = USUAL_PUPILS.but(
            held=USUAL_PUPILS.held * times, other=USUAL_PUPILS.other * min(times, 1.0),
            slips=chance.choice(SLIPS), consistencies=chance.choice(CONSISTENCIES),
        )  # fmt: skip
        made.append(
            [_watched(population.pupil(world, name, chance), name, world, chance) for name in islice(names, CLASS)]
        )
    return [[one for one in pupils if len(one.seen) == max(AFTER)] for pupils in made]


def _watched(pupil: Pupil, name: str, world: World, chance: random.Random) -> Watched:
    attempts = [
        Attempt(problem=one.text, response=pupil.answer(one, world.misconceptions, chance), task=one.brought)
        for one in world.draw(name, max(AFTER), chance)
    ]
    readings = [read_attempt(attempt, world.matcher, ago=1) for attempt in attempts]
    return Watched(pupil.holds, tuple(reading.seen for reading in readings if reading.seen))


def put(rates: Rates) -> belief.Prior:
    """Put the rates into the modules, and return the prior."""
    slips = [rates["slip_w1"], rates["slip_w2"], max(1 - rates["slip_w1"] - rates["slip_w2"], 0.02)]
    follows = [rates["follow_w1"], rates["follow_w2"], max(1 - rates["follow_w1"] - rates["follow_w2"], 0.02)]
    likelihood.SLIPS = tuple((rates[f"slip_{n}"], slips[n - 1] / sum(slips)) for n in (1, 2, 3))
    likelihood.FOLLOWS = tuple(
        (rates[f"follow_{n}"], rates[f"other_{n}"], follows[n - 1] / sum(follows)) for n in (1, 2, 3)
    )
    for module in (likelihood, belief):
        vars(module)["RATES"] = likelihood.usual_rates()
    for name, value in rates.items():
        if name.isupper():
            setattr(likelihood, name, value)
    likelihood.terms.cache_clear()
    shares = (1 - rates["held"] - rates["other"], rates["other"], rates["held"])
    mix = np.outer(shares, likelihood.usual_rates().weight)
    return belief.Prior(mix, **{name: rates[name] for name in PRIOR})


def now() -> Rates:
    """Return the rates as they stand in the modules."""
    rates = {name: getattr(likelihood, name) for name in BOUNDS if name.isupper()}
    for n, ((slip, weight), (follow, other, share)) in enumerate(
        zip(likelihood.SLIPS, likelihood.FOLLOWS, strict=True), 1
    ):
        rates |= {f"slip_{n}": slip, f"follow_{n}": follow, f"other_{n}": other}
        rates |= {f"slip_w{n}": weight, f"follow_w{n}": share} if n < 3 else {}
    rates |= {"other": belief.SHARES[1], "held": belief.SHARES[2]}
    return rates | {name: getattr(belief.USUAL, name) for name in PRIOR}


def loss(rates: Rates, classes: Sequence[Sequence[Watched]]) -> float:
    """Return the mean negative log likelihood of what pupils hold, alone and with their class; what cannot show is something else."""
    usual, losses = put(rates), []
    for pupils in classes:
        learned = belief.learn([one.seen for one in pupils], usual)
        for one, count, prior in product(pupils, AFTER, (usual, learned)):
            made = belief.believe(one.seen[:count], prior=prior)
            state = one.holds if one.holds in made.states or one.holds == KNOWS else OTHER
            losses.append(-math.log(max(made.p[made.states.index(state)], 1e-3)))
    return sum(losses) / len(losses)


def fit(rates: Rates, score: Callable[[Rates], float], rounds: int, chance: random.Random) -> Rates:
    """Return rates of a lower score: each in turn is moved both ways, by steps that shrink."""
    best, step = score(rates), 0.25
    for _ in range(rounds):
        for name in chance.sample(sorted(rates), len(rates)):
            low, high = BOUNDS[name]
            for way in (step, -step):
                moved = rates | {name: min(max(rates[name] * math.exp(way), low), high)}
                found = score(moved)
                if found < best - 1e-5:
                    rates, best = moved, found
                    break
        step *= 0.6
        print(f"{best:.4f}", {name: round(value, 3) for name, value in rates.items()}, flush=True)
    return rates


def main(classes: int = 16, rounds: int = 3, seed: int = 101) -> None:
    """Print the rates before and after, with the loss on the pupils fitted to and on as many others."""
    catalog = load()
    world = build_world(catalog, Matcher(catalog), seed=seed)
    fitted, others = (watch(world, classes, random.Random(seed + more)) for more in (0, 1))
    before = now()
    after = fit(before, lambda rates: loss(rates, fitted), rounds, random.Random(seed))
    for name, rates in (("before", before), ("after", after)):
        print(f"{name}: fitted to {loss(rates, fitted):.4f}, others {loss(rates, others):.4f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
