import io
import json
import zipfile
from typing import Any

import pytest
from docx import Document
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

API = "/api/v1"
SKILL = "maths.fractions.add-unlike"
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def items(client: TestClient, **wishes: Any) -> Any:
    reply = client.get(f"{API}/items", params={"skill": SKILL, "n": 3} | wishes)
    assert reply.status_code == 200, reply.text
    return reply.json()


def test_items_are_given_by_all_wishes_of_the_command(client: TestClient) -> None:
    assert {item["kind"] for item in items(client, kind="error")} == {"error"}
    assert {item["receipt"]["measures"]["band"] for item in items(client, band=3)} == {3.0}
    assert len(items(client, set="exit")) == 3
    first, other = items(client, form="A"), items(client, form="B")
    assert [item["receipt"]["source"] for item in first] == [item["receipt"]["source"] for item in other]
    assert not {item["id"] for item in first} & {item["id"] for item in other}


def test_what_a_form_leaves_empty_is_not_wished(client: TestClient) -> None:
    assert items(client, band="", kind="", interest="", standard="") == items(client)


def test_picks_keep_some_of_a_row_in_their_order(client: TestClient) -> None:
    row = items(client, n=6)
    assert items(client, picks="4,0,5") == [row[4], row[0], row[5]]


@pytest.mark.parametrize(
    ("format", "media_type", "name"),
    [
        ("csv", "text/csv; charset=utf-8", "skill.csv"),
        ("gift", "text/plain; charset=utf-8", "skill.gift.txt"),
        ("qti21", "application/zip", "skill.qti21.zip"),
        ("pdf", "application/pdf", "skill.pdf"),
    ],
)
def test_files_of_items_come_with_their_kind_and_a_name(
    client: TestClient, format: str, media_type: str, name: str
) -> None:
    reply = client.get(f"{API}/items", params={"skill": SKILL, "n": 3, "format": format})
    assert reply.headers["content-type"] == media_type
    ending = name.removeprefix("skill")
    assert (
        reply.headers["content-disposition"] == f'attachment; filename="maths.fractions.add-unlike-practice-a{ending}"'
    )
    assert len(reply.content) > 500


def test_a_word_file_in_large_print_differs_from_one_that_is_not(client: TestClient) -> None:
    asked = {"skill": SKILL, "n": 2, "format": "docx"}
    usual, large = (client.get(f"{API}/items", params=asked | {"large_print": size}).content for size in ("0", "1"))
    assert usual != large
    assert zipfile.is_zipfile(io.BytesIO(large))


@pytest.mark.parametrize(
    ("wishes", "status", "said", "nearest"),
    [
        ({"skill": "maths.fractions.add-unlik"}, 404, "There is no skill", "maths.fractions.add-unlike"),
        ({"standard": "5.NF.Z"}, 404, "There is no standard", "5.NF."),
        ({"skill": SKILL, "kind": "chioce"}, 422, "kind: Input should be", "choice"),
        ({"skill": SKILL, "format": "qti2"}, 404, "There is no format", "qti21"),
        ({"skill": SKILL, "interest": "sprots"}, 404, "There is no setting", "sports"),
        ({"skill": SKILL, "n": 201}, 422, "201 items are too many at once", ""),
        ({"skill": SKILL, "n": 200, "kind": "match", "band": 1}, 422, "possible", ""),
        ({"skill": SKILL, "standard": "5.NF"}, 404, "one of skill, standard, misconception", ""),
        ({"skill": SKILL, "bands": 1}, 422, "bands", ""),
        ({"skill": SKILL, "form": "Z"}, 422, "form: Input should be", ""),
    ],
)
def test_what_cannot_be_given_is_refused_with_the_nearest(
    client: TestClient, wishes: dict[str, Any], status: int, said: str, nearest: str
) -> None:
    reply = client.get(f"{API}/items", params=wishes)
    assert reply.status_code == status, reply.text
    assert said in reply.json()["error"]
    assert nearest in " ".join(reply.json()["nearest"])


@pytest.mark.parametrize("kind", ["number", "choice", "multiple", "true_false", "error", "step", "order", "match"])
def test_an_item_is_marked_as_it_was_given(client: TestClient, kind: str) -> None:
    for item in items(client, kind=kind, n=4):
        right = client.post(f"{API}/items/mark", json={"item": item, "response": item["key"]})
        assert right.json() == {"points": 1.0, "verdict": "right", "reason": right.json()["reason"]}, item
        wrong = client.post(f"{API}/items/mark", json={"item": item, "response": "purple"}).json()
        assert wrong["points"] == 0


def test_working_that_goes_wrong_late_earns_part_of_the_mark(client: TestClient) -> None:
    (item,) = client.get(f"{API}/items", params={"skill": "maths.equations.two-step", "n": 1}).json()
    item |= {"problem": "2(x + 3) = 14", "key": "x = 4", "form": ""}
    item["task"] |= {"kind": "solve", "expression": "2(x + 3) = 14", "want": "x", "form": ""}
    answers = {"2x + 6 = 14\n2x = 8\nx = 6": 0.5, "2(x + 3) = 14\nx = 6": 0, "2x + 6 = 14\nx = 4": 1}
    for response, points in answers.items():
        marked = client.post(f"{API}/items/mark", json={"item": item, "response": response}).json()
        assert marked["points"] == points, response


def test_what_is_no_item_is_refused(client: TestClient) -> None:
    item = items(client, kind="multiple")[0]
    options = [option | {"right": False} for option in item["options"]]
    for broken in ({}, {"id": "x"}, item | {"options": options}, item | {"task": {"kind": "magic"}}):
        reply = client.post(f"{API}/items/mark", json={"item": broken, "response": "A"})
        assert reply.status_code == 422
        assert "no item" in reply.json()["error"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(["order", "match", "multiple", "true_false", "choice"]),
    name=st.sampled_from(["key", "options", "given", "task", "form", "kind", "stem", "problem", "figure"]),
    value=ANYTHING,
    response=st.text(max_size=20) | st.sampled_from(["A", "A, B", "1-C, 2-A", "1/2"]),
)
def test_no_item_makes_marking_fail(client: TestClient, kind: str, name: str, value: object, response: str) -> None:
    item = _ITEMS.setdefault(kind, items(client, kind=kind, n=1)[0])
    reply = client.post(f"{API}/items/mark", json={"item": item | {name: value}, "response": response})
    assert reply.status_code in (200, 422), reply.text
    assert reply.status_code == 200 or reply.json().keys() == {"error", "nearest"}


_ITEMS: dict[str, Any] = {}


def test_topics_are_listed_with_their_parts(client: TestClient) -> None:
    (moon,) = [topic for topic in client.get(f"{API}/topics").json() if topic["id"] == "science.moon"]
    assert moon["interests"]
    assert len(moon["parts"]) >= 3


def test_a_passage_and_a_level_set_come_with_level_and_receipt(client: TestClient) -> None:
    one = client.get(f"{API}/passages", params={"topic": "moon", "grade": 4, "words": 120}).json()
    assert abs(one["measured"]["grade"] - 4) <= 1
    assert one["receipt"]["checks"]
    several = client.get(f"{API}/passages", params={"topic": "moon", "words": 120, "level_set": True}).json()
    assert [passage["grade"] for passage in several] == sorted(passage["grade"] for passage in several)
    assert 3 <= len(several) <= 5


def test_passages_come_as_files(client: TestClient) -> None:
    asked = {"topic": "moon", "words": 120}
    page = client.get(f"{API}/passages", params=asked | {"format": "html"})
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["content-disposition"] == 'attachment; filename="moon-5.html"'
    word = client.get(f"{API}/passages", params=asked | {"format": "docx"}).content
    assert Document(io.BytesIO(word)).paragraphs
    unknown = client.get(f"{API}/passages", params=asked | {"format": "ppt"})
    assert unknown.status_code == 404
    nowhere = client.get(f"{API}/passages", params={"topic": "the mooon"})
    assert "science.moon" in nowhere.json()["nearest"]


def test_a_text_of_ones_own_is_made_easier_with_an_account(client: TestClient) -> None:
    text = (
        "One night the wind was terribly strong, and an enormous wave demolished the fence that surrounded the garden. "
        "The ships saw the lighthouse from far away, and they knew which way to go in the dark. "
    ) * 3
    made = client.post(f"{API}/passages", json={"text": text, "grade": 2}).json()
    assert made["changes"]
    assert "enormous" not in made["text"]
    word = client.post(f"{API}/passages", json={"text": text, "grade": 2, "format": "docx"})
    assert "attachment" in word.headers["content-disposition"]
    for broken, status in (
        ({"text": "too short"}, 422),
        ({"text": text, "format": "ppt"}, 404),
        ({"text": text, "grade": 40}, 422),
    ):
        reply = client.post(f"{API}/passages", json=broken)
        assert (reply.status_code, set(reply.json())) == (status, {"error", "nearest"})


def test_texts_are_measured_and_one_that_cannot_be_says_so(client: TestClient) -> None:
    text = "The moon goes round the earth. It takes about a month. We see it at night, and we see it by day too. " * 4
    easy, nothing = client.post(f"{API}/level", json={"texts": [text, "x = 3"]}).json()
    assert easy["grade"] < 4
    assert easy["error"] > 0
    assert nothing["error"].startswith("could not measure")
    assert client.post(f"{API}/level", json={"texts": []}).status_code == 422


def test_no_address_of_content_makes_the_service_fail(client: TestClient) -> None:
    for path in ("items", "passages", "topics", "jobs", "jobs/%2e%2e", "jobs/x/file", "level", "items/mark"):
        for query in (
            "",
            "?topic=%00&grade=nan",
            "?skill=%27&n=x",
            "?topic=moon&words=inf",
            "?picks=1,,2",
            "?band=9&seed=-1",
        ):
            reply = client.get(f"{API}/{path}{query}")
            assert reply.status_code < 500, (path, query)
            assert reply.status_code == 200 or json.loads(reply.text).keys() == {"error", "nearest"}


def test_the_text_of_a_file_is_given_back_and_can_be_brought_to_a_level(client: TestClient) -> None:
    told = "Numerous ships arrived in Riga, and the merchants constructed an enormous harbor in 1850. " * 3
    text = client.post("/api/v1/text", files={"file": ("a.txt", told.encode(), "text/plain")}).json()["text"]
    made = client.post("/api/v1/passages", json={"text": text, "grade": 3, "english": 2}).json()
    assert "Many ships arrived in Riga. The traders built a huge harbor in 1850." in made["text"]
    assert made["starters"]
    assert made["receipt"]["checks"]
    assert client.post("/api/v1/text", files={"file": ("a.odt", b"x", "x/y")}).status_code == 422
