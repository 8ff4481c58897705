"""Passages and levels: texts at three levels told apart, passages at their grade by measures not aimed at, facts and keys held.

The level: OneStopEnglish, thresholds learned on half of the articles. The passages: many wishes over topics, grades and lengths, offline.
Numbers and names are looked for in the sheet by code of its own here; a key likewise.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations, islice
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import yaml

from evals.planted import planted
from evals.results import Point, Result, Run, mean, share
from tutor.catalog.reading import load_simpler
from tutor.catalog.topics import Topic
from tutor.domain import Passage, Question
from tutor.errors import CannotCheck
from tutor.generation.reading import Shelf, Wish, make_level_set, make_passage, relevel
from tutor.verify.level import measure
from tutor.verify.prose import WORD, sentences
from tutor.verify.support import Support

NEEDS = ("onestopenglish/articles.jsonl",)
PASSAGES, SETS, PLANTED, KEYS = 320, 80, 400, 1000
LEVELS = ("ele", "int", "adv")
HALVES = 10
PARAPHRASES, GIVEN = Path(__file__).parent / "paraphrases.yaml", Path(__file__).parent / "given.yaml"
Array = np.ndarray[Any, np.dtype[Any]]


def evaluate(run: Run) -> Iterator[Result]:
    """Yield the figures of the level, then of the passages, their facts, sets and questions."""
    yield from levels(run)
    yield from alone(run)


def alone(run: Run) -> Iterator[Result]:
    """Yield what needs no data: the passages, their facts, sets and questions."""
    shelf = run.services.shelf
    made = list(passages(shelf, run.limit or PASSAGES, run.seed))
    yield from targets(made)
    yield from facts(shelf, [passage for _, passage in made])
    yield from checks(shelf, run.seed)
    yield from sets(shelf, min(run.limit or SETS, SETS), run.seed)
    yield from given(shelf)
    keys = [(shelf.topics[one.topic], one, ask) for _, one in made for ask in one.questions][: run.limit or KEYS]
    yield share(
        "passages", "keys that the text supports", [is_supported(*key) for key in keys], note="judged by other code"
    )
    asked = [(one.text, ask) for _, one in made for ask in one.questions if ask.kind == "literal"][: run.limit or KEYS]
    found = [found_by_words(text, ask) == ask.key for text, ask in asked]
    note = "by a reader that knows no sheet and only looks where the words of the question stand"
    yield share("passages", "literal keys found in the text alone", found, baseline=0.25, note=note)


def given(shelf: Shelf) -> Iterator[Result]:
    """Yield how far texts that are given come down when grade 4 is asked for, and whether what counts in them is kept."""
    texts, simpler = yaml.safe_load(GIVEN.read_text(encoding="utf-8")), load_simpler()
    made = [(text, relevel(text, 4, shelf, simpler)) for text in texts.values()]
    came = [measure(text).grade - one.measured["grade"] for text, one in made]
    yield mean(
        "passages", "grades that a given text comes down", came, note="asked for grade 4, without a language model"
    )
    told = [(sentences(text), set(sentences(one.text))) for text, one in made]
    yield share("passages", "its sentences that are changed", [line not in new for old, new in told for line in old])
    kept = [one.receipt.checks[1:] for _, one in made]
    held = [all(check.outcome == "pass" for check in checks) for checks in kept]
    yield share("passages", "names, numbers and quotations of a given text kept", held)


def levels(run: Run) -> Iterator[Result]:
    """Yield how well the grade tells three levels of the same article apart, beside Flesch-Kincaid alone."""
    rows = run.rows(NEEDS[0])
    if run.limit:  # whole articles, so that their levels can be compared
        kept = sorted({row["article"] for row in rows})[: max(run.limit // len(LEVELS), 4)]
        rows = [row for row in rows if row["article"] in kept]
    found = [_level(row["text"]) for row in rows]
    rows = [row for row, level in zip(rows, found, strict=True) if level]
    truth = np.array([LEVELS.index(row["level"]) for row in rows])
    articles = [row["article"] for row in rows]
    ours, plain = (np.array([level[place] for level in found if level]) for place in (0, 1))
    for metric, score in (("three levels told apart", three_classes), ("pairs of levels in order", pairs)):
        hits = score(ours, truth, articles)
        base = score(plain, truth, articles)
        anchor = 0.538 if score is three_classes else None
        note = "baseline is Flesch-Kincaid; thresholds from half of the articles" if score is three_classes else ""
        result = share("passages", metric, hits, baseline=round(sum(base) / len(base), 3), anchor=anchor, note=note)
        yield result
    yield mean(
        "passages", "grade less Flesch-Kincaid", [float(one) for one in ours - plain], note="on the same articles"
    )


def _level(text: str) -> tuple[float, float] | None:
    try:
        found = measure(text)
    except CannotCheck:
        return None
    return found.grade, found.measures["flesch_kincaid"]


def three_classes(values: Array, truth: Array, articles: Sequence[str]) -> list[bool]:
    """Return for each text of the other half whether two thresholds learned on one half give its level; each text counts once."""
    names, hits = sorted(set(articles)), np.zeros(len(values))
    times = np.zeros(len(values))
    for seed in range(HALVES):
        shown = set(Random(seed).sample(names, len(names) // 2))
        mask = np.array([one in shown for one in articles])
        cuts = np.quantile(values[mask], np.linspace(0.1, 0.9, 25))
        best = max(
            combinations(cuts, 2), key=lambda pair: float(np.mean(np.digitize(values[mask], pair) == truth[mask]))
        )
        hits[~mask] += np.digitize(values[~mask], best) == truth[~mask]
        times[~mask] += 1
    return [bool(hit > 0.5 * tried) for hit, tried in zip(hits, times, strict=True) if tried]


def pairs(values: Array, truth: Array, articles: Sequence[str]) -> list[bool]:
    """Return for each two levels of an article whether the harder one has the higher value."""
    by_article: dict[str, list[tuple[int, float]]] = {}
    for article, level, value in zip(articles, truth, values, strict=True):
        by_article.setdefault(article, []).append((int(level), float(value)))
    two = [pair for held in by_article.values() for pair in combinations(sorted(held), 2)]
    return [low[1] < high[1] for low, high in two if low[0] < high[0]]


def passages(shelf: Shelf, n: int, seed: int) -> Iterator[tuple[Wish, Passage]]:
    """Yield wishes over all topics, grades 2-10 and 80-400 words, with their passages."""
    random, names = Random(seed), sorted(shelf.topics)
    for number in range(n):
        wish = Wish(names[number % len(names)], random.randint(2, 10), random.randrange(80, 401, 10), seed=number)
        yield wish, make_passage(shelf, wish)


def targets(made: Sequence[tuple[Wish, Passage]]) -> Iterator[Result]:
    """Yield the shares of passages within their bands; ARI and Coleman-Liau are never read when a passage is made."""
    bands = [
        ("within 1 grade by our estimate", "grade", 1.0), ("within 1 grade by Flesch-Kincaid", "flesch_kincaid", 1.0),
        ("within 1.5 grades by ARI", "automated_readability", 1.5), ("within 1.5 grades by Coleman-Liau", "coleman_liau", 1.5),
    ]  # fmt: skip
    for metric, name, band in bands:
        off = [abs(passage.measured[name] - wish.grade) for wish, passage in made]
        points = tuple(Point("", round(wish.grade, 2), round(passage.measured[name], 2)) for wish, passage in made)
        yield share("passages", metric, [one <= band for one in off], note=f"mean {sum(off) / len(off):.2f} off",
                    series=points, plot="scatter", axes=("grade asked for", "grade measured"))  # fmt: skip
    for band in (0.15, 0.05):
        hits = [abs(len(passage.text.split()) / wish.words - 1) <= band for wish, passage in made]
        yield share("passages", f"length within {band:.0%}", hits)
    missed = [passage for wish, passage in made if abs(passage.measured["grade"] - wish.grade) > 1]
    yield share("passages", "misses that are labelled", [bool(passage.note) for passage in missed])


def facts(shelf: Shelf, made: Sequence[Passage]) -> Iterator[Result]:
    """Yield the shares of passages whose numbers and names all stand in the sheet, and whose facts have a citation."""
    sheets = {id: sheet_text(topic) for id, topic in shelf.topics.items()}
    numbers, names = partial(re.findall, r"\d+(?:,\d{3})*"), partial(re.findall, r"(?<=[a-z,] )[A-Z][a-z]+")
    held = [all(one in sheets[passage.topic] for one in numbers(passage.text)) for passage in made]
    yield share("passages", "no number that the sheet has not", held)
    held = [all(one in sheets[passage.topic] for one in names(passage.text)) for passage in made]
    yield share("passages", "no name that the sheet has not", held)
    yield share("passages", "citations present", [bool(passage.sources) for passage in made])


def sheet_text(topic: Topic) -> str:
    """Return all that a sheet says."""
    ends = [one for rendering in (topic.opening, topic.close, *topic.hooks.values()) for one in rendering.texts]
    return " ".join([*ends, topic.about, *(text for fact in topic.facts for text in fact.every)])


def checks(shelf: Shelf, seed: int) -> Iterator[Result]:
    """Yield how many planted errors are caught, and how many true sentences in other words are turned away."""
    each = -(-PLANTED // len(shelf.topics))
    caught = []
    for topic in shelf.topics.values():
        support = shelf.support(topic)
        caught += [bool(support.of(claim)[1]) for _, claim in islice(planted(topic, shelf.words, Random(seed)), each)]
    yield share("passages", "planted errors caught", caught[:PLANTED] if len(caught) > PLANTED else caught)
    told = yaml.safe_load(PARAPHRASES.read_text(encoding="utf-8"))
    away = [bool(Support(shelf.topics[id], shelf.words).of(line)[1]) for id, lines in told.items() for line in lines]
    yield share("passages", "true paraphrases turned away", away, lower_is_better=True, note="goal at most .25")


def sets(shelf: Shelf, n: int, seed: int) -> Iterator[Result]:
    """Yield how many level sets stand in order by our estimate, and by the mean of two measures that were not read."""
    random, names = Random(seed), sorted(shelf.topics)
    ours, others = [], []
    for number in range(n):
        wish = Wish(names[number % len(names)], random.randint(2, 10), random.randrange(100, 401, 20), seed=number)
        made = make_level_set(shelf, wish)
        grades = [one.measured["grade"] for one in made]
        held_out = [one.measured["automated_readability"] + one.measured["coleman_liau"] for one in made]
        ours.append(grades == sorted(grades))
        others.append(held_out == sorted(held_out))
    yield share("passages", "level sets in order by our estimate", ours)
    yield share("passages", "level sets in order by ARI and Coleman-Liau", others)


def found_by_words(text: str, question: Question) -> str:
    """Return the option near which most words of a question stand in a text, each worth the more the rarer it is there.

    Words of the sentence before the option's count half.
    """
    told = sentences(text)
    stems = [{word[:5] for word in WORD.findall(one.lower())} for one in told]
    asked = {word[:5] for word in WORD.findall(question.question.lower()) if len(word) > 3}
    worth = {word: 1 / times for word in asked if (times := sum(word in one for one in stems))}

    def score(option: str) -> float:
        pattern = re.compile(rf"(?<!\w){re.escape(option.lower())}")
        places = [place for place, sentence in enumerate(told) if pattern.search(sentence.lower())]
        own = [sum(worth.get(word, 0.0) for word in stems[place]) for place in places]
        before = [sum(worth.get(word, 0.0) for word in stems[place - 1]) if place else 0.0 for place in places]
        return max((here + there / 2 for here, there in zip(own, before, strict=True)), default=-1.0)

    return max((one.text for one in question.options), key=score)


def is_supported(topic: Topic, passage: Passage, question: Question) -> bool:
    """Return whether the key of a question is right by the sheet and shown by the text, by other means than the product's."""
    options = [one.text for one in question.options]
    if options.count(question.key) != 1 or (question.where and question.where not in passage.text):
        return False
    told = [fact for fact in topic.facts if any(text in passage.text for text in fact.every)]
    if question.kind in ("literal", "inference"):
        asked = [fact for fact in told if fact.ask and fact.ask.question == question.question]
        is_shown = question.kind == "inference" or question.key.lower() in question.where.lower()
        return is_shown and any(fact.ask and fact.ask.answer == question.key for fact in asked)
    if question.kind == "vocabulary":
        term = re.findall(r'"(.+?)"', question.question)[0]
        return topic.glossary.get(term) == question.key and term.lower() in passage.text.lower()
    if question.kind == "main_idea":
        parts = [one for one in topic.paragraphs if {fact.id for fact in one.facts} & set(passage.facts)]
        return question.key == (topic.about if len(parts) > 1 else parts[0].about)
    headings = [section.heading for section in passage.sections if section.heading]
    if '"' not in question.question:
        return question.key == headings[0 if "first" in question.question else -1]
    part = next(one for one in topic.paragraphs if one.about.rstrip(".") in question.question)
    return part.heading == question.key
