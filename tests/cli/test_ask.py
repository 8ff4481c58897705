"""The conversation in the terminal, from a script and as JSON."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import tutor.services
from tests.cli.conftest import Run
from tutor.cli.ask import ask
from tutor.services import Services


def test_a_script_is_answered_line_by_line_as_json(run: Run, lines: Callable[..., Path]) -> None:
    ran = run("ask", "--json", "--script", lines("1/2 + 1/3 = 2/5", "", "5/6"))
    first, second = ran.rows
    assert {"reply", "diagnosis", "move", "sources", "checks", "timings"} <= first.keys()
    assert (first["move"]["name"], first["diagnosis"]["decision"]) == ("contrast", "maths.fractions.add-across")
    assert (second["move"]["name"], second["diagnosis"]["verdict"]) == ("reflect", "right")
    assert first["learner"] == second["learner"]
    assert "`" not in first["reply"] + second["reply"]
    assert (ran.code, ran.err) == (0, "")


def test_a_line_that_is_a_json_string_may_hold_line_breaks(run: Run, lines: Callable[..., Path]) -> None:
    (turn,) = run("ask", "--json", "--script", lines(r'"342-168=\n342\n- 168\n-----\n 226"')).rows
    assert turn["message"].count("\n") == 4
    assert turn["diagnosis"]["decision"] == "maths.whole-numbers.smaller-from-larger"


@pytest.mark.parametrize("line", ['"not closed', '"a" "b"', "[1]", "7"])
def test_a_line_that_only_looks_like_json_is_taken_as_written(run: Run, lines: Callable[..., Path], line: str) -> None:
    assert run("ask", "--json", "--script", lines(line)).rows[0]["message"] == line


def test_every_call_begins_with_a_fresh_learner_but_a_named_one_goes_on(run: Run, lines: Callable[..., Path]) -> None:
    (first,), (second,) = (run("ask", "--json", "--script", lines("work out 1/2 + 1/3")).rows for _ in range(2))
    assert first["learner"] != second["learner"]
    run("ask", "--json", "--learner", "ada", "--script", lines("work out 1/2 + 1/3"))
    (on,) = run("ask", "--json", "--learner", "ada", "--script", lines("2/5")).rows
    assert (on["learner"], on["diagnosis"]["decision"]) == ("ada", "maths.fractions.add-across")


def test_what_a_killed_process_left_is_answered_first(run: Run, services: Services, lines: Callable[..., Path]) -> None:
    services.store.begin("t0", learner="ada", at=services.clock(), message="1/2 + 1/3 = 2/5")
    rows = run("ask", "--json", "--learner", "ada", "--script", lines("5/6")).rows
    assert [(row["id"] == "t0", row["move"]["name"]) for row in rows] == [(True, "contrast"), (False, "reflect")]


def test_a_pipe_is_read_as_a_script_and_shown_as_text(run: Run) -> None:
    ran = run("ask", stdin="1/2 + 1/3 = 2/5\n")
    assert ran.out.startswith("> 1/2 + 1/3 = 2/5\n\n")
    assert "2/4" in ran.out


def test_bytes_that_are_no_text_do_not_stop_the_script(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "script"
    path.write_bytes(b"\xff\xfe\x00\n1/2 + 1/3 = 2/5\n")
    assert [row["move"]["name"] for row in run("ask", "--json", "--script", path).rows] == ["redirect", "contrast"]


def test_a_script_that_is_missing_stops_with_one_message(run: Run, tmp_path: Path) -> None:
    ran = run("ask", "--script", tmp_path / "none")
    assert (ran.code, ran.out) == (2, "")
    assert "none: cannot be read" in ran.err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_conversation_ends_with_an_empty_line_and_says_how_to_go_on(
    services: Services, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tutor.services, "build", lambda: services)
    monkeypatch.setattr(sys, "stdin", Terminal("1/2 + 1/3 = [2/5]\n\n"))
    ask(learner="ada")
    shown = capsys.readouterr().out
    assert "Wherefore" in shown
    assert "tutor ask --learner ada" in shown
    assert services.store.learner("ada").turns == 1
