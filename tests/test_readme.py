"""The README against the code: its map, word list, settings and commands."""

import re
from pathlib import Path

from typer.main import get_command

from tutor.cli.app import app
from tutor.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ROOMS = (
    "cli", "web", "services", "agent", "generation", "llm", "retrieval", "store", "verify", "interop", "diagnosis", "learner",
    "catalog", "maths", "domain", "settings", "errors",
)  # fmt: skip


def between(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", README, re.DOTALL)
    assert found is not None
    return found.group(1)


def first_line(module: Path) -> str:
    found = re.match(r'"""(.+?)(?:"""|\n)', module.read_text(encoding="utf-8"))
    assert found is not None, module
    return found.group(1)


def module_of(room: str) -> Path:
    file = ROOT / "tutor" / f"{room}.py"
    return file if file.exists() else ROOT / "tutor" / room / "__init__.py"


def test_the_map_names_every_room_in_the_order_of_imports_with_its_own_first_line() -> None:
    lines = [f"tutor/{room}{'.py' if module_of(room).name != '__init__.py' else '/'}" for room in ROOMS]
    width = max(map(len, lines)) + 2
    drawn = "\n".join(f"{line:{width}}{first_line(module_of(room))}" for line, room in zip(lines, ROOMS, strict=True))
    assert between("map").strip() == f"```\n{drawn}\n```"


def test_every_room_is_on_the_map() -> None:
    files = {path.stem for path in (ROOT / "tutor").glob("*.py")} - {"__init__"}
    folders = {path.parent.name for path in (ROOT / "tutor").glob("*/__init__.py")}
    assert files | folders == set(ROOMS)


def test_the_settings_are_listed_with_their_defaults_and_help() -> None:
    rows = ["| setting | default | what it does |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default in (None, "") else f"`{field.default}`"
        rows.append(f"| `TUTOR_{name.upper()}` | {default} | {field.description} |")
    assert between("settings").strip() == "\n".join(rows)


def test_every_command_is_in_the_table_and_no_other() -> None:
    commands = set(get_command(app).commands)  # type: ignore[attr-defined]
    assert set(re.findall(r"^\| `tutor (\w+)`", README, re.MULTILINE)) == commands


def test_the_words_of_the_house_are_explained() -> None:
    words = (ROOT / "README.md").read_text(encoding="utf-8").split("## The words")[1].split("## The map")[0]
    explained = re.findall(r"^\| (\w+) \|", words, re.MULTILINE)
    for word in ("learner", "problem", "task", "response", "attempt", "skill", "standard", "misconception", "malrule", "evidence",
                 "diagnosis", "move", "turn", "item", "key", "distractor", "passage", "level", "draft", "finding", "receipt",
                 "review", "prompt", "reply"):  # fmt: skip
        assert word in explained
