"""How far a judge may be trusted: its agreement with people's labels on real conversations, corrected for chance, dimension by dimension.

A judge is trusted on a dimension where it was held against enough labels, leaves few of them unscored (unreadable, or other when the
labels stand in another order), and agrees at least moderately. What an untrusted judge says is told in a note and is no figure.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import stdev

from evals.loaders import Rated, load
from evals.results import Result, Run, share
from evals.rubric import Verdict, dimensions, judge
from tutor.errors import TutorError
from tutor.llm import Gateway

SETS = ("mrbench", "bea2025")
"""Sets of conversations whose replies people have labelled; the second has many of the first's replies."""
MODERATE, LEAST, UNSCORED_MOST = 0.4, 30, 0.3
"""Kappa from which agreement is called moderate (Landis and Koch 1977), labels that it takes, and the share that may be unscored (ours)."""
RESAMPLES = 400


@dataclass(frozen=True)
class Agreed:
    """What a judge and people said of the same replies on one dimension: (conversation, people's label, verdict)."""

    name: str
    told: Sequence[tuple[str, str, Verdict]]

    @property
    def pairs(self) -> list[tuple[str, str, str]]:
        """Return (conversation, people's label, the judge's) of the replies that are scored."""
        return [(conversation, label, one.label) for conversation, label, one in self.told if one.label]

    @property
    def doubt(self) -> str:
        """Return why the judge is not to be trusted here, "" where it is."""
        pairs, found = self.pairs, kappa(self.pairs)
        if not self.told:
            return "no labels of people on it"
        if (unscored := 1 - len(pairs) / len(self.told)) > UNSCORED_MOST:
            return f"{unscored:.0%} of its verdicts are unscored, at most {UNSCORED_MOST:.0%} may be"
        if len(pairs) < LEAST:
            return f"held against {len(pairs)} labels of people, {LEAST} are needed"
        if found is None:
            return "people or the judge gave one label to all, so that agreement says nothing"
        return "" if found >= MODERATE else f"kappa with people {found:.2f}, wanted {MODERATE:g}"

    def results(self) -> Iterator[Result]:
        """Yield the share on which both agree beside people's commonest label, and Cohen's kappa with its error."""
        pairs, most = self.pairs, Counter(label for _, label, _ in self.told).most_common(1)
        note = f"{len(self.told) - len(pairs)} of {len(self.told)} unscored"
        baseline = most[0][1] / len(self.told) if most else None
        hits = [label == said for _, label, said in pairs]
        failures = tuple(f"people: {label}, judge: {said} | {where}" for where, label, said in pairs if label != said)
        yield share(
            "tutoring",
            f"judge agrees with people: {self.name}",
            hits,
            baseline=baseline,
            note=note,
            failures=failures[:5],
        )
        trust = f"not to be trusted: {self.doubt}" if self.doubt else "trusted"
        yield Result("tutoring", f"judge: kappa with people: {self.name}", kappa(pairs), error(pairs), len(pairs), baseline=0.0,
                     note=f"{trust}; {note}")  # fmt: skip


def kappa(pairs: Sequence[tuple[str, str, str]]) -> float | None:
    """Return Cohen's kappa of (conversation, one label, the other), in [-1, 1]; None where chance alone would agree on all.

    Source: Cohen 1960.
    """
    if not pairs:
        return None
    ones, others = Counter(one for _, one, _ in pairs), Counter(other for _, _, other in pairs)
    by_chance = sum(ones[label] * others[label] for label in ones) / len(pairs) ** 2
    agreed = sum(one == other for _, one, other in pairs) / len(pairs)
    return None if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)


def error(pairs: Sequence[tuple[str, str, str]], seed: int = 1) -> float | None:
    """Return the standard error of kappa over drawn conversations, whole ones, as replies to one are alike; None for fewer than five."""
    held: dict[str, list[tuple[str, str, str]]] = {}
    for pair in pairs:
        held.setdefault(pair[0], []).append(pair)
    if len(held) < 5:
        return None
    chance, groups = random.Random(f"{seed} kappa"), list(held.values())
    drawn = (
        kappa([pair for group in chance.choices(groups, k=len(groups)) for pair in group]) for _ in range(RESAMPLES)
    )
    found = [one for one in drawn if one is not None]
    return stdev(found) if len(found) > 1 else None


def labelled(run: Run) -> tuple[list[Rated], str]:
    """Return the replies that people have labelled, each once, and what is wrong with their files ("" where any can be read)."""
    found: dict[tuple[str, str], Rated] = {}
    faults = []
    for name in SETS:
        try:
            rated = [one for one in load(name, run.data) if one.labels]
        except TutorError as error:
            faults.append(str(error))
            continue
        found = {(" ".join(one.conversation.split()), one.reply): one for one in rated} | found
    return list(found.values()), "" if found else " ".join(faults) or "Their files have no labels."


def spread(replies: Sequence[Rated], count: int, seed: int) -> list[Rated]:
    """Return so many replies drawn by the seed, of as many conversations as there are."""
    held: dict[str, list[Rated]] = {}
    for one in random.Random(f"{seed} labelled").sample(replies, len(replies)):
        held.setdefault(one.conversation, []).append(one)
    rounds = max(map(len, held.values()), default=0)
    return [group[place] for place in range(rounds) for group in held.values() if place < len(group)][:count]


def agreements(gateway: Gateway, replies: Sequence[Rated]) -> list[Agreed]:
    """Return what the judge says beside what people said, dimension by dimension; a label that is none of the rubric's is left out."""
    found = []
    for name, dimension in dimensions().items():
        known = [(one, label) for one in replies if (label := one.labels.get(name)) in dimension.labels and label]
        told = [
            (one.conversation, label, judge(gateway, one.conversation, one.reply, dimension)) for one, label in known
        ]
        found.append(Agreed(name, told))
    return found


def told(agreed: Sequence[Agreed]) -> Iterator[Result]:
    """Yield the agreement on every dimension that people have labelled, and how often the order of labels decides."""
    for one in agreed:
        yield from one.results() if one.told else ()
    both = [verdict for one in agreed for _, _, verdict in one.told if verdict.one and verdict.other]
    swayed = [one.one != one.other for one in both]
    yield share("tutoring", "judge: verdicts that change with the order of labels", swayed, lower_is_better=True)


def doubts(agreed: Sequence[Agreed]) -> Mapping[str, str]:
    """Return for every dimension why the judge is not to be trusted on it, "" where it is."""
    return dict.fromkeys(dimensions(), "no labels of people on it") | {one.name: one.doubt for one in agreed}
