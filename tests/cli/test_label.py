"""`tutor label`: your own labels, learned from your own examples."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

LABELS = [{"id": "across", "text": "Adds tops and bottoms", "group": "g"}, {"id": 2, "text": "Keeps the tops"}]
EXAMPLES = [
    {"problem": "1/2 + 1/3", "response": "2/5", "label": "across"},
    {"problem": "2/5 + 1/2", "response": "3/10", "label": 2},
]


@pytest.fixture
def files(tmp_path: Path, lines: Callable[..., Path]) -> Callable[..., list[object]]:
    def made(labels: list[object] = LABELS, examples: list[object] = EXAMPLES) -> list[object]:
        found: list[object] = []
        for name, rows in (("labels", labels), ("examples", examples)):
            found += [f"--{name}", lines(*rows).rename(tmp_path / f"{name}.jsonl")]
        return found

    return made


def test_each_label_has_its_share_the_likeliest_first(run: Run, files: Callable[..., list[object]]) -> None:
    stdin = '{"id": [7], "problem": "3/4 + 2/5", "response": "5/9"}\n{"problem": "1/3 + 3/4", "response": "4/12"}\n'
    ran = run("label", *files(), "--jsonl", "-", stdin=stdin)
    first, second = ran.rows
    assert (ran.code, ran.err, first["id"], second["id"]) == (0, "", [7], None)
    assert [row["ranked"][0]["label"] for row in ran.rows] == ["across", 2]
    assert sum(one["p"] for one in first["ranked"]) == pytest.approx(1)


def test_a_group_and_other_fields_may_be_given(run: Run, files: Callable[..., list[object]]) -> None:
    stdin = '{"id": 1, "problem": "1/3 + 3/4", "response": "4/12", "group": "g", "action": null, "step": 3}\n'
    assert run("label", *files(), "--jsonl", "-", stdin=stdin).rows == [
        {"id": 1, "ranked": [{"label": "across", "p": 1.0}]}
    ]


def test_a_bad_query_has_its_error_and_the_others_go_on(run: Run, files: Callable[..., list[object]]) -> None:
    stdin = '{"id": 1, "problem": "1"}\n{"id": 2, "problem": "1", "response": "2", "group": "x"}\n{\n'
    stdin += '{"id": 4, "problem": "1/3 + 3/4", "response": "4/12"}'
    ran = run("label", *files(), "--jsonl", "-", stdin=stdin)
    assert ["error" in row for row in ran.rows] == [True, True, True, False]
    assert [
        word for word, row in zip(("response", "group", "JSON"), ran.rows, strict=False) if word in row["error"]
    ] == ["response", "group", "JSON"]


def test_a_bad_example_is_named_and_left_out(run: Run, files: Callable[..., list[object]]) -> None:
    stdin = '{"id": 4, "problem": "1/3 + 3/4", "response": "4/12"}'
    ran = run(
        "label", *files(examples=[*EXAMPLES, {"problem": "1", "response": "2"}, "{"]), "--jsonl", "-", stdin=stdin
    )
    assert (ran.code, ran.rows[0]["ranked"][0]["label"]) == (0, 2)
    assert 'examples.jsonl, line 3: "label" is missing' in ran.err
    assert "line 4: not JSON" in ran.err


def test_nothing_runs_without_an_example_of_a_label(run: Run, files: Callable[..., list[object]]) -> None:
    ran = run("label", *files(examples=[{"problem": "1", "response": "2", "label": "else"}]), "--jsonl", "-")
    assert (ran.code, ran.out) == (2, "")
    assert '"else" is not among the labels' in ran.err
    assert "no line can be used" in ran.err
    assert run("label", *files(labels=["{"]), "--jsonl", "-").code == 2


def test_an_example_of_an_unknown_label_is_named_and_left_out(run: Run, files: Callable[..., list[object]]) -> None:
    stdin = '{"id": 4, "problem": "1/3 + 3/4", "response": "4/12"}'
    stray = {"problem": "1/3 + 3/4", "response": "4/12", "label": "else"}
    ran = run("label", *files(examples=[*EXAMPLES, stray]), "--jsonl", "-", stdin=stdin)
    assert (ran.code, ran.rows[0]["ranked"][0]["label"]) == (0, 2)
    assert 'examples.jsonl, line 3: "else" is not among the labels' in ran.err


def test_labels_without_text_are_learned(run: Run, files: Callable[..., list[object]]) -> None:
    stdin = '{"id": 4, "problem": "1/3 + 3/4", "response": "4/12"}'
    bare = [{"id": label["id"]} for label in LABELS]
    assert run("label", *files(labels=bare), "--jsonl", "-", stdin=stdin).rows[0]["ranked"][0]["label"] == 2


@pytest.mark.parametrize("again", [LABELS[1], {"id": "2", "text": "Something else"}], ids=["same", "other"])
def test_of_a_label_listed_twice_the_first_line_counts(
    run: Run, files: Callable[..., list[object]], again: object
) -> None:
    stdin = '{"id": 4, "problem": "1/3 + 3/4", "response": "4/12"}'
    ran = run("label", *files(labels=[*LABELS, again]), "--jsonl", "-", stdin=stdin)
    assert (ran.code, [one["label"] for one in ran.rows[0]["ranked"]]) == (0, [2, "across"])
    assert 'labels.jsonl, line 3: "2" is listed before' in ran.err


def test_an_empty_response_tells_nothing(run: Run, files: Callable[..., list[object]]) -> None:
    ran = run("label", *files(), "--jsonl", "-", stdin='{"problem": "2/5 + 1/2", "response": " "}')
    assert [one["p"] for one in ran.rows[0]["ranked"]] == [0.5, 0.5]


@pytest.mark.parametrize("mark", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_tables_are_taken_as_lines_are(run: Run, tmp_path: Path, mark: str) -> None:
    rows = {
        "labels": ["id,text", '"across",Adds tops and bottoms', "kept,Keeps the tops"],
        "examples": ["problem,response,label", "1/2 + 1/3,2/5,across", "2/5 + 1/2,3/10,kept,", "1,2", ""],
        "asked": ["id,problem,response", "7,1/3 + 3/4,4/12", "8,1/3"],
    }
    for name, lines in rows.items():
        (tmp_path / f"{name}.csv").write_text("\ufeff" + "\r\n".join(lines).replace(",", mark), "utf-8", newline="")
    ran = run(
        "label",
        "--labels",
        tmp_path / "labels.csv",
        "--examples",
        tmp_path / "examples.csv",
        "--jsonl",
        tmp_path / "asked.csv",
    )
    first, second = ran.rows
    assert (first["id"], first["ranked"][0]["label"], second["id"]) == ("7", "kept", "8")
    assert '"response" is missing' in second["error"]
    assert 'examples.csv, line 4: "label" is missing' in ran.err


def test_a_table_in_another_encoding_is_told(run: Run, files: Callable[..., list[object]], tmp_path: Path) -> None:
    (tmp_path / "asked.csv").write_bytes("id,problem,response\n1,für,2\n".encode("latin-1"))
    ran = run("label", *files(), "--jsonl", tmp_path / "asked.csv")
    assert ran.code == 2
    assert "Save it as CSV in UTF-8" in ran.err
