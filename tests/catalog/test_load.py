from collections.abc import Callable
from pathlib import Path

import pytest

from tutor.catalog import content_folder, load
from tutor.errors import ContentError

Change = Callable[[str, str, str], None]


def faults(folder: Path) -> str:
    with pytest.raises(ContentError) as raised:
        load(folder)
    return str(raised.value)


def test_sound_content_is_indexed_by_id(content: Path) -> None:
    catalog = load(content)
    assert list(catalog.skills) == ["maths.whole.add"]
    assert list(catalog.lessons) == ["maths.whole.add"]
    assert catalog.misconceptions["maths.whole.forgets"].malrules[0].task == ("evaluate",)
    assert catalog.phrases == {"greeting": ("hi",)}


def test_every_scalar_is_read_as_text(content: Path, change: Change) -> None:
    change("add.yaml", 'answer: "13"', "answer: 0.50")
    change("add.yaml", "sum: what you get when you add", "no: 1:30")
    lesson = load(content).lessons["maths.whole.add"]
    assert lesson.examples[0].answer == "0.50"
    assert lesson.vocabulary == {"no": "1:30"}


def test_a_repeated_key_is_refused_with_its_line(content: Path, change: Change) -> None:
    change("forgets.yaml", "grades: 2-5", "grades: 2-5\ngrades: 2-6")
    assert "content/maths/whole/misconceptions/forgets.yaml, line 6: the key grades stands here twice" in faults(
        content
    )


def test_all_faults_of_all_files_come_at_once(content: Path, change: Change) -> None:
    change("forgets.yaml", "grades: 2-5\n", "")
    change("add.yaml", "trap:", "trapp:")
    change("skills.yaml", "band: 3", "band: 4")
    found = faults(content)
    assert "forgets.yaml, line 2, grades: Field required. Add it." in found
    assert "add.yaml, line 8, trapp: Extra inputs are not permitted. Remove it or correct its name." in found
    assert "skills.yaml, line 11, 0.items.2.band: Input should be less than or equal to 3. Correct it." in found


def test_an_id_that_is_used_twice_names_both_files(content: Path) -> None:
    first = next(content.rglob("forgets.yaml"))
    first.with_name("other.yaml").write_text(first.read_text())
    found = faults(content)
    assert "other.yaml: maths.whole.forgets is already in content/maths/whole/misconceptions/forgets.yaml" in found


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b"", "the file is empty"),
        (b"lines: [", "not YAML"),
        (b"lines: {[a]: b}", "a key must be text"),
        (b"lines: \xff", "not UTF-8"),
        (b"- a", "should be a valid dictionary"),
    ],
    ids=["empty", "broken", "key", "bytes", "list"],
)
def test_a_file_that_cannot_be_read_is_named(content: Path, text: bytes, fault: str) -> None:
    (content / "lines.yaml").write_bytes(text)
    found = faults(content)
    assert found.startswith("content/lines.yaml")
    assert fault in found


def test_the_hash_follows_the_content_and_nothing_else(content: Path, change: Change) -> None:
    before = load(content).hash
    (content / "notes.txt").write_text("not content")
    assert load(content).hash == before
    change("add.yaml", "Losing the ten.", "Losing a ten.")
    assert load(content).hash != before
    assert len(before) == 64


def test_the_content_folder_is_the_setting_or_the_one_beside_the_package(content: Path) -> None:
    assert content_folder(content) == content
    assert content_folder().name == "content"


def test_a_folder_without_content_is_said_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"no content here \(no lines.yaml\)\. Set TUTOR_CONTENT"):
        content_folder(tmp_path)


def test_the_copy_inside_the_package_is_used_where_nothing_lies_beside_it(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "tutor"
    (package / "_data").mkdir(parents=True)
    content.rename(package / "_data" / "content")
    monkeypatch.setattr("tutor.__file__", str(package / "__init__.py"))
    assert content_folder() == package / "_data" / "content"


def test_a_term_whose_pattern_cannot_be_read_is_named_with_its_line(content: Path) -> None:
    head = "# yaml-language-server: $schema=schema/terms.json\nterms:\n"
    (content / "terms.yaml").write_text(head + "  graph: {words: 'graph|axis'}\n", encoding="utf-8")
    assert load(content).terms["graph"].words.search("the axis")
    (content / "terms.yaml").write_text(head + "  graph: {words: '(graph'}\n", encoding="utf-8")
    assert "content/terms.yaml, line 3, terms.graph.words" in faults(content)
