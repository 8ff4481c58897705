"""A small catalog, and a home folder whose embedder is exported once for all tests."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tutor.catalog.schema import Catalog, Cite, ItemModel, Lesson, Skill, WorkedExample
from tutor.domain import Task
from tutor.retrieval import Embedder, open_embedder

VAR = Path(__file__).parents[2] / "var"
CONTENT = {
    "maths.fractions.add-unlike": (
        "5",
        ("5.NF.A.1",),
        "Adding fractions with unlike denominators",
        "To add `1/2 + 1/3`, first write both fractions with the same denominator, because only parts of one size can be counted.",
        ("`1/2 + 1/4`", "Write `1/2` as `2/4`.", "Add the numerators: `2/4 + 1/4 = 3/4`.", "`3/4`"),
        "Adding the tops and adding the bottoms gives parts of no size at all.",
        {"common denominator": "one bottom number that both fractions can be written with"},
    ),
    "maths.decimals.compare": (
        "4-5",
        ("4.NF.C.7", "5.NBT.A.3b"),
        "Comparing decimals",
        "Compare decimals place by place from the left: tenths with tenths, hundredths with hundredths.",
        ("Which is larger, `0.4` or `0.35`?", "Write `0.4` as `0.40`.", "40 hundredths are more than 35.", "`0.4`"),
        "A longer decimal is not always larger.",
        {"tenth": "one of ten equal parts of a whole"},
    ),
    "maths.integers.subtract": (
        "7",
        ("7.NS.A.1c",),
        "Subtracting negative numbers",
        "Subtracting a number is the same as adding its opposite: `3 - (-2) = 3 + 2`.",
        ("`4 - (-1)`", "The opposite of `-1` is `1`.", "So add: `4 + 1 = 5`.", "`5`"),
        "Two minus signs do not always make a plus; only a subtraction of a negative does.",
        {"opposite": "the number on the other side of zero, at the same distance"},
    ),
}


def small_catalog(**key_ideas: str) -> Catalog:
    """Return a catalog of three lessons; a keyword (add_unlike, compare, subtract) replaces that lesson's key idea."""
    item = ItemModel(id="item-1", band=1, stem="What is 1 + 1?", task=Task(kind="evaluate"), parameters={}, answer="2")
    skills, lessons = {}, {}
    for skill, (grades, codes, title, idea, example, trap, words) in CONTENT.items():
        skills[skill] = Skill(id=skill, title=title, grades=grades, standards=codes, items=(item,))
        solved = WorkedExample(problem=example[0], steps=example[1:-1], answer=example[-1])
        lessons[skill] = Lesson(
            skill=skill,
            title=title,
            key_idea=key_ideas.get(skill.split(".")[-1].replace("-", "_"), idea),
            examples=(solved, solved),
            trap=trap,
            vocabulary=words,
            hints=("one", "two", "three"),
            source=Cite(cite="Our own words, 2025"),
        )
    return Catalog(skills=skills, misconceptions={}, rules={}, lessons=lessons, lines={}, phrases={}, hash="0")


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The exported embedder, made in var/ on the first run and kept there."""
    return open_embedder(VAR)


@pytest.fixture
def home(tmp_path: Path, embedder: Embedder) -> Path:
    """A fresh home folder that shares the exported embedder."""
    (tmp_path / "embedder").symlink_to(embedder.folder.resolve())
    return tmp_path


@pytest.fixture(scope="session")
def catalog_with() -> Callable[..., Catalog]:
    """Makes small catalogs."""
    return small_catalog
