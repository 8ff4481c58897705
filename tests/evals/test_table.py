"""Anybody's CSV by a mapping file: what it feeds, and everything that does not fit said at once."""

from dataclasses import replace
from pathlib import Path

import pytest

from evals import suite
from evals.loaders import Answered
from evals.results import Run
from evals.table import can, read_table
from tutor.errors import ContentError, TutorError
from tutor.services import Services

ROWS = "item;answer;code;class\n1/2 + 1/3;2/5;add-across;5b\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "ours.csv", tmp_path / "ours.yaml"


def put(files: tuple[Path, Path], rows: str, mapping: str) -> tuple[Path, Path]:
    files[0].write_text(rows, encoding="utf-8-sig")
    files[1].write_text(mapping, encoding="utf-8")
    return files


@pytest.mark.parametrize("mark", [";", ",", "\t"], ids=["semicolon", "comma", "tab"])
def test_any_csv_is_read_by_a_mapping(files: tuple[Path, Path], mark: str) -> None:
    found = read_table(*put(files, ROWS.replace(";", mark), "problem: item\nresponse: answer\nlabel: code\n"))
    assert found == [Answered("1/2 + 1/3", "2/5", label="add-across", more={"class": "5b"})]


def test_all_columns_that_are_not_there_are_named_with_the_nearest(files: tuple[Path, Path]) -> None:
    with pytest.raises(TutorError) as told:
        read_table(*put(files, ROWS, "problem: Item\nresponse: reply\n"))
    first, second = str(told.value).splitlines()
    assert "'Item', named for problem" in first
    assert "Is it 'item'?" in first
    assert "Its columns are: item, answer, code, class." in second


def test_a_name_that_is_none_of_ours_is_said_with_its_line(files: tuple[Path, Path]) -> None:
    with pytest.raises(ContentError, match=r"ours\.yaml, line 2, answer"):
        read_table(*put(files, ROWS, "problem: item\nanswer: answer\n"))


def test_every_broken_line_is_named(files: tuple[Path, Path]) -> None:
    rows = "item,answer,mark\n1,2,1\n1,2\n1,2,maybe\n"
    with pytest.raises(TutorError) as told:
        read_table(*put(files, rows, "problem: item\nresponse: answer\nright: mark\n"))
    assert "line 3: 2 cells where the header has 3" in str(told.value)
    assert "line 4: 'maybe' says neither right nor wrong" in str(told.value)


@pytest.mark.parametrize(
    ("rows", "said"), [("item,answer\n", "has no rows"), ("", "has no rows")], ids=["header alone", "empty"]
)
def test_an_empty_file_is_said(files: tuple[Path, Path], rows: str, said: str) -> None:
    with pytest.raises(TutorError, match=said):
        read_table(*put(files, rows, "problem: item\n"))


def test_files_that_are_missing_or_no_text_are_said(files: tuple[Path, Path]) -> None:
    table, mapping = put(files, ROWS, "problem: item\n")
    with pytest.raises(TutorError, match="Name a CSV file"):
        read_table(table.with_name("none.csv"), mapping)
    with pytest.raises(TutorError, match="cannot be read"):
        read_table(table, mapping.with_name("none.yaml"))
    table.write_bytes(b"item\n\xff\xfe\n")
    with pytest.raises(TutorError, match="not UTF-8"):
        read_table(table, mapping)


def run_of(services: Services, files: tuple[Path, Path]) -> Run:
    return Run(services, data=files[0], mapping=files[1])


def test_what_the_columns_allow_is_run(services: Services, files: tuple[Path, Path]) -> None:
    rows = "q,a,k,ok\n1/2 + 1/3,5/6,5/6,1\n1/2 + 1/3,2/5,5/6,0\n0.5 + 0.5,1.0,1,yes\n2 + 2,5,4,1\n"
    run = run_of(services, put(files, rows, "problem: q\nresponse: a\nkey: k\nright: ok\n"))
    assert can(run) == ["diagnosis", "grading"]
    record = suite.run_evals(run)
    found = {row["metric"]: row for row in record["results"]}
    assert found["own answers: marked as the file marks them"]["value"] == 0.75
    assert found["own answers: marked as the file marks them"]["failures"] == (
        "2 + 2 [4] -> 5: wrong, the file says right",
    )
    assert found["own answers: a misconception is named"]["n"] == 2
    assert record["run"]["data"].keys() == {"ours.csv", "ours.yaml"}


def test_an_eval_without_its_columns_or_without_a_use_for_them_is_refused(
    services: Services, files: tuple[Path, Path]
) -> None:
    run = run_of(services, put(files, ROWS, "problem: item\nresponse: answer\n"))
    with pytest.raises(TutorError, match="names no column for label"):
        suite.run_evals(run, ["labels"])
    with pytest.raises(TutorError, match="keys cannot use a CSV"):
        suite.run_evals(run, ["keys"])
    with pytest.raises(TutorError, match="Name it with --data"):
        suite.run_evals(replace(run, data=None), ["diagnosis"])
