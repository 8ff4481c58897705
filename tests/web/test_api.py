import json
from itertools import product
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tutor.services import Services

API = "/api/v1"
WRONG = "what's 1/2 + 1/3? i got 2/5"


def say(client: TestClient, message: str, **more: str) -> Any:
    reply = client.post(f"{API}/turns", json={"message": message, **more})
    assert reply.status_code == 200, reply.text
    return reply.json()


def events(text: str) -> list[tuple[str, Any]]:
    blocks = [block.split("\n") for block in text.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in blocks]


def test_a_turn_gives_what_the_command_gives(client: TestClient) -> None:
    turn = say(client, WRONG)
    assert turn["diagnosis"]["verdict"] == "wrong"
    assert turn["diagnosis"]["decision"] == "maths.fractions.add-across"
    assert turn["move"]["name"] == "contrast"
    assert turn["sources"][0]["source"].startswith("maths.fractions.")
    assert "`" not in turn["reply"]
    assert {check["outcome"] for check in turn["checks"]} == {"pass"}
    assert turn["timings"]["diagnose"] > 0


def test_a_conversation_goes_on_under_the_same_learner(client: TestClient) -> None:
    learner = say(client, WRONG)["learner"]
    assert say(client, "5/6", learner=learner)["diagnosis"]["verdict"] == "right"
    assert [turn["message"] for turn in client.get(f"{API}/learners/{learner}/turns").json()] == [WRONG, "5/6"]
    assert client.get(f"{API}/learners/{learner}").json()["turns"] == 2


def test_the_same_turn_sent_twice_is_answered_once(client: TestClient) -> None:
    first = say(client, WRONG, learner="ada", turn_id="t1")
    assert say(client, WRONG, learner="ada", turn_id="t1")["reply"] == first["reply"]
    assert len(client.get(f"{API}/learners/ada/turns").json()) == 1


def test_the_stream_tells_the_stages_in_order_and_ends_with_the_turn(client: TestClient) -> None:
    reply = client.post(f"{API}/turns/stream", json={"message": WRONG, "learner": "ada"})
    assert reply.headers["content-type"].startswith("text/event-stream")
    told = events(reply.text)
    assert [data["after"] for name, data in told if name == "stage"] == [
        "", "perceive", "diagnose", "learn", "choose", "retrieve", "compose", "check", "record",
    ]  # fmt: skip
    assert told[-1][0] == "turn"
    assert any("<math" in part for part in told[-1][1]["reply"])


def test_the_page_is_told_no_key_no_belief_and_no_check(client: TestClient) -> None:
    reply = client.post(f"{API}/turns/stream", json={"message": "1/2 + 1/3", "learner": "ada"})
    assert set(events(reply.text)[-1][1]) == {"id", "learner", "reply", "move"}
    assert "5/6" not in reply.text


def test_a_fault_on_the_stream_is_told_kindly_and_without_a_trace(
    client: TestClient, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **more: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(services, "take_turn", fail)
    reply = client.post(f"{API}/turns/stream", json={"message": WRONG, "learner": "ada"})
    name, fault = events(reply.text)[-1]
    assert name == "fault"
    assert "secret" not in reply.text
    assert "Nothing you sent is lost" in fault["error"]


def test_a_learner_can_be_exported_and_deleted(client: TestClient) -> None:
    say(client, WRONG, learner="ada")
    assert "1/2 + 1/3" in json.dumps(client.get(f"{API}/learners/ada/export").json())
    assert client.delete(f"{API}/learners/ada").status_code == 204
    assert client.get(f"{API}/learners/ada/turns").json() == []
    assert "1/2 + 1/3" not in json.dumps(client.get(f"{API}/learners/ada/export").json())


def test_responses_are_diagnosed_and_graded(client: TestClient) -> None:
    found = client.post(f"{API}/diagnose", json={"problem": "1/2 + 1/3", "response": "2/5"}).json()
    assert (found["verdict"], found["decision"]) == ("wrong", "maths.fractions.add-across")
    graded = client.post(f"{API}/grade", json={"expected": "12.5", "response": "-12.5"}).json()
    assert graded == {"verdict": "wrong", "reason": "wrong_sign"}


def test_items_come_with_keys_and_receipts_and_the_same_seed_gives_the_same(client: TestClient) -> None:
    asked = f"{API}/items?skill=maths.fractions.add-unlike&n=3&seed=5"
    items = client.get(asked).json()
    assert len(items) == 3
    assert all(item["key"] and item["receipt"]["routes"] for item in items)
    assert client.get(asked).json() == items


def test_an_unknown_skill_is_not_found_and_the_nearest_are_offered(client: TestClient) -> None:
    reply = client.get(f"{API}/items?skill=maths.fractions.add-unlik&n=3")
    assert reply.status_code == 404
    assert "maths.fractions.add-unlike" in reply.json()["nearest"]


def test_skills_are_listed_and_pages_found(client: TestClient) -> None:
    assert "maths.fractions.add-unlike" in {skill["id"] for skill in client.get(f"{API}/skills").json()}
    assert client.get(f"{API}/search", params={"query": "adding fractions", "k": 2}).status_code == 200


def test_the_service_says_that_it_is_alive_and_ready(client: TestClient) -> None:
    assert client.get(f"{API}/health").json()["status"] == "alive"
    ready = client.get(f"{API}/ready").json()
    assert ready["status"] == "ready"
    assert ready["misconceptions"] >= 40


@pytest.mark.parametrize(
    "body",
    ['{"message": 3}', "{}", '{"message": "x", "strange": 1}', "nonsense", '{"message": "x", "learner": "../etc"}'],
    ids=["number", "empty", "extra", "no json", "bad learner"],
)
def test_a_bad_request_gets_one_sentence(client: TestClient, body: str) -> None:
    reply = client.post(f"{API}/turns", content=body, headers={"content-type": "application/json"})
    assert reply.status_code == 422
    assert reply.json()["error"].startswith("The request cannot be read:")


def test_too_large_a_body_is_refused_before_it_is_read(client: TestClient) -> None:
    reply = client.post(f"{API}/turns", content=b"x" * 1_000_001)
    assert reply.status_code == 413


def test_a_request_in_the_name_of_another_host_is_refused(client: TestClient) -> None:
    assert client.get(f"{API}/health", headers={"host": "evil.example"}).status_code == 400


def test_the_api_describes_itself(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert f"{API}/turns/stream" in described["paths"]
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"], (path, method)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ("message", "learner", "turn_id", "problem", "response", "grade", "skill", "history", "expected", "form")


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from(["turns", "turns/stream", "diagnose", "grade"]),
    body=st.dictionaries(st.sampled_from(FIELDS), ANYTHING | st.sampled_from(["1/2 + 1/3", "2/5", "5"]), max_size=4),
)
def test_no_body_makes_the_service_fail(client: TestClient, path: str, body: dict[str, object]) -> None:
    reply = client.post(f"/api/v1/{path}", json=body)
    assert reply.status_code in (200, 422), (body, reply.text)
    if reply.status_code == 422:
        assert reply.json().keys() == {"error", "nearest"}
    assert "event: fault" not in reply.text


def test_no_address_makes_the_service_fail(client: TestClient) -> None:
    paths = ["search", "items", "learners/x", "learners/x/turns", "learners/%2e%2e", "nowhere", "turns"]
    queries = ["", "?query=&k=0", "?query=%00&grade=13", "?skill=' or 1=1&n=999", "?newest=-1", "?k=x&n=x"]
    for path, query in product(paths, queries):
        reply = client.get(f"{API}/{path}{query}")
        assert reply.status_code < 500, reply.text
        assert reply.status_code == 200 or reply.json().keys() == {"error", "nearest"}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("turns", b'{"message": "\\ud800 1/2 + 1/3 = 2/5"}'),
        ("turns", b'{"message": "1/2 + 1/3 = 2/5", "turn_id": "\\ud800"}'),
        ("turns/stream", b'{"message": "\\u0000\\u202e2/5"}'),
        ("diagnose", b'{"problem": "1/2", "response": "2", "grade": NaN}'),
        ("diagnose", b'{"problem": "1/2 \\ud800", "response": "\\ud800"}'),
        ("grade", b'{"expected": "\\ud800", "response": "1e999999999"}'),
        ("grade", b"[" * 50_000),
        ("grade", b"\xff\xfe"),
    ],
)
def test_odd_bytes_are_answered_or_refused(client: TestClient, path: str, body: bytes) -> None:
    reply = client.post(f"{API}/{path}", content=body, headers={"Content-Type": "application/json"})
    assert reply.status_code in (200, 400, 422), reply.text
    assert reply.status_code == 200 or reply.json().keys() == {"error", "nearest"}
    assert "event: fault" not in reply.text


def test_a_body_that_does_not_say_how_long_it_is_is_refused(client: TestClient) -> None:
    reply = client.post("/api/v1/turns", content=iter([b'{"message": ', b'"hi"}']))
    assert reply.status_code == 411
    assert "Content-Length" in reply.json()["error"]


def test_a_history_of_another_shape_is_a_bad_request(client: TestClient) -> None:
    answer = {"problem": "1/2 + 1/3", "response": "2/5", "history": [{"problem": "1/2"}]}
    reply = client.post("/api/v1/diagnose", json=answer)
    assert (reply.status_code, reply.json()["error"]) == (422, "history[0] must have the texts problem and response")


@pytest.mark.parametrize("learner", ["%00", "a%20b", "x" * 65])
def test_what_is_no_id_of_a_learner_is_refused(client: TestClient, learner: str) -> None:
    assert client.get(f"/api/v1/learners/{learner}/export").status_code == 422
