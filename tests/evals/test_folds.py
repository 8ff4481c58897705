"""Folds by learner over logs in the form of ASSISTments; the files are made here, the sets themselves are not shipped."""

import csv
from pathlib import Path

import pytest

from evals import assistments
from evals.folds import held_out, main, some
from evals.logs import simulated

LOG = simulated(12, 1)


def written(path: Path, form: str) -> Path:
    names = assistments.FORMS[form]
    with path.open("w", encoding="latin-1", newline="") as file:
        out = csv.writer(file)
        out.writerow([*names.values(), "correct"])
        for place, (learner, skill, right) in enumerate(LOG):
            out.writerow([place, learner, skill, int(right) if form == "2009" else float(right)])
    return path


@pytest.mark.parametrize("form", assistments.FORMS)
def test_both_forms_are_read_back_as_they_were_written(form: str, tmp_path: Path) -> None:
    found = assistments.read(written(tmp_path / "log.csv", form))
    assert (found.rows, found.form, found.left_out) == (LOG, form, {})


def test_rows_of_several_skills_are_one_answer_and_what_is_left_out_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(
        "order_id,user_id,skill_id,skill_name,correct\n3,7,2,b,1\n1,7,1,a,0\n3,7,1,a,1\n4,7,,,1\n5,7,2,b,0.25\n",
        "latin-1",
    )
    found = assistments.read(path)
    assert found.rows == [("7", "1", False), ("7", "1+2", True)]
    assert found.left_out == {"without a skill": 1, "part of a point": 1, "further skills of one answer, joined": 1}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("user_id,skill_id,right\n1,2,1\n", "as 2009 it lacks correct, order_id; as 2015 it lacks correct, log_id, sequence_id"),
        ("", "Its columns are: none"),
        ("log_id,user_id,sequence_id,correct\n1,2,3,yes\nx,2,3,1\n", "2 lines hold no number where one belongs: line 2"),
    ],
    ids=["columns", "empty", "values"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_all_that_is_wrong(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "log.csv"
    path.write_text(text, "latin-1")
    with pytest.raises(SystemExit) as left:
        main([str(path)])
    assert (left.value.code, said in capsys.readouterr().err) == (2, True)


def test_every_answer_is_foreseen_once_and_never_from_its_own_learner() -> None:
    chances, truth, who = held_out(LOG, folds=3)
    assert {len(found) for found in chances.values()} == {len(truth)} == {len(LOG)}
    assert sorted(zip(who, truth, strict=True)) == sorted((learner, right) for learner, _, right in LOG)
    learners = list(dict.fromkeys(who))
    shares = chances["always the same"]
    first = set(learners[:4])
    others = [right for learner, _, right in LOG if learner not in first]
    assert shares[0] == pytest.approx(sum(others) / len(others))


def test_learners_are_drawn_whole() -> None:
    kept = some(LOG, 5, seed=1)
    assert len({learner for learner, *_ in kept}) == 5
    assert len(kept) == len(LOG) * 5 / 12
    assert some(LOG, 0, seed=1) == some(LOG, 99, seed=1) == LOG


def test_the_command_prints_each_way_beside_what_is_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(written(tmp_path / "log.csv", "2015")), "--folds", "2"])
    out, err = capsys.readouterr()
    areas = [line for line in out.splitlines() if "AUC" in line]
    assert len(areas) == 7
    assert all("anchor 0.704" in line and "n = 576" in line for line in areas)
    assert "ASSISTments 2015, 576 answers; left out: nothing" in err
