from collections.abc import Callable
from pathlib import Path

import pytest

from tutor.catalog import content_folder
from tutor.catalog.check import check

Change = Callable[[str, str, str], None]


def test_sound_content_has_no_findings(content: Path) -> None:
    assert check(content) == []


def test_our_own_content_has_no_faults() -> None:
    assert [finding for finding in check(content_folder()) if finding.outcome == "fail"] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "what"),
    [
        ("skills.yaml", "grades: 3-4", "grades: 4-3", "maths.whole.add", "'4-3' are no grades"),
        ("skills.yaml", "4.NBT.B.4", "4.NBT.4", "maths.whole.add", "4.NBT.4 is no Common Core code"),
        ("skills.yaml", "  items:", "  prerequisites: [maths.x]\n  items:", "maths.whole.add", "no prerequisite maths.x"),
        ("skills.yaml", "  items:", "  prerequisites: [maths.whole.add]\n  items:", "maths.whole.add", "needs itself"),
        ("skills.yaml", "band: 3", "band: 2", "maths.whole.add", "3 item models in bands [1, 2]"),
        ("skills.yaml", "id: a-2", "id: a-1", "maths.whole.add", "item a-1 is also in maths.whole.add"),
        ("skills.yaml", "answer: a + b", "answer: a + c", "maths.whole.add, item a-1", "c not known here"),
        ("skills.yaml", "answer: a + b", "answer: a +", "maths.whole.add, item a-1", "not a formula"),
        ("skills.yaml", "b: = a + 1", "b: 9..2", "maths.whole.add, item a-1", "9..2 is empty"),
        ("skills.yaml", "b: = a + 1", "b: two", "maths.whole.add, item a-1", "'two' are no values"),
        ("skills.yaml", "`{a} + {b}`", "`{a} + {d}`", "maths.whole.add, item a-1", "{d} is no parameter"),
        ("add.yaml", "skill: maths.whole.add", "skill: maths.x", "maths.whole.add", "no lesson"),
        ("forgets.yaml", "[maths.whole.add]", "[maths.x]", "maths.whole.forgets", "there is no skill maths.x"),
        ("forgets.yaml", "grades: 2-5", "grades: 2-5\nconfusable: [m]", "maths.whole.forgets", "no confusable misconception m"),
        ("forgets.yaml", '  - {problem: 38 + 25, right: "63", wrong: "53"}\n', "", "maths.whole.forgets", "1 running examples"),
        ("add.yaml", "`10 + 3 = 13`", "`10 + 3 = 14`", "lesson maths.whole.add, example 1", "`10 + 3 = 14` is not true"),
        ("add.yaml", "`8 + 2 = 10`", "`8 + 2 = 5 + 5 = 11`", "lesson maths.whole.add, example 1", "is not true"),
        ("add.yaml", "`8 + 2 = 10`", "`8 +* 2`", "lesson maths.whole.add, example 1", "cannot be read"),
        ("add.yaml", "`8 + 2 = 10`", "`8 + 2 = 10", "lesson maths.whole.add, example 1", "a backtick is missing"),
        ("add.yaml", "Work out `8 + 5`.", "Work out `8 + 6`.", "lesson maths.whole.add, example 1", "the answer is given as 13"),
        ("forgets.yaml", "`19 + 1 = 20` already", "`19 + 11 = 20`", "maths.whole.forgets, contrast", "is not true"),
        ("forgets.yaml", "How many tens?", "`7 + 5 = 12`", "maths.whole.forgets, hint 2", "states a result"),
        ("forgets.yaml", "How many tens?", "Why? How?", "maths.whole.forgets, hint 2", "more than one question"),
        ("forgets.yaml", "How many tens?", "{answer}", "maths.whole.forgets, hint 2", "{answer} is not filled in here"),
        ("forgets.yaml", "the ten go?", "the ten go.", "maths.whole.forgets, reflect", "asks nothing"),
        ("add.yaml", "Losing the ten.", "A careless slip.", "lesson maths.whole.add, trap", "'careless' may shame a pupil"),
        ("lines.yaml", "greeting a.", "What? Why?", "lines, greeting", "more than one question"),
        ("lines.yaml", "greeting a.", "Hi! Go!", "lines, greeting", "more than one exclamation mark"),
        ("lines.yaml", "greeting a.", "{name}", "lines, greeting", "{name} is not filled in here"),
        ("lines.yaml", "greeting a.", "greeting b.", "lines, greeting", "2 ways to say it"),
        ("lines.yaml", "  greeting:", "  hello:", "lines, greeting", "there are no lines for this situation"),
        ("lines.yaml", "an adult you trust", "somebody", "lines, worry_abuse", "names no adult"),
        ("lines.yaml", "# yaml-language-server", "# yaml", "content/lines.yaml, line 1", "is '# yaml: $schema"),
        ("lines.yaml", "lines:\n", "lines: [\n", "", "not YAML"),
    ],
)  # fmt: skip
def test_a_fault_is_found_where_it_is(
    content: Path, change: Change, file: str, old: str, new: str, where: str, what: str
) -> None:
    change(file, old, new)
    found = [finding for finding in check(content) if finding.where == where and what in finding.what]
    assert found
    assert found[0].outcome == "fail"


def test_a_worked_example_that_cannot_be_read_is_unchecked_not_wrong(content: Path, change: Change) -> None:
    change("add.yaml", "Work out `8 + 5`.", "A story of eight and five.")
    assert [(finding.outcome, finding.check) for finding in check(content)] == [("unchecked", "examples")]
