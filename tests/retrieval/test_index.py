import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import PIPE

import pytest

from tutor.catalog.schema import Catalog
from tutor.errors import SearchIndexError
from tutor.retrieval import Index, open_index

Make = Callable[..., Catalog]


@pytest.fixture
def index(home: Path, catalog_with: Make) -> Iterator[Index]:
    opened = open_index(home, catalog_with())
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("query", "skill"),
    [
        ("how do i add fractions when the bottoms are different", "maths.fractions.add-unlike"),
        ("which decimal is larger, 0.4 or 0.35?", "maths.decimals.compare"),
        ("why is 3 minus negative 2 the same as 3 plus 2", "maths.integers.subtract"),
    ],
)
def test_the_lesson_that_answers_comes_first(query: str, skill: str, index: Index) -> None:
    found = index.search(query)
    assert found[0].skill == skill
    assert [chunk.score for chunk in found] == sorted((chunk.score for chunk in found), reverse=True)


@pytest.mark.parametrize(
    "query", ["who won the world cup", "my dog is sick", "asdf qwer", "", "   ", "the", "\x00", "🙂"]
)
def test_nothing_relevant_gives_nothing(query: str, index: Index) -> None:
    assert index.search(query) == []


def test_filters_hold(index: Index) -> None:
    query = "how do i compare decimals or add fractions"
    assert {chunk.skill for chunk in index.search(query, standard="5.NF")} == {"maths.fractions.add-unlike"}
    assert {chunk.skill for chunk in index.search(query, grade=4)} == {"maths.decimals.compare"}
    assert {chunk.kind for chunk in index.search(query, kind="worked_example")} == {"worked_example"}
    assert {chunk.skill for chunk in index.search(query, skill="maths.decimals.compare")} == {"maths.decimals.compare"}
    assert index.search(query, licence="CC0") == []
    assert index.search(query, standard="9.XX") == []


def test_no_more_than_k_come_back(index: Index) -> None:
    assert len(index.search("add fractions with unlike denominators", k=2)) == 2
    assert index.search("add fractions with unlike denominators", k=0) == []


def test_only_changed_chunks_are_embedded_again(home: Path, catalog_with: Make, index: Index) -> None:
    seen: list[tuple[str, int, int]] = []
    changed = open_index(home, catalog_with(compare="Line up the decimal points."), progress=lambda *s: seen.append(s))
    assert seen == [("index", 0, 1), ("index", 1, 1)]
    assert changed.search("line up the decimal points")[0].id == "maths.decimals.compare#key-idea"
    assert len(index.search("add fractions with unlike denominators")) == 5


def test_removed_chunks_are_gone(home: Path, catalog_with: Make, index: Index) -> None:
    whole = catalog_with()
    fewer = whole.model_copy(update={"lessons": {k: v for k, v in whole.lessons.items() if "decimals" not in k}})
    assert len(index.chunks) == 15
    smaller = open_index(home, fewer)
    assert len(smaller.chunks) == 10
    assert all("decimals" not in chunk.skill for chunk in smaller.search("compare decimals place by place", k=15))


def test_unchanged_content_builds_nothing(home: Path, catalog_with: Make, index: Index) -> None:
    seen: list[tuple[str, int, int]] = []
    open_index(home, catalog_with(), progress=lambda *step: seen.append(step))
    assert seen == []


def test_only_the_two_newest_builds_are_kept(home: Path, catalog_with: Make) -> None:
    for idea in ("one", "two", "three"):
        open_index(home, catalog_with(compare=idea)).close()
    assert len(list((home / "index").iterdir())) == 2


def test_a_catalog_without_lessons_has_an_empty_index(home: Path, catalog_with: Make) -> None:
    empty = catalog_with().model_copy(update={"lessons": {}})
    assert open_index(home, empty).search("fractions") == []


@pytest.mark.parametrize("damage", ["chunks.json", "chroma.sqlite3", "*/*.bin"])
def test_a_damaged_index_is_built_again(damage: str, home: Path, catalog_with: Make) -> None:
    open_index(home, catalog_with()).close()
    folder = next((home / "index").iterdir())
    for path in folder.glob(damage):
        path.write_bytes(b"damaged" * 1000)
    assert open_index(home, catalog_with()).search("comparing decimals")[0].skill == "maths.decimals.compare"


def test_a_build_that_was_killed_is_cleared_away(home: Path, catalog_with: Make) -> None:
    (home / "index" / "0123.unfinished").mkdir(parents=True)
    open_index(home, catalog_with())
    assert not list((home / "index").glob("*.unfinished"))


def test_an_index_folder_that_cannot_be_written_is_said_with_its_cure(home: Path, catalog_with: Make) -> None:
    (home / "index").write_text("a file, not a folder")
    with pytest.raises(SearchIndexError, match=r"index: cannot be written .* Set TUTOR_HOME"):
        open_index(home, catalog_with())


def test_eight_threads_search_at_once(index: Index) -> None:
    found: list[str] = []

    def work(number: int) -> None:
        found.extend(index.search(f"adding fractions with unlike denominators {number}")[0].skill for _ in range(5))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["maths.fractions.add-unlike"] * 40


ELSEWHERE = """
import sys
from pathlib import Path
from tutor.catalog.schema import Catalog
from tutor.retrieval import open_index
index = open_index(Path(sys.argv[1]), Catalog.model_validate_json(sys.stdin.read()))
print(index.search("comparing decimals")[0].skill)
"""


def test_two_processes_open_and_search_one_home(home: Path, catalog_with: Make) -> None:
    command = [sys.executable, "-c", ELSEWHERE, str(home)]
    started = [subprocess.Popen(command, stdin=PIPE, stdout=PIPE, text=True) for _ in range(2)]
    catalog = catalog_with().model_dump_json()
    assert [process.communicate(catalog, timeout=60)[0] for process in started] == ["maths.decimals.compare\n"] * 2


def test_opening_and_searching_need_no_network(home: Path, catalog_with: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    assert open_index(home, catalog_with()).search("comparing decimals")


def test_the_lesson_of_a_named_skill_is_found_even_by_bare_numbers(index: Index) -> None:
    assert index.search("342 - 168 = 226") == []
    assert len(index.search("342 - 168 = 226", skill="maths.integers.subtract")) == 5


def test_what_a_pupil_says_who_errs_brings_up_the_lesson_of_that_skill(index: Index) -> None:
    said = "it goes on for more numbers so it wins"
    assert "maths.decimals.compare" not in {chunk.skill for chunk in index.search(said)[:1]}
    index.hear = lambda text: {"maths.decimals.compare": 50.0, "maths.unknown": 50.0}
    assert index.search(said)[0].id == "maths.decimals.compare#key-idea"
    assert index.search(said, skill="maths.integers.subtract")[0].skill == "maths.integers.subtract"
