"""All malrules of a catalog, compiled once and found by what they act on, so that a task tries only those that may apply.

What the predictions say about a pupil is left to `belief`.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import product

from tutor.catalog.schema import Catalog, Malrule
from tutor.diagnosis.malrule import Ready, ready
from tutor.diagnosis.predict import Prediction, predicted, setting_of
from tutor.diagnosis.shapes import ANYWHERE, Shape, Tags, shapes_asked, tags_given
from tutor.diagnosis.words import Embed, Phrasebook
from tutor.domain import Task
from tutor.errors import ContentError

Predictions = Mapping[str, tuple[Prediction, ...]]
Plan = dict[str, list[tuple[Ready, tuple[int, ...]]]]
REMEMBERED = 8192
CLEAR = 1.5
"""The likelihood ratio of words from which a misconception comes to mind that yields no answer to the task."""
ELSEWHERE = 1 / 10
"""What is left of that ratio where the task is of another area."""


class Matcher:
    """Finds what every published misconception (`predictions`) and correct rule (`workings`) yields on a task.

    Raises ContentError at once for all malrules that are written wrongly. embed: a second opinion on words, see `words.Phrasebook`.
    """

    def __init__(self, catalog: Catalog, embed: Embed | None = None) -> None:
        self.catalog = catalog
        published = {id: made for id, made in catalog.misconceptions.items() if made.status == "published"}
        faults: list[str] = []
        self._wrong = _Index(_compiled({id: made.malrules for id, made in published.items()}, faults))
        self._right = _Index(_compiled({id: made.rules for id, made in catalog.rules.items()}, faults))
        if faults:
            raise ContentError(faults)
        self.phrases = Phrasebook(published, embed)
        self.predictions: Callable[[Task], Predictions] = lru_cache(maxsize=REMEMBERED)(self._wrong.run)
        """Task -> misconception id -> the answers it yields on the task; only those that apply. Remembered for the latest tasks."""

    def heard(self, text: str, task: Task, asked: str = "") -> dict[str, float]:
        """Return misconception id -> likelihood ratio of the words: of those that apply to the task, and of others where it is clear.

        The others are those without a malrule and, where none applies, all; where nothing is clear, the few that come next.
        """
        applying, found = self.predictions(task), self.phrases.ratios(text, asked)
        areas = {_area(id) for id in applying}
        for id in [id for id in found if id not in applying]:
            made = self.catalog.misconceptions[id]
            found[id] *= ELSEWHERE if areas and not areas & {_area(skill) for skill in made.skills} else 1
            if found[id] < CLEAR or (made.malrules and applying):
                del found[id]
        return found if found or applying else self.phrases.faint(text, asked)

    def erring(self, text: str, without: int = -1) -> dict[str, float]:
        """Return skill -> likelihood ratio of the misconception of it that the words betray; see `Phrasebook.ratios`."""
        heard = sorted(self.phrases.ratios(text, without=without).items(), key=lambda pair: pair[1])
        return {skill: ratio for id, ratio in heard if ratio > 1 for skill in self.catalog.misconceptions[id].skills}

    def workings(self, task: Task) -> Predictions:
        """Return rule id -> the answers that the correct rules of the catalog yield on the task, with their steps."""
        return self._right.run(task)


class _Index:
    """Malrules by task kind and by the outermost shape of the sites they act on."""

    def __init__(self, rules: list[tuple[str, Ready]]) -> None:
        self.rules = rules
        self.shelves: dict[tuple[str, Shape], list[int]] = {}
        self.wants = {rule.malrule.want for _, rule in rules}
        self.asked: Callable[[str, str, tuple[Tags, ...]], Plan] = lru_cache(maxsize=REMEMBERED)(self._asked)
        for place, (_, rule) in enumerate(rules):
            for shelf in product(rule.malrule.task, set(shapes_asked(rule))):
                self.shelves.setdefault(shelf, []).append(place)

    def run(self, task: Task) -> Predictions:
        """Return id -> predictions of all rules that may apply, each tried at the sites it may act on, in the order of the catalog."""
        setting = setting_of(task)
        if setting is None:
            return {}
        want = task.want if task.want in self.wants else ""
        asked = self.asked(task.kind, want, tuple([tags_given(site.written, site.worked) for site in setting.sites]))
        return {id: tuple(made) for id, rules in asked.items() if (made := predicted(rules, setting))}

    def _asked(self, kind: str, want: str, given: tuple[Tags, ...]) -> Plan:
        """Return id -> the rules that may act on a task that wants this and whose sites give such words, with the numbers of the sites."""
        places = self.shelves.get((kind, ANYWHERE), ())
        hits: dict[int, list[int]] = {place: [*range(len(given))] for place in places}
        for site, tags in enumerate(given):
            shapes: list[Shape] = [(root,) for root in tags[0]] + list(product(*tags) if len(tags) > 1 else ())
            for place in {place for shape in shapes for place in self.shelves.get((kind, shape), ())}:
                hits.setdefault(place, []).append(site)
        asked: Plan = {}
        for place in sorted(hits):
            id, rule = self.rules[place]
            if rule.malrule.want in ("", want):
                asked.setdefault(id, []).append((rule, tuple(hits[place])))
        return asked


def _area(id: str) -> str:
    return id.rsplit(".", 1)[0]


def _compiled(rules: Mapping[str, tuple[Malrule, ...]], faults: list[str]) -> list[tuple[str, Ready]]:
    made = []
    for id, place, malrule in ((id, place, one) for id, many in rules.items() for place, one in enumerate(many, 1)):
        try:
            made.append((id, ready(malrule)))
        except ValueError as error:
            faults.append(f"{id}, malrule {place}: {error}. Correct it.")
    return made
