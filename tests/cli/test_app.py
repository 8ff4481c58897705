"""Errors as exit codes, and a command that starts quickly."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tutor.errors import TutorError


def tutor(*arguments: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, far from any .env file."""
    command = [sys.executable, "-m", "tutor.cli", *arguments]
    where = {"PATH": "/usr/bin:/bin", "TUTOR_HOME": str(home / "home"), "PYTHONPATH": ":".join(sys.path)} | environment
    return subprocess.run(command, cwd=home, env=where, capture_output=True, text=True, timeout=60, check=False)


def test_help_loads_nothing_heavy() -> None:
    heavy = ["torch", "chromadb", "langgraph", "litellm", "sympy", "numpy", "sqlalchemy", "fastapi", "onnxruntime"]
    asked = f"import sys, tutor.cli; print([name for name in {heavy} if name in sys.modules])"
    path = {"PYTHONPATH": ":".join(sys.path)}
    ran = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, env=path, timeout=60, check=True
    )
    assert ran.stdout == "[]\n"


def test_every_verb_is_explained(run: Run) -> None:
    shown = run("--help").out
    assert all(
        f"  {verb} " in shown
        for verb in ("ask", "diagnose", "grade", "label", "standards", "search", "items", "check", "serve")
    )


def test_an_error_on_purpose_is_its_message_and_2(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise TutorError("where: what. Cure.")

    monkeypatch.setattr("tutor.generation.wishes.make_set", fail)
    ran = run("items", "--skill", "x")
    assert (ran.code, ran.out, ran.err) == (2, "", "where: what. Cure.\n")


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        (["check"], {"TUTOR_PORT": "abc"}, "TUTOR_PORT: 'abc' cannot be used"),
        (["items", "--list"], {"TUTOR_CONTENT": "/nowhere"}, "/nowhere: no content here"),
        (["ask", "--json"], {"TUTOR_HOME": "/proc/nowhere"}, "/proc/nowhere: cannot be written"),
        (["serve", "--host", "192.0.2.1"], {}, "192.0.2.1:8000: cannot be listened on"),
    ],
)
def test_what_cannot_run_says_why_in_one_line(
    tmp_path: Path, arguments: list[str], environment: dict[str, str], said: str
) -> None:
    ran = tutor(*arguments, home=tmp_path, **environment)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith(said)
    assert ran.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["wherefore.db", "checkpoints.db"])
def test_a_broken_database_says_which_and_what_to_do(tmp_path: Path, name: str) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / name).write_bytes(b"this is no database " * 99)
    ran = tutor("ask", "--json", "--learner", "ada", home=tmp_path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert name in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_broken_content_file_is_named_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "lines.yaml").write_text("lines: {greeting: [hi}\n", encoding="utf-8")
    ran = tutor("check", home=tmp_path, TUTOR_CONTENT=str(tmp_path / "content"))
    assert ran.returncode == 2
    assert "lines.yaml" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_reader_that_has_enough_is_no_fault_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"expected": "5/6", "response": "5/6"}\n' * 3000, encoding="utf-8")
    command = [sys.executable, "-m", "tutor.cli", "grade", "--jsonl", "rows.jsonl"]
    where = {"PATH": "/usr/bin:/bin", "PYTHONPATH": ":".join(sys.path)}
    with subprocess.Popen(
        command, cwd=tmp_path, env=where, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as ran:
        assert ran.stdout is not None
        assert ran.stderr is not None
        assert "right" in ran.stdout.readline()
        ran.stdout.close()
        assert ran.stderr.read() == ""
