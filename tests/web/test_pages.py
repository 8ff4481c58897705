import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tutor.services import Services

STATIC = Path(__file__).parent.parent.parent / "tutor" / "web" / "static"


def test_the_page_greets_and_sets_a_cookie_that_scripts_cannot_read(client: TestClient) -> None:
    reply = client.get("/")
    assert "Send me a problem" in reply.text
    cookie = reply.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_the_page_works_without_javascript(client: TestClient) -> None:
    client.get("/")
    page = client.post("/say", data={"message": "what's 1/2 + 1/3? i got 2/5"})
    assert page.status_code == 200
    assert "what&#39;s 1/2 + 1/3? i got 2/5" in page.text
    assert "<math" in page.text


def test_what_a_learner_writes_is_shown_and_never_run(client: TestClient) -> None:
    client.get("/")
    page = client.post("/say", data={"message": "<script>alert(1)</script> 1/2 + 1/3 = 2/5"})
    assert "<script>alert" not in page.text


def test_the_key_is_nowhere_on_the_page(client: TestClient) -> None:
    client.get("/")
    page = client.post("/say", data={"message": "what is 1/2 + 1/3"})
    assert "5/6" not in page.text
    assert "<mn>5</mn><mn>6</mn>" not in page.text


def test_a_learner_can_delete_everything(client: TestClient) -> None:
    client.get("/")
    assert "7/9 + 1/3" in client.post("/say", data={"message": "7/9 + 1/3 = 8/12"}).text
    assert "7/9 + 1/3" not in client.post("/forget").text


def test_a_fault_shows_a_kind_page_without_a_trace(
    client: TestClient, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/")

    def fail(*args: object, **more: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(services, "take_turn", fail)
    page = client.post("/say", data={"message": "1/2 + 1/3"})
    assert page.status_code == 500
    assert "nothing you sent is lost" in page.text
    assert "secret" not in page.text


def test_the_headers_keep_the_page_to_itself(client: TestClient) -> None:
    headers = client.get("/").headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_a_first_load_stays_under_100_kilobytes(client: TestClient) -> None:
    size = len(client.get("/").content) + sum(path.stat().st_size for path in STATIC.iterdir())
    assert size < 100_000


def test_every_control_has_a_name_and_the_page_one_heading(client: TestClient) -> None:
    page = client.get("/").text
    assert re.search(r'<html lang="en">', page)
    assert page.count("<h1") == 1
    parser = _Controls()
    parser.feed(page)
    assert parser.nameless == []
    assert 'aria-live="polite"' in page


class _Controls(HTMLParser):
    """Collects buttons and fields that have neither text, label nor aria-label."""

    def __init__(self) -> None:
        super().__init__()
        self.nameless: list[str] = []
        self._labelled: set[str] = set()
        self._open: dict[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "label":
            self._labelled.add(given.get("for", ""))
        if tag == "textarea" and given.get("id") not in self._labelled:
            self.nameless.append(str(given))
        if tag == "button" and not given.get("aria-label"):
            self._open = given

    def handle_data(self, data: str) -> None:
        if data.strip():
            self._open = None

    def handle_endtag(self, tag: str) -> None:
        if tag == "button" and self._open is not None:
            self.nameless.append(str(self._open))
            self._open = None


def test_a_first_message_without_a_cookie_is_kept_and_its_learner_known_again(client: TestClient) -> None:
    client.cookies.clear()
    reply = client.post("/say", data={"message": "what's 1/2 + 1/3? i got 2/5"}, follow_redirects=False)
    assert (reply.status_code, reply.headers["location"]) == (303, "/#newest")
    assert "i got 2/5" in client.get("/").text


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/forget", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("/say", {"Content-Length": "2000000"}, 413),
        ("/nowhere", {}, 404),
        ("/api/v1/turns", {}, 422),
    ],
)
def test_a_refusal_has_the_headers_too(client: TestClient, path: str, headers: dict[str, str], status: int) -> None:
    reply = client.post(path, headers=headers)
    assert reply.status_code == status
    assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]
    assert reply.headers["x-content-type-options"] == "nosniff"
