"""Parts are built when asked for, faults of the surroundings are said in words, and nothing is left open."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tutor.errors import SettingsError, StoreError
from tutor.services import Services, build
from tutor.settings import Settings


def test_nothing_is_built_before_it_is_asked_for(tmp_path: Path) -> None:
    services = build(Settings(home=tmp_path / "home"))
    assert "catalog" not in vars(services)
    services.close()
    assert list(tmp_path.iterdir()) == []


def test_all_settings_at_fault_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUTOR_PORT", "abc")
    monkeypatch.setenv("TUTOR_ACCUSE_THRESHOLD", "2")
    with pytest.raises(SettingsError, match=r"TUTOR_PORT: 'abc' cannot be used(.|\n)*TUTOR_ACCUSE_THRESHOLD: '2'"):
        build()


def test_a_home_below_a_file_is_said_to_be_unusable(make_services: Callable[..., Services], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="Set TUTOR_HOME to a folder that can"):
        _ = make_services(home=tmp_path / "file" / "home").checkpointer


def test_a_broken_checkpoint_file_is_named(make_services: Callable[..., Services], tmp_path: Path) -> None:
    (tmp_path / "home" / "checkpoints.db").write_bytes(b"no database " * 99)
    with pytest.raises(StoreError, match=r"checkpoints\.db: cannot be used"):
        _ = make_services().checkpointer


def test_without_a_language_model_there_is_no_gateway(services: Services) -> None:
    assert services.gateway is None


def test_the_same_clock_and_ids_replay_the_same_conversation(
    make_services: Callable[..., Services], tmp_path: Path
) -> None:
    told = []
    for name in ("a", "b"):
        services = make_services(home=tmp_path / name)
        turns = [
            services.take_turn("ada", message, turn_id=f"t{n}")
            for n, message in enumerate(["1/2 + 1/3 = 2/5", "-8 + 6 = 2", "next"])
        ]
        told.append([turn.model_dump(exclude={"timings"}) for turn in turns])
    assert told[0] == told[1]


def test_closing_lets_go_of_the_files(services: Services) -> None:
    services.take_turn("ada", "hello")
    services.close()
    with pytest.raises(sqlite3.ProgrammingError):
        services.checkpointer.conn.execute("select 1")
