"""The eval of the diagnosis sees a tutor that names somebody at any belief."""

import random

import pytest

from evals import diagnosis
from evals.results import Run
from evals.students_world import build_world
from tutor.services import Services


def test_a_tutor_that_never_abstains_accuses_more_of_those_who_slip_once(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Run(services)
    world = build_world(run.services.catalog, run.services.matcher, seed=1)
    honest = diagnosis.one_slip(world, 1, random.Random(1))
    usual = diagnosis.diagnose
    monkeypatch.setattr(diagnosis, "diagnose", lambda case, matcher: usual(case, matcher, threshold=0.0))
    rash = diagnosis.one_slip(world, 1, random.Random(1))
    assert honest.value is not None
    assert rash.value is not None
    assert (honest.n, rash.n) == (2 * len(world.sheets),) * 2
    assert honest.value < 0.08
    assert rash.value > 1.3 * honest.value
