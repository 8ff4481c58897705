"""The verbs that give content."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tutor.services import Services


def test_the_skills_are_listed(run: Run) -> None:
    rows = json.loads(run("items", "--list", "--json").out)
    assert {"id", "title", "grades", "standards"} == rows[0].keys()
    assert "maths.fractions.add-unlike" in {row["id"] for row in rows}
    assert len(rows) >= 24


def test_items_have_stem_key_options_and_receipt(run: Run) -> None:
    ran = run("items", "--skill", "maths.fractions.add-unlike", "-n", 3, "--seed", 5)
    made = json.loads(ran.out)
    assert len(made) == 3
    for item in made:
        assert {"stem", "given", "task", "problem", "key", "options", "difficulty", "receipt"} <= item.keys()
        assert "`" not in item["stem"]
    assert run("items", "--skill", "maths.fractions.add-unlike", "-n", 3, "--seed", 5).out == ran.out
    assert ran.err == ""


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--skill", "maths.fractions.add"], "maths.fractions.add-like"),
        (["--misconception", "maths.fractions.ad-across"], "maths.fractions.add-across"),
        (["--standard", "5.NF.A.99"], "5.NF.A.1"),
        ([], "--list names the skills"),
        (
            ["--skill", "maths.fractions.add-like", "--standard", "5.NF.A.1"],
            "one of --skill, --standard, --misconception",
        ),
    ],
)
def test_an_unknown_wish_names_the_nearest_and_exits_with_2(run: Run, given: list[str], said: str) -> None:
    ran = run("items", *given)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_search_gives_chunks_with_source_codes_and_score(
    run: Run, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    chunk = services.index.chunks[0]
    monkeypatch.setattr(services.index, "search", lambda query, **filters: [chunk])
    (found,) = json.loads(run("search", "place value", "--json").out)
    assert {"source", "codes", "score"} <= found.keys()
    assert chunk.title in run("search", "place value").out


def test_nothing_found_is_said_so(run: Run) -> None:
    assert run("search", "a cake with cherries").out == "Not in your sources.\n"
    assert json.loads(run("search", "a cake with cherries", "--json").out) == []


def test_a_blueprint_gives_its_rows_in_order_and_says_every_row_that_cannot_be_met(run: Run, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(
        '{"skill": "maths.decimals.add", "n": 2, "band": 1}\n{"standard": "4.NF.A.1", "n": 1}\n', encoding="utf-8"
    )
    made = json.loads(run("items", "--blueprint", str(rows)).out)
    assert [item["skill"] for item in made][:2] == ["maths.decimals.add"] * 2
    assert len(made) == 3
    assert run("items", "--blueprint", str(rows), "--format", "gift").out.startswith("// Mixed practice\n")
    rows.write_text('{"skill": "maths.decimals.ad", "n": 2}\n{"standard": "99.X", "n": 1}\n', encoding="utf-8")
    ran = run("items", "--blueprint", str(rows))
    assert ran.code == 2
    assert "row 1" in ran.err
    assert "row 2" in ran.err


def test_a_blueprint_with_a_bad_row_makes_nothing(run: Run, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"skill": "maths.decimals.add", "n": 2}\n{"skil": "maths.decimals.add"}\n', encoding="utf-8")
    ran = run("items", "--blueprint", str(rows))
    assert (ran.code, ran.out) == (2, "")
    assert "line 2: skil: extra inputs are not permitted" in ran.err
    assert "nothing was made" in ran.err
