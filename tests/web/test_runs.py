"""The evaluator's pages: who may see them, what they show, and what comes of broken files and addresses."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest
from fastapi.testclient import TestClient

from evals import runs
from evals.results import Point, Result, share
from evals.site import COOKIE, pages, routers
from tutor.services import Services
from tutor.web import create_app

KEY = "a key that is long"
HERE, ELSEWHERE = ("127.0.0.1", 5000), ("192.168.0.7", 5000)


def record(day: int, hits: int, **made: Any) -> dict[str, Any]:
    metric = "false accusation: ten right answers"
    rows = [
        share(
            "diagnosis", metric, [True] * hits + [False] * (50 - hits), lower_is_better=True, failures=("<b>1/2</b>",)
        ),
        Result("diagnosis", "curve", 0.7, 0.1, 9, series=(Point("ours", 1, 0.2), Point("ours", 2, 0.7))),
        Result("labels", "all", None, None, 0, note="labels cannot run: no data"),
    ]
    run = {
        "seed": 1,
        "limit": 50,
        "data": {},
        "evals": ["diagnosis", "labels"],
        "at": f"2026-11-{day}T10:00:00+00:00",
    } | made
    return {"run": run, "took_s": {"diagnosis": 1.0, "labels": 0.0}, "results": [asdict(row) for row in rows]}


@pytest.fixture
def kept(services: Services) -> list[str]:
    for held in (record(24, 20), record(25, 2), record(26, 0, seed=2)):
        runs.keep(services.settings, held)
    return [one.id for one in runs.kept(services.settings)]


def client_of(services: Services, whence: tuple[str, int] = HERE) -> TestClient:
    return TestClient(
        create_app(services, *routers),
        "http://localhost",
        client=whence,
        raise_server_exceptions=False,
        follow_redirects=False,
    )


@pytest.fixture
def client(services: Services) -> Iterator[TestClient]:
    with client_of(services) as client:
        yield client


def paths(id: str) -> list[str]:
    return [route.path.format(id=id, name="run.json") for route in pages.routes]  # type: ignore[attr-defined]


def test_without_a_key_only_this_machine_sees_anything(services: Services, kept: list[str]) -> None:
    with client_of(services, ELSEWHERE) as client:
        found = [client.get(path) for path in paths(kept[0])]
    assert [one.status_code for one in found] == [401] * 5
    assert not any("Falsely accused" in one.text or "ten right answers" in one.text for one in found)


def test_a_request_that_came_through_a_proxy_is_not_from_here(client: TestClient) -> None:
    assert client.get("/runs").status_code == 200
    assert client.get("/runs", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 401


@pytest.fixture
def locked(services: Services) -> Iterator[TestClient]:
    services.settings = services.settings.model_copy(update={"evaluator_key": KEY})
    with client_of(services) as client:
        yield client


def test_a_key_locks_every_page_even_from_here(locked: TestClient, kept: list[str]) -> None:
    assert [locked.get(path).status_code for path in paths(kept[0])] == [401] * 5
    assert "Evaluator" in locked.get("/runs").text


def test_the_key_lets_in_and_signing_out_shuts_again(locked: TestClient, kept: list[str]) -> None:
    wrong = locked.post("/runs/sign-in", data={"key": "a key that is wrong"})
    assert (wrong.status_code, COOKIE in locked.cookies) == (401, False)
    assert "not the key" in wrong.text
    entered = locked.post("/runs/sign-in", data={"key": KEY})
    assert (entered.status_code, entered.headers["location"]) == (303, "/runs")
    cookie = entered.headers["set-cookie"]
    assert all(word in cookie for word in ("HttpOnly", "SameSite=strict", "Path=/runs"))
    assert KEY not in cookie
    assert kept[0] in locked.get("/runs").text
    locked.post("/runs/sign-out")
    assert locked.get("/runs").status_code == 401


def test_a_program_gives_the_key_in_a_header(locked: TestClient, kept: list[str]) -> None:
    found = locked.get(f"/runs/{kept[0]}/run.json", headers={"Authorization": f"Bearer {KEY}"})
    assert found.json()["run"]["seed"] == 2
    assert locked.get("/runs", headers={"Authorization": "Bearer "}).status_code == 401


@pytest.mark.parametrize("forged", ["", "99999999999.", "99999999999.abc", "abc.def", "1.2.3", "²."])
def test_a_made_up_cookie_opens_nothing(locked: TestClient, forged: str) -> None:
    assert locked.get("/runs", headers={"Cookie": f"{COOKIE}={forged}".encode()}).status_code == 401


def test_a_cookie_goes_out_of_date(locked: TestClient, services: Services) -> None:
    locked.post("/runs/sign-in", data={"key": KEY})
    now = services.clock()
    services.clock = lambda: now.replace(year=now.year + 1)
    assert locked.get("/runs").status_code == 401


def test_the_list_shows_runs_newest_first_with_history_and_a_file_that_is_broken(
    client: TestClient, kept: list[str], services: Services
) -> None:
    (runs.folder_of(services.settings) / "odd.json").write_text('{"run": 1}', encoding="utf-8")
    page = client.get("/runs").text
    assert page.index(kept[0]) < page.index(kept[1]) < page.index(kept[2])
    assert "Falsely accused" in page
    assert "odd.json: is no record of a run" in page
    assert page.count('name="before"') == 3


def test_with_no_runs_the_list_says_how_to_make_one(client: TestClient) -> None:
    page = client.get("/runs").text
    assert "tutor eval" in page
    assert "Compare" not in page


def test_a_run_is_shown_as_in_its_file_without_anything_inline(client: TestClient, kept: list[str]) -> None:
    page, file = client.get(f"/runs/{kept[0]}").text, client.get(f"/runs/{kept[0]}/report.html")
    body = page[page.index('<p class="lead">') : page.index("</main>")]
    assert body.strip() in file.text
    assert "&lt;b&gt;1/2" in body
    assert "<style" not in page
    assert " style=" not in page
    assert 'attachment; filename="' in file.headers["content-disposition"]
    assert "<style" in file.text


def test_runs_come_as_json_and_as_a_table(client: TestClient, kept: list[str]) -> None:
    assert client.get(f"/runs/{kept[1]}/run.json").json()["results"][0]["n"] == 50
    rows = list(csv.DictReader(io.StringIO(client.get(f"/runs/{kept[1]}/figures.csv").text)))
    assert rows[0]["value"] == "0.04"


def test_two_runs_are_compared_case_by_case_or_by_their_errors(client: TestClient, kept: list[str]) -> None:
    new, middle, old = kept
    page = client.get(f"/runs/compare?before={old}&after={middle}").text
    assert "1 better" in page
    assert "<td>yes</td>" in page
    row = client.get(f"/runs/compare?before={old}&after={middle}&format=json").json()["rows"][0]
    assert (row["verdict"], row["paired"]) == ("better", True)
    other = client.get(f"/runs/compare?before={middle}&after={new}").text
    assert "seed: 1, then 2" in other
    assert "verdict" in client.get(f"/runs/compare?before={old}&after={new}&format=csv").text


def test_one_figure_is_shown_over_time(client: TestClient, kept: list[str]) -> None:
    page = client.get(
        "/runs/history", params={"task": "diagnosis", "metric": "false accusation: ten right answers"}
    ).text
    assert page.count('class="ours"') == 3
    assert all(id in page for id in kept)


@pytest.mark.parametrize(
    "path",
    ["/runs/none", "/runs/..%5c..%5cetc", "/runs/none/run.json", "/runs/history?task=x&metric=y", "/runs/compare?before=a&after=b",
     "/runs/compare", "/runs/history", "/runs/%00"],
)  # fmt: skip
def test_what_is_not_there_is_said_kindly(client: TestClient, kept: list[str], path: str) -> None:
    found = client.get(path)
    assert found.status_code == 404
    assert "That is not there" in found.text


def test_a_run_that_was_cut_off_is_gone_on_with(services: Services) -> None:
    half = record(27, 1)
    del half["took_s"]["labels"]
    runs.keep(services.settings, half)
    runs.keep(services.settings, record(28, 1))
    assert runs.place(services.settings, "2026-11-29T10:00:00", resume=True).stem == "2026-11-27T10-00-00"
    assert runs.place(services.settings, "2026-11-29T10:00:00").stem == "2026-11-29T10-00-00"


def test_styles_are_open_and_nothing_else_is(client: TestClient) -> None:
    assert client.get("/runs/static/report.css").status_code == 200
    assert client.get("/runs/static/report.html").status_code == 404


def test_a_record_is_written_as_it_is_read(services: Services, kept: list[str]) -> None:
    held = runs.run_named(services.settings, kept[0])
    assert json.loads(runs.written(held))["results"][1]["series"][1][:3] == ["ours", 2.0, 0.7]
