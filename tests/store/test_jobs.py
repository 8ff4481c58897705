from datetime import UTC, datetime, timedelta

from tutor.store import Job, Store

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def job(id: str, minutes: int = 0) -> Job:
    return Job(id=id, at=NOW + timedelta(minutes=minutes), order='{"items": {}}', total=10)


def test_a_job_is_found_as_it_was_kept(store: Store) -> None:
    store.jobs.add(job("a"))
    assert store.jobs.find("a") == job("a")
    assert store.jobs.find("b") is None


def test_the_newest_come_first_and_finished_ones_can_be_left_out(store: Store) -> None:
    for minutes, id in enumerate("abc"):
        store.jobs.add(job(id, minutes))
    store.jobs.change("b", status="done", done=10)
    assert [one.id for one in store.jobs.newest()] == ["c", "b", "a"]
    assert [one.id for one in store.jobs.newest(is_unfinished=True)] == ["c", "a"]


def test_a_change_tells_whether_the_job_is_still_there(store: Store) -> None:
    store.jobs.add(job("a"))
    assert store.jobs.change("a", done=4)
    assert store.jobs.newest()[0].done == 4
    store.jobs.remove("a")
    assert not store.jobs.change("a", done=5)
    assert store.jobs.newest() == []
