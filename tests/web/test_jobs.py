import csv
import io
import json
import time
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tutor.services import Services
from tutor.web import create_app
from tutor.web import jobs as room
from tutor.web.jobs import Jobs

API = "/api/v1"
SKILL = "maths.fractions.add-unlike"


def order(client: TestClient, **wanted: Any) -> Any:
    reply = client.post(f"{API}/jobs", json=wanted)
    assert reply.status_code == 202, reply.text
    return reply.json()


def finished(client: TestClient, id: str) -> Any:
    for _ in range(600):
        job = client.get(f"{API}/jobs/{id}").json()
        if job["status"] in ("done", "failed"):
            return job
        time.sleep(0.05)
    raise AssertionError(f"job {id} does not end")


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_AT_ONCE", 4)


@pytest.mark.usefixtures("small_parts")
def test_a_job_gives_the_items_that_the_same_order_gives_at_once(client: TestClient) -> None:
    made = finished(client, order(client, items={"skill": SKILL, "n": 10, "seed": 3})["id"])
    assert (made["status"], made["done"], made["total"], made["error"]) == ("done", 10, 10, "")
    at_once = client.get(f"{API}/items", params={"skill": SKILL, "n": 10, "seed": 3}).json()
    assert client.get(made["file"]).json() == at_once


@pytest.mark.usefixtures("small_parts")
def test_tables_are_joined_under_one_head_and_packages_lie_in_a_zip(client: TestClient) -> None:
    table = finished(client, order(client, items={"skill": SKILL, "n": 10, "format": "csv"})["id"])
    reply = client.get(table["file"])
    assert reply.headers["content-disposition"].endswith('.csv"')
    rows = list(csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig"))))
    assert len({row["id"] for row in rows}) == 10
    package = finished(client, order(client, items={"skill": SKILL, "n": 10, "format": "qti30"})["id"])
    with zipfile.ZipFile(io.BytesIO(client.get(package["file"]).content)) as archive:
        assert archive.namelist() == ["0001.qti30.zip", "0002.qti30.zip", "0003.qti30.zip"]


def test_a_job_makes_level_sets_on_several_topics(client: TestClient) -> None:
    wanted = {"topics": ["moon", "rivers"], "level_set": True, "words": 120}
    made = finished(client, order(client, passages=wanted)["id"])
    assert (made["status"], made["total"]) == ("done", 2)
    passages = client.get(made["file"]).json()
    assert {one["topic"] for one in passages} == {"science.moon", "geography.rivers"}
    assert len(passages) >= 6


@pytest.mark.parametrize(
    ("wanted", "status", "said"),
    [
        ({}, 422, "either items or passages"),
        ({"items": {"skill": "maths.fractions.add-unlik"}}, 404, "The nearest: maths.fractions.add-unlike"),
        ({"items": {"skill": SKILL, "n": 100_001}}, 422, "less than or equal to 100000"),
        ({"items": {"skill": SKILL, "n": 5000, "form": "B"}}, 422, "Other forms"),
        ({"items": {"skill": SKILL, "format": "pfd"}}, 404, "There is no format pfd"),
        ({"items": {"n": 5}}, 404, "one of skill, standard, misconception"),
        ({"passages": {"topics": ["moon", "mooon"]}}, 404, "There is no topic mooon"),
        ({"passages": {"format": "qti"}}, 404, "no format qti"),
        ({"items": {"skill": SKILL}, "passages": {}}, 422, "either items or passages"),
    ],
)
def test_an_order_that_cannot_be_met_is_refused_at_once(
    client: TestClient, wanted: Any, status: int, said: str
) -> None:
    reply = client.post(f"{API}/jobs", json=wanted)
    assert reply.status_code == status, reply.text
    assert said in reply.json()["error"]
    assert client.get(f"{API}/jobs").json() == []


def test_a_job_that_runs_out_of_items_says_how_many_there_are(client: TestClient) -> None:
    job = finished(client, order(client, items={"skill": SKILL, "n": 90_000})["id"])
    assert job["status"] == "failed"
    assert "different items are possible" in job["error"]
    assert client.get(f"{API}/jobs/{job['id']}/file").status_code == 404


def test_a_deleted_job_leaves_no_row_and_no_file(client: TestClient, services: Services) -> None:
    id = finished(client, order(client, items={"skill": SKILL, "n": 3})["id"])["id"]
    home = services.settings.home / "jobs"
    assert list(home.glob("*/made.json"))
    assert client.delete(f"{API}/jobs/{id}").status_code == 204
    assert list(home.iterdir()) == []
    for path in (f"{API}/jobs/{id}", f"{API}/jobs/{id}/file"):
        assert client.get(path).status_code == 404
    assert client.delete(f"{API}/jobs/{id}").status_code == 404


class Killed(BaseException):
    """What no handler catches, as little as it catches a killed process."""


@pytest.mark.usefixtures("small_parts")
def test_a_job_goes_on_where_a_killed_process_left_it(
    make_services: Callable[..., Services], monkeypatch: pytest.MonkeyPatch
) -> None:
    services = make_services()
    jobs = Jobs(services)
    job = jobs._added(room.Order.model_validate({"items": {"skill": SKILL, "n": 10, "seed": 3}}))
    told: list[Any] = []

    def change(id: str, **values: Any) -> bool:
        told.append(values)
        if values.get("done") == 8:
            raise Killed
        return kept(id, **values)

    kept = services.store.jobs.change
    with monkeypatch.context() as here:
        here.setattr(services.store.jobs, "change", change)
        with pytest.raises(Killed):
            jobs.work(job.id)
    parts = services.settings.home / "jobs" / job.id
    assert sorted(path.name for path in parts.iterdir()) == ["0001.json", "0002.json", "begun"]
    assert [job.status for job in services.store.jobs.newest(is_unfinished=True)] == ["running"]
    (parts / "0001.json").write_text('["kept as it was"]', encoding="utf-8")

    items: list[Any] = []
    monkeypatch.setattr("tutor.generation.items.check_item", lambda item, **_: items.append(item) or [])
    with TestClient(create_app(make_services()), "http://localhost") as client:
        made = finished(client, job.id)
        rows = client.get(made["file"]).json()
        at_once = client.get(f"{API}/items", params={"skill": SKILL, "n": 10, "seed": 3}).json()
    assert (made["status"], made["done"]) == ("done", 10)
    assert rows[0] == "kept as it was"
    assert [row["id"] for row in rows[1:]] == [row["id"] for row in at_once[4:]]
    assert len(items) - len(at_once) == 2, "items that were finished are not made again"


@pytest.mark.usefixtures("small_parts")
def test_a_job_begins_anew_where_the_content_has_changed_since(services: Services) -> None:
    jobs = Jobs(services)
    job = jobs._added(room.Order.model_validate({"items": {"skill": SKILL, "n": 6}}))
    folder = services.settings.home / "jobs" / job.id
    folder.mkdir(parents=True)
    (folder / "begun").write_text(json.dumps([1, 4, f"{SKILL}/gone/0123456789", "another hash"]), encoding="utf-8")
    jobs.work(job.id)
    made = services.store.jobs.find(job.id)
    assert made is not None
    assert (made.status, made.done) == ("done", 6)
    assert len(json.loads((folder / "made.json").read_text(encoding="utf-8"))) == 6


def test_a_job_that_was_killed_after_its_file_was_made_is_done(services: Services) -> None:
    jobs = Jobs(services)
    job = jobs._added(room.Order.model_validate({"items": {"skill": SKILL, "n": 4}}))
    jobs.work(job.id)
    services.store.jobs.change(job.id, status="running", done=0)
    jobs.work(job.id)
    again = services.store.jobs.find(job.id)
    assert again is not None
    assert (again.status, again.done, again.total) == ("done", 4, 4)


def test_a_job_is_worked_on_once_although_two_processes_know_of_it(services: Services) -> None:
    from filelock import FileLock

    jobs = Jobs(services)
    job = jobs._added(room.Order.model_validate({"items": {"skill": SKILL, "n": 2}}))
    (services.settings.home / "jobs").mkdir()
    with FileLock(services.settings.home / "jobs" / f"{job.id}.lock"):
        jobs.work(job.id)
    assert services.store.jobs.find(job.id).status == "waiting"  # type: ignore[union-attr]


def test_a_row_holds_the_order_and_nothing_about_who_ordered(client: TestClient, services: Services) -> None:
    job = order(client, items={"skill": SKILL, "n": 2})
    assert set(job) == {"id", "at", "status", "done", "total", "error", "order", "file"}
    assert job["order"] == {"items": {"skill": SKILL, "n": 2}}
    finished(client, job["id"])


def test_no_more_jobs_wait_than_can_be_kept(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_WAITING", 0)
    reply = client.post(f"{API}/jobs", json={"items": {"skill": SKILL, "n": 2}})
    assert reply.status_code == 422
    assert json.loads(reply.text)["error"].startswith("0 jobs are waiting already")


@pytest.mark.usefixtures("small_parts")
def test_jobs_are_ordered_made_and_deleted_on_postgres_too(
    make_services: Callable[..., Services], postgres_url: str
) -> None:
    services = make_services(database_url=postgres_url)
    with TestClient(create_app(services), "http://localhost") as client:
        made = finished(client, order(client, items={"skill": SKILL, "n": 6})["id"])
        assert (made["status"], made["done"]) == ("done", 6)
        assert len(client.get(made["file"]).json()) == 6
        assert client.delete(f"{API}/jobs/{made['id']}").status_code == 204
        assert client.get(f"{API}/jobs").json() == []
