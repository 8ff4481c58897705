import time
from pathlib import Path

import pytest

from evals.scripted import Scripted
from tutor.errors import LlmUnavailable, SettingsError
from tutor.llm.transports import Completion, Live, Replay, Request

REQUEST = Request("openai/fake", ({"role": "user", "content": "Hello"},), 0.3, 50, {"type": "object", "properties": {}})


def test_a_live_call_comes_back_with_its_text_and_tokens(llm_server) -> None:
    llm_server.says = lambda body: f"you sent {body['model']}"
    completion = Live(llm_server.url)(REQUEST, 10)
    assert completion == Completion(text="you sent fake", tokens_in=500, tokens_out=60)
    assert llm_server.asked[0]["response_format"]["json_schema"]["schema"] == REQUEST.schema
    assert llm_server.asked[0]["max_tokens"] == 50


@pytest.mark.parametrize("manner", ["slow", "dribble"])
def test_a_server_that_takes_too_long_is_left_by_wall_clock(llm_server, manner: str) -> None:
    llm_server.manner = manner
    began = time.monotonic()
    with pytest.raises(LlmUnavailable, match=r"0\.5 s|Timeout"):
        Live(llm_server.url)(REQUEST, 0.5)
    assert time.monotonic() - began < 20  # the server would hold on for a minute


@pytest.mark.parametrize("manner", ["500", "no_json", "cut"])
def test_a_server_that_fails_is_unavailable_and_is_asked_once(llm_server, manner: str) -> None:
    llm_server.manner = manner
    with pytest.raises(LlmUnavailable):
        Live(llm_server.url)(REQUEST, 3)
    assert len(llm_server.asked) == 1


def test_a_server_that_is_down_is_unavailable(llm_server) -> None:
    llm_server.close()
    with pytest.raises(LlmUnavailable, match="Connection"):
        Live(llm_server.url)(REQUEST, 3)


def test_live_calls_are_forbidden_in_tests() -> None:
    with pytest.raises(RuntimeError, match="forbidden"):
        Live("http://127.0.0.1:9/v1")(REQUEST, 1)


def test_a_name_without_a_known_provider_is_refused_with_the_cure() -> None:
    with pytest.raises(SettingsError, match="provider/name"):
        Live().check("my-own-thing")


def test_what_was_recorded_is_replayed_for_the_same_request_only(llm_server, tmp_path: Path) -> None:
    llm_server.says = lambda body: "once"
    assert Replay(tmp_path, Live(llm_server.url))(REQUEST, 5).text == "once"
    llm_server.close()
    assert Replay(tmp_path)(REQUEST, 5).text == "once"
    other = Request("openai/fake", REQUEST.messages, 0.4, 50, REQUEST.schema)
    with pytest.raises(SettingsError, match="TUTOR_LLM_TRANSPORT=record"):
        Replay(tmp_path)(other, 5)


def test_a_script_is_followed_and_then_the_llm_is_down() -> None:
    script = Scripted(["one", LlmUnavailable("gone")])
    assert script(REQUEST, 1).text == "one"
    for told in ("gone", "at its end"):
        with pytest.raises(LlmUnavailable, match=told):
            script(REQUEST, 1)
    assert script.requests == [REQUEST] * 3
