from collections import Counter
from dataclasses import replace

import pytest

from evals.labels_made import ASKED, MOST_SHOWN, made, split
from evals.results import Run
from tutor.services import Services


@pytest.fixture
def run(services: Services) -> Run:
    return Run(services, limit=3)


def test_each_label_is_a_belief_with_wrong_answers_that_the_matcher_does_not_know(run: Run) -> None:
    labels, matcher, given = made(run)
    assert Counter(one.label for one in given) == dict.fromkeys([label.id for label in labels], MOST_SHOWN + ASKED)
    assert all(run.services.catalog.misconceptions[label.id].belief == label.text for label in labels)
    assert not {label.id for label in labels} & set(matcher.catalog.misconceptions)
    assert made(replace(run, seed=2))[0] != labels


def test_what_is_asked_is_never_shown_and_stays_whatever_is_shown(run: Run) -> None:
    _, _, given = made(run)
    (one, asked), (three, again) = split(given, 1), split(given, 3)
    assert (len(one), len(three), len(asked)) == (3, 9, 6)
    assert asked == again
    assert not {(it.problem, it.response) for it in three} & {(it.problem, it.response) for it in asked}
