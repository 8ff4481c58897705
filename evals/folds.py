"""How well each way foresees the next answer of learners who are held out: folds by learner over any log, PFA as published beside it.

    python -m evals.folds FILE [--folds 5] [--learners 0] [--seed 1]      # FILE in the form of ASSISTments 2009 or 2015

What the ways are is left to `foresee`, what the files hold to `assistments`.
"""

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from evals import assistments
from evals.fit_mastery import fit_skills
from evals.foresee import always, by_learner, counts, elo, ours, shares, traced, unshrunk
from evals.logs import Log
from tutor.learner.mastery import SHIPPED

FOLDS = 5
ANCHORS: Mapping[str, float] = {"2009": 0.715, "2015": 0.704}
"""The area under the curve of performance factors analysis (Pavlik and others 2009) that is published for the two sets."""
Foreseen = tuple[dict[str, list[float]], list[bool], list[str]]


def ways(train: Log, test: Log) -> dict[str, list[float]]:
    """Return way -> P(right) before each answer of `test`; what is fitted is fitted to `train`."""
    return {
        "our learner state": ours(test, SHIPPED),
        "our learner state, fitted to each skill": ours(test, fit_skills(by_learner(train))),
        "knowledge tracing fitted to each skill": traced(test, unshrunk(train)),
        "counts of right and wrong (PFA)": counts(train, test),
        "ratings (Elo)": elo(train, test),
        "share right of the skill": shares(train, test),
        "always the same": always(train, test),
    }


def held_out(log: Log, folds: int = FOLDS, seed: int = 1) -> Foreseen:
    """Return what each way foresees of every answer, its learner always held out; whether it was right; and whose it was."""
    names = sorted({learner for learner, *_ in log})
    random.Random(seed).shuffle(names)
    part = {name: place % folds for place, name in enumerate(names)}
    chances: dict[str, list[float]] = defaultdict(list)
    truth, who = list[bool](), list[str]()
    for fold in range(min(folds, len(names))):
        train, test = ([row for row in log if (part[row[0]] == fold) is is_test] for is_test in (False, True))
        for way, found in ways(train, test).items():
            chances[way] += found
        truth += [right for *_, right in test]
        who += [learner for learner, *_ in test]
    return chances, truth, who


def some(log: Log, learners: int, seed: int) -> Log:
    """Return the answers of so many learners, drawn by chance; of all for 0."""
    names = sorted({learner for learner, *_ in log})
    kept = set(random.Random(seed).sample(names, learners) if 0 < learners < len(names) else names)
    return [row for row in log if row[0] in kept]


def main(arguments: list[str] | None = None) -> None:
    """Print the figures of a file as the suite shows them; a file that cannot be read is said with what it lacks, exit code 2."""
    from evals.command import line_of
    from evals.learner import figures

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--folds", type=int, default=FOLDS)
    parser.add_argument("--learners", type=int, default=0, help="only so many, drawn by chance; 0: all")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    if given.folds < 2:
        parser.error("--folds: two or more")
    try:
        held = assistments.read(given.file)
    except (OSError, ValueError) as error:
        parser.error(f"{given.file}: {error}")
    print(f"ASSISTments {held.form}, {len(held.rows)} answers; left out: {held.left_out or 'nothing'}", file=sys.stderr)
    log = some(held.rows, given.learners, given.seed)
    name, note = f"ASSISTments {held.form}", f"{given.folds} folds by learner"
    found = held_out(log, given.folds, given.seed)
    for one in figures(*found, name=name, note=note, anchor=ANCHORS[held.form]):
        print(line_of(asdict(one)))


if __name__ == "__main__":
    main()
