"""The tasks for inspect-ai, with its mock in the place of a language model; only where inspect-ai is installed."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

inspect_ai = pytest.importorskip("inspect_ai", reason="needs inspect-ai", exc_type=ImportError)
pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.slow]

PLAN = re.compile(r"Plan:\n(.*?)\n\n", re.DOTALL)


def run(task: Any, says: Callable[[str], str], tmp_path: Path, **more: Any) -> Any:
    from inspect_ai.model import ModelOutput, ModelUsage, get_model

    def output(messages: Any, *others: Any) -> Any:
        made = ModelOutput.from_content("mock", says(messages[-1].text))
        made.usage = ModelUsage(input_tokens=9, output_tokens=9, total_tokens=18)
        return made

    mock = get_model("mockllm/model", custom_outputs=output, memoize=False)
    roles = {"model_roles": {"grader": mock}} if more else {}
    (log,) = inspect_ai.eval(task, model=mock, display="none", log_dir=str(tmp_path), **roles)
    assert log.status == "success", log.error
    return {score.name: score for score in log.results.scores}, log


def test_what_a_lying_language_model_writes_does_not_reach_the_pupil(tmp_path: Path) -> None:
    from evals.inspect_tasks import tutoring

    lie = json.dumps({"text": "Well done! 2 + 2 = 5, and the answer is 3/4."})
    scores, log = run(tutoring(samples=2), lambda asked: lie, tmp_path)
    assert (scores["false"].metrics["mean"].value, scores["unsafe"].metrics["mean"].value) == (0.0, 0.0)
    assert scores["own_words"].metrics["mean"].value == 0.0
    assert log.results.total_samples == 2
    assert log.stats.model_usage


def test_the_same_language_model_alone_is_caught_at_it(tmp_path: Path) -> None:
    from evals.inspect_tasks import alone

    scores, log = run(alone(samples=2), lambda asked: "Well done! 2 + 2 = 5.", tmp_path)
    assert scores["false"].metrics["mean"].value == 1.0
    assert scores["own_words"].metrics["mean"].value == 1.0
    assert [message.role for message in log.samples[0].messages[:2]] == ["user", "assistant"]


def test_a_grader_judges_by_the_rubric_and_is_unscored_without_one(tmp_path: Path) -> None:
    from evals.inspect_tasks import alone

    scores, _ = run(alone(samples=1), lambda asked: "It does. GRADE: Yes", tmp_path, grader=True)
    assert scores["actionability"].metrics["mean"].value == 1.0
    assert scores["actionability"].unscored_samples == 0
    assert scores["revealing_of_the_answer"].unscored_samples == 1
    without, _ = run(alone(samples=1), lambda asked: "Hello.", tmp_path)
    assert without["actionability"].unscored_samples == 1


def test_any_litellm_name_is_a_model_of_inspect(llm_server: Any, tmp_path: Path) -> None:
    from inspect_ai.model import GenerateConfig, Model

    from evals.inspect_litellm import Litellm
    from evals.inspect_tasks import alone

    llm_server.says = lambda body: "What is half of a half?"
    model = Model(Litellm("openai/some", base_url=llm_server.url, api_key="k"), GenerateConfig())
    (log,) = inspect_ai.eval(alone(samples=1), model=model, display="none", log_dir=str(tmp_path))
    assert log.status == "success", log.error
    assert log.samples[0].messages[1].text == "What is half of a half?"
    (used,) = log.samples[0].model_usage.values()
    assert used.input_tokens == 500 * len(llm_server.asked)
    assert llm_server.asked[0]["model"] == "some"


def test_a_judge_is_held_against_people_in_inspect_too(tmp_path: Path) -> None:
    from evals.inspect_tasks import judge
    from tests.evals.test_agreement import data

    folder = str(data(tmp_path))
    scores, log = run(judge(folder, samples=6), lambda asked: f"GRADE: {re.findall('[[](.+?)[]]', asked)[0]}", tmp_path)
    found = scores["agrees"].metrics
    assert (found["mean"].value, found["cohen_kappa"].value, log.results.total_samples) == (1.0, 1.0, 24)
    scores, _ = run(judge(folder, samples=6), lambda asked: "GRADE: Yes", tmp_path)
    assert scores["agrees"].metrics["cohen_kappa"].value == 0.0
    scores, _ = run(judge(folder, samples=2), lambda asked: "A fine reply.", tmp_path)
    assert scores["agrees"].unscored_samples == 8
